"""A synthetic graph of decisions, the same for the same size and seed.

    python tests/benchmarks/generate.py FOLDER [--nodes 60] [--seed 1] [--scale 100]

Writes ``FOLDER/graph.json``. Thirteen days, each with up to three ranks; an option leads to the
next rank of its day or to the first of the next day, so that a game has 13 to 39 decisions and
ends in one of eight endings. So that engines can be compared step by step, chance is no engine's
own: the state has an integer ``rng`` that each draw advances (x -> 75 x mod 65537), and a driver's
choices come from a second one.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

Graph = dict[str, Any]

STARTS = {
    "escalation": 30, "trust": 40, "readiness": 35, "press": 20, "congress": 50, "allies": 55,
    "resolve": 50, "intel": 45, "fatigue": 10, "backchannel": 5, "world": 50, "morale": 60,
}  # fmt: skip
NAMES = list(STARTS)
ENDINGS = 8
DAYS = 13
PROSE = (
    "the committee weighs a report from the fleet and the morning photographs show"
    " trucks near missile sites while an ambassador waits for an answer about ships"
    " crossing a line of quarantine in the Atlantic under orders that nobody wants to"
    " read twice before a cable arrives from Moscow with a softer tone than expected"
    " and generals urge speed as advisers argue for patience and quiet letters"
)
WORDS = PROSE.split()


class _Maker:
    def __init__(self, nodes: int, seed: int, scale: int) -> None:
        self.luck = random.Random(f"{nodes}-{seed}")  # the scale does not change the shape
        self.scale = scale
        self.days = self._days(nodes)

    @staticmethod
    def _days(nodes: int) -> list[list[list[str]]]:
        """Node names by day and rank. About half of a day's nodes are of its first rank."""
        days, made = [], 0
        for day in range(DAYS):
            ranks: list[list[str]] = [[], [], []]
            for place in range(nodes // DAYS + (day < nodes % DAYS)):
                ranks[place % 4 % 3].append(f"n{made}")
                made += 1
            days.append([rank for rank in ranks if rank])
        return days

    def text(self, length: int) -> str:
        words = [self.luck.choice(WORDS) for _ in range(length)]
        words[0] = words[0].capitalize()
        return " ".join(words) + "."

    def target(self, day: int, rank: int) -> str:
        if rank + 1 < len(self.days[day]) and self.luck.random() < 0.38:
            return self.luck.choice(self.days[day][rank + 1])
        if day + 1 < DAYS:
            return self.luck.choice(self.days[day + 1][0])
        return self.luck.choice([f"end{number}" for number in range(ENDINGS)])

    def effects(self, least: int, most: int) -> list[list[Any]]:
        big = max(1, round(12 * self.scale / 100)) if self.scale >= 100 else 2
        found: list[list[Any]] = []
        for name in self.luck.sample(NAMES, self.luck.randint(least, most)):
            amount = self.luck.choice([-1, 1]) * self.luck.uniform(0.1, 1.0)
            found.append([name, round(amount * big) or (1 if amount > 0 else -1)])
        return found

    def condition(self) -> list[list[Any]]:
        found: list[list[Any]] = []
        for name in self.luck.sample(NAMES, self.luck.choice([1, 1, 2])):
            share = self.luck.uniform(0.25, 0.65)
            found.append([name, self.luck.choice([">=", "<"]), round(share * self.scale)])
        return found

    def option(self, day: int, rank: int, conditional: bool) -> dict[str, Any]:
        option: dict[str, Any] = {
            "text": self.text(12),
            "when": self.condition() if conditional else [],
            "effects": self.effects(2, 4),
        }
        if self.luck.random() < 0.25:
            weights = self.luck.choice([[60, 40], [75, 25], [50, 30, 20], [34, 33, 33]])
            option["chance"] = [
                {
                    "weight": weight,
                    "text": self.text(15),
                    "effects": self.effects(1, 2),
                    "next": self.target(day, rank),
                }
                for weight in weights
            ]
        else:
            option["next"] = self.target(day, rank)
        return option

    def node(self, day: int, rank: int) -> dict[str, Any]:
        count = self.luck.choice([3, 4])
        conditional = set(self.luck.sample(range(count), count - 2))
        options = [self.option(day, rank, number in conditional) for number in range(count)]
        return {"day": day + 1, "text": self.text(60), "options": options}


def generate(nodes: int = 60, seed: int = 1, scale: int = 100) -> Graph:
    """The graph of a size and seed; variables run from 0 to `scale`."""
    maker = _Maker(nodes, seed, scale)
    found = {
        name: maker.node(day, rank)
        for day, ranks in enumerate(maker.days)
        for rank, names in enumerate(ranks)
        for name in names
    }
    return {
        "meta": {"nodes": nodes, "seed": seed, "scale": scale},
        "start": maker.days[0][0][0],
        "variables": [
            {"name": name, "start": round(start * scale / 100), "min": 0, "max": scale}
            for name, start in STARTS.items()
        ],
        "nodes": found,
        "endings": {f"end{number}": {"text": maker.text(40)} for number in range(ENDINGS)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--nodes", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=int, default=100, help="top of the variables' range")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    graph = generate(arguments.nodes, arguments.seed, arguments.scale)
    (arguments.folder / "graph.json").write_text(json.dumps(graph), encoding="utf-8")


if __name__ == "__main__":
    main()
