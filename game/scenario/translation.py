"""A translation: the texts of a scenario in another language, laid over its tree.

A file ``text/<language>.yaml`` has the shape of the scenario and holds texts only, by section and
id. What it does not give stays as it was written; what is no text, and what the scenario does not
have, is an error.
(docs/decisions/0009-translations.md)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from game.scenario.problems import Mark, Problems, did_you_mean
from game.scenario.source import Items, Scalar, Table, Tree, describe
from game.scenario.texts import SHAPE, Shape

FOLDER = "text"
CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
"""How a language is called: ``es``, ``pt-br``."""

_SHOWN_ANYWAY = ("name", "short", "chair", "agenda", "opens")
"""Texts with a default, which a translation may give where the scenario does not."""

Data = str | list[Any] | dict[str, Any]


class Untranslated(NamedTuple):
    """A text that a translation does not give, or a list in which it does not give all."""

    keys: tuple[str, ...]
    text: Data  # as the scenario has it: a line, or a list
    amount: int


@dataclass(slots=True)
class Translation:
    """What a translation does for a scenario."""

    code: str
    mark: Mark  # of the file
    name: str = ""  # what the language calls itself
    texts: int = 0  # that are to be translated
    missing: list[Untranslated] = field(default_factory=list)

    @property
    def lacking(self) -> int:
        """How many texts are not translated."""
        return sum(one.amount for one in self.missing)


def files(scenario: Path) -> dict[str, Path]:
    """The text files of a scenario's folder, by language; none of a scenario in one file."""
    folder = scenario / FOLDER
    if not folder.is_dir():
        return {}
    return {file.stem: file for file in sorted(folder.glob("*.yaml"))}


def lay_over(
    root: Table, given: Tree | None, code: str, problems: Problems
) -> tuple[Table, Translation]:
    """The scenario's tree with the texts of a translation (None: without any), and what it lacks.

    The conditions, weights and ids are those of the original whatever the translation says.
    """
    told = Translation(code, given.mark if given else root.mark)
    own = dict(given.entries) if isinstance(given, Table) else {}
    if given is not None:
        if not isinstance(given, Table):
            problem = f"A text file holds sections such as 'nodes:', not {describe(given)}."
            problems.add("EX0112", given.mark, problem)
        name = own.pop("language", None)
        if name and isinstance(name[1], Scalar) and name[1].text.strip():
            told.name = " ".join(name[1].text.split())
        elif isinstance(given, Table):
            problems.add(
                "EX0111",
                name[0] if name else given.mark,
                "A text file begins with what the language calls itself, such as"
                " 'language: Español'. Add it.",
            )
    layer = _Layer(problems, told)
    laid = layer.table(SHAPE, root, Table(own, told.mark) if own else None, ())
    return laid, told


def pasted(missing: list[Untranslated]) -> dict[str, Any]:
    """What is not translated, in the shape of a text file."""
    root: dict[str, Any] = {}
    for one in missing:
        inner = root
        for key in one.keys[:-1]:
            inner = inner.setdefault(key, {})
        inner[one.keys[-1]] = one.text
    return root


@dataclass(slots=True)
class _Layer:
    """Lays texts over one tree. A place of the original that has a fault of its own is left so."""

    problems: Problems
    told: Translation

    def lay(
        self, shape: Shape, tree: Tree, given: tuple[Mark, Tree] | None, keys: tuple[str, ...]
    ) -> Tree:
        text = given[1] if given else None
        if isinstance(text, Scalar) and not text.text.strip():
            text = None  # left open
        if isinstance(shape, list):
            return self.entries(shape[0], tree, text, keys)
        if shape == "prose":
            return self.prose(tree, text, keys)
        if isinstance(tree, Scalar):
            return self.line(shape, tree, text, keys)
        if isinstance(shape, dict) and isinstance(tree, Table):
            return self.table(shape, tree, text, keys)
        return tree

    def line(self, shape: Shape, tree: Scalar, text: Tree | None, keys: tuple[str, ...]) -> Tree:
        if shape == "same":
            if text is not None and not _same(tree, text):
                self.problems.add(
                    "EX0802",
                    text.mark,
                    f"{_place(keys)} is '{tree.text}' in the scenario, not {describe(text)}."
                    " Give the entries in the scenario's order.",
                )
            return tree
        self.told.texts += shape != "name"
        if isinstance(text, Scalar) and (shape == "name" or not _left(tree, text)):
            return text
        if text is not None and not isinstance(text, Scalar):
            problem = f"{_place(keys)} is a text, not {describe(text)}."
            self.problems.add("EX0112", text.mark, problem)
        elif shape != "name" and tree.text.strip():
            self.told.missing.append(Untranslated(keys, _folded(tree), 1))
        return tree

    def prose(self, tree: Tree, text: Tree | None, keys: tuple[str, ...]) -> Tree:
        """Paragraphs, each in the place of its own; the conditions stay."""
        wanted = list(_paragraphs(tree))
        self.told.texts += len(wanted)
        given = [] if text is None else list(_paragraphs(text))
        if text is not None and len(given) != len(wanted):
            self.counted(text, keys, len(wanted), len(given), "paragraph")
            return tree
        items: list[Tree] = []
        lacking = 0
        for at, item in enumerate(wanted):
            new = given[at] if given else None
            plain = _text_of(item)
            if isinstance(new, Scalar) and new.text.strip() and _folded(new) != plain:
                items.append(_worded(item, new))
                continue
            if isinstance(new, Table | Items):
                self.problems.add(
                    "EX0802",
                    new.mark,
                    f"A paragraph of {_place(keys)} is plain text here, not {describe(new)}: its"
                    " condition stays the scenario's. Write the text alone.",
                )
            lacking += bool(plain)
            items.append(item)
        if lacking:
            texts = [_text_of(item) for item in wanted]
            alone: Data = texts[0] if isinstance(tree, Scalar) and len(texts) == 1 else list(texts)
            self.told.missing.append(Untranslated(keys, alone, lacking))
        if not given:
            return tree
        return Items(tuple(items), text.mark if text else tree.mark)

    def entries(self, shape: Shape, tree: Tree, text: Tree | None, keys: tuple[str, ...]) -> Tree:
        """The entries of a list, each in the place of its own."""
        wanted = tree.items if isinstance(tree, Items) else (tree,)
        given = text.items if isinstance(text, Items) else () if text is None else (text,)
        if text is not None and len(given) != len(wanted):
            self.counted(text, keys, len(wanted), len(given), "entry")
            given = ()
        before = len(self.told.missing)
        items = tuple(
            self.lay(shape, item, (given[at].mark, given[at]) if given else None, keys)
            for at, item in enumerate(wanted)
        )
        lacking = sum(one.amount for one in self.told.missing[before:])
        if lacking:  # told as one: an entry of a list has no id
            del self.told.missing[before:]
            rows = [_data(shape, item) for item in items]
            self.told.missing.append(Untranslated(keys, rows, lacking))
        return Items(items, text.mark if text and given else tree.mark)

    def table(
        self, shape: dict[str, Any], tree: Table, text: Tree | None, keys: tuple[str, ...]
    ) -> Table:
        given: dict[str, tuple[Mark, Tree]] = {}
        if isinstance(text, Table):
            given = text.entries
        elif text is not None:
            problem = f"{_place(keys)} is a mapping (key: text), not {describe(text)}."
            self.problems.add("EX0112", text.mark, problem)
        entries: dict[str, tuple[Mark, Tree]] = {}
        for key, (mark, value) in tree.entries.items():
            inner = shape.get(key) or shape.get("*")
            own = given.get(key)
            if inner:
                laid = self.lay(inner, value, own, (*keys, key))
                entries[key] = (own[0] if own and laid is not value else mark, laid)
                continue
            entries[key] = (mark, value)
            if own:
                self.problems.add(
                    "EX0802",
                    own[0],
                    f"{_place((*keys, key))} is no text and is not translated. Delete it.",
                )
        for key, (mark, value) in given.items():
            if key in tree.entries:
                continue
            if key in shape and key in _SHOWN_ANYWAY and isinstance(value, Scalar):
                entries[key] = (mark, value)
                continue
            known = [key for key in tree.entries if key in shape or "*" in shape]
            guess = did_you_mean(key, known)
            where = f"{_place(keys)} has" if keys else "The scenario has"
            problem = f"{where} no '{key}' to translate.{guess} Delete it or correct it."
            self.problems.add("EX0801", mark, problem)
        return Table(entries, tree.mark)

    def counted(self, text: Tree, keys: tuple[str, ...], has: int, given: int, of: str) -> None:
        many = of if has == 1 else {"entry": "entries"}.get(of, f"{of}s")
        self.problems.add(
            "EX0803",
            text.mark,
            f"{_place(keys)} has {has} {many} in the scenario, and {given} here. Give as many, in"
            " its order; one that is not translated yet is left empty: ''.",
        )


def _place(keys: tuple[str, ...]) -> str:
    """``'text' of 'nodes 1/pier sail'``."""
    *outer, last = keys
    return f"'{last}' of '{' '.join(outer)}'" if outer else f"'{last}'"


def _same(tree: Scalar, text: Tree) -> bool:
    return isinstance(text, Scalar) and text.text.strip() == tree.text.strip()


def _left(tree: Scalar, text: Scalar) -> bool:
    """Whether a text was copied and never translated; a word or two may be the same in both."""
    return _folded(text) == _folded(tree) and len(text.text.split()) > 2


def _folded(tree: Scalar) -> str:
    return " ".join(tree.text.split())


def _paragraphs(tree: Tree) -> Iterator[Tree]:
    """What :meth:`game.scenario.values.Values.text` takes as the paragraphs of a text."""
    if isinstance(tree, Scalar):
        blocks = [block for block in tree.text.split("\n\n") if block.strip()]
        yield from (tree._replace(text=block) for block in blocks)
    elif isinstance(tree, Items):
        yield from tree.items
    else:
        yield tree


def _text_of(paragraph: Tree) -> str:
    if isinstance(paragraph, Table) and "text" in paragraph.entries:
        paragraph = paragraph.entries["text"][1]
    return _folded(paragraph) if isinstance(paragraph, Scalar) else ""


def _worded(paragraph: Tree, text: Scalar) -> Tree:
    """A paragraph in other words, under its own condition."""
    if not isinstance(paragraph, Table):
        return text
    return Table({**paragraph.entries, "text": (text.mark, text)}, text.mark)


def _data(shape: Shape, tree: Tree) -> Data:
    """What a text file says of a tree of a shape."""
    if isinstance(tree, Scalar):
        return _folded(tree)
    if isinstance(shape, dict) and isinstance(tree, Table):
        return {
            key: _data(shape[key], value)
            for key, (_, value) in tree.entries.items()
            if key in shape
        }
    return ""
