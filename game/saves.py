"""The saved games: where they lie, which is the latest, and a name for a new one.

Reads heads of files only, so that the title screen can ask without loading a scenario.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from game import places, storage

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


def begin(scenario: str, seed: int, text: str) -> Path:
    """Write a game to a file of its own, whoever else begins one. Raises :class:`Trouble`."""
    while not storage.create(path := new_path(scenario, seed), text):
        continue
    return path


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except OSError:  # a folder that may not be looked into; writing will tell
        return False


def latest_path() -> Path | None:
    """The game played last that is not over; None if there is none."""
    files = []
    with contextlib.suppress(OSError):
        for path in games().glob("*.record"):
            with contextlib.suppress(OSError):
                files.append((path.stat().st_mtime_ns, path))
    return next((path for _, path in sorted(files, reverse=True) if _goes_on(path)), None)


def latest() -> str:
    """What *Continue* would continue: ``Saturday 27 October · The U-2 is down``; "" if nothing."""
    path = latest_path()
    return where(path) if path else ""


def where(path: Path) -> str:
    """The ``where`` line of a save, from its head alone; "" if it cannot be read."""
    return _tag(path, "where")


def _tag(path: Path, name: str) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            for _, line in zip(range(8), file, strict=False):
                if line.startswith(f"{name} "):
                    return line[len(name) :].strip()[:200]
    except (OSError, UnicodeDecodeError):
        pass
    return ""


def _goes_on(path: Path) -> bool:
    """Whether a game is not over and of a scenario that came with the program.

    A game of a stranger's scenario is gone on with by naming both.
    """
    if where(path).startswith(f"{OVER} · "):
        return False
    scenario = _tag(path, "scenario").split(" ")[0]
    return (places.scenarios() / scenario / "scenario.yaml").is_file()
