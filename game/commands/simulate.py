"""Play many games and count how they end."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.common import count, many, print_json, seed
from game.errors import Trouble

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    simulate = commands.add_parser("simulate", help="play many games and count how they end")
    simulate.add_argument("scenario", nargs="?", default="october-1962", metavar="SCENARIO")
    simulate.add_argument("--runs", type=count, default=1000, help="how many (1000)")
    simulate.add_argument("--seed", type=seed, default=1, help="of the first game (1)")
    simulate.add_argument("--policy", default="random", choices=("random",))
    simulate.add_argument("--preset", help="how unforgiving the world is")
    simulate.add_argument("--json", action="store_true", help="the counts as JSON")
    simulate.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game.analysis.simulate import simulate
    from game.scenario.load import open_scenario

    scenario = open_scenario(arguments.scenario)
    if arguments.preset and arguments.preset not in scenario.presets:
        raise Trouble(
            f"There is no preset '{arguments.preset}'; there are {', '.join(scenario.presets)}."
        )
    result = simulate(scenario, arguments.runs, arguments.seed, arguments.policy, arguments.preset)
    if arguments.json:
        print_json(
            {
                "runs": result.runs,
                "endings": result.endings,
                "nuclear_use": result.nuclear_use,
                "mean_decisions": result.mean_decisions,
            }
        )
        return 0
    print(f"{scenario.title}: {many(result.runs, 'game')}, {arguments.policy} play")
    width = max(len(ending.title) for ending in scenario.endings.values())
    for id, won in sorted(result.endings.items(), key=lambda item: -item[1]):
        share = won / result.runs
        bar = "#" * round(40 * share)
        print(f"  {scenario.endings[id].title:<{width}}  {100 * share:5.1f} %  {bar}".rstrip())
    print(f"A nuclear weapon is used in {100 * result.nuclear_use:.1f} % of them, in this model.")
    print(f"Decisions in a game: {result.mean_decisions:.1f} on average.")
    return 0
