"""Storm finds in the exported model what trying everything finds with the engine's own rules.

Both reckon with exact fractions, so what they find is not nearly the same but the same.
"""

from __future__ import annotations

import random

import pytest

from game.export.prism import prism
from game.scenario.model import Kind, Scenario
from tests import naive
from tests.engine.lab import compile_text, lab
from tests.generated import scenario_text
from tests.test_naive import ENDING, GUESS, LEAKY

from .storm import Answers, check

SEEDS = range(50)
PRESETS = ("soft", "plain", "hard")


HIDDEN = (5, 8, 11, *range(30, 52))


def made(seed: int) -> Scenario:
    """Scenarios of several shapes; a third have options that give truths away."""
    text = scenario_text(
        seed, nodes=7 + seed % 2, meters=2 + seed % 2, truths=1 + seed % 3, leaks=seed % 3 == 0
    )
    return compile_text(text)


def agree(found: Answers, random_: Answers, wanted: naive.Naive) -> None:
    assert found.values == wanted.seeing
    assert {name: value for name, (value, _) in random_.values.items()} == wanted.uniform
    reached = {id for id, length in wanted.options.items() if length is not None}
    assert {id for id in found.options if not id.endswith(".done")} == reached
    ended = {id for id, length in wanted.endings.items() if length is not None}
    assert found.endings == random_.endings == ended


@pytest.mark.parametrize("seed", SEEDS)
def test_generated(seed: int) -> None:
    scenario, preset = made(seed), PRESETS[seed % 3]
    found, random_ = check(prism(scenario, preset)), check(prism(scenario, preset, "random"))
    agree(found, random_, naive.solve(scenario, preset))


@pytest.mark.parametrize("seed", HIDDEN)
def test_without_seeing_the_truths(seed: int) -> None:
    """Storm reckons with all that the player may believe, and finds what he can bring about."""
    scenario = compile_text(scenario_text(seed, nodes=7, leaks=seed % 2 == 0))
    assert check(prism(scenario, "hard", "hidden")).values == naive.solve(scenario, "hard").knowing


@pytest.mark.parametrize(("text", "helps"), [(GUESS, True), (LEAKY, False)])
def test_whether_it_helps_to_see_the_truth(text: str, helps: bool) -> None:
    scenario = compile_text(text)
    wanted = naive.solve(scenario, "plain")
    assert check(prism(scenario, "plain", "hidden")).values == wanted.knowing
    assert (wanted.knowing != wanted.seeing) is helps


@pytest.mark.parametrize("seed", range(50, 60))
def test_a_line(seed: int) -> None:
    """Some nodes have a line, by which some closed options are wished for."""
    scenario, luck = made(seed), random.Random(f"line {seed}")
    line = {}
    for node in scenario.nodes:
        if node.options and luck.random() < 0.6:
            ids = [option.id for option in node.options]
            ids += ["done"] * (node.kind is Kind.AGENDA)
            line[node.id] = luck.sample(ids, luck.randint(1, 2))
    found = check(prism(scenario, "plain", line=line))
    random_ = check(prism(scenario, "plain", "random", line))
    agree(found, random_, naive.solve(scenario, "plain", line))


@pytest.mark.parametrize("preset", ["plain", "soft", "hard"])
def test_the_lab(preset: str) -> None:
    found, random_ = check(prism(lab(), preset)), check(prism(lab(), preset, "random"))
    agree(found, random_, naive.solve(lab(), preset))


def test_a_preset_may_rule_nuclear_use_out() -> None:
    text = scenario_text(9).replace("nuclear: '1'", "nuclear: '0'")
    scenario = compile_text(text)
    found, random_ = check(prism(scenario, "plain")), check(prism(scenario, "plain", "random"))
    agree(found, random_, naive.solve(scenario, "plain"))


TAKEN = f"""\
scenario: {{id: taken, title: Taken, start: a/b}}
calendar: {{1: One, 2: Two}}
meters: {{min: {{range: -2..2, start: 0}}, place: {{range: 0..3}}}}
flags: {{label: A flag., true_: A flag., nuclear: A flag.}}
truths: {{module: {{values: {{x: 1, y: 2}}, told: T., so: {{x: X., y: Y.}}}}}}
nodes:
  a/b:
    day: 1
    title: One
    options:
      a: {{text: A, effects: {{min: -2, label: true}}, next: a-b}}
      b: {{text: B, effects: {{place: +1, nuclear: true}}, next: a-b}}
  a-b:
    day: 2
    title: Two
    outcomes:
      x: {{title: X, weight: "2 - min * place - -1", next: over}}
      y: {{title: Y, weight: {{by: module, x: 1, y: 3}}, next: [
        {{when: (label == nuclear) != true_ or not seen(a/b) == chose(a/b.a), to: over}},
        {{to: init}}]}}
endings:
  over: {{title: Over, family: war, {ENDING}}}
  init: {{title: Init, family: war, {ENDING}}}
"""


def test_names_that_the_language_has_taken() -> None:
    scenario = compile_text(TAKEN)
    found, random_ = check(prism(scenario, "plain")), check(prism(scenario, "plain", "random"))
    agree(found, random_, naive.solve(scenario, "plain"))
    assert 0 < found.values["init"][1] < 1
