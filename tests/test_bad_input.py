"""Bad input through the doors that users use: a sentence, a place, a cure; never a traceback.

And whatever is opened, a game that was saved stays as it was, byte for byte.
"""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import saves
from game.cli import main
from game.play import begin, resume
from game.scenario import source
from tests.scenario.small import SMALL, broken, closed, place, unmarked

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _the_save_stays(home: Path) -> Iterator[None]:
    """A game begun before must be there afterwards, unchanged."""
    game = begin("tutorial", seed=5)
    game.choose("trail")
    assert game.path is not None
    kept = game.path.read_bytes()
    yield
    assert game.path.read_bytes() == kept
    assert [path.name for path in game.path.parent.iterdir() if path.name.startswith(".")] == []


@pytest.fixture
def save(_the_save_stays: None) -> Path:
    path = saves.latest_path()
    assert path is not None
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(words)
    except SystemExit as leave:  # argparse, for wrong usage
        code = int(leave.code or 0)
    said = capsys.readouterr()
    for text in (said.out, said.err):
        assert "Traceback" not in text
        assert "\x1b" not in text
    return code, said.out, said.err


# -- scenarios -------------------------------------------------------------------------------------

BAD: dict[str, tuple[str | bytes, str]] = {
    # A » stands where the fault must be told; without one that is line 1, column 1.
    "empty": ("", "The file is empty. Write sections or delete it."),
    "no yaml": ("a: [\n»", "This is not YAML"),
    "cyclic": ("a: »&a [*a]\n", "'&a' is an anchor, which is not allowed."),
    "alias": ("a: »*a\n", "'*a' is an alias, which is not allowed."),
    "a bomb": ("a: »&a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "is an anchor"),
    "huge": (b"#" * (source.MAX_BYTES + 1), "at most 4,000,000 are read. Split it."),
    "deep": ("[" * source.MAX_DEPTH + "»" + "[" * 10_000, "Nested more than 40 deep."),
    "binary": (b"\0" * 100, "holds zero bytes."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "is not UTF-8 text."),
    "latin-1": ("\xe9t\xe9: x\n".encode("latin-1"), "0xe9 is not UTF-8 text. Save the file as"),
    "utf-16": ("title: x\n".encode("utf-16"), "is not UTF-8 text. Save the file as UTF-8."),
    "two keys": (broken("title: A\n", "title: A\n    »title: B\n"), "Delete one."),
    "tags": ("a: »!!python/object:os.system x\n", "is not allowed. Delete it."),
    "unknown node": (broken("next: e}}}", "next: »x}}}"), "no node or ending 'x'."),
    "unknown key": (broken("start: 1}", "»strat: 1}"), "Did you mean 'start'?"),
    "unknown meter": (broken("m: +1", "»mm: +1"), "'mm' is no meter, flag or truth."),
    "a word for a number": (broken("day: 1", "day: »soon"), "must be a number, not 'soon'"),
    "a list for a text": (broken("title: A\n", "title: »[A]\n"), "must be text, not a list"),
    "a number for a yes": (closed("»m"), "a yes-or-no condition is wanted here."),
    "an attribute": (closed("f».real"), "Attributes are not allowed."),
    "a call": (closed("»open(f)"), "the calls are seen, chose, told."),
    "a dunder": (closed("»__import__"), "only declared names are."),
    "a lambda": (closed("(»lambda)"), "'lambda' is not declared."),
    "a power": (closed("9*9*9 *»* 9 > m"), "A value was expected, not '*'."),
    "a huge number": (closed("m < »9999999999"), "Numbers go up to 1,000,000."),
    "a path for an id": (broken("id: small", "id: »../small"), "is not an id; write it with"),
    "no way out": (closed("f").replace("a:\n    d", "a:\n    »d"), "one option always open."),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["check", "play", "simulate"])
def test_a_bad_scenario(
    name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, says = BAD[name]
    line, column = place(data) if isinstance(data, str) else (1, 1)
    path = tmp_path / "bad.yaml"
    path.write_bytes(data if isinstance(data, bytes) else unmarked(data).encode())
    more = ["--text"] if command == "play" else []
    code, out, err = run(capsys, command, str(path), *more)
    assert code == 1
    said = out if command == "check" else err
    assert any(f"bad.yaml:{line}:{column}: error EX" in text for text in said.splitlines()), said
    assert says in said or command != "check"
    if command != "check":
        assert len(err.splitlines()) == 1
        assert err.startswith(f"The scenario '{path}' cannot be played. bad.yaml:")
        assert "lists them all." in err
    assert len(list(saves.games().glob("bad*"))) == 0


@pytest.mark.parametrize("command", [["check"], ["play", "--text"], ["simulate"], ["replay"]])
@pytest.mark.parametrize("name", ["missing", "folder", "a\nb"])
def test_what_is_not_there(
    command: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    code, out, err = run(capsys, *command, str(tmp_path / name))
    assert code == 1
    assert name in out + err
    assert "Begin with" in out + err or "Give one of" in err or "Check the path." in err


def test_an_unknown_scenario_is_told_with_the_likely_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = run(capsys, "play", "tutorail", "--text")
    assert code == 1
    assert "There is no scenario 'tutorail'. Did you mean 'tutorial'?" in err


def test_an_unknown_preset_is_told_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command in (["play", "tutorial", "--text"], ["simulate", "tutorial"]):
        code, _, err = run(capsys, *command, "--preset", "gentle")
        assert code == 1
        assert err == "There is no preset 'gentle'; there are calm, middle, hard.\n"


# -- records ---------------------------------------------------------------------------------------


def variant(save: Path, folder: Path, old: str = "", new: str = "", cut: int | None = None) -> Path:
    text = save.read_text(encoding="utf-8")
    assert not old or old in text
    path = folder / "other.record"
    path.write_text(text.replace(old, new, 1)[:cut], encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "cut", "says"),
    [
        ("", "", -3, "The record was cut short after move 3."),
        ("", "", -30, "The record was cut short after move 2."),
        ("2 truth", "7 truth", None, "Line 8: move 2 was expected, found '7 truth master"),
        ("3 choose", "3 chooses", None, "Line 9: a move was expected"),
        ("25/dusk trail", "25/dusk march", None, "Move 3 does not fit: '25/dusk' has no option"),
        ("25/dusk trail", "26/hail flags", None, "but the game stands at '25/dusk'"),
        ("truth contact whales", "truth contact squid", None, "has no value 'squid'"),
    ],
)
def test_a_record_cut_short_or_edited(
    old: str, new: str, cut: int | None, says: str, save: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if "whales" in old and old not in save.read_text(encoding="utf-8"):
        old = "truth contact boat"
    path = variant(save, tmp_path, old, new, cut)
    kept = path.read_bytes()
    code, _, err = run(capsys, "replay", str(path))
    assert code == 1
    assert says in err
    assert "goes on from there." in err
    # Played, it goes on from there in a file of its own.
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    code, out, _ = run(capsys, "play", "--text", "--from", str(path))
    assert code == 0
    assert says.split(":")[0] in " ".join(out.split())
    assert "in a new file; the old one is kept." in " ".join(out.split())
    assert path.read_bytes() == kept


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This is not a record: line 1 should be 'ExComm record 1', found nothing."),
        (b"Dear diary\n", "found 'Dear diary'."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not a text file, so it is not a record."),
        (b"ExComm record 9\n", "is of format '9'; this program reads format 1. Update the program"),
        (b"ExComm record 1\nscenario tutorial 1 00\n", "needs a line 'seed NUMBER'."),
        (b"ExComm record 1\nscenario /etc 1 00\nseed 1\npreset middle\n\n", "scenario ID VERSION"),
        (b"ExComm record 1\nscenario nowhere 1 00\nseed 1\npreset middle\n\n", "no scenario 'now"),
        (b"ExComm record 1\nscenario tutorial 1 00\nseed 1\npreset soft\n\n", "the preset 'soft'"),
    ],
)
@pytest.mark.parametrize("command", [["replay"], ["play", "--text", "--from"]])
def test_what_is_no_record(
    data: bytes, says: str, command: list[str], tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path = tmp_path / "odd.record"
    path.write_bytes(data)
    code, out, err = run(capsys, *command, str(path))
    assert (code, out) == (1, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_a_record_that_is_too_large(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "large.record"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    code, _, err = run(capsys, "replay", str(path))
    assert code == 1
    assert "larger than 20,000,000 bytes" in err


def test_a_record_of_another_scenario(
    save: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "small.yaml"
    other.write_text(SMALL, encoding="utf-8")
    for command in (["replay", "--scenario", str(other)], ["play", str(other), "--text", "--from"]):
        code, _, err = run(capsys, *command, str(save))
        assert code == 1
        assert "is a game of 'tutorial', not of 'small'. Give the scenario 'tutorial'." in err


def test_a_record_of_another_version_goes_on_in_a_new_file(save: Path, tmp_path: Path) -> None:
    game = resume(variant(save, tmp_path, "tutorial 1 ", "tutorial 7 "))
    assert "It is a game of version 7; this is version 1." in game.notice
    assert game.path not in (None, save)
    game.choose("morning")
    assert game.path is not None
    assert "scenario tutorial 1 " in game.path.read_text(encoding="utf-8")


# -- folders that cannot be written ----------------------------------------------------------------

WHOLE = "1\n1\n0\n" + "3\n1\n1\n1\n" * 8  # orders enough for any game of the tutorial


def play_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(WHOLE))
    code, out, _ = run(capsys, "play", "tutorial", "--text", "--seed", "4")
    assert code == 0
    assert "=== After action" in out  # it was played to its end
    return " ".join(out.split())


def test_a_home_that_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    block = tmp_path / "file"
    block.write_text("not a folder")
    monkeypatch.setenv("EXCOMM_HOME", str(block / "home"))
    out = play_it(capsys, monkeypatch)
    assert out.count("This game is not being saved.") == 1
    assert "or set EXCOMM_HOME to a folder that can be written." in out
    assert block.read_text() == "not a folder"


@pytest.mark.parametrize("step", ["fsync", "replace", "mkdir"])
def test_a_full_disk(
    step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*arguments: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = sorted(path.name for path in saves.games().iterdir())
    if step == "mkdir":
        monkeypatch.setattr(Path, step, full)
    else:
        monkeypatch.setattr(os, step, full)
        monkeypatch.setattr(os, "link", full)
    out = play_it(capsys, monkeypatch)
    assert out.count("This game is not being saved.") == 1
    assert os.strerror(errno.ENOSPC) in out
    assert sorted(path.name for path in saves.games().iterdir()) == before


def test_a_game_that_could_not_be_saved_is_not_called_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("EXCOMM_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    _, out, _ = run(capsys, "play", "tutorial", "--text")
    assert "The game is kept" not in out


def test_saves_that_cannot_be_looked_at_are_passed_over(save: Path) -> None:
    games = saves.games()
    (games / "gone.record").symlink_to(games / "nowhere")
    (games / "odd.record").write_bytes(b"\xff\xfe\x00")
    os.utime(save, (4e9, 4e9))
    assert saves.latest_path() == save
    (games / "odd.record").unlink()
    (games / "gone.record").unlink()


# -- the program itself ------------------------------------------------------------------------


def program(
    *words: str, data: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "main.py", *words],
        cwd=ROOT, input=data, capture_output=True, check=False, timeout=60,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_the_program_says_it_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("a: *b\n")
    said = program("play", str(path), "--text")
    assert said.returncode == 1
    assert said.stdout == b""
    assert said.stderr.count(b"\n") == 1
    assert b"bad.yaml:1:4: error EX0105" in said.stderr


def test_input_that_is_no_text_is_asked_again() -> None:
    said = program("play", "tutorial", "--text", data=b"\xff\xfe\x00\n\xc2\xb2\nt \xc2\xb2\nq\n")
    assert said.returncode == 0
    assert said.stderr == b""
    assert said.stdout.count(b"is not an option here") == 2


def test_a_terminal_that_has_only_ascii() -> None:
    said = program("play", "tutorial", "--text", data=b"1\n", PYTHONIOENCODING="ascii")
    assert said.returncode == 0
    assert said.stderr == b""
    assert b"One Freighter ? seed" in said.stdout


def _started(*words: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """`main.py` as a process of its own, with some of the environment changed or (None) taken."""
    environment = {**os.environ, **{key: value for key, value in changed.items() if value}}
    for key in [key for key, value in changed.items() if value is None]:
        environment.pop(key, None)
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("words", [(), ("play", "tutorial")])
def test_no_display_is_said_with_the_way_out(words: tuple[str, ...]) -> None:
    done = _started(*words, SDL_VIDEODRIVER=None, DISPLAY=None, WAYLAND_DISPLAY=None)
    assert done.returncode == 1
    assert "No display was found" in done.stderr
    assert "play --text" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_display_that_cannot_be_used_is_said() -> None:
    done = _started(SDL_VIDEODRIVER="nosuch")
    assert done.returncode == 1
    assert "No display was found" in done.stderr
    assert "nosuch" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_sound_does_not_matter() -> None:
    """The game opens no sound device, so a machine without one shows the same screens."""
    script = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from game.ui import window\n"
        "def present(self):\n"
        "    import pygame\n"
        "    used = 'pygame.mixer' in sys.modules and pygame.mixer.get_init()\n"
        "    print(used or None, flush=True)\n"
        "    os._exit(0)\n"
        "window.Real.present = present\n"
        "from game.cli import main\n"
        "main([])\n"
    )
    environment = {**os.environ, "SDL_AUDIODRIVER": "nosuch"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "None"
    assert done.stderr == ""
