"""``keep``: a game becomes a line of its scenario, and ``check`` plays it from then on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game import places
from game.analysis import lines
from game.analysis.verify import review, verify
from game.cli import main
from game.engine.record import MAX_LINE, Record, parse
from game.engine.replay import replay
from game.scenario.load import open_scenario
from tests.scenario.small import SMALL

TUTORIAL = places.scenarios() / "tutorial"
HISTORY = TUTORIAL / "lines" / "history.record"


@pytest.fixture
def tutorial(tmp_path: Path) -> Path:
    """A copy of the tutorial, to keep lines in."""
    return Path(shutil.copytree(TUTORIAL, tmp_path / "tutorial"))


@pytest.fixture
def game(tmp_path: Path) -> Path:
    """History's game with a branch off its second move and notes on both."""
    record = parse(HISTORY.read_text(encoding="utf-8"))
    end = record.at
    record.notes = {4: "The lamp.", end: "She opened the hold."}
    record.at = 3
    record.append(record.made[1]._replace(kind="choose", where="25/lamp", pick="now"))
    record.notes[record.at] = "Not on the line."
    record.at = end
    path = tmp_path / "game.record"
    path.write_text(record.text(), encoding="utf-8")
    return path


def keep(
    capsys: pytest.CaptureFixture[str], record: Path, name: str, scenario: Path
) -> tuple[int, str, str]:
    code = main(["keep", str(record), "--as", name, "--scenario", str(scenario)])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return code, said.out, said.err


def changed(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return path


def test_the_line_alone_is_kept_with_its_notes(
    tutorial: Path, game: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = keep(capsys, game, "hold", tutorial)
    path = tutorial / "lines" / "hold.record"
    assert (code, err) == (0, "")
    assert out == f"{path}: 12 moves, to 'cleared'.\n"
    line, before = parse(path.read_text(encoding="utf-8")), parse(game.read_text(encoding="utf-8"))
    assert line.moves() == before.moves()
    assert len(line.made) == 12 == len(before.made) - 1
    assert line.notes == {4: "The lamp.", 12: "She opened the hold. Ends at cleared."}
    assert line.where.startswith("Over · ")
    assert line.text() == path.read_text(encoding="utf-8")
    assert verify(tutorial) == []


def test_what_is_kept_can_be_kept_again_and_is_never_written_over(
    tutorial: Path, game: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keep(capsys, game, "hold", tutorial)[0] == 0
    path = tutorial / "lines" / "hold.record"
    before = path.read_bytes()
    assert keep(capsys, path, "hold", tutorial)[0] == 0
    assert path.read_bytes() == before
    code, out, err = keep(capsys, HISTORY, "hold", tutorial)
    assert (code, out) == (1, "")
    assert "hold.record' is there already and is another line. Take another name." in err
    assert path.read_bytes() == before


def test_a_folder_in_its_place_is_told(
    tutorial: Path, game: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tutorial / "lines" / "hold.record").mkdir()
    code, _, err = keep(capsys, game, "hold", tutorial)
    assert code == 1
    assert "cannot be read" in err


@pytest.mark.parametrize("name", ["../out", "A", "", "a b", "x" * 81, "a.record"])
def test_a_name_is_an_id(
    name: str, tutorial: Path, game: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(tutorial.rglob("*"))
    code, _, err = keep(capsys, game, name, tutorial)
    assert code == 1
    assert f"'{name}' cannot be the name of a line; write it with small letters" in err
    assert sorted(tutorial.rglob("*")) == before


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("at 12", "at 11", "The line stops at '26/holds', before an ending."),
        ("end 13", "", "The record was cut short after move 13."),
        ("whites", "blacks", "Move 11 does not fit: '26/ladder' has no option 'blacks'."),
        ("scenario tutorial", "scenario other", "is a game of 'other', not of 'tutorial'."),
        ("preset middle", "preset soft", "was played with the preset 'soft', which"),
        ("She", "s" * (MAX_LINE - 24), "The note on the last move has 1,993 characters."),
    ],
)
def test_what_is_no_whole_game_is_refused(
    old: str, new: str, why: str, tutorial: Path, game: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(tutorial.rglob("*"))
    code, out, err = keep(capsys, changed(game, old, new), "hold", tutorial)
    assert (code, out) == (1, "")
    assert why in err
    assert err.startswith("'game.record' ")
    assert len(err.splitlines()) == 1
    assert sorted(tutorial.rglob("*")) == before


def test_check_tells_which_kept_line_an_edit_broke(
    tutorial: Path, game: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keep(capsys, game, "hold", tutorial)[0] == 0
    path = changed(tutorial / "lines" / "hold.record", "Ends at cleared", "Ends at blood")
    (found,) = verify(tutorial)
    assert str(found) == (
        "tutorial/lines/hold.record:1:1: warning EX0525: The line ends at 'cleared'; its last note"
        " says 'blood'. Mend the scenario, or the note if it is meant."
    )
    changed(path, "25/lamp morning", "25/lamp evening")
    (found,) = verify(tutorial)
    assert found.code == "EX0525"
    assert found.message.startswith("Move 4 does not fit: '25/lamp' has no option 'evening'.")
    path.write_bytes(b"\xff\xfe")
    (found,) = verify(tutorial)
    assert (found.code, "UTF-8" in found.message) == ("EX0525", True)
    path.write_text("Dear diary\n", encoding="utf-8")
    (found,) = verify(tutorial)
    assert (found.code, "not a record" in found.message) == ("EX0525", True)


def test_a_line_without_the_note_may_reach_any_ending(tutorial: Path) -> None:
    text = (TUTORIAL / "lines" / "endings" / "blood.record").read_text(encoding="utf-8")
    assert "Ends at" not in text
    (tutorial / "lines" / "any.record").write_text(text, encoding="utf-8")
    assert verify(tutorial) == []


def test_the_warning_can_be_silenced_with_a_reason(tutorial: Path) -> None:
    (tutorial / "lines" / "odd.record").write_text("Dear diary\n", encoding="utf-8")
    (tutorial / "more.yaml").write_text(
        "silence: {EX0525: {why: A line of the next version.}}\n", encoding="utf-8"
    )
    told = review(tutorial)
    assert ([p for p in told.problems if p.code != "EX0702"], told.silenced) == ([], 1)


def test_beside_scenarios_of_one_file_each_its_own_line_is_played(
    tmp_path: Path, game: Path
) -> None:
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "lines").mkdir()
    shutil.copy(game, tmp_path / "lines" / "of-another.record")
    assert verify(tmp_path / "small.yaml") == []
    odd = Record("small", 1, "0", 1, "plain")
    (tmp_path / "lines" / "own.record").write_text(odd.text(), encoding="utf-8")
    (found,) = verify(tmp_path / "small.yaml")
    assert (found.code, found.file) == ("EX0525", "small/lines/own.record")


@pytest.mark.parametrize("id", ["tutorial", "october-1962"])
def test_every_kept_ending_can_be_kept_as_a_line(id: str) -> None:
    scenario = open_scenario(id)
    found = sorted((Path(scenario.folder) / "lines").rglob("*.record"))
    assert found
    for path in found:
        game = parse(path.read_text(encoding="utf-8"))
        line = lines.kept(scenario, game)
        assert parse(line.text()) == line
        assert lines.ends_at(line) == scenario.nodes[replay(scenario, line).state.node].id
        assert lines.kept(scenario, line) == line
