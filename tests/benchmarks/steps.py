"""Steps a second against a peer, interleaved round by round in one run.

    python tests/benchmarks/steps.py FOLDER [--rounds 7] [--plays 200] [--json]

FOLDER holds ``graph.json`` (and ``ink.json`` for the peer). A step is one choice answered: the next
text and options as strings; on our side with the record written, an immutable state made, and every
change listed with its cause. Equal digests mean that both played the very same games.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import sys
import time
import zlib
from pathlib import Path
from typing import Any, Protocol

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from graph import Ours, compiled


class Engine(Protocol):
    def start(self, rng: int) -> tuple[str, list[str]]: ...

    def choose(self, index: int) -> tuple[str, list[str]]: ...

    def variables(self) -> list[int]: ...


class InkCpp:
    """inkcpp-py: a compiled C++ engine for ink stories."""

    def __init__(self, folder: Path) -> None:
        import inkcpp_py

        self.module: Any = inkcpp_py
        binary = folder / "ink.bin"
        if not binary.exists():
            inkcpp_py.compile_json(str(folder / "ink.json"), str(binary))
        self.story = inkcpp_py.Story.from_file(str(binary))
        graph = json.loads((folder / "graph.json").read_text())
        self.names = [variable["name"] for variable in graph["variables"]]

    def _view(self) -> tuple[str, list[str]]:
        return self.runner.getall(), [choice.text() for choice in self.runner]

    def start(self, rng: int) -> tuple[str, list[str]]:
        self.globals = self.story.new_globals()
        self.runner = self.story.new_runner(self.globals)
        self.globals.rng = self.module.Value(rng)
        return self._view()

    def choose(self, index: int) -> tuple[str, list[str]]:
        self.runner.choose(index)
        return self._view()

    def variables(self) -> list[int]:
        return [getattr(self.globals, name).as_int() for name in self.names]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def play(engine: Engine, number: int, log: list[str] | None = None) -> tuple[int, str]:
    """One game by the seeded policy; gives its steps and its last text."""
    policy, steps = 1 + number * 10473 % 65536, 0
    body, options = engine.start(1 + number * 7919 % 65536)
    while True:
        if log is not None:
            log += [*lines(body), *options]
        if not options:
            return steps, body
        policy = policy * 75 % 65537
        body, options = engine.choose(policy % len(options))
        steps += 1


def digest(engine: Engine, plays: int) -> str:
    value = 0
    for number in range(plays):
        log: list[str] = []
        steps, body = play(engine, number, log)
        told = zlib.crc32("\n".join(log).encode())
        entry = [number, steps, lines(body)[-1], *engine.variables(), told]
        value = zlib.crc32(json.dumps(entry).encode(), value)
    return f"{value:08x}"


def rate(engine: Engine, plays: int) -> float:
    begun, steps = time.perf_counter(), 0
    for number in range(plays):
        steps += play(engine, number)[0]
    return steps / (time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--plays", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    engines: dict[str, Engine] = {"ours": Ours(compiled(arguments.folder / "graph.json"))}
    if importlib.util.find_spec("inkcpp_py") and (arguments.folder / "ink.json").exists():
        engines["inkcpp"] = InkCpp(arguments.folder)
    rates: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(arguments.rounds):
        for name, engine in engines.items():
            rates[name].append(rate(engine, arguments.plays))
    result: dict[str, dict[str, object]] = {
        name: {
            "steps_per_s": round(statistics.median(rates[name])),
            "digest": digest(engine, min(arguments.plays, 200)),
        }
        for name, engine in engines.items()
    }
    for name, found in rates.items():
        if name != "ours":
            ratios = [ours / theirs for ours, theirs in zip(rates["ours"], found, strict=True)]
            result[name]["ours_over_it"] = round(statistics.median(ratios), 2)
            result[name]["range"] = [round(min(ratios), 2), round(max(ratios), 2)]
    if arguments.json:
        print(json.dumps(result, indent=1))
        return
    for name, entry in result.items():
        print(f"{name:8} " + "  ".join(f"{key} {value}" for key, value in entry.items()))


if __name__ == "__main__":
    main()
