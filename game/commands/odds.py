"""Exact odds of every ending."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.commands.common import bar, many, per_cent, preset_of, print_json, progress, states
from game.errors import Trouble

if TYPE_CHECKING:
    from game.analysis.odds import Estimate, Odds
    from game.commands.common import Commands
    from game.scenario.model import Scenario

POLICIES = {
    "random": "every open option alike",
    "history": "history's choices where its line has been, elsewhere every option alike",
    "best": "of each the least that any player could bring about",
    "worst": "of each the greatest that any player could bring about",
}


def add(commands: Commands) -> None:
    odds = commands.add_parser("odds", help="how likely every ending is, exactly")
    odds.add_argument("scenario", metavar="SCENARIO", help="an id, or the path of a scenario")
    odds.add_argument("--policy", default="random", choices=tuple(POLICIES), help="who plays")
    odds.add_argument("--preset", help="how unforgiving the world is, such as bundy or kennedy")
    odds.add_argument("--keep", action="store_true", help="keep those of every state for the game")
    odds.add_argument("--budget", action="store_true", help="what makes the scenario large")
    odds.add_argument(
        "--most", type=states, default=10_000_000, help="states to look at (10,000,000)"
    )
    odds.add_argument("--json", action="store_true", help="the odds as JSON")
    odds.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game.analysis.exact.program import Unfit
    from game.analysis.odds import explored, odds
    from game.scenario.load import open_scenario

    scenario = open_scenario(arguments.scenario)
    preset = preset_of(scenario, arguments.preset)
    if arguments.budget:
        return _budget(scenario, preset, arguments)
    if arguments.keep:
        return _keep(scenario, preset)
    try:
        with progress("looking at every state") as told:
            space = explored(scenario, preset, arguments.most, told)
            exact = odds(scenario, space, arguments.policy)
    except Unfit as unfit:
        return _estimate(scenario, preset, arguments, str(unfit))
    if arguments.json:
        _json(exact, exact=True, policy=arguments.policy, states=exact.states)
        return 0
    print(f"{scenario.title}: {POLICIES[arguments.policy]}; {preset} odds")
    _table(scenario, exact.endings)
    print(f"A nuclear weapon is used in {per_cent(exact.nuclear_use)} of games, in this model.")
    print(f"Exact, over {many(exact.states, 'state')}.")
    return 0


def _json(found: Odds | Estimate, **more: object) -> None:
    head = {key: more.pop(key) for key in ("exact", "policy")}
    shown = {"preset": found.preset, "states": more.pop("states")}
    print_json(
        {**head, **shown, "endings": found.endings, "nuclear_use": found.nuclear_use, **more}
    )


def _table(scenario: Scenario, endings: dict[str, float]) -> None:
    width = max(len(ending.title) for ending in scenario.endings.values())
    for id, share in sorted(endings.items(), key=lambda item: -item[1]):
        title = scenario.endings[id].title
        print(f"  {title:<{width}}  {per_cent(share):>10}  {bar(share)}".rstrip())


def _estimate(scenario: Scenario, preset: str, arguments: argparse.Namespace, why: str) -> int:
    """Where exact odds do not fit: many drawn games, and how sure that is."""
    from game.analysis.odds import estimate

    print(f"{why} What follows is estimated.", file=sys.stderr)
    if arguments.policy in ("best", "worst"):
        print("The least and the greatest cannot be estimated by drawing games.", file=sys.stderr)
        return 1
    with progress("drawing games") as told:
        found = estimate(scenario, arguments.policy, preset, progress=told)
    if arguments.json:
        _json(
            found,
            exact=False,
            policy=arguments.policy,
            states=None,
            runs=found.runs,
            intervals=found.intervals,
        )
        return 0
    print(f"{scenario.title}: {POLICIES[arguments.policy]}; {preset} odds, ESTIMATED")
    _table(scenario, found.endings)
    low, high = found.intervals["nuclear_use"]
    print(
        f"A nuclear weapon is used in {per_cent(low)} to {per_cent(high)} of games, in this model"
        f" (95 in 100 sure, {many(found.runs, 'game')} drawn)."
    )
    return 0


def _keep(scenario: Scenario, preset: str) -> int:
    from game.analysis.exact import table
    from game.analysis.exact.program import Unfit

    try:
        with progress("looking at every state") as told:
            made = table.build(scenario, preset, told)
    except Unfit as unfit:
        raise Trouble(str(unfit)) from None
    table.keep(made)
    if table.opened(scenario, preset) is None:
        raise Trouble("The odds cannot be kept. Free some space, or set EXCOMM_HOME to a folder.")
    print(f"{scenario.title}, {preset} odds: {many(len(made.keys), 'state')} kept for the game.")
    return 0


def _budget(scenario: Scenario, preset: str, arguments: argparse.Namespace) -> int:
    from game.analysis.exact.budget import AIM, LIMIT, budget
    from game.analysis.exact.prepare import prepare
    from game.analysis.exact.program import Unfit

    try:
        with progress("counting") as told:
            packing = prepare(scenario, preset)
            found = budget(scenario, packing, arguments.most, progress=told)
    except Unfit as unfit:
        raise Trouble(str(unfit)) from None
    over = not found.complete or found.states > LIMIT
    if arguments.json:
        from dataclasses import asdict

        print_json(asdict(found))
        return 1 if over else 0
    more = "" if found.complete else "more than "
    print(f"{scenario.title}: {more}{found.states:,} states (aim {AIM:,}, limit {LIMIT:,})")
    fullest = max(found.days.values())
    for day, held in sorted(found.days.items()):
        print(f"  day {day:2}  {held:11,}  {bar(held / fullest)}")
    print("The fullest places, and how many times fewer states each would have without telling")
    print("something apart that is looked at later:")
    for place in found.places:
        print(f"{place.node}, {place.asks}: {place.states:,} states")
        for cost in place.costs:
            at = ", ".join(cost.read_at[:6]) + (", ..." if len(cost.read_at) > 6 else "")
            print(f"  {cost.factor:6.2f} x  {cost.quantity} ({cost.classes})  looked at in {at}")
    return 1 if over else 0
