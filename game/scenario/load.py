"""Finding and loading scenarios: a folder of YAML files, or one file; and in which language."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game import places
from game.errors import Trouble
from game.scenario import cache, translation
from game.scenario.build import build
from game.scenario.checks.draft import Draft
from game.scenario.checks.graph import check_errors
from game.scenario.model import Scenario
from game.scenario.problems import Mark, Problem, Problems, did_you_mean
from game.scenario.source import Items, Scalar, Table, Tree, parse, read_text
from game.scenario.translation import Translation

MAX_FILES = 500


def known() -> list[str]:
    """The ids of the scenarios that came with the game."""
    folder = places.scenarios()
    if not folder.is_dir():
        return []
    return sorted(p.name for p in folder.iterdir() if (p / "scenario.yaml").is_file())


def find(reference: str) -> Path:
    """The folder or file of a scenario: an id under ``scenarios/``, or a path.

    Raises :class:`Trouble` when there is neither.
    """
    if reference in known():
        return places.scenarios() / reference
    path = Path(reference)
    try:
        if path.exists():
            return path
    except (OSError, ValueError):
        pass
    raise Trouble(
        f"There is no scenario '{reference}'.{did_you_mean(reference, known())}"
        f" Give one of {', '.join(known()) or 'none'}, or the path of a folder or a YAML file."
    )


def load(path: Path, copied: bool = False) -> tuple[Scenario | None, list[Problem]]:
    """The scenario, or None if it has errors; and all of them, in order of file and line.

    A copied folder need not be called as the scenario is. What does not keep the scenario from
    being played is told by :func:`game.analysis.verify.verify`.
    """
    problems = Problems()
    draft = read(path, problems, copied)
    return (draft.scenario if draft else None), problems.in_order()


_opened: dict[
    tuple[Path, bool, str], tuple[object, Scenario]
] = {}  # what was opened, in which language, and how its files stood


def open_scenario(reference: str, copied: bool = False, language: str = "") -> Scenario:
    """The scenario of an id or path. Raises :class:`Trouble` with its first error.

    A copied folder need not be called as the scenario is. `language` such as ``es``: in its
    translation, where it has one.
    While its files stay as they are a scenario is read once in a process.
    """
    path = find(reference)
    if language and language not in translation.files(path):
        language = ""
    stand = _stand(path, copied, language)
    held = _opened.get((path, copied, language))
    if held and stand and held[0] == stand:
        return held[1]
    scenario = cache.load(path, stand, language) if stand else None
    if scenario is None:
        scenario = _compiled(reference, path, copied, language)
        if stand:
            cache.keep(path, stand, scenario, language)
    _opened[path, copied, language] = (stand, scenario)
    return scenario


def _compiled(reference: str, path: Path, copied: bool, language: str) -> Scenario:
    problems = Problems()
    draft = read(path, problems, copied, language)
    if draft is None:
        errors = [problem for problem in problems.in_order() if problem.severity == "error"]
        more = f" There are {len(errors) - 1} more." if len(errors) > 1 else ""
        raise Trouble(
            f"The scenario '{reference}' cannot be played. {errors[0]}{more}"
            f" 'main.py check {reference}' lists them all."
        )
    return draft.scenario


def _stand(path: Path, copied: bool, language: str) -> object:
    """What a compiled scenario depends on: the names, sizes and times of its files, and whether it
    must be called as its folder is. None if they cannot be read."""
    try:
        files = [path] if path.is_file() else sorted(path.rglob("*.yaml"))
        other = {file for code, file in translation.files(path).items() if code != language}
        found = [(file, file.stat()) for file in files if file not in other]
    except OSError:
        return None
    return [copied, *((str(file), stat.st_size, stat.st_mtime_ns) for file, stat in found)]


def _files(path: Path, problems: Problems) -> list[tuple[Path, str]]:
    if path.is_file():
        return [(path, path.name)]
    try:
        files = sorted(p for p in path.rglob("*.yaml") if _is_source(p.relative_to(path).parts))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        problems.add("EX0101", Mark(path.name, 1, 1), f"The folder cannot be read ({reason}).")
        return []
    if not files:
        problems.add(
            "EX0101",
            Mark(path.name, 1, 1),
            "The folder holds no *.yaml file. Begin with scenario.yaml.",
        )
    elif len(files) > MAX_FILES:
        problems.add(
            "EX0106", Mark(path.name, 1, 1), f"More than {MAX_FILES} YAML files. Is it the folder?"
        )
        return []
    return [(file, f"{path.name}/{file.relative_to(path).as_posix()}") for file in files]


def _is_source(parts: tuple[str, ...]) -> bool:
    """Whether a file of the folder is part of the scenario: no record, no translation."""
    return "lines" not in parts and parts[0] != translation.FOLDER


def read(path: Path, problems: Problems, copied: bool = False, language: str = "") -> Draft | None:
    """The scenario with the tree it was written as, or None if it has errors.

    In a language its texts, and the places of them, are those of ``text/<language>.yaml``.
    """
    with uncollected():
        return _read(path, problems, copied, language)


@contextmanager
def uncollected() -> Iterator[None]:
    """While all that is made stays, looking for rubbish in it costs a fifth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _read(path: Path, problems: Problems, copied: bool, language: str) -> Draft | None:
    digest = hashlib.blake2b(digest_size=8)
    texts: list[str] = []
    sections: dict[str, tuple[Mark, Tree]] = {}
    whole = True
    for file, name in _files(path, problems):
        text = read_text(file, name, problems)
        tree = None if text is None else parse(text, name, problems)
        if text is None or tree is None:
            whole = False
            continue
        digest.update(f"{name}\0{text}\0".encode())
        texts.append(text)
        if isinstance(tree, Table):
            _lay_together(sections, tree, problems)
        else:
            problems.add(
                "EX0112",
                tree.mark,
                "The file must hold sections such as 'nodes:', not "
                + ("a list." if isinstance(tree, Items) else "plain text."),
            )
            whole = False
    if not whole or not sections:
        return None  # what is missing would only bring follow-up faults
    root = Table(sections, Mark(path.name, 1, 1))
    translated = None
    if language:
        root, translated = _translated(path, root, language, problems)
    folder = path if path.is_dir() else path.parent
    scenario, cited = build(root, texts, digest.hexdigest(), str(folder), problems)
    own = path.resolve().name
    if not copied and path.is_dir() and scenario.id and scenario.id != own:
        problems.add(
            "EX0113",
            sections["scenario"][0] if "scenario" in sections else root.mark,
            f"The id is '{scenario.id}' but the folder is '{own}'. Give both the same name.",
        )
    if not problems.errors:
        check_errors(scenario, problems)
    return None if problems.errors else Draft(scenario, root, frozenset(cited), translated)


def _translated(
    path: Path, root: Table, language: str, problems: Problems
) -> tuple[Table, Translation]:
    """The tree in a language; in one without a file it is as it was, and nothing is translated."""
    file = translation.files(path).get(language)
    given = None
    if file:
        name = f"{path.name}/{translation.FOLDER}/{file.name}"
        if not translation.CODE.fullmatch(language):
            problems.add(
                "EX0113",
                Mark(name, 1, 1),
                f"'{language}' is no language. Call the file by a code, such as es.yaml or"
                " pt-br.yaml.",
            )
        text = read_text(file, name, problems)
        given = None if text is None else parse(text, name, problems)
    return translation.lay_over(root, given, language, problems)


def _lay_together(sections: dict[str, tuple[Mark, Tree]], tree: Table, problems: Problems) -> None:
    for key, (mark, value) in tree.entries.items():
        if key not in sections or (_empty(sections[key][1]) and isinstance(value, Table)):
            if isinstance(value, Table):
                value = Table(dict(value.entries), value.mark)
            sections[key] = (mark, value)
            continue
        held = sections[key][1]
        first = sections[key][0]
        if isinstance(held, Table) and isinstance(value, Table) and key != "scenario":
            for name, (at, entry) in value.entries.items():
                if name in held.entries:
                    other = held.entries[name][0]
                    problems.add(
                        "EX0115",
                        at,
                        f"'{name}' of '{key}' is defined in {other.file}, line {other.line},"
                        " already. Rename or delete one.",
                    )
                else:
                    held.entries[name] = (at, entry)
        elif not _empty(value):
            problems.add(
                "EX0115",
                mark,
                f"'{key}' stands in {first.file}, line {first.line}, already. Keep one.",
            )


def _empty(tree: Tree) -> bool:
    """Whether a section has nothing below it."""
    return isinstance(tree, Scalar) and not tree.text
