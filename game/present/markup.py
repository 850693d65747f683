"""Inline markup of prose: ``*italic*`` and ``**bold**``; a backslash takes a star as it is."""

from __future__ import annotations

import re
from typing import Literal

Style = Literal["", "italic", "bold"]
_TOKEN = re.compile(r"\\\*|\*\*|\*")


def spans(text: str) -> list[tuple[str, Style]]:
    """Split prose into (text, style) runs. A star that is never closed is shown as a star."""
    runs: list[tuple[str, Style]] = []
    style: Style = ""
    opened = ""
    buffer = ""
    at = 0
    for match in _TOKEN.finditer(text):
        buffer += text[at : match.start()]
        at = match.end()
        token = match.group()
        if token == "\\*":
            buffer += "*"
        elif style and token == opened:
            runs.append((buffer, style))
            style, opened, buffer = "", "", ""
        elif not style and text.find(token, at) >= 0:
            if buffer:
                runs.append((buffer, ""))
            style, opened, buffer = ("bold" if token == "**" else "italic"), token, ""
        else:
            buffer += token
    buffer += text[at:]
    if style:
        buffer = opened + buffer
    if buffer:
        runs.append((buffer, ""))
    return runs


def plain(text: str) -> str:
    """The prose without its markup."""
    return "".join(run for run, _ in spans(text))
