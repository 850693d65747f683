"""The state of a game and the moves that change it: small immutable values."""

from __future__ import annotations

from typing import Literal, NamedTuple

from game.scenario.model import Scenario

UNDRAWN = -1  # a truth before it is drawn; `State.awaiting` when no option awaits its chance


class State(NamedTuple):
    """Where a game stands. Slots are those of the scenario; ids are for people and files."""

    node: int  # slot of the node
    awaiting: int  # slot of the option whose chance is to be drawn, or UNDRAWN
    day: int
    meters: tuple[int, ...]
    flags: int  # bits: declared flags, then what is remembered
    truths: tuple[int, ...]  # number of the value, or UNDRAWN
    taken: int  # bits: options taken at this agenda
    later: tuple[tuple[int, int], ...]  # (day it is due, slot of the delayed effect)


class Move(NamedTuple):
    """One recorded act. Its canonical text is ``kind where pick``.

    ``truth NAME VALUE``, ``choose NODE OPTION``, ``chance NODE OUTCOME``, ``luck new SEED``.
    """

    kind: Literal["truth", "choose", "chance", "luck"]
    where: str
    pick: str

    def __str__(self) -> str:
        return f"{self.kind} {self.where} {self.pick}"


class Misfit(Exception):
    """A move that cannot be made here; `str()` says why."""


def start(scenario: Scenario) -> State:
    """The state before anything happened: no truth drawn, the first node entered."""
    node = scenario.nodes[scenario.start]
    return State(
        node=node.slot,
        awaiting=UNDRAWN,
        day=node.day,
        meters=tuple([meter.start for meter in scenario.meters]),
        flags=scenario.start_flags | node.seen,
        truths=(UNDRAWN,) * len(scenario.truths),
        taken=0,
        later=(),
    )
