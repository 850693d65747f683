"""A record played over its scenario: every position of a line, and where it stops fitting."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.record import Record
from game.engine.rules import Step, apply
from game.engine.state import Misfit, Move, State, start
from game.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class Replay:
    """`steps[i]` is what `moves[i]` brought; `states[i]` stood before; `stopped`: why it ends."""

    moves: tuple[Move, ...]
    steps: tuple[Step, ...]
    states: tuple[State, ...]
    stopped: str

    @property
    def state(self) -> State:
        """The last position reached."""
        return self.states[-1]


def replay(scenario: Scenario, record: Record, number: int | None = None) -> Replay:
    """Play the line to move `number` (default: the cursor) as far as it fits the scenario."""
    state = start(scenario)
    states = [state]
    steps: list[Step] = []
    made: list[Move] = []
    stopped = ""
    for move in record.moves(number):
        try:
            step = apply(scenario, state, move)
        except Misfit as misfit:
            changed = "" if record.digest == scenario.digest else " The scenario has changed since."
            count = record.line(number)[len(made)]
            stopped = f"Move {count} does not fit: {misfit}{changed}"
            break
        made.append(move)
        steps.append(step)
        state = step.state
        states.append(state)
    return Replay(tuple(made), tuple(steps), tuple(states), stopped)
