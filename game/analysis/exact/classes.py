"""Which values of a variable anything later can tell apart, for every point.

Two values are of one class where every condition and every draw to come treats them alike. A
variable of one class is dead there, and states that differ only within classes are one state.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.analysis.exact.program import Arm, Bools, Point, Program
from game.analysis.exact.values import Ranges


class Classes(NamedTuple):
    """Of one variable at one point: the class of each value (-1: impossible), and their number."""

    labels: tuple[int, ...]
    size: int

    def sample(self) -> list[int]:
        """For each class, a value that belongs to it."""
        return [self.labels.index(label) for label in range(self.size)]


def classify(program: Program, ranges: Ranges) -> list[dict[int, Classes]]:
    """For each point the variables that are live there, with their classes."""
    found: list[dict[int, Classes]] = [{} for _ in program.points]
    for number in reversed(range(len(program.points))):
        point = program.points[number]
        held = ranges.at[number]
        for variable in sorted(_read(point, found)):
            classes = _classes(point, variable, found, ranges, held)
            if classes.size > 1:
                found[number][variable] = classes
    return found


def _read(point: Point, found: list[dict[int, Classes]]) -> set[int]:
    """What the point looks at, and what matters where its arms lead."""
    read: set[int] = set(point.draw.reads if point.draw else ())
    for arm in point.arms:
        read.update(arm.when.reads if arm.when else ())
        read.update(found[arm.target])
    return read


def _classes(
    point: Point,
    variable: int,
    found: list[dict[int, Classes]],
    ranges: Ranges,
    held: int,
) -> Classes:
    possible = np.flatnonzero(ranges.of(held, variable)).tolist()
    if len(possible) == 1:
        return Classes((), 1)
    columns = [
        _column(point, place, arm, variable, found, ranges, held, possible)
        for place, arm in enumerate(point.arms)
    ]
    labels = [-1] * ranges.sizes[variable]
    classes: dict[tuple[object, ...], int] = {}
    for row, value in zip(zip(*columns, strict=True), possible, strict=True):
        labels[value] = classes.setdefault(row, len(classes))
    return Classes(tuple(labels), max(1, len(classes)))


def _column(
    point: Point,
    place: int,
    arm: Arm,
    variable: int,
    found: list[dict[int, Classes]],
    ranges: Ranges,
    held: int,
    possible: list[int],
) -> Sequence[object]:
    """For each possible value, all that this arm makes of it; None where it does not come."""
    leads = found[arm.target].get(variable)
    table = arm.writes.get(variable)
    if leads is None:
        column: list[object] = [0] * len(possible)
    elif table is None:
        column = [leads.labels[value] for value in possible]
    else:
        column = [leads.labels[table[value]] for value in possible]
    if arm.when and variable in arm.when.reads:
        rows = _rows(arm.when.table, arm.when.reads, variable, ranges, held)
        column = [
            (row.tobytes(), entry) if row.any() else None
            for row, entry in zip(rows, column, strict=True)
        ]
    if point.draw and variable in point.draw.reads:
        rows = _rows(point.draw.chances[place], point.draw.reads, variable, ranges, held)
        column = [
            (row.tobytes(), entry) if row.any() else None
            for row, entry in zip(rows, column, strict=True)
        ]
    return column


def _rows(
    table: NDArray[Any], reads: tuple[int, ...], variable: int, ranges: Ranges, held: int
) -> NDArray[Any]:
    """A table by the possible values of one variable, all others side by side."""
    possible: list[Bools] = [ranges.of(held, read) for read in reads]
    lines = np.moveaxis(table[np.ix_(*possible)], reads.index(variable), 0)
    return np.ascontiguousarray(lines.reshape(len(lines), -1))
