"""Diagnostics as data: every fault of a scenario has a code, a severity and a place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

CODES: dict[str, tuple[Severity, str]] = {
    "EX0101": ("error", "a file or folder is missing or cannot be read"),
    "EX0102": ("error", "a file is not UTF-8 text"),
    "EX0103": ("error", "a file is not YAML"),
    "EX0104": ("error", "a key is written twice"),
    "EX0105": ("error", "an anchor, alias or tag is used"),
    "EX0106": ("error", "a file is too large or too deeply nested"),
    "EX0107": ("error", "a file or section is empty"),
    "EX0110": ("error", "a key is not known"),
    "EX0111": ("error", "a key is missing"),
    "EX0112": ("error", "a value has the wrong shape"),
    "EX0113": ("error", "an id or name is not well formed"),
    "EX0114": ("error", "a value is out of range"),
    "EX0115": ("error", "an id is defined twice"),
    "EX0201": ("error", "a name is not known"),
    "EX0301": ("error", "an expression cannot be read"),
    "EX0302": ("error", "an expression names something unknown"),
    "EX0303": ("error", "types in an expression do not fit"),
    "EX0304": ("error", "an expression uses something that is not allowed"),
    "EX0305": ("error", "a condition would show the player what is hidden"),
    "EX0306": ("warning", "a condition never holds"),
    "EX0307": ("warning", "a condition always holds"),
    "EX0401": ("warning", "a node cannot be reached"),
    "EX0402": ("error", "a path returns to a node"),
    "EX0403": ("error", "a decision can have no open option"),
    "EX0404": ("error", "weights sum to nothing"),
    "EX0405": ("error", "time runs backward"),
    "EX0406": ("warning", "an ending cannot be reached"),
    "EX0407": ("warning", "an outcome can never come"),
    "EX0408": ("warning", "an option can never be open"),
    "EX0409": ("warning", "an option can never be closed"),
    "EX0410": ("warning", "a delayed effect never arrives"),
    "EX0411": ("warning", "the clock runs back within a day"),
    "EX0412": ("warning", "one draw decides too much"),
    "EX0413": ("warning", "a rule never runs"),
    "EX0414": ("warning", "a date names the wrong weekday"),
    "EX0415": ("warning", "an ending and the way to it disagree about nuclear use"),
    "EX0416": ("warning", "two options bring the same"),
    "EX0417": ("warning", "an option is worse in everything"),
    "EX0418": ("warning", "a draw may find every weight at nothing"),
    "EX0419": ("warning", "a precaution does not make rarer what it is against"),
    "EX0501": ("warning", "a flag is never set, or set and never read"),
    "EX0502": ("warning", "a claim has no source"),
    "EX0503": ("warning", "a text is too long for its place"),
    "EX0504": ("warning", "a source is never cited"),
    "EX0505": ("warning", "a paragraph stops in the middle of a sentence"),
    "EX0506": ("warning", "a meter never changes"),
    "EX0507": ("warning", "a hidden meter is never read"),
    "EX0508": ("warning", "nothing depends on a truth"),
    "EX0509": ("warning", "a truth decides too often"),
    "EX0510": ("warning", "a camp or path is never used"),
    "EX0511": ("warning", "a person speaks for and against the same"),
    "EX0512": ("warning", "a person expects something and does not speak to it"),
    "EX0513": ("warning", "a front page is too short or too long"),
    "EX0514": ("warning", "a scene is too long"),
    "EX0515": ("warning", "two things to tell apart read the same"),
    "EX0516": ("warning", "a slip of typing"),
    "EX0517": ("warning", "a letter that the game's faces lack"),
    "EX0518": ("warning", "a place lies outside the map"),
    "EX0519": ("warning", "a person never speaks"),
    "EX0520": ("warning", "a person speaks from an empty chair"),
    "EX0521": ("warning", "something stands behind what always comes first"),
    "EX0522": ("warning", "a message is never delivered"),
    "EX0523": ("warning", "a message is too long for its paper"),
    "EX0524": ("warning", "a draw does not say why it has its odds"),
    "EX0525": ("warning", "a kept line goes another way"),
    "EX0601": ("error", "the history line does not fit the scenario"),
    "EX0602": ("error", "the history line does not end where history ended"),
    "EX0701": ("error", "this cannot be silenced"),
    "EX0702": ("warning", "a silence silences nothing"),
    "EX0801": ("error", "a translation is of something that is not there"),
    "EX0802": ("error", "a translation changes what is no text"),
    "EX0803": ("error", "a translation has more or fewer parts than the original"),
    "EX0804": ("warning", "texts are not translated"),
}


class Mark(NamedTuple):
    """A place in a file: line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    severity: Severity
    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message}"


@dataclass(slots=True)
class Problems:
    """Collects every problem of one pass."""

    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, mark: Mark, message: str) -> None:
        problem = Problem(code, CODES[code][0], mark.file, mark.line, mark.column, message)
        if problem not in self.found:
            self.found.append(problem)

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.found if p.severity == "error"]

    def in_order(self) -> list[Problem]:
        return sorted(self.found, key=lambda p: (p.file, p.line, p.column, p.code))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` Did you mean 'x'?`` where one of `known` is close to `word`, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""
