"""The people of October 1962 and what was so: who sits, where he stood, what he expected."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from game.engine.rules import holds
from game.engine.state import start
from game.present.build import table
from game.scenario.load import open_scenario
from game.scenario.model import Option, Person, Scenario

LIFE = re.compile(r"\b(18|19)(\d\d)-(19|20)\d\d\b")
SENTENCE = re.compile(r"[.!?](?=\s|$)")


@cache
def october() -> Scenario:
    return open_scenario("october-1962")


def options() -> list[Option]:
    return [option for node in october().nodes for option in node.options]


def speakers() -> Counter[str]:
    return Counter(voice.who for option in options() for voice in option.voices)


def seated() -> list[Person]:
    return [person for person in october().people.values() if person.stances]


def test_many_voices() -> None:
    assert len(seated()) >= 26
    assert len(speakers()) >= 24


def test_everyone_who_speaks_is_introduced() -> None:
    people = october().people
    assert [who for who in speakers() if not LIFE.search(people[who].bio)] == []


@pytest.mark.parametrize("person", seated(), ids=lambda person: person.id)
def test_a_person_with_a_chair(person: Person) -> None:
    life = LIFE.search(person.bio)
    assert life
    born = int(life[1] + life[2])
    days = [day for day, camp in person.stances if camp != "away"]
    year = int(dict(october().calendar)[16 if days[-1] >= 16 else days[0]][-4:])
    ages = {int(age) for age in re.findall(r"\b\d\d\b", LIFE.sub("", person.bio))}
    assert ages & {year - born - 1, year - born}
    assert person.temperament
    assert person.stance(days[0]) in october().camps


@pytest.mark.parametrize("day", [day for day, _ in october().calendar if day >= 16])
def test_whoever_sits_has_something_to_say(day: int) -> None:
    scenario = october()
    state = start(scenario)._replace(day=day)
    silent = [
        person.id
        for person in seated()
        if person.stance(day) not in ("", "away")
        and not any(holds(answer.when, state) for answer in person.ask)
    ]
    assert silent == []


@pytest.mark.parametrize("day", [16, 17, 18, 19, 20, 27, 28])
def test_on_the_great_days_all_sit_round_one_table(day: int) -> None:
    """Sixteen chairs are what the table has room for in a window of 1280 by 720."""
    scenario = october()
    node = next(node for node in scenario.nodes if node.day == day and node.options)
    state = start(scenario)._replace(node=node.slot, day=day)
    assert len(table(scenario, state).seats) <= 16


# Where the record has them, by hand.
@pytest.mark.parametrize(
    ("who", "day", "camp"),
    [
        ("rfk", 16, "strike"),
        ("rfk", 20, "quarantine"),
        ("mcnamara", 16, "quarantine"),
        ("mcnamara", 27, "strike"),
        ("bundy", 18, "open"),
        ("bundy", 19, "strike"),
        ("rusk", 18, "strike"),
        ("rusk", 27, "talk"),
        ("ball", 20, "quarantine"),
        ("dillon", 18, "strike"),
        ("dillon", 20, "quarantine"),
        ("mccone", 27, "talk"),
        ("taylor", 20, "strike"),
        ("taylor", 24, "quarantine"),
        ("thompson", 27, "quarantine"),
        ("stevenson", 17, "talk"),
        ("acheson", 18, "strike"),
        ("acheson", 22, "away"),
        ("bohlen", 17, "talk"),
        ("bohlen", 18, "away"),
        ("mccloy", 33, "talk"),
    ],
)
def test_where_he_stood(who: str, day: int, camp: str) -> None:
    assert october().people[who].stance(day) == camp


def test_expectations_are_scored() -> None:
    scored = Counter(
        expectation.who
        for option in options()
        for expectation in option.expects
        if expectation.outcomes
    )
    assert len(scored) >= 14
    assert scored.total() >= 45


def test_no_one_expects_everything() -> None:
    certain = [
        option.id
        for option in options()
        for expectation in option.expects
        if len(option.outcomes) > 1 and len(expectation.outcomes) == len(option.outcomes)
    ]
    assert certain == []


def test_facts_are_dated_short_and_sourced() -> None:
    facts = october().facts
    assert len(facts) >= 35
    for fact in facts:
        assert 1962 <= int(fact.since) <= 2026, fact.id
        assert fact.sources, fact.id
        assert len(SENTENCE.findall(fact.told)) <= 2, fact.id
        assert len(SENTENCE.findall(fact.so)) <= 2, fact.id
