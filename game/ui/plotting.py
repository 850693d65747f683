"""Lines and areas in a frame: clipping, and drawing with smooth edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, hypot

import pygame

from game.ui.labels import Box
from game.ui.projection import Point
from game.ui.theme import Colour


def bounds(path: Iterable[Point]) -> Box:
    """The smallest box around some points: least x, least y, greatest x, greatest y."""
    xs, ys = zip(*path, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def widened(size: tuple[int, int], margin: float) -> Box:
    """A frame of pixels with a margin on each side."""
    return -margin, -margin, size[0] + margin, size[1] + margin


def clip_line(path: Sequence[Point], frame: Box) -> Iterator[list[Point]]:
    """The stretches of a line that may touch a frame, in whole segments."""
    left, top, right, bottom = frame
    box = bounds(path)
    if box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom:
        yield list(path)
        return
    run: list[Point] = []
    for start, end in pairwise(path):
        (ax, ay), (bx, by) = start, end
        if (
            (ax < left and bx < left)
            or (ax > right and bx > right)
            or (ay < top and by < top)
            or (ay > bottom and by > bottom)
        ):
            if run:
                yield run
                run = []
            continue
        if not run:
            run.append(start)
        run.append(end)
    if run:
        yield run


def clip_area(path: Sequence[Point], frame: Box) -> list[Point]:
    """The part of an area inside a frame: Sutherland and Hodgman's clipping."""
    box = bounds(path)
    area = list(path)
    for axis, limit, sign, crosses in (
        (0, frame[0], 1.0, box[0] < frame[0]),
        (1, frame[1], 1.0, box[1] < frame[1]),
        (0, frame[2], -1.0, box[2] > frame[2]),
        (1, frame[3], -1.0, box[3] > frame[3]),
    ):
        if crosses and area:
            area = _clip_side(area, axis, limit, sign)
    return area


def _clip_side(area: list[Point], axis: int, limit: float, sign: float) -> list[Point]:
    clipped: list[Point] = []
    previous = area[-1]
    before = (previous[axis] - limit) * sign
    for point in area:
        now = (point[axis] - limit) * sign
        if (now >= 0.0) != (before >= 0.0):
            share = before / (before - now)
            x, y = previous
            clipped.append((x + (point[0] - x) * share, y + (point[1] - y) * share))
        if now >= 0.0:
            clipped.append(point)
        previous, before = point, now
    return clipped


def resample(path: Sequence[Point], step: float) -> list[Point]:
    """Points along a path, every one `step` from the next as the path runs; both ends are kept."""
    points = [path[0]]
    ahead = step
    for (ax, ay), (bx, by) in pairwise(path):
        length = hypot(bx - ax, by - ay)
        while ahead <= length:
            share = ahead / length
            points.append((ax + (bx - ax) * share, ay + (by - ay) * share))
            ahead += step
        ahead -= length
    points.append(path[-1])
    return points


def between(start: Point, end: Point, step: float) -> list[Point]:
    """Points on a straight line, no further apart than `step`, with both ends."""
    (ax, ay), (bx, by) = start, end
    count = max(1, ceil(hypot(bx - ax, by - ay) / step))
    return [(ax + (bx - ax) * i / count, ay + (by - ay) * i / count) for i in range(count + 1)]


def stroke(surface: pygame.Surface, ink: Colour, path: Sequence[Point], width: float) -> None:
    """A smooth line of any width through at least two points."""
    if width < 1.5:
        pygame.draw.aalines(surface, ink, False, path)
        return
    thick = round(width)
    for start, end in pairwise(path):
        pygame.draw.aaline(surface, ink, start, end, thick)


def fill(surface: pygame.Surface, ink: Colour | int, path: Sequence[Point]) -> None:
    """A filled area, its edges rough; fewer than three points are none."""
    if len(path) > 2:
        pygame.draw.polygon(surface, ink, path)


def shape(
    surface: pygame.Surface, ink: Colour, edge: Colour, path: Sequence[Point], width: float
) -> None:
    """A small filled figure with smooth sides, set off by a dark edge."""
    stroke(surface, edge, [*path, path[0]], width)
    pygame.draw.polygon(surface, ink, path)
    pygame.draw.aalines(surface, ink, True, path)
