"""A game as it was lived: every position, move and step, for the screens that look back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.chance import Odds, odds
from game.engine.rules import Step, turn
from game.engine.state import Move, State
from game.scenario.model import Option, Outcome, Scenario


@dataclass(frozen=True, slots=True)
class Lived:
    """One move with the position before it; `odds` are those of a draw, as the room saw them."""

    before: State
    move: Move
    step: Step
    odds: Odds | None


def lived(scenario: Scenario, before: State, move: Move, step: Step, preset: str) -> Lived:
    if move.kind == "chance" and turn(scenario, before) == "chance":
        return Lived(before, move, step, known_odds(scenario, before, preset))
    return Lived(before, move, step, None)


def known_odds(scenario: Scenario, state: State, preset: str) -> Odds:
    """The odds of a draw as the room could reckon them: over what is hidden, by its priors."""
    hidden = [
        truth
        for truth in scenario.truths
        if not state.flags & truth.mask and _bears_on(scenario, state, truth.slot)
    ]
    if not hidden:
        return odds(scenario, state, preset)
    truth = hidden[0]
    total: list[int] = []
    outcomes: tuple[Outcome, ...] = ()
    for number, (_, prior) in enumerate(truth.values):
        drawn = list(state.truths)
        drawn[truth.slot] = number
        outcomes, weights = odds(scenario, state._replace(truths=tuple(drawn)), preset)
        scale = prior * 1_000_000_000 // sum(weights)
        total = [a + w * scale for a, w in zip(total or [0] * len(weights), weights, strict=True)]
    return Odds(outcomes, tuple(total))


def _bears_on(scenario: Scenario, state: State, slot: int) -> bool:
    node = scenario.nodes[state.node]
    outcomes = node.options[state.awaiting].outcomes if state.awaiting >= 0 else node.outcomes
    return any(o.weight.source == "truth" and o.weight.slot == slot for o in outcomes)


def option_of(scenario: Scenario, item: Lived) -> Option | None:
    """The option a move chose; None for draws and for an agenda's `done`."""
    if item.move.kind != "choose":
        return None
    for option in scenario.nodes[item.before.node].options:
        if option.id == item.move.pick or item.move.pick in option.was:
            return option
    return None


def outcome_of(item: Lived) -> Outcome | None:
    """The outcome a draw brought."""
    if item.odds is None:
        return None
    for outcome in item.odds.outcomes:
        if outcome.id == item.move.pick or item.move.pick in outcome.was:
            return outcome
    return None


def rungs(scenario: Scenario, story: Sequence[Lived]) -> dict[int, int]:
    """The rung of the ladder at the end of each day that was lived.

    What is ordered in the evening belongs to that day, even if the next scene is on the morrow.
    """
    slot = scenario.ladder_meter
    found: dict[int, int] = {}
    if slot < 0:
        return found
    for item in story:
        level = item.before.meters[slot]
        for change in item.step.changes:
            ordered = change.cause.kind in ("option", "outcome")
            if ordered and change.what == "meter" and change.slot == slot:
                level = change.after
        found[item.before.day] = level
        found[item.step.state.day] = item.step.state.meters[slot]
    return found
