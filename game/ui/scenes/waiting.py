"""Waiting for what takes a while, with a window that still answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from game.ui.frame import dialog
from game.ui.layout import Look, Node, Text
from game.ui.stage import Both, Change, Pop, Push, Scene
from game.ui.theme import DIM
from game.words import say

T = TypeVar("T")
SOON = 0.04  # seconds: what is done by then needs no notice


class Until(Scene):
    """A notice that stays until something is so, and then gives way to a change."""

    opaque = False

    def __init__(self, words: str, done: Callable[[], bool], then: Callable[[], Change]) -> None:
        super().__init__()
        self.words, self.done, self.then = words, done, then

    def build(self, look: Look) -> Node:
        return dialog(
            look, self.words, [Text(look, say("One moment."), "body", DIM)], [], width=360
        )

    def after(self) -> Change:
        return Both(Pop(), self.then()) if self.done() else None


class Job(Generic[T]):
    """Something done in a thread: what it gave, or the exception that stopped it."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._given: list[T] = []
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._given.append(self._work())
        except BaseException as fault:  # told where it is waited for
            self._fault = fault

    def done(self, seconds: float = 0.0) -> bool:
        """Whether it is, waiting so long for it."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def result(self) -> T:
        """What it gave. Raises what stopped it."""
        if self._fault:
            raise self._fault
        return self._given[0]


def wait(words: str, work: Callable[[], T], then: Callable[[T], Change]) -> Change:
    """Do some work in a thread; the change that follows, at once or when it is done."""
    job = Job(work)
    if job.done(SOON):
        return then(job.result())
    return Push(Until(words, job.done, lambda: then(job.result())))
