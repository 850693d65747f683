"""Exact analysis against trying everything: small random scenarios that use every mechanism."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.analysis.explore import explore
from game.analysis.odds import explored, odds
from game.engine.replay import replay
from game.engine.rules import turn
from game.scenario.load import load
from game.scenario.model import Scenario
from tests import naive
from tests.generated import scenario_text

SEEDS = range(24)


def made(seed: int, folder: Path) -> Scenario:
    file = folder / "generated.yaml"
    file.write_text(scenario_text(seed), encoding="utf-8")
    scenario, problems = load(file)
    assert scenario is not None, problems
    return scenario


@pytest.mark.parametrize("seed", SEEDS)
def test_odds_and_ways_are_those_of_trying_everything(seed: int, tmp_path: Path) -> None:
    scenario = made(seed, tmp_path)
    for preset in list(scenario.presets)[seed % len(scenario.presets) :][:1]:
        truly = naive.solve(scenario, preset)
        space = explored(scenario, preset)
        names = [*scenario.endings, naive.NUCLEAR]
        for policy, wanted in (
            ("random", truly.uniform),
            ("best", {name: truly.knowing[name][0] for name in names}),
            ("worst", {name: truly.knowing[name][1] for name in names}),
        ):
            found = odds(scenario, space, policy)
            for name in names:
                value = found.nuclear_use if name == naive.NUCLEAR else found.endings[name]
                assert value == pytest.approx(float(wanted[name]), abs=1e-12), (policy, name)
        ways = explore(scenario, space)
        for kind, shortest in (
            (ways.options, truly.options),
            (ways.outcomes, truly.outcomes),
            (ways.endings, truly.endings),
        ):
            lengths = {name: each.moves if each.witness else None for name, each in kind.items()}
            assert lengths == shortest
            for name, each in kind.items():
                if each.witness:
                    played = replay(scenario, each.witness)
                    assert not played.stopped, name
                    own = [m for m in each.witness.moves() if m.kind in ("choose", "chance")]
                    assert len(own) == each.moves
                    if kind is ways.endings:
                        assert turn(scenario, played.state) == "over"
                        assert scenario.nodes[played.state.node].id == name
                    else:
                        assert f"{own[-1].where}.{own[-1].pick}" == name
