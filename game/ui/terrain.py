"""The ground of the situation map: sea, land, coasts, borders and the net of the globe.

It depends on the view alone, never on the state of a game.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import floor
from typing import Final

import pygame

from game import places
from game.ui import theme
from game.ui.labels import Box
from game.ui.plotting import bounds, clip_area, clip_line, fill, stroke, widened
from game.ui.projection import THEATRE, Point, View
from game.ui.theme import mix

SEA: Final = mix(theme.NIGHT, theme.RAISED, 0.30)
SHOAL: Final = mix(theme.NIGHT, theme.RAISED, 0.62)
LAND: Final = mix(theme.RAISED, theme.LINE, 0.55)
CUBA: Final = mix(theme.LINE, theme.DIM, 0.22)
COAST: Final = mix(theme.LINE, theme.DIM, 0.55)
CUBA_COAST: Final = mix(theme.DIM, theme.TEXT, 0.35)
SHORE: Final = mix(theme.LINE, theme.DIM, 0.30)
BORDER: Final = mix(theme.LINE, theme.DIM, 0.22)
NET: Final = mix(SEA, theme.LINE, 0.50)

NET_STEP: Final = 10
"""Degrees between the meridians, and between the parallels, that are drawn."""

Path = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of the chart in the plane, with the box that holds it (y north)."""

    path: Path
    box: Box


@dataclass(frozen=True, slots=True)
class Atlas:
    """The coastlines, projected."""

    land: tuple[Outline, ...]
    lakes: tuple[Outline, ...]
    cuba: tuple[Outline, ...]
    borders: tuple[Outline, ...]


@cache
def atlas() -> Atlas:
    """The coastlines, read and projected on first use."""
    path = places.assets() / "map" / "theatre.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Atlas(
        land=tuple(_outline(polygon[0]) for polygon in data["land"]),
        lakes=tuple(_outline(polygon[0]) for polygon in data["lakes"]),
        cuba=tuple(_outline(polygon[0]) for polygon in data["cuba"]),
        borders=tuple(_outline(line) for line in data["borders"]),
    )


def _outline(points: Iterable[Sequence[float]]) -> Outline:
    path = tuple(THEATRE.project_all(points))
    return Outline(path, bounds(path))


def draw(surface: pygame.Surface, view: View, hairline: float) -> None:
    """Fill `surface` with the ground under `view`; `hairline` is its finest line in pixels."""
    frame = widened(surface.get_size(), 8.0 * hairline)
    charts = atlas()
    surface.fill(SEA)
    land = list(_visible(charts.land, view, frame))
    cuba = list(_visible(charts.cuba, view, frame))
    coasts = list(_clipped(land, frame))
    for run in coasts:
        pygame.draw.lines(surface, SHOAL, False, run, round(6.0 * hairline))
    _lines(surface, NET, _clipped(_net(view), frame), hairline)
    for path in land:
        fill(surface, LAND, clip_area(path, frame))
    for path in cuba:
        fill(surface, CUBA, clip_area(path, frame))
    _lines(surface, BORDER, _clipped(_visible(charts.borders, view, frame), frame), hairline)
    lakes = list(_visible(charts.lakes, view, frame))
    for path in lakes:
        fill(surface, SEA, clip_area(path, frame))
    _lines(surface, SHORE, _clipped(lakes, frame), hairline)
    _lines(surface, COAST, coasts, hairline)
    _lines(surface, CUBA_COAST, _clipped(cuba, frame), hairline)


def _clipped(paths: Iterable[Path], frame: Box) -> Iterator[Sequence[Point]]:
    for path in paths:
        yield from clip_line(path, frame)


def _lines(
    surface: pygame.Surface,
    colour: theme.Colour,
    runs: Iterable[Sequence[Point]],
    width: float,
) -> None:
    for run in runs:
        stroke(surface, colour, run, width)


def _net(view: View) -> Iterator[Path]:
    for lon in range(-150, 1, NET_STEP):
        yield tuple(view.pixel((lon, lat)) for lat in range(-10, 76, 5))
    for lat in range(-10, 76, NET_STEP):
        yield tuple(view.pixel((lon, lat)) for lon in range(-150, 1, 3))


def _visible(outlines: Iterable[Outline], view: View, frame: Box) -> Iterator[Path]:
    """Outlines that touch the frame, as pixels, without points too close to tell apart."""
    west, north = view.plane((frame[0], frame[1]))
    east, south = view.plane((frame[2], frame[3]))
    for outline in outlines:
        left, bottom, right, top = outline.box
        if left < east and right > west and bottom < north and top > south:
            yield _thinned(view, outline.path)


def _thinned(view: View, path: Path) -> Path:
    west, north, scale = view.left, view.top, view.scale
    least = 1.2 / scale
    last_x, last_y = path[0]
    kept = [((last_x - west) * scale, (north - last_y) * scale)]
    for x, y in path:
        if abs(x - last_x) + abs(y - last_y) > least:
            kept.append(((x - west) * scale, (north - y) * scale))
            last_x, last_y = x, y
    kept.append(view.place(path[-1]))
    return tuple(kept)


@lru_cache(maxsize=8)
def coast(view: View, size: tuple[int, int], cell: float) -> frozenset[tuple[int, int]]:
    """The square cells of a frame that a coast runs through, for labels to keep off."""
    west, north, scale = view.left, view.top, view.scale / cell
    columns, rows = size[0] / cell, size[1] / cell
    cells = set()
    for outline in atlas().land:
        for x, y in outline.path:
            column, row = (x - west) * scale, (north - y) * scale
            if 0.0 <= column < columns and 0.0 <= row < rows:
                cells.add((floor(column), floor(row)))
    return frozenset(cells)
