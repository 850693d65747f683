"""A game as it was lived: every position, move and step, for the screens that look back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm

from game.engine.chance import Odds, odds
from game.engine.rules import Step, drawn_from, turn
from game.engine.state import Move, State
from game.scenario.model import Option, Outcome, Scenario, Truth, Weight


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
    """The odds of a draw as the room could reckon them: over what is hidden, by its priors.

    Exact: every combination of the hidden truths that bear on the draw counts by its weight.
    """
    outcomes = drawn_from(scenario, state)
    hidden = [
        truth
        for truth in scenario.truths
        if not state.flags & truth.mask and any(_reads(o.weight, truth) for o in outcomes)
    ]
    shares = [Fraction(0)] * len(outcomes)
    for world in product(*(enumerate(truth.values) for truth in hidden)):
        drawn, prior = list(state.truths), 1
        for truth, (number, (_, weight)) in zip(hidden, world, strict=True):
            drawn[truth.slot] = number
            prior *= weight
        weights = odds(scenario, state._replace(truths=tuple(drawn)), preset).weights
        total = sum(weights)
        shares = [s + Fraction(prior * w, total) for s, w in zip(shares, weights, strict=True)]
    scale = lcm(*(share.denominator for share in shares))
    return Odds(outcomes, tuple(int(share * scale) for share in shares))


def _reads(weight: Weight, truth: Truth) -> bool:
    if weight.expression is not None:
        return truth.id in weight.expression.reads
    return weight.source == "truth" and weight.slot == truth.slot


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
