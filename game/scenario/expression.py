"""The expression language of conditions and weights.

Parsed once into a small tree, which is what analysis and export read, and which becomes closures
over (meters, flags, truths, day) for play; nothing of an author's text is ever handed to Python.
Grammar, loosest first::

    or > and > not > == != < <= > >= > + - > * > - (sign) > number, true, false, name, call, (...)

Types: number, yes-or-no (boolean), and one type for each truth, whose values only fit itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NoReturn, Protocol

from game.scenario.evaluate import Evaluate, Tree, evaluator
from game.scenario.problems import Mark, Problems, did_you_mean

Type = Literal["number", "boolean"]
MAX_LENGTH = 500  # characters of one expression
MAX_NESTING = 30
MAX_NUMBER = 1_000_000

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<op>==|!=|<=|>=|[-+*<>()])|(?P<other>\S))"
)
_ID = re.compile(r"\s*(?P<quote>['\"]?)(?P<id>[a-z0-9][a-z0-9/.-]*)(?P=quote)\s*\)")
_CALLS = ("seen", "chose", "told")
RESERVED = ("and", "or", "not", "true", "false", "day", *_CALLS)


class Names(Protocol):
    """What an expression may name; the compiler of a scenario provides it."""

    @property
    def meters(self) -> Mapping[str, int]:
        """Name -> slot."""
        ...

    @property
    def flags(self) -> Mapping[str, int]:
        """Name -> bit mask."""
        ...

    @property
    def truths(self) -> Mapping[str, tuple[int, Mapping[str, int]]]:
        """Name -> slot, and value -> number."""
        ...

    def mark_of(self, call: str, target: str) -> int | str:
        """The bit mask that remembers `seen(target)` and the like, or why there is none."""
        ...


@dataclass(frozen=True)
class Expression:
    """`reads` names what it looks at: meter, flag and truth names, ``day``, ``seen(...)`` calls."""

    text: str
    mark: Mark
    type: Type
    reads: frozenset[str]
    tree: Tree

    @cached_property
    def evaluate(self) -> Evaluate:
        """What it comes to in a state; made when it is first asked for."""
        return evaluator(self.tree)


class _Fault(Exception):
    def __init__(self, code: str, at: int, message: str) -> None:
        self.code, self.at, self.message = code, at, message


@dataclass(slots=True)
class _Typed:
    type: str  # "number", "boolean" or "truth:NAME"
    tree: Tree
    at: int


def parse(
    text: str, mark: Mark, names: Names, problems: Problems, wanted: Type = "boolean"
) -> Expression | None:
    """The expression, or None with the problem told at its column within the text."""
    try:
        if len(text) > MAX_LENGTH:
            raise _Fault("EX0301", 0, f"It has {len(text)} characters; at most {MAX_LENGTH}.")
        parser = _Parser(text, names)
        result = parser.whole()
        if result.type != wanted:
            need = "a number" if wanted == "number" else "a yes-or-no condition"
            raise _Fault("EX0303", 0, f"This gives {_kind(result.type)}; {need} is wanted here.")
        return Expression(text, mark, wanted, frozenset(parser.reads), result.tree)
    except _Fault as fault:
        place = Mark(mark.file, mark.line, mark.column + fault.at)
        problems.add(fault.code, place, f"{fault.message} In: {_short(text)}")
        return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _kind(kind: str) -> str:
    if kind.startswith("truth:"):
        return f"a value of the truth '{kind[6:]}'"
    return "a number" if kind == "number" else "a yes-or-no value"


class _Parser:
    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.reads: set[str] = set()
        self.at = 0
        self.depth = 0
        self.kind = ""
        self.word = ""
        self.start = 0
        self.step()

    def step(self) -> None:
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            self.kind, self.word, self.start = "end", "the end", len(self.text)
            return
        self.kind = match.lastgroup or "end"
        self.word = match.group(self.kind)
        self.start = match.start(self.kind)
        self.at = match.end()
        if self.kind == "other":
            self.stray()

    def stray(self) -> NoReturn:
        hints = {
            ".": "Attributes are not allowed.",
            "=": "Write == to compare.",
            "&": "Write 'and'.",
            "|": "Write 'or'.",
            "!": "Write 'not' or '!='.",
            "'": "Quotes are only used inside seen(), chose() and told().",
            '"': "Quotes are only used inside seen(), chose() and told().",
            "/": "There is no division.",
        }
        code = "EX0304" if self.word in ".[]{}@'\"`:;,%" else "EX0301"
        hint = hints.get(self.word, "Allowed are names, numbers, + - *, comparisons, and or not.")
        raise _Fault(code, self.start, f"'{self.word}' does not belong in an expression. {hint}")

    def whole(self) -> _Typed:
        if self.kind == "end":
            raise _Fault(
                "EX0301", 0, "The expression is empty. Write a condition or delete the key."
            )
        result = self.either()
        if self.kind != "end":
            raise _Fault("EX0301", self.start, f"'{self.word}' was not expected here.")
        return result

    def either(self) -> _Typed:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise _Fault("EX0301", self.start, f"Brackets are nested more than {MAX_NESTING} deep.")
        left = self.both()
        while self.kind == "name" and self.word == "or":
            at = self.start
            self.step()
            right = self.boolean(self.both())
            left = _Typed("boolean", ("or", self.boolean(left).tree, right.tree), at)
        self.depth -= 1
        return left

    def both(self) -> _Typed:
        left = self.negated()
        while self.kind == "name" and self.word == "and":
            at = self.start
            self.step()
            right = self.boolean(self.negated())
            left = _Typed("boolean", ("and", self.boolean(left).tree, right.tree), at)
        return left

    def negated(self) -> _Typed:
        count, at = 0, self.start
        while self.kind == "name" and self.word == "not":
            count += 1
            self.step()
        value = self.comparison()
        if not count:
            return value
        tree = self.boolean(value).tree
        return _Typed("boolean", ("not", tree), at) if count % 2 else value

    def boolean(self, value: _Typed) -> _Typed:
        if value.type != "boolean":
            found = _kind(value.type)
            raise _Fault("EX0303", value.at, f"{found[0].upper()}{found[1:]} is not yes or no.")
        return value

    def comparison(self) -> _Typed:
        left = self.sum()
        if self.kind == "op" and self.word in ("==", "!=", "<", "<=", ">", ">="):
            op, at = self.word, self.start
            self.step()
            right = self.sum(left.type[6:] if left.type.startswith("truth:") else "")
            if left.type != right.type:
                raise _Fault(
                    "EX0303", at, f"{_kind(left.type)} cannot be compared with {_kind(right.type)}."
                )
            if left.type != "number" and op not in ("==", "!="):
                raise _Fault("EX0303", at, f"'{op}' compares numbers; use == or != here.")
            if self.kind == "op" and self.word in ("==", "!=", "<", "<=", ">", ">="):
                raise _Fault("EX0301", self.start, "Comparisons do not chain; write 'and'.")
            return _Typed("boolean", (op, left.tree, right.tree), at)
        if left.type.startswith("truth:"):
            raise _Fault("EX0303", left.at, "A truth must be compared with one of its values.")
        return left

    def sum(self, truth: str = "") -> _Typed:
        left = self.product(truth)
        while self.kind == "op" and self.word in "+-":
            op, at = self.word, self.start
            self.step()
            left = _arithmetic(op, left, self.product(""), at)
        return left

    def product(self, truth: str) -> _Typed:
        left = self.signed(truth)
        while self.kind == "op" and self.word == "*":
            at = self.start
            self.step()
            left = _arithmetic("*", left, self.signed(""), at)
        return left

    def signed(self, truth: str) -> _Typed:
        negative, at = False, self.start
        while self.kind == "op" and self.word == "-":
            negative = not negative
            self.step()
        value = self.atom(truth)
        if not negative:
            return value
        return _arithmetic("-", _constant(0, at), value, at)

    def atom(self, truth: str) -> _Typed:
        at, word = self.start, self.word
        if self.kind == "number":
            if len(word) > 7 or int(word) > MAX_NUMBER:
                raise _Fault("EX0301", at, f"Numbers go up to {MAX_NUMBER:,}.")
            self.step()
            return _constant(int(word), at)
        if self.kind == "op" and word == "(":
            self.step()
            value = self.either()
            if not (self.kind == "op" and self.word == ")"):
                raise _Fault("EX0301", self.start, "A closing bracket is missing.")
            self.step()
            return value
        if self.kind == "name":
            return self.name(word, at, truth)
        raise _Fault("EX0301", at, f"A value was expected, not {word!r}.")

    def name(self, word: str, at: int, truth: str) -> _Typed:
        if word in _CALLS:
            return self.call(word, at)
        if word in ("and", "or", "not"):
            raise _Fault("EX0301", at, f"A value was expected, not '{word}'.")
        self.step()
        if self.kind == "op" and self.word == "(":
            raise _Fault(
                "EX0304", at, f"'{word}(' is not allowed; the calls are {', '.join(_CALLS)}."
            )
        if truth:
            values = self.names.truths[truth][1]
            if word not in values:
                raise _Fault(
                    "EX0302",
                    at,
                    f"'{word}' is not a value of '{truth}', which may be {', '.join(values)}."
                    + did_you_mean(word, values),
                )
            return _constant(values[word], at, f"truth:{truth}")
        if word in ("true", "false"):
            return _constant(int(word == "true"), at, "boolean")
        if word == "day":
            self.reads.add("day")
            return _Typed("number", ("day",), at)
        names = self.names
        if word in names.meters:
            slot = names.meters[word]
            self.reads.add(word)
            return _Typed("number", ("meter", slot), at)
        if word in names.flags:
            mask = names.flags[word]
            self.reads.add(word)
            return _Typed("boolean", ("bit", mask), at)
        if word in names.truths:
            slot = names.truths[word][0]
            self.reads.add(word)
            return _Typed(f"truth:{word}", ("truth", slot), at)
        known = [*names.meters, *names.flags, *names.truths, *RESERVED]
        if word.startswith("__"):
            raise _Fault("EX0304", at, f"'{word}' is not allowed; only declared names are.")
        raise _Fault("EX0302", at, f"'{word}' is not declared.{did_you_mean(word, known)}")

    def call(self, word: str, at: int) -> _Typed:
        self.step()
        if not (self.kind == "op" and self.word == "("):
            raise _Fault("EX0301", self.start, f"'{word}' needs brackets: {word}(id).")
        inner = (
            re.compile(r"\s*(?P<quote>['\"]?)(?P<id>[a-z][a-z0-9_]*)(?P=quote)\s*\)")
            if word == "told"
            else _ID
        )
        match = inner.match(self.text, self.at)
        if match is None:
            raise _Fault("EX0301", self.at, f"{word}() takes one id, such as {word}(27/u2-down).")
        target = match["id"]
        found = self.names.mark_of(word, target)
        if isinstance(found, str):
            raise _Fault("EX0302", match.start("id"), found)
        self.reads.add(f"{word}({target})")
        self.at = match.end()
        self.step()
        return _Typed("boolean", ("bit", found), at)


def _constant(value: int, at: int, kind: str = "number") -> _Typed:
    return _Typed(kind, ("value", value), at)


def _arithmetic(op: str, left: _Typed, right: _Typed, at: int) -> _Typed:
    for side in (left, right):
        if side.type != "number":
            raise _Fault("EX0303", side.at, f"'{op}' needs numbers, not {_kind(side.type)}.")
    return _Typed("number", (op, left.tree, right.tree), at)
