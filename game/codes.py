"""A game given by its code, or by the path of its record."""

from __future__ import annotations

import re
from pathlib import Path

from game import saves
from game.engine.code import BadCode, Code
from game.engine.record import Record
from game.errors import Trouble
from game.play import load_record
from game.scenario.load import known, open_scenario

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{7,}")


def is_code(given: Path) -> bool:
    """Whether a name that no file and no scenario has may be meant as a code."""
    named = given.exists() or str(given) in known()
    return bool(_CODE.fullmatch(str(given))) and not named


def record_of(given: Path, scenario_id: str | None = None) -> Record:
    """The game of a record or a code. Raises :class:`Trouble` if it is neither."""
    if not is_code(given):
        return load_record(given)
    try:
        code = Code(str(given))
        for id in [scenario_id] if scenario_id else filter(code.names, known()):
            return code.record(open_scenario(id))
    except BadCode as bad:
        raise Trouble(
            f"'{given}' is no file, and cannot be used as the code of a game. {bad}"
        ) from bad
    raise Trouble(
        f"'{given}' is the code of a game in a scenario that does not come with the program."
        " Give that scenario too, or update the program."
    )


def kept(given: Path, scenario_id: str | None = None) -> Path:
    """The path of a record, to be gone on with: of a code a new file among the saved games."""
    if not is_code(given):
        return given
    record = record_of(given, scenario_id)
    return saves.begin(record.scenario, record.seed, record.text())
