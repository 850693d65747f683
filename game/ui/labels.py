"""Where labels go: they keep clear of each other, of the marks and of the frame.

Pure geometry, without pygame. Each label offers candidates, each with a cost; labels are placed in
order of rank, each at the cheapest candidate that touches nothing already there, and one that finds
no room is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import ceil, cos, floor, hypot, inf, pi, sin
from typing import Final

from game.ui.projection import Point

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to set a label: the boxes its ink fills, and how little we like it."""

    boxes: tuple[Box, ...]
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A text to be placed. Lower ranks are placed first and so never give way to higher ones."""

    key: str
    rank: int
    candidates: tuple[Candidate, ...]
    limit: float = inf
    """The cost above which it is better left out."""


class Clutter:
    """What a label may cover but had better not, lines and coasts, as weights of square cells."""

    __slots__ = ("_cell", "_weights")

    def __init__(self, cell: float, weights: Mapping[tuple[int, int], float]) -> None:
        self._cell = cell
        self._weights = dict(weights)

    def add(self, points: Iterable[Point], weight: float) -> None:
        """Mark the cells these points lie in; a cell keeps its heaviest weight."""
        for x, y in points:
            cell = floor(x / self._cell), floor(y / self._cell)
            self._weights[cell] = max(weight, self._weights.get(cell, 0.0))

    def cover(self, box: Box, weight: float) -> None:
        """Mark all the cells of a box."""
        for cell in self._cells(box):
            self._weights[cell] = max(weight, self._weights.get(cell, 0.0))

    def under(self, boxes: Iterable[Box]) -> float:
        """The weight that some boxes would cover."""
        weights = self._weights
        return sum(weights.get(cell, 0.0) for box in boxes for cell in self._cells(box))

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (floor(edge / self._cell) for edge in box)
        return product(range(left, right + 1), range(top, bottom + 1))


# The eight places about a mark: which way across and down, and the cost. Beside it reads best,
# straight above or below least well.
_AROUND: Final = (
    (1.0, 0.0, 0.0),
    (1.0, -1.0, 1.0),
    (1.0, 1.0, 1.4),
    (-1.0, 0.0, 1.8),
    (-1.0, -1.0, 2.2),
    (-1.0, 1.0, 2.6),
    (0.0, -1.0, 3.0),
    (0.0, 1.0, 3.4),
)

_SPOKES: Final = 12


def around(at: Point, size: Point, gap: float, extra: float = 0.0) -> tuple[Candidate, ...]:
    """The eight places for a label of `size` about a mark whose own half width is in `gap`."""
    (x, y), (width, height) = at, size
    candidates = []
    for across, down, cost in _AROUND:
        slant = 0.75 if across and down else 1.0
        left = x + across * (gap * slant + width / 2.0) - width / 2.0
        top = y + down * (gap * slant + height / 2.0) - height / 2.0
        if across and down:
            # Beside and a little up or down: the text's corner turns towards the mark.
            top -= down * height * 0.2
        candidates.append(Candidate(((left, top, left + width, top + height),), cost + extra))
    return tuple(candidates)


def apart(
    at: Point, size: Point, reach: float, start: float, extra: float = 0.0
) -> tuple[Candidate, ...]:
    """Places `reach` away from a crowded mark, each tied to it by a leader from `start` outwards.

    The first box is the text's, the others lie along the leader, which :func:`leader` gives.
    """
    candidates = []
    for number in range(_SPOKES):
        turn = 2.0 * pi * number / _SPOKES
        across, down = cos(turn), sin(turn)
        x, y = at[0] + across * reach, at[1] + down * reach
        left = x if across > 0.3 else x - size[0] if across < -0.3 else x - size[0] / 2.0
        top = y - size[1] / 2.0 + down * size[1] / 2.0
        box = (left, top, left + size[0], top + size[1])
        thread = tuple(
            (x - 1.0, y - 1.0, x + 1.0, y + 1.0) for x, y in leader(at, box, start, size[1] / 4.0)
        )
        candidates.append(Candidate((box, *thread), extra + abs(down)))
    return tuple(candidates)


def leader(at: Point, box: Box, start: float, step: float) -> list[Point]:
    """Points from `start` beside a mark to the edge of a box, no further apart than `step`."""
    x = min(max(at[0], box[0]), box[2])
    y = min(max(at[1], box[1]), box[3])
    length = hypot(x - at[0], y - at[1])
    if length <= start:
        return []
    count = max(1, ceil((length - start) / step))
    shares = [(start + (length - start) * i / count) / length for i in range(count + 1)]
    # The last point would touch the box; the thread stops just short of it.
    return [(at[0] + (x - at[0]) * s, at[1] + (y - at[1]) * s) for s in shares[:-1]]


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def within(box: Box, frame: Box) -> bool:
    """Whether a box lies wholly inside a frame."""
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def place(labels: Iterable[Label], obstacles: Iterable[Box], frame: Box) -> Mapping[str, int]:
    """The candidate taken for each label that found room, by key."""
    taken = list(obstacles)
    chosen: dict[str, int] = {}
    for label in sorted(labels, key=lambda label: label.rank):
        order = sorted((candidate.cost, index) for index, candidate in enumerate(label.candidates))
        for cost, index in order:
            boxes = label.candidates[index].boxes
            if cost > label.limit:
                break
            if not all(within(box, frame) for box in boxes):
                continue
            if not any(overlap(box, other) for box in boxes for other in taken):
                chosen[label.key] = index
                taken.extend(boxes)
                break
    return chosen
