"""Labels keep clear of each other, of the marks and of the frame, whatever they are."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.labels import (
    Box,
    Candidate,
    Clutter,
    Label,
    apart,
    around,
    leader,
    overlap,
    place,
    within,
)
from game.ui.projection import Point

FRAME = (0.0, 0.0, 400.0, 300.0)
POINTS = st.tuples(st.floats(-20, 420), st.floats(-20, 320))
SIZES = st.tuples(st.floats(1, 120), st.floats(1, 30))
MARKS = st.lists(st.tuples(POINTS, SIZES, st.integers(0, 5)), max_size=25)


def made(marks: list[tuple[Point, Point, int]]) -> tuple[list[Label], list[Box]]:
    labels, obstacles = [], []
    for number, ((x, y), size, rank) in enumerate(marks):
        candidates = around((x, y), size, 6.0) + apart((x, y), size, 25.0, 6.0, extra=4.0)
        labels.append(Label(str(number), rank, candidates))
        obstacles.append((x - 4.0, y - 4.0, x + 4.0, y + 4.0))
    return labels, obstacles


@given(MARKS)
def test_labels_never_overlap(marks: list[tuple[Point, Point, int]]) -> None:
    labels, obstacles = made(marks)
    chosen = place(labels, obstacles, FRAME)
    taken = {
        label.key: label.candidates[chosen[label.key]].boxes
        for label in labels
        if label.key in chosen
    }
    for boxes in taken.values():
        assert all(within(box, FRAME) for box in boxes)
        assert not any(overlap(box, mark) for box in boxes for mark in obstacles)
    for one, other in combinations(taken.values(), 2):
        assert not any(overlap(a, b) for a in one for b in other)


@given(MARKS, st.floats(0, 8))
def test_labels_keep_their_distance(marks: list[tuple[Point, Point, int]], space: float) -> None:
    labels, obstacles = made(marks)
    chosen = place(labels, obstacles, FRAME, space)
    texts = [
        label.candidates[chosen[label.key]].boxes[0] for label in labels if label.key in chosen
    ]
    for (left, top, right, bottom), other in combinations(texts, 2):
        # One of the two was there first; rounding aside, neither is within the other's margin.
        margin = space - 1e-6
        wide = (left - margin, top - margin, right + margin, bottom + margin)
        assert not overlap(wide, other)


@given(MARKS)
def test_the_same_labels_go_to_the_same_places(marks: list[tuple[Point, Point, int]]) -> None:
    labels, obstacles = made(marks)
    assert place(labels, obstacles, FRAME) == place(list(labels), list(obstacles), FRAME)


def only(key: str, rank: int, *boxes: Box, limit: float = float("inf")) -> Label:
    candidates = tuple(Candidate((box,), float(number)) for number, box in enumerate(boxes))
    return Label(key, rank, candidates, limit)


HERE = (10.0, 10.0, 60.0, 20.0)
THERE = (10.0, 40.0, 60.0, 50.0)


def test_the_important_one_stays_where_only_one_can() -> None:
    labels = [only("city", 5, HERE), only("ship", 1, HERE)]
    assert place(labels, [], FRAME) == {"ship": 0}


def test_one_with_a_choice_makes_room() -> None:
    labels = [only("ship", 1, HERE, THERE), only("city", 5, HERE)]
    assert place(labels, [], FRAME) == {"ship": 1, "city": 0}


def test_the_retry_finds_room_for_more() -> None:
    # The first would keep its dear second place for nobody, were the third not tried before it.
    far = (200.0, 10.0, 250.0, 20.0)
    first = Label("a", 1, (Candidate((HERE,), 0.0), Candidate((far,), 9.0)))
    assert place([first, only("b", 2, HERE)], [], FRAME) == {"a": 1, "b": 0}


def test_a_label_that_costs_too_much_is_left_out() -> None:
    dear = Label("sea", 1, (Candidate((HERE,), 2.0),), limit=1.0)
    assert place([dear], [], FRAME) == {}


def test_a_label_without_candidates_is_left_out() -> None:
    assert place([Label("nothing", 1, ())], [], FRAME) == {}


def test_nothing_may_cross_the_frame() -> None:
    assert place([only("a", 1, (-1.0, 0.0, 5.0, 5.0))], [], FRAME) == {}


def test_sideways_is_tried_first() -> None:
    boxes = [candidate.boxes[0] for candidate in around((100.0, 100.0), (40.0, 10.0), 5.0)]
    assert boxes[0] == (105.0, 95.0, 145.0, 105.0)
    assert len(boxes) == 8
    mark = (95.1, 95.1, 104.9, 104.9)
    assert not overlap(boxes[0], mark)
    assert not overlap(boxes[3], mark)


@given(POINTS, SIZES)
def test_a_leader_runs_from_its_mark_to_its_text(at: Point, size: Point) -> None:
    for candidate in apart(at, size, 25.0, 6.0):
        text = candidate.boxes[0]
        line = leader(at, text, 6.0, 3.0)
        assert len(line) >= 2
        (x, y), (end_x, end_y) = line[0], line[-1]
        assert ((x - at[0]) ** 2 + (y - at[1]) ** 2) ** 0.5 == pytest.approx(6.0)
        assert text[0] - 1e-6 <= end_x <= text[2] + 1e-6
        assert text[1] - 1e-6 <= end_y <= text[3] + 1e-6


@given(
    st.lists(st.tuples(st.integers(0, 19), st.integers(0, 14))),
    st.tuples(st.floats(-30, 230), st.floats(-30, 180), st.floats(0, 90), st.floats(0, 90)),
)
def test_clutter_is_the_sum_of_the_cells_a_box_touches(
    cells: list[tuple[int, int]], place: tuple[float, float, float, float]
) -> None:
    left, top, wide, tall = place
    box = (left, top, left + wide, top + tall)
    clutter = Clutter((200, 150), 10.0, cells, 0.5)
    covered = sum(
        column * 10 <= box[2]
        and box[0] < column * 10 + 10
        and row * 10 <= box[3]
        and box[1] < row * 10 + 10
        for column, row in set(cells)
    )
    assert clutter.under([box]) == pytest.approx(0.5 * covered)


def test_a_cell_keeps_its_heaviest_weight() -> None:
    clutter = Clutter((100, 100), 10.0, [(1, 1)], 0.2)
    clutter.add([(15.0, 15.0), (17.0, 12.0), (500.0, -3.0)], 0.7)
    clutter.add([(15.0, 15.0)], 0.1)
    assert clutter.under([(11.0, 11.0, 12.0, 12.0)]) == pytest.approx(0.7)
