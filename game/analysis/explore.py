"""What can be reached, proved over all states, with the shortest record that gets there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import prod

from game.analysis.exact.sweep import Progress, Space
from game.analysis.exact.witness import Act, Ways
from game.engine import chance, rules
from game.engine.record import Record
from game.engine.state import Misfit, Move, start
from game.scenario.model import Scenario
from game.scenario.story import DONE


@dataclass(frozen=True, slots=True)
class Reached:
    """`witness` is the shortest playable record that gets there (moves counted), or None."""

    moves: int
    witness: Record | None

    @property
    def reachable(self) -> bool:
        return self.witness is not None


@dataclass(frozen=True, slots=True)
class Exploration:
    """Options and outcomes are named ``node.option`` and ``node.outcome``."""

    states: int
    options: dict[str, Reached]
    outcomes: dict[str, Reached]
    endings: dict[str, Reached]


def explore(scenario: Scenario, space: Space, progress: Progress | None = None) -> Exploration:
    """Find the way to every option, outcome and ending, or that there is none.

    `space` need not have been explored before.
    """
    ways = Ways(space, progress)
    preset = space.packing.program.preset

    def reached(found: tuple[int, int, int, int] | None, ending: int | None = None) -> Reached:
        if found is None:
            return Reached(0, None)
        witness = _record(scenario, preset, ways.way(found), ending)
        return Reached(found[0], witness)

    options, outcomes = {}, {}
    for node in scenario.nodes:
        for outcome in node.outcomes:
            name = node.slot, outcome.id
            outcomes[f"{node.id}.{outcome.id}"] = reached(ways.outcomes.get(name))
        for option in node.options:
            name = node.slot, option.id
            options[f"{node.id}.{option.id}"] = reached(ways.options.get(name))
            for outcome in option.outcomes:
                name = node.slot, outcome.id
                outcomes[f"{node.id}.{outcome.id}"] = reached(ways.outcomes.get(name))
    slots = {id: scenario.slots[id] for id in scenario.endings}
    endings = {id: reached(ways.endings.get(slot), slot) for id, slot in slots.items()}
    return Exploration(ways.states, options, outcomes, endings)


def _record(scenario: Scenario, preset: str, acts: list[Act], ending: int | None) -> Record:
    """A record of the acts (to an ending), in the likeliest world in which they can happen."""
    for world in _worlds(scenario):
        record = _played(scenario, preset, world, acts, ending)
        if record:
            return record
    raise AssertionError("a way was found that cannot be played")


def _worlds(scenario: Scenario) -> Iterable[tuple[int, ...]]:
    values = [truth.values for truth in scenario.truths]
    worlds = product(*(range(len(each)) for each in values))
    weighed = [
        (-prod(each[n][1] for each, n in zip(values, world, strict=True)), world)
        for world in worlds
    ]
    return [world for weight, world in sorted(weighed) if weight]


def _played(
    scenario: Scenario,
    preset: str,
    world: tuple[int, ...],
    acts: list[Act],
    ending: int | None,
) -> Record | None:
    """The acts played in a world, or None if chance cannot bring them there."""
    record = Record(scenario.id, scenario.version, scenario.digest, 0, preset)
    state = start(scenario)
    for truth, value in zip(scenario.truths, world, strict=True):
        move = Move("truth", truth.id, truth.values[value][0])
        record.append(move)
        state = rules.apply(scenario, state, move).state
    for kind, slot, pick in acts:
        if pick == DONE and state.node != slot:
            continue  # an agenda that had nothing left has ended by itself
        move = Move("choose" if kind == "choose" else "chance", scenario.nodes[slot].id, pick)
        try:
            drawn = rules.turn(scenario, state) == "chance"
            if drawn and not chance.odds(scenario, state, preset).share(pick):
                return None
            state = rules.apply(scenario, state, move).state
        except Misfit:  # in this world the way is barred, or leads elsewhere
            return None
        record.append(move)
    return record if ending is None or state.node == ending else None
