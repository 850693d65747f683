"""The interface's words: every one can be said in each language, and none is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from game import places, words
from game.errors import Trouble
from game.scenario.checks.prose import coverage
from game.ui.window import NO_DISPLAY
from game.words import say

ROOT = Path(__file__).resolve().parents[1] / "game"
CATALOGUES = sorted((places.assets() / "text").glob("*.yaml"))
SHOWN = ("present", "ui")
"""Folders in which no word may stand that is not said."""
_WORD = re.compile(r"[A-Za-z]{2,} |[ (][A-Za-z]{2,}|[A-Z][a-z]+")
_WORDS = re.compile(r"^[A-Z][a-z]+[.:?]?$|[A-Za-z]+ [A-Za-z]+")
UNSAID = {"Outcome", "You", "Go on", "ring ", "sea ", NO_DISPLAY}
"""Names in the code, defaults that are said, and an error."""
_CAP = re.compile(r"[A-Z]|F\d+|[\d-]+")  # what stands on a key everywhere


def constants(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may be; of what is not constant none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


@cache
def said() -> dict[str, str]:
    """Every text that the code says, with a place where it does."""
    found: dict[str, str] = {}
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            texts: list[str] = []
            if node.func.id in ("say", "word"):
                texts = list(constants(node.args[0]))
            elif node.func.id == "Key" and len(node.args) > 2:  # of the footer, which says them
                texts = [text for part in node.args[:2] for text in constants(part)]
                texts = [text for text in texts if not _CAP.fullmatch(text)]
            found |= {text: f"{path.relative_to(ROOT)}:{node.lineno}" for text in texts if text}
    return found


def unsaid(path: Path) -> Iterator[str]:
    """Texts in code that look like words for the player and are not said."""
    queue: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while queue:
        node = queue.pop()
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in ("say", "word", "Key", "Trouble"):
            continue  # errors stay English
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.AnnAssign) or (isinstance(node, ast.arg) and node.annotation):
            queue += [node.value] if isinstance(node, ast.AnnAssign) and node.value else []
            continue
        if isinstance(node, ast.JoinedStr):
            for part in node.values:
                text = part.value if isinstance(part, ast.Constant) else ""
                if _WORD.search(text) and text not in UNSAID:
                    yield f"{path.name}:{node.lineno} {part.value!r}"
            queue += [part for part in node.values if not isinstance(part, ast.Constant)]
            continue
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and _WORDS.search(text) and text not in UNSAID:
            yield f"{path.name}:{node.lineno} {text!r}"
        queue += ast.iter_child_nodes(node)


def names(text: str) -> list[str]:
    """The ``{names}`` of a text."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_the_code_says_words() -> None:
    assert len(said()) > 150
    assert {"Go on", "Day {n} of {all}", "Esc", "fairly sure"} <= said().keys()


def test_no_word_stands_in_the_code_unsaid() -> None:
    paths = [path for folder in SHOWN for path in sorted((ROOT / folder).rglob("*.py"))]
    assert [text for path in paths for text in unsaid(path)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_every_word_and_no_other(path: Path) -> None:
    held = words.read(path)
    missing = {text: at for text, at in said().items() if text not in held}
    assert missing == {}
    assert sorted(held.keys() - said().keys()) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_takes_what_the_english_takes(path: Path) -> None:
    held = words.read(path)
    assert {text: names(text) for text in held} == {text: names(held[text]) for text in held}
    assert [text for text in held.values() if set(text + text.upper()) - coverage()] == []


# -- saying it -------------------------------------------------------------------------------------


def test_english_is_what_stands_in_the_code() -> None:
    assert (words.language(), say("Go on")) == ("en", "Go on")
    assert say("Day {n} of {all}", n=2, all=13) == "Day 2 of 13"


def test_another_language_is_spoken_until_the_next() -> None:
    words.use("es")
    assert (words.language(), say("Go on")) == ("es", "Seguir")
    assert say("Day {n} of {all}", n=2, all=13) == "Día 2 de 13"
    assert say("A text that no catalogue has") == "A text that no catalogue has"
    words.use("xx")  # of a scenario alone: the interface stays English
    assert (words.language(), say("Go on")) == ("xx", "Go on")


def test_the_language_is_asked_for_kept_or_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert words.chosen(None, "") == "en"
    for value, code in (
        ("es_ES.UTF-8", "es"), ("es", "es"), ("en_US.UTF-8", "en"), ("xx_YY", "en"), ("C", "en"),
    ):  # fmt: skip
        monkeypatch.setenv("LANG", value)
        assert words.chosen(None, "") == code
    monkeypatch.setenv("LC_ALL", "en_GB")
    monkeypatch.setenv("LANG", "es_ES")
    assert words.chosen(None, "") == "en"
    assert words.chosen(None, "es") == "es"
    assert words.chosen("en", "es") == "en"


def test_each_language_is_called_as_it_calls_itself() -> None:
    held = words.languages()
    assert next(iter(held.items())) == ("en", "English")
    assert held["es"] == "Español"


@pytest.mark.parametrize("text", ["", "words: 3", "words: {a: [b]", "language: X", "words: [a]"])
def test_a_broken_catalogue_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "xx.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Trouble, match="language 'xx' cannot be read"):
        words.read(tmp_path / "xx.yaml")


if __name__ == "__main__":  # what a catalogue lacks, ready to be translated: test_words.py es
    import sys

    file = places.assets() / "text" / f"{sys.argv[1]}.yaml"
    there = words.read(file) if file.exists() else {}
    for text in said():
        if text not in there:
            print(f'  "{text}": ""')
