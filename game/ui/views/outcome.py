"""What happened, what it changed, and what was chance."""

from __future__ import annotations

import pygame

from game.present.screens import Change, Odds, Outcome
from game.ui.frame import MAP, SOURCES, WIDE, Chart, Key, columns, footer, header, letters, page
from game.ui.layout import Column, Draw, Look, Node, Row, Space, Text, Wrap
from game.ui.theme import DIM, FILLS, LINE, PAPER, TEXT, WHITE, WORDS
from game.ui.views.cards import headline, slip
from game.ui.widgets import Panel, Rule, label, paragraphs, sign
from game.words import say

ROOM = 4  # so many changes show their reasons unasked


def build(model: Outcome, look: Look, why: bool | None = None) -> Node:
    """The screen; `why` shows the reasons, None where there is room for them."""
    reasons = len(model.changes) <= ROOM if why is None else why
    title = headline(look, model.title)
    main: list[Node] = [
        Column([label(look, model.label), title], look.px(2), name=model.title),
        paragraphs(look, model.text, "lead", TEXT),
    ]
    if model.changes:
        main += [Rule(look), changes(look, model.changes, reasons)]
    if model.odds:
        main.append(odds(look, model.odds))
    side: list[Node] = [Chart(look, model.map, "key:m@map", large=True)]
    if model.flash:
        side.append(slip(look, model.flash))
    keys = [Key("Enter", "Go on", "enter", strong=True)]
    if model.changes:
        keys.append(Key("W", "Hide why" if reasons else "Why", "w"))
    keys.append(MAP)
    keys += letters(model.tray)
    if model.sources:
        keys.append(SOURCES)
    body = columns(look, model.ladder, main, side, gap=14)
    return page(look, header(look, model.header), body, footer(look, keys))


def changes(look: Look, rows: tuple[Change, ...], reasons: bool) -> Node:
    """A line for each quantity that changed."""
    cells = [change(look, row, reasons) for row in rows]
    if look.span < WIDE * 0.8:
        return Column(cells, look.px(10))
    pairs = [cells[at : at + 2] for at in range(0, len(cells), 2)]
    return Column(
        [Row([*pair, *([Space()] * (2 - len(pair)))], [1.0, 1.0], look.px(28)) for pair in pairs],
        look.px(12),
    )


def change(look: Look, row: Change, reasons: bool) -> Node:
    """What a quantity was, is, and why."""
    parts: list[Node] = []
    if row.before:
        parts += [Text(look, row.before, "value", DIM), sign(look, "arrow", DIM, 17, 15)]
    parts.append(Text(look, row.after, "value", WHITE))
    if row.rise:
        colour = FILLS[row.tone]
        parts.append(sign(look, "up" if row.rise > 0 else "down", colour, 14, 12))
        parts[-1].name = say("up") if row.rise > 0 else say("down")
    rows: list[Node] = [label(look, row.name), Wrap(parts, look.px(9), look.px(1))]
    if reasons and row.why:
        rows.append(Text(look, row.why, "small", WORDS[row.tone]))
    if row.about:
        rows.append(Text(look, f"*{row.about}*", "small", DIM))
    return Column(rows, look.px(2), name=f"{row.name}: {row.before} {row.after}")


def odds(look: Look, model: Odds) -> Node:
    """A draw: what could have come, how likely each was, and which came."""
    rows: list[Node] = [Text(look, say("Chance"), "label", PAPER)]
    if model.text:
        rows.append(Text(look, model.text, "detail", TEXT))

    def bar(surface: pygame.Surface, rect: pygame.Rect) -> None:
        total = sum(share for _, share, _ in model.lines) or 1.0
        x = float(rect.left)
        for _, share, drawn in model.lines:
            wide = rect.width * share / total
            box = pygame.Rect(
                round(x), rect.top, max(2, round(x + wide) - round(x) - 2), rect.height
            )
            pygame.draw.rect(surface, PAPER if drawn else LINE, box, 0 if drawn else 1)
            x += wide

    if model.lines:
        rows.append(Draw(0, look.px(7), bar, name=say("Shares")))
    for title, share, drawn in model.lines:
        colour = WHITE if drawn else DIM
        mark: Node = sign(look, "tick", PAPER, 12, 12) if drawn else Space(width=look.px(12))
        name = Text(look, title, "strong" if drawn else "small", colour)
        figure = Text(look, percent(share), "strong" if drawn else "small", colour, "right")
        line = Row([mark, name, figure], [look.px(12), 1.0, None], look.px(8), "middle")
        line.name = f"{title}, {percent(share)}" + (f", {say('this came')}" if drawn else "")
        rows.append(line)
    if model.why:
        rows.append(Text(look, f"*{model.why}*", "small", DIM))
    return Panel(
        look, Column(rows, look.px(5)), strip=PAPER, line=None, name=say("Chance"), thick=5
    )


def percent(share: float) -> str:
    """A chance as a person reads it."""
    if 0 < share < 1:
        return say("under 1 %")
    return f"{share:.0f} %"
