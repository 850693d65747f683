"""Storm on the merged model, beliefs and all: the least, the greatest and random play."""

from __future__ import annotations

from pathlib import Path

import pytest
import stormpy

from game.analysis.odds import explored, odds
from game.scenario.load import load, open_scenario
from game.scenario.model import Scenario
from tests.generated import scenario_text
from tests.oracles.merged import USED, merged


def ask(text: str, aim: str, labels: list[str], folder: Path) -> dict[str, float]:
    """What Storm finds for each label."""
    path = folder / "model.prism"
    path.write_text(text, encoding="utf-8")
    program = stormpy.parse_prism_program(str(path))
    queries = {
        label: stormpy.parse_property(f'P{aim}=? [F "{label}"]', program) for label in labels
    }
    model = stormpy.build_model(program, list(queries.values()))
    environment = stormpy.environments.default(model)
    for solver in (environment.solver().min_max(), environment.solver().native()):
        solver.precision = stormpy.Rational("1/10000000000000")
    start = model.initial_states[0]
    return {
        label: stormpy.model_checking(model, query, environment=environment).get_value(start)
        for label, query in queries.items()
    }


def agrees(scenario: Scenario, preset: str, folder: Path) -> None:
    space = explored(scenario, preset)
    slots = {scenario.slots[id]: f"e{number}" for number, id in enumerate(scenario.endings)}
    names = {f"e{number}": id for number, id in enumerate(scenario.endings)}
    war = {scenario.slots[id]: USED for id, ending in scenario.endings.items() if ending.nuclear}
    for policy, aim in (("random", ""), ("best", "min"), ("worst", "max")):
        ours = odds(scenario, space, policy)
        random = policy == "random"
        reached = sorted({slots[p.node] for p in space.points if p.kind == "end"})
        theirs = ask(merged(space.packing, slots, False, random), aim, reached, folder)
        for label, value in theirs.items():
            assert value == pytest.approx(ours.endings[names[label]], abs=1e-12), (policy, label)
        used = ask(merged(space.packing, war, True, random), aim, [USED], folder)[USED]
        assert used == pytest.approx(ours.nuclear_use, abs=1e-12), policy


@pytest.mark.parametrize("preset", ["calm", "middle", "hard"])
def test_the_tutorial(preset: str, tmp_path: Path) -> None:
    agrees(open_scenario("tutorial"), preset, tmp_path)


@pytest.mark.parametrize("seed", range(12))
def test_generated(seed: int, tmp_path: Path) -> None:
    file = tmp_path / "generated.yaml"
    file.write_text(scenario_text(seed), encoding="utf-8")
    scenario, problems = load(file)
    assert scenario is not None, problems
    agrees(scenario, scenario.preset, tmp_path)
