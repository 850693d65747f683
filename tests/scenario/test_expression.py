"""The expression language: what it gives, what it refuses and where, and that nothing breaks it."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario import expression
from game.scenario.expression import Expression, Type, parse
from game.scenario.problems import Mark, Problem, Problems

MARK = Mark("x.yaml", 4, 10)


@dataclass
class Names:
    meters: Mapping[str, int] = field(default_factory=lambda: {"a": 0, "b": 1})
    flags: Mapping[str, int] = field(default_factory=lambda: {"f": 1, "g": 2})
    truths: Mapping[str, tuple[int, Mapping[str, int]]] = field(
        default_factory=lambda: {"t": (0, {"x": 0, "y": 1, "z": 2})}
    )

    def mark_of(self, call: str, target: str) -> int | str:
        known = {"seen(n/1.o)": 4, "chose(n/1.p)": 8, "told(t)": 16}
        return known.get(f"{call}({target})", f"There is no '{target}'.")


def read(text: str, wanted: Type = "boolean") -> tuple[Expression | None, list[Problem]]:
    problems = Problems()
    return parse(text, MARK, Names(), problems, wanted), problems.found


def value(text: str, wanted: Type = "boolean", *, a: int = 0, b: int = 0, flags: int = 0,
          t: int = 0, day: int = 0) -> int:  # fmt: skip
    found, problems = read(text, wanted)
    assert found is not None, problems
    return found.evaluate((a, b), flags, (t,), day)


# -- an oracle: trees, rendered with as few brackets as the grammar asks for -----------------------

Tree = tuple[Any, ...]
LEVELS = {"or": 1, "and": 2, "not": 3, "compare": 4, "+": 5, "-": 5, "*": 6, "negative": 7}
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt,
    "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
CALLS = {"seen(n/1.o)": 4, "chose( 'n/1.p' )": 8, "told(t)": 16}

numbers = st.recursive(
    st.integers(0, 1000).map(lambda n: ("number", n))
    | st.sampled_from("ab").map(lambda name: ("meter", name))
    | st.just(("day",)),
    lambda inner: (
        st.tuples(st.sampled_from("+-*"), inner, inner)
        | st.tuples(st.just("negative"), inner)
    ),
    max_leaves=6,
)  # fmt: skip
conditions = st.recursive(
    st.sampled_from([("true",), ("false",), ("flag", "f"), ("flag", "g")])
    | st.sampled_from(sorted(CALLS)).map(lambda call: ("call", call))
    | st.tuples(st.just("truth"), st.sampled_from(["==", "!="]), st.sampled_from("xyz"))
    | st.tuples(st.just("compare"), st.sampled_from(sorted(COMPARE)), numbers, numbers),
    lambda inner: (
        st.tuples(st.sampled_from(["and", "or"]), inner, inner)
        | st.tuples(st.just("not"), inner)
        | st.tuples(st.just("compare"), st.sampled_from(["==", "!="]), inner, inner)
    ),
    max_leaves=8,
)


def render(tree: Tree, least: int = 1) -> str:
    kind = tree[0]
    level = 4 if kind == "truth" else LEVELS.get(kind, 8)
    match tree:
        case ("number", n):
            text = str(n)
        case ("meter" | "flag" | "call", name):
            text = name
        case ("day" | "true" | "false",):
            text = kind
        case ("truth", op, name):
            text = f"t {op} {name}"
        case ("negative", inner):
            text = f"-{render(inner, 7)}"
        case ("not", inner):
            text = f"not {render(inner, 3)}"
        case ("compare", op, left, right):
            text = f"{render(left, 5)}{op}{render(right, 5)}"
        case (op, left, right):
            text = f"{render(left, level)} {op} {render(right, level + 1)}"
    return text if level >= least else f"({text})"


def reckon(tree: Tree, a: int, b: int, flags: int, t: int, day: int) -> int:
    def of(inner: Tree) -> int:
        return reckon(inner, a, b, flags, t, day)

    match tree:
        case ("number", n):
            return int(n)
        case ("meter", name):
            return {"a": a, "b": b}[name]
        case ("day",):
            return day
        case ("true",) | ("false",):
            return int(tree[0] == "true")
        case ("flag", name):
            return int(bool(flags & {"f": 1, "g": 2}[name]))
        case ("call", name):
            return int(bool(flags & CALLS[name]))
        case ("truth", op, name):
            return int(COMPARE[op]("xyz"[t], name))
        case ("negative", inner):
            return -of(inner)
        case ("not", inner):
            return int(not of(inner))
        case ("and", left, right):
            return int(bool(of(left)) and bool(of(right)))
        case ("or", left, right):
            return int(bool(of(left)) or bool(of(right)))
        case ("compare", op, left, right):
            return int(COMPARE[op](of(left), of(right)))
        case (op, left, right):
            return {"+": operator.add, "-": operator.sub, "*": operator.mul}[op](
                of(left), of(right)
            )
    raise AssertionError(tree)


states = st.tuples(
    st.integers(-5, 50), st.integers(-5, 50), st.integers(0, 31), st.integers(0, 2),
    st.integers(0, 40),
)  # fmt: skip


@given(conditions, states)
def test_conditions_give_what_the_oracle_gives(
    tree: Tree, state: tuple[int, int, int, int, int]
) -> None:
    a, b, flags, t, day = state
    text = render(tree)
    if len(text) <= expression.MAX_LENGTH:
        assert value(text, a=a, b=b, flags=flags, t=t, day=day) == reckon(tree, *state), text


@given(numbers, states)
def test_numbers_are_what_the_oracle_reckons(
    tree: Tree, state: tuple[int, int, int, int, int]
) -> None:
    a, b, flags, t, day = state
    got = value(render(tree), "number", a=a, b=b, flags=flags, t=t, day=day)
    assert got == reckon(tree, *state)


# -- nothing breaks it ---------------------------------------------------------------------------

WORDS = """
    a b f g t x day true false and or not == != < <= > >= + - * ( ) seen chose told 1 999999
    n/1.o ' " . , [ ] { } = ! __class__ lambda if é
"""
soup = st.lists(st.sampled_from([*WORDS.split(), "\n", "\t"]), max_size=40).map(" ".join)


@given(st.text() | soup, st.sampled_from(["boolean", "number"]))
def test_no_text_raises_and_every_refusal_has_its_place(text: str, wanted: Type) -> None:
    found, problems = read(text, wanted)
    assert (found is None) == bool(problems)
    if found:
        assert found.type == wanted
        assert isinstance(found.evaluate((1, 2), 5, (1,), 16), int)
    for problem in problems:
        assert problem.code in ("EX0301", "EX0302", "EX0303", "EX0304")
        assert problem.line == MARK.line
        assert MARK.column <= problem.column <= MARK.column + len(text)


@pytest.mark.parametrize(
    "text",
    [
        "not " * 124 + "f",
        "0 == " + "-" * 480 + "1",
        " + ".join(["a"] * 120) + " > 1",
        " * ".join(["999999"] * 50) + " > 1",
        "(" * 29 + "f" + ")" * 29,
    ],
)
def test_long_ones_are_reckoned(text: str) -> None:
    assert len(text) <= expression.MAX_LENGTH
    assert value(text, a=3, flags=1) in (0, 1)


# -- what is refused, and at which column ----------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("EX0304", "f».real"),
        ("EX0304", "f».__class__.__mro__"),
        ("EX0304", "»__import__('os')"),
        ("EX0304", "f or »__builtins__"),
        ("EX0304", "»eval('1')"),
        ("EX0304", "a > »len(f)"),
        ("EX0304", "»[f for f in f]"),
        ("EX0304", "»{f}"),
        ("EX0304", "f and »'x'"),
        ("EX0304", "a »% 2 == 0"),
        ("EX0304", "a »@ b"),
        ("EX0304", "f»; g"),
        ("EX0304", "f»[0]"),
        ("EX0304", "»`f`"),
        ("EX0304", "lambda»: f"),
        ("EX0302", "(»yield f)"),
        ("EX0302", "f and »h"),
        ("EX0302", "»x == x"),
        ("EX0302", "t == »w"),
        ("EX0302", "t == »a"),
        ("EX0302", "seen(»n/2)"),
        ("EX0302", "chose('»n/1.o')"),
        ("EX0302", "told(»a)"),
        ("EX0301", "f and»\U0001d7d7 == a"),  # a digit to Python, and to nobody who reads it
        ("EX0301", "a > »٣"),
        ("EX0301", "f »if g else f"),
        ("EX0301", "a *»* 9 > 1"),
        ("EX0301", "a »/ 2 > 1"),
        ("EX0301", "a »= 1"),
        ("EX0301", "f »& g"),
        ("EX0301", "»! f"),
        ("EX0301", "a > »1000001"),
        ("EX0301", "a > »" + "9" * 400),
        ("EX0301", "1 < a »< 3"),
        ("EX0301", "f and»"),
        ("EX0301", "»and"),
        ("EX0301", "(f or g»"),
        ("EX0301", "f»)"),
        ("EX0301", "f »g"),
        ("EX0301", "»"),
        ("EX0301", "»   "),
        ("EX0301", "seen»"),
        ("EX0301", "seen(»)"),
        ("EX0301", "seen(»N)"),
        ("EX0301", "seen(»n, m)"),
        ("EX0301", "told(»'t)"),
        ("EX0301", "»" + "f and " * 84 + "f"),
        ("EX0301", "(" * 30 + "»f" + ")" * 30),
        ("EX0303", "»a"),
        ("EX0303", "»a and f"),
        ("EX0303", "f or »b"),
        ("EX0303", "not »a"),
        ("EX0303", "a »== f"),
        ("EX0303", "f »< g"),
        ("EX0303", "t »< x"),
        ("EX0303", "»t"),
        ("EX0303", "f and »t"),
        ("EX0303", "1 + »f > 1"),
        ("EX0303", "»f * 2 > 1"),
        ("EX0303", "-»f == 1"),
    ],
)
def test_it_is_refused_at_its_column(code: str, marked: str) -> None:
    text = marked.replace("»", "")
    found, problems = read(text)
    assert found is None
    assert [(p.code, p.column) for p in problems] == [(code, MARK.column + marked.index("»"))]


def test_a_number_is_wanted_where_a_number_is_wanted() -> None:
    found, problems = read("f", "number")
    assert found is None
    assert problems[0].code == "EX0303"
    assert value("2 + 3 * a", "number", a=4) == 14


def test_what_an_expression_reads_is_known() -> None:
    found, _ = read("a > 1 and (f or t == x) and day < 9 and seen(n/1.o)")
    assert found is not None
    assert found.reads == {"a", "f", "t", "day", "seen(n/1.o)"}


def test_a_near_miss_is_named() -> None:
    for text, hint in [("fa > 1 and f", "'fa'"), ("tru", "Did you mean 'true'?")]:
        _, problems = read(text)
        assert hint in problems[0].message


def test_every_comparison_at_every_border() -> None:
    for op, n, k in itertools.product(COMPARE, range(-2, 3), range(3)):
        assert value(f"a {op} {k}", a=n) == int(COMPARE[op](n, k))
        assert value(f"{k} {op} a", a=n) == int(COMPARE[op](k, n))
        assert value(f"a + 0 {op} {k}", a=n) == int(COMPARE[op](n, k))
