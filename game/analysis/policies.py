"""Ways to play that need no player: each gives, for many states of a choice, how it chooses.

The same policies are followed exactly (:meth:`game.analysis.exact.sweep.Space.flow`) and in games
that are drawn (:mod:`game.analysis.exact.batch`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from game.analysis.exact.program import Bools, Floats, Point
from game.analysis.exact.sweep import Policy, uniform
from game.engine import record
from game.errors import Trouble
from game.scenario.model import Kind, Node, Option, Scenario
from game.scenario.problems import did_you_mean
from game.scenario.story import DONE

NAMED = {
    "random": "every open option alike",
    "history": "history's choices where its line has been, elsewhere every option alike",
    "cautious": "what raises escalation least at once",
    "bold": "what raises escalation most at once",
}


def policy_of(scenario: Scenario, name: str) -> Policy:
    """A policy by its name, or that of an adviser: he takes what he speaks for.

    Raises :class:`Trouble` for a name that is neither, and where the scenario lacks what it needs.
    """
    if name == "random":
        return uniform
    if name == "history":
        return along(scenario, history_of(scenario))
    if name in ("cautious", "bold"):
        if scenario.ladder_meter < 0:
            raise Trouble(f"'{name}' looks at escalation, and the scenario has no ladder.")
        sign = -1 if name == "cautious" else 1
        return preferring(scenario, lambda node, option: sign * _raises(scenario, node, option))
    if name in scenario.people:
        return preferring(scenario, lambda node, option: _speaks(name, option))
    known = [*NAMED, *scenario.people]
    raise Trouble(
        f"There is no policy '{name}'.{did_you_mean(name, known)} There are {', '.join(NAMED)},"
        " and every adviser by his id."
    )


def preferring(scenario: Scenario, score: Callable[[Node, Option | None], float]) -> Policy:
    """Always one of the open options of the highest score; `done` of an agenda scores as None."""
    scores: dict[tuple[int, str], float] = {}

    def policy(
        number: int, point: Point, opened: list[Bools | None], size: int
    ) -> list[Floats | float]:
        node = scenario.nodes[point.node]
        worth = np.empty((len(point.arms), size))
        for place, arm in enumerate(point.arms):
            held = scores.get((node.slot, arm.pick))
            if held is None:
                option = next((each for each in node.options if each.id == arm.pick), None)
                held = score(node, option)
                scores[node.slot, arm.pick] = held
            mask = opened[place]
            worth[place] = held if mask is None else np.where(mask, held, -np.inf)
        best = (worth == worth.max(0)) & (worth > -np.inf)
        shares = best / best.sum(0)
        return list(shares)

    return policy


def _raises(scenario: Scenario, node: Node, option: Option | None) -> float:
    """By how much an option moves the ladder at once, its outcomes counted alike.

    One that sets a rung moves from where history stood that day, or else from where the game began.
    """
    if option is None:
        return 0.0
    slot = scenario.ladder_meter
    stood = [rung for day, rung in scenario.ladder_history.items() if day <= node.day]
    here = stood[-1] if stood else scenario.meters[slot].start
    moves = [
        sum(
            amount - here if absolute else amount
            for meter, amount, absolute, *_ in effects.meters
            if meter == slot
        )
        for effects in (option.effects, *(outcome.effects for outcome in option.outcomes))
    ]
    drawn = moves[1:] or [0]
    return moves[0] + sum(drawn) / len(drawn)


def _speaks(person: str, option: Option | None) -> float:
    """1 for what he speaks for, -1 for what he speaks against."""
    if option is None:
        return 0.0
    return sum(1.0 if voice.pro else -1.0 for voice in option.voices if voice.who == person)


def history_of(scenario: Scenario) -> dict[str, list[str]]:
    """What history chose: by node the options, in the order in which they were taken."""
    if not scenario.history:
        raise Trouble(f"The scenario '{scenario.id}' has no history line. Name one in its head.")
    path = Path(scenario.folder) / scenario.history
    try:
        line = record.parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, record.BadRecord) as error:
        raise Trouble(f"History's line cannot be read: {error}") from None
    chosen: dict[str, list[str]] = {}
    for move in line.moves():
        if move.kind == "choose":
            chosen.setdefault(move.where, []).append(move.pick)
    return chosen


def along(scenario: Scenario, line: dict[str, list[str]]) -> Policy:
    """The options of a line where it has been and they are open; elsewhere every one alike."""

    def policy(
        number: int, point: Point, opened: list[Bools | None], size: int
    ) -> list[Floats | float]:
        node = scenario.nodes[point.node]
        wanted = line.get(node.id, [])
        shares = uniform(number, point, opened, size)
        free = np.ones(size, bool)  # where no wish was granted yet
        granted = np.zeros((len(opened), size))
        for pick in wanted:
            for place, arm in enumerate(point.arms):
                if arm.pick == pick:
                    mask = opened[place]
                    can = free if mask is None else free & mask
                    granted[place] += can
                    free = free & ~can
        if wanted and node.kind is Kind.AGENDA:
            done = next(place for place, arm in enumerate(point.arms) if arm.pick == DONE)
            granted[done] += free  # an agenda ends once all that was wished is done
            return list(granted)
        return [share * free + grant for share, grant in zip(shares, granted, strict=True)]

    return policy
