"""Two ink engines play the exported ink as our own engine plays the scenario, move for move.

inkjs compiles the source and plays it in JavaScript; bink plays what it compiled, in Rust.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pytest
from bink.story import Story

from game.export import ink
from game.export.terms import Terms
from game.scenario.load import open_scenario
from game.scenario.model import Scenario
from tests.engine.lab import lab
from tests.export.letters import letters
from tests.generated import scenario_text

from .lockstep import Ours, Played, advance, compare, compare_told, seeds, variables
from .tools import HERE, node, run

GENERATED = 50
TOLD = 40  # games of each scenario of which the text is compared too


class Task(NamedTuple):
    """A scenario, the one that is exported in its place, and in how many games."""

    scenario: Scenario
    exported: Scenario
    games: int

    @property
    def told(self) -> int:
        """In how many games the text is compared too."""
        return TOLD if self.exported is self.scenario else 0


@dataclass
class Case:
    """A scenario, and the same games played by inkjs, by bink and by us."""

    scenario: Scenario
    inkjs: list[Played]
    bink: list[Played]
    ours: list[Played]


def terse(scenario: Scenario) -> Scenario:
    """The scenario without its longer prose, which takes the engines most of their time."""
    return replace(
        scenario,
        nodes=tuple(
            replace(
                node,
                text=(),
                briefing=None,
                options=tuple(
                    replace(
                        option,
                        outcome=(),
                        outcomes=tuple(replace(outcome, text=()) for outcome in option.outcomes),
                    )
                    for option in node.options
                ),
                outcomes=tuple(replace(outcome, text=()) for outcome in node.outcomes),
            )
            for node in scenario.nodes
        ),
    )


def tasks(folder: Path) -> dict[str, Task]:
    """Every scenario that is compared."""
    october, tutorial = open_scenario("october-1962"), open_scenario("tutorial")
    found = {
        "october-1962": Task(october, october, 200),
        "october-1962-terse": Task(october, terse(october), 2000),
        "tutorial": Task(tutorial, tutorial, 300),
        "lab": Task(lab(), lab(), 300),
        "letters": Task(letters(), letters(), 40),
    }
    for seed in range(GENERATED):
        path = folder / f"generated-{seed}.yaml"
        path.write_text(scenario_text(seed), encoding="utf-8")
        scenario = open_scenario(str(path))
        found[path.stem] = Task(scenario, scenario, 50)
    return found


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every scenario exported and compiled; inkjs plays on one core, we and bink on another."""
    folder = tmp_path_factory.mktemp("ink")
    compared = tasks(folder)
    jobs = []
    for name, task in compared.items():
        path = folder / f"{name}.ink"
        path.write_text(ink.ink(task.exported), encoding="utf-8")
        jobs.append(
            {
                "ink": str(path),
                "compiled": str(path.with_suffix(".json")),
                "log": str(path.with_suffix(".log")),
                "games": task.games,
                "told": task.told,
                "variables": variables(ink.terms(task.scenario)),
            }
        )
    (folder / "job").write_text(json.dumps(jobs), encoding="utf-8")
    run("ink.mjs", "compile", folder / "job")
    command = [node(), HERE / "ink.mjs", "play", folder / "job"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as playing:
        found = {}
        for name, (scenario, _, games) in compared.items():
            terms = ink.terms(scenario)
            ours = [Ours(scenario, game, ink.option_text).play(terms) for game in range(games)]
            story = (folder / f"{name}.json").read_text(encoding="utf-8")
            found[name] = Case(scenario, [], list(bink(terms, story, games)), ours)
        _, said = playing.communicate()
    assert playing.returncode == 0, said
    for name, case in found.items():
        log = (folder / f"{name}.log").read_text(encoding="utf-8")
        case.inkjs += [Played(**json.loads(game)) for game in log.splitlines()]
    return found


def bink(terms: Terms, compiled: str, games: int) -> Iterator[Played]:
    """The games as bink plays them."""
    story = Story(compiled)
    names = variables(terms)
    for game in range(games):
        story.reset_state()
        luck, chooser = seeds(game)
        story.set_variable("luck", luck)
        played = Played()
        while True:
            story.continue_maximally()
            options = list(story.get_current_choices())
            if not options:
                break
            chooser = advance(chooser)
            played.steps.append((options, chooser % len(options)))
            story.choose_choice_index(chooser % len(options))
        played.ending = story.get_variable("ending")
        played.variables = {name: story.get_variable(name) for name in names}
        yield played


def test_inkjs_plays_as_we_do(cases: dict[str, Case]) -> None:
    for name, case in cases.items():
        compare(name, case.inkjs, case.ours)


def test_bink_plays_as_we_do(cases: dict[str, Case]) -> None:
    for name, case in cases.items():
        compare(name, case.bink, case.ours)


def test_ink_tells_what_we_tell(cases: dict[str, Case]) -> None:
    counts = [
        compare_told(name, case.inkjs[:TOLD], case.ours[:TOLD])
        for name, case in cases.items()
        if case.inkjs[0].said
    ]
    shown, hidden = map(sum, zip(*counts, strict=True))
    assert shown > 10_000
    assert hidden > 1_000


def test_the_games_go_everywhere(cases: dict[str, Case]) -> None:
    """What the comparison is worth: nearly every ending is met in it."""
    october = cases["october-1962-terse"]
    reached = {game.ending for game in october.ours}
    assert len(reached) >= len(october.scenario.endings) - 3
    together = {(name, game.ending) for name, case in cases.items() for game in case.ours}
    assert len(together) > 2 * GENERATED
