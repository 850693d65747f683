"""Dates, hours and places in October 1962: every one that is told can be right."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

import pytest

from game.scenario.load import open_scenario
from game.scenario.model import Node, Option, Outcome, Scenario, Target

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_WEEKDAY = (
    "Mon(?:day)?|Tues?(?:day)?|Wed(?:nesday)?|Thu(?:rs?|rsday)?|Fri(?:day)?|Sat(?:urday)?"
    "|Sun(?:day)?"
)
_YEAR = r"(?:,? (?P<year>(?:19)?\d\d)\b(?!:))?"  # an hour is no year
DATES = (
    re.compile(
        rf"\b(?P<weekday>{_WEEKDAY})\.?,? (?:the )?(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)?"
        rf" (?P<month>{_MONTH})\b{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<weekday>{_WEEKDAY})\.?,? (?P<month>{_MONTH})\.? (?P<day>\d\d?)\b{_YEAR}",
        re.IGNORECASE,
    ),
)

# Where the President was on those of the thirteen days that he spent out of Washington.
AWAY = {
    "Connecticut": {17},
    "Bridgeport": {17},
    "Waterbury": {17},
    "New Haven": {17},
    "Cleveland": {19},
    "Springfield": {19},
    "Chicago": {19, 20},
    "Hyannis": set(),
    "Glen Ora": set(),
    "Palm Beach": set(),
}
_TOWNS = "|".join(AWAY)
_THERE = re.compile(
    rf"\byou (?:are|were|speak|spoke|land|landed|wake|woke)\b[^.]{{0,40}}\bin (?P<town>{_TOWNS})\b",
    re.IGNORECASE,
)

HOURS = ["one", "two", "three", "four", "five", "six"]
HOURS += ["seven", "eight", "nine", "ten", "eleven", "twelve"]
_HOUR = "|".join(HOURS)
_CLOCK = (
    rf"(?:(?P<near>nearly|almost|about|past) )?(?:(?P<word>midnight|noon)|(?P<half>half past )?"
    rf"(?P<hour>{_HOUR}|\d\d?)(?::(?P<minute>\d\d)| o'clock)?\b)"
)
ABROAD = (
    re.compile(rf"\bin (?P<city>Moscow|Havana),? it (?:is|was) {_CLOCK}", re.IGNORECASE),
    re.compile(rf"\bit (?:is|was) {_CLOCK}(?: [a-z]+){{0,4}} in (?P<city>Moscow|Havana)\b", re.I),
    re.compile(rf"\bin (?P<city>Moscow)\. It is {_CLOCK} there\b", re.IGNORECASE),
)


@cache
def october() -> Scenario:
    return open_scenario("october-1962")


def texts(thing: Any) -> Iterator[str]:
    """Every string in a part of a scenario, whatever it is made of."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        yield from chain.from_iterable(map(texts, thing.values()))
    elif isinstance(thing, list | tuple):
        yield from chain.from_iterable(map(texts, thing))
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name))


def year_of(label: str) -> int:
    found = re.search(r"\b(19\d\d)\b", label)
    return int(found[1]) if found else 1962


def wrong_dates(text: str, year: int) -> list[str]:
    """The dates in a text that fall on another day of the week, or on none."""
    wrong = []
    for pattern in DATES:
        for found in pattern.finditer(text):
            named = found["year"]
            then = year if not named else int(named) + (1900 if len(named) == 2 else 0)
            month = MONTHS.index(found["month"][:3].title()) + 1
            try:
                date = datetime.date(then, month, int(found["day"]))
            except ValueError:
                wrong.append(f"{found[0]}: there is no such day")
                continue
            if WEEKDAYS[date.weekday()][:3].lower() != found["weekday"][:3].lower():
                wrong.append(f"{found[0]} {then}: it was a {WEEKDAYS[date.weekday()]}")
    return wrong


def hour_abroad(found: re.Match[str]) -> float:
    """The hour that a text names, of twelve."""
    if found["word"]:
        return 0.0
    name = found["hour"].lower()
    hour = HOURS.index(name) + 1 if name in HOURS else int(name)
    return (hour + (0.5 if found["half"] else int(found["minute"] or 0) / 60)) % 12


def ahead(city: str, day: int) -> int:
    """By how many hours a city was ahead of Washington, which put its clocks back on the 28th."""
    return (7 if day < 28 else 8) if city == "Moscow" else (-1 if day < 28 else 0)


def wrong_hours(text: str, day: int, time: str, late: float) -> list[str]:
    """The hours abroad in a text that do not fit Washington's: up to a half hour before that of
    the scene, or `late` hours after it."""
    wrong = []
    here = clock(time) / 60
    for pattern in ABROAD:
        for found in pattern.finditer(text):
            there = (here + ahead(found["city"].title(), day)) % 12
            off = (hour_abroad(found) - there + 6) % 12 - 6
            if not -0.5 <= off <= late:
                wrong.append(f"{found[0]}: in Washington it is {time} on the {day}th")
    return wrong


def clock(time: str) -> int:
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)


def outcomes(node: Node) -> Iterator[Outcome]:
    yield from node.outcomes
    for option in node.options:
        yield from option.outcomes


def ways(node: Node) -> set[int]:
    """The slots of the nodes that may come next."""
    parts: Iterator[Node | Option | Outcome] = chain([node], node.options, outcomes(node))
    targets: Iterator[Target | None] = (part.target for part in parts)
    return {slot for target in targets if target for _, slot in target.routes} | {
        target.only
        for part in chain([node], node.options, outcomes(node))
        if (target := part.target) and target.only >= 0
    }


def test_every_date_names_its_day_of_the_week() -> None:
    scenario = october()
    labels = dict(scenario.calendar)
    wrong = [f"calendar: {each}" for label in labels.values() for each in wrong_dates(label, 1962)]
    for node in scenario.nodes:
        year = year_of(labels.get(node.day, ""))
        wrong += [f"{node.id}: {each}" for text in texts(node) for each in wrong_dates(text, year)]
    for field in dataclasses.fields(scenario):
        if field.name not in ("nodes", "plans", "tables", "slots", "calendar"):
            for text in texts(getattr(scenario, field.name)):
                wrong += [f"{field.name}: {each}" for each in wrong_dates(text, 1962)]
    assert wrong == []


def test_front_pages_with_a_day_name_the_weekday() -> None:
    """Extra editions name none; what names a day of a month can be checked, and is."""
    dates = [ending.date for ending in october().endings.values()]
    dated = [date for date in dates if re.search(rf"\b(?:{_MONTH}) \d\d?\b", date)]
    assert len(dated) > len(dates) / 2
    assert [date for date in dated if not any(each.search(date) for each in DATES)] == []


def test_time_never_runs_back() -> None:
    scenario = october()
    arriving: dict[int, set[tuple[int, str]]] = {node.slot: set() for node in scenario.nodes}
    left = {node.slot: 0 for node in scenario.nodes}  # ways into it that are not walked yet
    after = {node.slot: ways(node) for node in scenario.nodes}
    for slots in after.values():
        for slot in slots:
            left[slot] += 1
    due = [slot for slot, count in left.items() if not count]
    wrong = []
    seen = 0
    while due:
        node = scenario.nodes[due.pop()]
        seen += 1
        own = clock(node.time) if node.time else None
        ending = node.id in scenario.endings
        latest = max(arriving[node.slot], default=(0, ""))
        for time, source in [] if ending else sorted(arriving[node.slot]):
            if own is not None and own < time:
                wrong.append(f"{node.id} at {node.time} follows {source}")
        stands = latest if own is None else (own, f"{node.id} at {node.time}")
        for slot in after[node.slot]:
            follower = scenario.nodes[slot]
            if follower.id not in scenario.endings:
                assert follower.day >= node.day, f"{follower.id} follows {node.id}"
            if follower.day == node.day:
                arriving[slot].add(stands)
            left[slot] -= 1
            if not left[slot]:
                due.append(slot)
    assert wrong == []
    assert seen == len(scenario.nodes)


def test_the_president_is_where_he_was() -> None:
    wrong = []
    for node in october().nodes:
        for town, days in AWAY.items():
            if 16 <= node.day <= 28 and town in node.place and node.day not in days:
                wrong.append(f"{node.id}: {node.place}")
        if 16 <= node.day <= 28:
            for text in texts(node):
                for found in _THERE.finditer(text):
                    if node.day not in AWAY[found["town"]]:
                        wrong.append(f"{node.id}: {found[0]}")
    assert wrong == []


def test_hours_in_moscow_and_havana_fit_those_in_washington() -> None:
    wrong = []
    for node in october().nodes:
        if not node.time or not 16 <= node.day <= 28:
            continue
        scene = chain(texts(node.text), texts(node.briefing), [node.flash])
        follows = chain.from_iterable(texts(part.outcome) for part in node.options)
        for text in scene:
            wrong += [f"{node.id}: {e}" for e in wrong_hours(text, node.day, node.time, 0.75)]
        for text in chain(follows, *(texts(each.text) for each in outcomes(node))):
            wrong += [f"{node.id}: {e}" for e in wrong_hours(text, node.day, node.time, 6)]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Saturday 27 October 1962", 0),
        ("Sunday 27 October 1962", 1),
        ("Monday, October 29, 1962", 0),
        ("Tuesday, October 29", 1),
        ("Sat 27 Oct and Fri 26 Oct 62", 0),
        ("WED 27 OCT", 1),
        ("Friday the 19th of October", 0),
        ("Thursday 31 November", 1),
        ("Thursday, January 1, 1959", 0),
        ("Sundays in October", 0),
    ],
)
def test_the_dates_that_are_found(text: str, count: int) -> None:
    assert len(wrong_dates(text, 1962)) == count


@pytest.mark.parametrize(
    ("text", "day", "time", "count"),
    [
        ("In Moscow it is nearly five in the afternoon.", 28, "09:00", 0),
        ("In Moscow it is nearly five in the afternoon.", 27, "09:00", 1),
        ("It is midnight in Moscow.", 16, "17:00", 0),
        ("It is half past two in the afternoon in Moscow.", 27, "07:30", 0),
        ("In Havana it is nine.", 27, "10:00", 0),
        ("In Havana it is nine.", 28, "10:00", 1),
    ],
)
def test_the_hours_that_are_found(text: str, day: int, time: str, count: int) -> None:
    assert len(wrong_hours(text, day, time, 0.75)) == count
