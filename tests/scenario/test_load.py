"""Finding and loading: folders, files, and that no text an author writes can break it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import places
from game.analysis.verify import verify
from game.errors import Trouble
from game.scenario.load import find, known, load, open_scenario
from tests.scenario.small import SMALL, broken


def write(folder: Path, text: str = SMALL, name: str = "small.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_those_that_came_with_the_game_are_known() -> None:
    assert {"october-1962", "tutorial"} <= set(known())
    assert find("tutorial") == places.scenarios() / "tutorial"


def test_a_path_is_found(tmp_path: Path) -> None:
    assert find(str(tmp_path)) == tmp_path


@pytest.mark.parametrize("name", ["tutorail", "no/such/folder", "a\0b", "x" * 5000])
def test_what_is_not_there_is_told(name: str) -> None:
    with pytest.raises(Trouble) as trouble:
        find(name)
    assert "There is no scenario" in str(trouble.value)
    assert ("Did you mean 'tutorial'?" in str(trouble.value)) == (name == "tutorail")


def test_one_file_and_many_are_the_same_scenario(tmp_path: Path) -> None:
    one, problems = load(write(tmp_path))
    assert problems == []
    cut = SMALL.index("nodes:")
    write(tmp_path, SMALL[:cut], "small/scenario.yaml")
    write(tmp_path, SMALL[cut:], "small/deep/down/story.yaml")
    write(tmp_path, "not: [yaml", "small/lines/left-alone.yaml")
    many, problems = load(tmp_path / "small")
    assert problems == []
    assert one is not None
    assert many is not None
    assert [node.id for node in many.nodes] == [node.id for node in one.nodes]
    assert many.meters[0].name == one.meters[0].name


def test_sections_may_be_spread_over_files(tmp_path: Path) -> None:
    write(tmp_path, SMALL, "small/a.yaml")
    more = "  b2: {day: 2, title: B, sources: [S], next: e}\n"
    write(tmp_path, f"nodes:\n{more}meters:\n  k: {{range: 0..1}}\n", "small/b.yaml")
    scenario, problems = load(tmp_path / "small")
    assert scenario is not None
    assert problems == []
    assert "b2" in [node.id for node in scenario.nodes]
    assert [meter.id for meter in scenario.meters] == ["m", "h", "k"]


def test_an_empty_section_does_not_hide_that_of_another_file(tmp_path: Path) -> None:
    write(tmp_path, "nodes:\nmeters:\n", "small/a.yaml")
    write(tmp_path, SMALL, "small/b.yaml")
    scenario, problems = load(tmp_path / "small")
    assert scenario is not None, problems
    assert problems == []


def test_the_digest_is_of_what_is_written(tmp_path: Path) -> None:
    first, _ = load(write(tmp_path))
    again, _ = load(write(tmp_path))
    other, _ = load(write(tmp_path, SMALL + "# a remark\n"))
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.digest == again.digest != other.digest
    assert re.fullmatch("[0-9a-f]{16}", first.digest)


def test_a_scenario_with_errors_is_not_opened(tmp_path: Path) -> None:
    path = write(tmp_path, broken("day: 2, title: B", "day: 9, titel: B"))
    with pytest.raises(Trouble) as trouble:
        open_scenario(str(path))
    assert "cannot be played. small.yaml:19:" in str(trouble.value)
    assert "There are 2 more." in str(trouble.value)
    assert f"check {path}" in str(trouble.value)


def test_warnings_do_not_keep_it_from_being_played(tmp_path: Path) -> None:
    path = write(tmp_path, broken("B, sources: [S]", "B"))
    assert [p.severity for p in verify(path)] == ["warning"]
    scenario, problems = load(path)
    assert scenario is not None
    assert problems == []


WORDS = re.compile(r"[\w.+=]+|[^\w\s]")
PLACES = [match.span() for match in WORDS.finditer(SMALL)]
SPARE = [*sorted({SMALL[a:b] for a, b in PLACES}), "0", "-1", "999999999999", "~", "²", "null",
         "..", "0..9", "[]", "{}", "''", "[[]]", "{a: {b: c}}", "when", "f and", "done", "next",
         "outcomes", "options", "hours", "\n", "- "]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(SPARE)), min_size=1, max_size=6))
def test_no_change_to_a_scenario_brings_anything_but_problems(
    changes: list[tuple[tuple[int, int], str]],
) -> None:
    text = SMALL
    for (begin, end), word in sorted(changes, reverse=True):
        text = text[:begin] + word + text[end:]
    with tempfile.TemporaryDirectory() as folder:
        scenario, problems = load(write(Path(folder), text))
    assert (scenario is None) == any(p.severity == "error" for p in problems)
