"""The situation map: what it shows, where, and that it is the same every time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.present.screens import City, Line, Map, Ring, Ship, Site
from game.ui import captions, chart, labels, lettering, marks, terrain, theme
from game.ui.labels import Box
from game.ui.plotting import clip_area, clip_line
from game.ui.projection import THEATRE, Point
from game.ui.sheet import Sheet
from game.ui.theme import contrast

SAN_CRISTOBAL = (-83.2, 22.7)
MAISI = (-74.15, 20.25)
HAVANA = (-82.38, 23.13)
WASHINGTON = (-77.04, 38.9)
OCEAN = (-75.0, 24.0)
MODEL = Map(
    sites=(
        Site("San Cristóbal 1", (-83.3, 22.67), "missile"),
        Site("San Cristóbal 2", (-83.13, 22.72), "missile"),
        Site("Guanajay 1", (-82.65, 22.95), "missile"),
        Site("Remedios", (-79.58, 22.42), "missile"),
        Site("Holguín airfield", (-76.31, 20.79), "depot"),
        Site("Guantánamo", (-75.13, 19.93), "base"),
    ),
    rings=(
        Ring("SS-4 range 1,020 nmi", SAN_CRISTOBAL, 1020),
        Ring("SS-5 range 2,200 nmi", (-82.65, 22.95), 2200),
    ),
    line=Line("Quarantine line", MAISI, 500, 10, 115),
    ships=(
        Ship("Kimovsk", (-58.0, 27.2), "soviet"),
        Ship("Bucharest", (-67.0, 25.6), "soviet"),
        Ship("Essex", (-66.8, 23.9), "us"),
        Ship("Völkerfreundschaft", (-61.0, 29.0), "neutral"),
    ),
    cities=(
        City("Washington", WASHINGTON),
        City("New York", (-74.01, 40.71)),
        City("Miami", (-80.19, 25.77)),
        City("Havana", HAVANA),
        City("Dallas", (-96.8, 32.78)),
        City("Panama", (-79.52, 8.98)),
    ),
)
BRIEFING = (700, 560)
SIZES = [(300, 180), (326, 205), BRIEFING, (1280, 720), (960, 720), (1680, 720), (420, 640)]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    chart.clear()
    yield
    chart.clear()


def pixels(surface: pygame.Surface) -> str:
    return hashlib.sha256(pygame.image.tobytes(surface, "RGB")).hexdigest()


def colour(surface: pygame.Surface, at: Point, size: tuple[int, int]) -> theme.Colour:
    x, y = Sheet.lay(size, 1.0).view.pixel(at)
    red, green, blue, _ = surface.get_at((round(x), round(y)))
    return red, green, blue


def near(a: theme.Colour, b: theme.Colour) -> bool:
    return all(abs(x - y) <= 6 for x, y in zip(a, b, strict=True))


# -- what is drawn ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (OCEAN, terrain.SEA),
        ((-92.5, 25.5), terrain.SEA),  # the Gulf
        ((-87.0, 44.0), terrain.SEA),  # Lake Michigan
        ((-82.0, 22.75), terrain.CUBA),  # south-east of Havana
        ((-77.5, 21.2), terrain.CUBA),
        ((-85.0, 33.0), terrain.LAND),
        ((-71.0, 19.0), terrain.LAND),  # Hispaniola
        ((-65.0, 6.0), terrain.LAND),  # Venezuela
    ],
)
def test_land_and_sea_are_where_they_are(at: Point, expected: theme.Colour) -> None:
    assert near(colour(chart.render(Map(), BRIEFING, 1.0), at, BRIEFING), expected)


def test_havana_is_on_land() -> None:
    # The point is on the coast itself: the pixel a little inland tells.
    assert not near(colour(chart.render(Map(), BRIEFING, 1.0), HAVANA, BRIEFING), terrain.SEA)


def test_cuba_is_brighter_than_other_land() -> None:
    assert contrast(terrain.CUBA, terrain.SEA) > contrast(terrain.LAND, terrain.SEA) > 1.2


def test_only_what_is_within_the_shortest_ring_is_reddened() -> None:
    plain = chart.render(Map(), BRIEFING, 1.0)
    ringed = chart.render(Map(rings=MODEL.rings), BRIEFING, 1.0)
    assert colour(ringed, OCEAN, BRIEFING)[0] > colour(plain, OCEAN, BRIEFING)[0]
    within_the_longer = (-58.0, 22.0)
    assert colour(ringed, within_the_longer, BRIEFING) == colour(plain, within_the_longer, BRIEFING)


def test_rings_that_overlap_redden_their_common_ground_once() -> None:
    twin = replace(MODEL.rings[0], name="")
    once = chart.render(Map(rings=(twin,)), BRIEFING, 1.0)
    twice = chart.render(Map(rings=(twin, twin)), BRIEFING, 1.0)
    assert colour(once, OCEAN, BRIEFING) == colour(twice, OCEAN, BRIEFING)


def test_a_ring_and_the_line_run_where_they_should() -> None:
    surface = chart.render(Map(rings=MODEL.rings[:1], line=MODEL.line), BRIEFING, 1.0)
    south = (SAN_CRISTOBAL[0], SAN_CRISTOBAL[1] - 1020 / 60.04)
    red, green, blue = colour(surface, south, BRIEFING)
    assert red > 150
    assert max(green, blue) < 110
    east = (-65.23, 20.05)  # 500 miles east of Cape Maisi
    red, green, blue = colour(surface, east, BRIEFING)
    assert min(red, green) > 110
    assert blue < 100


@pytest.mark.parametrize(
    "change",
    [
        replace(MODEL, line=None),
        replace(MODEL, sites=MODEL.sites[:-1]),
        replace(MODEL, ships=MODEL.ships[1:]),
        replace(MODEL, cities=()),
        replace(MODEL, rings=MODEL.rings[:1]),
        replace(MODEL, ships=(replace(MODEL.ships[0], side="neutral"), *MODEL.ships[1:])),
    ],
)
def test_whatever_changes_shows(change: Map) -> None:
    before, after = chart.render(MODEL, BRIEFING, 1.0), chart.render(change, BRIEFING, 1.0)
    assert pixels(before) != pixels(after)


@pytest.mark.parametrize("kind", ["missile", "depot", "base"])
@pytest.mark.parametrize("side", ["us", "soviet", "neutral"])
def test_marks_differ_in_shape_not_only_in_colour(kind: str, side: str) -> None:
    def shape(model: Map) -> bytes:
        canvas = pygame.Surface((80, 80))
        canvas.fill(terrain.SEA)
        sheet = Sheet.lay((700, 560), 1.0)
        x, y = sheet.view.pixel(OCEAN)
        whole = pygame.Surface(sheet.size)
        whole.fill(terrain.SEA)
        marks.draw(whole, model, sheet)
        canvas.blit(whole, (0, 0), (round(x) - 40, round(y) - 40, 80, 80))
        mask = pygame.mask.from_threshold(canvas, terrain.SEA, (12, 12, 12))
        return pygame.image.tobytes(mask.to_surface(), "RGB")

    site = Map(sites=(Site("a", OCEAN, kind),))
    ship = Map(ships=(Ship("a", OCEAN, side),))
    others = [Map(sites=(Site("a", OCEAN, k),)) for k in ("missile", "depot", "base") if k != kind]
    others += [Map(ships=(Ship("a", OCEAN, s),)) for s in ("us", "soviet", "neutral") if s != side]
    assert shape(site) not in map(shape, others)
    assert shape(ship) not in map(shape, others)


# -- the frame -------------------------------------------------------------------------------------


def edge(size: tuple[int, int]) -> Iterator[Point]:
    width, height = size
    for share in range(21):
        x, y = width * share / 20.0, height * share / 20.0
        yield from ((x, 0.0), (x, float(height)), (0.0, y), (float(width), y))


@pytest.mark.parametrize("backdrop", [False, True])
@given(width=st.integers(300, 3840), aspect=st.floats(0.75, 21 / 9), scale=st.floats(0.8, 6.0))
def test_no_edge_of_the_coastlines_shows(
    backdrop: bool, width: int, aspect: float, scale: float
) -> None:
    size = (width, round(width / aspect))
    view = Sheet.lay(size, scale, backdrop=backdrop).view
    for pixel in edge(size):
        lon, lat = THEATRE.locate(view.plane(pixel))
        assert -140.0 < lon < -20.0
        assert -5.0 < lat < 58.0


@pytest.mark.parametrize("size", SIZES)
def test_what_matters_is_in_the_frame(size: tuple[int, int]) -> None:
    sheet = Sheet.lay(size, 1.0)
    for at in [(-85.0, 21.9), (-74.1, 20.2), HAVANA, (-80.2, 25.8), WASHINGTON, (-74.01, 40.71)]:
        assert sheet.inside(at, 4.0) is not None
    if size[0] / size[1] >= 4 / 3:
        assert sheet.inside((-45.0, 25.0), 9.0) is not None


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (1680, 720), (3840, 2160)])
def test_the_backdrop_leaves_the_left_to_the_menu(size: tuple[int, int]) -> None:
    sheet = Sheet.lay(size, size[1] / 720, backdrop=True)
    for at in [HAVANA, MAISI, WASHINGTON, (-60.0, 27.0)]:
        spot = sheet.inside(at, 4.0)
        assert spot is not None
        assert spot[0] > 0.38 * size[0]


FAR = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
CLOSE = st.tuples(st.floats(-110, -40), st.floats(0, 50))
ANYWHERE = st.one_of(FAR, CLOSE)
NAMES = st.text(max_size=24)
MODELS = st.builds(
    Map,
    sites=st.lists(
        st.builds(Site, NAMES, ANYWHERE, st.sampled_from(["missile", "depot", "base"])), max_size=8
    ).map(tuple),
    rings=st.lists(st.builds(Ring, NAMES, ANYWHERE, st.floats(0, 10000)), max_size=3).map(tuple),
    line=st.none()
    | st.builds(
        Line, NAMES, ANYWHERE, st.floats(0, 10000), st.floats(-360, 720), st.floats(-360, 720)
    ),
    ships=st.lists(
        st.builds(Ship, NAMES, ANYWHERE, st.sampled_from(["us", "soviet", "neutral"])), max_size=8
    ).map(tuple),
    cities=st.lists(st.builds(City, NAMES, ANYWHERE), max_size=8).map(tuple),
)


@settings(max_examples=25, deadline=None)
@given(MODELS, st.integers(20, 500), st.integers(20, 400), st.floats(0.5, 3.0))
def test_any_model_is_drawn_with_its_marks_inside(
    model: Map, width: int, height: int, scale: float
) -> None:
    sheet = Sheet.lay((width, height), scale)
    if min(width, height) > 20 * sheet.unit:  # there is room for a ship at all
        for left, top, right, bottom in marks.draw(pygame.Surface(sheet.size), model, sheet):
            assert left >= 0
            assert top >= 0
            assert right <= width
            assert bottom <= height
    assert chart.render(model, sheet.size, scale).get_size() == sheet.size


def test_a_ship_beyond_the_frame_is_shown_at_its_edge() -> None:
    sheet = Sheet.lay(BRIEFING, 1.0)
    here, turn = marks.ship_place(Ship("Poltava", (-60.0, 25.0), "soviet"), sheet)
    assert turn is None
    assert here == pytest.approx(sheet.view.pixel((-60.0, 25.0)))
    (x, y), turn = marks.ship_place(Ship("Poltava", (-32.0, 34.5), "soviet"), sheet)
    assert x > 0.95 * BRIEFING[0]
    assert 0 < y < BRIEFING[1]
    assert turn == pytest.approx(0.0, abs=0.6)


# -- the words -------------------------------------------------------------------------------------


def written(
    monkeypatch: pytest.MonkeyPatch, model: Map, size: tuple[int, int], scale: float = 1.0
) -> dict[str, tuple[Box, ...]]:
    """The boxes of what is written on a map, by the keys of the labels, and of the marks."""
    found: dict[str, tuple[Box, ...]] = {}

    def spy(
        asked: list[labels.Label], taken: list[Box], frame: Box, space: float
    ) -> dict[str, int]:
        chosen = dict(labels.place(asked, taken, frame, space))
        for label in asked:
            if label.key in chosen:
                found[label.key] = label.candidates[chosen[label.key]].boxes
        found["marks"] = tuple(taken)
        return chosen

    monkeypatch.setattr(captions, "place", spy)
    chart.render(model, size, scale)
    return found


@pytest.mark.parametrize(("size", "scale"), [*product(SIZES, [1.0]), (BRIEFING, 2.0)])
def test_words_keep_clear_of_marks_frame_and_each_other(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], scale: float
) -> None:
    found = written(monkeypatch, MODEL, size, scale)
    frame = (0.0, 0.0, float(size[0]), float(size[1]))
    boxes = [(key, box) for key, group in found.items() for box in group]
    for number, (key, box) in enumerate(boxes):
        if key != "marks":
            assert labels.within(box, frame)
        for other, against in boxes[number + 1 :]:
            assert key == other or not labels.overlap(box, against), f"{key} on {other}"


@pytest.mark.parametrize("size", [BRIEFING, (1280, 720), (1050, 840)])
def test_with_room_everything_is_named(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    found = written(monkeypatch, MODEL, size)
    kinds = [key.split()[0] for key in found]
    assert kinds.count("ship") == len(MODEL.ships)
    assert kinds.count("city") == len(MODEL.cities)
    assert kinds.count("site") == len(MODEL.sites) - 1  # San Cristóbal 1, 2 share a name
    assert {"line", "ring 0", "ring 1", "scale"} <= set(found)


def test_an_inset_says_less(monkeypatch: pytest.MonkeyPatch) -> None:
    found = written(monkeypatch, MODEL, (326, 205))
    kinds = {key.split()[0] for key in found}
    assert "ship" in kinds
    assert not kinds & {"site", "sea", "scale"}


# -- again and again -------------------------------------------------------------------------------


@pytest.mark.parametrize("backdrop", [False, True])
def test_the_same_pixels_every_time(backdrop: bool) -> None:
    first = pixels(chart.render(MODEL, BRIEFING, 1.0, backdrop=backdrop))
    chart.clear()
    assert pixels(chart.render(MODEL, BRIEFING, 1.0, backdrop=backdrop)) == first


def test_the_ground_does_not_remember_what_was_drawn_on_it() -> None:
    empty = pixels(chart.render(Map(), BRIEFING, 1.0))
    chart.clear()
    chart.render(MODEL, BRIEFING, 1.0)
    assert pixels(chart.render(Map(), BRIEFING, 1.0)) == empty


def test_a_map_is_drawn_once() -> None:
    first = chart.render(MODEL, BRIEFING, 1.0)
    assert chart.render(replace(MODEL), BRIEFING, 1.0) is first
    assert chart.render(MODEL, BRIEFING, 1.25) is not first


def test_the_store_stays_within_its_budget() -> None:
    store = chart.Store(1_000_000)
    for number in range(10):
        store.put(number, pygame.Surface((300, 300), 0, 32))
        assert store.bytes() <= 1_000_000
    assert store.get(0) is None
    assert store.get(9) is not None
    store.put("large", pygame.Surface((900, 900), 0, 32))
    assert store.get("large") is not None  # the newest stays, whatever its size
    assert store.get(9) is None


def test_a_backdrop_is_dimmer_and_dims_to_the_left() -> None:
    plain = chart.render(MODEL, (1280, 720), 1.0)
    dim = chart.render(MODEL, (1280, 720), 1.0, backdrop=True)
    left, right = (pygame.transform.average_color(dim, (x, 0, 300, 720)) for x in (0, 980))
    assert sum(left[:3]) < sum(pygame.transform.average_color(plain)[:3])
    night = sum(theme.NIGHT)
    assert abs(sum(left[:3]) - night) <= abs(sum(right[:3]) - night) + 6


# -- clipping --------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(-50, 150)), min_size=3, max_size=20))
def test_a_clipped_area_is_inside_its_frame(path: list[Point]) -> None:
    for x, y in clip_area(path, (0.0, 0.0, 100.0, 80.0)):
        assert -1e-6 <= x <= 100 + 1e-6
        assert -1e-6 <= y <= 80 + 1e-6


def test_an_area_around_the_frame_is_clipped_to_it() -> None:
    around = [(-10.0, -10.0), (200.0, -10.0), (200.0, 200.0), (-10.0, 200.0)]
    corners = {(0.0, 0.0), (100.0, 0.0), (100.0, 80.0), (0.0, 80.0)}
    assert set(clip_area(around, (0.0, 0.0, 100.0, 80.0))) == corners


def test_a_clipped_line_keeps_all_that_is_inside() -> None:
    path = [(-90.0, 10.0), (-50.0, 10.0), (50.0, 10.0), (150.0, 10.0), (190.0, 10.0), (50.0, 60.0)]
    runs = list(clip_line(path, (0.0, 0.0, 100.0, 80.0)))
    assert runs == [path[1:4], path[4:]]


# -- strange names ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", " ", "\x00", "\u0301", "\u00ad", "\U0001f6a2", "\ue123" * 3])
def test_a_name_that_cannot_be_set_spoils_nothing(name: str) -> None:
    model = Map(
        sites=(Site(name, OCEAN, "missile"),),
        rings=(Ring(name, OCEAN, 600),),
        line=Line(name, OCEAN, 300, 0, 90),
        ships=(Ship(name, MAISI, "us"),),
        cities=(City(name, HAVANA),),
    )
    assert chart.render(model, BRIEFING, 1.0).get_size() == BRIEFING


def test_a_face_without_a_letter_gives_way_to_one_that_has_it() -> None:
    style = lettering.Style("BarlowCondensed-SemiBold", 13, theme.TEXT, terrain.SEA)
    assert lettering.able(style, "VÖLKERFREUNDSCHAFT") is style
    assert lettering.able(style, "КИМОВСК").face != style.face
