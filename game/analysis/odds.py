"""How likely every ending is, exactly: by random play, along history, at the least, at the most."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from game.analysis.exact.prepare import prepare
from game.analysis.exact.program import Bools, Floats, Point
from game.analysis.exact.sweep import Aim, Policy, Progress, Space, uniform
from game.engine import record
from game.errors import Trouble
from game.scenario.model import Scenario
from game.scenario.story import DONE

PolicyName = Literal["random", "history", "best", "worst"]


@dataclass(frozen=True, slots=True)
class Odds:
    """Probabilities 0 .. 1 from the start of a game.

    Under `best` each is the least that any player could bring about, under `worst` the greatest:
    each by a player who plays for that alone, so they need not sum to 1. Nuclear use is a nuclear
    outcome drawn on the way, or a nuclear ending.
    """

    policy: PolicyName
    preset: str
    states: int
    endings: dict[str, float]
    nuclear_use: float


def explored(scenario: Scenario, preset: str, progress: Progress | None = None) -> Space:
    """Every state of a scenario. Raises :class:`game.analysis.exact.program.Unfit`."""
    space = Space(prepare(scenario, preset))
    space.explore(progress=progress)
    return space


def odds(scenario: Scenario, space: Space, policy: PolicyName) -> Odds:
    """The odds of a policy. Raises :class:`Trouble` if history is asked for and there is none."""
    preset = space.packing.program.preset
    if policy in ("random", "history"):
        play = uniform if policy == "random" else along(scenario, history_of(scenario))
        flow = space.flow(play)
        endings = {id: flow.ended.get(scenario.slots[id], 0.0) for id in scenario.endings}
        ended_so = sum(
            flow.spared.get(scenario.slots[ending.id], 0.0)
            for ending in scenario.endings.values()
            if ending.nuclear
        )
        return Odds(policy, preset, space.states, endings, flow.used + ended_so)
    aim: Aim = "least" if policy == "best" else "greatest"
    worth = worths(scenario)
    first = space.solve(worth, [aim] * worth.shape[1], used=worth.shape[1] - 1)[0][0]
    named = dict(zip(scenario.endings, first[:-1].tolist(), strict=True))
    return Odds(policy, preset, space.states, named, float(first[-1]))


def worths(scenario: Scenario) -> Floats:
    """What each node is worth as an end: a column for each ending, then one for nuclear use."""
    worth = np.zeros((len(scenario.nodes), len(scenario.endings) + 1))
    for column, ending in enumerate(scenario.endings.values()):
        worth[scenario.slots[ending.id], column] = 1
        worth[scenario.slots[ending.id], -1] = ending.nuclear
    return worth


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
        wanted = line.get(scenario.nodes[point.node].id, [])
        shares = uniform(number, point, opened, size)
        free = np.ones(size, bool)  # where no wish was granted yet
        granted: list[Floats | float] = [np.zeros(size) for _ in opened]
        for pick in wanted or ():
            for place, arm in enumerate(point.arms):
                if arm.pick == pick:
                    mask = opened[place]
                    can = free if mask is None else free & mask
                    granted[place] = np.add(granted[place], can, dtype=np.float64)
                    free = free & ~can
        if wanted and point.arms[-1].pick == DONE and wanted[-1] != DONE:
            granted[-1] = granted[-1] + free  # an agenda ends once all of it is done
            return granted
        return [share * free + grant for share, grant in zip(shares, granted, strict=True)]

    return policy
