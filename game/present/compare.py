"""Two games of one scenario beside each other: where they part, and what was only luck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from game.engine.state import UNDRAWN
from game.present.retell import Retold
from game.present.told import Lived, option_of, outcome_of, rungs
from game.scenario.model import Scenario

SEEN = ("choose", "chance")  # the moves a player sees; truths are hidden, luck is a new seed


@dataclass(frozen=True, slots=True)
class Parting:
    """The first scene at which two games go different ways."""

    number: int  # of the move, counting those that both made alike before it and this one
    where: str  # id of the node
    title: str  # of its scene
    day: int
    kind: str  # "choice", "luck", or "end" where one game stops and the other goes on
    picks: tuple[str, str]  # ids of what was ordered or drawn; "" where a game had ended
    words: tuple[str, str]  # the same in words


@dataclass(frozen=True, slots=True)
class Luck:
    """One decision that both made alike, and what chance made of it in each."""

    where: str
    title: str  # of the scene
    order: str  # the option's text; "" where chance moved by itself
    day: int
    came: tuple[str, str]  # titles of the outcomes
    shares: tuple[float, float]  # how likely each was where it came, in per cent


@dataclass(frozen=True, slots=True)
class Comparison:
    common: int  # moves from the start that both made alike
    parting: Parting | None  # None: they are the same to the end
    luck: tuple[Luck, ...]
    rungs: tuple[dict[int, int], dict[int, int]]  # by day, at its end


def compare(first: Retold, second: Retold) -> Comparison:
    """Compare two games. Both must have been played in the same scenario."""
    scenario = first.scenario
    ways = tuple(
        [item for item in game.items if item.move.kind in SEEN] for game in (first, second)
    )
    common, parting = 0, None
    for one, other in zip_longest(*ways):
        if one and other and one.move == other.move:
            common += 1
            continue
        parting = _parting(scenario, common + 1, one, other)
        break
    return Comparison(
        common,
        parting,
        tuple(_luck(scenario, *ways)),
        (rungs(scenario, first.items), rungs(scenario, second.items)),
    )


def _parting(scenario: Scenario, number: int, one: Lived | None, other: Lived | None) -> Parting:
    here = one or other
    assert here is not None
    node = scenario.nodes[here.before.node]
    kind = "end"
    if one and other:
        kind = "luck" if one.move.kind == other.move.kind == "chance" else "choice"
    return Parting(
        number,
        node.id,
        node.title,
        here.before.day,
        kind,
        (one.move.pick if one else "", other.move.pick if other else ""),
        (_words(scenario, one), _words(scenario, other)),
    )


def _words(scenario: Scenario, item: Lived | None) -> str:
    if item is None:
        return ""
    option, outcome = option_of(scenario, item), outcome_of(item)
    return option.text if option else outcome.title if outcome else item.move.pick


def _luck(scenario: Scenario, first: list[Lived], second: list[Lived]) -> Iterator[Luck]:
    held = {_key(item): item for item in first if item.odds}
    for item in second:
        before = held.get(_key(item)) if item.odds else None
        if before is None or before.move.pick == item.move.pick:
            continue
        node = scenario.nodes[item.before.node]
        slot = item.before.awaiting
        came = [outcome_of(each) for each in (before, item)]
        if came[0] and came[1] and before.odds and item.odds:
            yield Luck(
                node.id,
                node.title,
                node.options[slot].text if slot != UNDRAWN else "",
                item.before.day,
                (came[0].title, came[1].title),
                (
                    float(100 * before.odds.share(came[0].id)),
                    float(100 * item.odds.share(came[1].id)),
                ),
            )


def _key(item: Lived) -> tuple[int, int]:
    """What a draw hangs on: its scene, and the order that is being carried out."""
    return item.before.node, item.before.awaiting
