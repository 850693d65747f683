"""Exact odds against the model checker Storm, interleaved round by round in one run.

    python tests/benchmarks/storm.py SCENARIO [--preset ID] [--rounds 3] [--limit 600] [--hidden]

SCENARIO is an id, a path, or ``made:SEED:NODES``: a random scenario of the tests. Storm builds the
exported model, which is raw, twice: as a DTMC, to find the odds of each ending and of nuclear use
under random play, and as an MDP, to find the least and the most of nuclear use by players who see
the hidden truths; with --hidden as a POMDP, by players who do not. We find the same, for who does
not see them, and the least and the most of each ending beside. Each side runs in a process of its
own; its time goes from the model or the scenario to the numbers, without the start of Python. Under
random play and with --hidden the numbers must be the same.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

Report = dict[str, Any]
NUCLEAR = "nuclear use"  # its key in a report; those of endings are their ids
LABEL = re.compile(r'label "(\w+)" = .*?;(?: // (\S+))?$')


def storm(folder: Path) -> Report:
    """Build and check the models there, in double precision as its users do."""
    import stormpy
    import stormpy.pomdp

    report: Report = {"build": 0.0, "check": 0.0}
    for path in sorted(folder.glob("*.prism")):
        kind = path.stem
        found = map(LABEL.match, path.read_text(encoding="utf-8").splitlines())
        labels = {m[2] or NUCLEAR: m[1] for m in found if m and m[1] != "over"}
        began = time.perf_counter()
        program = stormpy.parse_prism_program(str(path))
        queries = {
            aim + name: stormpy.parse_property(f'P{aim}=? [F "{labels[name]}"]', program)
            for name in (labels if kind == "dtmc" else [NUCLEAR])
            for aim in ([""] if kind == "dtmc" else ["min", "max"])
        }
        model = stormpy.build_model(program, list(queries.values()))
        built = time.perf_counter()
        environment = stormpy.environments.default(model)
        for solver in (environment.solver().min_max(), environment.solver().native()):
            solver.precision = stormpy.Rational("1/1000000000000")
        for key, query in queries.items():
            if kind == "pomdp":
                unfolded = stormpy.pomdp.verify_with_belief_unfolding(
                    model, query, environment=environment
                )
                report[key] = float(unfolded.value)
            else:
                result = stormpy.model_checking(model, query, environment=environment)
                report[key] = float(result.get_value(model.initial_states[0]))
        report["build"] += built - began
        report["check"] += time.perf_counter() - built
        report[f"{kind} states"] = model.nr_states
    return report


def ours(reference: str, preset: str) -> Report:
    """The same numbers, under the same names."""
    from game.analysis.odds import explored, odds

    scenario = opened(reference)
    began = time.perf_counter()
    space = explored(scenario, preset)
    built = time.perf_counter()
    random_, best, worst = (odds(scenario, space, name) for name in ("random", "best", "worst"))
    checked = time.perf_counter()
    report: Report = {**random_.endings, NUCLEAR: random_.nuclear_use}
    report |= {f"min{NUCLEAR}": best.nuclear_use, f"max{NUCLEAR}": worst.nuclear_use}
    return report | {"build": built - began, "check": checked - built, "states": space.states}


def opened(reference: str) -> Any:
    """The scenario."""
    from game.scenario.load import open_scenario
    from tests.engine.lab import compile_text
    from tests.generated import scenario_text

    if not reference.startswith("made:"):
        return open_scenario(reference)
    _, seed, nodes = reference.split(":")
    return compile_text(scenario_text(int(seed), nodes=int(nodes)))


def measured(side: str, arguments: list[str], limit: float) -> Report | None:
    """One run in a process of its own; None if it is not done within the limit."""
    command = [sys.executable, __file__, "--side", side, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        sys.exit(f"{side} failed: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
    report: Report = json.loads(done.stdout.splitlines()[-1])
    return report


def compare(reference: str, preset: str, rounds: int, limit: float, hidden: bool) -> None:
    from game.export.prism import prism

    scenario = opened(reference)
    preset = preset or scenario.preset
    times: dict[str, list[float]] = {"storm": [], "ours": []}
    last: dict[str, Report] = {}
    with tempfile.TemporaryDirectory() as folder:
        models = {"dtmc": prism(scenario, preset, "random")}
        if hidden:
            models["pomdp"] = prism(scenario, preset, "hidden")
        else:
            models["mdp"] = prism(scenario, preset)
        for kind, text in models.items():
            (Path(folder) / f"{kind}.prism").write_text(text, encoding="utf-8")
        for _ in range(rounds):
            for side, arguments in (("storm", [folder]), ("ours", [reference, preset])):
                report = measured(side, arguments, limit)
                if report is None:
                    print(f"{side}: not done within {limit:g} s")
                    continue
                times[side].append(report["build"] + report["check"])
                last[side] = report
    for side, report in last.items():
        states = ", ".join(f"{v:,} {k}" for k, v in report.items() if k.endswith("states"))
        print(
            f"{side:5}  median {statistics.median(times[side]):8.3f} s"
            f"  (build {report['build']:.3f}, check {report['check']:.3f} in the last round)"
            f"  {report['memory']:,} MB  {states}"
        )
    if len(last) < 2:
        return
    ratios = [theirs / own for theirs, own in zip(times["storm"], times["ours"], strict=True)]
    print(
        f"Storm over ours: {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
    )
    found, true = last["ours"], last["storm"]
    same = [key for key in found if key in true and key not in ("build", "check", "memory")]
    off = max(abs(found[key] - true[key]) for key in same if not key.startswith(("min", "max")))
    print(f"random play: {len(same) - 2} numbers, the furthest apart by {off:.1e}")
    for aim in ("min", "max"):
        key = f"{aim}{NUCLEAR}"
        print(f"{aim} of nuclear use: ours {found[key]:.12f}, Storm's {true[key]:.12f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="+", metavar="SCENARIO")
    parser.add_argument("--preset", default="")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=600, help="seconds for one run")
    parser.add_argument("--hidden", action="store_true", help="players who do not see the truths")
    parser.add_argument("--side", choices=["storm", "ours"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side is None:
        scenario, preset = arguments.scenario[0], arguments.preset
        compare(scenario, preset, arguments.rounds, arguments.limit, arguments.hidden)
        return
    first, *rest = arguments.scenario
    report = storm(Path(first)) if arguments.side == "storm" else ours(first, *rest)
    report["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(report))


if __name__ == "__main__":
    main()
