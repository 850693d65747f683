"""Keep a game beside its scenario, as a line that ``check`` plays from then on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import many, quoted

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    keep = commands.add_parser("keep", help="keep a game as a test of its scenario")
    keep.add_argument("record", type=Path, metavar="RECORD")
    keep.add_argument(
        "--as", dest="name", metavar="NAME", required=True, help="written to lines/NAME.record"
    )
    keep.add_argument("--scenario", help="the scenario, where it does not come with the game")
    keep.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game import storage
    from game.analysis import lines
    from game.errors import Trouble
    from game.play import load_record, scenario_of
    from game.scenario.fields import ID, LETTERS, is_id

    name = arguments.name
    if not is_id(name, ID):
        raise Trouble(f"'{name}' cannot be the name of a line; write it with {LETTERS[ID]}.")
    game = load_record(arguments.record)
    scenario = scenario_of(game, arguments.record, arguments.scenario)
    try:
        line = lines.kept(scenario, game)
    except Trouble as trouble:
        raise Trouble(f"'{arguments.record.name}' is not kept. {trouble}") from trouble
    path = Path(scenario.folder) / lines.FOLDER / f"{name}.record"
    text = line.text()
    if not storage.create(path, text) and storage.read(path) != text:
        raise Trouble(f"'{path}' is there already and is another line. Take another name.")
    print(f"{quoted(path)}: {many(len(line.made), 'move')}, to '{lines.ends_at(line)}'.")
    return 0
