"""The shortest way to every option, outcome and ending, found while all states are found."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.analysis.exact.program import Bools, Ints, Point
from game.analysis.exact.sweep import Progress, Space, too_many

Act = tuple[str, int, str]  # "choose" or "chance", slot of the node, id of the option or outcome


class Arrival(NamedTuple):
    """States come to: their keys, the fewest moves, and whence (point, place there, arm)."""

    keys: Ints
    moves: Ints
    point: Ints
    place: Ints
    arm: Ints


class Ways:
    """Every state, and for each option, outcome and ending how soon it can come, and how.

    `options` are by (slot of the node, option), `outcomes` by (slot, outcome), `endings` by slot:
    the number of moves, the truths aside, and where the way there is taken up.
    """

    def __init__(self, space: Space, most: int, progress: Progress | None = None) -> None:
        """Raises :class:`Unfit` where there are more than `most` states."""
        self.space = space
        self.points = space.points
        self.options: dict[tuple[int, str], tuple[int, int, int, int]] = {}
        self.outcomes: dict[tuple[int, str], tuple[int, int, int, int]] = {}
        self.endings: dict[int, tuple[int, int, int, int]] = {}
        self.came: list[Arrival] = []
        self.states = 0
        arriving: list[list[Arrival]] = [[] for _ in self.points]
        starts = [variable.start for variable in space.packing.program.variables]
        first = np.array([space.packing.key(0, starts)], np.int64)
        none = np.array([-1])
        arriving[0].append(Arrival(first, np.array([0]), none, none, none))
        for number, point in enumerate(self.points):
            here = _soonest(arriving[number])
            arriving[number] = []
            self.came.append(here)
            self.states += len(here.keys)
            if self.states > most:
                raise too_many(most, number, len(self.points))
            if point.kind == "end" and len(here.keys):
                place = int(here.moves.argmin())
                found = int(here.moves[place]), number, place, -1
                self.endings[point.node] = min(self.endings.get(point.node, found), found)
            self._go_on(number, point, here, arriving)
            if progress:
                progress((number + 1) / len(self.points))

    def _go_on(
        self, number: int, point: Point, here: Arrival, arriving: list[list[Arrival]]
    ) -> None:
        lone = _nothing_else(point, self.space.open(number, here.keys), len(here.keys))
        for arrow in self.space.arrows(number, here.keys):
            arm = point.arms[arrow.place]
            places = np.arange(len(here.keys)) if arrow.chosen is None else arrow.chosen
            moves = here.moves[places] + (1 if arm.pick else 0)
            last = arrow.place == len(point.arms) - 1
            if last and lone is not None:  # an agenda with nothing left ends by itself
                moves = moves - lone[places]
            size = len(places)
            whence = np.full(size, number), places, np.full(size, arrow.place)
            arriving[arrow.target].append(Arrival(arrow.keys, moves, *whence))
            agenda_ends = last and point.kind == "choice" and arm.pick == "done"
            if arm.pick and not agenda_ends:
                best = int(moves.argmin())
                found = int(moves[best]), number, int(places[best]), arrow.place
                table = self.options if point.kind == "choice" else self.outcomes
                name = point.node, arm.pick
                table[name] = min(table.get(name, found), found)

    def way(self, found: tuple[int, int, int, int]) -> list[Act]:
        """The moves of a way, from the start."""
        _, number, place, arm = found
        acts: list[Act] = []
        if arm >= 0:
            acts.append(self._act(number, arm))
        while self.came[number].point[place] >= 0:
            came = self.came[number]
            before, arm = int(came.point[place]), int(came.arm[place])
            acts.append(self._act(before, arm))
            number, place = before, int(came.place[place])
        return [act for act in reversed(acts) if act[2]]

    def _act(self, number: int, arm: int) -> Act:
        point = self.points[number]
        kind = "choose" if point.kind == "choice" else "chance"
        return kind, point.node, point.arms[arm].pick


def _soonest(arrivals: list[Arrival]) -> Arrival:
    """Each state once, with the shortest way to it."""
    if not arrivals:
        none = np.zeros(0, np.int64)
        return Arrival(none, none, none, none, none)
    joined = Arrival(*(np.concatenate(column) for column in zip(*arrivals, strict=True)))
    order = np.lexsort((joined.moves, joined.keys))
    keys = joined.keys[order]
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    return Arrival(*(column[order[first]] for column in joined))


def _nothing_else(point: Point, opened: list[Bools | None], size: int) -> Ints | None:
    """1 for the states in which an agenda that was gone on with has nothing left to take up."""
    if not point.resumes:
        return None
    left = np.zeros(size, bool)
    for mask in opened[:-1]:
        left |= True if mask is None else mask
    return (~left).astype(np.int64)
