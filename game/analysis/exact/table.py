"""The odds of every state, kept in a file: what the game shows of any point without a pause.

For each state the least, the greatest and the random player's probability of nuclear use, and the
endings that can still be reached. Computed once for a scenario (by its digest) and preset, then
mapped into memory: only what is looked at is read.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game import __version__, storage
from game.analysis.exact.packing import Packing
from game.analysis.exact.prepare import prepare
from game.analysis.exact.program import Ints, Unfit
from game.analysis.exact.sweep import Aim, Progress, Space
from game.analysis.exact.walk import Walk
from game.engine.rules import apply
from game.engine.state import Move, start
from game.scenario.model import Scenario

KEPT = 8  # tables of other scenarios and presets that stay in the folder
AIMS: list[Aim] = ["least", "greatest", "random"]


class Outlook(NamedTuple):
    """What can come of a position. Probabilities of nuclear use, 0 .. 1, good to seven places."""

    least: float
    greatest: float
    random: float
    endings: tuple[str, ...]  # ids of those that can still be come to


class Table:
    """`keys` of all points one after another (from `first` on), and a row of odds for each."""

    def __init__(
        self,
        scenario: Scenario,
        packing: Packing,
        first: Ints,
        keys: Ints,
        rows: NDArray[np.float32],
        reach: NDArray[np.uint64],
    ) -> None:
        self.scenario = scenario
        self.packing = packing
        self.first = first
        self.keys = keys
        self.rows = rows
        self.reach = reach
        self.ids = tuple(scenario.endings)
        self._codes = [packing.codes(number) for number in range(len(first) - 1)]
        self._named: dict[int, tuple[str, ...]] = {}

    def walk(self) -> Walk:
        """A walk from the start, to follow a game with."""
        return Walk(self.scenario, self.packing.program)

    def outlook(self, walk: Walk) -> Outlook:
        """What can come of where a walk stands."""
        row = self._row(walk.number, walk.values)
        least, greatest, random = self.rows[row].tolist()
        return Outlook(least, greatest, random, self._endings(int(self.reach[row])))

    def options(self, walk: Walk) -> dict[str, Outlook]:
        """What can come of each open option of the choice where a walk stands."""
        found: dict[str, Outlook] = {}
        for arm in walk.point.arms:
            if arm.pick and walk.opens(arm):
                found[arm.pick] = self.outlook(walk.after(arm))
        return found

    def line(self, moves: Iterable[Move]) -> list[Outlook]:
        """The outlook of a game at its start and after each of its moves."""
        walk, state = self.walk(), start(self.scenario)
        found = [self.outlook(walk)]
        for move in moves:
            state = apply(self.scenario, state, move).state
            if move.kind in ("choose", "chance"):
                walk.move(move.pick, state)
            found.append(self.outlook(walk))
        return found

    def _row(self, number: int, values: list[int]) -> int:
        low, high = int(self.first[number]), int(self.first[number + 1])
        key = sum([table[values[variable]] for variable, table in self._codes[number]])
        return low + int(self.keys[low:high].searchsorted(key))

    def _endings(self, reach: int) -> tuple[str, ...]:
        named = self._named.get(reach)
        if named is None:
            named = tuple(id for bit, id in enumerate(self.ids) if reach >> bit & 1)
            self._named[reach] = named
        return named


def build(scenario: Scenario, preset: str, progress: Progress | None = None) -> Table:
    """Compute the table. Raises :class:`Unfit`; more than 64 endings do not fit either."""
    if len(scenario.endings) > 64:
        raise Unfit(f"It has {len(scenario.endings)} endings; a table holds 64.")
    space = Space(prepare(scenario, preset))
    space.explore(progress=progress)
    nuclear = np.array(
        [
            [node.id in scenario.endings and scenario.endings[node.id].nuclear]
            for node in scenario.nodes
        ],
        float,
    )
    values = space.solve(np.repeat(nuclear, len(AIMS), 1), AIMS, used=0, keep=True)
    bits = {scenario.slots[id]: 1 << bit for bit, id in enumerate(scenario.endings)}
    reach = space.reach({slot: np.uint64(bit) for slot, bit in bits.items()})
    sizes = [len(keys) for keys in space.keys]
    return Table(
        scenario,
        space.packing,
        np.concatenate([[0], np.cumsum(sizes)]),
        np.concatenate(space.keys),
        np.concatenate(values, dtype=np.float32),
        np.concatenate(reach),
    )


def opened(scenario: Scenario, preset: str) -> Table | None:
    """The kept table of a scenario and preset, or None where there is none that is whole."""
    folder = _folder(scenario, preset)
    try:
        arrays = [np.load(folder / f"{name}.npy", mmap_mode="r") for name in _NAMES]
        packing = prepare(scenario, preset)
    except (OSError, ValueError, Unfit):
        return None
    first, keys, rows, reach = arrays
    fits = len(first) == len(packing.program.points) + 1 and int(first[-1]) == len(keys)
    return Table(scenario, packing, first, keys, rows, reach) if fits else None


def keep(table: Table) -> None:
    """Write a table where :func:`opened` finds it. What cannot be written is let go."""
    preset = table.packing.program.preset
    final = _folder(table.scenario, preset)
    with suppress(OSError):
        final.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".odds-", dir=final.parent))
        np.save(beside / "first.npy", table.first)
        np.save(beside / "keys.npy", table.keys)
        np.save(beside / "odds.npy", table.rows)
        np.save(beside / "endings.npy", table.reach)
        if final.exists():
            _remove(final)
        beside.rename(final)
        for old in _oldest(final.parent):
            _remove(old)


_NAMES = ("first", "keys", "odds", "endings")


def _folder(scenario: Scenario, preset: str) -> Path:
    name = f"{scenario.id}-{scenario.digest}-{preset}-{__version__}"
    return storage.folder() / "odds" / name


def _oldest(folder: Path) -> Iterator[Path]:
    held = sorted((p for p in folder.iterdir() if p.is_dir()), key=os.path.getmtime)
    yield from held[:-KEPT]


def _remove(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
