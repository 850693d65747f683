"""One game played to its end by the engine, move by move: for tests and for lines to keep."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from game.engine import chance, rules
from game.engine.state import Move, State, start
from game.scenario.model import Kind, Scenario

Policy = Callable[[Scenario, State, tuple[Move, ...], random.Random], Move]


def at_random(
    scenario: Scenario, state: State, moves: tuple[Move, ...], luck: random.Random
) -> Move:
    """Every open option alike."""
    return luck.choice(moves)


@dataclass(frozen=True, slots=True)
class Game:
    """One game: its moves, where it ended, whether a nuclear weapon was used, its decisions."""

    moves: tuple[Move, ...]
    state: State
    ending: str
    nuclear: bool
    decisions: int


def play_out(scenario: Scenario, seed: int, policy: Policy, preset: str) -> Game:
    """Play one game to its end. Luck and policy each have their own stream from `seed`."""
    own = random.Random(f"policy {seed}")
    state = start(scenario)
    made: list[Move] = []
    nuclear = False
    decisions = 0
    while (whose := rules.turn(scenario, state)) != "over":
        if whose == "player":
            node = scenario.nodes[state.node]
            move = policy(scenario, state, rules.moves(scenario, state), own)
            decisions += node.kind is Kind.DECISION
        else:
            move = chance.draw(scenario, state, preset, seed)
            nuclear = nuclear or (
                whose == "chance"
                and any(o.nuclear for o in rules.drawn_from(scenario, state) if o.id == move.pick)
            )
        made.append(move)
        state = rules.apply(scenario, state, move).state
    ending = scenario.nodes[state.node].id
    nuclear = nuclear or scenario.endings[ending].nuclear
    return Game(tuple(made), state, ending, nuclear, decisions)
