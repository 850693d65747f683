"""The mail tray: what has arrived in the story lived so far, computed from it alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.engine.state import State
from game.engine.view import paragraphs
from game.present import parts, screens
from game.present.told import Lived, option_of, outcome_of
from game.scenario.model import Node, Scenario


class Bag:
    """Collects messages and briefings as a story is told. New is what came since the last order.

    `start` is the position the story begins at; after it every move is given to :meth:`told` and
    every scene that opens to :meth:`opened`, in order.
    """

    def __init__(self, scenario: Scenario, start: State) -> None:
        self.scenario = scenario
        self.letters: list[screens.Letter] = []  # in the order of arrival
        self._seen: set[str] = set()
        self._read = 0  # so many had come when the last order was given
        self._ordered = -1  # the node at which it was given
        self.opened(start)

    def told(self, item: Lived) -> None:
        """What a move brings."""
        node = self.scenario.nodes[item.before.node]
        if item.move.kind == "choose" and node.slot != self._ordered:
            self._ordered, self._read = node.slot, len(self.letters)
        option, outcome = option_of(self.scenario, item), outcome_of(item)
        state = item.step.state
        if option:
            self._arrive(option.mail, state, item.before.day, node)
        if outcome:
            self._arrive(outcome.mail, state, item.before.day, node)

    def opened(self, state: State) -> None:
        """What comes with a scene: its messages, and the document that opens it."""
        node = self.scenario.nodes[state.node]
        self._arrive(node.mail, state, state.day, node)
        if node.briefing and (text := paragraphs(node.briefing.text, state)):
            self.letters.append(
                screens.Letter(
                    id=f"briefing:{node.id}",
                    sender=node.briefing.sender,
                    to="",
                    subject=node.briefing.subject,
                    sent="",
                    received=self._hour(state.day, node),
                    stamp=node.briefing.stamp,
                    text=text,
                    sources=parts.sources(self.scenario, node.sources, node.confidence),
                    new=False,  # it was read as it came
                )
            )

    def tray(self, top: screens.Header) -> screens.Tray | None:
        """The tray as it lies there now, the newest on top; None while nothing has come."""
        if not self.letters:
            return None
        letters = (
            replace(letter, new=letter.new and number >= self._read)
            for number, letter in enumerate(self.letters)
        )
        return screens.Tray(top, tuple(letters)[::-1])

    def _arrive(self, mail: Iterable[str], state: State, day: int, node: Node) -> None:
        for id in mail:
            message = self.scenario.messages[id]
            text = paragraphs(message.text, state)
            if id in self._seen or not text:
                continue
            self._seen.add(id)
            self.letters.append(
                screens.Letter(
                    id=id,
                    sender=message.sender,
                    to=message.to,
                    subject=message.subject,
                    sent=message.sent,
                    received=message.received or self._hour(day, node),
                    stamp=message.stamp,
                    text=text,
                    sources=parts.sources(self.scenario, message.sources, message.confidence),
                    new=True,
                )
            )

    def _hour(self, day: int, node: Node) -> str:
        label = dict(self.scenario.calendar).get(day, "")
        return ", ".join(part for part in (label, node.time) if part)
