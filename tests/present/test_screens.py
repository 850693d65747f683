"""Screens of a whole game: a golden text, and what must hold of every one of them."""

from __future__ import annotations

import os
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from game.engine.record import parse
from game.engine.state import UNDRAWN, start
from game.engine.view import view
from game.play import Play, begin
from game.present import build, parts, screens, terminal
from game.present.retell import Retold
from game.present.told import known_odds
from game.scenario.load import open_scenario
from game.scenario.model import Kind, Scenario

GOLDEN = Path(__file__).with_name("tutorial-history.txt")


@cache
def scenario(id: str) -> Scenario:
    return open_scenario(id)


@cache
def history(id: str) -> Retold:
    own = scenario(id)
    return Retold(own, parse((Path(own.folder) / own.history).read_text(encoding="utf-8")))


def test_the_tutorial_told_along_history_is_as_it_was_approved() -> None:
    """Every screen of a line as plain text. After a wanted change: EXCOMM_BLESS=1."""
    own, told = scenario("tutorial"), history("tutorial")
    found: list[str] = []
    for index, item in enumerate(told.items):
        if item.move.kind == "choose" and not item.before.taken:
            found += terminal.lines(build.standing(own, item.before, index))
            found += terminal.lines(build.table(own, item.before))
    for screen in build.since(own, told.items, set()):
        found += terminal.lines(screen)
    found += terminal.lines(build.front_page(own, told.state))
    found += terminal.lines(build.debrief(own, told.items, told.state))
    text = "\n".join(line.rstrip() for line in found) + "\n"
    if os.environ.get("EXCOMM_BLESS"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("id", ["tutorial", "october-1962"])
def test_odds_on_a_screen_add_up_and_one_of_them_came(id: str) -> None:
    drawn = 0
    for screen in build.since(scenario(id), history(id).items, set()):
        if isinstance(screen, screens.Outcome) and screen.odds:
            shares = [share for _, share, _ in screen.odds.lines]
            assert sum(shares) == pytest.approx(100)
            assert [came for _, _, came in screen.odds.lines].count(True) == 1
            drawn += 1
    assert drawn >= 1


def test_odds_do_not_give_a_hidden_truth_away() -> None:
    """Where a weight reads a truth, the room sees the same odds whatever the truth is."""
    own = scenario("october-1962")
    checked = 0
    for node in own.nodes:
        reads = {o.weight.slot for o in node.outcomes if o.weight.source == "truth"}
        if node.kind is not Kind.CHANCE or len(reads) != 1:
            continue
        slot = reads.pop()
        state = history("october-1962").state._replace(node=node.slot, awaiting=UNDRAWN)
        seen = set()
        for value in range(len(own.truths[slot].values)):
            truths = list(state.truths)
            truths[slot] = value
            odds = known_odds(own, state._replace(truths=tuple(truths)), "middle")
            seen.add(tuple(Fraction(w, sum(odds.weights)) for w in odds.weights))
        assert len(seen) == 1, node.id
        checked += 1
    assert checked >= 1


TWO_TRUTHS = """
scenario: {id: two, title: Two, start: a}
calendar: {1: Day one}
truths:
  wind: {values: {calm: 3, storm: 1}, told: x, so: {calm: a, storm: b}}
  mood: {values: {mild: 1, grim: 1}, told: x, so: {mild: a, grim: b}}
nodes:
  a:
    day: 1
    title: A draw
    outcomes:
      in: {title: In, weight: {by: wind, calm: 3, storm: 1}, next: end}
      out: {title: Out, weight: 1 + 2 * 1, next: end}
      off: {title: Off, weight: {by: mood, mild: 0, grim: 6}, next: end}
endings:
  end:
    title: End
    family: war
    headline: END
    text: T
    axes: {lives: a, missiles: b, alliance: c, precedent: d}
"""


def test_two_hidden_truths_in_one_draw_are_both_averaged(tmp_path: Path) -> None:
    file = tmp_path / "two.yaml"
    file.write_text(TWO_TRUTHS, encoding="utf-8")
    own = open_scenario(str(file))
    state = start(own)
    shares = set()
    for wind in (0, 1):
        for mood in (0, 1):
            odds = known_odds(own, state._replace(truths=(wind, mood)), "plain")
            shares.add(tuple(odds.share(id) for id in ("in", "out", "off")))
    calm_mild, calm_grim, storm_mild, storm_grim = (
        Fraction(3, 8) * Fraction(3, 6),
        Fraction(3, 8) * Fraction(3, 12),
        Fraction(1, 8) * Fraction(1, 4),
        Fraction(1, 8) * Fraction(1, 10),
    )
    came_in = calm_mild + calm_grim + storm_mild + storm_grim
    off = Fraction(3, 8) * Fraction(6, 12) + Fraction(1, 8) * Fraction(6, 10)
    assert shares == {(came_in, 1 - came_in - off, off)}


def test_the_ladder_is_not_repeated_among_the_gauges() -> None:
    own = scenario("october-1962")
    seen = view(own, history("october-1962").state)
    names = [gauge.id for gauge in parts.gauges(own, seen)]
    assert "escalation" not in names
    assert "leash" not in names  # hidden
    assert "ready" in names


def test_a_quantity_is_explained_the_first_time_it_moves_and_not_again() -> None:
    explained: list[str] = []
    for screen in build.since(scenario("october-1962"), history("october-1962").items, set()):
        if isinstance(screen, screens.Outcome):
            explained += [change.name for change in screen.changes if change.about]
    assert len(explained) >= 4
    assert len(explained) == len(set(explained))


def test_every_change_says_why() -> None:
    for screen in build.since(scenario("october-1962"), history("october-1962").items, set()):
        if isinstance(screen, screens.Outcome):
            assert all(change.why for change in screen.changes)


def test_the_table_hears_both_sides_of_the_question_of_the_hour() -> None:
    game: Play = begin("october-1962", 1)
    game.choose("october")
    table = game.table()
    topics = [answer.topic for seat in table.seats for answer in seat.answers]
    assert any(topic.startswith("For: ") for topic in topics)
    assert any(topic.startswith("Against: ") for topic in topics)
    assert sum(count for _, _, count in table.tally) == len(table.seats)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (100.0, "nearly every such world"),
        (70.0, "about 7 of 10 such worlds"),
        (4.0, "about 4 of 100 such worlds"),
        (0.3, "about 3 of 1,000 such worlds"),
    ],
)
def test_a_chance_is_told_as_worlds(share: float, words: str) -> None:
    assert build.in_words(share) == words
