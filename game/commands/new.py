"""Start a scenario: a small one that plays, to be changed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import program, quoted

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    new = commands.add_parser("new", help="start a scenario of your own, from a small one")
    new.add_argument("folder", type=Path, metavar="DIR", help="a new folder; its name is the id")
    new.add_argument("--title", metavar="TEXT", help="the title of the scenario")
    new.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game.scenario.starter import begin

    files = begin(arguments.folder, arguments.title)
    folder = quoted(arguments.folder)
    print(f"A small scenario that plays is in {folder}: {', '.join(files)}.")
    print("Next:")
    for command in (f"check {folder}", f"play {folder} --text", f"odds {folder}"):
        print(f"  {program()} {command}")
    return 0
