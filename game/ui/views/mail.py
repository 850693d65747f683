"""The mail tray: the letters that came, and the one that is read, as typed paper."""

from __future__ import annotations

from game.present.screens import Letter, Tray
from game.ui.frame import MARGIN, SOURCES, Key, footer, header, page
from game.ui.layout import Column, Look, Node, Row, Space, Text
from game.ui.paper import Sheet, Stamp
from game.ui.scroll import Scroll
from game.ui.theme import DIM, FADED, INK, PAPER, TEXT, WHITE
from game.ui.widgets import Panel, Rule, Tag, label, paragraphs
from game.words import say

STACKED = 680  # units of width under which the list lies above the letter
WIDE = 1000  # units of width from which the stamp stands beside the letterhead
LONGEST = 860  # units of width of the paper at most: longer lines are hard to follow


def letter_of(model: Tray, chosen: str) -> Letter:
    """The letter that is read: the newest, if none is chosen."""
    return next((each for each in model.letters if each.id == chosen), model.letters[0])


def build(model: Tray, look: Look, chosen: str = "") -> Node:
    """The screen; `chosen` is the id of the letter that is read."""
    letter = letter_of(model, chosen)
    rows = [_row(look, each, each is letter) for each in model.letters]
    listed = Scroll(look, Column([label(look, _count(model)), *rows], look.px(6)), "letters")
    paper = Scroll(look, sheet(letter, look), "letter", name=letter.subject)
    if look.span < STACKED:
        body: Node = Column([listed, paper], look.px(10))
    else:
        wide = min(390, look.span * 0.36)
        roomy = look.span - 2 * MARGIN - wide - 30 > LONGEST
        sheet_width = look.px(LONGEST) if roomy else 1.0
        body = Row([listed, paper], [look.px(wide), sheet_width], look.px(30), "stretch")
    keys = [Key("Esc", "Back", "escape", strong=True)]
    if letter.sources:
        keys.append(SOURCES)
    top = header(look, model.header, say("Letters"), menu=False)
    return page(look, top, body, footer(look, keys))


def _count(model: Tray) -> str:
    count = say("{n}, newest first", n=len(model.letters))
    return f"{count} \u00b7 {say('{n} new', n=model.new)}" if model.new else count


def _row(look: Look, letter: Letter, chosen: bool) -> Node:
    sender = Text(look, letter.sender, "name", WHITE)
    top: Node = sender
    if letter.new:
        top = Row([sender, Tag(look, say("New"), PAPER)], [1.0, None], look.px(8))
    rows = [
        top,
        Text(look, letter.subject, "detail", TEXT),
        Text(look, letter.received, "small", DIM),
    ]
    received = say("received {hour}", hour=letter.received)
    said = (letter.sender, letter.subject, received, say("new") * letter.new)
    panel = Panel(
        look,
        Column(rows, look.px(1)),
        name=". ".join(part for part in said if part),
        key=f"letter:{letter.id}",
        role="option",
        strip=PAPER if letter.new else None,
        chosen=chosen,
        pad=(12, 7),
    )
    panel.sticky = True
    return panel


def sheet(letter: Letter, look: Look) -> Node:
    """The letter as typed paper, with both its hours."""
    heads = [
        (name, said)
        for name, said in (
            (say("FROM"), letter.sender),
            (say("TO"), letter.to),
            (say("SUBJECT"), letter.subject),
            (say("SENT"), letter.sent),
            (say("RECEIVED"), letter.received),
        )
        if said
    ]
    width = max(Text(look, name, "letterhead", FADED).natural() for name, _ in heads)
    width += look.px(4)  # on paper letters are set at twice the size, which is never exactly twice
    rows: list[Node] = [
        Row(
            [Text(look, name, "letterhead", FADED), Text(look, said, "letterhead", INK)],
            [width, 1.0],
            look.px(12),
        )
        for name, said in heads
    ]
    top: Node = Column(rows, look.px(4))
    end: Node = Space(grow=True)
    if letter.stamp:
        beside = look.span >= WIDE
        stamped = Row(
            [top if beside else Space(), Stamp(look, letter.stamp)], [1.0, None], look.px(12)
        )
        stamped.cap = 0.4 if beside else 0.9
        top, end = (stamped, end) if beside else (top, stamped)
    content = Column(
        [
            top,
            Rule(look, INK),
            Space(look.px(2)),
            paragraphs(look, letter.text, "typed", INK),
            end,
        ],
        look.px(10),
    )
    return Sheet(look, content, name=say("Letter"), pad=(34, 26, 34, 22), turn=0.4)
