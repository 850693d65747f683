"""The screen models: everything a screen shows, as plain values.

A front end (the window, the terminal, later a web page) draws these and nothing else. They hold no
engine values, no hidden truth and no seed. Prose is a tuple of paragraphs and may carry the inline
markup of :mod:`game.present.markup` (``*italic*``, ``**bold**``).

A *tone* names a colour role of the theme, never a colour: ``hawk danger quarantine dove undecided
history good bad neutral``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal[
    "hawk", "danger", "quarantine", "dove", "undecided", "history", "good", "bad", "neutral"
]
Prose = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The bar at the top of every screen of a game."""

    date: str  # "Tuesday 23 October 1962"
    place: str  # "18:00 · Cabinet Room"; empty where there is none
    day: int  # 1-based
    days: int  # how many days are counted; 0 where none are
    act: str = ""  # the part of the story that stands in place of the count


@dataclass(frozen=True, slots=True)
class Ladder:
    """The escalation ladder: `rungs[0]` is rung 1."""

    rungs: tuple[str, ...]
    level: int  # 0..len(rungs)
    history: int | None  # where history stood on this day
    alert: str  # "DEFCON 3"; empty where there is none


@dataclass(frozen=True, slots=True)
class Gauge:
    """One quantity as the player may see it. Positions are shares of the range, 0..1."""

    id: str
    name: str
    value: str  # "4 to 10 launchers", "firm", "not known"
    low: float | None  # the band of an estimate; None where it is exact or not known
    high: float | None
    mark: float | None  # the best guess; None where nothing is known
    tone: Tone


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    at: tuple[float, float]  # (longitude, latitude), degrees
    kind: Literal["missile", "depot", "base"]


@dataclass(frozen=True, slots=True)
class Ring:
    name: str
    centre: tuple[float, float]
    miles: float  # nautical


@dataclass(frozen=True, slots=True)
class Line:
    """An arc of constant great-circle distance, from bearing to bearing, clockwise from north."""

    name: str
    centre: tuple[float, float]
    miles: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ship:
    name: str
    at: tuple[float, float]
    side: Literal["us", "soviet", "neutral"]


@dataclass(frozen=True, slots=True)
class City:
    name: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Map:
    sites: tuple[Site, ...] = ()
    rings: tuple[Ring, ...] = ()
    line: Line | None = None
    ships: tuple[Ship, ...] = ()
    cities: tuple[City, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """What one adviser says; shown on paper."""

    who: str  # short name, "McNamara"
    says: str
    tone: Tone
    expects: str = ""  # "They turn. Fairly sure."
    side: Literal["for", "against", ""] = ""
    option: str = ""  # the text of the option it speaks to


@dataclass(frozen=True, slots=True)
class Card:
    """One option."""

    id: str
    number: int  # the key that chooses it, 1-based
    text: str
    detail: str
    hint: str
    tone: Tone
    camp: str  # the camp's name, so that colour is not alone
    advisers: tuple[tuple[str, Tone], ...]  # those who argue for it
    closed: str  # why it is closed; empty when it is open
    final: bool  # asks once more
    hours: str = ""  # agendas: "1 hour", "½ hour"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of the tray: what it says in the author's words, never a quotation."""

    id: str
    sender: str
    to: str  # empty where it is not said
    subject: str
    sent: str  # "Friday 26 October, 16:43 Moscow time (09:43)"; empty where it is not said
    received: str  # "Friday 26 October, 18:00"
    stamp: str
    text: Prose
    sources: Prose
    new: bool  # has come since the last order


@dataclass(frozen=True, slots=True)
class Tray:
    """The mail that has come so far, the newest first."""

    header: Header
    letters: tuple[Letter, ...]  # at least one

    @property
    def new(self) -> int:
        """How many have come since the last order."""
        return sum(letter.new for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Briefing:
    """A typed document over the situation map."""

    header: Header
    sender: str
    subject: str
    stamp: str
    text: Prose
    map: Map
    sources: Prose


@dataclass(frozen=True, slots=True)
class Decision:
    header: Header
    ladder: Ladder
    label: str  # "Decision 11"
    title: str
    text: Prose
    cards: tuple[Card, ...]
    gauges: tuple[Gauge, ...]
    map: Map
    flash: str  # a slip of paper beside the scene; empty where there is none
    voices: tuple[Voice, ...]  # in the order of the cards
    sources: Prose
    tray: Tray | None = None  # None while no mail has come


@dataclass(frozen=True, slots=True)
class Agenda:
    """Initiatives: the player marks `cards` up to `hours`, then opens the meeting."""

    header: Header
    ladder: Ladder
    label: str
    title: str
    text: Prose
    cards: tuple[Card, ...]
    hours: float  # hours to spend
    costs: tuple[float, ...]  # hours of each card
    gauges: tuple[Gauge, ...]
    map: Map
    flash: str
    sources: Prose
    opens: str = "Go on"  # what ends it, as an order
    tray: Tray | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    topic: str
    says: str


@dataclass(frozen=True, slots=True)
class Seat:
    id: str
    name: str  # "McNamara"
    full: str  # "Robert S. McNamara"
    desk: str  # "Defense"
    post: str
    bio: str
    tone: Tone
    camp: str  # "quarantine"
    answers: tuple[Answer, ...]  # what he says to the question of the hour, then to topics
    temperament: str = ""  # how he thinks; empty where it is not said


@dataclass(frozen=True, slots=True)
class Table:
    header: Header
    seats: tuple[Seat, ...]  # the player is not among them
    tally: tuple[tuple[str, Tone, int], ...]  # (camp, tone, how many)
    chair: str = "You"  # whom the player is


@dataclass(frozen=True, slots=True)
class Change:
    """One quantity that changed, and why."""

    name: str
    before: str
    after: str
    rise: int  # +1, -1, or 0 where there is no direction
    tone: Tone  # good, bad or neutral news
    why: str
    about: str = ""  # one line on the quantity, the first time it moves


@dataclass(frozen=True, slots=True)
class Odds:
    """A draw: what could have come, each with its chance in per cent, and which came."""

    text: str  # "In 7 of 10 worlds the ships turn on this order."
    lines: tuple[tuple[str, float, bool], ...]  # (title, per cent, drawn)
    why: str = ""  # why these odds, in a line


@dataclass(frozen=True, slots=True)
class Outcome:
    header: Header
    ladder: Ladder
    label: str  # what was ordered; "Overnight" for what came of itself
    title: str
    text: Prose
    changes: tuple[Change, ...]
    odds: Odds | None
    flash: str
    map: Map
    sources: Prose
    tray: Tray | None = None  # as it lay at that moment


@dataclass(frozen=True, slots=True)
class FrontPage:
    """An ending, as an invented newspaper."""

    label: str  # "Ending 3 of 16 · first time"
    title: str
    paper: str
    date: str
    headline: str
    deck: str
    text: Prose
    axes: tuple[tuple[str, str], ...]  # ("Lives", "...")
    tone: Tone
    sources: Prose


@dataclass(frozen=True, slots=True)
class Told:
    told: str
    so: str
    since: str  # "1992"; empty where it is not recorded
    sources: str


@dataclass(frozen=True, slots=True)
class Score:
    """An adviser's expectation, and whether it came about."""

    who: str
    expected: str
    sure: int  # per cent
    right: bool
    order: str = ""  # of which order he said it


@dataclass(frozen=True, slots=True)
class Debrief:
    header: Header
    label: str
    title: str
    text: Prose
    days: tuple[str, ...]  # axis labels, "16" .. "28"
    yours: tuple[int | None, ...]  # rung at the end of each day; None after the game ended
    history: tuple[int | None, ...]
    top: int  # the highest rung
    told: tuple[Told, ...]
    scores: tuple[Score, ...]
    luck: Prose  # the draws that mattered, one line each
    tone: Tone


@dataclass(frozen=True, slots=True)
class Preset:
    id: str
    name: str
    about: str  # one line


@dataclass(frozen=True, slots=True)
class Title:
    title: str  # "October 1962": the scenario
    summary: Prose
    resume: str  # "Saturday 27 October · the U-2 is down"; empty when there is nothing to continue
    scenario: str = ""  # the id that begins a new game
    presets: tuple[Preset, ...] = ()  # how unforgiving the world may be, one to choose
    map: Map = Map()  # behind the menu
    preset: str = ""  # the one that is offered first


Screen = Briefing | Decision | Agenda | Table | Tray | Outcome | FrontPage | Debrief | Title
