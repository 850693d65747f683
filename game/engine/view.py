"""The only door from a state to a screen or a socket: what one seat may see.

Hidden meters, truths that were not told, the seed and what is on its way do not pass. Text with
conditions is resolved here, so that nothing behind the door needs the state.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.rules import holds, offers
from game.engine.state import State
from game.scenario.model import Meter, Node, Offer, Scenario, Text
from game.words import say

PRESIDENT = "president"


@dataclass(frozen=True, slots=True)
class Seen:
    """A meter as a seat may see it. `low`..`high` is the estimate; None where nothing is known."""

    meter: Meter
    low: int | None
    high: int | None

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def words(self) -> str:
        if self.low is None or self.high is None:
            return say("not known")
        low, high = self.meter.word(self.low), self.meter.word(self.high)
        if low == high:
            return low
        # "8 launchers to 16 launchers" reads better with the unit once
        if low.split(" ", 1)[1:] == high.split(" ", 1)[1:] and low[:1].isdigit():
            return say("{low} to {high}", low=low.split(" ", 1)[0], high=high)
        return say("{low} to {high}", low=low, high=high)


@dataclass(frozen=True, slots=True)
class View:
    seat: str
    node: Node
    day: int
    text: tuple[str, ...]
    briefing: tuple[str, ...]
    offers: tuple[Offer, ...]
    meters: tuple[Seen, ...]
    told: dict[str, str]  # truth -> value, as far as it was told
    level: int | None  # rung of the ladder
    alert: str


def view(scenario: Scenario, state: State, seat: str = PRESIDENT) -> View:
    """What `seat` may see of a position. (All seats see the same until seats have briefs.)"""
    node = scenario.nodes[state.node]
    ladder = scenario.ladder_meter
    alert = paragraphs(scenario.alert, state)
    return View(
        seat=seat,
        node=node,
        day=state.day,
        text=paragraphs(node.text, state),
        briefing=paragraphs(node.briefing.text, state) if node.briefing else (),
        offers=offers(scenario, state),
        meters=tuple(see(meter, state) for meter in scenario.meters if meter.shown != "hidden"),
        told={
            truth.id: truth.values[state.truths[truth.slot]][0]
            for truth in scenario.truths
            if state.flags & truth.mask and state.truths[truth.slot] >= 0
        },
        level=state.meters[ladder] if ladder >= 0 else None,
        alert=alert[0] if alert else "",
    )


def paragraphs(text: Text, state: State) -> tuple[str, ...]:
    """The paragraphs whose condition holds."""
    return tuple(part.text for part in text if holds(part.when, state))


def see(meter: Meter, state: State) -> Seen:
    """A meter through the eyes of the room: exact, as an estimate, or not at all."""
    if not holds(meter.known, state):
        return Seen(meter, None, None)
    value = state.meters[meter.slot]
    if meter.shown != "band":
        return Seen(meter, value, value)
    return Seen(meter, max(meter.low, value - meter.spread), min(meter.high, value + meter.spread))
