"""The projection against its own definition, and circles against the haversine formula."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, pi, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.projection import (
    EARTH,
    THEATRE,
    Conic,
    Point,
    View,
    arc,
    destination,
    distance,
    pieces,
    ring,
)

PLACES = st.tuples(st.floats(-140, -20), st.floats(-5, 68))
# Small against the Earth, large against rounding: about three metres.
STEP = 3e-5


def stretched(at: Point) -> tuple[float, float, float]:
    """How much the plane enlarges a step east and a step north, and the angle between the two."""
    lon, lat = at
    x, y = THEATRE.project(at)
    east_x, east_y = THEATRE.project((lon + STEP / cos(radians(lat)), lat))
    north_x, north_y = THEATRE.project((lon, lat + STEP))
    step = EARTH * radians(STEP)
    turn = atan2(north_y - y, north_x - x) - atan2(east_y - y, east_x - x)
    return (
        hypot(east_x - x, east_y - y) / step,
        hypot(north_x - x, north_y - y) / step,
        degrees(turn) % 360.0,
    )


def test_the_origin_is_the_centre() -> None:
    assert THEATRE.project((-78.0, 27.0)) == pytest.approx((0.0, 0.0), abs=1e-9)


def test_agrees_with_the_published_example() -> None:
    # Snyder, "Map Projections: A Working Manual", page 295: the unit sphere, parallels 33 and 45,
    # origin 23 N 96 W; the point 35 N 75 W is at x 0.2966785, y 0.2462112.
    x, y = Conic(33.0, 45.0, -96.0, 23.0).project((-75.0, 35.0))
    assert (x / EARTH, y / EARTH) == pytest.approx((0.2966785, 0.2462112), abs=5e-8)


@pytest.mark.parametrize("lat", [15.0, 38.0])
def test_true_to_scale_on_the_standard_parallels(lat: float) -> None:
    assert THEATRE.factor(lat) == pytest.approx(1.0, abs=1e-12)
    assert stretched((-60.0, lat))[0] == pytest.approx(1.0, abs=1e-6)


def test_scale_is_smaller_between_the_parallels_and_larger_beyond() -> None:
    assert 0.97 < THEATRE.factor(27.0) < 1.0
    assert THEATRE.factor(10.0) > 1.0
    assert THEATRE.factor(45.0) > 1.0


@given(PLACES)
def test_conformal(at: Point) -> None:
    east, north, angle = stretched(at)
    assert east == pytest.approx(north, rel=1e-5)
    assert angle == pytest.approx(90.0, abs=1e-3)
    assert east == pytest.approx(THEATRE.factor(at[1]), rel=1e-5)


@given(PLACES)
def test_there_and_back(at: Point) -> None:
    assert THEATRE.locate(THEATRE.project(at)) == pytest.approx(at, abs=1e-9)


@given(st.lists(PLACES))
def test_many_points_are_projected_like_one(places: list[Point]) -> None:
    for one, many in zip(map(THEATRE.project, places), THEATRE.project_all(places), strict=True):
        assert many == pytest.approx(one, abs=1e-6)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_no_place_is_too_strange(lon: float, lat: float) -> None:
    assert all(abs(part) < 1e6 for part in THEATRE.project((lon, lat)))


def test_known_distances() -> None:
    washington, havana, moscow = (-77.04, 38.9), (-82.37, 23.13), (37.62, 55.75)
    assert distance(washington, havana) == pytest.approx(984, abs=3)
    assert distance(washington, moscow) == pytest.approx(4222, abs=15)
    assert distance((0.0, 0.0), (90.0, 0.0)) == pytest.approx(EARTH * pi / 2)
    assert distance(havana, havana) == 0.0


@given(PLACES, st.floats(0, 360), st.floats(0, 9000))
def test_a_destination_is_as_far_as_it_should_be(at: Point, bearing: float, miles: float) -> None:
    assert distance(at, destination(at, bearing, miles)) == pytest.approx(miles, rel=1e-3, abs=1e-3)


@given(PLACES, st.floats(10, 3000))
def test_every_point_of_a_ring_is_at_its_distance(centre: Point, miles: float) -> None:
    circle = ring(centre, miles)
    assert circle[0] == pytest.approx(circle[-1], abs=1e-9)
    for at in circle:
        assert distance(centre, at) == pytest.approx(miles, rel=1e-3)


def test_an_arc_runs_clockwise_from_bearing_to_bearing() -> None:
    maisi = (-74.15, 20.25)
    line = arc(maisi, 500.0, 350.0, 120.0)
    assert line[0] == pytest.approx(destination(maisi, 350.0, 500.0))
    assert line[-1] == pytest.approx(destination(maisi, 120.0, 500.0))
    assert len(line) == 131
    assert max(lon for lon, _ in line) == pytest.approx(-65.2, abs=0.1)


def test_a_line_is_parted_where_the_plane_is_cut() -> None:
    near, far = ring((-83.0, 22.7), 2200.0), ring((-83.0, 22.7), 6400.0)
    assert len(pieces(near)) == 1
    assert len(pieces(far)) > 1
    assert sum(map(len, pieces(far))) == len(far)


@given(PLACES, st.floats(-2000, 2000), st.floats(-2000, 2000), st.floats(0.01, 2.0))
def test_a_view_and_back(at: Point, left: float, top: float, scale: float) -> None:
    view = View(left, top, scale)
    assert view.plane(view.pixel(at)) == pytest.approx(THEATRE.project(at), abs=1e-6)


def test_north_is_up() -> None:
    view = View(-1000.0, 1000.0, 0.5)
    _, washington = view.pixel((-77.0, 38.9))
    _, havana = view.pixel((-82.4, 23.1))
    assert washington < havana
