"""Find every problem of scenarios, or what an edit does to games that were played before."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import many, print_json
from game.errors import Trouble

if TYPE_CHECKING:
    from game.commands.common import Commands
    from game.engine.record import Record


def add(commands: Commands) -> None:
    check = commands.add_parser("check", help="find every problem of a scenario")
    check.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="default: all")
    check.add_argument(
        "--against",
        nargs="+",
        metavar=("OLD_DIR", "RECORD"),
        help="instead: which games (records, or folders of them) go another way now than in the"
        " scenario as it was",
    )
    check.add_argument(
        "--language",
        metavar="CODE",
        help="instead: the texts that are not translated into it, such as es, in the shape of"
        " text/es.yaml",
    )
    check.add_argument("--json", action="store_true", help="what was found as JSON")
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if arguments.against:
        return _against(arguments)
    if arguments.language:
        return _untranslated(arguments)
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
        print_json([{key: getattr(problem, key) for key in keys} for problem in found])
    else:
        for _, problems in groupby(found, key=lambda problem: problem.file):
            print(*problems, "", sep="\n")  # a blank line between files
        counts = f"{many(errors, 'error')}, {many(len(found) - errors, 'warning')}"
        quiet = f" ({silenced:,} silenced)" if silenced else ""
        print(f"{', '.join(names)}: {counts}{quiet}.")
    return 1 if errors else 0


def _untranslated(arguments: argparse.Namespace) -> int:
    """What a translation lacks, so that it can be put into its file and translated."""
    import yaml

    from game.scenario.load import find, read
    from game.scenario.problems import Problems
    from game.scenario.translation import CODE, FOLDER, pasted

    code = arguments.language
    if len(arguments.scenarios) != 1 or not CODE.fullmatch(code):
        print(
            "--language lists the texts of one scenario that are not translated: check SCENARIO"
            " --language es, or another code of a language.",
            file=sys.stderr,
        )
        return 2
    (name,) = arguments.scenarios
    problems = Problems()
    draft = read(find(name), problems, language=code)
    if draft is None or draft.translation is None:
        first, *others = (p for p in problems.in_order() if p.severity == "error")
        more = f" There are {len(others)} more." if others else ""
        raise Trouble(f"{first}{more} 'main.py check {name}' lists them all.")
    told = draft.translation
    if arguments.json:
        print_json(
            {
                "language": code,
                "name": told.name,
                "texts": told.texts,
                "untranslated": [{"keys": one.keys, "text": one.text} for one in told.missing],
            }
        )
        return 0
    print(f"# {draft.scenario.id}/{FOLDER}/{code}.yaml: {told.lacking:,} of", end=" ")
    print(f"{many(told.texts, 'text')} {'is' if told.texts == 1 else 'are'} not translated.")
    if not told.name:
        print("language: ''  # what it calls itself, such as Español")
    if told.missing:
        text = yaml.safe_dump(pasted(told.missing), sort_keys=False, allow_unicode=True, width=96)
        print(text, end="")
    return 0


def _against(arguments: argparse.Namespace) -> int:
    from game.analysis.against import as_json, judge, lines
    from game.scenario.load import open_scenario

    before, *paths = arguments.against
    if len(arguments.scenarios) != 1 or not paths:
        print(
            "--against compares one scenario: check SCENARIO --against OLD_DIR RECORD ..., with"
            " records or folders of them.",
            file=sys.stderr,
        )
        return 2
    old, new = open_scenario(before, copied=True), open_scenario(arguments.scenarios[0])
    if old.id != new.id:
        raise Trouble(
            f"'{before}' holds the scenario '{old.id}', not '{new.id}'. Give a copy of the folder"
            f" of '{new.id}' as it was."
        )
    records, unread = _records([Path(path) for path in paths])
    games = [(name, record) for name, record in records if record.scenario == new.id]
    others = len(records) - len(games)
    if not games and not unread:
        found = f"only {many(others, 'game')} of other scenarios" if others else "none"
        raise Trouble(
            f"Records of games of '{new.id}' were expected in {', '.join(paths)}; found {found}."
            " They lie in the folder 'games' of your data folder, and end in .record."
        )
    told = [judge(old, new, name, record) for name, record in games]
    if arguments.json:
        print_json({"games": as_json(told), "unread": unread, "others": others})
    else:
        print(f"{new.title}, {many(len(games), 'game')} against {before}:")
        for line in lines(told):
            print(line)
        for name, why in unread.items():
            print(f"\n{name}: not judged. {why}")
        if others:
            print(f"\n{many(others, 'record')} of other scenarios passed over.")
    return 1 if unread or any(one.verdict != "same" for one in told) else 0


def _records(paths: list[Path]) -> tuple[list[tuple[str, Record]], dict[str, str]]:
    """The records of files and folders; and those that cannot be read, with the reason."""
    from game.play import load_record

    found: list[tuple[str, Record]] = []
    unread: dict[str, str] = {}
    for path in paths:
        for file in sorted(path.rglob("*.record")) if path.is_dir() else [path]:
            try:
                record = load_record(file)
            except Trouble as trouble:
                unread[str(file)] = str(trouble)
                continue
            if record.damage:
                unread[str(file)] = record.damage
            else:
                found.append((str(file), record))
    return found, unread
