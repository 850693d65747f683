"""An ending, as the front page of an invented newspaper."""

from __future__ import annotations

from game.present.screens import FrontPage
from game.ui.frame import SOURCES, Key, footer
from game.ui.layout import Column, Look, Node, Pad, Row, Space, Text
from game.ui.paper import Newsprint, Sheet
from game.ui.scroll import Scroll
from game.ui.theme import DIM, FADED, INK, TEXT, WORDS
from game.ui.views.cards import headline
from game.ui.widgets import Rule, label
from game.words import say

STACKED = 900  # units of width under which the axes lie below the newspaper


def build(model: FrontPage, look: Look) -> Node:
    """The screen."""
    paper = newspaper(model, look)
    keys = [Key("Enter", "What you did not know", "enter", strong=True)]
    if model.sources:
        keys.append(SOURCES)
    side = Column(
        [
            Column(
                [label(look, model.label), headline(look, model.title, WORDS[model.tone])],
                look.px(2),
                name=model.title,
            ),
            axes(model, look),
            Space(grow=True),
        ],
        look.px(14),
    )
    margin = look.px(30)
    foot = Pad(footer(look, keys), 0, look.px(6), 0, look.px(10))
    if look.span < STACKED:
        body: Node = Scroll(look, Column([paper, side], look.px(18)), "main")
        root: Column = Column([body, foot])
        root.role = "document"
        return Pad(root, look.px(20), look.px(8), look.px(20), 0)
    right = Column([Scroll(look, side, "side"), foot], look.px(6))
    right.grow = True
    body = Row(
        [Scroll(look, paper, "main"), Pad(right, 0, look.px(46), 0, 0)],
        [look.px(min(look.span * 0.54, 800)), 1.0],
        look.px(50),
        "stretch",
    )
    body.role = "document"
    return Pad(body, margin, 0, margin, 0)


def newspaper(model: FrontPage, look: Look) -> Node:
    """The front page."""
    dateline = Row(
        [
            Text(look, model.date.upper(), "dateline", FADED),
            Text(look, say("10 CENTS"), "dateline", FADED, "right"),
        ],
        [1.0, None],
        look.px(12),
    )
    content = Column(
        [
            Text(look, model.paper, "masthead", INK, "center"),
            Column(
                [
                    Rule(look, INK, 2),
                    Space(look.px(4)),
                    dateline,
                    Space(look.px(4)),
                    Rule(look, INK),
                ]
            ),
            Text(look, model.headline, "banner", INK, "center"),
            *([Text(look, model.deck, "deck", INK, "center")] if model.deck else []),
            Newsprint(look, model.text),
            Space(grow=True),
        ],
        look.px(14),
    )
    return Sheet(
        look, content, name=f"{model.paper}: {model.headline}", pad=(36, 52, 36, 56), bleed=True
    )


def axes(model: FrontPage, look: Look) -> Node:
    """What became of what mattered."""
    rows: list[Node] = []
    for name, text in model.axes:
        row = Row(
            [
                Pad(Text(look, name, "label", DIM), 0, look.px(4), 0, 0),
                Text(look, text, "body", TEXT),
            ],
            [look.px(104), 1.0],
            look.px(16),
        )
        row.name = f"{name}: {text}"
        rows += [Rule(look), row]
    return Column(rows, look.px(12))
