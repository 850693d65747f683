"""What can be reached, proved over all states."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import many, preset_of, print_json, progress, states

if TYPE_CHECKING:
    from game.analysis.explore import Exploration, Reached
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    explore = commands.add_parser("explore", help="prove what can be reached, and show the way")
    explore.add_argument("scenario", metavar="SCENARIO", help="an id, or the path of a scenario")
    explore.add_argument("--preset", help="how unforgiving the world is")
    explore.add_argument("--to", type=Path, metavar="DIR", help="write each way there as a record")
    explore.add_argument(
        "--most", type=states, default=10_000_000, help="states to look at (10,000,000)"
    )
    explore.add_argument("--json", action="store_true", help="all of it as JSON")
    explore.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game.analysis.exact.prepare import prepare
    from game.analysis.exact.program import Unfit
    from game.analysis.exact.sweep import Space
    from game.analysis.explore import explore, sampled
    from game.scenario.load import open_scenario

    scenario = open_scenario(arguments.scenario)
    preset = preset_of(scenario, arguments.preset)
    why = ""
    with progress("exploring") as told:
        try:
            found = explore(scenario, Space(prepare(scenario, preset)), arguments.most, told)
        except Unfit as unfit:
            why = str(unfit)
            found = sampled(scenario, preset, progress=told)
    if arguments.to:
        _write(found, arguments.to)
    if arguments.json:
        print_json(
            {
                "complete": found.complete,
                "states": found.states,
                "options": _shown(found.options),
                "outcomes": _shown(found.outcomes),
                "endings": _shown(found.endings),
            }
        )
        return 0 if found.complete else 1
    print(f"{scenario.title}, {preset} odds")
    for kind, each in (
        ("option", found.options),
        ("outcome", found.outcomes),
        ("ending", found.endings),
    ):
        never = [name for name, reached in each.items() if not reached.reachable]
        known = "can be reached" if found.complete else "were reached in random games"
        print(f"  {len(each) - len(never):,} of {many(len(each), kind)} {known}")
        for name in never:
            print(f"    {'never' if found.complete else 'not yet'}: {name}")
    for name, reached in sorted(found.endings.items(), key=lambda item: item[1].moves):
        if reached.reachable:
            print(f"  {many(reached.moves, 'move')} to {name}")
    if found.complete:
        print(f"Proved over {many(found.states, 'state')}.")
        return 0
    print(f"Not proved. {why}")
    return 1


def _shown(each: dict[str, Reached]) -> dict[str, object]:
    return {
        name: {
            "reachable": reached.reachable,
            "witness": reached.witness.text() if reached.witness else None,
        }
        for name, reached in each.items()
    }


def _write(found: Exploration, folder: Path) -> None:
    from game import storage

    for kind, each in (
        ("options", found.options),
        ("outcomes", found.outcomes),
        ("endings", found.endings),
    ):
        for name, reached in each.items():
            if reached.witness:
                file = name.replace("/", "-") + ".record"
                storage.write(folder / kind / file, reached.witness.text())
