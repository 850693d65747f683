"""Write a scenario in another engine's language, or a game for people and other programs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.errors import Trouble

if TYPE_CHECKING:
    from game.commands.common import Commands
    from game.engine.record import Record
    from game.present.retell import Retold
    from game.scenario.model import Scenario

SCENARIOS = {
    "ink": "ink source, for inky and every ink player",
    "twee": "Twee 3 with SugarCube, for Twine",
    "mermaid": "a flowchart, drawn by many wikis",
    "prism": "a model for the checkers Storm and PRISM",
}
GAMES = {
    "html": "a page to read and print",
    "csv": "a table, one row a move",
    "json": "data for programs",
    "share": "a short code, for play --from and replay",
}


def add(commands: Commands) -> None:
    export = commands.add_parser(
        "export", help="write a scenario in another engine's language, or a game as a page"
    )
    export.add_argument(
        "what", metavar="SCENARIO|RECORD", help="a scenario, or the record of a game"
    )
    listed = (
        f"of a {of}: " + "; ".join(f"{name}: {what}" for name, what in kinds.items())
        for of, kinds in (("scenario", SCENARIOS), ("game", GAMES))
    )
    export.add_argument(
        "--to",
        required=True,
        choices=[*SCENARIOS, *GAMES],
        metavar="FORMAT",
        help=". ".join(listed),
    )
    export.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="without it, on standard output"
    )
    export.add_argument("--preset", help="of prism, which carries one; the others carry all")
    export.add_argument("--scenario", help="of a game: where it does not come with the program")
    export.add_argument("--language", metavar="CODE", help="of a game: told in it, such as es")
    export.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    return _game(arguments) if arguments.to in GAMES else _scenario(arguments)


def _scenario(arguments: argparse.Namespace) -> int:
    from game.commands.common import preset_of
    from game.scenario.load import open_scenario

    if arguments.scenario or arguments.language:
        raise Trouble("--scenario and --language are for the export of a game.")
    if _is_record(Path(arguments.what)):
        raise Trouble(
            f"'{arguments.what}' is the record of a game; {arguments.to} is made of a scenario:"
            f" give its id or its path. A game is written to {', '.join(GAMES)}."
        )
    scenario = open_scenario(arguments.what)
    _write(
        arguments,
        scenario_text(scenario, arguments.to, preset_of(scenario, arguments.preset)),
        f"{scenario.title}: written to {arguments.output} ({SCENARIOS[arguments.to]}).",
    )
    return 0


def _game(arguments: argparse.Namespace) -> int:
    from game.codes import is_code, record_of
    from game.commands.common import known_language
    from game.play import scenario_of
    from game.present.retell import Retold
    from game.words import use

    path = Path(arguments.what)
    if arguments.preset:
        raise Trouble("--preset is for the export of a scenario; a game has its own.")
    if not path.is_file() and not is_code(path):
        raise Trouble(
            f"'{arguments.what}' is no file; {arguments.to} is made of a game: give the path of"
            f" its record. A scenario is written to {', '.join(SCENARIOS)}."
        )
    record = record_of(path, arguments.scenario)
    if arguments.language:
        known_language(arguments.language, arguments.scenario or record.scenario)
        use(arguments.language)
    story = Retold(scenario_of(record, path, arguments.scenario), record)
    said = f"{path.name}: written to {arguments.output} ({GAMES[arguments.to]})."
    _write(arguments, game_text(story, record, arguments.to), said)
    fault = " ".join(part for part in (record.damage, story.stopped) if part)
    if fault:
        print(f"It is told as far as it holds. {fault}", file=sys.stderr)
    return 1 if fault else 0


def _is_record(path: Path) -> bool:
    from game.engine.record import HEAD

    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline(len(HEAD) + 1).removeprefix("\ufeff").startswith(HEAD)
    except OSError:
        return False


def _write(arguments: argparse.Namespace, text: str, said: str) -> None:
    from game import storage

    if arguments.output is None:
        print(text, end="")
        return
    storage.write(arguments.output, text)
    print(said)


def scenario_text(scenario: Scenario, format: str, preset: str) -> str:
    """The scenario in one of SCENARIOS; only prism has its preset fixed."""
    if format == "ink":
        from game.export.ink import ink

        return ink(scenario)
    if format == "twee":
        from game.export.twee import twee

        return twee(scenario)
    if format == "mermaid":
        from game.export.mermaid import mermaid

        return mermaid(scenario)
    from game.export.prism import prism

    return prism(scenario, preset)


def game_text(story: Retold, record: Record, format: str) -> str:
    """The game in one of GAMES."""
    if format == "html":
        from game.export.page import page

        return page(story, record)
    if format == "share":
        return _code(story, record)
    from game.export.table import document, table

    return table(story, record) if format == "csv" else document(story, record)


def _code(story: Retold, record: Record) -> str:
    from game.engine.code import LONG, NoCode, encode

    try:
        code = encode(story.scenario, record)
    except NoCode as why:
        raise Trouble(
            f"This game cannot be told by a code. {why} Send the file of the record instead."
        ) from why
    if len(code) > LONG:
        print(f"The code is longer than {LONG} letters: {len(code)}.", file=sys.stderr)
    return f"{code}\n"
