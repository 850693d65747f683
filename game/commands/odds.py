"""Exact odds of every ending."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    odds = commands.add_parser("odds", help="how likely every ending is, exactly")
    odds.add_argument("scenario", metavar="SCENARIO", help="an id, or the path of a scenario")
    odds.add_argument("--preset", help="how unforgiving the world is")
    odds.add_argument("--budget", action="store_true", help="what makes the scenario large")
    odds.add_argument("--most", type=int, default=10_000_000, help="states to count (10,000,000)")
    odds.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game.analysis.exact.budget import AIM, LIMIT, budget
    from game.analysis.exact.prepare import prepare
    from game.scenario.load import open_scenario

    scenario = open_scenario(arguments.scenario)
    found = budget(scenario, prepare(scenario, arguments.preset or scenario.preset), arguments.most)
    more = "" if found.complete else "more than "
    print(f"{scenario.title}: {more}{found.states:,} states (aim {AIM:,}, limit {LIMIT:,})")
    for day, states in sorted(found.days.items()):
        print(f"  day {day:2}  {states:11,}")
    for place in found.places:
        print(f"{place.node}, {place.asks}: {place.states:,} states")
        for cost in place.costs:
            at = ", ".join(cost.read_at[:8])
            print(f"  {cost.factor:5.2f} x  {cost.quantity} ({cost.classes})  read at {at}")
    return 0
