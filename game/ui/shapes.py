"""Signs drawn as shapes, since no typeface shipped has them, smooth at every size."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Literal

import pygame

from game.ui.theme import Colour

Sign = Literal[
    "up",
    "down",
    "left",
    "right",
    "arrow",
    "tick",
    "cross",
    "menu",
    "dot",
    "square",
    "ring",
    "bar",
    "hull",
]
_FINE = 4  # drawn so much larger and scaled down

_PATHS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "up": (((0.5, 0.1), (0.97, 0.9), (0.03, 0.9)),),
    "down": (((0.5, 0.9), (0.97, 0.1), (0.03, 0.1)),),
    "left": (((0.1, 0.5), (0.9, 0.03), (0.9, 0.97)),),
    "right": (((0.9, 0.5), (0.1, 0.03), (0.1, 0.97)),),
    "arrow": (
        ((0.0, 0.45), (0.75, 0.45), (0.75, 0.55), (0.0, 0.55)),
        ((1.0, 0.5), (0.65, 0.24), (0.72, 0.5), (0.65, 0.76)),
    ),
    "tick": (((0.05, 0.55), (0.18, 0.42), (0.4, 0.64), (0.83, 0.15), (0.96, 0.28), (0.4, 0.9)),),
    "cross": (
        ((0.1, 0.22), (0.22, 0.1), (0.9, 0.78), (0.78, 0.9)),
        ((0.78, 0.1), (0.9, 0.22), (0.22, 0.9), (0.1, 0.78)),
    ),
    "square": (((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),),
    "bar": (((0.0, 0.4), (1.0, 0.4), (1.0, 0.6), (0.0, 0.6)),),
    "hull": (
        ((0.0, 0.45), (1.0, 0.45), (0.85, 0.95), (0.15, 0.95)),
        ((0.55, 0.05), (0.8, 0.05), (0.8, 0.5), (0.55, 0.5)),
    ),
    "menu": tuple(
        ((0.05, y), (0.95, y), (0.95, y + 0.14), (0.05, y + 0.14)) for y in (0.1, 0.43, 0.76)
    ),
}


@lru_cache(maxsize=512)
def sign(kind: Sign, width: int, height: int, colour: Colour) -> pygame.Surface:
    """A sign filling a box of so many pixels."""
    large = pygame.Surface((width * _FINE, height * _FINE), pygame.SRCALPHA)
    large.fill((*colour, 0))
    if kind == "dot":
        pygame.draw.ellipse(large, colour, large.get_rect())
    if kind == "ring":
        pygame.draw.ellipse(large, colour, large.get_rect(), max(_FINE, width * _FINE // 8))
    for path in _PATHS.get(kind, ()):
        pygame.draw.polygon(
            large, colour, [(x * width * _FINE, y * height * _FINE) for x, y in path]
        )
    return pygame.transform.smoothscale(large, (width, height))


def dashed(
    surface: pygame.Surface, colour: Colour, start: tuple[int, int], end: int, dash: int
) -> None:
    """A dashed level line from a point to an x."""
    x, y = start
    while x < end:
        pygame.draw.line(surface, colour, (x, y), (min(end, x + dash), y))
        x += dash * 2


def curve(
    surface: pygame.Surface, colour: Colour, points: list[tuple[float, float]], width: int
) -> None:
    """A smooth polyline with round joints."""
    for a, b in pairwise(points):
        pygame.draw.aaline(surface, colour, a, b, width)
    for point in points:
        pygame.draw.aacircle(surface, colour, point, width / 2)
