"""The key to the situation map: what of it the map shows."""

from __future__ import annotations

from game.present.screens import Map
from game.ui.layout import Look, Node, Row, Text, Wrap
from game.ui.marks import SHIP_INK
from game.ui.shapes import Sign
from game.ui.theme import DANGER, DIM, QUARANTINE, TEXT, Colour
from game.ui.widgets import sign
from game.words import say, word

_SITES: dict[str, tuple[str, Sign, Colour]] = {
    "missile": (word("missile site"), "up", DANGER),
    "depot": (word("depot"), "square", DANGER),
    "base": (word("base"), "dot", TEXT),
}
_SHIPS = {
    "soviet": word("Soviet ship"),
    "us": word("ship of ours"),
    "neutral": word("neutral ship"),
}


def legend(look: Look, model: Map) -> Node:
    """A mark and its word for each kind that is on the map."""
    kinds = {site.kind for site in model.sites}
    parts = [
        _item(look, say(words), mark, colour)
        for kind, (words, mark, colour) in _SITES.items()
        if kind in kinds
    ]
    if model.rings:
        parts.append(_item(look, say("reach of the missiles"), "ring", DANGER))
    if model.line:
        parts.append(_item(look, model.line.name, "bar", QUARANTINE))
    sides = {ship.side for ship in model.ships}
    parts += [
        _item(look, say(words), "hull", SHIP_INK[side])
        for side, words in _SHIPS.items()
        if side in sides
    ]
    return Wrap(parts, look.px(20), look.px(3))


def _item(look: Look, words: str, kind: Sign, colour: Colour) -> Node:
    mark = sign(look, kind, colour, 16 if kind in ("hull", "bar") else 12, 12)
    return Row(
        [mark, Text(look, words, "small", DIM)], [None, None], look.px(7), "middle", name=words
    )
