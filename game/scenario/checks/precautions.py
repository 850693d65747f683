"""Precautions: each must make rarer what it is against, whatever else is so, at every preset."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from game.scenario.checks.draft import Draft, Draw, draws
from game.scenario.checks.flow import Flow, Reach, State
from game.scenario.checks.weights import reads, value
from game.scenario.fields import Fields
from game.scenario.model import Outcome, Scenario
from game.scenario.problems import Mark, Problems


def check(draft: Draft, flow: Flow, problems: Problems) -> None:
    """Add precautions that do not lower the odds of an outcome that they name."""
    for name, target, mark in _named(draft):
        for draw in draws(draft.scenario):
            for outcome in draw.outcomes:
                reach = flow.drawn.get(id(draw.option or draw.node))
                if f"{draw.node.id}.{outcome.id}" == target and reach:
                    _judge(flow, name, draw, outcome, reach, mark, problems)


def _named(draft: Draft) -> Iterator[tuple[str, str, Mark]]:
    """Flag or meter, ``node.outcome``, and where that is named."""
    section = draft.tree("precautions")
    if section is None:
        return
    names = draft.scenario.flags, draft.scenario.meters
    known = " ".join(item.id for items in names for item in items)
    fields = Fields(section, "'precautions'", Problems(), known)
    for name in fields.table:
        for target, item in zip(fields.words(name), fields.items(name), strict=True):
            yield name, target, item.mark


def _judge(
    flow: Flow,
    name: str,
    draw: Draw,
    outcome: Outcome,
    reach: Reach,
    mark: Mark,
    problems: Problems,
) -> None:
    asked = frozenset[str]().union(*(reads(other.weight) for other in draw.outcomes))
    if name not in asked:
        problems.add(
            "EX0419",
            mark,
            f"The draw of {draw.what} does not ask for '{name}', so that it is no precaution"
            f" against '{outcome.id}'. Let a weight depend on it.",
        )
        return
    for preset in flow.scenario.presets.values():
        for steps in _cases(flow, name, asked, reach):
            shares = [_share(draw, outcome, state, preset.nuclear) for state in steps]
            rises = any(b > a for a, b in pairwise(shares))
            if rises or (shares[0] and shares[-1] >= shares[0]):
                problems.add(
                    "EX0419",
                    mark,
                    f"With '{name}' the outcome '{outcome.id}' of {draw.what} does not become"
                    f" rarer at the preset '{preset.id}': {_percents(shares)}. Let it lower the"
                    " weight, whatever else is so.",
                )
                return


def _cases(flow: Flow, name: str, asked: frozenset[str], reach: Reach) -> Iterator[list[State]]:
    """Each way that all else may be, with the precaution from not taken to taken as far as it goes.

    None where the ways are too many to try.
    """
    scenario = flow.scenario
    steps = _steps(scenario, name)
    for state in flow.states(asked - {name}, reach) or ():
        meters, flags, truths, day = state
        found: list[State] = []
        for step in steps:
            if name in flow.flags:
                mask = flow.flags[name]
                found.append((meters, flags | mask if step else flags & ~mask, truths, day))
            else:
                moved = list(meters)
                moved[flow.meters[name].slot] = step
                found.append((tuple(moved), flags, truths, day))
        yield found


def _steps(scenario: Scenario, name: str) -> list[int]:
    """The values of a flag or meter, toward the better."""
    for meter in scenario.meters:
        if meter.id == name:
            values = list(range(meter.low, meter.high + 1))
            return values[::-1] if meter.better == "down" else values
    return [0, 1]


def _share(draw: Draw, outcome: Outcome, state: State, factor: Fraction) -> Fraction:
    """How likely an outcome is; where nothing has a weight the last one comes."""
    weights = {
        other.id: value(other.weight, state) * (factor if other.nuclear else Fraction(1))
        for other in draw.outcomes
    }
    total = sum(weights.values())
    if not total:
        return Fraction(int(outcome is draw.outcomes[-1]))
    return Fraction(weights[outcome.id] / total)


def _percents(shares: list[Fraction]) -> str:
    return ", then ".join(f"{float(100 * share):.3g} %" for share in shares)
