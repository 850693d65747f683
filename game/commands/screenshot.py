"""Draw a screen into a PNG, without a display."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import known_language, scale, size

if TYPE_CHECKING:
    from game.commands.common import Commands


def add(commands: Commands) -> None:
    shot = commands.add_parser("screenshot", help="draw a screen into a PNG, without a display")
    shot.add_argument("screen", nargs="?", help="one of --list")
    shot.add_argument("--scenario", default="october-1962", help="whose screen (october-1962)")
    shot.add_argument("-o", "--output", type=Path, metavar="FILE")
    shot.add_argument("--size", type=size, default=(1280, 720), metavar="1280x720")
    shot.add_argument("--text-scale", type=scale, default=100, metavar="100", help="100 to 200")
    shot.add_argument("--language", default="en", metavar="CODE", help="such as es (en)")
    shot.add_argument("--list", action="store_true", help="name the screens")
    shot.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game.ui import gallery
    from game.words import use

    if arguments.list:
        print("\n".join(gallery.NAMES))
        return 0
    if not arguments.screen or not arguments.output:
        print("Name a screen (--list names them) and a file (-o FILE).", file=sys.stderr)
        return 2
    if arguments.screen not in gallery.NAMES:
        from game.scenario.problems import did_you_mean

        print(
            f"There is no screen '{arguments.screen}'."
            f"{did_you_mean(arguments.screen, gallery.NAMES)} --list names them.",
            file=sys.stderr,
        )
        return 2
    known_language(arguments.language, arguments.scenario)
    use(arguments.language)
    gallery.save(
        arguments.screen,
        arguments.output,
        arguments.size,
        arguments.text_scale,
        arguments.scenario,
    )
    return 0
