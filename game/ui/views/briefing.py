"""A typed document over the situation map."""

from __future__ import annotations

from game.present.screens import Briefing
from game.ui.frame import MAP, SOURCES, Chart, Key, footer, header, page
from game.ui.layout import Column, Look, Node, Row, Space, Text
from game.ui.paper import Sheet, Stamp
from game.ui.scroll import Scroll
from game.ui.theme import FADED, INK
from game.ui.views.legend import legend
from game.ui.widgets import Rule, paragraphs
from game.words import say

STACKED = 820  # units of width under which the map lies below the document


def build(model: Briefing, look: Look) -> Node:
    """The screen."""
    document = sheet(model, look)
    chart = Chart(look, model.map, "key:m@map", full=True)
    keys = [Key("Enter", "Go on", "enter", strong=True), MAP]
    if model.sources:
        keys.append(SOURCES)
    if look.span < STACKED:
        chart.grow = False
        body: Node = Scroll(
            look, Column([document, chart, legend(look, model.map)], look.px(12)), "main"
        )
    else:
        beside = Column([chart, legend(look, model.map)], look.px(8))
        body = Row(
            [Scroll(look, document, "main"), beside],
            [look.px(min(560, look.span * 0.46)), 1.0],
            look.px(12),
            "stretch",
        )
    return page(look, header(look, model.header), body, footer(look, keys))


def sheet(model: Briefing, look: Look) -> Node:
    """The document."""
    sender = Text(look, model.sender, "letterhead", INK)
    top: Node = sender
    if model.stamp:
        top = Row([sender, Stamp(look, model.stamp)], [1.0, None], look.px(12))
        top.cap = 0.55
    subject = Row(
        [
            Text(look, say("SUBJECT"), "letterhead", FADED),
            Text(look, model.subject, "letterhead", INK),
        ],
        [None, 1.0],
        look.px(10),
    )
    content = Column(
        [
            top,
            Space(look.px(4)),
            *([subject] if model.subject else []),
            Rule(look, INK),
            Space(look.px(2)),
            paragraphs(look, model.text, "typed", INK),
            Space(grow=True),
        ],
        look.px(10),
    )
    return Sheet(look, content, name=say("Document"), pad=(40, 32, 40, 26))
