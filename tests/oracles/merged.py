"""The merged model as a PRISM model: what our sweeps walk, for Storm to solve as well.

The classes are found by us, so this checks the sweeps and times them; that merging loses nothing is
checked on raw models. A nuclear draw ends the game in a point of its own in the model of nuclear
use, since it is counted where it happens.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from game.analysis.exact.packing import Packing
from game.analysis.exact.program import Arm, Condition

USED = "used"  # the label of nuclear use


def merged(packing: Packing, endings: dict[int, str], nuclear: bool, random: bool = False) -> str:
    """An MDP, or with `random` the DTMC of random play. `endings`: slot of the node -> label.

    With `nuclear` its only label is USED; `endings` then are those that count as such.
    """
    program = packing.program
    points, classes = program.points, packing.classes
    sizes: dict[int, int] = {}
    for live in classes:
        for variable, each in live.items():
            sizes[variable] = max(sizes.get(variable, 2), each.size)
    lines = ["dtmc" if random else "mdp", "module game", f"p : [0..{len(points)}] init 0;"]
    starts = [variable.start for variable in program.variables]
    for variable, size in sorted(sizes.items()):
        live_first = classes[0].get(variable)
        first = live_first.labels[starts[variable]] if live_first else 0
        lines.append(f"v{variable} : [0..{size - 1}] init {first};")
    for number in range(len(points)):
        lines += _commands(packing, number, nuclear, random)
    lines += ["endmodule"]
    where: dict[str, list[int]] = {}
    for number, point in enumerate(points):
        if point.kind == "end" and point.node in endings:
            where.setdefault(USED if nuclear else endings[point.node], []).append(number)
    if nuclear:
        where.setdefault(USED, []).append(len(points))
    for label, found in where.items():
        lines.append(f'label "{label}" = ' + "|".join(f"p={number}" for number in found) + ";")
    return "\n".join(lines) + "\n"


def _commands(packing: Packing, number: int, nuclear: bool, random: bool) -> Iterator[str]:
    point = packing.program.points[number]
    if point.kind == "end":
        yield f"[] p={number} -> true;"
    elif point.kind == "draw":
        yield from _draw(packing, number, nuclear)
    elif point.kind == "choice" and random:
        opened = [_guard(packing, number, arm.when) for arm in point.arms]
        total = "+".join(f"(({guard})?1:0)" for guard in opened)
        parts = [
            f"(({guard})?1/({total}):0) : {_update(packing, number, arm, nuclear)}"
            for guard, arm in zip(opened, point.arms, strict=True)
        ]
        yield f"[] p={number} -> " + " + ".join(parts) + ";"
    else:
        for arm in point.arms:
            guard = _guard(packing, number, arm.when)
            yield f"[] p={number} & ({guard}) -> {_update(packing, number, arm, nuclear)};"


def _draw(packing: Packing, number: int, nuclear: bool) -> Iterator[str]:
    point = packing.program.points[number]
    assert point.draw is not None
    live = packing.classes[number]
    reads = point.draw.reads
    samples = [
        list(enumerate(live[variable].sample())) if variable in live
        else [(-1, _some(packing, number, variable))]
        for variable in reads
    ]  # fmt: skip
    for cell in product(*samples):
        chances = point.draw.chances[(slice(None), *(value for _, value in cell))]
        guard = "".join(
            f" & v{variable}={label}"
            for variable, (label, _) in zip(reads, cell, strict=True)
            if label >= 0
        )
        parts = [
            f"{float(chance)!r} : {_update(packing, number, arm, nuclear)}"
            for chance, arm in zip(chances, point.arms, strict=True)
            if chance
        ]
        yield f"[] p={number}{guard} -> " + " + ".join(parts) + ";"


def _some(packing: Packing, number: int, variable: int) -> int:
    held = packing.ranges.of(packing.ranges.at[number], variable)
    return int(np.flatnonzero(held)[0])


def _guard(packing: Packing, number: int, when: Condition | None) -> str:
    if when is None:
        return "true"
    live = packing.classes[number]
    samples = [
        list(enumerate(live[variable].sample())) if variable in live
        else [(-1, _some(packing, number, variable))]
        for variable in when.reads
    ]  # fmt: skip
    cells = []
    for cell in product(*samples):
        if when.table[tuple(value for _, value in cell)]:
            tests = [
                f"v{variable}={label}"
                for variable, (label, _) in zip(when.reads, cell, strict=True)
                if label >= 0
            ]
            cells.append("(" + ("&".join(tests) or "true") + ")")
    return "|".join(cells) or "false"


def _update(packing: Packing, number: int, arm: Arm, nuclear: bool) -> str:
    here = packing.classes[number]
    if arm.nuclear and nuclear:
        return f"(p'={len(packing.program.points)})"
    there = packing.classes[arm.target]
    parts = [f"(p'={arm.target})"]
    for variable in sorted(here.keys() | there.keys()):
        if variable not in there:
            parts.append(f"(v{variable}'=0)")
            continue
        table, labels = arm.writes.get(variable), there[variable].labels
        values = here[variable].sample() if variable in here else None
        if values is None:
            held = packing.ranges.of(packing.ranges.at[number], variable)
            all_ = np.flatnonzero(held).tolist()
            after = max(labels[value if table is None else int(table[value])] for value in all_)
            parts.append(f"(v{variable}'={after})")
            continue
        leads = [max(0, labels[v if table is None else int(table[v])]) for v in values]
        if leads == list(range(len(leads))):
            continue
        text = str(leads[-1])
        for label, lead in reversed(list(enumerate(leads[:-1]))):
            text = f"(v{variable}={label}?{lead}:{text})"
        parts.append(f"(v{variable}'={text})")
    return "&".join(parts)
