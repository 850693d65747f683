"""docs/authors.md: everything it shows runs, and prints what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.scenario.checks import prose
from tests import guide
from tests.scenario import core
from tests.scenario.test_schema import faults

TEXT = guide.GUIDE.read_text(encoding="utf-8")


def test_every_block_is_of_a_kind_that_runs() -> None:
    kinds = {"console", "diff", "yaml"}
    assert [block.line for block in guide.blocks(TEXT) if block.kind not in kinds] == []
    assert TEXT.count("```") == 2 * len(guide.blocks(TEXT))


def test_the_guide_does_what_it_says(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cure = "If that is right now, run: python tests/guide.py"
    commands = 0
    for block, command, stated, printed in guide.play(TEXT):
        where = f"docs/authors.md, line {block.line}: $ {command}\n{printed}\n{cure}"
        assert guide.fits(printed, stated), where
        commands += 1
    assert commands > 20
    assert {path.name for path in home.iterdir()} == {"compiled", "games"}


@pytest.mark.parametrize("block", guide.blocks(TEXT), ids=lambda block: f"line {block.line}")
def test_a_piece_of_a_scenario_fits_the_schema(block: guide.Block) -> None:
    if block.kind == "yaml":
        assert faults(core.read(block.body)) == []


def test_what_it_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", TEXT) if "://" not in link]
    assert links
    assert [link for link in links if not (guide.GUIDE.parent / link).exists()] == []


def test_the_lengths_are_those_of_the_check() -> None:
    rows = re.findall(r"^\| (.+?) \| (\d+) \|$", TEXT, re.M)
    assert sorted(int(count) for _, count in rows) == sorted(prose.LONGEST.values())
    assert f"{prose.SCENE} words" in TEXT
    assert f"{prose.ENDING[0]} to {prose.ENDING[1]} words" in TEXT


@pytest.mark.parametrize(
    ("printed", "stated", "same"),
    [
        ("a\nb\nc\n", "a\n…\nc\n", True),
        ("a\nc\n", "a\n…\nc\n", True),
        ("a\nb\nc\n", "a\n…\n", True),
        ("a 12 b\n", "a … b\n", True),
        ("a 12 c\n", "a … b\n", False),
        ("a\nb\n", "a\n", False),
        ("a\n", "", False),
    ],
)
def test_what_is_left_out_may_be_anything_and_nothing_else(
    printed: str, stated: str, same: bool
) -> None:
    assert guide.fits(printed, stated) is same
