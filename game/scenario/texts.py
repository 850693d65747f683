"""What of a scenario are texts, and so can be translated: the one list of their places."""

from __future__ import annotations

from typing import Any, Literal

Kind = Literal["line", "name", "prose", "same"]
"""A line; a line that may well stay as it is, so that nobody misses it; paragraphs; and what a
translation may repeat and not change."""
Shape = Kind | dict[str, Any] | list[Any]
"""Of a mapping by key (``*`` is any id), of a list by the shape of its entries."""

_LATER: Shape = [{"text": "line"}]
_VOICES: Shape = [{"who": "same", "says": "line"}]
_OUTCOMES: Shape = {"*": {"title": "line", "text": "prose", "flash": "line", "later": _LATER}}
_BASIS: Shape = {"says": "line"}
_OPTION: Shape = {
    "text": "line",
    "detail": "line",
    "hint": "line",
    "closed": "line",
    "for": _VOICES,
    "against": _VOICES,
    "expect": _VOICES,
    "later": _LATER,
    "outcome": {"title": "line", "text": "prose"},
    "outcomes": _OUTCOMES,
    "basis": _BASIS,
}
_NODE: Shape = {
    "title": "line",
    "time": "name",
    "place": "line",
    "text": "prose",
    "briefing": {"from": "line", "subject": "line", "stamp": "line", "text": "prose"},
    "flash": "line",
    "options": {"*": _OPTION},
    "outcomes": _OUTCOMES,
    "basis": _BASIS,
}
_ENDING: Shape = {
    "title": "line",
    "paper": "name",
    "date": "line",
    "headline": "line",
    "deck": "line",
    "text": "prose",
    "axes": {"*": "line"},
    "clue": "line",
}
_PERSON: Shape = {
    "name": "name",
    "short": "name",
    "post": "line",
    "desk": "line",
    "bio": "line",
    "temperament": "line",
    "ask": [{"topic": "line", "says": "line"}],
}
_MESSAGE: Shape = {
    "from": "line",
    "to": "line",
    "subject": "line",
    "sent": "line",
    "received": "line",
    "stamp": "line",
    "text": "prose",
}
SHAPE: dict[str, Shape] = {
    "scenario": {
        "title": "line",
        "summary": "prose",
        "chair": "line",
        "agenda": "line",
        "opens": "line",
    },
    "calendar": {"*": "line"},
    "acts": {"*": {"name": "line"}},
    "ladder": {"rungs": ["line"]},
    "alert": "prose",
    "camps": {"*": {"name": "line"}},
    "paths": {"*": "line"},
    "meters": {"*": {"name": "line", "about": "line", "levels": {"*": "line"}}},
    "flags": {"*": {"about": "line"}},
    "truths": {"*": {"name": "line", "told": "line", "so": {"*": "line"}, "since": "name"}},
    "facts": {"*": {"told": "line", "so": "line", "since": "name"}},
    "presets": {"*": {"name": "line", "about": "line"}},
    "rules": {"*": {"text": "line"}},
    "people": {"*": _PERSON},
    "sources": {"*": "name"},
    "messages": {"*": _MESSAGE},
    "nodes": {"*": _NODE},
    "endings": {"*": _ENDING},
    "map": {
        "sites": {"*": {"name": "name"}},
        "cities": {"*": {"name": "name"}},
        "ships": {"*": {"name": "name"}},
        "rings": {"*": {"name": "line"}},
        "line": {"name": "line"},
        "lines": {"*": {"name": "line"}},
    },
}
"""What of a scenario can be translated."""
