"""docs/scenario-format.md against the code: its example plays, its keys are the keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.analysis.odds import estimate
from game.analysis.verify import verify
from game.play import begin
from game.scenario import build, source, story, theatre
from game.scenario.expression import MAX_LENGTH, MAX_NUMBER
from game.scenario.load import MAX_FILES, open_scenario

DOC = Path(__file__).resolve().parents[2] / "docs" / "scenario-format.md"
TEXT = DOC.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml example\n(.*?)```", TEXT, re.DOTALL)
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    (example,) = EXAMPLES
    path = tmp_path / "ferry.yaml"
    path.write_text(example, encoding="utf-8")
    return path


def test_the_example_has_no_fault(ferry: Path) -> None:
    assert verify(ferry) == []


def test_the_example_plays_to_its_endings(ferry: Path) -> None:
    game = begin(str(ferry), seed=1)
    game.choose("listen")
    assert game.over
    scenario = open_scenario(str(ferry))
    counts = estimate(scenario, "random", scenario.preset, 200).endings
    assert min(counts.values()) > 0


def test_every_other_block_is_yaml_that_the_reader_takes() -> None:
    assert len(BLOCKS) >= 4
    for block in BLOCKS:
        problems = source.Problems()
        assert source.parse(block, "block", problems) is not None, problems.found


def table(heading: str) -> set[str]:
    """The keys named in the first column of the table under a heading."""
    rows = TEXT.split(heading, 1)[1].split("\n\n")[0].splitlines()
    return {key for row in rows[1:] for key in re.findall(r"`([a-z]+)`", row.split("|")[1])}


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("| section | holds |", build.SECTIONS),
        ("| key of a node | |", story.NODE_KEYS),
        ("| key of an option | |", story.OPTION_KEYS),
        ("| key of an outcome | |", story.OUTCOME_KEYS),
        (
            "### scenario\n\n",
            "id title summary version start preset chair agenda opens history ended",
        ),
        ("### meters\n\n", "name range start shown levels known better spread about"),
        ("### endings\n\n", story.ENDING_KEYS),
    ],
)
def test_every_key_is_described(heading: str, keys: str) -> None:
    assert table(heading) == set(keys.split())


@pytest.mark.parametrize("words", [story.CONFIDENCE, story.FAMILIES, story.AXES, build.COLOURS,
                                   build.SHOWN, build.BETTER, theatre.SITES])  # fmt: skip
def test_every_word_that_may_stand_somewhere_is_named(words: tuple[str, ...]) -> None:
    assert [word for word in words if not re.search(rf"\b{word}\b", TEXT)] == []


def test_the_limits_are_those_of_the_code() -> None:
    assert f"Whole numbers to {MAX_NUMBER:,}" in TEXT
    assert f"At most {MAX_LENGTH} characters" in TEXT
    assert f"at most {source.MAX_BYTES // 1_000_000} MB" in TEXT
    assert f"a scenario {MAX_FILES} files" in TEXT
    assert f"nesting goes {source.MAX_DEPTH} deep" in TEXT
