"""Our engine behind the interface of the peers.

Every step makes an immutable state, the effects that applied with their causes, and a move of the
record. Chance comes from outside, as in every engine here. A save is the text of the record; to
take it up again is to read it and to play every move over the scenario, with every check.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from game.engine.record import Record, parse
from game.engine.replay import replay
from game.engine.rules import apply, choices, draws
from game.engine.state import UNDRAWN, State, start
from game.scenario.load import open_scenario
from game.scenario.model import Outcome


def _roll(outcomes: tuple[Outcome, ...], roll: int) -> int:
    """The index of the outcome that a number below 100 falls on."""
    for index, outcome in enumerate(outcomes):
        roll -= outcome.weight.constant
        if roll < 0:
            return index
    raise AssertionError("the weights sum to less than 100")


class Ours:
    def __init__(self, folder: Path) -> None:
        self.scenario = open_scenario(str(folder / "graph"))
        self.texts: dict[int, str] = {}

    def _view(self, state: State) -> tuple[str, Sequence[str]]:
        self.state = state
        offered = choices(self.scenario, state)
        self.moves = offered.moves
        try:
            return self.texts[state.node], offered.texts
        except KeyError:
            node = self.scenario.nodes[state.node]
            ending = self.scenario.endings.get(node.id)
            text = ending.text if ending else node.text
            self.texts[node.slot] = "\n".join(part.text for part in text)
            return self._view(state)

    def start(self, rng: int) -> tuple[str, Sequence[str]]:
        self.rng = rng
        self.record = Record("graph", 1, self.scenario.digest, rng, "plain")
        return self._view(start(self.scenario))

    def choose(self, index: int) -> tuple[str, Sequence[str]]:
        move = self.moves[index]
        state = apply(self.scenario, self.state, move).state
        self.record.append(move)
        if state.awaiting == UNDRAWN:
            return self._view(state)
        self.rng = self.rng * 75 % 65537
        drawn = draws(self.scenario, state)
        index = _roll(drawn.outcomes, self.rng % 100)
        move = drawn.moves[index]
        self.record.append(move)
        text, options = self._view(apply(self.scenario, state, move).state)
        return f"{drawn.outcomes[index].text[0].text}\n{text}", options

    def variables(self) -> list[int]:
        return list(self.state.meters)

    def save(self) -> bytes:
        return self.record.text().encode()

    def restore(self, saved: bytes) -> Sequence[str]:
        self.record = parse(saved.decode())
        return self._view(replay(self.scenario, self.record).state)[1]
