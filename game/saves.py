"""The saved games: where they lie, which is the latest, and a name for a new one.

Reads heads of files only, so that the title screen can ask without loading a scenario.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from game import storage

OVER = "Over"  # how the `where` line of a finished game begins


def games() -> Path:
    """The folder of the saved games."""
    return storage.folder() / "games"


def new_path(scenario: str, seed: int) -> Path:
    """A file name that is not taken: a game never writes over another."""
    number = 1
    while _exists(path := games() / f"{scenario}-{seed}-{number}.record"):
        number += 1
    return path


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that may not be looked into; writing will tell
        return False


def latest_path() -> Path | None:
    """The game played last that is not over; None if there is none."""
    files = []
    with contextlib.suppress(OSError):
        for path in games().glob("*.record"):
            with contextlib.suppress(OSError):
                files.append((path.stat().st_mtime_ns, path))
    return next((path for _, path in sorted(files, reverse=True) if not _is_over(path)), None)


def latest() -> str:
    """What *Continue* would continue: ``Saturday 27 October · The U-2 is down``; "" if nothing."""
    path = latest_path()
    return where(path) if path else ""


def where(path: Path) -> str:
    """The ``where`` line of a save, from its head alone; "" if it cannot be read."""
    try:
        with path.open(encoding="utf-8") as file:
            for _, line in zip(range(8), file, strict=False):
                if line.startswith("where "):
                    return line[6:].strip()[:200]
    except (OSError, UnicodeDecodeError):
        pass
    return ""


def _is_over(path: Path) -> bool:
    return where(path).startswith(f"{OVER} · ")
