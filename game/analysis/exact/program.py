"""A scenario as a program: points in order, each with arms that test and rewrite variables.

Every quantity is a variable with values 0 .. size-1: a meter (counted from its low end), a flag or
memory, an effect on its way (0: none, else the number of its day), and what the player believes of
the hidden truths. A state is a point and a value of each variable. The graph has no circles, and
the points stand in an order in which every arm leads to a later one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Kind = Literal["choice", "draw", "branch", "end"]
VariableKind = Literal["meter", "flag", "memory", "later", "truth"]

MAX_TABLE = 1 << 20  # cells of one condition or draw over all the variables it reads


class Unfit(Exception):
    """The scenario cannot be explored exactly; `str()` says why and what to do."""


class Variable(NamedTuple):
    name: str
    kind: VariableKind
    size: int
    start: int


class Condition(NamedTuple):
    """True where `table`, with one axis for each of `reads`, is."""

    reads: tuple[int, ...]
    table: Bools


class Draw(NamedTuple):
    """`chances` has one axis for the arms, which sum to 1, then one for each of `reads`."""

    reads: tuple[int, ...]
    chances: Floats


class Hidden(NamedTuple):
    """A draw that depends on a group of truths: for each arm, its probability by their values."""

    group: int
    likelihood: tuple[tuple[Fraction, ...], ...]


@dataclass(slots=True)
class Arm:
    """One way on. `writes` gives for a variable its new value by the old one."""

    target: int
    when: Condition | None = None
    writes: dict[int, Ints] = field(default_factory=dict)
    pick: str = ""  # id of the option or outcome; empty for what happens by itself
    nuclear: bool = False


@dataclass(slots=True)
class Point:
    """`kind`: the player chooses among the open arms, chance draws one, the one whose condition
    holds is taken (branch), or the game is over. `asks` is the id of the option or node at stake.
    """

    kind: Kind
    node: int  # slot
    day: int
    arms: list[Arm]
    draw: Draw | None = None
    hidden: Hidden | None = None
    resumes: bool = False  # an agenda gone on with: it ends by itself when nothing is open
    option: str = ""  # whose chance is drawn here


@dataclass(slots=True)
class Group:
    """Truths that are drawn together; `worlds` are the combinations of their values."""

    truths: tuple[int, ...]
    worlds: tuple[tuple[int, ...], ...]
    prior: tuple[Fraction, ...]


@dataclass(slots=True)
class Program:
    """`points` in order; the game starts at point 0 with the start value of each variable."""

    variables: list[Variable]
    points: list[Point]
    groups: list[Group]
    preset: str


def then(first: dict[int, Ints], second: dict[int, Ints]) -> dict[int, Ints]:
    """The writes of one arm and then another."""
    joined = dict(first)
    for variable, table in second.items():
        held = joined.get(variable)
        joined[variable] = table if held is None else table[held]
    return joined
