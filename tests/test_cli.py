"""The command line as other programs and plain terminals use it."""

from __future__ import annotations

import io
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game import __version__, places, saves
from game.cli import COMMANDS, main
from game.engine.record import parse
from game.scenario.load import known, open_scenario
from tests.scenario.small import SMALL, broken

ROOT = Path(__file__).resolve().parents[1]
LINES = places.scenarios() / "tutorial" / "lines"
HISTORY = LINES / "history.record"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(words)
    except SystemExit as leave:
        code = int(leave.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def read(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code, out, _ = run(capsys, *words, "--json")
    return code, json.loads(out)


# -- check -----------------------------------------------------------------------------------------


def test_check_json_is_a_list_of_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(broken("day: 2, title: B,", "day: 9, title: B,"), encoding="utf-8")
    code, found = read(capsys, "check", str(path))
    assert code == 1
    (problem,) = found
    assert list(problem) == ["code", "severity", "file", "line", "column", "message"]
    assert problem == {
        "code": "EX0201",
        "severity": "error",
        "file": "small.yaml",
        "line": 19,
        "column": 12,
        "message": "Day 9 is not in the calendar. Add it there.",
    }


def test_check_finds_nothing_in_what_is_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert read(capsys, "check", str(path)) == (0, [])
    assert run(capsys, "check", str(path)) == (
        0,
        f"{path}: 0 errors, 0 warnings (5 silenced).\n",
        "",
    )


def test_a_warning_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(broken("B, sources: [S]", "B"), encoding="utf-8")
    code, found = read(capsys, "check", str(path))
    assert (code, [problem["severity"] for problem in found]) == (0, ["warning"])
    code, out, _ = run(capsys, "check", str(path))
    assert code == 0
    assert out.startswith("small.yaml:19:6: warning EX0502: ")
    assert out.endswith("\n\n" + f"{path}: 0 errors, 1 warning (5 silenced).\n")


def test_check_without_a_name_reads_all(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check")
    assert code == 0
    assert f"{', '.join(known())}: 0 errors" in out


def test_check_of_several_tells_the_faults_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text("a: *b", encoding="utf-8")
    code, found = read(capsys, "check", *(str(tmp_path / f"{n}.yaml") for n in ("one", "two")))
    assert code == 1
    assert [problem["file"] for problem in found] == ["one.yaml", "two.yaml"]


# -- replay ----------------------------------------------------------------------------------------


def test_replay_json_tells_the_game(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = read(capsys, "replay", str(HISTORY))
    assert code == 0
    assert list(told) == [
        "scenario", "seed", "preset", "moves", "ending", "nuclear_use", "meters", "days",
    ]  # fmt: skip
    scenario = open_scenario("tutorial")
    record = parse(HISTORY.read_text(encoding="utf-8"))
    assert told["scenario"] == "tutorial"
    assert (told["seed"], told["preset"]) == (1962, "middle")
    assert told["moves"] == [str(move) for move in record.moves()]
    assert told["ending"] == "cleared"
    assert told["nuclear_use"] is False
    assert list(told["meters"]) == [meter.id for meter in scenario.meters]
    assert all(isinstance(value, int) for value in told["meters"].values())
    assert told["days"] == 2


def test_replay_json_of_a_nuclear_end(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = read(capsys, "replay", str(LINES / "endings" / "no-signal.record"))
    assert told["nuclear_use"] is True
    assert told["ending"] == "no-signal"


def test_replay_json_of_a_game_that_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HISTORY.read_text(encoding="utf-8").replace("at 12", "at 5")
    path = tmp_path / "open.record"
    path.write_text(text, encoding="utf-8")
    code, told = read(capsys, "replay", str(path))
    assert code == 0
    assert (told["ending"], told["days"], len(told["moves"])) == (None, 1, 5)


def test_replay_tells_the_story_to_its_front_page(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "replay", str(HISTORY))
    assert (code, err) == (0, "")
    ending = open_scenario("tutorial").endings["cleared"]
    assert out.index("== Thursday 25 October 1962 ==") < out.index("== Friday 26 October 1962 ==")
    assert ending.headline in out
    assert "Flags and lamp, heave to" in out


# -- simulate --------------------------------------------------------------------------------------


def test_simulate_json_counts_the_ends(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("simulate", "tutorial", "--runs", "200", "--seed", "7")
    code, told = read(capsys, *words)
    assert code == 0
    assert {"runs", "endings", "nuclear_use", "mean_decisions"} <= set(told)
    assert (told["policy"], told["preset"]) == ("random", "middle")
    assert told["runs"] == 200
    assert set(told["endings"]) == set(open_scenario("tutorial").endings)
    assert sum(told["endings"].values()) == 200
    assert 0 <= told["nuclear_use"] <= 1
    assert 2 <= told["mean_decisions"] <= 8
    assert read(capsys, *words)[1] == told  # the seed decides
    assert read(capsys, *words[:-1], "8")[1] != told


def test_simulate_counts_with_the_preset_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    use = [
        read(capsys, "simulate", "tutorial", "--runs", "9000", "--preset", preset)[1]["nuclear_use"]
        for preset in ("calm", "middle", "hard")
    ]
    assert use[0] < use[1] < use[2]


def test_simulate_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "simulate", "tutorial", "--runs", "50")
    assert code == 0
    assert out.startswith("One Freighter: 50 games, random play, middle odds\n")
    assert all(ending.title in out for ending in open_scenario("tutorial").endings.values())
    assert "in this model" in out


def test_simulate_plays_as_an_adviser(capsys: pytest.CaptureFixture[str]) -> None:
    who = next(iter(open_scenario("tutorial").people))
    code, told = read(capsys, "simulate", "tutorial", "--policy", who, "--runs", "500")
    assert (code, told["policy"], told["runs"]) == (0, who, 500)
    code, _, err = run(capsys, "simulate", "tutorial", "--policy", "wise")
    assert code == 1
    assert "There is no policy 'wise'." in err
    assert "cautious" in err


# -- odds and explore ------------------------------------------------------------------------------


def test_odds_json_is_exact(capsys: pytest.CaptureFixture[str]) -> None:
    told = {
        policy: read(capsys, "odds", "tutorial", "--policy", policy)[1]
        for policy in ("random", "history", "best", "worst")
    }
    for policy, each in told.items():
        assert {"exact", "policy", "preset", "states", "endings", "nuclear_use"} == set(each)
        assert (each["exact"], each["policy"], each["preset"]) == (True, policy, "middle")
        assert each["states"] == told["random"]["states"] > 1000
        assert set(each["endings"]) == set(open_scenario("tutorial").endings)
    for policy in ("random", "history"):
        assert sum(told[policy]["endings"].values()) == pytest.approx(1, abs=1e-12)
        for ending, share in told[policy]["endings"].items():
            least, most = (told[each]["endings"][ending] for each in ("best", "worst"))
            assert least <= share <= most
    use = [told[policy]["nuclear_use"] for policy in ("best", "random", "history", "worst")]
    assert use[0] < use[1] < use[3]
    assert use[0] < use[2] < use[3]


def test_odds_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "odds", "tutorial", "--preset", "hard")
    assert code == 0
    assert out.startswith("One Freighter: every open option alike; hard odds\n")
    assert all(ending.title in out for ending in open_scenario("tutorial").endings.values())
    assert re.search(r"Exact, over [\d,]+ states\.\n$", out)


def test_odds_that_do_not_fit_are_estimated_and_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "odds", "tutorial", "--most", "500")
    assert code == 0
    assert "more than 500 states" in err
    assert "estimated" in err
    assert "ESTIMATED" in out
    assert "95 in 100 sure" in out
    code, out, err = run(capsys, "odds", "tutorial", "--most", "500", "--json")
    told = json.loads(out)
    exact = read(capsys, "odds", "tutorial")[1]
    assert told["exact"] is False
    for ending, share in exact["endings"].items():
        low, high = told["intervals"][ending]
        assert low - 0.004 <= share <= high + 0.004
    code, out, err = run(capsys, "odds", "tutorial", "--most", "500", "--policy", "best")
    assert (code, out) == (1, "")
    assert "cannot be estimated" in err


def test_the_budget_names_what_makes_a_scenario_large(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "odds", "tutorial", "--budget")
    assert code == 0
    states = read(capsys, "odds", "tutorial")[1]["states"]
    assert out.startswith(f"One Freighter: {states:,} states (aim 3,000,000, limit 10,000,000)\n")
    assert "looked at in" in out
    code, out, _ = run(capsys, "odds", "tutorial", "--budget", "--most", "500")
    assert code == 1
    assert "more than" in out


def test_explore_proves_the_tutorial_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = read(capsys, "explore", "tutorial", "--to", str(tmp_path))
    assert (code, told["complete"]) == (0, True)
    for kind in ("options", "outcomes", "endings"):
        assert told[kind]
        for name, each in told[kind].items():
            assert each["reachable"], name
            file = tmp_path / kind / (name.replace("/", "-") + ".record")
            assert file.read_text(encoding="utf-8") == each["witness"]
            code, played = read(capsys, "replay", str(file))
            assert code == 0
            if kind == "endings":
                assert played["ending"] == name
            else:
                _, where, pick = played["moves"][-1].split()
                assert f"{where}.{pick}" == name


def test_explore_says_what_never_comes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (Path(__file__).parent / "analysis" / "barred.yaml").read_text(encoding="utf-8")
    (tmp_path / "barred.yaml").write_text(text, encoding="utf-8")
    code, out, _ = run(capsys, "explore", str(tmp_path / "barred.yaml"))
    assert code == 0
    assert "    never: 1/gate.force\n" in out
    assert "    never: lost\n" in out
    assert "Proved over" in out


def test_explore_without_proof_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "explore", "tutorial", "--most", "500")
    assert code == 1
    assert "Not proved. It has more than 500 states" in out
    assert "were reached in random games" in out


# -- help and usage --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help(command: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *([command] if command else []), "--help")
    assert (code, err) == (0, "")
    assert out.startswith("usage: ")
    if command is None:
        assert all(name in out for name in COMMANDS)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, f"ExComm {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chek"], "invalid choice: 'chek'"),
        (["play", "--seed", "x"], "'x' is not a whole number of at most 18 digits"),
        (["play", "--seed", "-1"], "--seed"),
        (["play", "--seed", "9" * 19], "at most 18 digits"),
        (["play", "--seed", "²"], "at most 18 digits"),
        (["play", "--colour"], "unrecognized arguments: --colour"),
        (["play", "a", "b"], "unrecognized arguments: b"),
        (["play", "--text", "--from", "x", "--seed", "1"], "its seed and preset are in the record"),
        (["play", "--text", "--from", "x", "--preset", "p"], "its seed and preset are in the"),
        (["replay"], "the following arguments are required: RECORD"),
        (["simulate", "--runs", "0"], "'0' is not a whole number from 1 to 10,000,000"),
        (["simulate", "--runs", "many"], "'many' is not a whole number"),
        (["simulate", "--runs", "9" * 5000], "--runs"),
        (["odds", "tutorial", "--policy", "wise"], "invalid choice: 'wise'"),
        (["odds", "tutorial", "--most", "0"], "from 1 to 1,000,000,000"),
        (["screenshot"], "Name a screen (--list names them) and a file (-o FILE)."),
        (["screenshot", "title"], "Name a screen"),
        (["screenshot", "titel", "-o", "x.png"], "Did you mean 'title'?"),
        (["screenshot", "title", "-o", "x.png", "--size", "1x1"], "'1x1' is not a size"),
        (["screenshot", "title", "-o", "x.png", "--text-scale", "9"], "'9' is not a per cent"),
    ],
)  # fmt: skip
def test_wrong_usage(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


def test_a_pipe_gets_plain_lines() -> None:
    colourful = {**os.environ, "TERM": "xterm-256color", "FORCE_COLOR": "1"}
    for words in (["simulate", "tutorial", "--runs", "20"], ["check", "tutorial"],
                  ["replay", str(HISTORY)], ["play", "tutorial", "--text"]):  # fmt: skip
        said = subprocess.run(
            [sys.executable, "main.py", *words], cwd=ROOT, input=b"1\nq\n", capture_output=True,
            check=False, timeout=60, env=colourful,
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        assert said.stderr == b""
        assert said.stdout
        assert not set(said.stdout) & {0x1B, 0x08, 0x0D, 0x07}
        said.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="It needs bash.")
def test_a_reader_who_leaves_early_is_no_fault() -> None:
    line = f'"{sys.executable}" main.py replay "{HISTORY}" | head -n 1'
    said = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], cwd=ROOT, capture_output=True, check=False,
        timeout=60,
    )  # fmt: skip
    assert said.stderr == b""


# -- playing as text -------------------------------------------------------------------------------


def play(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    answers: str,
    *words: str,
) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    code, out, err = run(capsys, "play", "--text", *(words or ("tutorial", "--seed", "1")))
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    return out


def test_scripted_games_reach_many_endings(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = set()
    for seed in range(30):
        own = random.Random(seed)
        script = "".join(f"{own.randint(1, 4)}\ny\n" for _ in range(60))
        out = play(capsys, monkeypatch, script, "tutorial", "--seed", str(seed))
        (ending,) = [e for e in open_scenario("tutorial").endings.values() if e.headline in out]
        assert "=== After action" in out
        assert "What you did not know" in out
        reached.add(ending.id)
    assert len(reached) >= 4


def test_the_same_answers_bring_the_same_game(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "1\n1\n1 2\n" + "1\n" * 12
    assert play(capsys, monkeypatch, script) == play(capsys, monkeypatch, script)


def test_a_game_is_left_and_gone_on_with(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = play(capsys, monkeypatch, "1\n1\n1 2\n" + "1\n" * 12)
    begun = play(capsys, monkeypatch, "1\n1\n")  # the input ends
    assert "The game is kept. Go on with: play --text --from" in begun
    path = saves.latest_path()
    assert path is not None
    assert str(path) in begun
    rest = play(capsys, monkeypatch, "1 2\n" + "1\n" * 12, "--from", str(path))
    assert rest.splitlines()[-25:] == whole.splitlines()[-25:]
    assert saves.latest_path() is None  # it is over, and so is the first


def test_what_can_be_asked_for_before_an_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = play(capsys, monkeypatch, "t\nt 2\nt 99\ns\nd\nv\nh\n7\none\n1 2\n\nq\n")
    assert "2. Lt. Frank Doyle, Gunnery officer: firm" in out
    assert "Lt. Frank Doyle, Gunnery officer. Invented." in out
    assert "Michael Dobbs, One Minute to Midnight, 2008." in out
    assert out.count("Miles to the freighter: 9") == 2  # the scene, and d
    assert "Hale, for 'Follow her with every light burning'" in out
    assert "'7' is not an option here." in out
    assert "'one' is not an option here." in out
    assert "Give one number." in out
    assert "Decision 2" not in out


def test_what_is_closed_says_why(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = play(capsys, monkeypatch, "3\n2\nq\n")
    assert "2 is closed. You have blinded his bridge." in " ".join(out.split())


def test_an_agenda_takes_what_fits(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = play(capsys, monkeypatch, "2\n1 2 3\n1, 2\nq\n")
    assert "That is more than 1 hour. Take fewer." in out
    assert "What you took up" in out


def test_a_final_order_asks_once_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(1, 40):
        out = play(capsys, monkeypatch, "2\n2\n4\nn\nq\n", "tutorial", "--seed", str(seed))
        if "25/sonar" in saves.games().joinpath(f"tutorial-{seed}-1.record").read_text():
            pytest.fail("The order was given though the answer was no.")
        if "This cannot be undone. Give the order (y/n)?" in out:
            break
    else:
        pytest.fail("No game came to a final order.")
