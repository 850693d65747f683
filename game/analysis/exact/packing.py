"""A state becomes one whole number: the classes of the live variables, as mixed-radix digits."""

from __future__ import annotations

from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.analysis.exact.classes import Classes
from game.analysis.exact.program import Arm, Ints, Program, Unfit
from game.analysis.exact.values import Ranges

CHUNK = 1 << 13  # combinations of neighbouring digits that one table covers
MAX_ROOM = 1 << 62


class Digit(NamedTuple):
    """Where the class of a variable stands in a key: ``key // stride % size``."""

    stride: int
    size: int


class Step(NamedTuple):
    """What an arm does to keys: the sum of ``table[key // base % len(table)]``, and `plus`."""

    parts: tuple[tuple[int, Ints], ...]  # base, table
    plus: int

    def __call__(self, keys: Ints) -> Ints:
        after = np.full(len(keys), self.plus, np.int64)
        for base, table in self.parts:
            after += table[_digit(keys, base, len(table))]
        return after


class Test(NamedTuple):
    """A table over some digits of a key, looked up for many keys at once."""

    digits: tuple[Digit, ...]
    table: NDArray[Any]

    def __call__(self, keys: Ints) -> NDArray[Any]:
        place = np.zeros(len(keys), np.int64)
        for digit in self.digits:
            place = place * digit.size + _digit(keys, digit.stride, digit.size)
        return self.table[..., place]


class Packing:
    """How the states of each point are packed; `rooms` are the numbers of possible keys."""

    def __init__(self, program: Program, ranges: Ranges, classes: list[dict[int, Classes]]) -> None:
        self.program = program
        self.ranges = ranges
        self.classes = classes
        self.digits: list[dict[int, Digit]] = []
        self.rooms: list[int] = []
        for live in classes:
            stride, digits = 1, {}
            for variable, each in live.items():
                digits[variable] = Digit(stride, each.size)
                stride *= each.size
            self.digits.append(digits)
            self.rooms.append(stride)

    def fits(self) -> None:
        """Raises :class:`Unfit` where some point has too many live variables for one number."""
        worst = max(range(len(self.rooms)), key=self.rooms.__getitem__)
        if self.rooms[worst] > MAX_ROOM:
            raise Unfit(
                f"{len(self.digits[worst])} quantities matter at once, more than states of one"
                " whole number can hold. 'odds --budget' names them."
            )

    def codes(self, number: int) -> list[tuple[int, list[int]]]:
        """What each live variable adds to a key: (variable, the part by its value)."""
        return [
            (variable, [digit.stride * label for label in self.classes[number][variable].labels])
            for variable, digit in self.digits[number].items()
        ]

    def key(self, number: int, values: list[int]) -> int:
        """The key of a state given by the value of each variable."""
        return sum(parts[values[variable]] for variable, parts in self.codes(number))

    def step(self, number: int, arm: Arm) -> Step:
        """What an arm of a point makes of the keys there."""
        here, there = self.classes[number], self.classes[arm.target]
        plus, tables = 0, {}
        for variable, digit in self.digits[arm.target].items():
            labels = np.array(there[variable].labels)
            table = arm.writes.get(variable)
            if variable in here:
                values = np.array(here[variable].sample())
                after = labels[values if table is None else table[values]]
                # A value for which the arm is closed may lead nowhere; it is never looked up.
                tables[variable] = np.maximum(after, 0) * digit.stride
            else:
                plus += digit.stride * self._only(number, variable, labels, table)
        return Step(self._chunks(number, tables), plus)

    def _only(self, number: int, variable: int, labels: Ints, table: Ints | None) -> int:
        """The class that every possible value leads to."""
        held = self.ranges.of(self.ranges.at[number], variable)
        values = np.flatnonzero(held)
        after = labels[values if table is None else table[values]]
        return int(after.max())

    def _chunks(self, number: int, tables: dict[int, Ints]) -> tuple[tuple[int, Ints], ...]:
        """The tables of neighbouring digits joined, as long as they stay small."""
        parts: list[tuple[int, Ints]] = []
        base, joined, useful = 1, np.zeros(1, np.int64), False
        for variable, digit in self.digits[number].items():
            if len(joined) * digit.size > CHUNK:
                if useful:
                    parts.append((base, joined))
                base, joined, useful = digit.stride, np.zeros(1, np.int64), False
            table = tables.get(variable)
            line = np.zeros(digit.size, np.int64) if table is None else table
            useful = useful or table is not None
            joined = (line[:, None] + joined[None, :]).ravel()
        if useful:
            parts.append((base, joined))
        return tuple(parts)

    def test(self, number: int, reads: tuple[int, ...], table: NDArray[Any]) -> Test:
        """A condition or the chances of a draw, by the digits of the keys of a point."""
        digits = []
        lead = table.ndim - len(reads)
        for axis, variable in enumerate(reads):
            if variable in self.classes[number]:
                values = self.classes[number][variable].sample()
                digits.append(self.digits[number][variable])
            else:
                held = self.ranges.of(self.ranges.at[number], variable)
                values = np.flatnonzero(held)[:1].tolist()
            table = np.take(table, values, axis + lead)
        flat = table.reshape(*table.shape[:lead], prod(table.shape[lead:]))
        return Test(tuple(digits), np.ascontiguousarray(flat))


def _digit(keys: Ints, stride: int, size: int) -> Ints:
    # Division by one number is quick in numpy; the remainder is not, and is made of two.
    higher: Ints = keys // stride if stride > 1 else keys
    return higher - higher // size * size
