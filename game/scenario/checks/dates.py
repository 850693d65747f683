"""Dates whose weekday is wrong, in the calendar and on front pages."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from game.scenario.checks.draft import Draft
from game.scenario.problems import Mark, Problems

DAYS, MONTHS = list(calendar.day_name), list(calendar.month_name)
_DAY_FIRST = re.compile(r"\b(\w+day),? (\d{1,2}) (\w+) (\d{4})\b")
_MONTH_FIRST = re.compile(r"\b(\w+day),? (\w+) (\d{1,2}), (\d{4})\b")


def check(draft: Draft, problems: Problems) -> None:
    """Add each date that names a weekday, and the wrong one."""
    for day, label in draft.scenario.calendar:
        _label(label, draft.at("calendar", str(day)), problems)
    for ending in draft.scenario.endings.values():
        _label(ending.date, draft.at("endings", ending.id, "date"), problems)


def _label(text: str, mark: Mark, problems: Problems) -> None:
    for written, weekday, date in _dates(text):
        if date is None:
            problems.add("EX0414", mark, f"There is no {written}. Correct the date.")
        elif DAYS[date.weekday()] != weekday:
            right = DAYS[date.weekday()]
            problems.add("EX0414", mark, f"{written} was a {right}. Correct the date.")


def _dates(text: str) -> Iterator[tuple[str, str, datetime.date | None]]:
    """The dates in a text as written, with their weekday; None for a day that never was."""
    found = [(m[0], m[1], m[2], m[3], m[4]) for m in _DAY_FIRST.finditer(text)]
    found += [(m[0], m[1], m[3], m[2], m[4]) for m in _MONTH_FIRST.finditer(text)]
    for written, weekday, day, month, year in found:
        if weekday in DAYS and month in MONTHS:
            try:
                yield written, weekday, datetime.date(int(year), MONTHS.index(month), int(day))
            except ValueError:
                yield written, weekday, None
