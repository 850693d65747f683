"""Every problem of a scenario: those of its files, and those that only playing shows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from game.engine import record
from game.engine.replay import replay
from game.engine.rules import turn
from game.scenario import translation
from game.scenario.check import check
from game.scenario.checks.draft import Draft
from game.scenario.load import read
from game.scenario.model import Scenario
from game.scenario.problems import Mark, Problem, Problems
from game.scenario.source import Scalar, read_text
from game.scenario.translation import Translation


class Review(NamedTuple):
    problems: list[Problem]  # in order of file and line
    silenced: int  # warnings that the author has silenced
    translations: tuple[Translation, ...]  # in order of language


def verify(path: Path) -> list[Problem]:
    """All problems of the scenario at a path, in order."""
    return review(path).problems


def review(path: Path) -> Review:
    """All problems of the scenario at a path, and how many more are silenced."""
    problems = Problems()
    draft = read(path, problems)
    translated = _translated(path, problems) if draft else []
    silenced = check(draft, problems, translated) if draft else 0
    if draft and draft.scenario.history:
        ended = draft.tree("scenario", "ended")
        _history(draft.scenario, ended.text if isinstance(ended, Scalar) else "", problems)
    told = tuple(other.translation for other in translated if other.translation)
    return Review(problems.in_order(), silenced, told)


def _translated(path: Path, problems: Problems) -> list[Draft]:
    """The scenario in each of its languages, as far as their files have no errors."""
    found = []
    for code in translation.files(path):
        own = Problems()
        draft = read(path, own, language=code)
        of_text = f"{path.name}/{translation.FOLDER}/"
        problems.found += [problem for problem in own.found if problem.file.startswith(of_text)]
        if draft:
            found.append(draft)
    return found


def _history(scenario: Scenario, ended: str, problems: Problems) -> None:
    """Play history's line, which must reach the ending `ended`; "" for any."""
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
        return
    node = scenario.nodes[game.state.node].id
    if turn(scenario, game.state) != "over":
        problems.add("EX0601", mark, f"History's line stops at '{node}', before an ending.")
    elif ended and node != ended:
        problems.add(
            "EX0602",
            mark,
            f"History's line ends at '{node}'; history ended at '{ended}', as the scenario says."
            " Mend the line, or 'ended'.",
        )
