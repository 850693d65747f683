"""All states of a program, and what can be brought about from each: forward, then back.

The forward sweep finds the states, point by point. The backward sweep solves the finite decision
process exactly (but for the rounding of double precision): what the best, the worst and the random
player bring about. A flow carries the probability of a fixed way of playing forward.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.analysis.exact.packing import Packing, Step, Test
from game.analysis.exact.program import Bools, Floats, Ints, Point, Unfit

MAX_STATES = 20_000_000
Progress = Callable[[float], None]  # told how much is done, 0 .. 1
Aim = Literal["least", "greatest", "random"]
Policy = Callable[[int, Point, list[Bools | None], int], list[Floats | float]]
"""(point number, point, which arms are open for its states or None for all, how many states) ->
for each arm the probability with which it is taken."""


class Arrow(NamedTuple):
    """An arm for many states: for which (None: all), how likely there, and the keys after."""

    place: int
    target: int
    chosen: Ints | None
    chance: Floats | float
    keys: Ints


class Flow(NamedTuple):
    """Probabilities: of each ending (by slot of its node), of each without nuclear use on the way
    to it, and of nuclear use on the way to any."""

    ended: dict[int, float]
    spared: dict[int, float]
    used: float


class Space:
    """Every state that can be reached. `keys`, once explored, are those of each point, in order."""

    def __init__(self, packing: Packing) -> None:
        """Raises :class:`Unfit` where a state does not fit into one whole number."""
        packing.fits()
        self.packing = packing
        self.points = packing.program.points
        self.steps: list[list[Step]] = []
        self.tests: list[list[Test | None]] = []
        self.draws: list[Test | None] = []
        for number, point in enumerate(self.points):
            self.steps.append([packing.step(number, arm) for arm in point.arms])
            self.tests.append(
                [
                    packing.test(number, arm.when.reads, arm.when.table) if arm.when else None
                    for arm in point.arms
                ]
            )
            draw = point.draw
            self.draws.append(packing.test(number, draw.reads, draw.chances) if draw else None)
        self.keys: list[Ints] = []

    @property
    def states(self) -> int:
        return sum(map(len, self.keys))

    def explore(self, most: int = MAX_STATES, progress: Progress | None = None) -> None:
        """Find every state. Raises :class:`Unfit` where there are more than `most`."""
        self.keys, total = [], 0
        for number, keys in self.sweep():
            self.keys.append(keys)
            total += len(keys)
            if total > most:
                raise too_many(most, number, len(self.points))
            if progress:
                progress((number + 1) / len(self.points))

    def sweep(self) -> Iterator[tuple[int, Ints]]:
        """Each point with its states, in order; they are forgotten as it goes on."""
        starts = [variable.start for variable in self.packing.program.variables]
        arriving: list[list[Ints]] = [[] for _ in self.points]
        arriving[0].append(np.array([self.packing.key(0, starts)], np.int64))
        for number in range(len(self.points)):
            keys = distinct(arriving[number], self.packing.rooms[number])
            arriving[number] = []
            yield number, keys
            for arrow in self.arrows(number, keys):
                arriving[arrow.target].append(arrow.keys)

    def open(self, number: int, keys: Ints) -> list[Bools | None]:
        """For each arm of a point, for which of some of its states it is open (None: all)."""
        return [test(keys) if test else None for test in self.tests[number]]

    def arrows(self, number: int, keys: Ints) -> Iterator[Arrow]:
        """Each arm of a point for some of its states; the chance of a choice is left at 1."""
        point = self.points[number]
        draw = self.draws[number]
        chances = draw(keys) if draw else None
        for place, arm in enumerate(point.arms):
            test = self.tests[number][place]
            chance: Floats | float = 1.0
            chosen: Ints | None = None
            if test is not None:
                chosen = np.flatnonzero(test(keys))
            elif chances is not None:
                if chances.shape[1] == 1 and len(keys) != 1:
                    chance = float(chances[place, 0])
                else:
                    likely: Floats = chances[place]
                    if not likely.all():
                        chosen = np.flatnonzero(likely)
                        likely = likely[chosen]
                    chance = likely
            if chosen is not None and len(chosen) == len(keys):
                chosen = None
            some = keys if chosen is None else keys[chosen]
            if len(some):
                after = self.steps[number][place](some)
                yield Arrow(place, arm.target, chosen, chance, after)

    def rank(self, number: int) -> Callable[[Ints], Ints]:
        """A look-up of the place of keys among those of a point."""
        keys, room = self.keys[number], self.packing.rooms[number]
        if len(keys) == room:
            return lambda wanted: wanted
        if room <= max(1 << 16, 16 * len(keys)):
            places = np.zeros(room, np.int64)
            places[keys] = np.arange(len(keys))
            return lambda wanted: places[wanted]
        return lambda wanted: np.searchsorted(keys, wanted)

    # -- back ----------------------------------------------------------------------------------

    def solve(self, worth: Floats, aims: list[Aim], used: int, keep: bool = False) -> list[Floats]:
        """What each column comes to from each state: arrays of (states of the point, columns).

        `worth` is what an ending is worth in each column: (nodes of the scenario, columns). `aims`
        says how the player plays for each. A nuclear draw makes the columns from `used` on 1,
        whatever follows. Without `keep` only the first point's values stay.
        """
        wanted = _Wanted(aims)
        values: list[Floats] = [np.zeros((0, 0))] * len(self.points)
        first_use = [0] * len(self.points)  # the earliest point that leads to it
        for number in reversed(range(len(self.points))):
            for arm in self.points[number].arms:
                first_use[arm.target] = number
        ranks: dict[int, Callable[[Ints], Ints]] = {}
        for number in reversed(range(len(self.points))):
            point, keys = self.points[number], self.keys[number]
            if point.kind == "end":
                values[number] = np.repeat(worth[[point.node]], len(keys), 0)
                continue
            choosing = point.kind == "choice"
            best = wanted.begin(len(keys)) if choosing else np.zeros((len(keys), len(aims)))
            opened = np.zeros((len(keys), 1))
            for arrow in self.arrows(number, keys):
                if arrow.target not in ranks:
                    ranks[arrow.target] = self.rank(arrow.target)
                after = values[arrow.target][ranks[arrow.target](arrow.keys)]
                if point.arms[arrow.place].nuclear:
                    after[:, used:] = 1
                if not choosing and not isinstance(arrow.chance, float):
                    after *= arrow.chance[:, None]
                elif not choosing and arrow.chance != 1:
                    after *= arrow.chance
                join = wanted.join if choosing else np.add
                if arrow.chosen is None:
                    best = join(best, after)
                    opened += 1
                else:
                    best[arrow.chosen] = join(best[arrow.chosen], after)
                    opened[arrow.chosen] += 1
            if choosing:
                best[:, wanted.random] /= opened
            values[number] = best
            for target in [t for t in ranks if first_use[t] == number]:
                del ranks[target]
                if not keep:
                    values[target] = np.zeros((0, 0))
        return values

    def reach(self, marks: dict[int, np.uint64]) -> list[NDArray[np.uint64]]:
        """The marks of the endings (by slot of the node) that can be come to from each state."""
        found: list[NDArray[np.uint64]] = [np.zeros(0, np.uint64)] * len(self.points)
        for number in reversed(range(len(self.points))):
            point, keys = self.points[number], self.keys[number]
            here = np.zeros(len(keys), np.uint64)
            if point.kind == "end":
                here[:] = marks[point.node]
            for arrow in self.arrows(number, keys):
                after = found[arrow.target][self.rank(arrow.target)(arrow.keys)]
                if arrow.chosen is None:
                    here |= after
                else:
                    here[arrow.chosen] |= after
            found[number] = here
        return found

    # -- forward, by a policy ------------------------------------------------------------------

    def flow(self, policy: Policy) -> Flow:
        """Where a way of playing ends, with what probability."""
        held = [np.zeros((2, len(keys))) for keys in self.keys]
        held[0][:] = 1  # all that is played, and what of it has seen no nuclear use
        flow = Flow({}, {}, 0.0)
        for number, point in enumerate(self.points):
            mass, keys = held[number], self.keys[number]
            held[number] = np.zeros((2, 0))
            if point.kind == "end":
                every, spared = mass.sum(1).tolist()
                flow.ended[point.node] = flow.ended.get(point.node, 0.0) + every
                flow.spared[point.node] = flow.spared.get(point.node, 0.0) + spared
                continue
            shares = None
            if point.kind == "choice":
                shares = policy(number, point, self.open(number, keys), len(keys))
            for arrow in self.arrows(number, keys):
                where = slice(None) if arrow.chosen is None else arrow.chosen
                part = mass[:, where] * arrow.chance
                if shares is not None:
                    share = shares[arrow.place]
                    part *= share if isinstance(share, float) else share[where]
                if point.arms[arrow.place].nuclear:
                    flow = flow._replace(used=flow.used + float(part[1].sum()))
                    part[1] = 0
                places = self.rank(arrow.target)(arrow.keys)
                size = len(self.keys[arrow.target])
                for row in range(2):
                    held[arrow.target][row] += np.bincount(places, part[row], size)
        return flow


def too_many(most: int, number: int, points: int) -> Unfit:
    """What to say where there are more than `most` states by point `number` of `points`."""
    return Unfit(
        f"It has more than {most:,} states that matter ({number + 1:,} of {points:,} places were"
        " looked at). 'odds --budget' says what makes it large."
    )


class _Wanted:
    """How the values of the open arms make the value of a choice, column by column."""

    def __init__(self, aims: list[Aim]) -> None:
        kinds = np.array(aims)
        self.least = np.flatnonzero(kinds == "least")
        self.greatest = np.flatnonzero(kinds == "greatest")
        self.random = np.flatnonzero(kinds == "random")

    def begin(self, size: int) -> Floats:
        first = np.zeros((size, len(self.least) + len(self.greatest) + len(self.random)))
        first[:, self.least] = 2
        first[:, self.greatest] = -1
        return first

    def join(self, held: Floats, more: Floats) -> Floats:
        if not len(self.greatest) and not len(self.random):
            return np.minimum(held, more)
        if not len(self.least) and not len(self.random):
            return np.maximum(held, more)
        joined = held + more
        joined[:, self.least] = np.minimum(held[:, self.least], more[:, self.least])
        joined[:, self.greatest] = np.maximum(held[:, self.greatest], more[:, self.greatest])
        return joined


def distinct(arrays: list[Ints], room: int) -> Ints:
    """The different keys of some arrays, in order."""
    if len(arrays) == 1 and len(arrays[0]) == 1:
        return arrays[0]
    if sum(map(len, arrays)) * 16 >= room:
        marked = np.zeros(room, bool)
        for keys in arrays:
            marked[keys] = True
        return np.flatnonzero(marked)
    return np.unique(np.concatenate(arrays)) if arrays else np.zeros(0, np.int64)


def uniform(
    number: int, point: Point, opened: list[Bools | None], size: int
) -> list[Floats | float]:
    """Every open arm alike."""
    if all(mask is None for mask in opened):
        return [1 / len(opened)] * len(opened)
    parts = [np.ones(size) if mask is None else mask.astype(float) for mask in opened]
    total = np.sum(parts, 0)
    return [part / total for part in parts]
