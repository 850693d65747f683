"""The Cabinet table: who holds what; ask one of them."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

import pygame

from game.present.screens import Seat, Table
from game.ui.frame import Key, footer, header, page
from game.ui.layout import Column, Look, Node, Paint, Row, Space, Text, Wrap
from game.ui.paper import Sheet
from game.ui.scroll import Scroll
from game.ui.theme import DIM, FILLS, GRAIN, INK, PAPER, TEXT, WHITE, WOOD, WORDS
from game.ui.widgets import Panel, label
from game.words import say

SEAT = 136  # units of width
OVAL = (690, 540)  # the least room for the table, in units


def build(model: Table, look: Look, seat: str = "", topic: int = 0) -> Node:
    """The screen; `seat` is who is asked, `topic` the answer that is read."""
    asked = next((each for each in model.seats if each.id == seat), model.seats[0])
    person = paper(look, asked, topic, model)
    room = look.span - 330 - 48 - 26
    if fits(look, model, (room, look.rise - 140)):
        seats: Node = Oval(look, model, asked.id)
        body: Node = Row(
            [seats, Scroll(look, person, "asked")], [1.0, look.px(330)], look.px(26), "stretch"
        )
    elif look.span >= 720:
        body = Row(
            [
                Scroll(look, grid(look, model, asked.id), "seats"),
                Scroll(look, person, "asked"),
            ],
            [1.0, look.px(min(330, look.span * 0.42))],
            look.px(24),
            "stretch",
        )
    else:
        both = Column([person, grid(look, model, asked.id)], look.px(16))
        body = Scroll(look, both, "seats")
    keys = [Key("Esc", "Back to the decision", "escape", strong=True)]
    return page(
        look, header(look, model.header, say("The table"), menu=False), body, footer(look, keys)
    )


def fits(look: Look, model: Table, room: tuple[float, float]) -> bool:
    """Whether all can sit round the table in a room of so many units without touching."""
    if room[0] < OVAL[0] or room[1] < OVAL[1]:
        return False
    width = look.px(SEAT)
    height = max(place_card(look, seat, False).measure(width) for seat in model.seats)
    radii = ((look.px(room[0]) - width) / 2 - 2, (look.px(room[1]) - height) / 2 - 2)
    return bool(seats_round(len(model.seats) + 1, radii, (width, height), look.px(4)))


def place_card(look: Look, seat: Seat, asked: bool, camp: bool = True) -> Panel:
    """Who sits there, for what, and where he stands."""
    rows: list[Node] = [
        Text(look, seat.name, "name", WHITE),
        Text(look, seat.desk, "small", DIM),
    ]
    if camp:
        rows.append(Text(look, seat.camp or say("has not said"), "small", WORDS[seat.tone]))
    panel = Panel(
        look,
        Column(rows, 0),
        name=f"{seat.full}, {seat.post}. {seat.camp}",
        key=f"seat:{seat.id}",
        role="option",
        strip=FILLS[seat.tone],
        chosen=asked,
        pad=(9, 4),
    )
    panel.sticky = True
    return panel


def paper(look: Look, seat: Seat, topic: int, model: Table) -> Node:
    """The one who is asked, what he says, and what else to ask him."""
    holds = seat.camp or say("has not said")
    answer = seat.answers[min(topic, len(seat.answers) - 1)] if seat.answers else None
    parts: list[Node] = [
        Column(
            [
                Text(look, seat.full, "name", WORDS[seat.tone]),
                Text(look, f"{seat.post}. {seat.bio}", "small", DIM),
                *([Text(look, seat.temperament, "small", TEXT)] if seat.temperament else []),
                Text(look, say("Holds: {camp}", camp=holds), "small", WORDS[seat.tone]),
            ],
            look.px(2),
        )
    ]
    if answer:
        says = Text(look, answer.says, "typed", INK)
        parts.append(Sheet(look, says, name=answer.says, turn=0.4))
        topics = [_topic(look, at, each.topic, at == topic) for at, each in enumerate(seat.answers)]
        parts.append(Column([label(look, say("Ask him about")), *topics], look.px(3)))
    else:
        parts.append(Text(look, say("He has nothing to add."), "detail", TEXT))
    parts.append(legend(look, model))
    parts.append(Space(grow=True))
    return Column(parts, look.px(14))


def _topic(look: Look, at: int, text: str, chosen: bool) -> Node:
    panel = Panel(
        look,
        Text(look, text, "detail", WHITE if chosen else TEXT),
        name=text,
        key=f"topic:{at}",
        role="option",
        strip=PAPER if chosen else None,
        fill=None,
        line=None,
        chosen=False,
        pad=(10, 4),
        thick=4,
    )
    panel.sticky = True
    return panel


def legend(look: Look, model: Table) -> Node:
    """The camps by colour and by word, and how many hold each."""
    parts: list[Node] = []
    for camp, tone, count in model.tally:
        panel = Panel(
            look,
            Text(look, f"{camp}  {count}", "small", WORDS[tone]),
            strip=FILLS[tone],
            fill=None,
            line=None,
            pad=(5, 0),
            thick=4,
        )
        parts.append(panel)
    return Wrap(parts, look.px(8), look.px(5))


def grid(look: Look, model: Table, asked: str) -> Node:
    """The seats in rows, for windows too small for the table."""
    width = look.px(SEAT)
    cards = [Fixed(place_card(look, seat, seat.id == asked), width) for seat in model.seats]
    return Column(
        [label(look, say("The table")), Wrap(cards, look.px(10), look.px(10))], look.px(10)
    )


class Fixed(Node):
    """A part of a given width."""

    def __init__(self, child: Node, width: int) -> None:
        super().__init__([child])
        self.width = width

    def natural(self) -> int:
        return self.width


class Oval(Node):
    """The table from above, the player at its head, the others clockwise."""

    role = "list"

    def __init__(self, look: Look, model: Table, asked: str) -> None:
        self.look, self.model = look, model
        head = Panel(
            look,
            Column(
                [Text(look, model.chair, "name", WHITE), Text(look, say("yourself"), "small", DIM)],
                0,
            ),
            name=model.chair,
            strip=PAPER,
            pad=(9, 4),
        )
        cards = [head, *(place_card(look, seat, seat.id == asked) for seat in model.seats)]
        self.centre = Column(self._tally(), look.px(3))
        super().__init__([*cards, self.centre], name=say("The Cabinet table"))
        self.grow = True

    def _tally(self) -> list[Node]:
        look = self.look
        sides = [row for row in self.model.tally if row[1] != "undecided"]
        silent = sum(count for _, tone, count in self.model.tally if tone == "undecided")
        figures: list[Node] = []
        for number, (_, tone, count) in enumerate(sides):
            if number:
                figures.append(Text(look, "\u2013", "heading", DIM))
            figures.append(Text(look, str(count), "heading", WORDS[tone]))
        rows: list[Node] = [
            Middle(Wrap(figures, look.px(8))),
            Text(look, " \u00b7 ".join(camp for camp, _, _ in sides), "small", TEXT, "center"),
        ]
        if silent:
            said = say("1 has not said") if silent == 1 else say("{n} have not said", n=silent)
            rows.append(Text(look, said, "small", DIM, "center"))
        return rows

    def arrange(self) -> None:
        cards = self.children[:-1]
        width = self.look.px(SEAT)
        height = max(card.measure(width) for card in cards)
        area = self.rect
        radii = ((area.width - width) / 2 - 2, (area.height - height) / 2 - 2)
        spots = seats_round(len(cards), radii, (width, height), self.look.px(4))
        for card, (x, y) in zip(cards, spots, strict=True):
            card.place(
                round(area.centerx + x - width / 2),
                round(area.centery + y - height / 2),
                width,
                height,
            )
        inner = round(self.wood().width * 0.7)
        tall = self.centre.measure(inner)
        self.centre.place(area.centerx - inner // 2, area.centery - tall // 2, inner, tall)

    def wood(self) -> pygame.Rect:
        """The table top: the largest that is clear of the seats."""
        gap = 2 * self.look.px(10)
        seats = [card.rect.inflate(gap, gap) for card in self.children[:-1]]
        top = self.rect
        for step in range(20, 60):
            top = self.rect.inflate(-self.rect.width * step // 60, -self.rect.height * step // 60)
            if not any(_touches(top, seat) for seat in seats):
                break
        return top

    def paint(self, paint: Paint) -> None:
        top = self.wood()
        paint.surface.blit(_wood(top.size, self.look.px(2)), top)
        super().paint(paint)


@lru_cache(maxsize=4)
def _wood(size: tuple[int, int], line: int) -> pygame.Surface:
    """The table top, drawn large and scaled down for smooth edges."""
    fine = pygame.Surface((size[0] * 2, size[1] * 2), pygame.SRCALPHA)
    fine.fill((*GRAIN, 0))
    pygame.draw.ellipse(fine, WOOD, fine.get_rect())
    pygame.draw.ellipse(fine, GRAIN, fine.get_rect(), line * 2)
    pygame.draw.ellipse(fine, GRAIN, fine.get_rect().inflate(-40 * line, -38 * line), line)
    return pygame.transform.smoothscale(fine, size)


def _touches(oval: pygame.Rect, box: pygame.Rect) -> bool:
    x = max(box.left, min(oval.centerx, box.right)) - oval.centerx
    y = max(box.top, min(oval.centery, box.bottom)) - oval.centery
    return (2 * x / oval.width) ** 2 + (2 * y / oval.height) ** 2 < 1


class Middle(Node):
    """A part at its own width, in the middle."""

    def needs(self, width: int) -> int:
        return self.children[0].measure(width)

    def __init__(self, child: Node) -> None:
        super().__init__([child])

    def arrange(self) -> None:
        own = min(self.rect.width, self.children[0].natural())
        self.children[0].place(self.rect.centerx - own // 2, self.rect.top, own, self.rect.height)


def seats_round(
    count: int, radii: tuple[float, float], size: tuple[int, int], least: int
) -> list[tuple[float, float]]:
    """Where `count` boxes stand round an ellipse, the first at its top, evenly, none touching.

    Going round from the top, each box stands as soon as it clears the one before by a gap; the gap
    is found by halving so that one half of the ellipse takes its share. The other half mirrors it.
    Empty if there is no room for so many.
    """
    half = (count - 1) // 2
    even = count % 2 == 0

    def walk(gap: float) -> tuple[list[tuple[float, float]], bool]:
        at = (0.0, -radii[1])
        angle, spots = 0.0, []
        for _ in range(half):
            while angle < pi:
                angle += 0.004
                x, y = radii[0] * sin(angle), -radii[1] * cos(angle)
                if abs(x - at[0]) >= size[0] + gap or abs(y - at[1]) >= size[1] + gap:
                    break
            at = (radii[0] * sin(angle), -radii[1] * cos(angle))
            spots.append(at)
        clear = at[0] >= (size[0] + gap) / 2 or angle < pi / 2
        if even:
            clear = at[0] >= size[0] + gap or abs(at[1] - radii[1]) >= size[1] + gap
        return spots, clear and angle < pi

    low, high = float(least), 400.0
    spots, clear = walk(low)
    if not clear:
        return []
    for _ in range(18):
        gap = (low + high) / 2
        found, clear = walk(gap)
        if clear:
            low, spots = gap, found
        else:
            high = gap
    ring = [(0.0, -radii[1]), *spots]
    if even and count > 1:
        ring.append((0.0, radii[1]))
    return ring + [(-x, y) for x, y in reversed(spots)]
