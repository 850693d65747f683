"""A sheet of the situation map: its size, its unit of type and the part of the world it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.ui.labels import Box
from game.ui.projection import Point, View

_INSET: Final = 420.0
"""A map narrower than this, in units, is an inset: a closer view, with fewer and smaller words."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The frame that a map fills. Pixels are those of the finished picture."""

    size: tuple[int, int]
    unit: float
    view: View
    inset: bool
    backdrop: bool

    @classmethod
    def lay(cls, size: tuple[int, int], scale: float, *, backdrop: bool = False) -> Sheet:
        """The sheet of a size; `scale` is pixels to a unit of type, 1 at 720p."""
        inset = size[0] / scale < _INSET
        unit = scale * (0.86 if inset else 1.0)
        view = _backdrop_view(size) if backdrop else _view(size, inset)
        return cls(size, unit, view, inset, backdrop)

    def inside(self, at: Point, margin: float) -> Point | None:
        """The pixel of a place, if a mark of that half width, in units, fits the frame there."""
        x, y = self.view.pixel(at)
        reach = margin * self.unit
        if reach <= x <= self.size[0] - reach and reach <= y <= self.size[1] - reach:
            return x, y
        return None

    def box(self, at: Point, across: float, down: float) -> Box:
        """The box about a pixel with these half sides, in units."""
        across, down = across * self.unit, down * self.unit
        return at[0] - across, at[1] - down, at[0] + across, at[1] + down


# The numbers are nautical miles in the plane. Every view holds Cuba, Florida, Washington and New
# York; a wide one reaches 45 W; none reaches the edges of the coastline data.


def _view(size: tuple[int, int], inset: bool) -> View:
    width, height = size
    scale = max(min(width / 3140.0, height / 2330.0), width / 4500.0, height / 2900.0)
    if inset:
        scale *= 1.10
    across, down = width / scale, height / scale
    return View(230.0 - across / 2.0, max(-120.0 + down / 2.0, 940.0), scale)


def _backdrop_view(size: tuple[int, int]) -> View:
    """What matters lies on the right, clear of the menu."""
    width, height = size
    scale = max(min(width / 3380.0, height / 1750.0), height / 2750.0)
    across, down = width / scale, height / scale
    return View(1640.0 - across, max(-90.0 + down / 2.0, 940.0), scale)
