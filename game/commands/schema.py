"""Print the JSON Schema of a scenario file, for editors."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    schema = commands.add_parser("schema", help="print the JSON Schema of a scenario, for editors")
    schema.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it there instead")
    schema.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game import storage
    from game.scenario.schema import text

    if arguments.output:
        storage.write(arguments.output, text())
    else:
        print(text(), end="")
    return 0
