"""Faults of saved games: cut, edited, huge, written twice at once, on a full disk, killed.

A game loads as far as it holds, or is refused in one sentence; what was saved before stays.
"""

from __future__ import annotations

import errno
import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from game import places, saves, storage
from game.engine.record import Record, parse
from game.engine.replay import Replay, replay
from game.engine.state import Move
from game.errors import Trouble
from game.play import begin, load_record, resume, scenario_of
from game.scenario.load import open_scenario

ROOT = Path(__file__).resolve().parents[2]
HISTORY = places.scenarios() / "tutorial" / "lines" / "history.record"
SCENARIO = open_scenario("tutorial")
EDITS = 2_000
KILLS = 200


def opened(path: Path) -> tuple[Record, Replay] | str:
    """A file as far as it holds; or the sentence with which it is refused."""
    try:
        game = load_record(path)
        ours = (game.scenario, game.preset) == (SCENARIO.id, SCENARIO.preset)
        return game, replay(SCENARIO if ours else scenario_of(game, path), game)
    except Trouble as trouble:
        return str(trouble)


def is_sentence(text: str) -> bool:
    harmless = text.replace("\t", " ").isprintable()  # nothing in it commands a terminal
    return text.endswith((".", "?")) and harmless and len(text) < 500


# -- cut and edited --------------------------------------------------------------------------------


def test_cut_at_every_byte_it_holds_as_far_as_it_goes(tmp_path: Path) -> None:
    data = HISTORY.read_bytes()
    whole = parse(data.decode()).moves()
    path = tmp_path / "cut.record"
    held: list[int] = []
    for length in range(len(data) + 1):
        path.write_bytes(data[:length])
        found = opened(path)
        if isinstance(found, str):
            assert is_sentence(found)
            assert not held, f"refused at byte {length}, after it was taken"
            continue
        game, played = found
        assert game.moves() == whole[: len(game.made)]
        assert (len(played.moves), played.stopped) == (len(game.made), "")
        assert bool(game.damage) == (length < len(data))
        assert not game.damage or is_sentence(game.damage)
        held.append(len(game.made))
    assert held == sorted(held)  # a byte more never holds less
    assert set(held) == set(range(len(whole) + 1))


def test_a_byte_changed_holds_or_is_refused(tmp_path: Path) -> None:
    data = HISTORY.read_bytes()
    whole = parse(data.decode()).moves()
    luck = random.Random(1962)
    path = tmp_path / "edited.record"
    refused = damaged = misfits = other = 0
    for _ in range(EDITS):
        place = luck.randrange(len(data))
        path.write_bytes(data[:place] + bytes([luck.randrange(256)]) + data[place + 1 :])
        found = opened(path)
        if isinstance(found, str):
            refused += 1
            assert is_sentence(found), found
            continue
        game, played = found
        damaged += bool(game.damage)
        misfits += bool(played.stopped)
        assert not game.damage or is_sentence(game.damage), game.damage
        assert not played.stopped or is_sentence(played.stopped), played.stopped
        if not game.damage and not played.stopped:
            other += list(played.moves) != whole[: len(played.moves)]
        assert parse(game.text()).made == game.made  # what held can be kept
    assert min(refused, damaged, misfits) > EDITS // 50
    assert other < EDITS // 50  # nearly no byte can be wrong without being found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("truth contact", "truth whom", "There is no truth 'whom'."),
        ("contact whales", "contact ducks", "has no value 'ducks'."),
        ("25/dusk trail", "25/dust trail", "was made at '25/dust', but the game stands at"),
        ("dusk trail", "dusk trial", "has no option 'trial'. Did you mean 'trail'?"),
        ("dawn on", "dawn off", "'26/dawn' has no outcome 'off' here."),
        ("7 chance", "7 choose", "is a choice, but chance is to move."),
        ("3 choose", "3 truth", "There is no truth '25/dusk'."),
        ("4 choose", "4 chance", "is a draw, but the player is to move."),
        ("scenario tutorial", "scenario tutorail", "Did you mean 'tutorial'?"),
        ("ExComm record 1", "ExComm record 2", "this program reads format 1. Update the program."),
        ("dusk trail", "dusk \x1b[2J", "Line 8: a control character, as no record holds."),
        ("preset middle", "preset \x9b2J", "Line 4 of the head holds a control character"),
        ("ExComm record 1", "\x1b[2J", "line 1 should be 'ExComm record 1', found '\ufffd[2J'."),
        ("ExComm record 1", "ExComm record 1.1", "is of format '1.1'; this program reads"),
    ],
)
def test_what_is_not_known_is_named(old: str, new: str, says: str, tmp_path: Path) -> None:
    text = HISTORY.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "other.record"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = opened(path)
    said = found if isinstance(found, str) else found[0].damage or found[1].stopped
    assert says in said
    assert is_sentence(said)


# -- long ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["a line", "a star", "a comb"])
def test_a_hundred_thousand_moves_load_soon(shape: str, tmp_path: Path) -> None:
    record = Record("tutorial", 1, SCENARIO.digest, 1, "middle")
    count = 100_000
    for number in range(count):
        parent = {"a line": number, "a star": 0, "a comb": number - number % 2}[shape]
        record.add(parent, Move("luck", "new", str(number)))
    path = tmp_path / "long.record"
    path.write_text(record.text(), encoding="utf-8")
    begun = time.process_time()
    game = load_record(path)
    line = game.line()
    children = game.children(0)
    took = time.process_time() - begun
    assert (game.damage, len(game.made)) == ("", count)
    assert len(line) == {"a line": count, "a star": 1, "a comb": count // 2}[shape]
    assert len(children) == {"a line": 1, "a star": count, "a comb": 2}[shape]
    assert took < 2


@pytest.mark.parametrize("kind", ["spaces", "one line", "notes"])
def test_fifty_megabytes_are_refused_at_once(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "large.record"
    filling = {"spaces": b" ", "one line": b"x", "notes": b"note " + b"x" * 94 + b"\n"}[kind]
    data = HISTORY.read_bytes().removesuffix(b"at 12\nend 12\n")
    path.write_bytes(data + filling * (50_000_000 // len(filling)) + b"\n")
    begun = time.process_time()
    found = opened(path)
    assert time.process_time() - begun < 0.5
    assert isinstance(found, str)
    assert "is larger than 20,000,000 bytes; it is not a record." in found
    # Just below the limit it is read, as far as it holds, and soon.
    path.write_bytes(data + filling * ((19_900_000 - len(data)) // len(filling)) + b"\n")
    begun = time.process_time()
    found = opened(path)
    assert time.process_time() - begun < 8
    assert not isinstance(found, str)
    assert len(found[0].made) == 12


def test_more_lines_than_a_game_has_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.record"
    path.write_bytes(HISTORY.read_bytes().removesuffix(b"end 12\n") + b"back 1\n" * 2_800_000)
    begun = time.process_time()
    found = opened(path)
    assert time.process_time() - begun < 1
    assert isinstance(found, str)
    assert "It has 2,800,018 lines; a record has at most 600,100." in found
    assert is_sentence(found)


# -- two at once -----------------------------------------------------------------------------------

PLAYER = """
import sys
from pathlib import Path
from game.engine import rules
from game.play import resume
game = resume(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
while not game.over:
    game.choose(rules.moves(game.scenario, game.state)[int(sys.argv[2])].pick)
print(game.path, flush=True)
"""


@contextmanager
def player(path: Path, option: int) -> Iterator[subprocess.Popen[str]]:
    """A program of its own that has opened a game and waits; it is ended in any case."""
    child = subprocess.Popen(
        [sys.executable, "-c", PLAYER, str(path), str(option)],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with child:
        try:
            assert child.stdout
            assert child.stdout.readline() == "ready\n"
            yield child
        finally:
            child.kill()


def test_two_that_go_on_with_one_game_lose_nothing() -> None:
    first = begin("tutorial", seed=5)
    assert first.path is not None
    before = first.record.moves()
    with player(first.path, 0) as one, player(first.path, -1) as other:
        for child in (one, other):
            assert child.stdin
            child.stdin.write("go\n")
            child.stdin.flush()
        ends = [child.communicate(timeout=30)[0].strip() for child in (one, other)]
    files = {Path(end) for end in ends}
    assert len(files) == 2  # the second to save took one of its own
    assert first.path in files
    games = [load_record(file) for file in files]
    for game in games:
        assert game.damage == ""
        assert game.moves()[: len(before)] == before
        assert game.where.startswith("Over")
    assert games[0].moves() != games[1].moves()


def test_games_begun_at_once_have_files_of_their_own() -> None:
    games = [begin("tutorial", seed=3) for _ in range(2)]
    assert len({game.path for game in games}) == 2
    late = begin("tutorial", seed=3)
    assert late.path is not None
    # As if another program had taken the name between the question and the first save.
    raced, raced.path, raced.held = late, games[0].path, None
    kept = games[0].path.read_bytes() if games[0].path else b""
    raced.save()
    assert raced.path not in {game.path for game in games}
    assert games[0].path is not None
    assert games[0].path.read_bytes() == kept
    assert raced.path is not None
    assert parse(raced.path.read_text(encoding="utf-8")).damage == ""


def test_a_name_that_leads_nowhere_is_taken_too() -> None:
    saves.games().mkdir(parents=True)
    (saves.games() / "tutorial-3-1.record").symlink_to("nowhere")
    game = begin("tutorial", seed=3)
    assert game.kept
    assert game.path == saves.games() / "tutorial-3-2.record"


def test_a_disk_without_links_keeps_what_is_there_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*arguments: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", none)
    path = tmp_path / "a.record"
    assert storage.create(path, "one")
    assert not storage.create(path, "two")
    assert path.read_text() == "one"
    assert [file.name for file in tmp_path.iterdir()] == ["a.record"]


def test_a_file_changed_meanwhile_is_told_once_and_kept() -> None:
    game = begin("tutorial", seed=5)
    old = game.path
    assert old is not None
    one, other = resume(old), resume(old)
    one.choose("trail")
    kept = old.read_bytes()
    other.choose("trail")
    assert one.path == old != other.path
    assert "This one goes on in a new file." in other.notice
    assert old.read_bytes() == kept
    other.notice = ""
    other.choose("morning")
    assert other.notice == ""
    assert old.read_bytes() == kept


# -- a full disk -----------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["write", "flush", "fsync", "open"])
def test_a_full_disk_leaves_the_save_before(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    game = begin("tutorial", seed=5)
    assert game.path is not None
    kept = game.path.read_bytes()

    def full(*arguments: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    really = os.fdopen

    class Full:
        """A file whose disk is full from the second half on, or when it is flushed."""

        def __init__(self, handle: int, mode: str) -> None:
            self.file: Any = really(handle, mode)

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *why: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> None:
            if step == "write":
                self.file.write(data[: len(data) // 2])
                full()
            self.file.write(data)

        def flush(self) -> None:
            full()

    with monkeypatch.context() as patched:
        if step in ("write", "flush"):
            patched.setattr(os, "fdopen", Full)
        else:
            patched.setattr(os, step, full)
        game.choose("trail")
        assert not game.kept
    assert game.path.read_bytes() == kept
    assert [path.name for path in saves.games().iterdir()] == [game.path.name]
    assert os.strerror(errno.ENOSPC) in game.notice
    assert "Free some space" in game.notice
    game.choose("morning")  # there is room again, and nothing of the game is lost
    assert game.kept
    saved = load_record(game.path)
    assert (saved.damage, saved.moves()) == ("", game.record.moves())


# -- killed ----------------------------------------------------------------------------------------


def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    """Each round a process saves in a loop, and is killed after up to 20 ms of it."""
    game = parse(HISTORY.read_text(encoding="utf-8"))
    moves = game.moves()
    path = tmp_path / "game.record"
    path.write_text(game.text(), encoding="utf-8")
    luck = random.Random(11)
    saved = set()
    begun = time.monotonic()
    for number in range(KILLS):
        child = os.fork()
        if child == 0:
            save_for_ever(path, game, number)
        time.sleep(luck.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL  # it was still saving
        found = parse(path.read_text(encoding="utf-8"))
        assert (found.damage, found.moves()) == ("", moves)
        saved.add(found.where)
    assert time.monotonic() - begun < 15
    assert len(saved) > KILLS // 4  # most had saved before they were killed


def save_for_ever(path: Path, game: Record, number: int) -> NoReturn:
    try:
        for count in itertools.count():
            game.where = f"{number} {'x' * (count % 200)}"
            storage.write(path, game.text())
    finally:
        os._exit(1)  # it failed, and must not go on as a second run of the tests
    raise AssertionError
