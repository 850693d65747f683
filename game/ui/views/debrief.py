"""After action: the risk that was run, what one did not know, who had been right."""

from __future__ import annotations

import pygame

from game.present.screens import Debrief, Score, Told
from game.ui import shapes
from game.ui import text as setting
from game.ui.frame import Key, footer, header, page
from game.ui.layout import Column, Draw, Look, Node, Pad, Row, Text
from game.ui.scroll import Scroll
from game.ui.theme import (
    DIM,
    FADED,
    FILLS,
    HISTORY,
    INK,
    LINE,
    NIGHT,
    PAPER,
    TEXT,
    TYPES,
    WORDS,
    Colour,
    mix,
)
from game.ui.views.cards import headline
from game.ui.widgets import Panel, Rule, label, paragraphs, sign
from game.words import say

STACKED = 900


def build(model: Debrief, look: Look) -> Node:
    """The screen."""
    left: list[Node] = [
        Column(
            [label(look, model.label), headline(look, model.title, WORDS[model.tone])],
            look.px(2),
            name=model.title,
        ),
        paragraphs(look, model.text, "body", TEXT),
        label(look, say("Escalation, day by day")),
        curves(model, look),
    ]
    if model.luck:
        left += [label(look, say("The luck of it")), paragraphs(look, model.luck, "detail", TEXT)]
    right: list[Node] = []
    if model.told:
        right.append(told(model.told, look))
    if model.scores:
        right += [label(look, say("Who had been right")), scores(model.scores, look)]
    keys = [Key("Enter", "To the title", "enter", strong=True)]
    if look.span < STACKED:
        body: Node = Scroll(look, Column([*left, *right], look.px(14)), "main")
    else:
        body = Row(
            [
                Scroll(look, Column(left, look.px(12)), "main"),
                Scroll(look, Column(right, look.px(14)), "side"),
            ],
            [1.0, 1.0],
            look.px(40),
            "stretch",
        )
    top = header(look, model.header, say("After action \u00b7 what you did not know"))
    return page(look, top, body, footer(look, keys))


def curves(model: Debrief, look: Look) -> Node:
    """Your rung at the end of each day, and history's."""
    small = max(9, look.px(12))
    face = TYPES["tag"].face

    def write(
        surface: pygame.Surface, text: str, colour: Colour, at: tuple[float, float], side: str
    ) -> None:
        ink = setting.ink(text, face, small, 0.0, colour)
        box = ink.get_rect()
        setattr(box, side, (round(at[0]), round(at[1])))
        surface.blit(ink, box)

    def paint(surface: pygame.Surface, rect: pygame.Rect) -> None:
        px = look.px
        area = pygame.Rect(rect.left + px(24), rect.top + px(8), rect.width - px(84), 0)
        area.height = rect.height - px(34)
        days = max(1, len(model.days) - 1)

        def point(day: int, level: int) -> tuple[float, float]:
            share = level / max(1, model.top)
            return area.left + area.width * day / days, area.bottom - area.height * share

        for level in range(0, model.top + 1, max(1, model.top // 4)):
            y = round(point(0, level)[1])
            pygame.draw.line(surface, mix(NIGHT, LINE, 0.6), (area.left, y), (area.right, y))
            if level:
                write(surface, str(level), DIM, (area.left - px(8), y), "midright")
        for day, name in enumerate(model.days):
            write(surface, name, DIM, (point(day, 0)[0], area.bottom + px(10)), "midtop")
        ends: list[tuple[float, float, str, Colour]] = []
        tone = FILLS["danger"] if model.tone in ("danger", "bad") else TEXT
        for levels, name, colour, wide in (
            (model.history, say("history"), HISTORY, 6),
            (model.yours, say("you"), tone, 3),
        ):
            points = [point(day, level) for day, level in enumerate(levels) if level is not None]
            if points:
                shapes.curve(surface, colour, points, px(wide))
                ends.append((*points[-1], name, colour))
        if (
            len(ends) == 2
            and abs(ends[0][1] - ends[1][1]) < small
            and (abs(ends[0][0] - ends[1][0]) < px(50))
        ):
            middle = (ends[0][1] + ends[1][1]) / 2
            upper, lower = (0, 1) if ends[0][1] < ends[1][1] else (1, 0)
            for at, shift in ((upper, -0.6), (lower, 0.6)):
                end = ends[at][0]
                ends[at] = (end, middle + shift * small, ends[at][2], ends[at][3])
        for right, middle, name, colour in ends:
            light = WORDS["danger"] if colour == FILLS["danger"] else colour
            write(surface, name, light, (right + px(9), middle), "midleft")

    return Draw(0, look.px(250), paint, name=_spoken(model))


def _spoken(model: Debrief) -> str:
    pairs = zip(model.days, model.yours, model.history, strict=True)
    return "; ".join(
        say("{day}: you {mine}, history {real}", day=day, mine=mine, real=real)
        for day, mine, real in pairs
    )


def told(rows: tuple[Told, ...], look: Look) -> Node:
    """What the room was told, and beside it, on paper, what was so."""
    share = [0.48, 0.52]
    lines: list[Node] = [
        Row(
            [
                label(look, say("What you were told")),
                Pad(label(look, say("What was so"), HISTORY), look.px(14), 0, 0, 0),
            ],
            share,
        )
    ]
    for row in rows:
        so: list[Node] = [Text(look, row.so, "note", INK)]
        since = say("Known since {year}", year=row.since) if row.since else ""
        small = ". ".join(part for part in (since, row.sources) if part)
        if small:
            so.append(Text(look, small, "small", FADED))
        paper = Panel(look, Column(so, look.px(3)), fill=PAPER, line=None, pad=(14, 9), name=row.so)
        said = Pad(Text(look, row.told, "detail", TEXT), 0, look.px(9), look.px(14), look.px(9))
        line = Row([said, paper], share, 0, "stretch", name=f"{row.told} / {row.so}")
        lines += [Rule(look), line]
    return Column(lines, 0, name=say("Told and so"))


def scores(rows: tuple[Score, ...], look: Look) -> Node:
    """The advisers' expectations against what came."""
    lines: list[Node] = []
    for row in rows:
        colour = WORDS["good"] if row.right else WORDS["bad"]
        mark = sign(look, "tick" if row.right else "cross", colour, 12, 12)
        sure = say("{n} % sure", n=row.sure)
        line = Row(
            [
                Pad(mark, 0, look.px(4), 0, 0),
                Text(look, row.who, "name", TEXT),
                Column(
                    [
                        *([Text(look, row.order, "small", DIM)] if row.order else []),
                        Text(look, row.expected, "detail", TEXT),
                    ]
                ),
                Text(look, sure, "small", DIM, "right"),
            ],
            [look.px(12), look.px(110), 1.0, look.px(84)],
            look.px(10),
            name=f"{row.who}: {row.expected}, {sure}, "
            + (say("right") if row.right else say("wrong")),
        )
        lines.append(line)
    return Column(lines, look.px(7))
