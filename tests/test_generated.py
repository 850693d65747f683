"""The random scenarios of the other tests: valid, and of many kinds."""

from __future__ import annotations

from collections import Counter

import pytest

from game.analysis.playout import at_random, play_out
from game.scenario.model import Kind, Scenario
from tests.engine.lab import compile_text
from tests.generated import scenario_text

SEEDS = 200  # each about 30 ms


@pytest.fixture(scope="module")
def made() -> list[Scenario]:
    """They compile without an error, or this fails with the problems."""
    return [compile_text(scenario_text(seed)) for seed in range(SEEDS)]


def test_a_seed_gives_one_text() -> None:
    assert scenario_text(3) == scenario_text(3) != scenario_text(4)


def test_every_one_plays_to_an_ending(made: list[Scenario]) -> None:
    endings: Counter[str] = Counter()
    for scenario in made:
        for seed in range(5):
            endings[play_out(scenario, seed, at_random, "hard").ending] += 1
    assert sorted(endings) == ["e0", "e1", "e2", "e3", "e4"]
    assert min(endings.values()) > 100


def test_every_mechanism_is_used(made: list[Scenario]) -> None:
    used: Counter[str] = Counter()
    for scenario in made:
        used.update({kind.value for kind in {node.kind for node in scenario.nodes}})
        weights = []
        for node in scenario.nodes:
            for option in node.options:
                used[f"{node.kind.value} closes"] += option.when is not None
                used[f"{node.kind.value} draws"] += bool(option.outcomes)
                used["later"] += bool(option.later)
                weights += [outcome.weight for outcome in option.outcomes]
            weights += [outcome.weight for outcome in node.outcomes]
            used["routes"] += bool(node.target and len(node.target.routes) > 1)
            used["nuclear outcome"] += any(outcome.nuclear for outcome in node.outcomes)
        for weight in weights:
            used[
                f"weight by {weight.source or ('formula' if weight.expression else 'nothing')}"
            ] += 1
        for later in scenario.later:
            used["later asks"] += later.when is not None
            used["told"] += bool(later.effects.told)
        used["rule asks"] += any(rule.when for rule in scenario.rules)
        used.update(mark.partition("(")[0] for mark in scenario.marks)
        days = [node.day for node in scenario.nodes if node.kind is not Kind.ENDING]
        used["empty day"] += any(day not in days for day, _ in scenario.calendar)
    assert len(used) == 22, used
    assert min(used.values()) >= 100, used
