"""Reading the keys of one mapping: each value by the shape its place expects, each fault told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeVar

from game.scenario.problems import Mark, Problems, did_you_mean
from game.scenario.source import Items, Scalar, Table, Tree, describe

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
NODE_ID = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")
NAME = re.compile(r"[a-z][a-z0-9_]*")
_INT = re.compile(r"[+-]?[0-9]{1,9}")
_RANGE = re.compile(r"(-?[0-9]{1,6})\s*\.\.\s*(-?[0-9]{1,6})")
_TRUE, _FALSE = ("true", "yes"), ("false", "no")

MAX_ID = 80  # characters; ids stand in saves, a line for each move
LETTERS = {
    ID: f"small letters, digits and -, at most {MAX_ID}",
    NODE_ID: f"small letters, digits, - and /, at most {MAX_ID}",
    NAME: f"small letters, digits and _, at most {MAX_ID}",
}

T = TypeVar("T")


def is_id(text: str, pattern: re.Pattern[str]) -> bool:
    return len(text) <= MAX_ID and pattern.fullmatch(text) is not None


def whole(text: str) -> int | None:
    return int(text) if _INT.fullmatch(text) else None


def span(text: str) -> tuple[int, int] | None:
    """``2..4`` or ``3`` as (low, high)."""
    match = _RANGE.fullmatch(text)
    if match:
        return int(match[1]), int(match[2])
    number = whole(text)
    return None if number is None else (number, number)


class Fields:
    """The keys of a mapping. `what` names it in messages; keys never asked for are reported."""

    def __init__(self, tree: Tree, what: str, problems: Problems, known: str) -> None:
        self.what = what
        self.problems = problems
        self.mark = tree.mark
        self.known = known.split()
        self.table: dict[str, tuple[Mark, Tree]] = {}
        self.mapping = isinstance(tree, Table)  # else one fault is told, and no key is missed
        if isinstance(tree, Table):
            self.table = tree.entries
            for key, (mark, _) in self.table.items():
                if key not in self.known:
                    # In {...} a comma ends the text, and what follows it becomes a key.
                    comma = " Is it text after a comma? Then quote the text." if " " in key else ""
                    self.fault(
                        "EX0110",
                        mark,
                        f"{what} has no key '{key}'.{did_you_mean(key, self.known)}{comma}"
                        f" The keys are {', '.join(self.known)}.",
                    )
        else:
            self.fault(
                "EX0112", tree.mark, f"{what} must be a mapping (key: value), not {describe(tree)}."
            )

    def fault(self, code: str, mark: Mark, message: str) -> None:
        self.problems.add(code, mark, message)

    def __contains__(self, key: str) -> bool:
        return key in self.table

    def tree(self, key: str) -> Tree | None:
        entry = self.table.get(key)
        return entry[1] if entry else None

    def mark_of(self, key: str) -> Mark:
        entry = self.table.get(key)
        return entry[1].mark if entry else self.mark

    def need(self, key: str) -> Tree | None:
        """The value of a key that must be there."""
        entry = self.table.get(key)
        if entry is None:
            if self.mapping:
                self.fault("EX0111", self.mark, f"{self.what} needs the key '{key}'. Add it.")
            return None
        return entry[1]

    def word(self, key: str, default: str | None = "") -> str:
        """A line of text; `default` None means that the key must be there."""
        tree = self.need(key) if default is None else self.tree(key)
        if tree is None:
            return default or ""
        return self.as_word(tree, f"'{key}' of {self.what}")

    def as_word(self, tree: Tree, what: str) -> str:
        if isinstance(tree, Scalar):
            return " ".join(tree.text.split())
        self.fault("EX0112", tree.mark, f"{what} must be text, not {describe(tree)}.")
        return ""

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None) -> str:
        word = self.word(key, default)
        if word and word not in allowed:
            self.fault(
                "EX0114",
                self.mark_of(key),
                f"'{key}' of {self.what} may be {', '.join(allowed)}; found '{word}'."
                + did_you_mean(word, allowed),
            )
            return allowed[0]
        return word or (default or allowed[0])

    def number(self, key: str, default: int | None, low: int, high: int) -> int:
        tree = self.need(key) if default is None else self.tree(key)
        if tree is None:
            return default or 0
        return self.as_number(tree, f"'{key}' of {self.what}", low, high)

    def as_number(self, tree: Tree, what: str, low: int, high: int) -> int:
        value = whole(tree.text) if isinstance(tree, Scalar) else None
        if value is None:
            self.fault("EX0112", tree.mark, f"{what} must be a number, not {describe(tree)}.")
            return low
        if not low <= value <= high:
            self.fault("EX0114", tree.mark, f"{what} must lie in {low}..{high}; found {value}.")
            return min(max(value, low), high)
        return value

    def decimal(self, tree: Tree | None, what: str, low: float, high: float) -> float:
        if tree is None:
            return low
        try:
            value = float(tree.text) if isinstance(tree, Scalar) else float("nan")
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            self.fault(
                "EX0114",
                tree.mark,
                f"{what} must be a number from {low:g} to {high:g}, not {describe(tree)}.",
            )
            return low
        return value

    def fraction(self, key: str, default: str) -> Fraction:
        text = self.word(key, default)
        match = re.fullmatch(r"([0-9]{1,6})(?:/([0-9]{1,6})|\.([0-9]{1,4}))?", text)
        if not match or (match[2] is not None and int(match[2]) == 0):
            self.fault(
                "EX0112",
                self.mark_of(key),
                f"'{key}' of {self.what} must be a number such as 1, 0.5 or 2/25; found '{text}'.",
            )
            return Fraction(1)
        return Fraction(text)

    def boolean(self, key: str, default: bool) -> bool:
        tree = self.tree(key)
        if tree is None:
            return default
        value = self.as_boolean(tree)
        if value is None:
            self.fault(
                "EX0112",
                tree.mark,
                f"'{key}' of {self.what} must be true or false, not {describe(tree)}.",
            )
            return default
        return value

    @staticmethod
    def as_boolean(tree: Tree) -> bool | None:
        text = tree.text.lower() if isinstance(tree, Scalar) else ""
        return True if text in _TRUE else False if text in _FALSE else None

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; a single word is taken as a list of one."""
        tree = self.tree(key)
        if tree is None:
            return ()
        items = tree.items if isinstance(tree, Items) else (tree,)
        return tuple(self.as_word(item, f"An entry of '{key}' of {self.what}") for item in items)

    def items(self, key: str) -> tuple[Tree, ...]:
        """The entries of a list; a single value is taken as a list of one."""
        tree = self.tree(key)
        if tree is None:
            return ()
        return tree.items if isinstance(tree, Items) else (tree,)

    def mapping_of(self, key: str, of: str) -> dict[str, tuple[Mark, Tree]]:
        """What a mapping holds; `of` says it in messages, such as ``from ids to nodes``."""
        tree = self.tree(key)
        if tree is None or isinstance(tree, Table):
            return tree.entries if tree else {}
        self.fault(
            "EX0112",
            tree.mark,
            f"'{key}' of {self.what} must be a mapping {of}, not {describe(tree)}.",
        )
        return {}

    def entries(self, key: str, pattern: re.Pattern[str], of: str) -> Iterator[tuple[str, Tree]]:
        """The (id, value) pairs of a mapping whose keys are ids of a kind."""
        for name, (mark, value) in self.mapping_of(key, f"from ids to {of}").items():
            if is_id(name, pattern):
                yield name, value
            else:
                problem = f"'{name[:80]}' is not an id of {of}; write it with {LETTERS[pattern]}."
                self.fault("EX0113", mark, problem)

    def point(self, key: str) -> tuple[float, float]:
        """``[longitude, latitude]`` in degrees."""
        tree = self.need(key)
        return self.as_point(tree, f"'{key}' of {self.what}") if tree else (0.0, 0.0)

    def as_point(self, tree: Tree, what: str) -> tuple[float, float]:
        if not isinstance(tree, Items) or len(tree.items) != 2:
            self.fault(
                "EX0112",
                tree.mark,
                f"{what} must be [longitude, latitude], not {describe(tree)}.",
            )
            return (0.0, 0.0)
        longitude = self.decimal(tree.items[0], f"The longitude of {what}", -180, 180)
        latitude = self.decimal(tree.items[1], f"The latitude of {what}", -90, 90)
        return (longitude, latitude)

    def each(self, key: str, read: Callable[[Tree], T]) -> tuple[T, ...]:
        return tuple(read(item) for item in self.items(key))
