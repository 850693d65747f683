"""Write a scenario in another engine's language."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.errors import Trouble

if TYPE_CHECKING:
    from game.commands.common import Commands
    from game.scenario.model import Scenario

FORMATS = {
    "ink": "ink source, for inky and every ink player",
    "twee": "Twee 3 with SugarCube, for Twine",
    "mermaid": "a flowchart, drawn by many wikis",
    "prism": "a model for the checkers Storm and PRISM",
}


def add(commands: Commands) -> None:
    export = commands.add_parser("export", help="write a scenario in another engine's language")
    export.add_argument("scenario", metavar="SCENARIO", help="an id, or the path of a scenario")
    listed = "; ".join(f"{name}: {what}" for name, what in FORMATS.items())
    export.add_argument("--to", required=True, choices=FORMATS, metavar="FORMAT", help=listed)
    export.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    export.add_argument("--preset", help="of prism, which carries one; the others carry all")
    export.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from game import storage
    from game.scenario.load import open_scenario

    scenario = open_scenario(arguments.scenario)
    preset = arguments.preset or scenario.preset
    if preset not in scenario.presets:
        raise Trouble(f"There is no preset '{preset}'; there are {', '.join(scenario.presets)}.")
    storage.write(arguments.output, text(scenario, arguments.to, preset))
    print(f"{scenario.title}: written to {arguments.output} ({FORMATS[arguments.to]}).")
    return 0


def text(scenario: Scenario, format: str, preset: str) -> str:
    """The scenario in one of FORMATS; only prism has its preset fixed."""
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
