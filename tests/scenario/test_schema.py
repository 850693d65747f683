"""The JSON Schema against the compiler: the same keys, needs and words; what one refuses of the
other is known by name."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from game import places
from game.cli import main
from game.scenario.load import load
from game.scenario.problems import CODES, Problem
from game.scenario.schema import schema, text
from tests.scenario import core, documents
from tests.scenario.full import FULL

ROOT = places.scenarios()
KEPT = ROOT / "schema.json"
FILES = sorted(path for path in ROOT.rglob("*.yaml") if path.parent.name != "text")
SHAPE = ("EX0107", "EX0110", "EX0111", "EX0112", "EX0113", "EX0114")
Path_ = tuple[str | int, ...]


@cache
def validator() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schema())


def faults(document: Any) -> list[str]:
    return [f"{e.json_path}: {e.message}" for e in validator().iter_errors(document)]


def compiled(document: Any, folder: Path) -> list[Problem]:
    """What the compiler says of a document of texts."""
    path = folder / "full.yaml"
    path.write_text(json.dumps(document), encoding="utf-8")  # JSON is YAML; all texts are quoted
    return load(path)[1]


# -- the file that is kept, and the files that name it ---------------------------------------------


def test_the_kept_schema_is_the_one_printed(capsys: pytest.CaptureFixture[str]) -> None:
    cure = "Run: python main.py schema -o scenarios/schema.json"
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert printed == text()
    assert KEPT.read_text(encoding="utf-8") == printed, cure


def test_the_schema_is_written_to_a_file(tmp_path: Path) -> None:
    assert main(["schema", "-o", str(tmp_path / "deep" / "s.json")]) == 0
    assert json.loads((tmp_path / "deep" / "s.json").read_text(encoding="utf-8")) == schema()


def test_it_is_a_schema_of_draft_7() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_scenario_file_names_the_schema_and_fits_it(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", written)
    assert match, "Its first line must name the schema for editors."
    assert (path.parent / match[1]).resolve() == KEPT.resolve()
    assert faults(core.read(written)) == []


def test_any_section_may_be_missing() -> None:
    whole = core.read(FULL)
    for section in whole:
        assert faults({section: whole[section]}) == []


# -- the same keys ---------------------------------------------------------------------------------


def resolved(part: Any) -> Any:
    name = part.get("$ref", "") if isinstance(part, dict) else ""
    return schema()["definitions"][name.rpartition("/")[2]] if name else part


def shapes(part: Any, value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Each part of the schema that describes keys, with where in a document it stands."""
    part = resolved(part)
    for inner in (*part.get("allOf", ()), *part.get("anyOf", ())):
        yield from shapes(inner, value, path)
    if isinstance(value, list) and isinstance(part.get("items"), dict):
        for number, item in enumerate(value):
            yield from shapes(part["items"], item, (*path, number))
    if not isinstance(value, dict) or part.get("type") != "object":
        return
    if "properties" in part:
        yield path, part
    for key, item in value.items():
        inner = part.get("properties", {}).get(key)
        for pattern, held in part.get("patternProperties", {}).items():
            inner = inner or (held if re.match(pattern, key) else None)
        if isinstance(inner, dict):
            yield from shapes(inner, item, (*path, key))


def described(part: Any) -> Iterator[str]:
    """Every part of the schema that describes keys, as text."""
    if isinstance(part, dict):
        if part.get("type") == "object" and "properties" in part:
            yield json.dumps({**part, "description": ""}, sort_keys=True)
        for item in part.values():
            yield from described(item)
    elif isinstance(part, list):
        for item in part:
            yield from described(item)


PLACES = [
    (path, part)
    for path, part in shapes(schema(), core.read(FULL))
    if path[:1] != ("silence",) and path[-1:] != ("weight",)  # bands: keys are the values of `by`
]
at_places = pytest.mark.parametrize(("path", "part"), PLACES, ids=[str(p[0]) for p in PLACES])


def at(document: Any, path: Path_) -> Any:
    for key in path:
        document = document[key]
    return document


def changed(path: Path_, key: str | int, value: Any = None) -> Any:
    """The full scenario with one thing put in, or taken out where the value is None."""
    document = core.plain(FULL)
    if value is None:
        del at(document, path)[key]
    else:
        at(document, path)[key] = value
    return document


def test_the_full_scenario_has_no_error_and_fits(tmp_path: Path) -> None:
    assert compiled(core.plain(FULL), tmp_path) == []
    assert faults(core.read(FULL)) == []


def test_the_full_scenario_visits_every_part_of_the_schema() -> None:
    visited = {json.dumps({**part, "description": ""}, sort_keys=True) for _, part in PLACES}
    silence = set(described(schema()["properties"]["silence"]))
    silence |= set(described(schema()["definitions"]["reason"]))
    bands = set(described(schema()["definitions"]["outcome"]["properties"]["weight"]))
    assert set(described({**schema(), "type": ""})) - silence - bands <= visited


@at_places
def test_the_compiler_knows_the_same_keys(path: Path_, part: Any, tmp_path: Path) -> None:
    document = changed(path, "zzz", "So")
    told = [p.message for p in compiled(document, tmp_path) if "no key 'zzz'" in p.message]
    assert len(told) == 1
    known = told[0].partition("The keys are ")[2].rstrip(".").split(", ")
    assert set(known) == set(part["properties"])
    assert any("zzz" in fault for fault in faults(core.typed(document)))


@at_places
def test_the_compiler_needs_the_same_keys(path: Path_, part: Any, tmp_path: Path) -> None:
    there = at(core.read(FULL), path)
    for key in part["properties"]:
        if key not in there or not path:
            continue
        document = changed(path, key)
        needed = any(p.code in ("EX0111", "EX0404") for p in compiled(document, tmp_path))
        assert needed == bool(faults(core.typed(document))), key
        assert key not in part.get("required", ()) or needed


def test_every_key_stands_in_the_full_scenario() -> None:
    """So that the tests above have looked at all of them."""
    stands: dict[str, set[str]] = {}
    wanted: dict[str, set[str]] = {}
    for path, part in PLACES:
        name = json.dumps({**part, "description": ""}, sort_keys=True)
        wanted[name] = set(part["properties"])
        stands.setdefault(name, set()).update(at(core.read(FULL), path))
    for name, keys in wanted.items():
        assert keys - stands[name] == set()


def test_the_codes_that_may_be_silent_are_the_same() -> None:
    assert set(schema()["properties"]["silence"]["properties"]) == {
        code for code, (severity, _) in CODES.items() if severity == "warning" and code != "EX0702"
    }


def test_every_key_has_words_for_an_editor() -> None:
    def silent(part: Any, name: str) -> Iterator[str]:
        for key, inner in part.get("properties", {}).items():
            if not resolved(inner).get("description", "").endswith((".", "?")):
                yield f"{name}.{key}"
        for key, inner in part.items():
            for item in inner if isinstance(inner, list) else [inner]:
                if isinstance(item, dict) and key not in ("if", "then", "else", "definitions"):
                    yield from silent(item, f"{name}.{key}")

    assert list(silent(schema(), "")) == []
    for name, part in schema()["definitions"].items():
        assert list(silent(part, name)) == []


# -- the same words and shapes ---------------------------------------------------------------------


def enums(part: Any, value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, list[str]]]:
    for where, inner in shapes(part, value, path):
        for key, item in inner["properties"].items():
            if "enum" in item and key in at(core.read(FULL), where):
                yield (*where, key), item["enum"]


ENUMS = list(enums(schema(), core.read(FULL)))


@pytest.mark.parametrize(("path", "words"), ENUMS, ids=[str(e[0]) for e in ENUMS])
def test_the_compiler_takes_the_same_words(path: Path_, words: list[str], tmp_path: Path) -> None:
    told = compiled(changed(path[:-1], path[-1], "zzz"), tmp_path)
    (message,) = {p.message for p in told if "found 'zzz'" in p.message}
    assert f"may be {', '.join(words)};" in message


def spots(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every place of a document."""
    if path:
        yield path
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, dict | list):
            yield from spots(item, (*path, key))
        else:
            yield (*path, key)


STRANGE: list[Any] = [["x"], {"x": "y"}, "Some words.", "-7"]
# Of the faults of shape a schema cannot see these: they hang on other places, on names, or on
# what YAML makes of a text.
BEYOND = (
    r"The effect on .* must be \+n, -n or =n",  # +1 and 1 are one number to YAML
    r"The effect on flag .* must be true or false",  # nor does a schema know which is a flag
    r"A truth can only be 'told'",
    r"lies in .* passes it",
    r"must lie in 0\.\.\d+; found",  # of this meter, of this ladder
    r"'levels' of meter .* has no word for",
    r"is not a value or band of",
    r"has no band for value",
    r"The ladder (has|shows)",
    r"'so' of truth",
)


def test_what_the_schema_refuses_the_compiler_refuses(tmp_path: Path) -> None:
    """And of what the compiler refuses for its shape the schema lets pass only what is beyond it:
    every place of the full scenario with every strange thing in it."""
    whole = core.plain(FULL)
    refused, stricter, passed = 0, [], set()
    for path in spots(whole):
        section = str(path[0])
        for strange in STRANGE if section != "silence" else ():
            document = copy.deepcopy(whole)
            at(document, path[:-1])[path[-1]] = strange
            fits = validator().is_valid(core.typed({section: document[section]}))
            told = [p for p in compiled(document, tmp_path) if p.severity == "error"]
            refused += not fits
            if not fits and not told:
                stricter.append((path, strange))
            for problem in told if fits else ():
                beyond = next((b for b in BEYOND if re.search(b, problem.message)), "")
                if problem.code in SHAPE:
                    passed.add(beyond or f"{path} {strange!r}: {problem.message}")
    assert stricter == []
    assert passed <= set(BEYOND)
    assert refused > 500


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("nodes", "1/a"), "next", "2/b"),  # its options lead on
        (("nodes", "1/a"), "outcomes", {"k": {"title": "K", "next": "2/b"}}),
        (("nodes", "2/b"), "outcomes", {"k": {"title": "K", "next": "3/c"}}),
        (("nodes", "2/b", "options", "i"), "next", "3/c"),  # the agenda leads on
        (("nodes", "2/b", "options", "i"), "when", "f"),  # and nothing says why it is closed
        (("nodes", "3/d"), "options", {}),
        (("meters", "m"), "shown", "word"),  # and there are no words
    ],
)
def test_both_refuse_what_does_not_go_together(
    path: Path_, key: str, value: Any, tmp_path: Path
) -> None:
    document = changed(path, key, value)
    assert [p for p in compiled(document, tmp_path) if p.severity == "error"]
    assert faults(core.typed(document))


# -- the examples of the diagnostics ---------------------------------------------------------------

EXAMPLES = [(e.name, e) for page in documents.documents() for e in page.examples]
# Faults of shape that a schema cannot see, and why.
UNSEEN = {
    "EX0105-bad-1": "a tag is gone when a value is read",
    "EX0112-bad-1": "to YAML 1 and +1 are one number",
    "EX0114-bad-1": "the range stands in another key",
}


def seen(example: documents.Example) -> list[str]:
    found: list[str] = []
    for name, data in example.files.items():
        if name.endswith(".yaml") and not name.startswith("text/"):
            try:
                found += faults(core.read(data.decode("utf-8")))
            except (UnicodeDecodeError, yaml.YAMLError) as error:
                found.append(str(error))
    return found


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_of_a_fault_of_shape_does_not_fit(name: str, example: documents.Example) -> None:
    unread = ("EX0102", "EX0103", "EX0105", "EX0106")  # no YAML, or more than a reader takes
    shape = example.bad and name[:6] in (*unread, *SHAPE, "EX0701")
    assert bool(seen(example)) == (shape and name not in UNSEEN), seen(example)
