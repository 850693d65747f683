"""Chance: the odds of a draw, and luck.

Luck is a keyed hash of (seed, node id, visit), so that taking another branch changes what the
choice changes and no other draw. The preset multiplies the *odds* of nuclear outcomes, which is
the same as multiplying their weights against all others; with the presets given as fractions the
weights stay whole numbers and every probability is exact.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import NamedTuple

from game.engine.rules import draws, turn
from game.engine.state import UNDRAWN, Misfit, Move, State
from game.scenario.model import Kind, Outcome, Scenario, Weight


class Odds(NamedTuple):
    """Whole-number weights of the outcomes of a draw; their sum is above 0."""

    outcomes: tuple[Outcome, ...]
    weights: tuple[int, ...]

    def share(self, id: str) -> Fraction:
        """The probability of an outcome, exact."""
        total = sum(self.weights)
        return Fraction(
            sum(w for o, w in zip(self.outcomes, self.weights, strict=True) if o.id == id), total
        )


def weigh(weight: Weight, state: State) -> int:
    """The weight of an outcome in a state, never below 0."""
    if weight.source:
        if weight.source == "meter":
            return weight.bands[state.meters[weight.slot] - weight.low]
        if weight.source == "flag":
            return weight.bands[1 if state.flags & weight.slot else 0]
        return weight.bands[state.truths[weight.slot]]
    if weight.expression is not None:
        return max(
            0, weight.expression.evaluate(state.meters, state.flags, state.truths, state.day)
        )
    return weight.constant


def odds(scenario: Scenario, state: State, preset: str) -> Odds:
    """The odds of the draw that is due. Where all weights are 0 the last outcome comes."""
    outcomes = draws(scenario, state).outcomes
    factor = scenario.presets[preset].nuclear
    top, bottom = factor.numerator, factor.denominator
    weights = tuple(
        [
            weigh(outcome.weight, state) * (top if outcome.nuclear else bottom)
            for outcome in outcomes
        ]
    )
    if not any(weights):
        weights = (*(0 for _ in weights[1:]), 1)
    return Odds(outcomes, weights)


def luck(seed: int, where: str, visit: int) -> int:
    """A number in 0 .. 2**64 - 1, the same for the same three arguments for ever."""
    key = f"{seed}|{where}|{visit}".encode()
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big")


def pick(weights: tuple[int, ...], roll: int) -> int:
    """The index a roll (0 .. 2**64 - 1) falls on."""
    mark = roll * sum(weights) >> 64
    for index, weight in enumerate(weights):
        if mark < weight:
            return index
        mark -= weight
    raise AssertionError("weights sum to nothing")


def draw(scenario: Scenario, state: State, preset: str, seed: int) -> Move:
    """The move that luck makes here. Raises :class:`Misfit` if nothing is to be drawn."""
    whose = turn(scenario, state)
    if whose == "truth":
        truth = scenario.truths[state.truths.index(UNDRAWN)]
        weights = tuple(weight for _, weight in truth.values)
        chosen = pick(weights, luck(seed, f"truth {truth.id}", 0))
        return Move("truth", truth.id, truth.values[chosen][0])
    if whose != "chance":
        raise Misfit("Nothing is to be drawn here.")
    node = scenario.nodes[state.node]
    chances = odds(scenario, state, preset)
    where = node.id
    if node.kind is Kind.AGENDA:  # drawn at more than once: each initiative has luck of its own
        where = f"{node.id}.{node.options[state.awaiting].id}"
    index = pick(chances.weights, luck(seed, where, 0))
    return draws(scenario, state).moves[index]
