"""The marks of the situation map: sites, cities and ships, told apart by shape before colour."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, pi, sin
from typing import Final

import pygame

from game.present.screens import Map, Ship
from game.ui import plotting, terrain, theme
from game.ui.labels import Box
from game.ui.projection import Point
from game.ui.sheet import Sheet
from game.ui.theme import Colour

SHIP_INK: Final[dict[str, Colour]] = {
    "soviet": theme.TEXT,
    "us": theme.QUARANTINE,  # the ships that hold the line are of its colour
    "neutral": theme.DIM,
}

# Half widths, in units: what must fit the frame, and how far from the middle a label starts.
SITE_REACH: Final = 6.0
CITY_REACH: Final = 4.0
SHIP_REACH: Final = 9.5

# A freighter has its bridge aft, a warship a tower amidships, a neutral the bare hull.
_HULLS: Final[dict[str, Sequence[Point]]] = {
    "soviet": (
        (-8.5, -1.2),
        (-5.4, -0.4),
        (2.0, -0.4),
        (2.0, -4.6),
        (5.6, -4.6),
        (5.6, -0.4),
        (8.0, -0.4),
        (6.6, 4.0),
        (-6.2, 4.0),
    ),
    "us": (
        (-9.0, -0.6),
        (-3.4, -0.2),
        (-2.4, -2.8),
        (-0.8, -2.8),
        (-0.8, -6.0),
        (0.8, -6.0),
        (0.8, -2.8),
        (2.8, -2.8),
        (3.4, -0.2),
        (8.2, -0.2),
        (6.6, 3.6),
        (-6.6, 3.6),
    ),
    "neutral": ((-8.5, -1.4), (8.5, -1.4), (6.2, 3.8), (-6.2, 3.8)),
}
_TRIANGLE: Final = ((0.0, -5.8), (5.4, 4.0), (-5.4, 4.0))
_SQUARE: Final = ((-3.9, -3.9), (3.9, -3.9), (3.9, 3.9), (-3.9, 3.9))
_ARROW: Final = ((7.0, 0.0), (-1.0, -4.6), (1.2, 0.0), (-1.0, 4.6))


def _disc(radius: float) -> Sequence[Point]:
    turns = [number * pi / 16.0 for number in range(32)]
    return [(radius * cos(turn), radius * sin(turn)) for turn in turns]


SITE_WORDS: Final[dict[str, Colour]] = {
    "missile": theme.WORDS["danger"],
    "depot": theme.WORDS["danger"],
    "base": theme.TEXT,
}

_BASE: Final = _disc(4.2)
_CITY: Final = _disc(2.6)


def draw(canvas: pygame.Surface, model: Map, sheet: Sheet) -> list[Box]:
    """Draw every mark and give the boxes they fill; `canvas` may be a multiple of the sheet."""
    pen = _Pen(canvas, sheet)
    for site in sorted(model.sites, key=lambda site: -site.at[1]):
        at = sheet.inside(site.at, SITE_REACH)
        if at is None:
            continue
        if site.kind == "missile":
            pen.set(at, _TRIANGLE, theme.DANGER, 5.4)
        elif site.kind == "depot":
            pen.set(at, _SQUARE, theme.DANGER, 4.2)
        else:
            pen.set(at, _BASE, theme.TEXT, 4.4)
    for city in model.cities:
        at = sheet.inside(city.at, CITY_REACH)
        if at is not None:
            pen.set(at, _CITY, theme.PAPER, 3.0)
    for ship in model.ships:
        at, turn = ship_place(ship, sheet)
        if turn is None:
            pen.set(at, _HULLS[ship.side], SHIP_INK[ship.side], 8.5, 5.0)
        else:
            path = [_turned(point, turn) for point in _ARROW]
            pen.set(at, path, SHIP_INK[ship.side], 6.0)
    return pen.boxes


def ship_place(ship: Ship, sheet: Sheet) -> tuple[Point, float | None]:
    """Where a ship is drawn; one beyond the frame is an arrow at its edge, pointing out at it."""
    at = sheet.inside(ship.at, SHIP_REACH)
    if at is not None:
        return at, None
    x, y = sheet.view.pixel(ship.at)
    width, height = sheet.size
    reach = SHIP_REACH * sheet.unit
    middle_x, middle_y = width / 2.0, height / 2.0
    across, down = x - middle_x, y - middle_y
    share = min(
        1.0,
        (middle_x - reach) / max(abs(across), 1e-9),
        (middle_y - reach) / max(abs(down), 1e-9),
    )
    return (middle_x + across * share, middle_y + down * share), atan2(down, across)


def _turned(point: Point, turn: float) -> Point:
    x, y = point
    return x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)


class _Pen:
    """Draws small figures given in units about a pixel of the sheet."""

    def __init__(self, canvas: pygame.Surface, sheet: Sheet) -> None:
        self.boxes: list[Box] = []
        self._canvas = canvas
        self._sheet = sheet
        self._fine = canvas.get_width() / sheet.size[0]

    def set(
        self,
        at: Point,
        figure: Sequence[Point],
        ink: Colour,
        across: float,
        down: float | None = None,
    ) -> None:
        unit = self._sheet.unit * self._fine
        x, y = at[0] * self._fine, at[1] * self._fine
        path = [(x + right * unit, y + low * unit) for right, low in figure]
        plotting.shape(self._canvas, ink, terrain.SEA, path, 2.4 * unit)
        self.boxes.append(self._sheet.box(at, across, across if down is None else down))
