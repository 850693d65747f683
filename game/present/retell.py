"""A record told from start to end."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.record import Record
from game.engine.replay import replay
from game.engine.rules import drawn_from
from game.present import build, terminal
from game.present.told import Lived, lived
from game.scenario.model import Ending, Scenario


class Retold:
    """The line of a record up to its cursor; `stopped` says why it ends early, if it does."""

    def __init__(self, scenario: Scenario, record: Record) -> None:
        again = replay(scenario, record)
        self.scenario = scenario
        self.items: list[Lived] = [
            lived(scenario, before, move, step, record.preset)
            for before, move, step in zip(again.states, again.moves, again.steps, strict=False)
        ]
        self.state = again.state
        self.stopped = again.stopped

    @property
    def nuclear(self) -> bool:
        """Whether a nuclear weapon was used on the way."""
        for item in self.items:
            if item.odds and any(
                o.nuclear and o.id == item.move.pick for o in drawn_from(self.scenario, item.before)
            ):
                return True
        return bool(self.ending and self.ending.nuclear)

    @property
    def ending(self) -> Ending | None:
        """Where the game ended; None while it has not."""
        return self.scenario.endings.get(self.scenario.nodes[self.state.node].id)

    @property
    def days(self) -> int:
        """How many days of the calendar the game has lasted, of those that are counted."""
        return sum(
            1
            for day, _ in self.scenario.calendar
            if day <= self.state.day and self.scenario.counted(day)
        )

    def lines(self) -> Iterator[str]:
        """The game in plain lines: what was ordered, what came of it, and the end."""
        date = ""
        for screen in build.since(self.scenario, self.items, set()):
            header = getattr(screen, "header", None)
            if header and header.date != date:
                date = header.date
                yield ""
                yield f"== {date} =="
            if type(screen).__name__ == "Outcome":
                yield from terminal.lines(screen)
        if self.ending:
            yield from terminal.lines(build.front_page(self.scenario, self.state))
