"""A scenario as a Mermaid flowchart: the scenes by day, and what leads from one to another.

A decision is a box, an agenda a box with double sides, chance a six-sided box, an ending round. A
full line is ordered by the player, a dotted one drawn by chance. Many wikis draw such a chart, if
it has at most 50,000 characters and 500 lines; so words are few, and what leads from one scene to
the same other one is one line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from game.export.terms import Dialect, Terms
from game.present.markup import plain
from game.scenario.model import Kind, Node, Scenario, Target

TITLE = 40  # letters of a scene's title
ORDER = 30  # letters of an option or outcome
ORDERS = 2  # named on one line; of more only the number is told

_SHAPES = {
    Kind.DECISION: '["{}"]',
    Kind.AGENDA: '[["{}"]]',
    Kind.CHANCE: '{{{{"{}"}}}}',
    Kind.ENDING: '(["{}"])',
}
_SPECIAL = re.compile(r"[\"#<>&`*_~\\;]|^[-+]|(?<=^\d)\.|(?<=^\d\d)\.")


def mermaid(scenario: Scenario) -> str:
    """The whole scenario as one flowchart."""
    return "\n".join(_lines(scenario)) + "\n"


def _lines(scenario: Scenario) -> Iterator[str]:
    names = Terms(scenario, Dialect(), "").nodes
    yield "---"
    yield f"title: {json.dumps(plain(scenario.title), ensure_ascii=False)}"
    yield "---"
    yield "flowchart TD"
    for day, label in scenario.calendar:
        scenes = [node for node in scenario.nodes if node.day == day]
        if scenes:
            yield f'subgraph day_{day}["{_label(label, TITLE)}"]'
            yield from (f"  {names[node.slot]}{_shape(node)}" for node in scenes)
            yield "end"
    yield 'subgraph endings["Endings"]'
    for node in scenario.nodes:
        if node.kind is Kind.ENDING:
            bomb = ":::nuclear" if scenario.endings[node.id].nuclear else ""
            yield f"  {names[node.slot]}{_shape(node)}{bomb}"
    yield "end"
    for node in scenario.nodes:
        for slot, (orders, drawn) in _ways(node).items():
            said = orders[:ORDERS]
            if len(orders) > ORDERS:
                said.append(f"and {len(orders) - ORDERS} more")
            arrow = "-.->" if drawn else "-->"
            words = f'|"{"<br>".join(said)}"|' if said else ""
            yield f"{names[node.slot]} {arrow}{words} {names[slot]}"
    yield "classDef nuclear fill:#7a1f1f,color:#ffffff"


def _ways(node: Node) -> dict[int, tuple[list[str], bool]]:
    """By the slot of where it leads: what is ordered or drawn, and whether chance alone decides."""
    found: dict[int, tuple[list[str], bool]] = {}

    def lead(target: Target | None, words: str, drawn: bool) -> None:
        for _, slot in target.routes if target else ():
            said, only_drawn = found.get(slot, ([], True))
            if words and words not in said:
                said.append(words)
            found[slot] = (said, only_drawn and drawn)

    if node.kind is Kind.AGENDA:
        lead(node.target, "", False)
        return found
    for outcome in node.outcomes:
        event = len(node.outcomes) == 1
        lead(outcome.target, "" if event else _label(outcome.title, ORDER), not event)
    for option in node.options:
        order = _label(option.text, ORDER)
        targets = {outcome.target for outcome in option.outcomes} or {option.target}
        if len(targets) == 1:
            lead(targets.pop(), order, False)
        else:
            for outcome in option.outcomes:
                lead(outcome.target, f"{order}: {_label(outcome.title, ORDER)}", True)
    return found


def _shape(node: Node) -> str:
    return _SHAPES[node.kind].format(_label(node.title, TITLE))


def _label(text: str, length: int) -> str:
    """Text for quotes: shortened at a word, and what Mermaid would take for its own as entities."""
    words = " ".join(plain(text).split())
    if len(words) > length:
        words = words[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return _SPECIAL.sub(lambda match: f"#{ord(match[0])};", words)
