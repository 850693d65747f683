"""The course of time, laid out flat: what each new day brings, in order.

Time never runs back and no scene is met twice, so a scene's day is known beforehand, a delayed
effect waits at most once, and the day on which it is due is known too.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm
from typing import NamedTuple

from game.scenario.model import Later, Node, Rule, Scenario, Target


class Morning(NamedTuple):
    """A day of the calendar: first its rules run, then what is due arrives, if it waits."""

    day: int
    rules: tuple[Rule, ...]
    due: tuple[Later, ...]


def mornings(scenario: Scenario) -> tuple[Morning, ...]:
    """Every day of the calendar on which something can happen by itself."""
    dates = sorted(
        (node.day + item.days, item.slot) for node in scenario.nodes for item in _set_off(node)
    )
    found = []
    before = -1
    for day, _ in scenario.calendar:
        rules = tuple(rule for rule in scenario.rules if day in rule.days)
        due = tuple(scenario.later[slot] for date, slot in dates if before < date <= day)
        if rules or due:
            found.append(Morning(day, rules, due))
        before = day
    return tuple(found)


def begin_days(scenario: Scenario) -> frozenset[int]:
    """Slots of the scenes that can be the first of their day, after one of an earlier day."""
    nodes = scenario.nodes
    return frozenset(
        slot
        for node in nodes
        for target in targets(node)
        for _, slot in target.routes
        if nodes[slot].day > node.day
    )


def targets(node: Node) -> Iterator[Target]:
    """Wherever a node can lead, in the order of the scenario."""
    found = [node.target, *(outcome.target for outcome in node.outcomes)]
    for option in node.options:
        found += [option.target, *(outcome.target for outcome in option.outcomes)]
    return (target for target in found if target)


def _set_off(node: Node) -> Iterator[Later]:
    for option in node.options:
        yield from option.later
        for outcome in option.outcomes:
            yield from outcome.later
    for outcome in node.outcomes:
        yield from outcome.later


def hour_parts(node: Node) -> int:
    """Into how many parts an hour must be cut to count an agenda's hours in whole numbers."""
    return lcm(node.hours.denominator, *(option.hours.denominator for option in node.options))
