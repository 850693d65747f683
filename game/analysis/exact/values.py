"""Which values each variable can have at each point; what cannot happen is cut away.

Variables are followed one by one and not together: more is held possible than can be, and what is
cut away is impossible. What remains makes the room in which states are packed much smaller.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from game.analysis.exact.program import Arm, Bools, Condition, Draw, Point, Program, then


class Ranges:
    """For each point, the values that each variable may have: bits of one big whole number."""

    def __init__(self, program: Program) -> None:
        self.sizes = [variable.size for variable in program.variables]
        ends = np.cumsum([0, *self.sizes]).tolist()
        self.offsets: list[int] = ends[:-1]
        self.masks: list[int] = [(1 << b) - (1 << a) for a, b in pairwise(ends)]
        self.at: list[int] = [0] * len(program.points)

    def of(self, held: int, variable: int) -> Bools:
        """The possible values of a variable, as an array of yes and no."""
        field = held >> self.offsets[variable]
        return np.array([bool(field >> value & 1) for value in range(self.sizes[variable])])

    def put(self, held: int, variable: int, possible: Bools) -> int:
        bits: int = sum(1 << value for value in np.flatnonzero(possible).tolist())
        return held & ~self.masks[variable] | bits << self.offsets[variable]


def in_order(points: list[Point]) -> list[int]:
    """The points that can be come to, in an order in which every arm leads onward."""
    state = bytearray(len(points))
    order: list[int] = []
    stack = [(0, iter(points[0].arms))]
    state[0] = 1
    while stack:
        number, arms = stack[-1]
        for arm in arms:
            if not state[arm.target]:
                state[arm.target] = 1
                stack.append((arm.target, iter(points[arm.target].arms)))
                break
        else:
            order.append(number)
            stack.pop()
    return order[::-1]


def prune(program: Program, order: list[int]) -> Ranges:
    """Follow the values forward; drop what cannot happen and conditions that always hold."""
    ranges = Ranges(program)
    held = 0
    for variable, each in enumerate(program.variables):
        held = ranges.put(held, variable, np.arange(each.size) == each.start)
    ranges.at[order[0]] = held
    for number in order:
        point = program.points[number]
        held = ranges.at[number]
        if not held:
            point.arms, point.draw = [], None
            continue
        _restrict_draw(point, ranges, held)
        kept = []
        for arm in point.arms:
            inside = held
            if arm.when:
                narrowed = _restrict(arm.when, ranges, held)
                if narrowed is None:
                    continue
                arm.when, inside = narrowed
            kept.append(arm)
            ranges.at[arm.target] |= _written(arm, ranges, inside)
        point.arms = kept
    return ranges


def _written(arm: Arm, ranges: Ranges, held: int) -> int:
    for variable, table in arm.writes.items():
        possible = ranges.of(held, variable)
        after = np.zeros_like(possible)
        after[table[possible]] = True
        held = ranges.put(held, variable, after)
    return held


def _restrict(when: Condition, ranges: Ranges, held: int) -> tuple[Condition | None, int] | None:
    """The condition as far as it still says something, and the values where it holds."""
    possible = [ranges.of(held, variable) for variable in when.reads]
    room = when.table[np.ix_(*possible)]
    if room.all():
        return None if not room.size else (None, held)
    if not room.any():
        return None
    reads, table = list(when.reads), when.table
    for axis in reversed(range(len(reads))):
        lines = np.moveaxis(room, axis, 0)
        some = np.zeros_like(possible[axis])
        some[possible[axis]] = lines.reshape(len(lines), -1).any(1)
        held = ranges.put(held, reads[axis], some)
        if (lines == lines[:1]).all():
            table = np.take(table, int(np.flatnonzero(possible[axis])[0]), axis)
            room = lines[0]
            del reads[axis]
            del possible[axis]
    return Condition(tuple(reads), table), held


def _restrict_draw(point: Point, ranges: Ranges, held: int) -> None:
    draw = point.draw
    if draw is None:
        return
    reads, chances = list(draw.reads), draw.chances
    possible = [ranges.of(held, variable) for variable in reads]
    room = chances[np.ix_(np.ones(len(chances), bool), *possible)]
    for axis in reversed(range(1, len(reads) + 1)):
        lines = np.moveaxis(room, axis, 0)
        if (lines == lines[:1]).all():
            chances = np.take(chances, int(np.flatnonzero(possible[axis - 1])[0]), axis)
            room = lines[0]
            del reads[axis - 1]
            del possible[axis - 1]
    can = room.reshape(len(room), -1).any(1)
    point.arms = [arm for arm, may in zip(point.arms, can, strict=True) if may]
    if point.hidden:
        likely = zip(point.hidden.likelihood, can, strict=True)
        point.hidden = point.hidden._replace(likelihood=tuple(each for each, may in likely if may))
    point.draw = Draw(tuple(reads), chances[can])


def splice(program: Program, order: list[int], ranges: Ranges) -> tuple[Program, Ranges]:
    """The program without points at which nothing is decided, its points in order.

    An arm that leads to one leads on to where that leads, with the writes of both.
    """
    onward: dict[int, Arm] = {}
    for number in reversed(order):
        point = program.points[number]
        for arm in point.arms:
            if arm.target in onward:
                passed = onward[arm.target]
                arm.writes = then(arm.writes, passed.writes)
                arm.target = passed.target
        silent = point.kind == "branch" or (point.kind == "draw" and not _named(point))
        if silent and len(point.arms) == 1 and number != order[0]:
            onward[number] = point.arms[0]
    order = [number for number in in_order(program.points) if number not in onward]
    places = {number: place for place, number in enumerate(order)}
    points = [program.points[number] for number in order]
    for point in points:
        for arm in point.arms:
            arm.target = places[arm.target]
    kept = Ranges(program)
    kept.at = [ranges.at[number] for number in order]
    return Program(program.variables, points, program.groups, program.preset), kept


def _named(point: Point) -> bool:
    """Whether chance is seen to draw here; what a belief decides by itself is not."""
    return any(arm.pick for arm in point.arms)
