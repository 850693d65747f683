"""The title: the map as a backdrop, the menu, what *Continue* would continue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.ui import text as setting
from game.ui.layout import Column, Look, Node, Over, Pad, Paint, Row, Scroll, Space, Text, Wrap
from game.ui.theme import DANGER, DIM, HISTORY, NIGHT, PAPER, TEXT, TYPES, WHITE, mix
from game.ui.widgets import Button

if TYPE_CHECKING:
    from game.present.screens import Map, Title

ITEMS = (
    ("resume", "Continue"),
    ("new", "New game"),
    ("settings", "Settings"),
    ("help", "Help"),
    ("quit", "Quit"),
)


def build(model: Title | None, look: Look, ready: bool) -> Node:
    """The screen. `model` is None until it has been read, `ready` once it was seen."""
    menu: list[Node] = []
    for key, text in ITEMS:
        note = model.resume if model and key == "resume" else ""
        closed = key == "resume" and not (model and model.resume)
        menu.append(Item(look, key, text, note, closed))
    name = model.title if model else "October 1962"
    summary = Text(look, "\n".join(model.summary) if model else "", "lead", TEXT)
    width = look.px(470)
    room = 3 * round(TYPES["lead"].size * TYPES["lead"].leading * look.unit)
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
            Button(look, "F1", "Help", "key:f1"),
            Button(look, "F11", "Full screen", "key:f11"),
            Button(look, "T", "Text size", "key:t"),
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
        size = round(min(type_.size * self.look.unit, self.look.size[1] * 0.21))
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
        self.name = f"{text} {note}".strip() + (" (nothing to continue)" if closed else "")
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

        picture = chart.render(self.map or Map(), self.rect.size, self.look.unit, backdrop=True)
        paint.surface.blit(picture, self.rect)
