"""Two games of one scenario, or one and history."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.commands.common import per_cent, print_json

if TYPE_CHECKING:
    from game.commands.common import Commands
    from game.present.compare import Comparison
    from game.present.retell import Retold
    from game.scenario.model import Scenario

HISTORY = "history"


def add(commands: Commands) -> None:
    compare = commands.add_parser("compare", help="two games side by side, or one and history")
    compare.add_argument("first", metavar="A", help="a record")
    compare.add_argument("second", metavar="B", help="another, or 'history'")
    compare.add_argument("--scenario", help="the scenario, where it does not come with the game")
    compare.add_argument("--json", action="store_true", help="the comparison as JSON")
    compare.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game.present.compare import compare

    scenario, games, faults = _games(arguments)
    found = compare(*games)
    names = (_name(arguments.first), _name(arguments.second))
    if arguments.json:
        print_json(_json(found, games, names))
    else:
        for line in _lines(scenario, found, games, names):
            print(line)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _games(arguments: argparse.Namespace) -> tuple[Scenario, tuple[Retold, Retold], list[str]]:
    """The scenario, both games as far as they can be played, and why one cannot."""
    from game.errors import Trouble
    from game.play import load_record, scenario_of
    from game.present.retell import Retold

    given = [arguments.first, arguments.second]
    if given == [HISTORY, HISTORY]:
        raise Trouble("'history' stands twice. Give a record as the first.")
    paths = [Path(name) for name in given if name != HISTORY]
    scenario = scenario_of(load_record(paths[0]), paths[0], arguments.scenario)
    faults: list[str] = []
    games: list[Retold] = []
    for name in given:
        path = Path(name)
        if name == HISTORY:
            if not scenario.history:
                raise Trouble(f"'{scenario.id}' has no line of history to compare with.")
            path = Path(scenario.folder) / scenario.history
        record = load_record(path)
        scenario_of(record, path, arguments.scenario or scenario.id)
        games.append(Retold(scenario, record))
        fault = " ".join(part for part in (record.damage, games[-1].stopped) if part)
        if fault:
            faults.append(f"'{path.name}' is compared as far as it holds. {fault}")
    return scenario, (games[0], games[1]), faults


def _name(given: str) -> str:
    return given if given == HISTORY else Path(given).stem


def _json(
    found: Comparison, games: tuple[Retold, Retold], names: tuple[str, str]
) -> dict[str, Any]:
    parting = found.parting
    shown: dict[str, Any] = {
        "common": found.common,
        "first_divergence": parting
        and {
            "move": parting.number,
            "node": parting.where,
            "day": parting.day,
            "kind": parting.kind,
            "a": parting.picks[0],
            "b": parting.picks[1],
        },
        "luck": [
            {
                "node": luck.where,
                "day": luck.day,
                "a": {"outcome": luck.came[0], "per_cent": round(luck.shares[0], 4)},
                "b": {"outcome": luck.came[1], "per_cent": round(luck.shares[1], 4)},
            }
            for luck in found.luck
        ],
    }
    for key, name, game, rungs in zip("ab", names, games, found.rungs, strict=True):
        shown[key] = {
            "name": name,
            "ending": game.ending and game.ending.id,
            "family": game.ending and game.ending.family,
            "nuclear_use": game.nuclear,
            "days": game.days,
            "rungs": {str(day): rung for day, rung in rungs.items()},
            "moves": [str(item.move) for item in game.items],
        }
    return shown


def _lines(
    scenario: Scenario, found: Comparison, games: tuple[Retold, Retold], names: tuple[str, str]
) -> list[str]:
    lines = [f"{scenario.title}: {names[0]} and {names[1]}", ""]
    parting, labels = found.parting, dict(scenario.calendar)
    wide = max(12, *map(len, names))
    if parting is None:
        lines.append(f"They are the same: {found.common} moves.")
    else:
        lines.append(f"{found.common} moves alike. Then, {labels[parting.day]}, {parting.title}")
        by = {"luck": "by luck: ", "choice": "ordered: ", "end": ""}[parting.kind]
        lines += [
            f"  {name:<{wide}} {by + words if words else 'has ended'}"
            for name, words in zip(names, parting.words, strict=True)
        ]
    if scenario.rungs:
        days = sorted({*found.rungs[0], *found.rungs[1]})
        lines += ["", f"  {'Escalation':<28} {names[0]:>{wide}} {names[1]:>{wide}}"]
        for day in days:
            rungs = [str(each.get(day, "-")) for each in found.rungs]
            mark = "  <" if parting and day == parting.day else ""
            lines.append(f"  {labels[day]:<28} {rungs[0]:>{wide}} {rungs[1]:>{wide}}{mark}")
    if found.luck:
        lines += ["", "The same was ordered, and something else came:"]
        for luck in found.luck:
            what = luck.order or luck.title
            lines.append(f"  {labels[luck.day]}, {what}")
            for name, came, share in zip(names, luck.came, luck.shares, strict=True):
                lines.append(f"    {name:<{wide}} {came}, {per_cent(share / 100)}")
    lines.append("")
    for name, game in zip(names, games, strict=True):
        lines.append(f"  {name:<{wide}} {game.ending.title if game.ending else 'has not ended'}")
    return lines
