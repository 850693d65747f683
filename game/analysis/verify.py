"""Every problem of a scenario: those of its files, and those that only playing shows."""

from __future__ import annotations

from pathlib import Path

from game.engine import record
from game.engine.replay import replay
from game.engine.rules import turn
from game.scenario.load import load
from game.scenario.model import Scenario
from game.scenario.problems import Mark, Problem, Problems
from game.scenario.source import read_text


def verify(path: Path) -> list[Problem]:
    """All problems of the scenario at a path, in order."""
    scenario, found = load(path)
    if scenario is None or not scenario.history:
        return found
    problems = Problems(list(found))
    _history(scenario, problems)
    return problems.in_order()


def _history(scenario: Scenario, problems: Problems) -> None:
    file = Path(scenario.folder) / scenario.history
    name = f"{scenario.id}/{scenario.history}"
    mark = Mark(name, 1, 1)
    text = read_text(file, name, problems)
    if text is None:
        return
    try:
        line = record.parse(text)
    except record.BadRecord as bad:
        problems.add("EX0601", mark, str(bad))
        return
    if line.damage:
        problems.add("EX0601", mark, line.damage)
        return
    game = replay(scenario, line)
    if game.stopped:
        problems.add("EX0601", mark, f"{game.stopped} Mend the line or the scenario.")
    elif turn(scenario, game.state) != "over":
        node = scenario.nodes[game.state.node].id
        problems.add("EX0601", mark, f"History's line stops at '{node}', before an ending.")
