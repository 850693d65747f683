"""Compiled scenarios, kept so that the next start need not read and compile the YAML again.

A file of text in the player's own folder: a line that says what it is for, a checksum, the scenario
without its nodes, then a node in each line, which is read when the node is first asked for. A file
that is broken, of other files, or of another version of the program is passed over and made anew;
where none can be written there is none. (docs/decisions/0007-compiled-cache.md)
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import overload

from game import __version__, storage
from game.errors import Trouble
from game.scenario.codec import made, plain
from game.scenario.model import Node, Scenario

FORMAT = 1
KEEP = 16  # files; the oldest go
MAX_BYTES = 100_000_000
"""What a file of the cache may have at most; a larger scenario is compiled each time."""


class Nodes(Sequence[Node]):
    """The nodes of a kept scenario, each read when it is first asked for."""

    def __init__(self, lines: list[bytes]) -> None:
        self._held: list[bytes | Node] = [*lines]

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, at: int) -> Node: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Node, ...]: ...

    def __getitem__(self, at: int | slice) -> Node | tuple[Node, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        found = self._held[at]
        if isinstance(found, bytes):
            node: Node = made(Node, json.loads(found))
            self._held[at] = found = node
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)


def load(path: Path, stand: object, language: str = "") -> Scenario | None:
    """The scenario of a folder or file as it was kept; None if it is not as `stand` says."""
    try:
        about, checksum, body = _file(path, language).read_bytes().split(b"\n", 2)
        if about != _about(path, stand) or checksum != _checksum(body):
            return None
        head, *lines = body.split(b"\n")
        scenario: Scenario = made(Scenario, json.loads(head))
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return replace(scenario, nodes=Nodes(lines))


def keep(path: Path, stand: object, scenario: Scenario, language: str = "") -> None:
    """Keep a scenario for the next start; where that cannot be done, nothing happens."""
    values = [replace(scenario, nodes=()), *scenario.nodes]
    body = b"\n".join(_line(value) for value in values)
    if len(body) > MAX_BYTES:
        return
    file = _file(path, language)
    with contextlib.suppress(Trouble, OSError):
        storage.write(file, b"\n".join((_about(path, stand), _checksum(body), body)))
        for old in sorted(file.parent.glob("*.scenario"), key=_age)[KEEP:]:
            old.unlink()


def _file(path: Path, language: str) -> Path:
    whole = path.resolve()
    name = hashlib.blake2b(os.fsencode(whole), digest_size=8).hexdigest()
    tongue = f"-{language}" if language else ""
    return storage.folder() / "compiled" / f"{whole.stem}-{name}{tongue}.scenario"


def _age(file: Path) -> int:
    return -file.stat().st_mtime_ns


def _about(path: Path, stand: object) -> bytes:
    """For what a file of the cache holds good: the program, how it was asked for, and its files."""
    return json.dumps([FORMAT, __version__, _compiler(), str(path), stand]).encode()


@cache
def _compiler() -> list[tuple[str, int, int]]:
    """The compiler's own files, so that who changes it compiles anew."""
    try:
        with os.scandir(Path(__file__).parent) as found:
            files = [(file.name, file.stat()) for file in found if file.name.endswith(".py")]
    except OSError:  # a frozen program has none, and a version of its own
        return []
    return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in files)


def _checksum(body: bytes) -> bytes:
    return b"%08x" % zlib.crc32(body)


def _line(value: object) -> bytes:
    return json.dumps(value, default=plain, ensure_ascii=False, separators=(",", ":")).encode()
