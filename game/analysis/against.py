"""What an edit does to games that were played before: which go another way now, and where.

Each record is played over the scenario as it was and as it is, move by move, to where the player
stands. Nothing is drawn anew: the moves of the record are made, and what they bring is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any, Literal

from game.engine import chance
from game.engine.record import Record
from game.engine.rules import apply, turn
from game.engine.state import UNDRAWN, Misfit, Move, State, start
from game.scenario.model import Scenario

Verdict = Literal["same", "differs", "stops", "unfit"]
MEANS: dict[Verdict, str] = {
    "same": "play as before",
    "differs": "play to the same move, and differ",
    "stops": "stop on the way",
    "unfit": "did not fit the old scenario either",
}


@dataclass(frozen=True, slots=True)
class Shift:
    """A quantity that stands elsewhere: after which move first, and at the end, in words."""

    what: Literal["day", "meter", "flag"]
    id: str
    name: str
    move: int
    where: str  # the node at which that move was made
    first: tuple[str, str]  # as it was, as it is
    last: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reweighed:
    """A draw of the game whose odds are others: the share of what was drawn, 0..1, exact."""

    move: int
    where: str
    drawn: str
    before: Fraction
    after: Fraction


@dataclass(slots=True)
class Judgement:
    """What became of one game. `moves` is how many it has, `fits` how many fit both scenarios."""

    record: str
    moves: int
    fits: int = 0
    verdict: Verdict = "same"
    why: str = ""  # it stops
    at: str = ""  # and where it stands then: the node, its day and title
    ending: tuple[str, str] | None = None  # as it was, as it is: ids of the nodes reached
    shifts: list[Shift] = field(default_factory=list)
    draws: list[Reweighed] = field(default_factory=list)


def judge(old: Scenario, new: Scenario, name: str, record: Record) -> Judgement:
    """Play one record over both scenarios."""
    moves = record.moves()
    found = Judgement(name, len(moves))
    for scenario in (old, new):
        if record.preset not in scenario.presets:
            found.verdict = "unfit" if scenario is old else "stops"
            known = ", ".join(scenario.presets)
            found.why = f"There is no preset '{record.preset}'; there are {known}."
            found.at = _place(scenario, start(scenario))
            return found
    was, now = start(old), start(new)
    watch = _Watch(old, new)
    for count, move in enumerate(moves, 1):
        where = old.nodes[was.node].id
        try:
            before = _share(old, was, move, record.preset)
            was = apply(old, was, move).state
        except Misfit as misfit:
            found.verdict, found.why, found.at = "unfit", str(misfit), _place(old, was)
            break
        try:
            after = _share(new, now, move, record.preset)
            now = apply(new, now, move).state
        except Misfit as misfit:
            found.verdict, found.why, found.at = "stops", str(misfit), _place(new, now)
            break
        found.fits = count
        if before is not None and after is not None and before != after:
            found.draws.append(Reweighed(count, where, move.pick, before, after))
        watch.look(count, where, was, now)
    found.shifts = watch.shifts()
    if found.fits == len(moves) and new.slots.get(old.nodes[was.node].id) != now.node:
        found.ending = (old.nodes[was.node].id, new.nodes[now.node].id)
    if found.verdict == "same" and (found.ending or found.shifts or found.draws):
        found.verdict = "differs"
    return found


def _share(scenario: Scenario, state: State, move: Move, preset: str) -> Fraction | None:
    """How likely what was drawn is here; None for what is not drawn."""
    whose = turn(scenario, state)
    if move.kind == "chance" and whose == "chance":
        odds = chance.odds(scenario, state, preset)
        for outcome in odds.outcomes:
            if move.pick == outcome.id or move.pick in outcome.was:
                return odds.share(outcome.id)
    if move.kind == "truth" and whose == "truth":
        for truth in scenario.truths:
            if truth.id == move.where and state.truths[truth.slot] == UNDRAWN:
                total = sum(weight for _, weight in truth.values)
                return Fraction(dict(truth.values).get(move.pick, 0), total)
    return None


def _place(scenario: Scenario, state: State) -> str:
    node = scenario.nodes[state.node]
    day = dict(scenario.calendar).get(state.day, f"day {state.day}")
    return f"{node.id} ({day} · {node.title})"


Key = tuple[Literal["day", "meter", "flag"], str]
Values = tuple[int, int]  # as it was, as it is


class _Watch:
    """Compares positions, quantity by quantity, as far as both scenarios have it."""

    def __init__(self, old: Scenario, new: Scenario) -> None:
        meters = {meter.id: meter for meter in new.meters}
        flags = {flag.id: flag for flag in new.flags}
        self.meters = {m.id: (m, meters[m.id]) for m in old.meters if m.id in meters}
        self.flags = {f.id: (f, flags[f.id]) for f in old.flags if f.id in flags}
        self.first: dict[Key, tuple[int, str, Values]] = {}
        self.last: dict[Key, Values] = {}

    def look(self, move: int, where: str, was: State, now: State) -> None:
        """Note what differs after a move which was made at node `where`."""
        found: dict[Key, Values] = {("day", "day"): (was.day, now.day)}
        for id, (old, new) in self.meters.items():
            found["meter", id] = was.meters[old.slot], now.meters[new.slot]
        for id, (held, kept) in self.flags.items():
            found["flag", id] = int(was.flags & held.mask != 0), int(now.flags & kept.mask != 0)
        for key, values in found.items():
            if values[0] != values[1]:
                self.first.setdefault(key, (move, where, values))
        self.last = found

    def shifts(self) -> list[Shift]:
        return [
            Shift(
                key[0], key[1], self.meters[key[1]][1].name if key[0] == "meter" else key[1],
                move, where, self._words(key, values), self._words(key, self.last[key]),
            )
            for key, (move, where, values) in self.first.items()
        ]  # fmt: skip

    def _words(self, key: Key, values: Values) -> tuple[str, str]:
        if key[0] == "flag":
            return "true" if values[0] else "false", "true" if values[1] else "false"
        words = str(values[0]), str(values[1])
        if key[0] == "meter":
            old, new = self.meters[key[1]]
            named = old.word(values[0]), new.word(values[1])
            if (named[0] == named[1]) == (values[0] == values[1]):  # the words tell as much
                return named
        return words


# -- told ----------------------------------------------------------------------------------------


def lines(judgements: Sequence[Judgement]) -> Iterator[str]:
    """What became of the games, for a person: the counts, then each that does not hold."""
    for verdict, means in MEANS.items():
        count = sum(one.verdict == verdict for one in judgements)
        if count or verdict == "same":
            yield f"  {count:>5,}  {means}"
    for one in judgements:
        if one.verdict == "same":
            continue
        yield ""
        yield f"{one.record}: {_headline(one)}"
        if one.why:
            yield f"  {one.why}"
            yield f"  It stands at {one.at}."
        end = "at the end" if one.fits == one.moves else "where it stops"
        for shift in one.shifts:
            yield f"  {_told(shift, end)}"
        for draw in one.draws:
            before, after = per_cent(draw.before, draw.after)
            yield f"  Move {draw.move}, {draw.where}: '{draw.drawn}' had {before}, has {after}."


def _headline(one: Judgement) -> str:
    if one.verdict in ("stops", "unfit"):
        which = "the old scenario" if one.verdict == "unfit" else "it"
        return f"move {one.fits + 1} of {one.moves} does not fit {which}."
    if one.ending:
        return f"{one.moves} moves, which led to '{one.ending[0]}' and lead to '{one.ending[1]}'."
    return f"{one.moves} moves, to the same place."


def _told(shift: Shift, end: str) -> str:
    what = {"day": "The day", "meter": shift.name, "flag": f"Flag '{shift.id}'"}[shift.what]
    was, now = shift.first
    text = f"{what}: was {was}, is {now} after move {shift.move} ({shift.where})"
    if shift.last == shift.first:
        return f"{text}, and {end}."
    if shift.last[0] == shift.last[1]:
        return f"{text}; {end} the same."
    return f"{text}; {end} was {shift.last[0]}, is {shift.last[1]}."


def per_cent(before: Fraction, after: Fraction) -> tuple[str, str]:
    """Two shares in per cent, with as many digits as tell them apart (up to six)."""
    for digits in range(7):
        pair = f"{float(100 * before):.{digits}f} %", f"{float(100 * after):.{digits}f} %"
        if pair[0] != pair[1]:
            break
    return pair


def as_json(judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """The same as JSON; shares as numbers 0..1."""
    told = []
    for one in judgements:
        game = asdict(one)
        for draw in game["draws"]:
            draw["before"], draw["after"] = float(draw["before"]), float(draw["after"])
        told.append(game)
    return told
