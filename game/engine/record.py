"""The record of a game: tags, an append-only tree of moves, and its text, which is the save file.

The text is made of lines a person can read::

    ExComm record 1
    scenario october-1962 1 3f9a22c17be04d11
    seed 1962
    preset middle
    where Saturday 27 October 1962 · The U-2 is down

    1 truth warheads stored
    2 choose 16/who-knows circle
    3 chance 17/films irbm
    back 2
    4 chance 17/films partial
    note A line of one's own, on move 4.
    at 4
    end 4

Each numbered line is a child of the line before it; ``back N`` goes on from move N (0 is the
start). The first child of a move is its main line. ``at`` is where the player stands, ``end``
proves that the file is whole. Nothing is ever deleted: undo moves ``at``, a branch appends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from game.engine.state import Move

VERSION = 1
HEAD = "ExComm record"
MAX_MOVES = 200_000
MAX_LINE = 2_000  # characters
MAX_LINES = 3 * MAX_MOVES + 100  # a move, where it goes on from, a note; and the head
_MOVE = re.compile(r"(\d{1,7}) (truth|choose|chance|luck) (\S{1,200}) (\S{1,200})")
_SEED = re.compile(r"\d{1,19}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_VERSION = re.compile(r"\d{1,7}")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")  # what could command a terminal


class BadRecord(Exception):
    """A text that is not a record at all; `str()` says what was found and expected."""


class Entry(NamedTuple):
    """A move and the number of the move before it (0: the start)."""

    parent: int
    move: Move


@dataclass(slots=True)
class Record:
    """`made[n - 1]` is move n. `at` is the cursor. `damage` tells what could not be read."""

    scenario: str
    version: int
    digest: str
    seed: int
    preset: str
    where: str = ""
    made: list[Move] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)  # of moves that do not follow the last
    notes: dict[int, str] = field(default_factory=dict)
    at: int = 0
    damage: str = ""

    @property
    def entries(self) -> list[Entry]:
        """Every move with the number of the move before it; move n is `entries[n - 1]`."""
        return [Entry(self.parents.get(n, n - 1), move) for n, move in enumerate(self.made, 1)]

    def append(self, move: Move) -> None:
        """Make a move at the cursor. A move that was made there before is walked, not repeated."""
        made = self.made
        end = len(made)
        if self.at != end:
            for number in self.children(self.at):
                if made[number - 1] == move:
                    self.at = number
                    return
            self.parents[end + 1] = self.at
        made.append(move)
        self.at = end + 1

    def add(self, parent: int, move: Move) -> None:
        """Append a move after move `parent` and go there."""
        if parent != len(self.made):
            self.parents[len(self.made) + 1] = parent
        self.made.append(move)
        self.at = len(self.made)

    def children(self, number: int) -> list[int]:
        """The moves made after move `number`, the main line first."""
        follows = number < len(self.made) and number + 1 not in self.parents
        branches = [child for child, parent in self.parents.items() if parent == number]
        return [number + 1, *branches] if follows else branches

    def line(self, number: int | None = None) -> list[int]:
        """The numbers of the moves from the start to move `number` (default: the cursor)."""
        walk = self.at if number is None else number
        parents = self.parents
        found = []
        while walk:
            found.append(walk)
            walk = parents.get(walk, walk - 1)
        found.reverse()
        return found

    def moves(self, number: int | None = None) -> list[Move]:
        """The moves from the start to move `number` (default: the cursor)."""
        if not self.parents:
            return self.made[: self.at if number is None else number]
        return [self.made[n - 1] for n in self.line(number)]

    def luck_seed(self) -> int:
        """The seed in force at the cursor: the record's own, or the last ``luck new``."""
        for move in reversed(self.moves()):
            if move.kind == "luck":
                return int(move.pick)
        return self.seed

    def text(self) -> str:
        """The canonical text; :func:`parse` gives the same record back."""
        lines = [
            f"{HEAD} {VERSION}",
            f"scenario {self.scenario} {self.version} {self.digest}",
            f"seed {self.seed}",
            f"preset {self.preset}",
        ]
        if self.where:
            lines.append(f"where {self.where}")
        lines.append("")
        for number, move in enumerate(self.made, 1):
            if number in self.parents:
                lines.append(f"back {self.parents[number]}")
            lines.append(f"{number} {' '.join(move)}")
            if number in self.notes:
                lines.append(f"note {self.notes[number]}")
        lines += [f"at {self.at}", f"end {len(self.made)}", ""]
        return "\n".join(lines)


def parse(text: str) -> Record:
    """Read a record as far as it can be read; what could not is told in `damage`.

    Raises :class:`BadRecord` if the head itself is missing, broken, or of a later version, or if
    there are more lines than any game has.
    """
    text = text.replace("\r\n", "\n")  # as some editors and mail programs leave it
    if (count := text.count("\n")) > MAX_LINES:
        raise BadRecord(f"It has {count:,} lines; a record has at most {MAX_LINES:,}.")
    lines = text.split("\n")
    whole = text.endswith("\n")
    record, body = _head(lines)
    last = 0
    ended = False
    for number, line in enumerate(lines[body:], body + 1):
        if not line.strip():
            continue
        final = number == len(lines) and not whole
        if final or ended or len(line) > MAX_LINE:
            break
        if line.startswith("end "):
            if line != f"end {len(record.made)}":
                break
            ended = True
            continue
        fault, last = _line(record, line, last)
        if fault:
            record.damage = f"Line {number}: {fault}"
            break
    if not ended and not record.damage:
        record.damage = f"The record was cut short after move {len(record.made)}."
    if record.damage:
        record.at = len(record.made)
    return record


def _head(lines: list[str]) -> tuple[Record, int]:
    first = _CONTROL.sub("\ufffd", lines[0].removeprefix("\ufeff").strip())
    if not first.startswith(HEAD):
        found = f"'{first[:40]}'" if first else "nothing"
        raise BadRecord(
            f"This is not a record: line 1 should be '{HEAD} {VERSION}', found {found}."
        )
    version = first[len(HEAD) :].strip()
    if version != str(VERSION):
        raise BadRecord(
            f"The record is of format '{version}'; this program reads format {VERSION}."
            " Update the program."
        )
    tags: dict[str, str] = {}
    body = 1
    for line in lines[1:]:
        if not line.strip():
            break
        body += 1
        if _CONTROL.search(line):
            raise BadRecord(
                f"Line {body} of the head holds a control character, as no record does."
            )
        key, _, value = line.partition(" ")
        if key not in ("scenario", "seed", "preset", "where") or len(line) > MAX_LINE:
            raise BadRecord(f"Line {body} of the head is not understood: '{line[:40]}'.")
        tags[key] = value.strip()
    parts = tags.get("scenario", "").split()
    # An id and never a path: a stranger's record must not choose what is opened.
    if len(parts) != 3 or not _ID.fullmatch(parts[0]) or not _VERSION.fullmatch(parts[1]):
        raise BadRecord(
            "The head needs a line 'scenario ID VERSION DIGEST'. The file was cut or edited."
        )
    seed = tags.get("seed", "")
    if not _SEED.fullmatch(seed):
        raise BadRecord("The head needs a line 'seed NUMBER'. The file was cut or edited.")
    if "preset" not in tags:
        raise BadRecord("The head needs a line 'preset NAME'. The file was cut or edited.")
    record = Record(
        parts[0], int(parts[1]), parts[2], int(seed), tags["preset"], tags.get("where", "")
    )
    return record, body


def _line(record: Record, line: str, last: int) -> tuple[str, int]:
    """Take one line in; gives (fault, the move that the next line follows)."""
    count = len(record.made)
    if _CONTROL.search(line):
        return "a control character, as no record holds.", last
    match = _MOVE.fullmatch(line)
    if match:
        number, kind, where, pick = match.groups()
        if int(number) != count + 1:
            return f"move {count + 1} was expected, found '{line[:60]}'.", last
        if count >= MAX_MOVES:
            return f"more than {MAX_MOVES:,} moves.", last
        if kind == "luck" and (where != "new" or not _SEED.fullmatch(pick)):
            return f"'luck new NUMBER' was expected, found '{line[:60]}'.", last
        record.add(last, Move(kind, where, pick))  # type: ignore[arg-type]
        return "", count + 1
    word, _, rest = line.partition(" ")
    if word == "note" and count:
        record.notes[count] = rest
        return "", last
    if word in ("back", "at") and rest.isdecimal() and len(rest) < 8 and int(rest) <= count:
        if word == "at":
            record.at = int(rest)
            return "", last
        return "", int(rest)
    return f"a move was expected, found '{line[:60]}'.", last
