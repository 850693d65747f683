"""The command line. Exit codes: 0 done, 1 something is wrong with the content, 2 wrong usage."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game import __version__
from game.errors import Trouble

COMMANDS = ("play", "check", "replay", "simulate", "screenshot", "test")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; without one, open the window."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # its greeting would break --json
    words = list(sys.argv[1:] if argv is None else argv)
    if words:
        _forgive()
        arguments = _parser().parse_args(words)
    else:  # the way to the first frame is short: no parser, no engine
        arguments = argparse.Namespace(
            run=_window, scenario=None, seed=None, record=None, preset=None
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
    parser = argparse.ArgumentParser(
        prog="excomm" if Path(sys.argv[0]).stem == "excomm" else "main.py",
        description="ExComm: thirteen days in October 1962, from Kennedy's chair."
        " Without a command the game opens in its window.",
    )
    parser.add_argument("--version", action="version", version=f"ExComm {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    play = commands.add_parser("play", help="play a scenario in the window, or as plain text")
    play.add_argument("scenario", nargs="?", help="an id, or the path of a scenario")
    play.add_argument("--text", action="store_true", help="plain lines and numbered options")
    play.add_argument("--seed", type=_seed, help="the luck of the game: a whole number")
    play.add_argument("--preset", help="how unforgiving the world is, such as bundy or kennedy")
    play.add_argument("--from", dest="record", type=Path, metavar="RECORD", help="go on with it")
    play.set_defaults(run=_play)

    check = commands.add_parser("check", help="find every problem of a scenario")
    check.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="default: all")
    check.add_argument("--json", action="store_true", help="a list of problems as JSON")
    check.set_defaults(run=_check)

    replay = commands.add_parser("replay", help="re-play a record and tell the game")
    replay.add_argument("record", type=Path, metavar="RECORD")
    replay.add_argument("--scenario", help="the scenario, where it does not come with the game")
    replay.add_argument("--json", action="store_true", help="the game as JSON")
    replay.set_defaults(run=_replay)

    simulate = commands.add_parser("simulate", help="play many games and count how they end")
    simulate.add_argument("scenario", nargs="?", default="october-1962", metavar="SCENARIO")
    simulate.add_argument("--runs", type=_count, default=1000, help="how many (1000)")
    simulate.add_argument("--seed", type=_seed, default=1, help="of the first game (1)")
    simulate.add_argument("--policy", default="random", choices=("random",))
    simulate.add_argument("--preset", help="how unforgiving the world is")
    simulate.add_argument("--json", action="store_true", help="the counts as JSON")
    simulate.set_defaults(run=_simulate)

    shot = commands.add_parser("screenshot", help="draw a screen into a PNG, without a display")
    shot.add_argument("screen", nargs="?", help="one of --list")
    shot.add_argument("--scenario", default="october-1962", help="whose screen (october-1962)")
    shot.add_argument("-o", "--output", type=Path, metavar="FILE")
    shot.add_argument("--size", type=_size, default=(1280, 720), metavar="1280x720")
    shot.add_argument("--text-scale", type=_scale, default=100, metavar="100", help="100 to 200")
    shot.add_argument("--list", action="store_true", help="name the screens")
    shot.set_defaults(run=_screenshot)

    test = commands.add_parser("test", help="set up the test tools and run the tests")
    test.add_argument("pytest", nargs="*")
    test.set_defaults(run=_test)
    return parser


# -- argument types ----------------------------------------------------------------------------


def _seed(text: str) -> int:
    if text.isdecimal() and len(text) <= 18:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of at most 18 digits")


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 10_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to 10,000,000")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if width.isdecimal() and height.isdecimal():
        size = int(width), int(height)
        if 640 <= size[0] <= 7680 and 400 <= size[1] <= 4320:
            return size
    raise argparse.ArgumentTypeError(f"'{text}' is not a size from 640x400 to 7680x4320")


def _scale(text: str) -> int:
    if text.isdecimal() and 100 <= int(text) <= 200:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a per cent from 100 to 200")


# -- commands ----------------------------------------------------------------------------------


def _window(arguments: argparse.Namespace) -> int:
    from game.ui import app

    return app.run(
        scenario=arguments.scenario,
        seed=arguments.seed,
        record=str(arguments.record) if arguments.record else None,
        preset=arguments.preset,
    )


def _play(arguments: argparse.Namespace) -> int:
    if arguments.record and (arguments.seed is not None or arguments.preset):
        print("--from goes on with a game; its seed and preset are in the record.", file=sys.stderr)
        return 2
    if not arguments.text:
        from game.play import DEFAULT

        arguments.scenario = arguments.scenario or (None if arguments.record else DEFAULT)
        return _window(arguments)
    from game.play import DEFAULT, begin, resume
    from game.present.terminal import play_text

    if arguments.record:
        game = resume(arguments.record, arguments.scenario)
    else:
        game = begin(arguments.scenario or DEFAULT, arguments.seed, arguments.preset)
    return play_text(game, sys.stdin, sys.stdout)


def _check(arguments: argparse.Namespace) -> int:
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
        _print_json([{key: getattr(problem, key) for key in keys} for problem in found])
    else:
        for _, problems in groupby(found, key=lambda problem: problem.file):
            print(*problems, "", sep="\n")  # a blank line between files
        counts = f"{_many(errors, 'error')}, {_many(len(found) - errors, 'warning')}"
        quiet = f" ({silenced:,} silenced)" if silenced else ""
        print(f"{', '.join(names)}: {counts}{quiet}.")
    return 1 if errors else 0


def _replay(arguments: argparse.Namespace) -> int:
    from game.engine.rules import turn
    from game.play import load_record, scenario_of
    from game.present import retell

    record = load_record(arguments.record)
    scenario = scenario_of(record, arguments.record, arguments.scenario)
    story = retell.Retold(scenario, record)
    fault = " ".join(part for part in (record.damage, story.stopped) if part)
    if arguments.json:
        ended = turn(scenario, story.state) == "over"
        ending = scenario.nodes[story.state.node].id if ended else None
        _print_json(
            {
                "scenario": scenario.id,
                "seed": record.seed,
                "preset": record.preset,
                "moves": [str(item.move) for item in story.items],
                "ending": ending,
                "nuclear_use": story.nuclear,
                "meters": {m.id: story.state.meters[m.slot] for m in scenario.meters},
                "days": story.days,
            }
        )
    else:
        for line in story.lines():
            print(line)
    if fault:
        print(f"{fault} 'play --from' goes on from there.", file=sys.stderr)
    return 1 if fault else 0


def _simulate(arguments: argparse.Namespace) -> int:
    from game.analysis.simulate import simulate
    from game.scenario.load import open_scenario

    scenario = open_scenario(arguments.scenario)
    if arguments.preset and arguments.preset not in scenario.presets:
        raise Trouble(
            f"There is no preset '{arguments.preset}'; there are {', '.join(scenario.presets)}."
        )
    result = simulate(scenario, arguments.runs, arguments.seed, arguments.policy, arguments.preset)
    if arguments.json:
        _print_json(
            {
                "runs": result.runs,
                "endings": result.endings,
                "nuclear_use": result.nuclear_use,
                "mean_decisions": result.mean_decisions,
            }
        )
        return 0
    print(f"{scenario.title}: {_many(result.runs, 'game')}, {arguments.policy} play")
    width = max(len(ending.title) for ending in scenario.endings.values())
    for id, count in sorted(result.endings.items(), key=lambda item: -item[1]):
        share = count / result.runs
        bar = "#" * round(40 * share)
        print(f"  {scenario.endings[id].title:<{width}}  {100 * share:5.1f} %  {bar}".rstrip())
    print(f"A nuclear weapon is used in {100 * result.nuclear_use:.1f} % of them, in this model.")
    print(f"Decisions in a game: {result.mean_decisions:.1f} on average.")
    return 0


def _screenshot(arguments: argparse.Namespace) -> int:
    from game.ui import gallery

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
    gallery.save(
        arguments.screen,
        arguments.output,
        arguments.size,
        arguments.text_scale,
        arguments.scenario,
    )
    return 0


def _test(arguments: argparse.Namespace) -> int:
    print("'test' needs a checkout of the project: run 'python3 main.py test' there.")
    return 2


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
