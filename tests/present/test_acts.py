"""Acts: which days are counted; and why a draw has its odds."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play import Play, begin
from game.present import build, screens, terminal
from game.present.retell import Retold
from game.scenario.load import load

STORY = """\
scenario: {id: acts, title: Acts, start: 1/eve}
calendar: {1: The eve, 5: Saturday 3 November 1962, 6: Sunday 4 November 1962, 9: Long after}
acts:
  before: {name: Before, days: 1..4}
  days: {name: Two days, days: 5..6, counted: true}
  after: {name: Years later, days: 9}
meters: {fear: {range: 0..3}}
ladder: {meter: fear, rungs: [One, Two, Three], history: {5: 1, 6: 2}}
sources: {Log: "The harbour log, 1962."}
nodes:
  1/eve:
    day: 1
    title: The eve
    sources: [Log]
    options: {go: {text: Go, effects: {fear: +1}, next: 5/fog}}
  5/fog:
    day: 5
    title: Fog
    sources: [Log]
    outcomes:
      lifts: {weight: 9, title: It lifts, effects: {fear: +1}}
      stays: {weight: 1, title: It stays, effects: {fear: +1}}
    basis: {says: Nine mornings of ten that week., sources: [Log], confidence: estimated}
    next: 6/sail
  6/sail:
    day: 6
    title: Sail?
    sources: [Log]
    options: {sail: {text: Sail, next: 9/years}}
  9/years:
    day: 9
    title: Years
    sources: [Log]
    options: {tell: {text: Tell it, next: home}}
endings:
  home:
    title: Home
    family: settlement
    headline: HOME
    axes: {lives: None., missiles: None., alliance: None., precedent: None.}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "acts.yaml"
    file.write_text(STORY, encoding="utf-8")
    return file


def _headers(game: Play, options: list[str]) -> list[screens.Header]:
    found = [game.standing().header]  # type: ignore[union-attr]
    for option in options:
        game.choose(option)
        if not game.over:
            found.append(game.standing().header)  # type: ignore[union-attr]
    return found


def test_days_are_counted_within_their_act(path: Path) -> None:
    game = begin(str(path), seed=1)
    eve, sail, years = _headers(game, ["go", "sail", "tell"])
    assert (eve.act, eve.days) == ("Before", 0)
    assert (sail.act, sail.day, sail.days) == ("", 2, 2)
    assert (years.act, years.days) == ("Years later", 0)
    assert Retold(game.scenario, game.record).days == 2
    told = build.debrief(game.scenario, game.story, game.state)
    assert told.days == ("5", "6")
    assert told.history == (1, 2)
    assert told.yours == (2, 2)


def test_a_draw_says_why_it_has_its_odds(path: Path) -> None:
    game = begin(str(path), seed=1)
    shown = game.choose("go")
    outcome = next(s for s in shown if isinstance(s, screens.Outcome) and s.odds)
    assert outcome.odds is not None
    assert outcome.odds.why == "Nine mornings of ten that week."
    assert "Nine mornings of ten that week." in " ".join(terminal.lines(outcome))
    assert outcome.sources[-2:] == (
        "The odds, estimated: Nine mornings of ten that week.",
        "The harbour log, 1962.",
    )


@pytest.mark.parametrize(
    ("was", "now", "code", "said"),
    [
        ("days: 9}", "days: 10..12}", "EX0114", "must be days of the calendar"),
        ("days: 5..6,", "days: 3..6,", "EX0405", "must begin after day 4"),
        ("basis: {says: Nine", "basis: {why: Nine", "EX0111", "says"),
        (
            "    options: {sail:",
            "    basis: {says: So.}\n    options: {sail:",
            "EX0112",
            "'outcomes'",
        ),
    ],
)
def test_faults_are_told(path: Path, was: str, now: str, code: str, said: str) -> None:
    assert STORY.count(was) == 1
    path.write_text(STORY.replace(was, now), encoding="utf-8")
    _, problems = load(path)
    assert any(found.code == code and said in found.message for found in problems), problems
