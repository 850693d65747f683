"""A game and a shelf that only give samples, and remember what they were asked."""

from __future__ import annotations

from collections.abc import Sequence

from game.errors import Trouble
from game.present.screens import Debrief, Screen, Table, Title
from tests.ui import samples


class FakePlay:
    """Briefing, decision, outcome, agenda, a second decision, front page."""

    def __init__(self) -> None:
        self.notice = ""
        self.kept = True
        self.asked: list[str] = []
        self.fail = ""

    def screens(self) -> tuple[Screen, ...]:
        return (samples.BRIEFING, samples.DECISION)

    def choose(self, option: str, /) -> tuple[Screen, ...]:
        if self.fail:
            raise Trouble(self.fail)
        self.asked.append(option)
        if len(self.asked) == 1:
            return (samples.OUTCOME, samples.AGENDA)
        return (samples.OVERNIGHT, samples.FRONTPAGE)

    def take(self, options: Sequence[str], /) -> tuple[Screen, ...]:
        self.asked.append("+".join(options))
        return (samples.SHORT_DECISION,)

    def table(self) -> Table:
        return samples.TABLE

    def debrief(self) -> Debrief:
        return samples.DEBRIEF


class FakeShelf:
    """Has one game to continue, or none."""

    def __init__(self, title: Title | None = samples.TITLE) -> None:
        self.title = title
        self.play = FakePlay()
        self.begun: list[str | None] = []
        self.fail = ""

    def latest(self) -> Title | None:
        return self.title

    def resume(self) -> FakePlay:
        if self.fail:
            raise Trouble(self.fail)
        return self.play

    def begin(self, preset: str | None) -> FakePlay:
        self.begun.append(preset)
        return self.play
