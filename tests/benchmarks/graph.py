"""A synthetic decision graph as a scenario of ours, played with seeded luck from outside.

The graph is a JSON file: ``variables`` (name, start, min, max), ``nodes`` (day, text, options with
``when``, ``effects`` and ``next`` or ``chance``), ``endings``, ``start``. Chance and the policy use
one small generator (x -> 75 x mod 65537) so that any engine can play the very same games.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game.engine.record import Record
from game.engine.rules import apply, choices, drawn_from
from game.engine.state import UNDRAWN, Move, State, start
from game.scenario.load import load
from game.scenario.model import Kind, Scenario


def to_yaml(graph: dict[str, Any]) -> str:
    """The graph in the scenario format. JSON is YAML, so scalars are written as JSON."""
    out = [
        f"scenario: {{id: graph, title: Synthetic, start: {graph['start']}}}",
        "calendar:",
    ]
    last = max(node["day"] for node in graph["nodes"].values())
    out += [f"  {day}: Day {day}" for day in range(1, last + 1)]
    out.append("meters:")
    for variable in graph["variables"]:
        span = f"{variable['min']}..{variable['max']}"
        out.append(f"  {variable['name']}: {{range: {span}, start: {variable['start']}}}")

    def effects(pairs: list[list[Any]]) -> str:
        return "{" + ", ".join(f"{name}: {amount:+d}" for name, amount in pairs) + "}"

    out.append("nodes:")
    for name, node in graph["nodes"].items():
        out += [f"  {name}:", f"    day: {node['day']}", "    title: A question"]
        out += [f"    text: {json.dumps(node['text'])}", "    options:"]
        for number, option in enumerate(node["options"]):
            out += [f"      o{number}:", f"        text: {json.dumps(option['text'])}"]
            if option["when"]:
                condition = " and ".join(f"{v} {op} {x}" for v, op, x in option["when"])
                out += [f"        when: {json.dumps(condition)}", "        closed: Not now."]
            out.append(f"        effects: {effects(option['effects'])}")
            if "next" in option:
                out.append(f"        next: {option['next']}")
                continue
            out.append("        outcomes:")
            for index, outcome in enumerate(option["chance"]):
                out += [
                    f"          c{index}:",
                    f"            weight: {outcome['weight']}",
                    "            title: So it went",
                    f"            text: {json.dumps(outcome['text'])}",
                    f"            effects: {effects(outcome['effects'])}",
                    f"            next: {outcome['next']}",
                ]
    out.append("endings:")
    for name, ending in graph["endings"].items():
        axes = "{lives: a, missiles: b, alliance: c, precedent: d}"
        out += [f"  {name}:", "    title: The end", "    family: war", "    headline: THE END"]
        out += [f"    text: {json.dumps(ending['text'])}", f"    axes: {axes}"]
    return "\n".join(out) + "\n"


def compiled(graph_file: Path) -> Scenario:
    """The scenario of a graph, through the ordinary loader."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.yaml"
        file.write_text(to_yaml(json.loads(graph_file.read_text())))
        scenario, problems = load(file)
    if scenario is None:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    return scenario


class Ours:
    """Our engine behind the interface of the peers: body text and option texts for each step.

    Every step makes an immutable state, the list of changes with causes, and a line of the record.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.texts = [
            "".join(part.text for part in node.text)
            if node.kind is not Kind.ENDING
            else "".join(part.text for part in scenario.endings[node.id].text)
            for node in scenario.nodes
        ]

    def start(self, rng: int) -> tuple[str, Sequence[str]]:
        self.rng = rng
        self.state = start(self.scenario)
        self.record = Record("graph", 1, self.scenario.digest, rng, "plain")
        return self._view("", self.state)

    def _view(self, before: str, state: State) -> tuple[str, Sequence[str]]:
        self.state = state
        offered = choices(self.scenario, state)
        self.moves = offered.moves
        return before + self.texts[state.node], offered.texts

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
        self.record.append(move)
        state = apply(self.scenario, state, move).state
        return self._view(outcome.text[0].text + "\n", state)

    def variables(self) -> list[int]:
        return list(self.state.meters)
