"""Our engine and others on one graph: the same seeded games, interleaved round by round.

    python tests/benchmarks/peers.py FOLDER [--rounds 7] [--engines ours inkcpp ...] [--json]

FOLDER holds ``graph.json`` (see generate.py). What each engine reads is made from it, in
``FOLDER/forms``, on the first run. Every round runs each engine once, in a process of its own, so
that slow and fast spells of the machine hit all alike; a figure is the median over the rounds, and
a ratio is the median of the ratios of each round. Equal digests mean that two engines played every
game alike: each text, each option, each variable. An engine that is not installed is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from generate import Graph
from graph import to_bard, to_ink, to_scenario

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MODULES = {"inkcpp": "inkcpp_py", "bink": "bink", "bardic": "bardic"}
NEEDS = {"inkcpp": "pip install inkcpp-py", "bink": "pip install bink",
         "bardic": "pip install bardic", "inkjs": "npm ci in tests/oracles"}  # fmt: skip
HIGHER, LOWER = ("steps_per_s",), ("load_ms", "save_us", "restore_us", "rss_mib")
LIMIT = 900  # seconds that one process may take

Found = dict[str, Any]


class Missing(Exception):
    """An engine cannot run here; `str()` says why."""


def _run(command: list[str], forms: Path) -> str:
    environment = dict(os.environ, EXCOMM_HOME=str(forms / "home"), PYTHONHASHSEED="0")
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=LIMIT, env=environment
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(str(error).splitlines()[0][:200]) from error
    if done.returncode:
        raise Missing((done.stderr.strip().splitlines() or ["it failed"])[-1][:200])
    return done.stdout


def _prepare(engine: str, graph: Graph, forms: Path) -> None:
    """Make what an engine reads. Raises :class:`Missing`."""
    if engine in MODULES and importlib.util.find_spec(MODULES[engine]) is None:
        raise Missing(f"not installed ({NEEDS[engine]})")
    if engine == "ours":
        folder = forms / "graph"
        folder.mkdir(exist_ok=True)
        for name, text in to_scenario(graph).items():
            if not (folder / name).exists():
                (folder / name).write_text(text, encoding="utf-8")
        _measure(engine, forms, 1, 0)  # compiles it, and keeps it
    elif engine == "bardic":
        if not (forms / "bardic.json").exists():
            (forms / "graph.bard").write_text(to_bard(graph), encoding="utf-8")
            call = "from bardic.cli.main import cli; cli()"
            files = [str(forms / "graph.bard"), "-o", str(forms / "bardic.json")]
            _run([sys.executable, "-c", call, "compile", *files], forms)
    else:
        _prepare_ink(engine, graph, forms)


def _prepare_ink(engine: str, graph: Graph, forms: Path) -> None:
    if engine == "inkjs" and not shutil.which("node"):
        raise Missing("node is not installed")
    if not (forms / "ink.json").exists():
        if not shutil.which("node"):
            raise Missing("ink's compiler is inside inkjs, and node is not installed")
        (forms / "graph.ink").write_text(to_ink(graph), encoding="utf-8")
        files = [str(forms / "graph.ink"), str(forms / "ink.json")]
        _run(["node", str(HERE / "drivers" / "compile.mjs"), *files], forms)
    if engine == "inkcpp" and not (forms / "ink.bin").exists():
        call = "import inkcpp_py, sys; inkcpp_py.compile_json(*sys.argv[1:])"
        files = [str(forms / "ink.json"), str(forms / "ink.bin")]
        _run([sys.executable, "-c", call, *files], forms)


def _measure(engine: str, forms: Path, games: int, seconds: float) -> Found:
    drivers = HERE / "drivers"
    if engine == "inkjs":
        command = ["node", str(drivers / "inkjs.mjs"), str(forms), str(games), str(seconds)]
    else:
        command = [sys.executable, str(drivers / "run.py"), engine, str(forms)]
        command += ["--games", str(games), "--seconds", str(seconds)]
    found: Found = json.loads(_run(command, forms).splitlines()[-1])
    return found


def _summary(rounds: dict[str, list[Found]]) -> dict[str, Found]:
    """Medians, and for each peer how ours compares with it: above 1 is in our favour."""
    result: dict[str, Found] = {}
    for engine, found in rounds.items():
        entry: Found = {
            key: round(statistics.median(one[key] for one in found), 2 if key in LOWER else None)
            for key in HIGHER + LOWER
        }
        entry["digest"] = found[0]["digest"]
        if engine != "ours" and "ours" in rounds:
            pairs = list(zip(rounds["ours"], found, strict=True))
            entry["ours_is_better_by"] = {
                key: _ratio(
                    [a[key] / b[key] if key in HIGHER else b[key] / a[key] for a, b in pairs]
                )
                for key in HIGHER + LOWER
            }
        result[engine] = entry
    return result


def _ratio(values: list[float]) -> Found:
    return {
        "median": round(statistics.median(values), 2),
        "range": [round(min(values), 2), round(max(values), 2)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--games", type=int, default=100, help="different games a round")
    parser.add_argument("--seconds", type=float, default=0.5, help="least time to count steps")
    every = ["ours", "inkcpp", "inkjs", "bink", "bardic"]
    parser.add_argument("--engines", nargs="+", choices=every, default=every)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    forms = (arguments.folder / "forms").resolve()
    forms.mkdir(exist_ok=True)
    text = (arguments.folder / "graph.json").read_text(encoding="utf-8")
    if not (forms / "graph.json").exists() or (forms / "graph.json").read_text() != text:
        shutil.rmtree(forms)
        forms.mkdir()
        (forms / "graph.json").write_text(text, encoding="utf-8")
    rounds: dict[str, list[Found]] = {}
    for engine in arguments.engines:
        try:
            _prepare(engine, json.loads(text), forms)
            rounds[engine] = []
        except Missing as missing:
            print(f"{engine} is left out: {missing}", file=sys.stderr)
    for _ in range(arguments.rounds):
        for engine in list(rounds):
            try:
                rounds[engine].append(_measure(engine, forms, arguments.games, arguments.seconds))
            except Missing as missing:
                print(f"{engine} is left out: {missing}", file=sys.stderr)
                del rounds[engine]
    result = _summary(rounds)
    print(json.dumps(result, indent=1) if arguments.json else _table(result))
    if len({entry["digest"] for entry in result.values()}) > 1:
        raise SystemExit("The engines did not play the same games: the digests differ.")


def _table(result: dict[str, Found]) -> str:
    lines = ["engine   steps/s (ours x)     load ms (ours x)    save us    restore us  MiB  digest"]
    for engine, entry in result.items():
        better = entry.get("ours_is_better_by", {})

        def cell(key: str, width: int, entry: Found = entry, better: Found = better) -> str:
            times = f" ({better[key]['median']})" if better else ""
            return f"{entry[key]:g}{times}".ljust(width)

        lines.append(
            engine.ljust(9) + cell("steps_per_s", 21) + cell("load_ms", 20) + cell("save_us", 18)
            + cell("restore_us", 18) + cell("rss_mib", 14) + entry["digest"]
        )  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    main()
