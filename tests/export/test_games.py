"""A game taken out of the program: as a page, as a table, as data."""

from __future__ import annotations

import csv
import io
import json
import os
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game.analysis.playout import at_random, play_out
from game.cli import main
from game.engine.code import Code, encode
from game.engine.record import Record
from game.engine.replay import replay
from game.export.page import page
from game.export.table import HEAD, harmless, table
from game.places import scenarios
from game.play import load_record
from game.present.retell import Retold
from game.saves import games
from game.scenario.load import open_scenario
from game.scenario.model import Scenario
from tests.engine.lab import compile_text

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
FREIGHTER = SCENARIOS / "tutorial/lines/history.record"
OCTOBER = SCENARIOS / "october-1962/lines/submarine.record"
VOID = {"meta", "br", "path", "polyline", "circle"}

HOSTILE = """\
scenario: {id: hostile, title: "</title><script>alert(1)</script>", start: 1/a}
calendar: {1: "<b>One</b>"}
nodes:
  1/a:
    day: 1
    title: "=HYPERLINK(1)"
    options:
      x:
        text: "<img src=x onerror=alert(1)>"
        outcome: {text: ['*<i>"&* **not </section>**']}
        next: end
endings:
  end: {title: "<u>", family: settlement, headline: "A & B <script>", text: ["</article>"], axes:
    {lives: "'<", missiles: M, alliance: A, precedent: P}}
"""


class Page(HTMLParser):
    """Every element closed in its turn; what it shows, by element; what it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.shown: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: set[str] = set()
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown.append((self.open[-1] if self.open else "", data))

    def of(self, tag: str) -> list[str]:
        return [text for where, text in self.shown if where == tag]


def played(scenario: Scenario, seed: int) -> Record:
    """A random game to its end."""
    record = Record(scenario.id, scenario.version, scenario.digest, seed, scenario.preset)
    for move in play_out(scenario, seed, at_random, scenario.preset).moves:
        record.append(move)
    return record


@pytest.mark.parametrize("path", [FREIGHTER, OCTOBER], ids=["tutorial", "october"])
def test_the_page_tells_the_game_to_its_headline(path: Path, tmp_path: Path) -> None:
    written = tmp_path / "game.html"
    assert main(["export", str(path), "--to", "html", "-o", str(written)]) == 0
    text = written.read_text(encoding="utf-8")
    found = Page(text)
    record = load_record(path)
    scenario = open_scenario(record.scenario)
    story = Retold(scenario, record)
    ending = scenario.endings[scenario.nodes[story.state.node].id]
    headings = found.of("h2")
    assert ending.headline in headings
    assert found.of("h1") == [ending.title]
    days = [name for number, name in scenario.calendar if name in headings]
    assert len(days) > 1
    assert [name for name in headings if name in days] == days
    assert "What you did not know" in headings
    assert "Who had been right" in headings
    assert f"seed {record.seed}" in "".join(shown for _, shown in found.shown)
    assert "svg" in found.tags
    assert "polyline" in found.tags
    # Every work that is cited is named, and nothing is loaded.
    ids = {value for name, value in found.attributes if name == "id"}
    cited = {value for name, value in found.attributes if name == "href"}
    assert ids
    assert cited == {f"#{each}" for each in ids}
    assert not found.tags & {"script", "link", "img", "iframe", "object"}
    assert not {name for name, _ in found.attributes} & {"src", "onclick", "onload"}
    assert "url(" not in text
    assert "@import" not in text


def test_random_games_make_whole_pages() -> None:
    for id, count in (("tutorial", 40), ("october-1962", 10)):
        scenario = open_scenario(id)
        for seed in range(1, count + 1):
            record = played(scenario, seed)
            story = Retold(scenario, record)
            found = Page(page(story, record))
            headline = scenario.endings[scenario.nodes[story.state.node].id].headline
            assert headline in found.of("h2")


def test_a_page_of_a_game_that_goes_on_keeps_what_is_not_known() -> None:
    scenario = open_scenario("tutorial")
    record = played(scenario, 7)
    record.at = 4
    story = Retold(scenario, record)
    found = Page(page(story, record))
    assert found.of("h1") == ["The game so far"]
    assert "What you did not know" not in found.of("h2")
    so = {text for truth in scenario.truths for text in truth.so}
    assert not any(text in page(story, record) for text in so)


def test_hostile_text_stays_text() -> None:
    scenario = compile_text(HOSTILE)
    record = played(scenario, 1)
    story = Retold(scenario, record)
    found = Page(page(story, record))
    assert not found.tags & {"script", "img", "b", "u", "i"}
    assert "A & B <script>" in found.of("h2")
    assert found.of("em") == ['<i>"&']
    assert found.of("strong") == ["not </section>"]
    rows = list(csv.reader(io.StringIO(table(story, record))))
    assert rows[1][HEAD.index("title")] == "'=HYPERLINK(1)"


def test_the_table_has_a_row_a_move(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(OCTOBER), "--to", "csv"]) == 0
    text = capsys.readouterr().out
    assert not text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    record = load_record(OCTOBER)
    again = replay(open_scenario(record.scenario), record)
    assert rows[0] == list(HEAD)
    assert [(row[4], row[2], row[5]) for row in rows[1:]] == [
        (move.kind, move.where, move.pick) for move in again.moves
    ]
    assert [int(row[0]) for row in rows[1:]] == record.line()
    ladder = open_scenario(record.scenario).ladder_meter
    assert [int(row[7]) for row in rows[1:]] == [step.state.meters[ladder] for step in again.steps]
    assert all(row[6] and row[1] for row in rows[1:])


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"a{cell}") == f"a{cell}"


def test_the_data_are_those_of_replay_and_the_decisions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["replay", str(FREIGHTER), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["export", str(FREIGHTER), "--to", "json"]) == 0
    written = json.loads(capsys.readouterr().out)
    decisions = written.pop("decisions")
    assert written == told
    assert [f"choose {each['node']} {each['option']}" for each in decisions] == [
        move for move in told["moves"] if move.startswith("choose")
    ]
    assert decisions[0]["words"] == "Follow her with every light burning"


def test_a_game_is_told_in_another_language(tmp_path: Path) -> None:
    path = tmp_path / "game.html"
    words = ["export", str(FREIGHTER), "--to", "html", "--language", "es", "-o", str(path)]
    assert main(words) == 0
    text = path.read_text(encoding="utf-8")
    assert '<html lang="es">' in text
    assert "Lo que usted no sabía" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tutorial", "--to", "html"], "'tutorial' is no file; html is made of a game"),
        (["tutorial", "--to", "csv"], "'tutorial' is no file; csv is made of a game"),
        (["october-1962", "--to", "share"], "'october-1962' is no file; share is made of a game"),
        ([str(FREIGHTER), "--to", "ink"], "is the record of a game; ink is made of a scenario"),
        ([str(SCENARIOS / "schema.json"), "--to", "html"], "This is not a record"),
        ([str(FREIGHTER), "--to", "html", "--preset", "x"], "a game has its own"),
        (["tutorial", "--to", "ink", "--language", "es"], "are for the export of a game"),
    ],
)
def test_the_kind_says_what_it_is_made_of(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *words]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert not told.out


def test_a_damaged_record_is_written_as_far_as_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cut.record"
    lines = FREIGHTER.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(lines[:10]) + "\n", encoding="utf-8")
    assert main(["export", str(path), "--to", "csv"]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == len([x for x in lines[:10] if x[:1].isdecimal()]) + 1
    assert "It is told as far as it holds." in told.err


def test_a_code_is_played_and_told_like_its_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(OCTOBER), "--to", "share"]) == 0
    said = capsys.readouterr()
    code = said.out.strip()
    assert len(code) <= 40
    assert not said.err
    assert main(["replay", str(OCTOBER), "--json"]) == 0
    told = capsys.readouterr().out
    assert main(["replay", code, "--json"]) == 0
    assert capsys.readouterr().out == told
    assert main(["export", code.lower(), "--to", "csv", "-o", str(tmp_path / "x.csv")]) == 0
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").startswith("move,day")


def test_a_game_goes_on_from_its_code_in_a_file_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = open_scenario("tutorial")
    record = played(scenario, 5)
    orders = [n for n, move in enumerate(record.made) if move.kind == "choose"]
    record.at = orders[1]
    code = encode(scenario, record)
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    assert main(["play", "--text", "--from", code]) == 0
    assert scenario.nodes[scenario.slots[record.made[orders[1]].where]].title in (
        capsys.readouterr().out
    )
    (kept,) = games().iterdir()
    assert load_record(kept).moves() == record.moves()


def test_a_long_code_is_given_and_said_to_be_long(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = open_scenario("october-1962")
    path = tmp_path / "long.record"
    several = (played(scenario, 10**18 + seed) for seed in range(50))
    long = next(record for record in several if len(encode(scenario, record)) > 40)
    path.write_text(long.text(), encoding="utf-8")
    assert main(["export", str(path), "--to", "share"]) == 0
    said = capsys.readouterr()
    assert f"longer than 40 letters: {len(said.out.strip())}." in said.err
    assert Code(said.out).record(scenario).moves() == long.moves()


def test_a_game_of_other_luck_has_no_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(FREIGHTER), "--to", "share"]) == 1
    said = capsys.readouterr()
    assert not said.out
    assert "cannot be told by a code. Its luck is not that of its seed alone. Send" in said.err


def test_a_code_of_a_scenario_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    code = encode(ferry := compile_text(HOSTILE), played(ferry, 1))
    assert main(["replay", code]) == 1
    assert "a scenario that does not come with the program" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_what_is_written_may_be_read_by_others(tmp_path: Path) -> None:
    record, page = scenarios() / "tutorial" / "lines" / "history.record", tmp_path / "game.html"
    before = os.umask(0o022)
    try:
        assert main(["export", str(record), "--to", "html", "-o", str(page)]) == 0
        assert page.stat().st_mode & 0o777 == 0o644
        page.chmod(0o640)
        assert main(["export", str(record), "--to", "html", "-o", str(page)]) == 0
        assert page.stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)
