"""Every condition of a scenario, with the place it is asked at and what may be so there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from game.scenario.checks.flow import Flow, Reach
from game.scenario.expression import Expression
from game.scenario.model import (
    Circle,
    Effects,
    Later,
    Node,
    Option,
    Outcome,
    Place,
    Scenario,
    Target,
    Text,
    Vessel,
)


class Asked(NamedTuple):
    """A condition. `option` is set where it opens one."""

    condition: Expression
    reach: Reach
    what: str
    option: Option | None = None


def conditions(flow: Flow) -> Iterator[Asked]:
    """Every condition that can be asked; what lies in nodes that cannot be reached is left out."""
    scenario = flow.scenario
    for node in scenario.nodes:
        if node.slot in flow.at:
            yield from _of_node(flow, node)
    yield from _elsewhere(flow)


def deliveries(flow: Flow) -> dict[str, list[Reach]]:
    """The messages that can arrive, each with what may be so where it does."""
    found: dict[str, list[Reach]] = {}

    def arrive(mail: tuple[str, ...], reach: Reach) -> None:
        for message in mail:
            found.setdefault(message, []).append(reach)

    for node in flow.scenario.nodes:
        if node.slot not in flow.at:
            continue
        arrive(node.mail, flow.at[node.slot])
        for option in node.options:
            arrive(option.mail, flow.done[id(option)])
        for draw in (node.outcomes, *(option.outcomes for option in node.options)):
            for outcome in draw:
                arrive(outcome.mail, flow.done[id(outcome)])
    return found


def effects(scenario: Scenario) -> Iterator[Effects]:
    """Everything that may change something."""
    for rule in scenario.rules:
        yield rule.effects
    for later in scenario.later:
        yield later.effects
    for node in scenario.nodes:
        for option in node.options:
            yield option.effects
            yield from (outcome.effects for outcome in option.outcomes)
        yield from (outcome.effects for outcome in node.outcomes)


def _of_text(text: Text, reach: Reach, what: str) -> Iterator[Asked]:
    for paragraph in text:
        if paragraph.when:
            yield Asked(paragraph.when, reach, f"A paragraph of {what}")


def _of_target(target: Target | None, reach: Reach, what: str) -> Iterator[Asked]:
    for condition, _ in target.routes if target else ():
        if condition:
            yield Asked(condition, reach, f"A route of {what}")


def _of_node(flow: Flow, node: Node) -> Iterator[Asked]:
    reach, what = flow.at[node.slot], f"'{node.id}'"
    yield from _of_text(node.text, reach, what)
    if node.briefing:
        yield from _of_text(node.briefing.text, reach, f"the briefing of {what}")
    for option in node.options:
        inside = f"'{node.id}.{option.id}'"
        done = flow.done[id(option)]
        if option.when:
            yield Asked(option.when, reach, inside, option)
        yield from _of_text(option.outcome, done, inside)
        yield from _of_later(flow, option.later, done)
        if not option.outcomes:
            yield from _of_target(option.target, done, inside)
        yield from _of_outcomes(flow, option.outcomes, node)
    yield from _of_outcomes(flow, node.outcomes, node)
    if node.options:
        yield from _of_target(node.target, reach, what)


def _of_outcomes(flow: Flow, outcomes: tuple[Outcome, ...], node: Node) -> Iterator[Asked]:
    for outcome in outcomes:
        reach, what = flow.done[id(outcome)], f"'{node.id}.{outcome.id}'"
        yield from _of_text(outcome.text, reach, what)
        yield from _of_later(flow, outcome.later, reach)
        yield from _of_target(outcome.target, reach, what)


def _of_later(flow: Flow, later: Iterable[Later], reach: Reach) -> Iterator[Asked]:
    first = min(reach.days)
    for item in later:
        if item.when:
            days = frozenset(d for d in flow.anywhere.days if d >= first + item.days)
            if days:
                arrives = replace(flow.anywhere, days=days)
                yield Asked(item.when, arrives, f"What arrives later ('{item.effects.cause.text}')")


def _elsewhere(flow: Flow) -> Iterator[Asked]:
    scenario, reach = flow.scenario, flow.anywhere
    yield from _of_text(scenario.summary, reach, "the summary")
    for name, places in deliveries(flow).items():
        at = places[0] if len(places) == 1 else reach  # what fails at one may hold at another
        yield from _of_text(scenario.messages[name].text, at, f"message '{name}'")
    for ending in scenario.endings.values():
        slot = scenario.slots[ending.id]
        if slot in flow.at:
            yield from _of_text(ending.text, flow.at[slot], f"ending '{ending.id}'")
    for meter in scenario.meters:
        if meter.known:
            yield Asked(meter.known, reach, f"'known' of meter '{meter.id}'")
    for fact in scenario.facts:
        if fact.when:
            yield Asked(fact.when, flow.ended, f"Fact '{fact.id}'")
    for rule in scenario.rules:
        days = rule.days & reach.days
        if rule.when and days:
            yield Asked(rule.when, replace(reach, days=days), f"Rule '{rule.effects.cause.id}'")
    for person in scenario.people.values():
        for answer in person.ask:
            if answer.when:
                yield Asked(answer.when, reach, f"An answer of '{person.id}'")
    for line in scenario.alert:
        if line.when:
            yield Asked(line.when, reach, "A line of 'alert'")
    theatre = scenario.theatre
    for marks in (theatre.sites, theatre.cities, theatre.rings, theatre.lines, theatre.ships):
        yield from _of_marks(marks, reach)


def _of_marks(
    marks: tuple[Place, ...] | tuple[Circle, ...] | tuple[Vessel, ...], reach: Reach
) -> Iterator[Asked]:
    for mark in marks:
        if mark.when:
            yield Asked(mark.when, reach, f"'{mark.id}' of the map")
