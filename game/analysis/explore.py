"""What can be reached, proved over all states, with the shortest record that gets there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import prod

from game.analysis.exact.sweep import MAX_STATES, Progress, Space
from game.analysis.exact.witness import Act, Ways
from game.analysis.playout import at_random, play_out
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
    """Options and outcomes are named ``node.option`` and ``node.outcome``.

    Not `complete`: only random games were played, and what they did not come to may yet be so.
    """

    complete: bool
    states: int
    options: dict[str, Reached]
    outcomes: dict[str, Reached]
    endings: dict[str, Reached]


def explore(
    scenario: Scenario, space: Space, most: int = MAX_STATES, progress: Progress | None = None
) -> Exploration:
    """Find the way to every option, outcome and ending, or that there is none.

    `space` need not have been explored before. Raises :class:`game.analysis.exact.program.Unfit`.
    """
    ways = Ways(space, most, progress)
    preset = space.packing.program.preset

    def reached(found: tuple[int, int, int, int] | None, ending: int | None = None) -> Reached:
        if found is None:
            return Reached(0, None)
        witness = _record(scenario, preset, ways.way(found), ending)
        return Reached(found[0], witness)

    options, outcomes = _names(scenario)
    slots = {id: scenario.slots[id] for id in scenario.endings}
    endings = {id: reached(ways.endings.get(slot), slot) for id, slot in slots.items()}
    return Exploration(
        True,
        ways.states,
        {name: reached(ways.options.get(at)) for name, at in options.items()},
        {name: reached(ways.outcomes.get(at)) for name, at in outcomes.items()},
        endings,
    )


def sampled(
    scenario: Scenario, preset: str, games: int = 5_000, progress: Progress | None = None
) -> Exploration:
    """What random games come to: for scenarios too large to be explored."""
    options, outcomes = _names(scenario)
    found: dict[str, dict[str, Reached]] = {
        "choose": {name: Reached(0, None) for name in options},
        "chance": {name: Reached(0, None) for name in outcomes},
    }
    endings = {id: Reached(0, None) for id in scenario.endings}
    for seed in range(games):
        game = play_out(scenario, seed, at_random, preset)
        made = 0
        for number, move in enumerate(game.moves):
            made += move.kind != "truth"
            each, name = found.get(move.kind, {}), f"{move.where}.{move.pick}"
            if name in each and (not each[name].reachable or made < each[name].moves):
                each[name] = Reached(made, _kept(scenario, preset, game.moves[: number + 1]))
        if not endings[game.ending].reachable or made < endings[game.ending].moves:
            endings[game.ending] = Reached(made, _kept(scenario, preset, game.moves))
        if progress:
            progress((seed + 1) / games)
    return Exploration(False, 0, found["choose"], found["chance"], endings)


def _kept(scenario: Scenario, preset: str, moves: Iterable[Move]) -> Record:
    record = Record(scenario.id, scenario.version, scenario.digest, 0, preset)
    for move in moves:
        record.append(move)
    return record


def _names(scenario: Scenario) -> tuple[dict[str, tuple[int, str]], dict[str, tuple[int, str]]]:
    """Every option and outcome: name -> (slot of its node, id)."""
    options, outcomes = {}, {}
    for node in scenario.nodes:
        for option in node.options:
            options[f"{node.id}.{option.id}"] = node.slot, option.id
        for drawn in (node.outcomes, *(option.outcomes for option in node.options)):
            for outcome in drawn:
                outcomes[f"{node.id}.{outcome.id}"] = node.slot, outcome.id
    return options, outcomes


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
