"""The frame of a game's screens: header, columns, footer, dialogs."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.present import screens
from game.ui import chart
from game.ui.layout import Column, Draw, Look, Node, Pad, Paint, Row, Space, Text, Wrap
from game.ui.scroll import Scroll
from game.ui.theme import DIM, LINE, NIGHT, PANEL, PAPER, TEXT, WHITE
from game.ui.widgets import Button, LadderStrip, Rule, ladder_column, sign
from game.words import say

WIDE, MEDIUM = 1080, 720  # units of width from which there are three, and two columns
MARGIN = 24


_DRAWN: set[tuple[screens.Map, tuple[int, int], float]] = set()
"""Maps that were drawn before: they are kept, or are drawn quickly on ground that is."""


class Key:
    """A key shown in the footer: what is on it, what it does, and its name.

    The footer says the first two in the player's language.
    """

    __slots__ = ("cap", "key", "strong", "text")

    def __init__(self, cap: str, text: str, key: str, strong: bool = False) -> None:
        self.cap, self.text, self.key, self.strong = cap, text, f"key:{key}", strong


SOURCES = Key("S", "Sources", "s")
MAP = Key("M", "Map", "m")


def letters(tray: screens.Tray | None) -> list[Key]:
    """The key of the mail tray, with how many letters are new; none while the tray is empty."""
    if tray is None:
        return []
    return [Key("L", say("Letters ({n} new)", n=tray.new) if tray.new else say("Letters"), "l")]


class Chart(Node):
    """The situation map: as much as there is room for, or of a fixed shape beside other things.

    Beside the adviser's note it must not change its size with the note: drawing a map is slow.
    """

    role = "image"

    def __init__(
        self,
        look: Look,
        model: screens.Map,
        key: str = "",
        full: bool = False,
        large: bool = False,
    ) -> None:
        super().__init__(name=say("Situation map"), key=key)
        self.shape = 0.75 if large else 0.56  # height to width
        self.share = 0.4 if large else 0.25  # of the height of the window, at most
        self.model, self.look, self.grow = model, look, full

    def natural(self) -> int:
        return self.look.px(320)

    def needs(self, width: int) -> int:
        return min(round(width * self.shape), round(self.look.size[1] * self.share))

    def least(self, width: int) -> int:
        return self.look.px(60)

    def paint(self, paint: Paint) -> None:
        if self.rect.width < 8 or self.rect.height < 8:
            return
        key = (self.model, self.rect.size, self.look.unit)
        if paint.haste and key not in _DRAWN:
            paint.late = True
            paint.surface.fill(PANEL, self.rect)
        else:
            paint.surface.blit(chart.render(*key), self.rect)
            _DRAWN.add(key)
        held = self.key and self.key in (paint.focus, paint.hover)
        line = PAPER if held else LINE
        pygame.draw.rect(paint.surface, line, self.rect, self.look.px(2) if held else 1)


def header(look: Look, model: screens.Header, subject: str = "", menu: bool = True) -> Node:
    """The bar at the top: what day it is and how many there are."""
    names: list[Node] = [Text(look, model.date, "bar", WHITE)]
    if model.place or subject:
        names.append(Text(look, subject or model.place, "bar", DIM))
    parts: list[Node] = [Wrap(names, look.px(28), look.px(2))]
    widths: list[int | float | None] = [1.0]
    if look.span >= 600:
        parts.insert(0, Text(look, "EXCOMM", "wordmark", TEXT))
        widths.insert(0, None)
    if look.span >= 1000 and model.days:
        parts.append(_days(look, model))
        widths.append(None)
    if model.days:
        parts.append(Text(look, say("Day {n} of {all}", n=model.day, all=model.days), "bar", DIM))
        widths.append(None)
    elif model.act:
        parts.append(Text(look, model.act, "bar", DIM))
        widths.append(None)
    if menu:
        parts.append(_menu(look))
        widths.append(None)
    bar = Row(parts, widths, look.px(26), "middle", name=say("Status"))
    side = look.px(MARGIN)
    inner = Pad(bar, side, look.px(9), side - (look.px(8) if menu else 0), look.px(9))
    return Column([inner, Rule(look)])


def _menu(look: Look) -> Node:
    button = Button(look, "", say("Menu"), "key:escape")
    row = button.children[0].children[0]
    assert isinstance(row, Row)
    row.children.insert(0, sign(look, "menu", WHITE, 12, 12))
    row.widths.insert(0, None)
    return button


def _days(look: Look, model: screens.Header) -> Node:
    def paint(surface: pygame.Surface, rect: pygame.Rect) -> None:
        step = rect.width / model.days
        for number in range(model.days):
            now = number + 1 == model.day
            colour = WHITE if now else DIM if number + 1 < model.day else LINE
            left = rect.left + round(number * step)
            wide = round(step) - look.px(3)
            surface.fill(colour, (left, rect.top, wide, rect.height))

    return Draw(look.px(21 * model.days), look.px(6), paint, name=say("Days"))


def footer(look: Look, keys: Sequence[Key], note: str = "") -> Node:
    """What the keys do here. Each is a button too."""
    parts: list[Node] = [
        Button(look, say(each.cap), say(each.text), each.key, strong=each.strong) for each in keys
    ]
    if note:
        parts.append(Text(look, note, "key", DIM))
    return Wrap(parts, look.px(12), look.px(2))


def page(look: Look, top: Node | None, body: Node, bottom: Node) -> Node:
    """A whole screen."""
    side, gap = look.px(MARGIN), look.px(18)
    body.grow = True
    rows: list[Node | None] = [
        top,
        Pad(body, side, gap if top else look.px(12), side, look.px(8)),
        Pad(bottom, side - look.px(8), 0, side, look.px(10)),
    ]
    root = Column(rows)
    root.role = "document"
    return root


def columns(
    look: Look, ladder: screens.Ladder, main: Sequence[Node], side: Sequence[Node], gap: float = 8
) -> Node:
    """The ladder, the matter, and what goes with it; fewer columns in a narrower window."""
    middle = Column(main, look.px(gap))
    if look.span >= WIDE:
        extra = look.span - 1280
        own = 326 + extra * (0.4 if extra > 0 else 0.3)
        left = 208 + min(0.0, extra * 0.1)
        return Row(
            [
                Scroll(look, ladder_column(look, ladder), "ladder"),
                Scroll(look, middle, "main"),
                Scroll(look, Column([*side, Space(grow=True)], look.px(14)), "side"),
            ],
            [look.px(left), 1.0, look.px(own)],
            look.px(26),
            "stretch",
        )
    strip = LadderStrip(look, ladder)
    if look.span >= MEDIUM:
        beside = Column([strip, *side, Space(grow=True)], look.px(14))
        return Row(
            [Scroll(look, middle, "main"), Scroll(look, beside, "side")],
            [1.0, look.px(min(300, look.span * 0.32))],
            look.px(24),
            "stretch",
        )
    return Scroll(look, Column([strip, middle, *side], look.px(14)), "main")


class Centre(Node):
    """One part in the middle of the room, no wider than a measure and no taller than the room."""

    def __init__(self, child: Node, width: int) -> None:
        super().__init__([child])
        self.width = width
        self.grow = True

    def arrange(self) -> None:
        width = min(self.width, self.rect.width)
        height = min(self.rect.height, self.children[0].measure(width))
        self.children[0].place(
            self.rect.centerx - width // 2, self.rect.centery - height // 2, width, height
        )


class Dialog(Node):
    """A panel over the screen below it."""

    role = "dialog"

    def __init__(self, look: Look, child: Node, name: str, width: float = 620) -> None:
        pad = look.px(26)
        inner = Frame(look, Pad(child, pad, pad, pad, look.px(16)))
        super().__init__([Centre(inner, look.px(width))], name=name)
        self.margin = look.px(20)

    def arrange(self) -> None:
        self.children[0].place(*self.rect.inflate(-2 * self.margin, -2 * self.margin))


class Frame(Node):
    """The ground of a dialog."""

    def __init__(self, look: Look, child: Node) -> None:
        super().__init__([child])

    def paint(self, paint: Paint) -> None:
        paint.surface.fill(NIGHT, self.rect)
        pygame.draw.rect(paint.surface, DIM, self.rect, 1)
        super().paint(paint)


def dialog(
    look: Look,
    title: str,
    body: Sequence[Node],
    keys: Sequence[Key],
    *,
    width: float = 620,
    gap: float = 10,
    fixed: Node | None = None,
) -> Node:
    """A dialog: a heading, what it holds, and its keys at the foot."""
    content = Scroll(look, Column(body, look.px(gap)), f"dialog:{title}")
    rows: list[Node | None] = [
        Text(look, title, "heading", TEXT),
        content,
        fixed,
        footer(look, keys) if keys else None,
    ]
    return Dialog(look, Column(rows, look.px(14)), title, width)
