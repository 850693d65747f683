"""YAML text into a tree that remembers where everything stood.

Scalars stay text: what a value means is decided by what is expected at its place, so that ``no``
can be a word and ``12:30`` a time. Anchors, aliases and tags are refused: a scenario is plain data,
and an alias is how a small file becomes an endless one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Protocol

import yaml

from game.scenario.problems import Mark, Problems

MAX_BYTES = 4_000_000  # of one file; October 1962 at full depth is far below
MAX_DEPTH = 40  # of nesting
_BREAKS = "\x85\u2028\u2029"
_BEGUN = ("while scanning a quoted scalar", "while scanning a simple key")
_QUOTES = ("'", '"')
_TEXT_TAGS = (None, "!")  # what a plain or quoted scalar carries

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_new = tuple.__new__  # a named tuple without its Python-level constructor: for every word of a file


class Scalar(NamedTuple):
    text: str
    mark: Mark
    quoted: bool = False

    @property
    def inside(self) -> Mark:
        """Where the text itself begins: after the quote, if there is one."""
        return Mark(self.mark.file, self.mark.line, self.mark.column + self.quoted)


class Items(NamedTuple):
    items: tuple[Tree, ...]
    mark: Mark


class Table(NamedTuple):
    """Keys in the order written; each with the place of its key and its value."""

    entries: dict[str, tuple[Mark, Tree]]
    mark: Mark


Tree = Scalar | Items | Table


def describe(tree: Tree) -> str:
    """What stands there, in words, for messages."""
    if isinstance(tree, Scalar):
        return f"'{tree.text}'" if len(tree.text) <= 40 else f"'{tree.text[:37]}...'"
    return "a list" if isinstance(tree, Items) else "a mapping"


def read_text(path: Path, name: str, problems: Problems) -> str | None:
    """The text of a file, or None with the problem told. `name` is how messages call the file."""
    mark = Mark(name, 1, 1)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            problems.add(
                "EX0106",
                mark,
                f"The file has {size:,} bytes; at most {MAX_BYTES:,} are read. Split it.",
            )
            return None
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        problems.add("EX0101", mark, f"The file cannot be read ({reason}). Check path and rights.")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        problems.add(
            "EX0102",
            Mark(name, line, column),
            f"The byte 0x{data[error.start]:02x} is not UTF-8 text. Save the file as UTF-8.",
        )
        return None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        problems.add("EX0102", Mark(name, line, 1), "This is not a text file: it holds zero bytes.")
        return None
    return text


def parse(text: str, name: str, problems: Problems) -> Tree | None:
    """The tree of one YAML document, or None with the problem told.

    Built from parser events, not composed, so that depth is bounded here and not by the C stack.
    """
    for letter in _BREAKS:  # a line to YAML, and to no editor: every place after it would shift
        text = text.replace(letter, " ")
    try:
        return _Builder(name, problems).build(iter(_Loader(text).get_event, None))
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        if error.context in _BEGUN and error.context_mark:
            at = error.context_mark  # the end of it may be far below the slip
        mark = Mark(name, at.line + 1, at.column + 1) if at else Mark(name, 1, 1)
        said = (error.problem or "it cannot be read").replace("\n", " ")
        if at and error.context_mark and error.context_mark.line != at.line:
            said += f" (for what begins in line {error.context_mark.line + 1})"
        problems.add(
            "EX0103", mark, f"This is not YAML: {said}. Check indentation, quotes and colons here."
        )
    except yaml.reader.ReaderError as error:
        found = text.index(chr(error.character))  # the reader stops at the first
        problems.add(
            "EX0103",
            Mark(name, text.count("\n", 0, found) + 1, found - text.rfind("\n", 0, found)),
            f"This is not YAML: the character U+{error.character:04X} may not stand in text."
            " Delete it.",
        )
    return None


class _Stop(Exception):
    """The file cannot be read further; the problem is told."""


class _Marked(Protocol):
    """What is used of a parser event; the library's own types leave half of it open."""

    start_mark: Any
    anchor: str | None
    tag: str | None
    value: str
    style: str | None


class _Open:
    """A mapping or list being filled."""

    __slots__ = ("entries", "items", "key", "mark", "skip")

    def __init__(self, mark: Mark, mapping: bool) -> None:
        self.mark = mark
        self.entries: dict[str, tuple[Mark, Tree]] | None = {} if mapping else None
        self.items: list[Tree] = []
        self.key: Scalar | None = None
        self.skip = False  # the value that follows belongs to a key that is refused

    def close(self) -> Tree:
        if self.entries is None:
            return Items(tuple(self.items), self.mark)
        return Table(self.entries, self.mark)


class _Builder:
    def __init__(self, name: str, problems: Problems) -> None:
        self.name = name
        self.problems = problems

    def build(self, events: Iterable[Any]) -> Tree | None:
        stack: list[_Open] = []
        root: Tree | None = None
        documents = 0
        name = self.name
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                at = event.start_mark
                mark = _new(Mark, (name, at.line + 1, at.column + 1))
                if event.anchor is not None or event.tag not in _TEXT_TAGS:
                    self._refuse_decoration(event, mark)
                done: Tree = _new(Scalar, (event.value, mark, event.style in _QUOTES))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                mark = self._mark(event)
                self._refuse_decoration(event, mark)
                if len(stack) >= MAX_DEPTH:
                    self._stop(
                        "EX0106", mark, f"Nested more than {MAX_DEPTH} deep. Make it flatter."
                    )
                stack.append(_Open(mark, kind is yaml.MappingStartEvent))
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = stack.pop().close()
            elif kind is yaml.AliasEvent:
                self._stop(
                    "EX0105",
                    self._mark(event),
                    f"'*{event.anchor}' is an alias, which is not allowed."
                    " Write the value out, or quote the text if a star was meant.",
                )
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._stop(
                        "EX0112", self._mark(event), "One file holds one document. Delete '---'."
                    )
                continue
            else:
                continue
            if stack:
                self._put(stack[-1], done)
            else:
                root = done
        if root is None or (isinstance(root, Scalar) and not root.text):
            self._stop(
                "EX0107", Mark(self.name, 1, 1), "The file is empty. Write sections or delete it."
            )
        return root

    def _mark(self, event: _Marked) -> Mark:
        at = event.start_mark
        return Mark(self.name, at.line + 1, at.column + 1)

    def _stop(self, code: str, mark: Mark, message: str) -> NoReturn:
        self.problems.add(code, mark, message)
        raise _Stop

    def _refuse_decoration(self, event: _Marked, mark: Mark) -> None:
        if event.anchor is not None:
            self._stop(
                "EX0105",
                mark,
                f"'&{event.anchor}' is an anchor, which is not allowed."
                " Quote the text or delete it.",
            )
        if event.tag not in _TEXT_TAGS:
            self._stop("EX0105", mark, f"The tag '{event.tag}' is not allowed. Delete it.")

    def _put(self, parent: _Open, done: Tree) -> None:
        entries = parent.entries
        if entries is None:
            parent.items.append(done)
        elif parent.skip:
            parent.skip = False
        elif parent.key is None:
            if not isinstance(done, Scalar):
                self.problems.add(
                    "EX0112", done.mark, "A key must be a word, not a list or mapping."
                )
                parent.skip = True
            elif done.text in entries:
                first = entries[done.text][0]
                self.problems.add(
                    "EX0104",
                    done.mark,
                    f"'{done.text}' is written twice; it stands in line {first.line} already."
                    " Delete one.",
                )
                parent.skip = True
            else:
                parent.key = done
        else:
            entries[parent.key.text] = (parent.key.mark, done)
            parent.key = None
