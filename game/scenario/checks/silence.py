"""Warnings that the author has silenced: by code, at named entries or everywhere, with a reason.

An entry is what an id of a section stands for (a node, a person, a meter); a warning belongs to
the entry in which it is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from game.scenario.checks.draft import Draft
from game.scenario.fields import Fields
from game.scenario.problems import CODES, Mark, Problem, Problems, did_you_mean
from game.scenario.source import Table


@dataclass(slots=True)
class _Silence:
    code: str
    mark: Mark
    at: dict[str, Mark]  # ids of entries; empty: everywhere
    used: set[str] = field(default_factory=set)


def apply(draft: Draft, problems: Problems, translated: Sequence[Draft] = ()) -> int:
    """Take out the silenced warnings, tell of silence that does not serve; how many were taken."""
    silences = _read(draft, problems)
    entries = sorted({entry for one in (draft, *translated) for entry in _entries(one)})
    kept: list[Problem] = []
    for problem in problems.found:
        entry = _entry(entries, problem)
        for silence in silences:
            if silence.code == problem.code and (not silence.at or entry in silence.at):
                silence.used.add(entry)
                break
        else:
            kept.append(problem)
    count = len(problems.found) - len(kept)
    problems.found[:] = kept
    for silence in silences:
        idle = [(id, mark) for id, mark in silence.at.items() if id not in silence.used]
        if not silence.at and not silence.used:
            problems.add(
                "EX0702", silence.mark, f"Nothing here needs {silence.code} silenced. Delete it."
            )
        for id, mark in idle:
            known = {name for _, name in entries}
            guess = did_you_mean(id, known) if id not in known else ""
            problems.add(
                "EX0702",
                mark,
                f"'{id}' has no {silence.code} to silence.{guess} Delete it or correct the id.",
            )
    return count


def _read(draft: Draft, problems: Problems) -> list[_Silence]:
    section = draft.tree("silence")
    if section is None:
        return []
    if not isinstance(section, Table):
        problems.add("EX0112", section.mark, "'silence' must be a mapping from codes to reasons.")
        return []
    found = []
    for code, (mark, _) in section.entries.items():
        if code not in CODES:
            problems.add("EX0701", mark, f"There is no code '{code}'.{did_you_mean(code, CODES)}")
        elif CODES[code][0] == "error" or code == "EX0702":
            problems.add("EX0701", mark, f"{code} cannot be silenced. Mend what it tells of.")
        else:
            whole = Fields(section, "'silence'", Problems(), " ".join(section.entries))
            for item in whole.items(code):
                part = Fields(item, f"The silence of {code}", problems, "at why")
                part.word("why", None)
                places = zip(part.words("at"), part.items("at"), strict=True)
                found.append(_Silence(code, mark, {id: tree.mark for id, tree in places}))
    return found


def _entries(draft: Draft) -> list[tuple[Mark, str]]:
    """Where each entry of each section begins; in a translation where its texts do."""
    found: list[tuple[Mark, str]] = []
    for name, (mark, section) in draft.root.entries.items():
        found.append((mark, name))
        if isinstance(section, Table):
            found += [(at, id) for id, (at, _) in section.entries.items()]
    return found


def _entry(entries: list[tuple[Mark, str]], problem: Problem) -> str:
    place = Mark(problem.file, problem.line, problem.column)
    index = bisect_right(entries, place, key=lambda entry: entry[0])
    same = index and entries[index - 1][0].file == problem.file
    return entries[index - 1][1] if same else ""
