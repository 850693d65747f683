"""``new``: a scenario of one's own to begin with, which is whole and without a fault."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from game import places
from game.analysis.verify import review
from game.cli import main
from game.play import begin
from game.present import screens
from game.scenario import starter
from game.scenario.load import open_scenario
from game.scenario.schema import text
from tests.scenario import core
from tests.scenario.test_schema import faults

ROOT = Path(__file__).resolve().parents[1]
STARTER = places.assets() / "starter"


def new(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["new", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_it_has_no_error_no_warning_and_nothing_silenced(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "night-watch")]) == 0
    told = review(tmp_path / "night-watch")
    assert (told.problems, told.silenced) == ([], 0)


def test_its_commands_are_the_next_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = new(capsys, "night-watch")
    assert code == 0
    first, then, *commands = out.splitlines()
    names = {path.name for path in (tmp_path / "night-watch").iterdir()}
    assert names == set(first.partition(": ")[2].rstrip(".").split(", "))
    assert then == "Next:"
    assert [line.split()[1] for line in commands] == ["check", "play", "odds"]
    for line in commands:
        if "play" not in line:
            assert main(line.split()[1:]) == 0, line


def test_every_ending_comes_in_its_share_of_games(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(capsys, str(tmp_path / "night-watch"))[0] == 0
    assert main(["odds", str(tmp_path / "night-watch"), "--json"]) == 0
    endings = json.loads(capsys.readouterr().out)["endings"]
    assert len(endings) == 4
    assert min(endings.values()) > 0.1


def test_it_plays_to_an_ending(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "night-watch")]) == 0
    luck = random.Random(1)
    for seed in range(20):
        game = begin(str(tmp_path / "night-watch"), seed=seed)
        while not game.over:
            standing = game.standing()
            if isinstance(standing, screens.Agenda):
                game.take([])
                continue
            assert isinstance(standing, screens.Decision)
            game.choose(luck.choice([card.id for card in standing.cards if not card.closed]))
        assert isinstance(game.standing(), screens.FrontPage)


def test_id_and_title_are_its_own(tmp_path: Path) -> None:
    title = 'Night: "One" \\ two'
    assert main(["new", str(tmp_path / "night-watch"), "--title", title]) == 0
    scenario = open_scenario(str(tmp_path / "night-watch"))
    assert (scenario.id, scenario.title) == ("night-watch", title)
    assert main(["new", str(tmp_path / "other")]) == 0
    assert open_scenario(str(tmp_path / "other")).title == "The Strait"


def test_an_editor_finds_the_schema_beside_every_file(tmp_path: Path) -> None:
    folder = tmp_path / "night-watch"
    assert main(["new", str(folder)]) == 0
    assert (folder / "schema.json").read_text(encoding="utf-8") == text()
    files = list(folder.glob("*.yaml"))
    assert len(files) == len(starter.starter()) >= 5
    for path in files:
        written = path.read_text(encoding="utf-8")
        assert written.startswith("# yaml-language-server: $schema=schema.json\n")
        assert faults(core.read(written)) == []


def test_in_its_own_place_the_schema_is_that_of_the_scenarios() -> None:
    for path in starter.starter():
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        there = path.parent / first.removeprefix(starter.HEAD)
        assert there.resolve() == (places.scenarios() / "schema.json").resolve()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("My Story", "write it with small letters, digits and -, at most 80. Take 'my-story'."),
        ("Früh", "Take 'fr-h'."),
        ("---", "write it with small letters"),
        ("tutorial", "is a scenario that came with the game"),
    ],
)
def test_a_folder_must_be_named_as_an_id(
    name: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = new(capsys, "--", str(tmp_path / name))
    assert code == 1
    assert says in err
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_is_not_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full, file, empty = tmp_path / "full", tmp_path / "file", tmp_path / "empty"
    full.mkdir()
    empty.mkdir()
    (full / "notes.txt").write_text("Mine.")
    file.write_text("Mine.")
    for path in (full, file):
        code, _, err = new(capsys, str(path))
        assert code == 1
        assert "Nothing in it was touched" in err
    assert [path.name for path in full.iterdir()] == ["notes.txt"]
    assert file.read_text() == "Mine."
    assert new(capsys, str(empty))[0] == 0


@pytest.mark.parametrize("title", ["", "  ", "a\nb"])
def test_a_title_is_a_line(title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = new(capsys, str(tmp_path / "x"), "--title", title)
    assert code == 1
    assert err.startswith("The title must be a line of text.")
    assert list(tmp_path.iterdir()) == []


def test_it_needs_no_analysis_and_no_window(tmp_path: Path) -> None:
    code = (
        "import sys; from game.cli import main; main(['new', sys.argv[1]]);"
        "print(sorted(m for m in sys.modules if m.startswith(('game.analysis', 'pygame'))))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.endswith("[]\n")
