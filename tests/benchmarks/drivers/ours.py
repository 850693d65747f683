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
from game.engine.rules import apply, choices, drawn_from
from game.engine.state import UNDRAWN, Move, State, start
from game.scenario.load import open_scenario


class Ours:
    def __init__(self, folder: Path) -> None:
        self.scenario = open_scenario(str(folder / "graph"))
        self.texts: dict[int, str] = {}

    def _text(self, slot: int) -> str:
        node = self.scenario.nodes[slot]
        ending = self.scenario.endings.get(node.id)
        self.texts[slot] = "\n".join(part.text for part in (ending.text if ending else node.text))
        return self.texts[slot]

    def _view(self, before: str, state: State) -> tuple[str, Sequence[str]]:
        self.state = state
        offered = choices(self.scenario, state)
        self.moves = offered.moves
        return before + (self.texts.get(state.node) or self._text(state.node)), offered.texts

    def start(self, rng: int) -> tuple[str, Sequence[str]]:
        self.rng = rng
        self.record = Record("graph", 1, self.scenario.digest, rng, "plain")
        return self._view("", start(self.scenario))

    def choose(self, index: int) -> tuple[str, Sequence[str]]:
        move = self.moves[index]
        state = apply(self.scenario, self.state, move).state
        self.record.append(move)
        if state.awaiting == UNDRAWN:
            return self._view("", state)
        self.rng = self.rng * 75 % 65537
        roll = self.rng % 100
        for outcome in drawn_from(self.scenario, state):
            roll -= outcome.weight.constant
            if roll < 0:
                break
        move = Move("chance", move.where, outcome.id)
        state = apply(self.scenario, state, move).state
        self.record.append(move)
        return self._view(outcome.text[0].text + "\n", state)

    def variables(self) -> list[int]:
        return list(self.state.meters)

    def save(self) -> bytes:
        return self.record.text().encode()

    def restore(self, saved: bytes) -> Sequence[str]:
        self.record = parse(saved.decode())
        return self._view("", replay(self.scenario, self.record).state)[1]
