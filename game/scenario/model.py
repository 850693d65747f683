"""The compiled scenario: an immutable graph, ready for the engine.

Meters, flags, truths and nodes are addressed by slot here; authors and saves only ever use ids.
`marks` are bits of the state's flag word: declared flags first, then what ``seen()``, ``chose()``
and ``told()`` remember, as far as some expression asks for it.
"""

# Without `from __future__ import annotations`: game.scenario.codec reads the types as they stand.
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from game.scenario.expression import Expression
from game.scenario.problems import Mark

Shown = Literal["exact", "word", "band", "hidden"]
Better = Literal["up", "down", "neither"]


class Kind(Enum):
    DECISION = "decision"
    AGENDA = "agenda"
    CHANCE = "chance"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    when: Expression | None = None


Text = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something changed: shown to the player, and the place in the YAML for the author."""

    kind: Literal["option", "outcome", "rule", "later"]
    id: str
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Effects:
    """What changes: meters as (slot, amount, absolute, low, high), flags as bits on and off."""

    cause: Cause
    meters: tuple[tuple[int, int, bool, int, int], ...] = ()
    on: int = 0
    off: int = 0
    switches: tuple[int, ...] = ()  # the bits of the declared flags among them
    told: tuple[tuple[int, int], ...] = ()  # truths that the player learns: slot, bit


@dataclass(frozen=True, slots=True)
class Later:
    """An effect that arrives `days` after it was set off."""

    slot: int
    days: int
    when: Expression | None
    effects: Effects


@dataclass(frozen=True, slots=True)
class Rule:
    days: frozenset[int]
    when: Expression | None
    effects: Effects


@dataclass(frozen=True, slots=True)
class Weight:
    """A whole number, or one by bands of a single quantity, or an expression."""

    constant: int
    expression: Expression | None = None
    source: Literal["", "meter", "flag", "truth"] = ""
    slot: int = 0  # of the meter or truth; the bit mask of a flag
    bands: tuple[int, ...] = ()  # by value, from `low` of the meter
    low: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a move leads: the first whose condition holds. Slots of `Scenario.nodes`."""

    routes: tuple[tuple[Expression | None, int], ...]
    only: int = -1  # the slot, where there is no other route


@dataclass(frozen=True, slots=True)
class Outcome:
    id: str
    weight: Weight
    nuclear: bool
    title: str
    text: Text
    flash: str
    effects: Effects
    later: tuple[Later, ...]
    target: Target | None  # None: the agenda goes on
    seen: int  # bits that remember it
    was: tuple[str, ...]
    sources: tuple[str, ...]
    mail: tuple[str, ...]  # messages that arrive with it
    mark: Mark


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a draw has the odds it has."""

    says: str
    sources: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Voice:
    who: str
    says: str
    pro: bool


@dataclass(frozen=True, slots=True)
class Expectation:
    who: str
    says: str
    sure: int  # per cent
    outcomes: tuple[str, ...]  # it comes true if one of these is drawn; empty: cannot be scored


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    slot: int  # its place in the node, and its bit in `State.taken`
    text: str
    detail: str
    hint: str
    camp: str
    when: Expression | None
    closed: str
    final: bool
    hours: Fraction
    voices: tuple[Voice, ...]
    expects: tuple[Expectation, ...]
    effects: Effects
    later: tuple[Later, ...]
    title: str
    outcome: Text
    mail: tuple[str, ...]  # messages that arrive with its outcome, before any draw
    outcomes: tuple[Outcome, ...]
    basis: Basis | None  # of the draw, if it has one
    target: Target | None
    chose: int
    was: tuple[str, ...]
    mark: Mark


class Offer(NamedTuple):
    """An option as it stands: open, or closed with the reason."""

    option: Option
    open: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Briefing:
    sender: str
    subject: str
    stamp: str
    text: Text


@dataclass(frozen=True, slots=True)
class Message:
    """A letter or cable for the mail tray. Without `received` it comes with its scene's hour."""

    id: str
    sender: str
    to: str
    subject: str
    sent: str
    received: str
    stamp: str
    text: Text
    sources: tuple[str, ...]
    confidence: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Node:
    """A scene; or an ending, whose front page stands in `Scenario.endings`."""

    id: str
    slot: int
    kind: Kind
    day: int
    time: str
    place: str
    path: str
    title: str
    text: Text
    briefing: Briefing | None
    mail: tuple[str, ...]  # messages that arrive as it opens
    flash: str
    options: tuple[Option, ...]
    outcomes: tuple[Outcome, ...]
    basis: Basis | None  # of the node's own draw
    hours: Fraction
    target: Target | None
    seen: int
    sources: tuple[str, ...]
    confidence: str
    was: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Ending:
    id: str
    title: str
    family: str
    nuclear: bool
    paper: str
    date: str
    headline: str
    deck: str
    text: Text
    axes: tuple[tuple[str, str], ...]
    clue: str
    sources: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Meter:
    id: str
    slot: int
    name: str
    low: int
    high: int
    start: int
    shown: Shown
    known: Expression | None
    better: Better
    spread: int
    levels: tuple[str, ...]  # by value, from `low`; empty: the number itself
    about: str
    mark: Mark

    def word(self, value: int) -> str:
        """What the player reads for a value."""
        return self.levels[value - self.low] if self.levels else str(value)


@dataclass(frozen=True, slots=True)
class Flag:
    id: str
    mask: int
    about: str
    start: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Truth:
    id: str
    slot: int
    name: str
    values: tuple[tuple[str, int], ...]  # value, weight
    told: str
    so: tuple[str, ...]  # by value
    since: str
    sources: tuple[str, ...]
    mask: int  # the bit that remembers it was told
    mark: Mark


@dataclass(frozen=True, slots=True)
class Fact:
    id: str
    told: str
    so: str
    since: str
    when: Expression | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    id: str
    name: str
    nuclear: Fraction  # multiplies the odds of nuclear outcomes
    about: str


@dataclass(frozen=True, slots=True)
class Answer:
    topic: str
    says: str
    when: Expression | None


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    short: str
    post: str
    desk: str
    bio: str
    temperament: str  # how he thinks, in one line
    stances: tuple[tuple[int, str], ...]  # (from day, camp id or "away")
    ask: tuple[Answer, ...]

    def stance(self, day: int) -> str:
        """His camp on that day; "" before the first."""
        held = ""
        for start, camp in self.stances:
            if start <= day:
                held = camp
        return held


@dataclass(frozen=True, slots=True)
class Camp:
    id: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Act:
    """A part of the calendar: the days from `first` to `last`."""

    id: str
    name: str
    first: int
    last: int
    counted: bool  # its days are told as "day 3 of 13"


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    name: str
    at: tuple[float, float]
    kind: str
    when: Expression | None


@dataclass(frozen=True, slots=True)
class Circle:
    id: str
    name: str
    centre: tuple[float, float]
    miles: float
    start: float
    end: float
    when: Expression | None


@dataclass(frozen=True, slots=True)
class Vessel:
    id: str
    name: str
    side: str
    when: Expression | None
    track: tuple[tuple[int, tuple[float, float]], ...]


@dataclass(frozen=True, slots=True)
class Theatre:
    """What the situation map can show."""

    sites: tuple[Place, ...] = ()
    cities: tuple[Place, ...] = ()
    rings: tuple[Circle, ...] = ()
    lines: tuple[Circle, ...] = ()
    ships: tuple[Vessel, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    id: str
    title: str
    summary: Text
    version: int
    digest: str  # of all its files
    folder: str
    start: int
    preset: str
    chair: str  # whom the player is
    agenda: str  # the line above an agenda
    opens: str  # what ends an agenda, as an order
    history: str  # path of the record within the folder; "" without one
    calendar: tuple[tuple[int, str], ...]
    acts: tuple[Act, ...]
    ladder_meter: int  # slot; -1 without a ladder
    rungs: tuple[str, ...]
    ladder_history: dict[int, int]
    alert: Text
    camps: dict[str, Camp]
    paths: dict[str, str]
    meters: tuple[Meter, ...]
    flags: tuple[Flag, ...]
    truths: tuple[Truth, ...]
    facts: tuple[Fact, ...]
    presets: dict[str, Preset]
    rules: tuple[Rule, ...]
    later: tuple[Later, ...]  # every delayed effect, by slot
    people: dict[str, Person]
    sources: dict[str, str]
    messages: dict[str, Message]
    nodes: Sequence[Node]  # endings among them
    endings: dict[str, Ending]
    theatre: Theatre
    start_flags: int
    slots: dict[str, int]  # node id, or an id it had before -> slot
    marks: dict[str, int]  # "seen(...)" and the like -> bit, for analysis
    # What the engine has worked out, by node and by effect; no part of what a scenario is.
    plans: dict[int, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    tables: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def act(self, day: int) -> Act | None:
        """The act a day belongs to; None where the scenario has none for it."""
        return next((act for act in self.acts if act.first <= day <= act.last), None)

    def counted(self, day: int) -> list[int]:
        """The days that are counted together with this one: its act's, or the calendar's."""
        act = self.act(day)
        if act is None:
            return [number for number, _ in self.calendar if self.act(number) is None]
        if not act.counted:
            return []
        return [number for number, _ in self.calendar if act.first <= number <= act.last]
