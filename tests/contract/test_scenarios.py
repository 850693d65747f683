"""What must hold for every scenario that comes with the game."""

from __future__ import annotations

import calendar
import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import pygame.freetype
import pytest

from game import places
from game.analysis.playout import Game, at_random, play_out
from game.analysis.verify import verify
from game.engine import chance, rules
from game.engine.record import Record, parse
from game.engine.replay import replay
from game.engine.state import State, start
from game.present.retell import Retold
from game.present.told import rungs
from game.scenario.expression import Expression
from game.scenario.load import find, known, open_scenario
from game.scenario.model import Scenario
from game.scenario.problems import Mark
from tests.contract import make_witnesses

GAMES = 300
MONTHS = list(calendar.month_name)  # from 1
DAY_FIRST = re.compile(r"(\w+day),? (\d{1,2}) (\w+) (\d{4})")
MONTH_FIRST = re.compile(r"(\w+day),? (\w+) (\d{1,2}), (\d{4})")

scenarios = pytest.mark.parametrize("id", known())


@cache
def scenario_of(id: str) -> Scenario:
    return open_scenario(id)


@cache
def games_of(id: str) -> list[Game]:
    """Random games, the same every time; the presets take turns."""
    scenario = scenario_of(id)
    presets = itertools.cycle(scenario.presets)
    return [play_out(scenario, seed, at_random, next(presets)) for seed in range(GAMES)]


@cache
def positions_of(id: str) -> list[tuple[State, ...]]:
    """Every position of those games, the start first."""
    scenario = scenario_of(id)
    lines = []
    for game in games_of(id):
        line = [start(scenario)]
        for move in game.moves:
            line.append(rules.apply(scenario, line[-1], move).state)
        lines.append(tuple(line))
    return lines


def begun(id: str) -> Record:
    scenario = scenario_of(id)
    return Record(scenario.id, scenario.version, scenario.digest, 1, scenario.preset)


def history_of(id: str) -> Record:
    scenario = scenario_of(id)
    if not scenario.history:
        pytest.skip("It has no line of history.")
    return parse((Path(scenario.folder) / scenario.history).read_text(encoding="utf-8"))


@scenarios
def test_check_finds_no_error(id: str) -> None:
    assert [str(p) for p in verify(find(id)) if p.severity == "error"] == []


@scenarios
def test_random_games_end_and_come_back_from_text(id: str) -> None:
    scenario = scenario_of(id)
    for number, game in enumerate(games_of(id)):
        assert game.ending in scenario.endings
        record = begun(id)
        for count, move in enumerate(game.moves, 1):
            record.append(move)
            if number % 5 == 0 or count == len(game.moves):  # each step of one game in five
                again = parse(record.text())
                assert again == record
                assert replay(scenario, again).states == positions_of(id)[number][: count + 1]


@scenarios
def test_undo_walks_back_to_the_start(id: str) -> None:
    scenario = scenario_of(id)
    game, line = games_of(id)[0], positions_of(id)[0]
    record = begun(id)
    for move in game.moves:
        record.append(move)
    for count in range(len(game.moves), -1, -1):
        assert replay(scenario, record).state == line[count]
        assert parse(record.text()).at == record.at == count
        record.at = record.entries[record.at - 1].parent if record.at else 0
    assert len(record.entries) == len(game.moves)  # nothing was deleted


@scenarios
def test_what_chance_weighs_sums_to_one(id: str) -> None:
    scenario = scenario_of(id)
    draws = 0
    for state in set(itertools.chain.from_iterable(positions_of(id))):
        if rules.turn(scenario, state) != "chance":
            continue
        draws += 1
        for preset in scenario.presets:
            odds = chance.odds(scenario, state, preset)
            assert sum(odds.weights) > 0
            assert min(odds.weights) >= 0
            ids = {outcome.id for outcome in odds.outcomes}
            assert len(ids) == len(odds.outcomes)
            assert sum((odds.share(id) for id in ids), Fraction(0)) == Fraction(1)
    assert draws


@scenarios
def test_the_player_can_always_move(id: str) -> None:
    scenario = scenario_of(id)
    asked = 0
    for state in set(itertools.chain.from_iterable(positions_of(id))):
        moves = rules.moves(scenario, state)
        assert bool(moves) == (rules.turn(scenario, state) == "player")
        asked += bool(moves)
        closed = [offer for offer in rules.offers(scenario, state) if not offer.open]
        assert all(offer.reason for offer in closed)
    assert asked


@scenarios
def test_a_line_is_kept_to_every_ending(id: str) -> None:
    scenario = scenario_of(id)
    reached = {}
    for ending in scenario.endings:
        path = make_witnesses.folder(scenario) / f"{ending}.record"
        record = parse(path.read_text(encoding="utf-8")) if path.is_file() else begun(id)
        reached[ending] = make_witnesses.reached(scenario, record)
    cure = f"Run: python tests/contract/make_witnesses.py {id}"
    assert reached == {ending: ending for ending in scenario.endings}, cure


@scenarios
def test_no_line_is_kept_for_an_ending_that_is_gone(id: str) -> None:
    kept = (places.scenarios() / id / "lines" / "endings").glob("*")
    assert {path.name for path in kept} <= {f"{e}.record" for e in scenario_of(id).endings}


@scenarios
def test_history_reaches_an_ending_without_nuclear_use(id: str) -> None:
    record = history_of(id)
    assert not record.damage
    ending = make_witnesses.reached(scenario_of(id), record)
    assert ending, replay(scenario_of(id), record).stopped or "History stops on the way."
    assert not scenario_of(id).endings[ending].nuclear


@scenarios
def test_the_ladder_shows_where_history_stood(id: str) -> None:
    scenario = scenario_of(id)
    story = Retold(scenario, history_of(id)).items
    if not scenario.ladder_history:
        pytest.skip("It has no ladder with a history.")
    assert rungs(scenario, story) == scenario.ladder_history


@scenarios
def test_as_many_lines_as_were_counted(id: str) -> None:
    cure = f"If the story was changed: python tests/contract/make_witnesses.py {id}"
    kept = make_witnesses.pinned().get(id, [])
    assert kept, cure
    counted = list(itertools.islice(make_witnesses.perft(scenario_of(id)), len(kept)))
    assert counted == kept, cure


def texts(value: object) -> Iterator[str]:
    """Every text inside a compiled scenario."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Sequence):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        yield from texts([*value.keys(), *value.values()])
    elif is_dataclass(value) and not isinstance(value, Expression | Mark):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


@pytest.fixture(scope="module")
def faces() -> dict[str, pygame.freetype.Font]:
    pygame.freetype.init()  # its metrics tell a missing letter; those of pygame.font do not
    files = sorted((places.assets() / "fonts").glob("*.ttf"))
    assert len(files) >= 13
    return {path.stem: pygame.freetype.Font(str(path), 16) for path in files}


def missing(font: pygame.freetype.Font, characters: str) -> str:
    pairs = zip(characters, font.get_metrics(characters), strict=True)
    return "".join(character for character, box in pairs if box is None)


def test_a_letter_that_a_face_lacks_is_found(faces: dict[str, pygame.freetype.Font]) -> None:
    for face in faces.values():
        assert missing(face, "aД漢é") in ("漢", "Д漢")


@scenarios
def test_every_face_has_every_letter(id: str, faces: dict[str, pygame.freetype.Font]) -> None:
    # Any text may be quoted in any place (a title in the debrief, a name on the map), so all faces
    # must have all letters; labels are set in capitals.
    used = "".join(texts(scenario_of(id)))
    letters = "".join(sorted(set(used) | set(used.upper())))
    assert {name: lacks for name, face in faces.items() if (lacks := missing(face, letters))} == {}


def dates(text: str) -> Iterator[tuple[str, datetime.date]]:
    """Every date in a text that names its weekday."""
    for weekday, day, month, year in DAY_FIRST.findall(text):
        yield weekday, datetime.date(int(year), MONTHS.index(month), int(day))
    for weekday, month, day, year in MONTH_FIRST.findall(text):
        yield weekday, datetime.date(int(year), MONTHS.index(month), int(day))


@scenarios
def test_weekdays_are_right(id: str) -> None:
    scenario = scenario_of(id)
    labels = [label for _, label in scenario.calendar]
    labels += [ending.date for ending in scenario.endings.values()]
    found = [pair for label in labels for pair in dates(label)]
    assert len(found) >= len(scenario.calendar)
    for weekday, date in found:
        assert f"{date:%A}" == weekday, date
