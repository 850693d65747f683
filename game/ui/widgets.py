"""The parts every screen is made of: labels, buttons, cards, gauges, the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.ui import shapes
from game.ui.layout import Align, Column, Draw, Look, Node, Pad, Paint, Row, Space, Text, Wrap
from game.ui.theme import (
    DIM,
    FILLS,
    HISTORY,
    LINE,
    NIGHT,
    PANEL,
    PAPER,
    QUARANTINE,
    RAISED,
    TEXT,
    WHITE,
    WORDS,
    Colour,
    mix,
)
from game.words import say

if TYPE_CHECKING:
    from game.present.screens import Gauge, Ladder, Tone


def paragraphs(
    look: Look, prose: Sequence[str], kind: str, colour: Colour, align: Align = "left"
) -> Column:
    """Prose, a paragraph under the other."""
    parts = [Text(look, each, kind, colour, align) for each in prose]
    gap = look.px(parts[0].type.size * 0.7) if parts else 0
    return Column(parts, gap)


class Rule(Node):
    """A hairline."""

    role = "none"

    def __init__(self, look: Look, colour: Colour = LINE, thick: float = 1) -> None:
        super().__init__()
        self.colour, self.thick = colour, look.px(thick)

    def needs(self, width: int) -> int:
        return self.thick

    def paint(self, paint: Paint) -> None:
        zoom = paint.zoom
        paint.surface.fill(self.colour, [side * zoom for side in self.rect])

    def mark(self) -> tuple[object, ...]:
        return ("rule", self.colour)


def sign(look: Look, kind: shapes.Sign, colour: Colour, width: float, height: float) -> Draw:
    """A sign as a part."""

    def paint(surface: pygame.Surface, rect: pygame.Rect) -> None:
        surface.blit(shapes.sign(kind, rect.width, rect.height, colour), rect)

    return Draw(look.px(width), look.px(height), paint, name=kind)


class Panel(Node):
    """A flat card: fill, hairline, a strip of colour at the left, and the outline of the focus."""

    def __init__(
        self,
        look: Look,
        child: Node,
        *,
        name: str = "",
        key: str = "",
        role: str = "group",
        strip: Colour | None = None,
        fill: Colour | None = PANEL,
        line: Colour | None = LINE,
        pad: tuple[float, float] = (16, 9),
        thick: float = 6,
        chosen: bool = False,
    ) -> None:
        side, top = look.px(pad[0]), look.px(pad[1])
        super().__init__([Pad(child, side + (look.px(thick) if strip else 0), top, side, top)])
        self.name, self.key, self.role = name, key, role
        self.strip, self.fill, self.line, self.chosen = strip, fill, line, chosen
        self.thick, self.edge = look.px(thick), look.px(2)

    def natural(self) -> int:
        return self.children[0].natural()

    def paint(self, paint: Paint) -> None:
        surface, rect = paint.surface, self.rect
        fill = RAISED if self.chosen else self.fill
        if fill and self.key and paint.hover == self.key and not self.chosen:
            fill = mix(fill, RAISED, 0.6)
        if fill:
            surface.fill(fill, rect)
        if self.line:
            pygame.draw.rect(surface, PAPER if self.chosen else self.line, rect, 1)
        if self.strip:
            surface.fill(self.strip, (rect.left, rect.top, self.thick, rect.height))
        super().paint(paint)
        if self.key and paint.focus == self.key:
            pygame.draw.rect(surface, PAPER, rect, self.edge)

    def mark(self) -> tuple[object, ...]:
        return ("panel", self.strip, self.fill, self.chosen)


class Tag(Node):
    """A name in an outlined box."""

    role = "text"

    def __init__(self, look: Look, text: str, colour: Colour) -> None:
        label = Text(look, text, "tag", colour)
        super().__init__([Pad(label, look.px(6), look.px(0.5), look.px(5), look.px(0.5))])
        self.name, self.colour = text, colour

    def paint(self, paint: Paint) -> None:
        pygame.draw.rect(paint.surface, self.colour, self.rect, 1, border_radius=2)
        super().paint(paint)


class Button(Node):
    """A key and what it does. Pressing it by mouse or by Enter is pressing that key."""

    role = "button"

    def __init__(
        self, look: Look, cap: str, text: str, key: str, *, strong: bool = False, closed: str = ""
    ) -> None:
        colour = mix(DIM, NIGHT, 0.1) if closed else WHITE if strong else mix(DIM, TEXT, 0.4)
        label = Text(look, text, "key", colour)
        parts: list[Node] = [label]
        widths: list[int | float | None] = [None]
        if cap:
            parts.insert(0, Tag(look, cap, PAPER if strong else DIM))
            widths.insert(0, None)
        row = Row(parts, widths, look.px(8), "middle")
        super().__init__([Pad(row, look.px(8), look.px(4), look.px(8), look.px(4))])
        self.name, self.key, self.edge = text, key, look.px(2)

    def paint(self, paint: Paint) -> None:
        if paint.hover == self.key:
            pygame.draw.rect(paint.surface, RAISED, self.rect, border_radius=2)
        super().paint(paint)
        if paint.focus == self.key:
            pygame.draw.rect(paint.surface, PAPER, self.rect, self.edge, border_radius=2)


def label(look: Look, text: str, colour: Colour = DIM) -> Text:
    """A heading of a part: small letter-spaced capitals."""
    return Text(look, text, "label", colour)


class GaugeBar(Node):
    """The band and the best guess of one quantity."""

    role = "none"

    def __init__(self, look: Look, gauge: Gauge) -> None:
        super().__init__()
        self.gauge, self.look = gauge, look

    def needs(self, width: int) -> int:
        return self.look.px(9)

    def paint(self, paint: Paint) -> None:
        surface, gauge, px = paint.surface, self.gauge, self.look.px
        bar = self.rect.inflate(0, -2 * px(1))
        pygame.draw.rect(surface, LINE, bar, 1)
        inner = bar.inflate(-2, -2)
        colour = FILLS[gauge.tone]
        if gauge.low is not None and gauge.high is not None:
            left = inner.left + round(gauge.low * inner.width)
            right = inner.left + round(gauge.high * inner.width)
            surface.fill(mix(NIGHT, colour, 0.45), (left, inner.top, right - left, inner.height))
        if gauge.mark is not None:
            wide = px(3)
            x = inner.left + round(gauge.mark * (inner.width - wide))
            surface.fill(colour, (x, self.rect.top, wide, self.rect.height))


def gauge_row(look: Look, gauge: Gauge, bar: bool = True) -> Node:
    """A gauge: name, value, and its bar unless there is no room."""
    unknown = gauge.mark is None
    name = Text(look, gauge.name, "small", TEXT)
    value = Text(look, gauge.value, "strong", DIM if unknown else WORDS[gauge.tone])
    top = spread(look, [name, value])
    column = Column([top, GaugeBar(look, gauge) if bar else None], look.px(3))
    column.role, column.name = "meter", f"{gauge.name}: {gauge.value}"
    return column


def gauges(look: Look, rows: Sequence[Gauge], bars: bool = True) -> Node | None:
    """What the player believes, with a key to the bands where there are any."""
    if not rows:
        return None
    heading: list[Node] = [label(look, say("What you think you know"))]
    if bars and any(row.low is not None for row in rows):
        heading.append(Text(look, say("band: the estimate"), "small", DIM))
    return Column(
        [spread(look, heading), *(gauge_row(look, row, bars) for row in rows)],
        look.px(7 if bars else 3),
    )


def spread(look: Look, parts: Sequence[Node]) -> Node:
    """One part at the left and one at the right, or one under the other where both do not fit."""
    if len(parts) == 1:
        return parts[0]
    return Spread(parts, look.px(10))


class Spread(Wrap):
    """Like `Wrap`, and the last part of a line that holds several goes to the right."""

    def __init__(self, children: Sequence[Node], gap: int) -> None:
        super().__init__(children, gap, 0)

    def arrange(self) -> None:
        super().arrange()
        for row, height in self.lines(self.rect.width):
            if len(row) > 1:
                child, own = row[-1]
                top = child.rect.top + (height - child.rect.height) // 2
                top = min(top, child.rect.top)
                child.place(self.rect.right - own, top, own, child.rect.height)


def rung_tone(number: int, count: int) -> Tone:
    """How dangerous a rung is, as a tone: the lower ones talk, the upper ones kill."""
    share = number / count
    if share <= 0.42:
        return "dove"
    if share <= 0.6:
        return "quarantine"
    return "hawk" if share <= 0.8 else "danger"


class Rung(Node):
    """One rung: its number in a box, filled up to the level, and its name."""

    role = "listitem"

    def __init__(self, look: Look, ladder: Ladder, number: int) -> None:
        here = number == ladder.level
        reached = number <= ladder.level
        colour = WHITE if here else TEXT if reached else DIM
        text = Text(look, ladder.rungs[number - 1], "strong" if here else "small", colour)
        super().__init__([text], name=f"{number} {ladder.rungs[number - 1]}")
        self.look, self.text = look, text
        self.here, self.reached = here, reached
        self.order = 0  # when it begins to fill or to empty; 0 where it stays as it is
        if look.level is not None and look.level < number <= ladder.level:
            self.order = number - look.level
        elif look.level is not None and ladder.level < number <= look.level:
            self.order = look.level - number + 1
        self.history = ladder.history == number
        self.number = Text(look, str(number), "tag", NIGHT if reached else DIM, "center")
        self.children.append(self.number)
        self.colour = FILLS[rung_tone(number, len(ladder.rungs))]
        self.grow = True

    def needs(self, width: int) -> int:
        px = self.look.px
        return max(px(22), self.text.measure(max(1, width - px(46))))

    def arrange(self) -> None:
        px = self.look.px
        x, y, width, height = self.rect
        own = min(height, self.text.measure(max(1, width - px(46))))
        self.text.place(x + px(46), y + (height - own) // 2, max(1, width - px(46)), own)
        number = self.number.measure(px(26))
        self.number.place(x + px(10), y + (height - number) // 2, px(26), number)

    def paint(self, paint: Paint) -> None:
        px, surface = self.look.px, paint.surface
        box = pygame.Rect(self.rect.left + px(10), self.rect.top, px(26), self.rect.height)
        box = box.inflate(0, -2 * px(2))
        surface.fill(PANEL, box)
        pygame.draw.rect(surface, LINE, box, 1)
        share = min(1.0, max(0.0, (paint.age - 130 * self.order + 60) / 160)) if self.order else 1.0
        full = round(box.height * (share if self.reached else 1 - share))
        surface.fill(self.colour, (box.left, box.bottom - full, box.width, full))
        if self.history:
            side = px(9)
            mark = shapes.sign("right", side * 4 // 5, side, HISTORY)
            surface.blit(mark, (self.rect.left, box.centery - side // 2))
        super().paint(paint)


def ladder_column(look: Look, ladder: Ladder) -> Node:
    """The ladder at full height."""
    rungs = [Rung(look, ladder, number) for number in range(len(ladder.rungs), 0, -1)]
    listing = Rungs(look, rungs)
    foot: list[Node | None] = [
        Text(look, ladder.alert, "figure", QUARANTINE) if ladder.alert else None,
        _history_key(look) if ladder.history is not None else None,
    ]
    shown = [part for part in foot if part is not None]
    return Column(
        [label(look, say("Escalation")), listing, *([Column(shown, look.px(2))] if shown else [])],
        look.px(10),
        name=say("Escalation ladder"),
    )


def _history_key(look: Look) -> Node:
    mark = sign(look, "right", HISTORY, 7, 9)
    note = Text(look, say("where history stood"), "small", HISTORY)
    return Row([mark, note], [None, 1.0], look.px(6), "middle")


class Rungs(Node):
    """The rungs share the height there is, up to a comfortable one."""

    role = "list"

    def __init__(self, look: Look, rungs: Sequence[Node]) -> None:
        super().__init__(rungs)
        self.look, self.grow = look, True

    def needs(self, width: int) -> int:
        return sum(rung.measure(width) for rung in self.children)

    def arrange(self) -> None:
        x, y, width, height = self.rect
        count = len(self.children)
        needed = [rung.measure(width) for rung in self.children]
        spare = max(0, height - sum(needed))
        for rung, need in zip(self.children, needed, strict=True):
            more = min(spare // count, max(0, self.look.px(46) - need))
            rung.place(x, y, width, need + more)
            y += need + more


class LadderStrip(Node):
    """The ladder lying down, for windows too narrow for it to stand."""

    role = "meter"

    def __init__(self, look: Look, ladder: Ladder) -> None:
        level = ladder.level
        here = f"{level} {ladder.rungs[level - 1]}" if level else say("No rung reached")
        parts: list[Node] = [Text(look, here, "strong", WHITE)]
        if ladder.alert:
            parts.append(Text(look, ladder.alert, "key", QUARANTINE))
        top = spread(look, parts)
        bar = Draw(0, look.px(18), self.bar, name=say("rungs"))
        rows: list[Node | None] = [label(look, say("Escalation")), top, bar]
        if ladder.history is not None:
            rows.append(_history_key(look))
        super().__init__([Column(rows, look.px(4))], name=f"{say('Escalation')}: {here}")
        self.ladder, self.look = ladder, look

    def bar(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        count, gap, px = len(self.ladder.rungs), self.look.px(3), self.look.px
        for number in range(1, count + 1):
            left = rect.left + (number - 1) * (rect.width + gap) // count
            right = rect.left + number * (rect.width + gap) // count - gap
            box = pygame.Rect(left, rect.top, right - left, px(10))
            if number <= self.ladder.level:
                surface.fill(FILLS[rung_tone(number, count)], box)
            else:
                pygame.draw.rect(surface, LINE, box, 1)
            if number == self.ladder.history:
                mark = shapes.sign("up", px(9), px(7), HISTORY)
                surface.blit(mark, (box.centerx - px(4), box.bottom + px(1)))


def tags(look: Look, advisers: Sequence[tuple[str, Tone]]) -> Wrap:
    """Advisers' names in the colours of their camps."""
    return Wrap([Tag(look, who, WORDS[tone]) for who, tone in advisers], look.px(5), look.px(4))


def blank() -> Space:
    """Room that takes what is left."""
    return Space(grow=True)
