"""Every problem of a scenario: those of its files, and those that only playing shows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from game.analysis import lines
from game.scenario import translation
from game.scenario.check import check
from game.scenario.checks.draft import Draft
from game.scenario.load import read, uncollected
from game.scenario.problems import Problem, Problems
from game.scenario.source import Scalar
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
    with uncollected():
        return _review(path)


def _review(path: Path) -> Review:
    problems = Problems()
    draft = read(path, problems)
    translated = _translated(path, problems) if draft else []
    silenced = 0
    if draft:
        ended = draft.tree("scenario", "ended")
        lines.check(draft.scenario, ended.text if isinstance(ended, Scalar) else "", problems)
        silenced = check(draft, problems, translated)  # last: it takes out what is silenced
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
