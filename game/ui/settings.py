"""What the player has set: kept in a small file, read without complaint."""

from __future__ import annotations

from typing import NamedTuple

from game import storage

SCALES = (100, 125, 150, 175, 200)
FILE = "settings.json"


class Settings(NamedTuple):
    """Text scale in per cent, two switches, and the language."""

    text: int = 100
    still: bool = False  # reduced motion
    full: bool = False  # full screen
    language: str = ""  # such as `es`; empty: that of the system


def read(text: str) -> Settings:
    """Settings from their file. What is missing or does not fit has its default."""
    import json  # only who has a file pays for it

    try:
        held = json.loads(text)
    except ValueError:
        return Settings()
    if not isinstance(held, dict):
        return Settings()
    scale, language = held.get("text"), held.get("language")
    return Settings(
        text=scale if scale in SCALES else 100,
        still=held.get("still") is True,
        full=held.get("full") is True,
        language=language if isinstance(language, str) else "",
    )


def write(settings: Settings) -> str:
    """The text of the file."""
    import json

    return json.dumps(settings._asdict(), indent=2) + "\n"


def load() -> Settings:
    """The player's settings, or the defaults."""
    try:
        return read((storage.folder() / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return Settings()


def save(settings: Settings) -> None:
    """Keep the settings. Raises :class:`Trouble`."""
    storage.write(storage.folder() / FILE, write(settings))


def larger(settings: Settings, step: int = 1) -> int:
    """The next text scale, beginning again after the largest."""
    return SCALES[(SCALES.index(settings.text) + step) % len(SCALES)]
