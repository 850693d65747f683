"""The situation map: what is known, drawn over the ground.

:func:`render` is the whole of it. The ground (:mod:`game.ui.terrain`) is drawn once for each size,
a finished map is kept until newer ones push it out, and everything is a function of the arguments:
the same model and size give the same pixels.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import Final

import pygame

from game.present.screens import Map
from game.ui import captions, lettering, marks, plotting, terrain, theme
from game.ui.labels import Box
from game.ui.projection import Point, View, arc, pieces, ring
from game.ui.sheet import Sheet
from game.ui.theme import Colour
from game.words import language

# Up to this many pixels a map is drawn at twice its size and shrunk, for the smoothest edges;
# beyond it pixels are fine enough, and memory dear.
_FINE: Final = 1_300_000
_BUDGET: Final = 36_000_000
"""Bytes of finished maps and grounds that are kept."""
_VEILS: Final = 256
"""Upright strips in which the backdrop darkens towards its left."""


def render(
    model: Map, size: tuple[int, int], scale: float, *, backdrop: bool = False
) -> pygame.Surface:
    """The map of `model` filling `size` pixels; `scale` is pixels to a unit of type, 1 at 720p.

    A `backdrop` is dim, leaves its left to a menu and names neither rings nor sites. The surface is
    shared: blit it, never draw on it.
    """
    key = (model, size, scale, backdrop, language())  # the seas have names
    kept = _kept.get(key)
    if kept is None:
        kept = _drawn(model, Sheet.lay(size, scale, backdrop=backdrop))
        _kept.put(key, kept)
    return kept


def clear() -> None:
    """Forget every map that is kept, and the letters made for them."""
    _kept.clear()
    lettering.clear()


def _drawn(model: Map, sheet: Sheet) -> pygame.Surface:
    fine = 2 if sheet.size[0] * sheet.size[1] <= _FINE else 1
    canvas = _ground(sheet, fine).copy()
    _reaches(canvas, model, sheet, fine)
    taken = marks.draw(canvas, model, sheet)
    surface = canvas
    if fine > 1:
        surface = pygame.Surface(sheet.size, 0, 32)
        pygame.transform.smoothscale(canvas, sheet.size, surface)
    captions.write(surface, model, sheet, taken)
    if sheet.backdrop:
        _veil(surface)
    else:
        edge = max(1, round(sheet.unit))
        pygame.draw.rect(surface, theme.LINE, surface.get_rect(), edge)
    return surface


def _ground(sheet: Sheet, fine: int) -> pygame.Surface:
    hairline = max(1.0, sheet.unit * fine)
    key = (sheet.size, sheet.view, hairline)
    ground = _kept.get(key)
    if ground is None:
        width, height = sheet.size
        ground = pygame.Surface((width * fine, height * fine), 0, 32)
        terrain.draw(ground, _magnified(sheet.view, fine), hairline)
        _kept.put(key, ground)
    return ground


def _magnified(view: View, fine: int) -> View:
    return View(view.left, view.top, view.scale * fine)


def _reaches(canvas: pygame.Surface, model: Map, sheet: Sheet, fine: int) -> None:
    """The rings and the quarantine line; the land under the shortest rings is tinted."""
    view = _magnified(sheet.view, fine)
    unit = sheet.unit * fine
    frame = plotting.widened(canvas.get_size(), 8.0 * unit)
    rings = [(reach.miles, _lines(ring(reach.centre, reach.miles), view)) for reach in model.rings]
    shortest = min((miles for miles, _ in rings), default=0.0)
    # A ring in two pieces reaches round the globe: it has no inside on this map.
    whole = [lines[0] for miles, lines in rings if miles == shortest and len(lines) == 1]
    areas = [plotting.clip_area(path, frame) for path in whole]
    _tint(canvas, [area for area in areas if area])
    for miles, lines in rings:
        width = (1.7 if miles == shortest else 1.2) * unit
        _trace(canvas, theme.DANGER, lines, frame, width)
    line = model.line
    if line is not None:
        places = arc(line.centre, line.miles, line.start, line.end)
        _trace(canvas, theme.QUARANTINE, _lines(places, view), frame, 2.6 * unit)


def _lines(places: Sequence[Point], view: View) -> list[list[Point]]:
    return [[view.place(point) for point in line] for line in pieces(places)]


def _trace(
    canvas: pygame.Surface,
    ink: Colour,
    lines: Sequence[Sequence[Point]],
    frame: Box,
    width: float,
) -> None:
    for line in lines:
        for run in plotting.clip_line(line, frame):
            plotting.stroke(canvas, ink, run, width)


def _tint(canvas: pygame.Surface, areas: Sequence[Sequence[Point]]) -> None:
    """Redden some areas, and where they overlap no more than elsewhere."""
    if not areas:
        return
    left, top, right, bottom = plotting.bounds(point for area in areas for point in area)
    box = canvas.get_rect().clip((left, top, right - left + 1.0, bottom - top + 1.0))
    tint = pygame.Surface(box.size, 0, 8)
    tint.set_palette([theme.NIGHT, theme.DANGER])
    tint.set_colorkey(0)
    tint.set_alpha(26)
    for area in areas:
        plotting.fill(tint, 1, [(x - box.left, y - box.top) for x, y in area])
    canvas.blit(tint, box)


def _veil(surface: pygame.Surface) -> None:
    """Lay night over the map, thick on the left and thin on the right."""
    width, height = surface.get_size()
    for strip in range(_VEILS):
        left, right = width * strip // _VEILS, width * (strip + 1) // _VEILS
        share = min(1.0, max(0.0, (strip / _VEILS - 0.18) / 0.50))
        veil = pygame.Surface((right - left, height), 0, 32)
        veil.fill(theme.NIGHT)
        veil.set_alpha(round(238 - 118 * share * share * (3.0 - 2.0 * share)))
        surface.blit(veil, (left, 0))


class Store:
    """Surfaces by key, the longest unused dropped when they pass a number of bytes."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._surfaces: OrderedDict[Hashable, pygame.Surface] = OrderedDict()

    def get(self, key: Hashable) -> pygame.Surface | None:
        surface = self._surfaces.get(key)
        if surface is not None:
            self._surfaces.move_to_end(key)
        return surface

    def put(self, key: Hashable, surface: pygame.Surface) -> None:
        self._surfaces[key] = surface
        while len(self._surfaces) > 1 and self.bytes() > self._budget:
            self._surfaces.popitem(last=False)

    def bytes(self) -> int:
        return sum(s.get_pitch() * s.get_height() for s in self._surfaces.values())

    def clear(self) -> None:
        self._surfaces.clear()


_kept: Final = Store(_BUDGET)
