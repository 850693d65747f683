"""The words of the interface, in the player's language. The English text is the key.

English needs no file and none is read. Another language has a catalogue, ``assets/text/es.yaml``,
which is read when it is taken. (docs/decisions/0009-translations.md)
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from game import places

ENGLISH = "en"
_OWN_NAME = re.compile(r"^language:\s*['\"]?(.+?)['\"]?\s*(?:\s#.*)?$", re.M)

_taken = [ENGLISH]
_said: dict[str, str] = {}


def say(text: str, /, **values: object) -> str:
    """A text in the player's language, with `values` in the places of their ``{names}``.

    Where a number changes the words, they are two texts: ``1 hour`` and ``{n} hours``.
    """
    said = _said.get(text, text)
    return said.format(**values) if values else said


def word(text: str) -> str:
    """The same text, marked as one that is said later: for tables made when a module is read."""
    return text


def language() -> str:
    """The code of the language that is spoken."""
    return _taken[0]


def use(code: str) -> None:
    """Speak a language from now on; in one without a catalogue the interface stays English.

    Raises :class:`Trouble` if the catalogue is broken.
    """
    said: dict[str, str] = {}
    file = _catalogues().get(code) if code != ENGLISH else None
    if file:
        said = read(file)
    _taken[0] = code
    _said.clear()
    _said.update(said)


def read(file: Path) -> dict[str, str]:
    """A catalogue: English text -> translation. Raises :class:`Trouble`."""
    import yaml  # only who has another language pays for it

    from game.errors import Trouble

    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        held: dict[str, str] = yaml.load(file.read_text(encoding="utf-8"), loader)["words"]
        return {key: text for key, text in held.items() if text}
    except (OSError, ValueError, yaml.YAMLError, LookupError, TypeError, AttributeError) as error:
        raise Trouble(
            f"The words of the language '{file.stem}' cannot be read. Install the game again, or"
            " take another with --language en."
        ) from error


def languages() -> dict[str, str]:
    """The languages of the interface: code -> what each calls itself, English first."""
    return {ENGLISH: "English", **{code: own_name(file) for code, file in _catalogues().items()}}


def own_name(file: Path) -> str:
    """What the language of a text file calls itself; its code if the file does not say."""
    try:
        found = _OWN_NAME.search(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    return found[1] if found else file.stem


def chosen(asked: str | None, kept: str) -> str:
    """The language to speak: asked for, or kept from before, or that of the system.

    The system's only if the interface has it: nobody asked.
    """
    if asked or kept:
        return asked or kept
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            full = re.split(r"[.@]", value)[0].lower().replace("_", "-")
            codes = (full, full.partition("-")[0])
            if codes[1] != ENGLISH:
                return next((code for code in codes if code in _catalogues()), ENGLISH)
            break
    return ENGLISH


def _catalogues() -> dict[str, Path]:
    return {file.stem: file for file in sorted((places.assets() / "text").glob("*.yaml"))}
