"""Exact odds and reachability of a scenario, end to end, and the look-up of a screen's odds.

    python tests/benchmarks/exact.py [SCENARIO] [--preset ID] [--rounds 5] [--json]

Each round is a process of its own: `odds` goes from the opened scenario to the probabilities of
random play; `explore` to a witness of everything; `table` to the kept odds of every state. Times
are seconds of the processor, medians over the rounds. `storm.py` and the Storm tests give the peer.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def one(scenario_id: str, preset: str | None) -> dict[str, float]:
    """One round, in this process."""
    from game.analysis.exact import table
    from game.analysis.exact.prepare import prepare
    from game.analysis.exact.sweep import Space
    from game.analysis.explore import explore
    from game.analysis.odds import explored, odds
    from game.analysis.playout import at_random, play_out
    from game.engine import rules
    from game.engine.state import start
    from game.scenario.load import open_scenario

    scenario = open_scenario(scenario_id)
    held = preset or scenario.preset
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        made = work()
        found[name] = time.process_time() - began
        return made

    exact = timed("odds_s", lambda: odds(scenario, explored(scenario, held), "random"))
    found["states"] = exact.states
    timed("explore_s", lambda: explore(scenario, Space(prepare(scenario, held))))
    kept = timed("table_s", lambda: table.build(scenario, held))
    looks = []
    for seed in range(40):
        state, walk = start(scenario), kept.walk()
        for move in play_out(scenario, seed, at_random, held).moves:
            if rules.turn(scenario, state) == "player":
                began = time.process_time()
                kept.options(walk)
                looks.append(1000 * (time.process_time() - began))
            state = rules.apply(scenario, state, move).state
            if move.kind != "truth":
                walk.move(move.pick, state)
    found["screen_median_ms"] = statistics.median(looks)
    found["screen_worst_ms"] = max(looks)
    found["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", nargs="?", default="october-1962")
    parser.add_argument("--preset")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(one(arguments.scenario, arguments.preset)))
        return
    again = [sys.executable, __file__, arguments.scenario, "--one"]
    again += ["--preset", arguments.preset] if arguments.preset else []
    rounds = [
        json.loads(subprocess.run(again, check=True, capture_output=True, text=True).stdout)
        for _ in range(arguments.rounds)
    ]
    result = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    if arguments.json:
        print(json.dumps(result, indent=1))
        return
    for name, value in result.items():
        print(f"{name:18} {value:,.3f}".rstrip("0").rstrip("."))


if __name__ == "__main__":
    main()
