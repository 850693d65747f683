"""The seeded games that every engine plays, and what is told of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any, Protocol

MIDDLE = 9  # decisions before the game that is saved and taken up again


class Engine(Protocol):
    """A loaded story. A view is the text since the last choice, and the texts of the options."""

    def start(self, rng: int) -> tuple[str, Sequence[str]]:
        """Begin a game whose chance starts from `rng`."""

    def choose(self, index: int) -> tuple[str, Sequence[str]]:
        """Take one of the open options."""

    def variables(self) -> list[int]:
        """The variables as they stand, in the order of the graph."""

    def save(self) -> bytes:
        """The game as it stands, as it would be kept."""

    def restore(self, saved: bytes) -> Sequence[str]:
        """Take a kept game up again; gives the options."""


def play(engine: Engine, number: int, log: list[str] | None = None) -> tuple[int, str]:
    """One game by the seeded policy; gives its steps and its last text."""
    policy, steps = _policy(number), 0
    body, options = engine.start(_chance(number))
    while True:
        if log is not None:
            log += [*_lines(body), *options]
        if not options:
            return steps, body
        policy = policy * 75 % 65537
        body, options = engine.choose(policy % len(options))
        steps += 1


def halfway(engine: Engine, number: int = 7) -> Sequence[str]:
    """Play the beginning of a game; gives the options it stands at."""
    policy = _policy(number)
    _, options = engine.start(_chance(number))
    for _ in range(MIDDLE):
        policy = policy * 75 % 65537
        _, options = engine.choose(policy % len(options))
    return options


def digest(engine: Engine, games: int) -> str:
    """A checksum of the whole transcript and the last variables of some games."""
    value = 0
    for number in range(games):
        log: list[str] = []
        steps, body = play(engine, number, log)
        told = zlib.crc32("\n".join(log).encode())
        entry: list[Any] = [number, steps, _lines(body)[-1], *engine.variables(), told]
        value = zlib.crc32(json.dumps(entry).encode(), value)
    return f"{value:08x}"


def _chance(number: int) -> int:
    return 1 + number * 7919 % 65536


def _policy(number: int) -> int:
    return 1 + number * 10473 % 65536


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
