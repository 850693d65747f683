"""From a scenario to packed states, in one step."""

from __future__ import annotations

from game.analysis.exact.beliefs import believe
from game.analysis.exact.classes import classify
from game.analysis.exact.lower import lower
from game.analysis.exact.packing import Packing
from game.analysis.exact.program import Program
from game.analysis.exact.values import Ranges, in_order, prune, splice
from game.scenario.model import Scenario


def prepare(scenario: Scenario, preset: str) -> Packing:
    """How the states of a scenario are packed. Raises :class:`.program.Unfit`."""
    program, ranges = followed(scenario, preset)
    return Packing(program, ranges, classify(program, ranges))


def followed(scenario: Scenario, preset: str) -> tuple[Program, Ranges]:
    """The program of a scenario without what cannot happen, and the values that can be."""
    program = lower(scenario, preset)
    order = in_order(program.points)
    believe(program, order)
    return splice(program, order, prune(program, order))
