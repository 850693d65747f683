"""The words of the situation map: what is named, in which type, and where there is room for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, dist, inf
from typing import Final

import pygame

from game.present.screens import Map, Site
from game.ui import lettering, marks, terrain, theme
from game.ui.labels import Box, Candidate, Clutter, Label, apart, around, leader, place
from game.ui.lettering import Glyph, Style, Track
from game.ui.plotting import between, clip_line, stroke, widened
from game.ui.projection import Point, arc, pieces, ring
from game.ui.sheet import Sheet
from game.ui.text import capitals
from game.ui.theme import Colour, mix
from game.words import say, word

_CAPITALS: Final = "BarlowCondensed-SemiBold"
_MARGIN_FACE: Final = "BarlowCondensed-Medium"
_NET_INK: Final = mix(terrain.SEA, theme.DIM, 0.82)
_SEA_INK: Final = mix(terrain.SEA, theme.DIM, 0.82)

# Who is placed before whom.
_LINE, _RING, _SHIP, _SITE, _CITY, _SCALE, _SEA, _NET = range(0, 8000, 1000)

# The seas, each with places where its name may be centred, best first.
_SEAS: Final[tuple[tuple[str, tuple[Point, ...]], ...]] = (
    (word("Atlantic Ocean"), ((-60, 33), (-57, 36), (-62, 29), (-52, 24), (-52, 34), (-55, 17))),
    (word("Gulf of Mexico"), ((-90.5, 25), (-90.5, 26.5), (-91, 23.5))),
    (word("Caribbean Sea"), ((-74.5, 14.5), (-76, 16), (-71, 14), (-78, 13))),
)
_LEADERS: Final = (20.0, 34.0)
"""How far, in units, a name may be from its mark when a leader ties it there."""
_DOUBT: Final = 3.0
"""What it costs a name to stand beside the mark of something else."""
_MILES: Final = 500.0
"""The length of the scale bar."""


@dataclass(slots=True)
class _Caption:
    label: Label
    set: Callable[[pygame.Surface, int], None]
    """Draws the label as its candidate of that number."""


def write(surface: pygame.Surface, model: Map, sheet: Sheet, taken: Sequence[Box]) -> None:
    """Name what is on the map. `taken` are the boxes of the marks, in pixels of the sheet."""
    captions = list(_Captions(model, sheet, taken).all())
    frame = widened(sheet.size, -5.0 * sheet.unit)
    chosen = place([caption.label for caption in captions], taken, frame, 1.5 * sheet.unit)
    for caption in captions:
        index = chosen.get(caption.label.key)
        if index is not None:
            caption.set(surface, index)


class _Captions:
    """All that could be written on a sheet."""

    def __init__(self, model: Map, sheet: Sheet, taken: Sequence[Box]) -> None:
        self.model = model
        self.sheet = sheet
        self.taken = taken
        cell = 4.0 * sheet.unit
        coast = terrain.coast(sheet.view, sheet.size, cell)
        self.clutter = Clutter(sheet.size, cell, coast, 0.04)
        self.rings = [self.path(ring(reach.centre, reach.miles)) for reach in model.rings]
        for path in self.rings:
            self.clutter.add(self.along(path), 0.5)
        line = model.line
        if line is not None:
            places = arc(line.centre, line.miles, line.start, line.end)
            self.clutter.add(self.along(self.path(places)), 0.7)

    def path(self, places: Sequence[Point]) -> list[Point]:
        """The pixels of a line on the globe, its longest piece if it comes in several."""
        return [self.sheet.view.place(point) for point in max(pieces(places), key=len)]

    def along(self, path: Sequence[Point]) -> Iterator[Point]:
        """Pixels all along a path, as far as it is in the frame."""
        for run in clip_line(path, widened(self.sheet.size, 0.0)):
            for start, end in pairwise(run):
                yield from between(start, end, 3.0 * self.sheet.unit)

    def style(self, face: str, size: float, colour: Colour, tracking: float = 0.0) -> Style:
        """Type of a size in units, with its tracking as a share of the size."""
        pixels = max(9, round(size * self.sheet.unit))
        return Style(face, pixels, colour, terrain.SEA, tracking * pixels)

    def all(self) -> Iterator[_Caption]:
        yield from self.names()
        yield from self.lines()
        if not self.sheet.backdrop and not self.sheet.inset:
            yield self.scale_bar()
            yield from self.seas()
            yield from _degrees(self.sheet, self.style(_MARGIN_FACE, 11.5, _NET_INK, 0.04))

    # -- beside a mark ---------------------------------------------------------------------------

    def names(self) -> Iterator[_Caption]:
        sheet = self.sheet
        for number, ship in enumerate(self.model.ships):
            hull, _ = marks.ship_place(ship, sheet)
            style = self.style(_CAPITALS, 13.0, marks.SHIP_INK[ship.side], 0.08)
            yield from self.name("ship", _SHIP + number, capitals(ship.name), hull, 11.0, style)
        if not sheet.backdrop and not sheet.inset:
            for number, (name, kind, spot) in enumerate(_together(self.model.sites, sheet)):
                style = self.style(_CAPITALS, 12.5, marks.SITE_WORDS[kind], 0.06)
                yield from self.name("site", _SITE + number, capitals(name), spot, 8.5, style)
        style = self.style("LibreFranklin-Regular", 12.5 if sheet.inset else 13.5, theme.TEXT)
        for number, city in enumerate(self.model.cities):
            dot = sheet.inside(city.at, marks.CITY_REACH)
            yield from self.name("city", _CITY + number, city.name, dot, 6.5, style)

    def name(
        self, kind: str, rank: int, text: str, at: Point | None, gap: float, style: Style
    ) -> Iterator[_Caption]:
        """A name beside its mark, or at the end of a leader where marks crowd."""
        text = lettering.printable(text)
        if at is None or not text:
            return
        unit = self.sheet.unit
        style = lettering.able(style, text)
        size = lettering.measure(text, style)
        close = around(at, size, gap * unit)
        start = gap * unit * 0.9
        far: tuple[Candidate, ...] = ()
        for reach in () if self.sheet.inset else _LEADERS:
            far += apart(at, size, reach * unit, start, extra=2.5 + reach / 10.0)
        candidates = self.weighed(self.own(at, candidate) for candidate in (*close, *far))

        def set_name(surface: pygame.Surface, index: int) -> None:
            box = candidates[index].boxes[0]
            if index >= len(close):
                thread = leader(at, box, start, size[1] / 4.0)
                ink = mix(terrain.SEA, style.colour, 0.7)
                stroke(surface, ink, (thread[0], thread[-1]), max(1.0, unit))
            lettering.write(surface, text, box, style)

        yield _Caption(Label(f"{kind} {rank}", rank, candidates), set_name)

    def own(self, at: Point, candidate: Candidate) -> Candidate:
        """The same candidate, dearer for each other mark that its text might seem to name."""
        left, top, right, bottom = candidate.boxes[0]
        near, x, y = 5.0 * self.sheet.unit, *at
        others = sum(
            left - near < box[2]
            and box[0] < right + near
            and top < box[3]
            and box[1] < bottom
            and not (box[0] < x < box[2] and box[1] < y < box[3])
            for box in self.taken
        )
        return Candidate(candidate.boxes, candidate.cost + _DOUBT * others)

    def weighed(self, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
        """The same candidates, dearer by the clutter that their text would cover."""
        return tuple(
            Candidate(candidate.boxes, candidate.cost + self.clutter.under(candidate.boxes[:1]))
            for candidate in candidates
        )

    # -- along a curve ---------------------------------------------------------------------------

    def lines(self) -> Iterator[_Caption]:
        """The names of the quarantine line and the rings, and those of the seas."""
        line = self.model.line
        if line is not None:
            style = self.style(_CAPITALS, 13.5, theme.WORDS["quarantine"], 0.12)
            # The name may run on a little where the line has ended.
            sweep = (line.end - line.start) % 360.0 or 360.0
            spare = min(40.0, (360.0 - sweep) / 2.0)
            places = arc(line.centre, line.miles, line.start - spare, line.end + spare)
            share = spare / (sweep + 2.0 * spare)
            yield from self.beside("line", _LINE, line.name, self.path(places), style, share)
        if not self.sheet.backdrop:
            style = self.style(_CAPITALS, 13.0, theme.WORDS["danger"], 0.12)
            for number, reach in enumerate(self.model.rings):
                key, path = f"ring {number}", self.rings[number]
                yield from self.beside(key, _RING + number, reach.name, path, style)

    def beside(
        self,
        key: str,
        rank: int,
        name: str,
        path: Sequence[Point],
        style: Style,
        spare: float = 0.0,
    ) -> Iterator[_Caption]:
        """A name beside a line, where it is most nearly level and most nearly clear.

        `spare` is the share at each end of `path` that is not drawn, and only good to write on.
        """
        text = lettering.printable(capitals(name))
        if not text:
            return
        style = lettering.able(style, text)
        track = Track(path)
        widths = lettering.advances(text, style)
        half = sum(widths) / 2.0
        lift = lettering.capital(style).height / 2.0 + 5.0 * self.sheet.unit
        step = max(8.0, 18.0 * self.sheet.unit)
        width, height = self.sheet.size
        settings = []
        for number in range(1, ceil(track.length / step)):
            spot = number * step
            if not all(0.0 < x < width and 0.0 < y < height for x, y in track.ends(spot, half)):
                continue
            over = max(0.0, spare * track.length - spot + half)
            over += max(0.0, spot + half - (1.0 - spare) * track.length)
            letters = track.letters(text, widths, spot)
            settings += [
                (lettering.lifted(letters, side), 5.0 * over / half) for side in (lift, -lift)
            ]
        yield from self.lettered(key, rank, settings, style)

    def seas(self) -> Iterator[_Caption]:
        """The names of the seas, along their parallels; left out where anything is in the way."""
        style = self.style("LibreFranklin-Italic", 13.5, _SEA_INK, 0.30)
        for number, (name, middles) in enumerate(_SEAS):
            name = say(name)
            widths = lettering.advances(name, style)
            settings = []
            for choice, (lon, lat) in enumerate(middles):
                track = Track(self.path([(lon + east, lat) for east in range(-14, 15, 2)]))
                letters = track.letters(name, widths, track.length / 2.0)
                settings.append((letters, 0.15 * choice))
            yield from self.lettered(f"sea {number}", _SEA + number, settings, style, limit=1.6)

    def lettered(
        self,
        key: str,
        rank: int,
        settings: Sequence[tuple[list[Glyph], float]],
        style: Style,
        limit: float = inf,
    ) -> Iterator[_Caption]:
        """A caption of letters on curves, each setting with a cost; level ones are preferred."""
        settings = [(letters, cost) for letters, cost in settings if letters]
        candidates = []
        for letters, cost in settings:
            lean = sum(abs(letter.turn) for letter in letters) / len(letters)
            # The middles of the letters alone count: the line that they name runs just below.
            points = ((x, y, x, y) for _, (x, y), _ in letters)
            cost += lean / 30.0 + 2.0 * self.clutter.under(points)
            candidates.append(Candidate(lettering.boxes(letters, style), cost))

        def set_letters(surface: pygame.Surface, index: int) -> None:
            lettering.write_along(surface, settings[index][0], style)

        if candidates:
            yield _Caption(Label(key, rank, tuple(candidates), limit), set_letters)

    # -- the margins -----------------------------------------------------------------------------

    def scale_bar(self) -> _Caption:
        """A bar with its length, in the clearest corner."""
        sheet = self.sheet
        style = self.style(_MARGIN_FACE, 11.5, _NET_INK, 0.08)
        text = say("{n} NMI", n=f"{_MILES:.0f}")
        width, height = lettering.measure(text, style)
        length, tick = _MILES * sheet.view.scale, 4.0 * sheet.unit
        margin = 12.0 * sheet.unit
        right = sheet.size[0] - margin - length
        top = sheet.size[1] - margin - height - tick
        candidates = self.weighed(
            Candidate(((x, y, x + max(length, width), y + height + tick),), float(number))
            for number, (x, y) in enumerate(
                ((margin, top), (right, top), (margin, margin), (right, margin))
            )
        )

        def set_bar(surface: pygame.Surface, index: int) -> None:
            left, top, _, low = candidates[index].boxes[0]
            lettering.write(surface, text, (left, top, left + width, top + height), style)
            start, end = round(left), round(left + length)
            high, foot = round(low - tick), round(low)
            path = [(start, high), (start, foot), (end, foot), (end, high)]
            pygame.draw.lines(surface, style.colour, False, path, max(1, round(sheet.unit)))

        return _Caption(Label("scale", _SCALE, candidates), set_bar)


def _together(sites: Sequence[Site], sheet: Sheet) -> Iterator[tuple[str, str, Point]]:
    """The sites in the frame; those numbered ones whose marks touch share a name: Sagua 1, 2."""
    groups: list[tuple[str, str, Point, list[str]]] = []
    for site in sites:
        at = sheet.inside(site.at, marks.SITE_REACH)
        if at is None:
            continue
        stem, _, number = site.name.rpartition(" ")
        for other, kind, spot, numbers in groups:
            close = dist(at, spot) < 2.5 * marks.SITE_REACH * sheet.unit
            if number.isdecimal() and close and (other, kind) == (stem, site.kind):
                numbers.append(number)
                break
        else:
            if number.isdecimal() and stem:
                groups.append((stem, site.kind, at, [number]))
            else:
                groups.append((site.name, site.kind, at, []))
    for name, kind, at, numbers in groups:
        yield f"{name} {', '.join(numbers)}".strip(), kind, at


def _degrees(sheet: Sheet, style: Style) -> Iterator[_Caption]:
    """The longitudes along the foot of the frame, the latitudes down its right side."""
    width, height = sheet.size
    gap = 4.0 * sheet.unit
    for lon in range(-150, 1, terrain.NET_STEP):
        meridian = [(float(lon), float(lat)) for lat in range(-8, 61, 2)]
        x = _crossing(sheet, meridian, 1, height - 2.0 * gap)
        if x is not None:
            foot = (x + gap, height - 1.5 * gap)
            yield _degree(say("{n}°W", n=-lon), foot, 0.0, style)
    for lat in range(10, 71, terrain.NET_STEP):
        parallel = [(float(lon), float(lat)) for lon in range(-80, 1, 2)]
        y = _crossing(sheet, parallel, 0, width - 5.0 * gap)
        if y is not None:
            foot = (width - 1.5 * gap, y - gap)
            yield _degree(say("{n}°N", n=lat), foot, 1.0, style)


def _crossing(sheet: Sheet, places: Sequence[Point], axis: int, limit: float) -> float | None:
    """Where a line of the net crosses an upright (axis 0) or a level (axis 1) of the frame."""
    for start, end in pairwise(sheet.view.pixel(at) for at in places):
        if (start[axis] < limit) != (end[axis] < limit):
            share = (limit - start[axis]) / (end[axis] - start[axis])
            across = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
            return across if 0.0 < across < sheet.size[1 - axis] else None
    return None


def _degree(text: str, foot: Point, back: float, style: Style) -> _Caption:
    """A figure standing on `foot`, moved left by the share `back` of its width."""
    width, height = lettering.measure(text, style)
    left = foot[0] - back * width
    box = (left, foot[1] - height, left + width, foot[1])

    def set_figure(surface: pygame.Surface, _index: int) -> None:
        lettering.write(surface, text, box, style)

    return _Caption(Label(text, _NET, (Candidate((box,)),)), set_figure)
