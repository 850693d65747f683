"""Compiled scenarios that are kept: the same as compiled anew, never in the way, never trusted."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest

from game.analysis.playout import at_random, play_out
from game.analysis.verify import verify
from game.errors import Trouble
from game.scenario import cache, load
from game.scenario.load import find, known, open_scenario
from game.scenario.model import Scenario
from tests.engine.lab import LAB
from tests.scenario.small import SMALL


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is held in memory from test to test."""
    monkeypatch.setattr(load, "_opened", {})


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def opened(path: Path) -> Scenario:
    """Opened as by a process that starts."""
    load._opened.clear()
    return open_scenario(str(path))


def kept(home: Path) -> list[Path]:
    return sorted((home / "compiled").glob("*"))


def was_kept(scenario: Scenario) -> bool:
    return isinstance(scenario.nodes, cache.Nodes)


@pytest.mark.parametrize("id", [*known(), "lab"])
def test_what_was_kept_is_what_was_compiled(id: str, tmp_path: Path) -> None:
    path = tmp_path / "lab.yaml" if id == "lab" else find(id)
    if id == "lab":
        path.write_text(LAB, encoding="utf-8")
    first, again = opened(path), opened(path)
    assert (was_kept(first), was_kept(again)) == (False, True)
    for seed in range(20):
        assert play_out(first, seed, at_random, first.preset) == play_out(
            again, seed, at_random, first.preset
        )
    assert again == first
    assert first == again
    assert list(map(cache._line, again.nodes)) == list(map(cache._line, first.nodes))


def test_a_node_is_read_when_it_is_asked_for(small: Path) -> None:
    opened(small)
    nodes = opened(small).nodes
    assert isinstance(nodes, cache.Nodes)
    assert [isinstance(node, bytes) for node in nodes._held] == [True, True, True]
    assert nodes[1].id == "b"
    assert nodes[1] is nodes[1] is nodes[-2]
    assert [isinstance(node, bytes) for node in nodes._held] == [True, False, True]
    with pytest.raises(IndexError):
        nodes[3]


def test_a_changed_file_is_compiled_anew(small: Path) -> None:
    opened(small)
    small.write_text(SMALL.replace("title: Small", "title: Changed"), encoding="utf-8")
    scenario = opened(small)
    assert (scenario.title, was_kept(scenario)) == ("Changed", False)
    stat = small.stat()
    small.write_text(SMALL.replace("title: Small", "title: Smell"), encoding="utf-8")
    os.utime(small, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    assert opened(small).title == "Smell"
    small.write_text(SMALL + "\nnonsense: {}\n", encoding="utf-8")
    with pytest.raises(Trouble, match="EX0110"):
        opened(small)


def test_a_file_more_or_less_is_compiled_anew(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "a.yaml").write_text(SMALL, encoding="utf-8")
    assert not was_kept(opened(folder))
    (folder / "b.yaml").write_text("sources: {T: Another.}\n", encoding="utf-8")
    assert set(opened(folder).sources) == {"S", "T"}
    (folder / "b.yaml").unlink()
    assert set(opened(folder).sources) == {"S"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("FORMAT", -1), ("__version__", "0"), ("_compiler", lambda: [("build.py", 1, 2)])],
)
def test_another_program_compiles_anew(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    opened(small)
    with monkeypatch.context() as other:
        other.setattr(cache, name, value)
        assert not was_kept(opened(small))
        assert was_kept(opened(small))
    assert not was_kept(opened(small))


def test_a_copied_folder_is_not_taken_for_one_of_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "a.yaml").write_text(SMALL, encoding="utf-8")
    open_scenario(str(folder), copied=True)
    with pytest.raises(Trouble, match="EX0113"):
        opened(folder)


def test_a_broken_file_is_passed_over_and_mended(small: Path, home: Path) -> None:
    first = opened(small)
    (file,) = kept(home)
    whole = file.read_bytes()
    broken = [
        b"",
        b"\n",
        b"\n\n",
        b"\x80\n\xff\n",
        whole[:-1],
        whole[: len(whole) // 2],
        whole + b" ",
    ]
    broken += [
        whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 41)
    ]
    for data in broken:
        file.write_bytes(data)
        scenario = opened(small)
        assert not was_kept(scenario)
        assert scenario == first
        assert file.read_bytes() == whole
    assert was_kept(opened(small))


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b"{}", b"[" * 50, b'["small"]', b"[1,2", pickle.dumps(print)]
)
def test_what_another_hand_has_written_does_no_harm(small: Path, home: Path, body: bytes) -> None:
    first = opened(small)
    (file,) = kept(home)
    about = file.read_bytes().split(b"\n")[0]
    file.write_bytes(b"\n".join((about, cache._checksum(body), body)))
    assert opened(small) == first


def test_where_nothing_can_be_written_nothing_is_kept(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("EXCOMM_HOME", str(tmp_path / "file"))
    assert opened(small) == opened(small)
    assert not was_kept(opened(small))


def test_a_scenario_with_errors_is_not_kept(small: Path, home: Path) -> None:
    small.write_text("scenario: {}", encoding="utf-8")
    with pytest.raises(Trouble):
        opened(small)
    assert kept(home) == []


def test_few_are_kept_and_the_newest(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "KEEP", 2)
    for number in range(4):
        path = tmp_path / f"s{number}.yaml"
        path.write_text(SMALL, encoding="utf-8")
        opened(path)
        for file in kept(home):  # as if a second lay between each and the next
            os.utime(file, (int(file.name[1]), int(file.name[1])))
    assert [file.name[:2] for file in kept(home)] == ["s2", "s3"]


def test_what_is_too_large_is_not_kept(
    small: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MAX_BYTES", 1000)
    opened(small)
    assert kept(home) == []


def test_a_check_reads_the_files_themselves(
    small: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(small)
    (file,) = kept(home)
    monkeypatch.setattr(cache, "load", lambda *_: pytest.fail("check asked the cache"))
    file.unlink()
    assert verify(small) == []
    assert kept(home) == []


def test_what_is_kept_is_plain_text(small: Path, home: Path) -> None:
    opened(small)
    (file,) = kept(home)
    about, checksum, *lines = file.read_text(encoding="utf-8").split("\n")
    assert json.loads(about)[0] == cache.FORMAT
    assert len(checksum) == 8
    assert [json.loads(line)[0] for line in lines] == ["small", "a", "b", "e"]
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0  # its owner's alone
