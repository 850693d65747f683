"""Lines of October 1962 that are kept beside history's: whole games, played on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import rules
from game.engine.record import Record, parse
from game.engine.replay import Replay, replay
from game.places import scenarios
from game.scenario.load import open_scenario
from game.scenario.model import Kind
from tests.contract import make_lines

LINES = scenarios() / "october-1962" / "lines"
# The ending of each line, and the decisions and draws that make it what it is.
KEPT = {
    "limited-strike": (
        "tit-for-tat",
        ["20/course strike", "21/sweeney limited", "21/warning hour", "24/moscow izmir"],
    ),
    "full-strike": ("one-missed", ["21/sweeney full", "21/warning none", "23/survivor launch"]),
    "invasion": ("tactical-war", ["20/course invade", "27/eve go", "28/beach rocket"]),
    "fleet-recalled": ("stand-down", ["20/course invade", "25/luna ask", "27/eve recall"]),
    "early-trade": ("open-trade", ["20/course talk", "21/offer jupiters", "27/terms trade"]),
    "frozen-standoff": (
        "standoff",
        ["20/course quarantine", "27/jupiters none", "28/refused wait"],
    ),
    "submarine": (
        "submarine-war",
        ["23/submarines signals", "27/b59 fires", "27/torpedo still"],
    ),
    "other-prologue": ("the-thaw", ["1/begin before", "4/plan stand-down", "61/ban wide"]),
    "waiting": ("acquiescence", ["20/course wait", "23/leak quiet", "27/last-count guard"]),
    "pause": ("november-terms", ["24/uthant pause", "27/terms pause", "43/pause terms"]),
    "ultimatum": ("late-yield", ["20/course ultimatum", "27/deadline keep"]),
}
SCENARIO = open_scenario("october-1962")

lines = pytest.mark.parametrize("name", KEPT)


def kept(name: str) -> Record:
    return parse((LINES / f"{name}.record").read_text(encoding="utf-8"))


def played(name: str) -> Replay:
    return replay(SCENARIO, kept(name))


@lines
def test_a_kept_line_plays_to_its_ending(name: str) -> None:
    record, game = kept(name), played(name)
    assert not record.damage
    assert not game.stopped, f"{game.stopped} Run: python tests/contract/make_lines.py october-1962"
    assert len(game.moves) == len(record.made)
    assert rules.turn(SCENARIO, game.state) == "over"
    ending, marks = KEPT[name]
    assert SCENARIO.nodes[game.state.node].id == ending
    assert set(marks) <= {f"{move.where} {move.pick}" for move in game.moves}


@lines
def test_a_kept_line_is_a_whole_game_and_not_the_shortest(name: str) -> None:
    made = {move.where for move in played(name).moves if move.kind == "choose"}
    decisions = [node for node in SCENARIO.nodes if node.id in made and node.kind is Kind.DECISION]
    assert len(decisions) >= 13
    after = [node for node in decisions if node.day >= 21]
    assert len(after) >= 6


def test_the_lines_differ() -> None:
    assert len({ending for ending, _ in KEPT.values()}) == len(KEPT)
    assert len({tuple(kept(name).moves()) for name in KEPT}) == len(KEPT)


def test_every_kept_line_has_a_test_and_a_description() -> None:
    files = {path.stem for path in Path(LINES).glob("*.record")} - {"history"}
    assert files == set(KEPT) == {line.name for line in make_lines.described("october-1962")}


def test_a_line_is_found_again_by_its_seed() -> None:
    """The records are what the table asks for, and not edited by hand."""
    for line in make_lines.described("october-1962"):
        record = kept(line.name)
        assert make_lines.play(SCENARIO, line, record.seed).made == record.made
