"""The lines kept beside a scenario, in ``lines/``: history's, and games kept as tests of the story.

What history's line does not do is an error, for the debrief needs it; of any other it is a warning.
A kept line says where it ends in the note on its last move: ``note Ends at ENDING.``, after what
the player noted there. One without it may reach any ending.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from game.engine import record
from game.engine.record import MAX_LINE, Record
from game.engine.replay import replay
from game.engine.rules import turn
from game.errors import Trouble
from game.scenario.model import Scenario
from game.scenario.problems import Mark, Problems
from game.scenario.source import read_text

FOLDER = "lines"
_ENDS = re.compile(r"(?:^|(?<= ))Ends at ([a-z0-9-]+)\.$")


class Played(NamedTuple):
    """The ending a line reaches; or "", and why it reaches none."""

    ending: str
    fault: str


def play(scenario: Scenario, line: Record) -> Played:
    """Play a record's line, up to its cursor, to the ending that it must reach."""
    if line.damage:
        return Played("", line.damage)
    if line.scenario != scenario.id:
        return Played("", f"It is a game of '{line.scenario}', not of '{scenario.id}'.")
    game = replay(scenario, line)
    if game.stopped:
        return Played("", game.stopped)
    node = scenario.nodes[game.state.node].id
    if turn(scenario, game.state) != "over":
        return Played("", f"The line stops at '{node}', before an ending.")
    return Played(node, "")


def ends_at(line: Record) -> str:
    """The ending that a kept line says it reaches; "" if it says none."""
    found = _ENDS.search(line.notes.get(line.at, ""))
    return found[1] if found else ""


def kept(scenario: Scenario, game: Record) -> Record:
    """A game's line alone, up to the cursor, with its notes, as a record that says where it ends.

    Raises :class:`Trouble` if the line reaches no ending, or has no room to say which.
    """
    ending, fault = play(scenario, game)
    if fault:
        raise Trouble(f"{fault} Only a whole game that fits its scenario is kept.")
    line = Record(scenario.id, scenario.version, scenario.digest, game.seed, game.preset)
    line.where = f"Over · {scenario.endings[ending].title}"[:200]
    for number in game.line():
        line.append(game.made[number - 1])
        if number in game.notes:
            line.notes[line.at] = game.notes[number]
    own = _ENDS.sub("", line.notes.get(line.at, "")).strip()
    note = f"{own} Ends at {ending}.".strip()
    if len(f"note {note}") > MAX_LINE:
        raise Trouble(f"The note on the last move has {len(own):,} characters. Make it shorter.")
    line.notes[line.at] = note
    return line


def check(scenario: Scenario, ended: str, problems: Problems) -> None:
    """Play every line beside a scenario. History's must reach the ending `ended`; "" for any."""
    folder = Path(scenario.folder)
    history = folder / scenario.history if scenario.history else None
    if history:
        _history(scenario, history, ended, problems)
    for path in sorted((folder / FOLDER).glob("*.record")):
        if path != history:
            _kept(scenario, path, problems)


def _history(scenario: Scenario, path: Path, ended: str, problems: Problems) -> None:
    name = f"{scenario.id}/{scenario.history}"
    mark = Mark(name, 1, 1)
    text = read_text(path, name, problems)
    if text is None:
        return
    try:
        ending, fault = play(scenario, record.parse(text))
    except record.BadRecord as bad:
        ending, fault = "", str(bad)
    if fault:
        problems.add("EX0601", mark, f"{fault} Mend the line or the scenario.")
    elif ended and ending != ended:
        problems.add(
            "EX0602",
            mark,
            f"History's line ends at '{ending}'; history ended at '{ended}', as the scenario says."
            " Mend the line, or 'ended'.",
        )


def _kept(scenario: Scenario, path: Path, problems: Problems) -> None:
    name = f"{scenario.id}/{FOLDER}/{path.name}"
    mark = Mark(name, 1, 1)
    unread = Problems()
    text = read_text(path, name, unread)
    if text is None:
        problems.add("EX0525", mark, unread.found[0].message)
        return
    try:
        line = record.parse(text)
    except record.BadRecord as bad:
        problems.add("EX0525", mark, f"{bad} Mend the line or take it away.")
        return
    if line.scenario != scenario.id and not (path.parent.parent / "scenario.yaml").is_file():
        return  # a folder of scenarios of one file each: the line is kept beside another of them
    ending, fault = play(scenario, line)
    said = ends_at(line)
    if fault:
        problems.add("EX0525", mark, f"{fault} Mend the line or the scenario.")
    elif said and ending != said:
        problems.add(
            "EX0525",
            mark,
            f"The line ends at '{ending}'; its last note says '{said}'. Mend the scenario, or the"
            " note if it is meant.",
        )
