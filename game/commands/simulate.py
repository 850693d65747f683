"""Draw many games and show how they end."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.common import bar, count, many, per_cent, preset_of, print_json, progress, seed
from game.errors import Trouble

if TYPE_CHECKING:
    from game.analysis.odds import Estimate
    from game.commands.common import Commands
    from game.scenario.model import Scenario


def add(commands: Commands) -> None:
    simulate = commands.add_parser("simulate", help="draw many games and count how they end")
    simulate.add_argument("scenario", nargs="?", default="october-1962", metavar="SCENARIO")
    simulate.add_argument("--runs", type=count, default=100_000, help="how many (100,000)")
    simulate.add_argument("--seed", type=seed, default=1, help="of the luck (1)")
    simulate.add_argument(
        "--policy",
        default="random",
        help="who plays: random, history, cautious, bold, or the id of an adviser",
    )
    simulate.add_argument("--preset", help="how unforgiving the world is")
    simulate.add_argument("--json", action="store_true", help="the counts as JSON")
    simulate.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game.analysis.exact.program import Unfit
    from game.analysis.odds import estimate
    from game.scenario.load import open_scenario

    scenario = open_scenario(arguments.scenario)
    preset = preset_of(scenario, arguments.preset)
    try:
        with progress("drawing games") as told:
            found = estimate(
                scenario, arguments.policy, preset, arguments.runs, arguments.seed, told
            )
    except Unfit as unfit:
        raise Trouble(str(unfit)) from None
    if arguments.json:
        print_json(
            {
                "runs": found.runs,
                "policy": found.policy,
                "preset": found.preset,
                "endings": {id: round(share * found.runs) for id, share in found.endings.items()},
                "nuclear_use": found.nuclear_use,
                "mean_decisions": found.mean_decisions,
                "decisions": found.decisions,
                "intervals": found.intervals,
            }
        )
        return 0
    _draw(scenario, found)
    return 0


def _draw(scenario: Scenario, found: Estimate) -> None:
    """The distribution, to be looked at."""
    print(f"{scenario.title}: {many(found.runs, 'game')}, {found.policy} play, {found.preset} odds")
    width = max(len(ending.title) for ending in scenario.endings.values())
    for id, share in sorted(found.endings.items(), key=lambda item: -item[1]):
        title = scenario.endings[id].title
        print(f"  {title:<{width}}  {per_cent(share):>8}  {bar(share)}".rstrip())
    low, high = found.intervals["nuclear_use"]
    print(
        f"A nuclear weapon is used in {per_cent(found.nuclear_use)} of them, in this model"
        f" ({per_cent(low)} to {per_cent(high)}, 95 in 100 sure)."
    )
    print(f"Decisions in a game: {found.mean_decisions:.1f} on average.")
    most = max(found.decisions)
    for number, games in enumerate(found.decisions):
        if games:
            print(f"  {number:3}  {per_cent(games / found.runs):>8}  {bar(games / most)}")
