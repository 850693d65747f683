"""What the player has set: kept in a small file, read without complaint."""

from __future__ import annotations

from typing import NamedTuple

SCALES = (100, 125, 150, 175, 200)
FILE = "settings.json"


class Settings(NamedTuple):
    """Text scale in per cent, and two switches."""

    text: int = 100
    still: bool = False  # reduced motion
    full: bool = False  # full screen


def read(text: str) -> Settings:
    """Settings from their file. What is missing or does not fit has its default."""
    import json  # only who has a file pays for it

    try:
        held = json.loads(text)
    except ValueError:
        return Settings()
    if not isinstance(held, dict):
        return Settings()
    scale = held.get("text")
    return Settings(
        text=scale if scale in SCALES else 100,
        still=held.get("still") is True,
        full=held.get("full") is True,
    )


def write(settings: Settings) -> str:
    """The text of the file."""
    import json

    return json.dumps(settings._asdict(), indent=2) + "\n"


def larger(settings: Settings, step: int = 1) -> int:
    """The next text scale, beginning again after the largest."""
    return SCALES[(SCALES.index(settings.text) + step) % len(SCALES)]
