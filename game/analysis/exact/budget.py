"""What makes a scenario large: states by day, the fattest places, and what each quantity costs."""

from __future__ import annotations

from dataclasses import dataclass

from game.analysis.exact.packing import Packing
from game.analysis.exact.program import Ints
from game.analysis.exact.sweep import Progress, Space, distinct
from game.scenario.model import Scenario

AIM, LIMIT = 3_000_000, 10_000_000  # states


@dataclass(frozen=True, slots=True)
class Cost:
    """`factor`: how many times fewer states the place would have without telling it apart."""

    quantity: str
    classes: int
    factor: float
    read_at: tuple[str, ...]  # ids of nodes on the way from there


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the story: node, what is asked there, its states, and what they are made of."""

    node: str
    asks: str
    states: int
    costs: tuple[Cost, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """`complete` is False where counting stopped at the limit; the rest was not looked at."""

    complete: bool
    states: int
    days: dict[int, int]
    places: tuple[Place, ...]  # the fattest first


def budget(
    scenario: Scenario,
    packing: Packing,
    most: int = LIMIT,
    fattest: int = 8,
    progress: Progress | None = None,
) -> Budget:
    """Count the states, up to `most`, and look closer at the fattest places."""
    points = packing.program.points
    counter = Space(packing)
    days: dict[int, int] = {}
    kept: list[tuple[int, int, Ints]] = []
    total, complete = 0, True
    for number, keys in counter.sweep():
        total += len(keys)
        day = points[number].day
        days[day] = days.get(day, 0) + len(keys)
        kept = sorted([*kept, (len(keys), number, keys)], key=lambda each: -each[0])[:fattest]
        if progress:
            progress((number + 1) / len(points))
        if total > most:
            complete = number + 1 == len(points)
            break
    readers = _readers(scenario, packing)
    places = tuple(_place(scenario, packing, number, keys, readers) for _, number, keys in kept)
    return Budget(complete, total, days, places)


def _place(
    scenario: Scenario,
    packing: Packing,
    number: int,
    keys: Ints,
    readers: list[tuple[int, int, str]],
) -> Place:
    point = packing.program.points[number]
    costs = []
    for variable, digit in packing.digits[number].items():
        above = keys // (digit.stride * digit.size)
        without = above * digit.stride + keys % digit.stride
        few = len(distinct([without], packing.rooms[number] // digit.size))
        factor = len(keys) / few
        at = dict.fromkeys(node for place, read, node in readers if read == variable)
        later = tuple(node for node in at if _ahead(readers, variable, node, number))
        name = packing.program.variables[variable].name
        costs.append(Cost(name, digit.size, factor, later))
    costs.sort(key=lambda cost: -cost.factor)
    asks = {"choice": "the choice", "draw": "chance", "branch": "the way on", "end": "the end"}
    what = f"chance after '{point.option}'" if point.option else asks[point.kind]
    return Place(scenario.nodes[point.node].id, what, len(keys), tuple(costs))


def _ahead(readers: list[tuple[int, int, str]], variable: int, node: str, number: int) -> bool:
    return any(at >= number and read == variable and n == node for at, read, n in readers)


def _readers(scenario: Scenario, packing: Packing) -> list[tuple[int, int, str]]:
    """Which point looks at which variable: (point, variable, id of the node)."""
    found = []
    for number, point in enumerate(packing.program.points):
        read = set(point.draw.reads if point.draw else ())
        for arm in point.arms:
            read.update(arm.when.reads if arm.when else ())
        found += [(number, variable, scenario.nodes[point.node].id) for variable in sorted(read)]
    return found
