"""The messages of the mail tray, from tree to model."""

from __future__ import annotations

from game.scenario.fields import Fields
from game.scenario.model import Message
from game.scenario.source import Tree
from game.scenario.story import CONFIDENCE
from game.scenario.values import Values

MESSAGE_KEYS = "from to subject sent received stamp text sources confidence"


def message(values: Values, id: str, tree: Tree) -> Message:
    """One entry of the messages section."""
    fields = Fields(tree, f"Message '{id}'", values.problems, MESSAGE_KEYS)
    fields.need("text")
    return Message(
        id=id,
        sender=fields.word("from", None),
        to=fields.word("to"),
        subject=fields.word("subject", None),
        sent=fields.word("sent"),
        received=fields.word("received"),
        stamp=fields.word("stamp"),
        text=values.text(fields),
        sources=values.cite(fields),
        confidence=fields.choice("confidence", CONFIDENCE, "designer"),
        mark=fields.mark,
    )
