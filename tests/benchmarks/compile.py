"""A cold compile of a scenario over a bare ``yaml.load`` of the same text.

    python tests/benchmarks/compile.py [--rounds 9] [--json]

Both read the files and both end in memory: ours as a scenario ready to be played, with every fault
looked for that would keep it from that; the peer, PyYAML's CSafeLoader, as dicts and lists. Rounds
are interleaved, in one process, with the rubbish collected in between. `check` is the whole check
of October 1962, with what can be so, but without exploring every state.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import yaml
from generate import generate
from graph import to_scenario

from game import places
from game.analysis.verify import verify
from game.scenario.load import load

NODES = 125  # about 5,000 lines


def bare(folder: Path) -> object:
    return [
        yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for file in sorted(folder.rglob("*.yaml"))
    ]


def spent(work: Callable[[Path], object], folder: Path) -> float:
    """Milliseconds."""
    gc.collect()
    begun = time.perf_counter()
    work(folder)
    return 1000 * (time.perf_counter() - begun)


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    scenario, _ = load(folder)
    if scenario is None:
        raise SystemExit(f"{folder} does not compile.")
    texts = [file.read_text(encoding="utf-8") for file in folder.rglob("*.yaml")]
    pairs = [(spent(load, folder), spent(bare, folder)) for _ in range(rounds)]
    ratios = [ours / theirs for ours, theirs in pairs]
    return {
        "lines": sum(text.count("\n") for text in texts),
        "compile_ms": round(statistics.median(ours for ours, _ in pairs), 1),
        "yaml_load_ms": round(statistics.median(theirs for _, theirs in pairs), 1),
        "over_yaml_load": round(statistics.median(ratios), 2),
        "range": [round(min(ratios), 2), round(max(ratios), 2)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    october = places.scenarios() / "october-1962"
    result = {"october-1962": measure(october, arguments.rounds)}
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "graph"
        folder.mkdir()
        for name, text in to_scenario(generate(NODES)).items():
            (folder / name).write_text(text, encoding="utf-8")
        result["synthetic"] = measure(folder, arguments.rounds)
    checks = [spent(verify, october) for _ in range(max(3, arguments.rounds // 2))]
    result["october-1962"]["check_ms"] = round(statistics.median(checks), 1)
    if arguments.json:
        print(json.dumps(result, indent=1))
        return
    for name, entry in result.items():
        print(name, *(f"{key} {value}" for key, value in entry.items()), sep="  ")


if __name__ == "__main__":
    main()
