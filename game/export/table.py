"""A game as data: one row a move for a spreadsheet, and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from game.engine.record import Record
from game.present.markup import plain
from game.present.retell import Retold
from game.present.told import Lived, option_of, outcome_of
from game.scenario.model import Scenario
from game.words import say

HEAD = ("move", "day", "node", "title", "kind", "pick", "words", "rung")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with one of these a spreadsheet begins to reckon


def table(story: Retold, record: Record) -> str:
    """The game as CSV: a line of HEAD, then a row a move. `rung` is that of the ladder after it."""
    scenario, text = story.scenario, io.StringIO()
    labels = dict(scenario.calendar)
    written = csv.writer(text, lineterminator="\n")
    written.writerow(HEAD)
    for number, item in zip(record.line(), story.items, strict=False):
        title, words = told(scenario, item)
        meters, ladder = item.step.state.meters, scenario.ladder_meter
        day, (kind, where, pick) = labels.get(item.before.day, ""), item.move
        cells = (harmless(cell) for cell in (day, where, title, kind, pick, words))
        written.writerow((number, *cells, meters[ladder] if ladder >= 0 else ""))
    return text.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def told(scenario: Scenario, item: Lived) -> tuple[str, str]:
    """What a move was about, and what was ordered or came, in words without markup."""
    move = item.move
    if move.kind == "truth":
        truth = next(truth for truth in scenario.truths if truth.id == move.where)
        value = item.step.state.truths[truth.slot]
        return plain(truth.name), plain(truth.so[value])
    title = plain(scenario.nodes[item.before.node].title)
    option, outcome = option_of(scenario, item), outcome_of(item)
    if move.kind == "luck":
        return title, say("seed {n}", n=move.pick)
    words = option.text if option else outcome.title if outcome else say(scenario.opens)
    return title, plain(words)


def summary(story: Retold, record: Record) -> dict[str, Any]:
    """What `replay --json` tells of a game."""
    scenario, state = story.scenario, story.state
    return {
        "scenario": scenario.id,
        "seed": record.seed,
        "preset": record.preset,
        "moves": [str(item.move) for item in story.items],
        "ending": story.ending and story.ending.id,
        "nuclear_use": story.nuclear,
        "meters": {m.id: state.meters[m.slot] for m in scenario.meters},
        "days": story.days,
    }


def document(story: Retold, record: Record) -> str:
    """The game as JSON: :func:`summary`, and each decision with its ids and words."""
    scenario = story.scenario
    labels = dict(scenario.calendar)
    decisions = []
    for number, item in zip(record.line(), story.items, strict=False):
        if item.move.kind == "choose":
            title, words = told(scenario, item)
            decisions.append(
                {
                    "move": number,
                    "day": item.before.day,
                    "date": labels.get(item.before.day, ""),
                    "node": scenario.nodes[item.before.node].id,
                    "title": title,
                    "option": item.move.pick,
                    "words": words,
                }
            )
    found = {**summary(story, record), "decisions": decisions}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
