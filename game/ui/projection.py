"""The map's geometry: a conformal conic projection, great circles, and the view that fills a frame.

Pure arithmetic on the sphere, without pygame. Angles are degrees, distances nautical miles, the
plane's y runs north and a frame's y runs down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, atan, atan2, ceil, cos, degrees, exp, hypot, log, pi, pow, radians, sin, tan
from typing import Final

Point = tuple[float, float]

EARTH: Final = 3440.065
"""The mean radius of the Earth, nautical miles."""

# Towards the south pole the plane runs off to infinity; nothing the map can show lies there.
_SOUTHMOST: Final = -80.0
_NORTHMOST: Final = 89.999


class Conic:
    """Lambert's conformal conic of the sphere, in nautical miles about its origin."""

    __slots__ = ("_cone", "_origin", "_reach", "lon")

    def __init__(self, south: float, north: float, lon: float, lat: float) -> None:
        """Touch the sphere at the parallels `south` and `north`; centre on `lon`, `lat`."""
        low, high = radians(south), radians(north)
        self._cone = log(cos(low) / cos(high)) / (_isometric(high) - _isometric(low))
        self._reach = EARTH * cos(low) * exp(self._cone * _isometric(low)) / self._cone
        self.lon = lon
        self._origin = self._radius(lat)

    def _radius(self, lat: float) -> float:
        return self._reach * pow(tan(pi / 4.0 + radians(lat) / 2.0), -self._cone)

    def project(self, at: Point) -> Point:
        """The place in the plane of a longitude and latitude."""
        lon, lat = at
        turn = self._cone * radians((lon - self.lon + 180.0) % 360.0 - 180.0)
        radius = self._radius(min(_NORTHMOST, max(_SOUTHMOST, lat)))
        return radius * sin(turn), self._origin - radius * cos(turn)

    def project_all(self, places: Iterable[Sequence[float]]) -> list[Point]:
        """The same for the many points of a coastline, with fewer steps for each."""
        cone, reach, lon0, origin = self._cone, self._reach, self.lon, self._origin
        turn, half, quarter = cone * pi / 180.0, pi / 360.0, pi / 4.0
        points = []
        for lon, lat in places:
            radius = reach * pow(tan(quarter + lat * half), -cone)
            angle = turn * (lon - lon0)
            points.append((radius * sin(angle), origin - radius * cos(angle)))
        return points

    def locate(self, place: Point) -> Point:
        """The longitude and latitude of a place in the plane."""
        x, y = place[0], self._origin - place[1]
        radius = hypot(x, y)
        if radius == 0.0:
            return self.lon, 90.0
        lat = 2.0 * atan((self._reach / radius) ** (1.0 / self._cone)) - pi / 2.0
        return self.lon + degrees(atan2(x, y) / self._cone), degrees(lat)

    def factor(self, lat: float) -> float:
        """How much the plane enlarges the sphere at a latitude: 1 on the standard parallels."""
        return self._cone * self._radius(lat) / (EARTH * cos(radians(lat)))


def _isometric(lat: float) -> float:
    """The isometric latitude: Mercator's ordinate."""
    return log(tan(pi / 4.0 + lat / 2.0))


THEATRE: Final = Conic(south=15.0, north=38.0, lon=-78.0, lat=27.0)
"""The projection of the situation map."""


def distance(start: Point, end: Point) -> float:
    """The great-circle distance, by the haversine formula."""
    (lon_a, lat_a), (lon_b, lat_b) = start, end
    a, b = radians(lat_a), radians(lat_b)
    half = sin((b - a) / 2.0) ** 2
    half += cos(a) * cos(b) * sin(radians(lon_b - lon_a) / 2.0) ** 2
    return 2.0 * EARTH * asin(min(1.0, half**0.5))


def destination(start: Point, bearing: float, miles: float) -> Point:
    """Where a great circle leads from `start`, setting out on `bearing` for `miles`."""
    lon, lat = radians(start[0]), radians(start[1])
    course, arc = radians(bearing), miles / EARTH
    height = sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(course)
    east = sin(course) * sin(arc) * cos(lat)
    there = lon + atan2(east, cos(arc) - sin(lat) * height)
    return (degrees(there) + 180.0) % 360.0 - 180.0, degrees(asin(max(-1.0, min(1.0, height))))


@lru_cache(maxsize=64)
def arc(centre: Point, miles: float, start: float, end: float) -> tuple[Point, ...]:
    """Points at equal distance from `centre`, clockwise from bearing `start` to bearing `end`.

    They stand a degree apart or less. The same two bearings make a closed circle.
    """
    sweep = (end - start) % 360.0 or 360.0
    count = max(2, ceil(sweep))
    return tuple(destination(centre, start + sweep * i / count, miles) for i in range(count + 1))


def ring(centre: Point, miles: float) -> tuple[Point, ...]:
    """The closed circle of all places `miles` from `centre`, begun and ended in the south."""
    return arc(centre, miles, 180.0, 180.0)


def pieces(places: Iterable[Point]) -> list[list[Point]]:
    """A line on the globe as lines in the plane, parted where it crosses the plane's cut.

    The cut is the meridian opposite the centre; only circles of thousands of miles come so far.
    """
    lines: list[list[Point]] = [[]]
    before = None
    for place in places:
        side = (place[0] - THEATRE.lon + 180.0) % 360.0 - 180.0
        if before is not None and abs(side - before) > 180.0:
            lines.append([])
        before = side
        lines[-1].append(THEATRE.project(place))
    return lines


@dataclass(frozen=True, slots=True)
class View:
    """A frame of pixels laid over the plane."""

    left: float
    top: float
    scale: float
    """Pixels to the nautical mile."""

    def place(self, plane: Point) -> Point:
        """The pixel of a place in the plane."""
        return (plane[0] - self.left) * self.scale, (self.top - plane[1]) * self.scale

    def plane(self, pixel: Point) -> Point:
        """The place in the plane of a pixel."""
        return self.left + pixel[0] / self.scale, self.top - pixel[1] / self.scale

    def pixel(self, at: Point) -> Point:
        """The pixel of a longitude and latitude."""
        return self.place(THEATRE.project(at))
