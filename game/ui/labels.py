"""Where labels go: they keep clear of each other, of the marks and of the frame.

Pure geometry, without pygame. Each label offers candidates, each with a cost; labels are placed in
order of rank, each at the cheapest candidate that touches nothing already there, and one that finds
no room is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, cos, floor, hypot, inf, pi, sin
from operator import add
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
    """A text to be placed, those of lower rank before those of higher."""

    key: str
    rank: int
    candidates: tuple[Candidate, ...]
    limit: float = inf
    """The cost above which it is better left out."""


class Clutter:
    """What a label may cover but had better not, lines and coasts, as weights of square cells."""

    __slots__ = ("_cell", "_columns", "_rows", "_sums", "_weights")

    def __init__(
        self, size: tuple[int, int], cell: float, cells: Iterable[tuple[int, int]], weight: float
    ) -> None:
        """A frame of pixels, the side of a cell, and the first cells to carry a weight."""
        self._cell = cell
        self._columns = ceil(size[0] / cell)
        self._rows = ceil(size[1] / cell)
        self._weights = [[0.0] * self._columns for _ in range(self._rows)]
        self._sums: list[list[float]] = []
        for column, row in cells:
            self._weights[row][column] = weight

    def add(self, points: Iterable[Point], weight: float) -> None:
        """Mark the cells these points lie in; a cell keeps its heaviest weight."""
        for x, y in points:
            column, row = floor(x / self._cell), floor(y / self._cell)
            if 0 <= column < self._columns and 0 <= row < self._rows:
                self._weights[row][column] = max(weight, self._weights[row][column])
        self._sums = []

    def under(self, boxes: Iterable[Box]) -> float:
        """The weight that some boxes would cover."""
        sums = self._sums or self._summed()
        total = 0.0
        for box in boxes:
            left, top, right, bottom = self._cells(box)
            if left < right and top < bottom:
                high, low = sums[top], sums[bottom]
                total += low[right] - low[left] - high[right] + high[left]
        return total

    def _summed(self) -> list[list[float]]:
        """The weight above and left of every corner: any box is then four look-ups."""
        line = [0.0] * (self._columns + 1)
        self._sums = [line]
        for row in self._weights:
            line = list(map(add, line, accumulate(row, initial=0.0)))
            self._sums.append(line)
        return self._sums

    def _cells(self, box: Box) -> tuple[int, int, int, int]:
        """The half-open ranges of columns and rows that a box touches."""
        cell, columns, rows = self._cell, self._columns, self._rows
        left, top, right, bottom = box
        # Thousands of boxes come this way: plain comparisons are the fastest clamp there is.
        return (
            0 if left < 0.0 else int(left / cell) if left < columns * cell else columns,
            0 if top < 0.0 else int(top / cell) if top < rows * cell else rows,
            0 if right < 0.0 else int(right / cell) + 1 if right < columns * cell else columns,
            0 if bottom < 0.0 else int(bottom / cell) + 1 if bottom < rows * cell else rows,
        )


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
"""In how many directions a leader may run."""
_TRIES: Final = 4
"""How many labels without room are tried again before the others."""
_COURTESY: Final = 1.5
"""What it costs a label to take the place that another would like best."""


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
    return [(at[0] + (x - at[0]) * share, at[1] + (y - at[1]) * share) for share in shares]


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def within(box: Box, frame: Box) -> bool:
    """Whether a box lies wholly inside a frame."""
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def place(
    labels: Iterable[Label], obstacles: Iterable[Box], frame: Box, space: float = 0.0
) -> Mapping[str, int]:
    """The candidate taken for each label that found room, by key.

    Labels keep `space` between each other. One that has the choice leaves free the place that each
    of those after it would like best. The first that find no room are then tried again, each before
    all others; where that leaves out fewer, it stands.
    """
    waiting = [_Waiting(label, frame) for label in sorted(labels, key=lambda label: label.rank)]
    queue = [label for label in waiting if label.fitting]
    marks = list(obstacles)
    chosen = _placed(queue, marks, space)
    for lost in [label for label in queue if label.key not in chosen][:_TRIES]:
        order = [lost, *(label for label in queue if label is not lost)]
        again = _placed(order, marks, space)
        if len(again) > len(chosen):
            queue, chosen = order, again
    return chosen


def _placed(queue: Sequence[_Waiting], obstacles: Iterable[Box], space: float) -> dict[str, int]:
    taken = list(obstacles)
    chosen: dict[str, int] = {}
    for number, label in enumerate(queue):
        wishes = [other.wish for other in queue[number + 1 :] if other.wish is not None]
        index = label.cheapest(taken, wishes)
        if index is not None:
            chosen[label.key] = index
            taken.extend(
                (left - space, top - space, right + space, bottom + space)
                for left, top, right, bottom in label.candidates[index].boxes
            )
    return chosen


class _Waiting:
    """A label not placed yet: its candidates that fit, and the box it would like best."""

    def __init__(self, label: Label, frame: Box) -> None:
        self.key = label.key
        self.candidates = label.candidates
        self.hulls = [hull(candidate.boxes) for candidate in label.candidates]
        fitting = (
            (candidate.cost, index)
            for index, candidate in enumerate(label.candidates)
            if candidate.cost <= label.limit and within(self.hulls[index], frame)
        )
        self.fitting = sorted(fitting)
        # A label along a curve, of many boxes, has many more places to go to.
        boxes = label.candidates[self.fitting[0][1]].boxes if self.fitting else ()
        self.wish = boxes[0] if len(boxes) == 1 else None

    def cheapest(self, taken: Sequence[Box], wishes: Sequence[Box]) -> int | None:
        """The candidate that costs least, with what it takes from the labels still to come."""
        best, least = None, inf
        for cost, index in self.fitting:
            if cost >= least:
                break
            if not self._touched(index, taken):
                total = cost + _COURTESY * len(self._touched(index, wishes))
                if total < least:
                    best, least = index, total
        return best

    def _touched(self, index: int, others: Sequence[Box]) -> list[Box]:
        """Those of some boxes that a candidate overlaps."""
        left, top, right, bottom = self.hulls[index]
        # Written out, for speed: most boxes are nowhere near.
        near = [
            other
            for other in others
            if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        ]
        boxes = self.candidates[index].boxes
        if len(boxes) == 1 or not near:
            return near
        return [other for other in near if any(overlap(box, other) for box in boxes)]


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around some boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
