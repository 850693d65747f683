"""Many games played by a policy, counted."""

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


POLICIES: dict[str, Policy] = {"random": at_random}


@dataclass(frozen=True, slots=True)
class Simulation:
    """`nuclear_use` is the share of games, 0..1, in which a nuclear weapon was used."""

    runs: int
    endings: dict[str, int]
    nuclear_use: float
    mean_decisions: float


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


def simulate(
    scenario: Scenario, runs: int, seed: int, policy: str = "random", preset: str | None = None
) -> Simulation:
    """Play `runs` games, the n-th with seed `seed + n`. Every ending is listed, also with 0."""
    counts = dict.fromkeys(scenario.endings, 0)
    nuclear = decisions = 0
    for number in range(runs):
        game = play_out(scenario, seed + number, POLICIES[policy], preset or scenario.preset)
        counts[game.ending] += 1
        nuclear += game.nuclear
        decisions += game.decisions
    return Simulation(runs, counts, nuclear / runs, decisions / runs)
