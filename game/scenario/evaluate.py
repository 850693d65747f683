"""What a parsed expression means: closures made from its tree.

A tree is a nested tuple, its first item the name of what it is:

- ``("value", N)``, ``("day",)``, ``("meter", SLOT)``, ``("bit", MASK)``, ``("truth", SLOT)``
- ``(OP, LEFT, RIGHT)`` with OP one of ``+ - * == != < <= > >= and or``, and ``("not", TREE)``

A minus sign is ``("-", ("value", 0), TREE)``; a value of a truth is its number.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

Tree = tuple[Any, ...]

Evaluate = Callable[[tuple[int, ...], int, tuple[int, ...], int], int]
"""(meters, flag bits, truths, day) -> a number, or 0 / 1."""

Binary = Callable[[int, int], int]
_OPERATORS: dict[str, Binary] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluator(tree: Tree) -> Evaluate:
    """The function that a tree stands for."""
    name = tree[0]
    if name == "value":
        value: int = tree[1]
        return lambda m, f, t, d: value
    if name == "day":
        return lambda m, f, t, d: d
    if name == "meter":
        slot: int = tree[1]
        return lambda m, f, t, d: m[slot]
    if name == "truth":
        place: int = tree[1]
        return lambda m, f, t, d: t[place]
    if name == "bit":
        mask: int = tree[1]
        return lambda m, f, t, d: 1 if f & mask else 0
    a = evaluator(tree[1])
    if name == "not":
        return lambda m, f, t, d: 0 if a(m, f, t, d) else 1
    if name not in ("and", "or") and tree[1][0] == "meter" and tree[2][0] == "value":
        return _direct(name, tree[1][1], tree[2][1])
    b = evaluator(tree[2])
    if name == "and":
        return lambda m, f, t, d: 1 if a(m, f, t, d) and b(m, f, t, d) else 0
    if name == "or":
        return lambda m, f, t, d: 1 if a(m, f, t, d) or b(m, f, t, d) else 0
    apply = _OPERATORS[name]
    return lambda m, f, t, d: int(apply(a(m, f, t, d), b(m, f, t, d)))


def _direct(name: str, s: int, c: int) -> Evaluate:
    """A meter and a constant: by far the most common condition, kept quick."""
    direct: dict[str, Evaluate] = {
        "+": lambda m, f, t, d: m[s] + c,
        "-": lambda m, f, t, d: m[s] - c,
        "*": lambda m, f, t, d: m[s] * c,
        "==": lambda m, f, t, d: 1 if m[s] == c else 0,
        "!=": lambda m, f, t, d: 1 if m[s] != c else 0,
        "<": lambda m, f, t, d: 1 if m[s] < c else 0,
        "<=": lambda m, f, t, d: 1 if m[s] <= c else 0,
        ">": lambda m, f, t, d: 1 if m[s] > c else 0,
        ">=": lambda m, f, t, d: 1 if m[s] >= c else 0,
    }
    return direct[name]
