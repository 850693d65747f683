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
from game.scenario.checks.prose import coverage

ROOT = Path(__file__).resolve().parents[1] / "game"
CATALOGUES = sorted((places.assets() / "text").glob("*.yaml"))
SHOWN = ("present", "ui")
"""Folders in which no word may stand that is not said."""
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


def names(text: str) -> list[str]:
    """The ``{names}`` of a text."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_the_code_says_words() -> None:
    assert len(said()) > 150
    assert {"Go on", "Day {n} of {all}", "Esc", "fairly sure"} <= said().keys()


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


if __name__ == "__main__":  # what a catalogue lacks, ready to be translated: test_words.py es
    import sys

    file = places.assets() / "text" / f"{sys.argv[1]}.yaml"
    there = words.read(file) if file.exists() else {}
    for text in said():
        if text not in there:
            print(f'  "{text}": ""')
