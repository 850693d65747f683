"""A scenario as a Mermaid flowchart: the scenes by day, and what leads from one to another.

A decision is a box, an agenda a box with double sides, chance a six-sided box, an ending round. A
full line is ordered by the player, a dotted one drawn by chance. Many wikis draw such a chart, if
it has at most 50,000 characters and 500 lines; so what leads from one scene to the same other one
is one line, and words grow fewer until they fit. Lines are never left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from game.export.terms import Dialect, Terms
from game.present.markup import plain
from game.scenario.model import Kind, Node, Scenario, Target

ROOM = 50_000  # characters that many wikis take


class Measure(NamedTuple):
    """How much is said: letters of a scene's title, of an order, and orders named on one line."""

    title: int = 40
    order: int = 30
    orders: int = 2


MEASURES = (Measure(), Measure(40, 24, 1), Measure(32, 20, 1), Measure(28, 0, 0))

_SHAPES = {
    Kind.DECISION: '["{}"]',
    Kind.AGENDA: '[["{}"]]',
    Kind.CHANCE: '{{{{"{}"}}}}',
    Kind.ENDING: '(["{}"])',
}
_SPECIAL = re.compile(r"[\"#<>&`*_~\\;]|^[-+]|(?<=^\d)\.|(?<=^\d\d)\.")


def mermaid(scenario: Scenario) -> str:
    """The whole scenario as one flowchart, in as many words as there is room for."""
    chart = ""
    for measure in MEASURES:
        chart = "\n".join(_lines(scenario, measure)) + "\n"
        if len(chart) < ROOM:
            break
    return chart


def _lines(scenario: Scenario, measure: Measure) -> Iterator[str]:
    names = Terms(scenario, Dialect(), "").nodes
    yield "---"
    yield f"title: {json.dumps(plain(scenario.title), ensure_ascii=False)}"
    yield "---"
    yield "flowchart TD"
    for day, label in scenario.calendar:
        scenes = [node for node in scenario.nodes if node.day == day]
        if scenes:
            yield f'subgraph day_{day}["{_label(label, measure.title)}"]'
            yield from (f"  {names[node.slot]}{_shape(node, measure)}" for node in scenes)
            yield "end"
    yield 'subgraph endings["Endings"]'
    for node in scenario.nodes:
        if node.kind is Kind.ENDING:
            bomb = ":::nuclear" if scenario.endings[node.id].nuclear else ""
            yield f"  {names[node.slot]}{_shape(node, measure)}{bomb}"
    yield "end"
    for node in scenario.nodes:
        for slot, (orders, drawn) in _ways(node, measure.order).items():
            said = orders[: measure.orders]
            if len(orders) > measure.orders > 0:
                said.append(f"and {len(orders) - measure.orders} more")
            arrow = "-.->" if drawn else "-->"
            words = f'|"{"<br>".join(said)}"|' if said else ""
            yield f"{names[node.slot]} {arrow}{words} {names[slot]}"
    yield "classDef nuclear fill:#7a1f1f,color:#ffffff"


def _ways(node: Node, order: int) -> dict[int, tuple[list[str], bool]]:
    """By the slot of where it leads: what is ordered or drawn, and whether chance alone decides."""
    found: dict[int, tuple[list[str], bool]] = {}

    def lead(target: Target | None, words: str, drawn: bool) -> None:
        for _, slot in target.routes if target else ():
            said, only_drawn = found.get(slot, ([], True))
            if words.strip(": ") and words not in said:
                said.append(words)
            found[slot] = (said, only_drawn and drawn)

    if node.kind is Kind.AGENDA:
        lead(node.target, "", False)
        return found
    for outcome in node.outcomes:
        event = len(node.outcomes) == 1
        lead(outcome.target, "" if event else _label(outcome.title, order), not event)
    for option in node.options:
        words = _label(option.text, order)
        targets = {outcome.target for outcome in option.outcomes} or {option.target}
        if len(targets) == 1:
            lead(targets.pop(), words, False)
        else:
            for outcome in option.outcomes:
                lead(outcome.target, f"{words}: {_label(outcome.title, order)}", True)
    return found


def _shape(node: Node, measure: Measure) -> str:
    return _SHAPES[node.kind].format(_label(node.title, measure.title))


def _label(text: str, length: int) -> str:
    """Text for quotes: shortened at a word, and what Mermaid would take for its own as entities."""
    words = " ".join(plain(text).split())
    if not length:
        return ""
    if len(words) > length:
        words = words[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return _SPECIAL.sub(lambda match: f"#{ord(match[0])};", words)
