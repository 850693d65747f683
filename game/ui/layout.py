"""The widget tree: parts that measure themselves, are placed, and paint.

A page is built anew from a scene's state whenever something changed, measured from its text and
placed; nothing has a fixed height. What does not fit lies in a scroll area. Every part has a role
and a name, so that the same tree can be read by tests and by a screen reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import pygame

from game.ui import text as setting
from game.ui.theme import TYPES, Colour, Type

Align = setting.Align


class Look:
    """What a page is built for: the size of the window, the unit, and what the player has done."""

    __slots__ = ("focus", "level", "offsets", "size", "unit")

    def __init__(
        self,
        size: tuple[int, int],
        unit: float,
        focus: str = "",
        offsets: dict[str, int] | None = None,
        level: int | None = None,
    ) -> None:
        self.size = size
        self.unit = unit  # pixels to a unit; a unit is one pixel at 720p and text 100 %
        self.focus = focus
        self.offsets = {} if offsets is None else offsets  # of the scroll areas, in pixels
        self.level = level  # the rung of the screen before, from which the ladder moves

    def px(self, units: float) -> int:
        """Units in pixels, never less than one."""
        return max(1, round(units * self.unit))

    @property
    def span(self) -> float:
        """The width of the window in units."""
        return self.size[0] / self.unit

    @property
    def rise(self) -> float:
        """The height of the window in units."""
        return self.size[1] / self.unit


class Paint:
    """What painting needs besides the tree."""

    __slots__ = ("age", "focus", "haste", "hover", "late", "surface", "zoom")

    def __init__(
        self,
        surface: pygame.Surface,
        focus: str = "",
        hover: str = "",
        age: float = 10_000.0,
        zoom: int = 1,
        haste: bool = False,
    ) -> None:
        self.surface = surface
        self.focus = focus
        self.hover = hover
        self.age = age  # milliseconds since the page was laid down, for motion
        self.zoom = zoom  # paper is painted larger and turned smaller: its letters stay clear
        self.haste = haste  # an answer is waited for: what is slow may come with the next frame
        self.late = False  # something did


class Node:
    """A part of a page."""

    role: str = "group"

    def __init__(self, children: Sequence[Node] = (), *, name: str = "", key: str = "") -> None:
        self.children = list(children)
        self.name = name
        self.key = key  # can hold the focus when it has one
        self.rect = pygame.Rect(0, 0, 0, 0)
        self.grow = False  # takes what height is left in a column
        self.floats = False  # may lie over its siblings
        self.sticky = False  # a click selects it, a double click presses it
        self._heights: dict[int, int] = {}

    def natural(self) -> int:
        """The width it would like to have."""
        return max((child.natural() for child in self.children), default=0)

    def measure(self, width: int) -> int:
        """Its height at a width."""
        if width not in self._heights:
            self._heights[width] = self.needs(width)
        return self._heights[width]

    def needs(self, width: int) -> int:
        return max((child.measure(width) for child in self.children), default=0)

    def least(self, width: int) -> int:
        """The height it must have when it grows."""
        return self.measure(width)

    def most(self, width: int) -> int:
        """The tallest it may grow."""
        return 1_000_000

    def place(self, x: int, y: int, width: int, height: int) -> None:
        """Give it a rectangle; it places its children."""
        self.rect = pygame.Rect(x, y, width, height)
        self.arrange()

    def arrange(self) -> None:
        for child in self.children:
            child.place(*self.rect)

    def paint(self, paint: Paint) -> None:
        for child in self.children:
            child.paint(paint)

    def walk(self) -> Iterator[Node]:
        """It and everything in it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def mark(self) -> tuple[object, ...]:
        """What its picture depends on, besides its rectangle."""
        return (type(self).__name__, self.name)


class Text(Node):
    """A paragraph in a type role."""

    role = "text"

    def __init__(
        self, look: Look, text: str, kind: str, colour: Colour, align: Align = "left"
    ) -> None:
        super().__init__(name=text)
        self.type: Type = TYPES[kind]
        self.size = max(8, round(self.type.size * look.unit))
        self.colour = colour
        self.align: Align = align
        self.fine = False  # on a turned sheet

    def block(self, width: int) -> setting.Block:
        return setting.typeset(self.name, self.type, self.size, width, self.align, self.fine)

    def natural(self) -> int:
        return setting.natural_width(self.name, self.type, self.size, self.fine)

    def needs(self, width: int) -> int:
        return self.block(width).height

    def paint(self, paint: Paint) -> None:
        left, top = self.rect.topleft
        zoom = paint.zoom
        for piece in self.block(self.rect.width).pieces:
            spacing = self.type.spacing
            ink = setting.ink(piece.text, piece.face, self.size * zoom, spacing, self.colour)
            paint.surface.blit(ink, (round((left + piece.x) * zoom), (top + piece.y) * zoom))

    def mark(self) -> tuple[object, ...]:
        return (self.name, self.type, self.colour, self.size)


class Draw(Node):
    """A picture of a given size in pixels, painted by a function."""

    role = "image"

    def __init__(
        self,
        width: int,
        height: int,
        paint: Callable[[pygame.Surface, pygame.Rect], None],
        *,
        name: str = "",
        key: str = "",
    ) -> None:
        super().__init__(name=name, key=key)
        self.width, self.height, self.painter = width, height, paint

    def natural(self) -> int:
        return self.width

    def needs(self, width: int) -> int:
        return self.height

    def paint(self, paint: Paint) -> None:
        self.painter(paint.surface, self.rect)


class Column(Node):
    """Parts one below the other. What height is left goes to those that grow."""

    def __init__(
        self, children: Sequence[Node | None], gap: int = 0, *, name: str = "", key: str = ""
    ) -> None:
        super().__init__([child for child in children if child is not None], name=name, key=key)
        self.gap = gap

    def needs(self, width: int) -> int:
        heights = [child.measure(width) for child in self.children]
        return sum(heights) + self.gap * max(0, len(heights) - 1)

    def least(self, width: int) -> int:
        heights = [c.least(width) if c.grow else c.measure(width) for c in self.children]
        return sum(heights) + self.gap * max(0, len(heights) - 1)

    def arrange(self) -> None:
        x, y, width, height = self.rect
        heights = {
            id(child): child.least(width) if child.grow else child.measure(width)
            for child in self.children
        }
        growing = [child for child in self.children if child.grow]
        left = height - sum(heights.values()) - self.gap * max(0, len(self.children) - 1)
        growing.sort(key=lambda child: child.most(width))
        for number, child in enumerate(growing):
            own = heights[id(child)]
            share = max(0, min(left // (len(growing) - number), child.most(width) - own))
            heights[id(child)] = own + share
            left -= share
        for child in self.children:
            child.place(x, y, width, heights[id(child)])
            y += heights[id(child)] + self.gap


class Row(Node):
    """Parts side by side: a width is pixels, or None for the part's own, or a share of the rest."""

    def __init__(
        self,
        children: Sequence[Node],
        widths: Sequence[int | float | None],
        gap: int = 0,
        align: Literal["top", "middle", "bottom", "stretch"] = "top",
        *,
        name: str = "",
        key: str = "",
    ) -> None:
        super().__init__(children, name=name, key=key)
        self.widths, self.gap, self.align = list(widths), gap, align
        self.cap = 1.0  # the share of the row that a part of its own width may take at most

    def natural(self) -> int:
        total = self.gap * max(0, len(self.children) - 1)
        for child, width in zip(self.children, self.widths, strict=True):
            total += width if isinstance(width, int) else child.natural()
        return total

    def split(self, width: int) -> list[int]:
        fixed = [
            w
            if isinstance(w, int)
            else min(child.natural(), round(self.cap * width))
            if w is None
            else 0
            for child, w in zip(self.children, self.widths, strict=True)
        ]
        shares = [w if isinstance(w, float) else 0.0 for w in self.widths]
        rest = max(0, width - sum(fixed) - self.gap * max(0, len(fixed) - 1))
        whole = sum(shares)
        return [f if not s else int(rest * s / whole) for f, s in zip(fixed, shares, strict=True)]

    def needs(self, width: int) -> int:
        pairs = zip(self.children, self.split(width), strict=True)
        return max((child.measure(each) for child, each in pairs), default=0)

    def least(self, width: int) -> int:
        pairs = zip(self.children, self.split(width), strict=True)
        return max((c.least(each) if c.grow else c.measure(each) for c, each in pairs), default=0)

    def arrange(self) -> None:
        x, y, width, height = self.rect
        for child, each in zip(self.children, self.split(width), strict=True):
            if self.align == "stretch" or child.grow:
                child.place(x, y, each, height)
            else:
                own = min(height, child.measure(each))
                drop = {"middle": (height - own) // 2, "bottom": height - own}.get(self.align, 0)
                child.place(x, y + drop, each, own)
            x += each + self.gap


class Wrap(Node):
    """Parts side by side at their own widths, going on in a new line where they must."""

    def __init__(
        self, children: Sequence[Node], gap: int = 0, lead: int = 0, right: bool = False
    ) -> None:
        super().__init__(children)
        self.gap, self.lead, self.right = gap, lead, right

    def natural(self) -> int:
        return sum(c.natural() for c in self.children) + self.gap * max(0, len(self.children) - 1)

    def lines(self, width: int) -> list[tuple[list[tuple[Node, int]], int]]:
        rows: list[tuple[list[tuple[Node, int]], int]] = []
        used = 0
        for child in self.children:
            own = min(width, child.natural())
            if rows and used + self.gap + own <= width:
                used += self.gap + own
                rows[-1] = ([*rows[-1][0], (child, own)], max(rows[-1][1], child.measure(own)))
            else:
                rows.append(([(child, own)], child.measure(own)))
                used = own
        return rows

    def needs(self, width: int) -> int:
        rows = self.lines(width)
        return sum(height for _, height in rows) + self.lead * max(0, len(rows) - 1)

    def arrange(self) -> None:
        x, y, width, _ = self.rect
        for row, height in self.lines(width):
            used = sum(own for _, own in row) + self.gap * (len(row) - 1)
            at = x + (width - used if self.right else 0)
            for child, own in row:
                needed = child.measure(own)
                child.place(at, y + (height - needed) // 2, own, needed)
                at += own + self.gap
            y += height + self.lead


class Pad(Node):
    """Room around one part."""

    def __init__(self, child: Node, left: int, top: int, right: int, bottom: int) -> None:
        super().__init__([child])
        self.edges = (left, top, right, bottom)
        self.grow = child.grow

    def natural(self) -> int:
        return self.children[0].natural() + self.edges[0] + self.edges[2]

    def needs(self, width: int) -> int:
        left, top, right, bottom = self.edges
        return self.children[0].measure(max(0, width - left - right)) + top + bottom

    def least(self, width: int) -> int:
        left, top, right, bottom = self.edges
        return self.children[0].least(max(0, width - left - right)) + top + bottom

    def arrange(self) -> None:
        left, top, right, bottom = self.edges
        x, y, width, height = self.rect
        self.children[0].place(
            x + left, y + top, max(0, width - left - right), max(0, height - top - bottom)
        )


class Space(Node):
    """Nothing, of a height or of what height is left."""

    role = "none"

    def __init__(self, height: int = 0, grow: bool = False, width: int = 0) -> None:
        super().__init__()
        self.height, self.width, self.grow = height, width, grow

    def natural(self) -> int:
        return self.width

    def needs(self, width: int) -> int:
        return self.height


class Over(Node):
    """Parts one over the other, in the same rectangle."""

    def __init__(self, children: Sequence[Node]) -> None:
        super().__init__(children)
        for child in self.children[1:]:
            child.floats = True
