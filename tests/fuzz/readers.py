"""Two other readers of expressions, to hold the game's own against: of trees, and of Python's text.

Neither shares a line with ``game.scenario.expression``. The second lets Python's own grammar say
how a text is to be taken apart, after what is ours alone was put into its words.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class State(NamedTuple):
    """What an expression is asked in, as the game hands it over."""

    meters: tuple[int, ...]
    flags: int
    truths: tuple[int, ...]
    day: int


class Declared:
    """Two meters, two flags, two truths, and something of each kind to remember."""

    meters: Mapping[str, int] = {"m": 0, "heat": 1}
    flags: Mapping[str, int] = {"f": 1, "go_on": 2}
    truths: Mapping[str, tuple[int, Mapping[str, int]]] = {
        "t": (0, {"x": 0, "y": 1, "f": 2}),  # a value may be called as a flag is
        "u": (1, {"day": 0, "true": 1}),  # or as a word of the language
    }
    remembered: Mapping[str, int] = {
        "seen(n/1.o)": 4, "seen(27/u2-down)": 8, "chose(n/1.p)": 16, "told(t)": 32,
    }  # fmt: skip

    def mark_of(self, call: str, target: str) -> int | str:
        return self.remembered.get(f"{call}({target})", f"There is no '{target}'.")


NAMES = Declared()

Binary = Callable[[Any, Any], int]
OPERATORS: dict[str, Binary] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "==": operator.eq,
    "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip

Tree = tuple[Any, ...]


def reckon(tree: Tree, state: State) -> int:
    """The value of a tree made by :mod:`tests.fuzz.texts`."""
    kind = tree[0]
    if kind == "number":
        return int(tree[1])
    if kind == "meter":
        return state.meters[NAMES.meters[tree[1]]]
    if kind == "day":
        return state.day
    if kind == "word":
        return int(tree[1] == "true")
    if kind == "flag":
        return int(state.flags & NAMES.flags[tree[1]] != 0)
    if kind == "call":
        return int(state.flags & NAMES.remembered[f"{tree[1]}({tree[2]})"] != 0)
    if kind == "truth":
        slot, values = NAMES.truths[tree[2]]
        return int((state.truths[slot] == values[tree[3]]) == (tree[1] == "=="))
    if kind == "negative":
        return -reckon(tree[1], state)
    if kind == "not":
        return 1 - reckon(tree[1], state)
    left, right = reckon(tree[1], state), reckon(tree[2], state)
    if kind == "and":
        return left * right
    if kind == "or":
        return max(left, right)
    return int(OPERATORS[kind](left, right))


_CALL = re.compile(r"\b(seen|chose|told)\s*\(\s*(['\"]?)([a-z0-9/._-]+)\2\s*\)")
_TRUTH = re.compile(r"\b([tu])\s*(==|!=)\s*(\w+)")
_COMPARE: dict[type, str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_ARITHMETIC: dict[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}


Ask = Callable[[State], int]


def by_python(text: str, states: list[State]) -> list[int] | str:
    """The values of a text by Python's grammar, or why it has none."""
    asked: dict[str, Ask] = {
        "day": lambda s: s.day,
        "true": lambda _: 1,
        "false": lambda _: 0,
        **{name: _meter(slot) for name, slot in NAMES.meters.items()},
        **{name: _flag(mask) for name, mask in NAMES.flags.items()},
    }

    def stand_in(ask: Ask) -> str:
        name = f"V{len(asked)}"
        asked[name] = ask
        return f" {name} "

    def call(match: re.Match[str]) -> str:
        return stand_in(_flag(NAMES.remembered[f"{match[1]}({match[3]})"]))

    def truth(match: re.Match[str]) -> str:
        slot, values = NAMES.truths[match[1]]
        value, same = values[match[3]], match[2] == "=="
        return stand_in(lambda s: int((s.truths[slot] == value) == same))

    try:
        plain = _TRUTH.sub(truth, _CALL.sub(call, text))
        # Numbers may begin with zeros here; in Python not.
        plain = re.sub(r"(?<!\w)\d+", lambda m: f" {int(m[0])} ", " ".join(plain.split()))
        tree = ast.parse(plain.strip(), mode="eval").body
        return [_walk(tree, asked, state) for state in states]
    except (SyntaxError, KeyError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


def _meter(slot: int) -> Ask:
    return lambda s: s.meters[slot]


def _flag(mask: int) -> Ask:
    return lambda s: int(s.flags & mask != 0)


def _walk(node: ast.expr, asked: Mapping[str, Ask], state: State) -> int:
    def of(inner: ast.expr) -> int:
        return _walk(inner, asked, state)

    match node:
        case ast.Constant(value=int(value)):
            return value
        case ast.Name(id=name):
            return asked[name](state)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -of(inner)
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return int(not of(inner))
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[_ARITHMETIC[type(op)]](of(left), of(right))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return int(OPERATORS[_COMPARE[type(op)]](of(left), of(right)))
        case ast.BoolOp(op=op, values=values):
            found = [of(value) for value in values]
            return int(all(found) if isinstance(op, ast.And) else any(found))
    raise TypeError(ast.dump(node))
