"""The area that shows a part of what is too tall, with a bar that shows where."""

from __future__ import annotations

import pygame

from game.ui.layout import Look, Node, Paint
from game.ui.theme import LINE, NIGHT, PAPER, mix

THUMB = (98, 128, 138)


class Scroll(Node):
    """A window on a part that may be taller than the room for it, with a bar that shows where.

    The bar stands in the gutter at the right: what scrolls is as wide as what does not, so that
    nothing is set anew, and no map drawn anew, when it grows by a line.
    """

    role = "region"

    def __init__(self, look: Look, child: Node, key: str, name: str = "") -> None:
        super().__init__([child], name=name)
        self.area = key
        self.offsets = look.offsets
        self.bar = look.px(6)
        self.gutter = look.px(12)
        self.grow = True
        self.content = 0

    @property
    def over(self) -> int:
        """How many pixels do not fit."""
        return max(0, self.content - self.rect.height)

    @property
    def offset(self) -> int:
        return self.offsets.get(self.area, 0)

    def natural(self) -> int:
        return self.children[0].natural()

    def least(self, width: int) -> int:
        return min(self.measure(width), self.gutter * 4)

    def arrange(self) -> None:
        child = self.children[0]
        x, y, width, height = self.rect
        self.content = child.measure(width)
        holds = any(part.key for part in child.walk())
        self.key = "" if holds or not self.over else f"scroll:{self.area}"
        self.offsets[self.area] = max(0, min(self.offset, self.over))
        child.place(x, y - self.offset, width, max(height, self.content))

    def scroll(self, pixels: int) -> bool:
        """Move by some pixels; false where it could not move."""
        before = self.offset
        self.offsets[self.area] = before + pixels
        self.arrange()
        return self.offset != before

    def reveal(self, rect: pygame.Rect, margin: int) -> None:
        """Move as far as needed to show a rectangle."""
        if rect.top - margin < self.rect.top or rect.height + margin > self.rect.height:
            self.scroll(rect.top - margin - self.rect.top)
        elif rect.bottom + margin > self.rect.bottom:
            self.scroll(rect.bottom + margin - self.rect.bottom)

    def track(self) -> pygame.Rect:
        """Where the bar runs; empty when everything fits."""
        if not self.over:
            return pygame.Rect(0, 0, 0, 0)
        left = self.rect.right + self.gutter - self.bar - 1
        return pygame.Rect(left, self.rect.top, self.bar, self.rect.height)

    def thumb(self) -> pygame.Rect:
        track = self.track()
        if not self.over:
            return track
        length = max(self.bar * 3, track.height * self.rect.height // self.content)
        top = track.top + (track.height - length) * self.offset // self.over
        return pygame.Rect(track.left, top, track.width, length)

    def drag(self, y: int) -> None:
        """Put the middle of the thumb at `y`."""
        track, thumb = self.track(), self.thumb()
        room = max(1, track.height - thumb.height)
        self.scroll((y - thumb.height // 2 - track.top) * self.over // room - self.offset)

    def paint(self, paint: Paint) -> None:
        surface = paint.surface
        outer = surface.get_clip()
        surface.set_clip(self.rect.inflate(2 * self.gutter, 0).clip(outer))  # room for shadows
        self.children[0].paint(paint)
        surface.set_clip(outer)
        if self.over:
            track, thumb = self.track(), self.thumb()
            pygame.draw.rect(surface, mix(NIGHT, LINE, 0.5), track, border_radius=self.bar)
            held = self.key and paint.focus == self.key
            pygame.draw.rect(surface, PAPER if held else THUMB, thumb, border_radius=self.bar)
