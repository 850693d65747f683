"""Play a scenario in the window, or as plain text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import known_language, seed

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    play = commands.add_parser("play", help="play a scenario in the window, or as plain text")
    play.add_argument("scenario", nargs="?", help="an id, or the path of a scenario")
    play.add_argument("--text", action="store_true", help="plain lines and numbered options")
    play.add_argument("--seed", type=seed, help="the luck of the game: a whole number")
    play.add_argument("--preset", help="how unforgiving the world is, such as bundy or kennedy")
    play.add_argument(
        "--from", dest="record", type=Path, metavar="RECORD|CODE", help="go on with it"
    )
    play.add_argument("--language", metavar="CODE", help="of texts and interface, such as es")
    play.add_argument("--at", metavar="NODE", help="a trial from there, which is not kept")
    play.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE,...", help="what holds there"
    )
    play.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if arguments.record and (arguments.seed is not None or arguments.preset):
        print("--from goes on with a game; its seed and preset are in the record.", file=sys.stderr)
        return 2
    if arguments.at is None and arguments.set:
        print("--set says what holds at a node: name the node with --at.", file=sys.stderr)
        return 2
    if arguments.at is not None and arguments.record:
        print("--from goes on with a game and --at makes a trial: give one.", file=sys.stderr)
        return 2
    if arguments.language:
        known_language(arguments.language, arguments.scenario, arguments.record)
    if arguments.record:
        from game.codes import kept

        arguments.record = kept(arguments.record, arguments.scenario)
    if not arguments.text:
        from game.play import DEFAULT

        arguments.scenario = arguments.scenario or (None if arguments.record else DEFAULT)
        from game.commands.window import window

        return window(arguments)
    from game.play import DEFAULT, attempt, begin, resume
    from game.present.terminal import play_text
    from game.ui.settings import load
    from game.words import chosen, use

    use(chosen(arguments.language, load().language))
    if arguments.record:
        game = resume(arguments.record, arguments.scenario)
    elif arguments.at is not None:
        where, held = arguments.at, arguments.set
        scenario = arguments.scenario or DEFAULT
        game = attempt(scenario, where, held, arguments.seed, arguments.preset)
    else:
        game = begin(arguments.scenario or DEFAULT, arguments.seed, arguments.preset)
    return play_text(game, sys.stdin, sys.stdout)
