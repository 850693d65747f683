"""Type on the map: letter-spaced, along a curve, with a thin dark edge to lift it off the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import atan2, cos, degrees, floor, radians, sin
from typing import Final, NamedTuple

import pygame

from game.ui.labels import Box
from game.ui.plotting import resample
from game.ui.projection import Point
from game.ui.text import FALLBACK, font
from game.ui.theme import Colour

# Letters on a curve are set larger, then turned and shrunk in one step, which keeps them crisp.
_OVERSIZE: Final = 4
# How far apart the points of a track are, in pixels.
_TRACK: Final = 2.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a label is set; `size` and `tracking`, the space after a letter, are pixels."""

    face: str
    size: int
    colour: Colour
    edge: Colour
    tracking: float = 0.0


class Glyph(NamedTuple):
    """One letter on a curve: where its centre lies, and how it is turned, in degrees."""

    letter: str
    centre: Point
    turn: float


def printable(text: str) -> str:
    """The text without what no face can set: control characters, marks without a width."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def able(style: Style, text: str) -> Style:
    """The style, or the same in the fallback face if its own lacks a letter of the text."""
    if all(c == " " or _has(style.face, c) for c in text):
        return style
    return replace(style, face=FALLBACK)


@lru_cache(maxsize=1024)
def _has(face: str, letter: str) -> bool:
    letters = font(face, 20)
    return letters.metrics(letter) != letters.metrics("\ue123")  # a private one, so never there


def capital(style: Style) -> pygame.Rect:
    """The ink of a capital in its line of type."""
    return font(style.face, style.size).render("H", True, "white").get_bounding_rect()


def advances(text: str, style: Style) -> list[float]:
    """How far each letter moves the next one on, finer than whole pixels."""
    letters = font(style.face, style.size * _OVERSIZE)
    return [letters.size(letter)[0] / _OVERSIZE + style.tracking for letter in text]


def measure(text: str, style: Style) -> Point:
    """The width of a text, and a height that holds its capitals and tails evenly."""
    width = float(font(style.face, style.size).size(text)[0])
    if style.tracking:
        width = sum(advances(text, style)) - style.tracking
    tail = 0.12 if text.isupper() else 0.28
    return width, capital(style).height + 2.0 * tail * style.size


def write(surface: pygame.Surface, text: str, box: Box, style: Style) -> None:
    """Set a text in a box of its measured size, the middle of its capitals on the box's middle."""
    middle = (box[1] + box[3]) / 2.0
    if not style.tracking:
        letters = font(style.face, style.size)
        tall = capital(style)
        edge, face = (letters.render(text, True, ink) for ink in (style.edge, style.colour))
        _ink(surface, [_Set(edge, face, box[0], middle - tall.height / 2.0 - tall.top)], style)
        return
    glyphs = []
    x = box[0]
    for letter, step in zip(text, advances(text, style), strict=True):
        if letter.strip():
            glyphs.append(Glyph(letter, (x + (step - style.tracking) / 2.0, round(middle)), 0.0))
        x += step
    write_along(surface, glyphs, style)


class Track:
    """A curve that letters can stand on."""

    def __init__(self, path: Sequence[Point]) -> None:
        self._points = resample(path, _TRACK)
        # The last point is the end of the path, seldom a whole step from the one before.
        self.length = (len(self._points) - 2) * _TRACK

    def at(self, length: float) -> Point:
        """The point some way along."""
        index = min(max(0, int(length / _TRACK)), len(self._points) - 2)
        share = length / _TRACK - index
        (ax, ay), (bx, by) = self._points[index], self._points[index + 1]
        return ax + (bx - ax) * share, ay + (by - ay) * share

    def ends(self, middle: float, half: float) -> tuple[Point, Point]:
        """Where a text of that half width, centred at `middle`, would begin and end."""
        return self.at(middle - half), self.at(middle + half)

    def letters(self, text: str, widths: Sequence[float], middle: float) -> list[Glyph]:
        """A text centred `middle` pixels along the curve; none where the curve is too short.

        The text turns about so that it always reads from left to right.
        """
        half = sum(widths) / 2.0
        if middle < half + _TRACK or middle + half + _TRACK > self.length:
            return []
        start, end = self.ends(middle, half)
        way = 1.0 if end[0] >= start[0] else -1.0
        place = middle - way * half
        glyphs = []
        for letter, width in zip(text, widths, strict=True):
            along = place + way * width / 2.0
            place += way * width
            if letter.strip():
                index = int(along / _TRACK)
                (ax, ay), (bx, by) = self._points[index - 1], self._points[index + 2]
                turn = -degrees(atan2((by - ay) * way, (bx - ax) * way))
                glyphs.append(Glyph(letter, self.at(along), turn))
        return glyphs


def lifted(glyphs: Sequence[Glyph], lift: float) -> list[Glyph]:
    """Letters moved off their curve, upwards as one reads."""
    moved = []
    for letter, (x, y), turn in glyphs:
        angle = radians(turn)
        moved.append(Glyph(letter, (x - lift * sin(angle), y - lift * cos(angle)), turn))
    return moved


def boxes(glyphs: Sequence[Glyph], style: Style) -> tuple[Box, ...]:
    """The boxes that letters on a curve fill, near enough."""
    half = style.size * 0.46
    return tuple((x - half, y - half, x + half, y + half) for _, (x, y), _ in glyphs)


def write_along(surface: pygame.Surface, glyphs: Sequence[Glyph], style: Style) -> None:
    """Set letters on a curve."""
    set_letters = []
    for letter, (x, y), turn in glyphs:
        if not font(style.face, style.size * _OVERSIZE).size(letter)[0]:
            continue  # a combining mark, set apart from its letter, has nothing to show
        fraction = int((x - floor(x)) * _OVERSIZE), int((y - floor(y)) * _OVERSIZE)
        edge, face = _turned(letter, turn, fraction, style)
        half = face.get_width() // 2
        set_letters.append(_Set(edge, face, floor(x) - half, floor(y) - half))
    _ink(surface, set_letters, style)


@lru_cache(maxsize=512)
def _turned(
    letter: str, turn: float, fraction: tuple[int, int], style: Style
) -> tuple[pygame.Surface, pygame.Surface]:
    """A letter turned about the middle of its capital height, in the middle of a square, twice.

    First in the colour of the edge, then in its own. It stands off the middle by a `fraction` of a
    pixel, in parts of the oversize, so that the letters of a word keep their distances.
    """
    colour = style.colour
    large = replace(style, size=style.size * _OVERSIZE)
    drawn = font(large.face, large.size).render(letter, True, colour)
    middle = capital(large).centery
    # As much above the middle of a capital as below it, so that the two middles are one.
    reach = max(middle, drawn.get_height() - middle)
    even = pygame.Surface((drawn.get_width(), 2 * reach), pygame.SRCALPHA)
    even.fill((*colour, 0))  # clear, but in the letter's own colour: no dark seam where it blends
    even.blit(drawn, (0, reach - middle))
    turned = pygame.transform.rotozoom(even, turn, 1.0) if turn else even
    half = -(-max(turned.get_size()) // (2 * _OVERSIZE)) + 1
    side = 2 * half * _OVERSIZE
    placed = pygame.Surface((side, side), pygame.SRCALPHA)
    placed.fill((*colour, 0))
    left, top = (
        (side - extent) // 2 + part
        for part, extent in zip(fraction, turned.get_size(), strict=True)
    )
    placed.blit(turned, (left, top))
    face = pygame.transform.smoothscale(placed, (2 * half, 2 * half))
    edge = face.copy()
    edge.fill((0, 0, 0, 255), special_flags=pygame.BLEND_RGBA_MULT)
    edge.fill((*style.edge, 0), special_flags=pygame.BLEND_RGBA_ADD)
    return edge, face


class _Set(NamedTuple):
    edge: pygame.Surface
    face: pygame.Surface
    x: float
    y: float


def _ink(surface: pygame.Surface, letters: Sequence[_Set], style: Style) -> None:
    """Lay down all the edges first, so that none covers a neighbour's face."""
    reach = max(1, round(style.size / 14))
    for letter in letters:
        letter.edge.set_alpha(110)
        for across in (-reach, 0, reach):
            for down in (-reach, 0, reach):
                if across or down:
                    place = round(letter.x) + across, round(letter.y) + down
                    surface.blit(letter.edge, place)
    for letter in letters:
        surface.blit(letter.face, (round(letter.x), round(letter.y)))


def clear() -> None:
    """Forget every letter that has been turned."""
    _turned.cache_clear()
