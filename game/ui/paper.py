"""Paper: sheets turned by half a degree with a soft shadow, stamps, newspaper columns."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from math import asin, degrees

import pygame

from game.ui import text as setting
from game.ui.layout import Look, Node, Pad, Paint, Text
from game.ui.theme import FOLD, INK, PAPER, STAMP, TYPES, mix

_SHEETS: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()
_KEPT = 24
_FINE = 1_600_000  # sheets of up to so many pixels are painted at twice their size


@lru_cache(maxsize=32)
def _shadow(width: int, height: int, soft: int) -> pygame.Surface:
    """A soft dark rectangle: drawn small and scaled up, which blurs it."""
    step = max(1, soft // 4)
    small = pygame.Surface((width // step + 8, height // step + 8), pygame.SRCALPHA)
    for ring, alpha in enumerate((10, 30, 62, 100)):
        box = small.get_rect().inflate(-2 * ring - 1, -2 * ring - 1)
        pygame.draw.rect(small, (2, 6, 9, alpha), box, border_radius=3)
    return pygame.transform.smoothscale(small, (width + 8 * step, height + 8 * step))


class Sheet(Node):
    """A sheet of paper. Its picture is turned; its rectangle, for the pointer, is not."""

    role = "document"

    def __init__(
        self,
        look: Look,
        child: Node,
        *,
        name: str = "",
        key: str = "",
        turn: float = 0.5,
        pad: tuple[float, float, float, float] = (18, 14, 18, 14),
        bleed: bool = False,
    ) -> None:
        left, top, right, bottom = (look.px(edge) for edge in pad)
        super().__init__([Pad(child, left, top, right, bottom)], name=name, key=key)
        self.turn, self.margin, self.edge = turn, look.px(6), look.px(2)
        self.drop = look.px(14)
        for part in self.walk():
            if isinstance(part, Text):
                part.fine = True
        self.bleed = look.px(26) if bleed else 0  # runs so far beyond its top and bottom

    def needs(self, width: int) -> int:
        inner = self.children[0].measure(max(1, width - 2 * self.margin))
        return inner + 2 * self.margin - 2 * self.bleed

    def arrange(self) -> None:
        inner = self.rect.inflate(-2 * self.margin, 2 * self.bleed - 2 * self.margin)
        self.children[0].place(*inner)

    def picture(self) -> pygame.Surface:
        """The turned sheet, painted once for its content."""
        child = self.children[0]
        left, top = child.rect.topleft
        marks = tuple(
            (*part.mark(), part.rect.x - left, part.rect.y - top, part.rect.w, part.rect.h)
            for part in child.walk()
        )
        key = (marks, self.rect.size, self.turn)
        if key in _SHEETS:
            _SHEETS.move_to_end(key)
            return _SHEETS[key]
        width, height = child.rect.size
        zoom = 2 if width * height < _FINE else 1
        edge = 2 * zoom  # clear pixels around, so that the turned edge is smooth
        flat = pygame.Surface((width * zoom + 2 * edge, height * zoom + 2 * edge), pygame.SRCALPHA)
        flat.fill((*PAPER, 0))
        area = flat.get_rect().inflate(-2 * edge, -2 * edge)
        flat.fill(PAPER, area)
        child.place(0, 0, width, height)
        child.paint(Paint(flat.subsurface(area), zoom=zoom))
        child.place(left, top, width, height)
        limit = min(self.margin * 2 / max(1, width, height), 1.0)
        turn = max(-degrees(asin(limit)), min(degrees(asin(limit)), self.turn))
        turned = pygame.transform.rotozoom(flat, turn, 1 / zoom)
        _SHEETS[key] = turned
        while len(_SHEETS) > _KEPT:
            _SHEETS.popitem(last=False)
        return turned

    def paint(self, paint: Paint) -> None:
        picture = self.picture()
        share = min(1.0, paint.age / 220)
        drop = round(self.drop * (1 - share) ** 2)
        soft = max(6, self.margin * 2)
        shadow = _shadow(picture.get_width(), picture.get_height(), soft)
        centre = (self.rect.centerx, self.rect.centery - drop)
        paint.surface.blit(
            shadow, shadow.get_rect(center=(centre[0], centre[1] + self.margin // 2 + drop))
        )
        paint.surface.blit(picture, picture.get_rect(center=centre))
        if self.key and self.key in (paint.focus, paint.hover):
            colour = PAPER if paint.focus == self.key else mix(PAPER, INK, 0.5)
            pygame.draw.rect(paint.surface, colour, self.rect, self.edge)


class Stamp(Node):
    """A rubber stamp, askew."""

    role = "text"

    def __init__(self, look: Look, text: str, turn: float = -3.0) -> None:
        super().__init__(name=text)
        self.text = Text(look, setting.capitals(text), "stamp", STAMP)
        self.turn, self.line = turn, look.px(3)
        self.pad = look.px(10)

    def _size(self) -> tuple[int, int]:
        width = self.text.natural()
        return width + 2 * self.pad, self.text.measure(width) + self.pad // 2

    def natural(self) -> int:
        width, height = self._size()
        return width + round(height * 0.06) + 2

    def needs(self, width: int) -> int:
        own, height = self._size()
        return height + round(own * 0.06) + 2

    def paint(self, paint: Paint) -> None:
        zoom = paint.zoom
        width, height = self._size()
        flat = pygame.Surface((width * zoom + 4, height * zoom + 4), pygame.SRCALPHA)
        flat.fill((*STAMP, 0))
        area = flat.get_rect().inflate(-4, -4)
        pygame.draw.rect(flat, STAMP, area, self.line * zoom)
        own = self.text.natural()
        self.text.place(self.pad, self.pad // 4, own, self.text.measure(own))
        self.text.paint(Paint(flat.subsurface(area), zoom=zoom))
        room = min(1.0, self.rect.width / self.natural())
        turned = pygame.transform.rotozoom(flat, self.turn, room)
        middle = (self.rect.centerx * zoom, self.rect.centery * zoom)
        paint.surface.blit(turned, turned.get_rect(center=middle))


class Newsprint(Node):
    """Paragraphs in justified columns of equal length, with hairlines between them."""

    role = "text"

    def __init__(self, look: Look, prose: tuple[str, ...]) -> None:
        super().__init__(name="\n".join(prose))
        self.look = look
        self.type = TYPES["column"]
        self.size = max(8, round(self.type.size * look.unit))
        indent = "\u00a0\u00a0\u00a0"
        self.body = "\n".join(
            paragraph if not number else indent + paragraph
            for number, paragraph in enumerate(prose)
        )

    def columns(self, width: int) -> tuple[int, int, int]:
        """How many columns, how wide, and the gap between them."""
        gap = self.look.px(22)
        count = max(1, min(3, (width + gap) // self.look.px(215)))
        return count, (width - gap * (count - 1)) // count, gap

    def _set(self, width: int) -> tuple[setting.Block, int, int]:
        count, each, _ = self.columns(width)
        block = setting.typeset(self.body, self.type, self.size, each, "justify", True)
        pitch = block.height // max(1, block.lines)
        return block, pitch, -(-block.lines // count)

    def needs(self, width: int) -> int:
        _, pitch, rows = self._set(width)
        return pitch * rows

    def paint(self, paint: Paint) -> None:
        block, pitch, rows = self._set(self.rect.width)
        count, each, gap = self.columns(self.rect.width)
        left, top = self.rect.topleft
        zoom = paint.zoom
        for piece in block.pieces:
            column, row = divmod(piece.y // max(1, pitch), max(1, rows))
            x = left + column * (each + gap) + piece.x
            y = top + row * pitch + piece.y % max(1, pitch)
            word = setting.ink(piece.text, piece.face, self.size * zoom, 0.0, INK)
            paint.surface.blit(word, (round(x * zoom), y * zoom))
        for column in range(1, count):
            x = left + column * (each + gap) - gap // 2
            paint.surface.fill(FOLD, (x * zoom, top * zoom, zoom, self.rect.height * zoom))


def forget() -> None:
    """Drop every cached sheet."""
    _SHEETS.clear()
    _shadow.cache_clear()
