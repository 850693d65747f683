"""Re-play a record and tell the game."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import known_language, print_json

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    replay = commands.add_parser("replay", help="re-play a record and tell the game")
    replay.add_argument("record", type=Path, metavar="RECORD|CODE")
    replay.add_argument("--scenario", help="the scenario, where it does not come with the game")
    replay.add_argument("--language", metavar="CODE", help="told in it, such as es")
    replay.add_argument("--json", action="store_true", help="the game as JSON")
    replay.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game.codes import record_of
    from game.export.table import summary
    from game.play import scenario_of
    from game.present import retell
    from game.words import use

    record = record_of(arguments.record, arguments.scenario)
    if arguments.language:
        known_language(arguments.language, arguments.scenario or record.scenario)
        use(arguments.language)
    scenario = scenario_of(record, arguments.record, arguments.scenario)
    story = retell.Retold(scenario, record)
    fault = " ".join(part for part in (record.damage, story.stopped) if part)
    if arguments.json:
        print_json(summary(story, record))
    else:
        for line in story.lines():
            print(line)
    if fault:
        print(f"{fault} 'play --from' goes on from there.", file=sys.stderr)
    return 1 if fault else 0
