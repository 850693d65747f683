"""Find every problem of scenarios."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.common import many, print_json

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    check = commands.add_parser("check", help="find every problem of a scenario")
    check.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="default: all")
    check.add_argument("--json", action="store_true", help="a list of problems as JSON")
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from itertools import groupby

    from game.analysis.verify import review
    from game.scenario.load import find, known
    from game.scenario.problems import Problem

    found: list[Problem] = []
    names = arguments.scenarios or known()
    silenced = 0
    for name in names:
        told = review(find(name))
        found += told.problems
        silenced += told.silenced
    errors = sum(problem.severity == "error" for problem in found)
    if arguments.json:
        keys = Problem.__slots__
        print_json([{key: getattr(problem, key) for key in keys} for problem in found])
    else:
        for _, problems in groupby(found, key=lambda problem: problem.file):
            print(*problems, "", sep="\n")  # a blank line between files
        counts = f"{many(errors, 'error')}, {many(len(found) - errors, 'warning')}"
        quiet = f" ({silenced:,} silenced)" if silenced else ""
        print(f"{', '.join(names)}: {counts}{quiet}.")
    return 1 if errors else 0
