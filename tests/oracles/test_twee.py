"""Chromium plays the exported Twee, compiled with SugarCube, as our own engine plays it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.export import twee
from game.scenario.load import open_scenario
from game.scenario.model import Option, Scenario
from tests.engine.lab import lab
from tests.export.letters import letters
from tests.generated import scenario_text

from .lockstep import Ours, Played, compare, compare_told, variables
from .tools import chromium, run

GENERATED = 10
CLICKED = 1  # games of each scenario that are played with a mouse


def label(option: Option) -> str:
    return option.text


def scenarios(folder: Path) -> dict[str, tuple[Scenario, int]]:
    """Every scenario that is compared, and in how many games."""
    found = {
        "tutorial": (open_scenario("tutorial"), 12),
        "october-1962": (open_scenario("october-1962"), 12),
        "lab": (lab(), 8),
        "letters": (letters(), 6),
    }
    for seed in range(GENERATED):
        path = folder / f"generated-{seed}.yaml"
        path.write_text(scenario_text(seed), encoding="utf-8")
        found[path.stem] = (open_scenario(str(path)), 3)
    return found


Games = dict[str, tuple[list[Played], list[Played]]]


@pytest.fixture(scope="module")
def games(tmp_path_factory: pytest.TempPathFactory) -> Games:
    """Every scenario compiled and played, by Chromium and by us."""
    folder = tmp_path_factory.mktemp("twee")
    jobs, compared = [], scenarios(folder)
    for name, (scenario, count) in compared.items():
        path = folder / f"{name}.twee"
        path.write_text(twee.twee(scenario), encoding="utf-8")
        jobs.append(
            {
                "twee": str(path),
                "page": str(path.with_suffix(".html")),
                "log": str(path.with_suffix(".log")),
                "games": count,
                "clicked": CLICKED,
                "variables": variables(twee.terms(scenario)),
            }
        )
    (folder / "job").write_text(json.dumps(jobs), encoding="utf-8")
    run("twee.mjs", chromium(), folder / "job")
    found = {}
    for name, (scenario, count) in compared.items():
        log = (folder / f"{name}.log").read_text(encoding="utf-8").splitlines()
        terms = twee.terms(scenario)
        ours = [Ours(scenario, game, label).play(terms) for game in range(count)]
        found[name] = ([Played(**json.loads(game)) for game in log], ours)
    return found


def test_chromium_plays_as_we_do(games: Games) -> None:
    for name, (theirs, ours) in games.items():
        compare(name, theirs, ours)


def test_the_page_tells_what_we_tell(games: Games) -> None:
    counts = [compare_told(name, theirs, ours) for name, (theirs, ours) in games.items()]
    shown, hidden = map(sum, zip(*counts, strict=True))
    assert shown > 2_000
    assert hidden > 200
