"""What the situation map can show, from tree to model."""

from __future__ import annotations

from game.scenario.fields import ID, Fields
from game.scenario.model import Circle, Place, Theatre, Vessel
from game.scenario.source import Tree
from game.scenario.values import Values

SITES = ("missile", "depot", "base")


def theatre(values: Values, tree: Tree | None) -> Theatre:
    """The map section, or an empty map without one."""
    if tree is None:
        return Theatre()
    fields = Fields(tree, "'map'", values.problems, "sites rings line lines ships cities")
    lines = [_circle(values, n, t) for n, t in fields.entries("lines", ID, "lines")]
    if "line" in fields:
        lines.insert(0, _circle(values, "line", fields.table["line"][1]))
    return Theatre(
        sites=tuple(_place(values, n, t, SITES) for n, t in fields.entries("sites", ID, "sites")),
        cities=tuple(_place(values, n, t, ()) for n, t in fields.entries("cities", ID, "cities")),
        rings=tuple(_circle(values, n, t) for n, t in fields.entries("rings", ID, "rings")),
        lines=tuple(lines),
        ships=tuple(_vessel(values, n, t) for n, t in fields.entries("ships", ID, "ships")),
    )


def _place(values: Values, id: str, tree: Tree, kinds: tuple[str, ...]) -> Place:
    known = "name at kind when" if kinds else "name at when"
    fields = Fields(tree, f"'{id}' of the map", values.problems, known)
    return Place(
        id,
        fields.word("name", id),
        fields.point("at"),
        fields.choice("kind", kinds, None) if kinds else "city",
        values.when(fields),
    )


def _circle(values: Values, id: str, tree: Tree) -> Circle:
    fields = Fields(tree, f"'{id}' of the map", values.problems, "name centre miles from to when")
    return Circle(
        id,
        fields.word("name", id),
        fields.point("centre"),
        fields.decimal(fields.need("miles"), f"'miles' of '{id}'", 1, 10_000),
        fields.decimal(fields.tree("from"), f"'from' of '{id}'", 0, 360),
        fields.decimal(fields.tree("to"), f"'to' of '{id}'", 0, 360) or 360.0,
        values.when(fields),
    )


def _vessel(values: Values, id: str, tree: Tree) -> Vessel:
    fields = Fields(tree, f"Ship '{id}'", values.problems, "name side when track")
    track = []
    fields.need("track")
    for key, (mark, value) in fields.mapping_of("track", "from days to places").items():
        if not values.is_day(key):
            values.problems.add("EX0201", mark, f"Day {key} is not in the calendar.")
            continue
        point = fields.as_point(value, f"Day {key} of ship '{id}'")
        track.append((int(key), point))
    return Vessel(
        id,
        fields.word("name", id),
        fields.choice("side", ("us", "soviet", "neutral"), "neutral"),
        values.when(fields),
        tuple(sorted(track)),
    )
