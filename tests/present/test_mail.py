"""The mail tray: what is in it, in what order, and what is marked as new."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.analysis.verify import verify
from game.engine.record import parse
from game.places import scenarios
from game.play import Play, begin, resume
from game.present import build, screens, terminal
from game.present.mail import Bag
from game.present.retell import Retold
from game.scenario.load import open_scenario

LETTERS = """\
scenario: {id: post, title: Post, start: a}
calendar: {1: Monday, 2: Tuesday}
flags: {f: A flag.}
sources: {S: A source.}
messages:
  first: {from: Ann, to: You, subject: First, sent: Sunday, text: [It began.], sources: [S]}
  late:
    from: Bob
    subject: Late
    received: Monday, at last
    stamp: SLOW
    text: [Before., {when: f, text: You did it.}, {when: not f, text: You did not.}]
    sources: [S]
    confidence: documented
  never: {from: Cat, subject: Never, text: [{when: not f, text: Not this time.}], sources: [S]}
  drawn: {from: Dan, subject: Drawn, text: [By chance.], sources: [S]}
nodes:
  a:
    day: 1
    time: "09:00"
    title: A
    mail: [first]
    sources: [S]
    options:
      o:
        text: Do it
        effects: {f: true}
        outcome: {text: [Done.], mail: [late]}
        outcomes: {d: {title: D, text: [It came.], mail: [drawn], next: b}}
      w: {text: Wait, next: b}
  b:
    day: 2
    time: "10:00"
    title: B
    mail: [first, never, late]
    briefing: {from: Desk, subject: Morning, text: [Read this.]}
    sources: [S]
    options: {p: {text: Go on, next: c}, q: {text: Go back, next: c}}
  c: {day: 2, title: C, sources: [S], options: {r: {text: End, next: e}, s: {text: Stop, next: e}}}
endings:
  e: {title: E, family: war, headline: H, axes: {lives: L, missiles: M, alliance: A, precedent: P}}
silence: {EX0307: {why: W}, EX0416: {why: W}, EX0515: {why: W}}
"""


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.yaml"
    path.write_text(LETTERS, encoding="utf-8")
    return path


def tray(screen: screens.Screen) -> list[tuple[str, str, bool]]:
    """What lies in the tray of a screen: subject, hour of receipt, whether it is new."""
    assert isinstance(screen, screens.Decision | screens.Agenda | screens.Outcome)
    held = screen.tray.letters if screen.tray else ()
    return [(letter.subject, letter.received, letter.new) for letter in held]


def test_the_newest_lies_on_top_and_what_came_since_the_last_order_is_new(post: Path) -> None:
    game = begin(str(post), seed=1)
    assert tray(game.standing()) == [("First", "Monday, 09:00", True)]
    outcome, _, standing = game.choose("o")
    first, late = ("First", "Monday, 09:00", False), ("Late", "Monday, at last", True)
    drawn, morning = ("Drawn", "Monday, 09:00", True), ("Morning", "Tuesday, 10:00", False)
    assert tray(outcome) == [drawn, late, first]  # not yet what comes with the next scene
    assert tray(standing) == [morning, drawn, late, first]
    (*_, standing) = game.choose("p")
    assert [(subject, new) for subject, _, new in tray(standing)] == [
        (subject, False) for subject in ("Morning", "Drawn", "Late", "First")
    ]


def test_a_message_is_read_as_things_stood_when_it_came_and_comes_once(post: Path) -> None:
    did, did_not = begin(str(post), seed=1), begin(str(post), seed=1)
    for game, order, says in ((did, "o", "You did it."), (did_not, "w", "You did not.")):
        (*_, standing) = game.choose(order)
        assert isinstance(standing, screens.Decision)
        assert standing.tray
        letters = {letter.subject: letter for letter in standing.tray.letters}
        assert letters["Late"].text == ("Before.", says)
        assert len(letters) == len(standing.tray.letters)
    assert [subject for subject, _, _ in tray(did.standing())].count("Never") == 0
    assert [subject for subject, _, _ in tray(did_not.standing())].count("Never") == 1


def test_a_game_that_is_gone_on_with_has_the_same_tray(post: Path) -> None:
    game = begin(str(post), seed=1)
    game.choose("o")
    assert game.path
    again = resume(game.path, str(post))
    assert tray(again.standing()) == tray(game.standing())


def test_a_letter_says_who_sent_it_when_and_how_sure_that_is(post: Path) -> None:
    game = begin(str(post), seed=1)
    game.choose("o")
    standing = game.standing()
    assert isinstance(standing, screens.Decision)
    assert standing.tray
    late = next(letter for letter in standing.tray.letters if letter.id == "late")
    first = standing.tray.letters[-1]
    assert (first.sender, first.to, first.sent) == ("Ann", "You", "Sunday")
    assert (late.stamp, late.to) == ("SLOW", "")
    assert late.sources == ("A source.",)
    assert first.sources[0] == "This did not happen. These works make it credible:"


def typed(game: Play, *words: str) -> str:
    out = io.StringIO()
    terminal.play_text(game, io.StringIO("\n".join(words) + "\n"), out)
    return out.getvalue()


def test_the_terminal_lists_the_letters_and_reads_one(post: Path) -> None:
    said = typed(begin(str(post), seed=1), "l", "l 1", "l 9", "1", "l", "q")
    assert "Letters: 1, 1 of them new. Type l to read them." in said
    assert "  1. Ann: First, new" in said
    assert "From: Ann" in said
    assert "Sent: Sunday" in said
    assert "Received: Monday, 09:00" in said
    assert "It began." in said
    assert "  3. Bob: Late, new" in said
    assert said.count("It began.") == 1  # the ninth is none: it lists them


def test_what_is_not_there_is_told(post: Path) -> None:
    post.write_text(LETTERS.replace("mail: [drawn]", "mail: [drawm]"), encoding="utf-8")
    (problem,) = [p for p in verify(post) if p.severity == "error"]
    assert problem.code == "EX0201"
    assert "'drawm' is not among the messages. Did you mean 'drawn'?" in problem.message
    post.write_text(LETTERS, encoding="utf-8")
    assert [str(p) for p in verify(post) if p.code in ("EX0522", "EX0523")] == []


def test_two_letters_of_history_came_in_the_wrong_order() -> None:
    """The ambassador's cable of Friday lies above the Chairman's of Saturday: it came after it."""
    own = open_scenario("october-1962")
    record = parse((scenarios() / "october-1962" / own.history).read_text(encoding="utf-8"))
    told = Retold(own, record)
    bag = Bag(own, told.items[0].before)
    build.since(own, told.items, set(), bag)
    order = [letter.id for letter in bag.letters]
    assert order.index("rope") < order.index("second-price") < order.index("hare")
    hare = bag.letters[order.index("hare")]
    assert hare.sent.startswith("Friday")
    assert hare.received.startswith("Saturday")
    assert {"piracy", "misled", "thant-second", "his-own-terms", "spoken-only"} <= set(order)
    assert not {"nine-pages", "sons-war", "wise-and-silent", "thant-eve"} & set(order)
