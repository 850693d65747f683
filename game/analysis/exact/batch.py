"""Many games played side by side: all that stand at a point make their move there together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.analysis.exact.program import Bools, Condition, Floats, Ints, Point, Program
from game.analysis.exact.sweep import Policy, Progress
from game.scenario.model import Kind, Scenario

BLOCK = 100_000  # games held in memory at once
Values = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Batch:
    """`endings` counts games by slot of the node, `decisions` by how many were made in a game."""

    runs: int
    endings: dict[int, int]
    nuclear: int
    decisions: tuple[int, ...]


def play(
    scenario: Scenario,
    program: Program,
    policy: Policy,
    runs: int,
    seed: int,
    progress: Progress | None = None,
) -> Batch:
    """Play `runs` games by a policy. The same arguments give the same games."""
    luck = np.random.default_rng(seed)
    ended = dict.fromkeys((p.node for p in program.points if p.kind == "end"), 0)
    nuclear, decisions = 0, np.zeros(1, np.int64)
    for begun in range(0, runs, BLOCK):
        block = _Block(scenario, program, min(BLOCK, runs - begun), luck)
        block.play(policy)
        for node, games in block.ended.items():
            ended[node] += games
        nuclear += int(block.nuclear.sum())
        made = np.bincount(block.decisions)
        decisions = np.pad(decisions, (0, max(0, len(made) - len(decisions))))
        decisions[: len(made)] += made
        if progress:
            progress(min(1.0, (begun + BLOCK) / runs))
    return Batch(runs, ended, nuclear, tuple(decisions.tolist()))


class _Block:
    def __init__(
        self, scenario: Scenario, program: Program, size: int, luck: np.random.Generator
    ) -> None:
        self.scenario = scenario
        self.points = program.points
        self.luck = luck
        starts = np.array([variable.start for variable in program.variables], np.int16)
        self.values: Values = np.repeat(starts[:, None], size, 1)
        self.nuclear = np.zeros(size, bool)
        self.decisions = np.zeros(size, np.int64)
        self.ended: dict[int, int] = {}
        self.arriving: list[list[Ints]] = [[] for _ in self.points]
        self.arriving[0].append(np.arange(size))

    def play(self, policy: Policy) -> None:
        for number, point in enumerate(self.points):
            if not self.arriving[number]:
                continue
            games = np.concatenate(self.arriving[number])
            self.arriving[number] = []
            node = self.scenario.nodes[point.node]
            if point.kind == "end":
                self.ended[point.node] = self.ended.get(point.node, 0) + len(games)
                self.nuclear[games] |= self.scenario.endings[node.id].nuclear
                continue
            if point.kind == "choice":
                opened = [self._holds(arm.when, games) for arm in point.arms]
                shares = policy(number, point, opened, len(games))
                self.decisions[games] += node.kind is Kind.DECISION
            else:
                shares = self._shares(point, games)
            for place, some in self._split(shares, games):
                self._move(point, place, some)

    def _holds(self, when: Condition | None, games: Ints) -> Bools | None:
        if when is None:
            return None
        held: Bools = when.table[tuple(self.values[read][games] for read in when.reads)]
        return np.broadcast_to(held, games.shape)

    def _shares(self, point: Point, games: Ints) -> list[Floats | float]:
        """What comes by chance, or by itself."""
        if point.draw:
            read = tuple(self.values[variable][games] for variable in point.draw.reads)
            return list(point.draw.chances[(slice(None), *read)])
        held = (self._holds(arm.when, games) for arm in point.arms)
        return [1.0 if mask is None else mask.astype(float) for mask in held]

    def _split(self, shares: list[Floats | float], games: Ints) -> list[tuple[int, Ints]]:
        """Who takes which arm."""
        heights = np.cumsum([np.broadcast_to(share, games.shape) for share in shares], 0)
        taken = (self.luck.random(len(games)) * heights[-1] >= heights).sum(0)
        return [(place, games[taken == place]) for place in range(len(shares))]

    def _move(self, point: Point, place: int, games: Ints) -> None:
        if not len(games):
            return
        arm = point.arms[place]
        if arm.nuclear:
            self.nuclear[games] = True
        for variable, table in arm.writes.items():
            self.values[variable][games] = table[self.values[variable][games]]
        self.arriving[arm.target].append(games)
