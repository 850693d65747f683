"""What a weight reads, and what it may come to."""

from __future__ import annotations

from game.scenario.checks.flow import Flow, Reach, State
from game.scenario.model import Weight


def reads(weight: Weight) -> frozenset[str]:
    """The names that a weight depends on."""
    if weight.expression:
        return weight.expression.reads
    return frozenset({weight.by}) if weight.by else frozenset()


def value(weight: Weight, state: State) -> int:
    """The weight in a state, never below 0."""
    meters, flags, truths, _ = state
    if weight.expression:
        return max(0, weight.expression.evaluate(*state))
    if weight.source == "meter":
        return weight.bands[meters[weight.slot] - weight.low]
    if weight.source == "flag":
        return weight.bands[1 if flags & weight.slot else 0]
    if weight.source == "truth":
        return weight.bands[truths[weight.slot]]
    return weight.constant


def span(flow: Flow, weight: Weight, reach: Reach) -> tuple[int, int]:
    """The least and the most that a weight may be there."""
    states = flow.states(reads(weight), reach)
    if states is None:
        return 0, 1_000_000
    values = [value(weight, state) for state in states]
    return min(values), max(values)
