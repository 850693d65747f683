"""The command line. Exit codes: 0 done, 1 something is wrong with the content, 2 wrong usage."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence

from game import __version__
from game.errors import Trouble

# As --help lists them.
COMMANDS = (
    "play",
    "new",
    "check",
    "replay",
    "compare",
    "keep",
    "simulate",
    "explore",
    "odds",
    "export",
    "screenshot",
    "schema",
    "test",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; without one, open the window."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # its greeting would break --json
    words = list(sys.argv[1:] if argv is None else argv)
    if words:
        _forgive()
        arguments = _parser().parse_args(words)
    else:  # the way to the first frame is short: no parser, no engine
        from game.commands.window import window

        arguments = argparse.Namespace(
            run=window,
            scenario=None,
            seed=None,
            record=None,
            preset=None,
            language=None,
            at=None,
            set=[],
        )
    try:
        code: int = arguments.run(arguments)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _forgive() -> None:
    """A letter that a terminal cannot show, or a pipe brings broken, must not end the game."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def entry() -> None:
    """The command ``excomm``."""
    sys.exit(main())


def _parser() -> argparse.ArgumentParser:
    from game.commands.common import program

    parser = argparse.ArgumentParser(
        prog=program(),
        description="ExComm: thirteen days in October 1962, from Kennedy's chair."
        " Without a command the game opens in its window.",
    )
    parser.add_argument("--version", action="version", version=f"ExComm {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        importlib.import_module(f"game.commands.{name}").add(commands)
    return parser
