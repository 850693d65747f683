"""The title: the map as a backdrop, the menu, what *Continue* would continue."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pygame

from game.ui import text as setting
from game.ui.layout import Column, Look, Node, Over, Pad, Paint, Row, Space, Text, Wrap
from game.ui.scroll import Scroll
from game.ui.theme import DANGER, DIM, HISTORY, NIGHT, PAPER, TEXT, TYPES, WHITE, mix
from game.ui.widgets import Button
from game.words import say, word

if TYPE_CHECKING:
    from game.present.screens import Map, Title

ITEMS = (
    ("resume", word("Continue")),
    ("new", word("New game")),
    ("settings", word("Settings")),
    ("help", word("Help")),
    ("quit", word("Quit")),
)
MENU = 560  # units from the left that the menu may take


def build(model: Title | None, look: Look, ready: bool) -> Node:
    """The screen. `model` is None until it has been read, `ready` once it was seen."""
    menu: list[Node] = []
    for key, text in ITEMS:
        note = model.resume if model and key == "resume" else ""
        closed = key == "resume" and not (model and model.resume)
        menu.append(Item(look, key, say(text), note, closed))
    name = model.title if model else say("October 1962")
    summary = Text(look, "\n".join(model.summary) if model else "", "lead", TEXT)
    width = look.px(MENU - 90)
    room = (
        0 if look.rise < 600 else 3 * round(TYPES["lead"].size * TYPES["lead"].leading * look.unit)
    )
    column = Column(
        [
            Space(grow=True),
            Text(look, name, "label", HISTORY),
            Wordmark(look),
            summary,
            Space(max(0, room - summary.measure(width))),
            Column(menu, look.px(2)),
            Space(grow=True),
        ],
        look.px(10),
    )
    left = look.px(min(84, look.span * 0.06))
    keys = Wrap(
        [
            Button(look, "F1", say("Help"), "key:f1"),
            Button(look, "F11", say("Full screen"), "key:f11"),
            Button(look, "T", say("Text size"), "key:t"),
        ],
        look.px(8),
        look.px(2),
        right=True,
    )
    side: int | float = width if look.span > 560 else 1.0
    page = Column(
        [
            Row(
                [Scroll(look, column, "menu"), Space()],
                [side, 1.0 if side == width else 0],
                0,
                "stretch",
            ),
            keys,
        ],
        look.px(4),
    )
    page.children[0].grow = True
    inset = Pad(page, left, look.px(18), look.px(24), look.px(14))
    return Over([Backdrop(look, model.map if model else None, ready), inset])


class Wordmark(Node):
    """The name of the game, as large as the room allows."""

    role = "heading"

    def __init__(self, look: Look) -> None:
        super().__init__(name="EXCOMM")
        self.look = look

    def _ink(self, width: int) -> pygame.Surface:
        type_ = TYPES["title"]
        size = round(
            min(
                type_.size * self.look.unit,
                self.look.size[1] * (0.21 if self.look.rise >= 600 else 0.16),
            )
        )
        while setting.advance("EXCOMM", type_.face, size, 0.0) > width and size > 20:
            size -= 2
        picture = setting.ink("EXCOMM", type_.face, size, 0.0, TEXT)
        return picture.subsurface(picture.get_bounding_rect())

    def natural(self) -> int:
        return self._ink(100_000).get_width()

    def needs(self, width: int) -> int:
        return self._ink(width).get_height() + self.look.px(12)

    def paint(self, paint: Paint) -> None:
        picture = self._ink(self.rect.width)
        paint.surface.blit(picture, (self.rect.left, self.rect.top + self.look.px(6)))


class Item(Node):
    """A line of the menu."""

    role = "menuitem"

    def __init__(self, look: Look, key: str, text: str, note: str, closed: bool) -> None:
        colour = mix(DIM, NIGHT, 0.15) if closed else TEXT
        parts: list[Node] = [Text(look, text, "menu", colour)]
        if note:
            parts.append(Pad(Text(look, note, "detail", DIM), 0, 0, 0, look.px(4)))
        row = Row(parts, [None, 1.0][: len(parts)], look.px(18), "bottom")
        super().__init__([Pad(row, look.px(19), look.px(2), look.px(6), look.px(2))])
        self.name = f"{text} {note}".strip() + (
            f" ({say('nothing to continue')})" if closed else ""
        )
        self.key, self.wide, self.closed = f"menu:{key}", look.px(5), closed

    def paint(self, paint: Paint) -> None:
        held = paint.focus == self.key
        first = next(part for part in self.walk() if isinstance(part, Text))
        if held and not self.closed:
            first.colour = WHITE
        if held:
            box = pygame.Rect(self.rect.left, self.rect.top, self.wide, self.rect.height)
            paint.surface.fill(DANGER, box)
            pygame.draw.rect(paint.surface, PAPER, self.rect, 1)
        elif paint.hover == self.key:
            box = pygame.Rect(self.rect.left, self.rect.top, self.wide, self.rect.height)
            paint.surface.fill(DIM, box)
        super().paint(paint)


@lru_cache(maxsize=4)
def _veil(size: tuple[int, int], solid: int, level: bool) -> pygame.Surface:
    """Night that covers a part of the map and then thins out: words stand on plain ground."""
    length = size[0] if level else size[1]
    strip = pygame.Surface((length, 1) if level else (1, length), pygame.SRCALPHA)
    for at in range(length):
        far = at if level else length - 1 - at
        share = min(1.0, max(0.0, (far - solid) / max(1, length - solid)))
        strip.set_at((at, 0) if level else (0, at), (*NIGHT, round(225 * (1 - share) ** 2)))
    return pygame.transform.scale(strip, size)


class Backdrop(Node):
    """The situation map, dimmed."""

    role = "none"

    def __init__(self, look: Look, model: Map | None, ready: bool) -> None:
        super().__init__()
        self.look, self.map, self.ready = look, model, ready

    def paint(self, paint: Paint) -> None:
        if not self.ready:
            return
        from game.present.screens import Map  # the first frame must not wait for the map
        from game.ui import chart

        size = self.rect.size
        picture = chart.render(self.map or Map(), size, self.look.unit, backdrop=True)
        paint.surface.blit(picture, self.rect)
        menu = min(size[0], self.look.px(MENU))
        paint.surface.blit(_veil((min(size[0], menu * 3 // 2), size[1]), menu, True), self.rect)
        foot = self.look.px(90)
        paint.surface.blit(_veil((size[0], foot), foot // 2, False), (0, size[1] - foot))
