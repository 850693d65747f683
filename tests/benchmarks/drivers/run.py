"""One engine on one graph, in a process of its own: prints what was measured as a line of JSON.

python tests/benchmarks/drivers/run.py ENGINE FOLDER [--games 100] [--seconds 0.5]
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import statistics
import sys
import time
from pathlib import Path

from policy import Engine, digest, halfway, play

ENGINES = {  # engine: its module and class here, and what it imports, which is no part of loading
    "ours": ("ours", "Ours", "json"),
    "inkcpp": ("peers", "InkCpp", "inkcpp_py"),
    "bink": ("peers", "Bink", "bink.story"),
    "bardic": ("peers", "Bardic", "bardic"),
}
SAVES = 51


def rate(engine: Engine, games: int, seconds: float) -> float:
    """Steps a second over whole rounds of the games, after one that warms up."""
    for number in range(games):
        play(engine, number)
    begun, steps = time.perf_counter(), 0
    while time.perf_counter() - begun < seconds:
        steps += sum(play(engine, number)[0] for number in range(games))
    return steps / (time.perf_counter() - begun)


def saves(engine: Engine) -> tuple[float, float]:
    """Microseconds to save a game in its middle and to take it up again: medians."""
    options = halfway(engine)
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(SAVES):
        begun = time.perf_counter()
        saved = engine.save()
        between = time.perf_counter()
        again = engine.restore(saved)
        spent[1].append(time.perf_counter() - between)
        spent[0].append(between - begun)
        if list(again) != list(options):
            raise SystemExit("The game that was taken up again is another.")
    return 1e6 * statistics.median(spent[0]), 1e6 * statistics.median(spent[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--games", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=0.5)
    arguments = parser.parse_args()
    module, name, imported = ENGINES[arguments.engine]
    make = getattr(importlib.import_module(module), name)
    importlib.import_module(imported)
    begun = time.perf_counter()
    engine: Engine = make(arguments.folder)
    load = time.perf_counter() - begun
    steps = rate(engine, arguments.games, arguments.seconds)
    save, restore = saves(engine)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = {
        "steps_per_s": steps,
        "load_ms": 1000 * load,
        "save_us": save,
        "restore_us": restore,
        "rss_mib": kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024),
        "digest": digest(engine, arguments.games),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
