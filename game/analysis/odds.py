"""How likely every ending is, exactly: by random play, along history, at the least, at the most."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from game.analysis.exact.batch import play
from game.analysis.exact.prepare import followed, prepare
from game.analysis.exact.program import Floats
from game.analysis.exact.sweep import MAX_STATES, Aim, Progress, Space
from game.analysis.policies import policy_of
from game.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class Odds:
    """Probabilities 0 .. 1 from the start of a game.

    Under `best` each is the least that any player could bring about, under `worst` the greatest:
    each by a player who plays for that alone, so they need not sum to 1. Nuclear use is a nuclear
    outcome drawn on the way, or a nuclear ending.
    """

    policy: str
    preset: str
    states: int
    endings: dict[str, float]
    nuclear_use: float


def explored(
    scenario: Scenario, preset: str, most: int = MAX_STATES, progress: Progress | None = None
) -> Space:
    """Every state of a scenario. Raises :class:`game.analysis.exact.program.Unfit`."""
    space = Space(prepare(scenario, preset))
    space.explore(most, progress)
    return space


def odds(scenario: Scenario, space: Space, policy: str) -> Odds:
    """The odds of `best`, `worst` or a policy by name. Raises :class:`Trouble` for another."""
    preset = space.packing.program.preset
    if policy not in ("best", "worst"):
        flow = space.flow(policy_of(scenario, policy))
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


@dataclass(frozen=True, slots=True)
class Estimate:
    """Shares of drawn games, each with a 95 per cent interval (Wilson's)."""

    policy: str
    preset: str
    runs: int
    endings: dict[str, float]
    nuclear_use: float
    intervals: dict[str, tuple[float, float]]  # by ending, and "nuclear_use"
    decisions: tuple[int, ...]  # games by how many decisions were made

    @property
    def mean_decisions(self) -> float:
        return sum(number * games for number, games in enumerate(self.decisions)) / self.runs


def estimate(
    scenario: Scenario,
    policy: str,
    preset: str,
    runs: int = 100_000,
    seed: int = 1,
    progress: Progress | None = None,
) -> Estimate:
    """What `runs` games drawn by a policy come to. Raises :class:`Trouble` for an unknown one."""
    program, _ = followed(scenario, preset)
    batch = play(scenario, program, policy_of(scenario, policy), runs, seed, progress)
    counts = {id: batch.endings.get(scenario.slots[id], 0) for id in scenario.endings}
    return Estimate(
        policy,
        preset,
        runs,
        {id: count / runs for id, count in counts.items()},
        batch.nuclear / runs,
        {id: wilson(n, runs) for id, n in {**counts, "nuclear_use": batch.nuclear}.items()},
        batch.decisions,
    )


def wilson(hits: int, runs: int) -> tuple[float, float]:
    """The interval that holds the true share in 95 of 100 cases (Wilson 1927)."""
    z = 1.959963984540054
    share, spread = hits / runs, z * z / runs
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / runs + spread / (4 * runs)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
