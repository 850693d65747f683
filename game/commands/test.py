"""Run the tests; a checkout does that before it comes here."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    test = commands.add_parser("test", help="set up the test tools and run the tests")
    test.add_argument("pytest", nargs="*")
    test.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    print("'test' needs a checkout of the project: run 'python3 main.py test' there.")
    return 2
