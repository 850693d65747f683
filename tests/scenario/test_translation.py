"""Translations: the texts are other ones, the game is the same, and every slip is told."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.analysis.playout import at_random, play_out
from game.analysis.verify import review, verify
from game.cli import main
from game.errors import Trouble
from game.scenario import cache, load, translation
from game.scenario.expression import Expression
from game.scenario.load import open_scenario, read
from game.scenario.model import Scenario
from game.scenario.problems import Problems
from game.scenario.source import Table, parse
from game.scenario.translation import lay_over, pasted
from tests.scenario.full import FULL

MARK = "¡"
# Fields of the model that hold words and no texts: ids, kinds, colours, sources, places of files.
# A new field of text must get its place in game/scenario/texts.py; a new one of ids stands here.
IDS = {
    "Act.id", "Camp.colour", "Camp.id", "Cause.id", "Cause.kind", "Circle.id", "Ending.family",
    "Ending.id", "Expectation.outcomes", "Expectation.who", "Fact.id", "Fact.sources", "Flag.id",
    "Meter.better", "Meter.id", "Meter.shown", "Node.confidence", "Node.id", "Node.mail",
    "Node.path", "Node.sources", "Node.was", "Option.camp", "Option.id", "Option.mail",
    "Option.was", "Outcome.id", "Outcome.mail", "Outcome.sources", "Outcome.was", "Person.id",
    "Person.stances", "Place.id", "Place.kind", "Preset.id", "Scenario.digest", "Scenario.folder",
    "Scenario.history", "Scenario.id", "Scenario.preset", "Truth.id", "Truth.sources",
    "Truth.values", "Vessel.id", "Vessel.side", "Voice.who", "Weight.by", "Weight.source",
    "Basis.confidence", "Basis.sources", "Message.confidence", "Message.id", "Message.sources",
    "Ending.sources", "Answer.topic",
}  # fmt: skip
NAMES = {"Ending.paper", "Fact.since", "Node.time", "Person.name", "Person.short", "Truth.since"}
"""Texts that a translation may leave as they are, and is not asked for."""


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is held in memory from test to test."""
    monkeypatch.setattr(load, "_opened", {})


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """The scenario in which every key stands, without its missing record, as a folder."""
    folder = tmp_path / "full"
    (folder / "text").mkdir(parents=True)
    text = FULL.replace("  history: lines/history.record\n", "")
    (folder / "full.yaml").write_text(text, encoding="utf-8")
    return folder


def marked(data: Any) -> Any:
    """All texts with a mark before them."""
    if isinstance(data, str):
        return MARK + data
    if isinstance(data, list):
        return [marked(item) for item in data]
    return {key: value if key == "who" else marked(value) for key, value in data.items()}


def write(folder: Path, data: Any, code: str = "es") -> Path:
    file = folder / "text" / f"{code}.yaml"
    body = {"language": "Español", **data} if isinstance(data, dict) else data
    text = body if isinstance(body, str) else yaml.safe_dump(body, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    return file


def skeleton(folder: Path) -> dict[str, Any]:
    draft = read(folder, Problems(), language="xx")
    assert draft
    assert draft.translation
    return pasted(draft.translation.missing)


def words(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every word of a model with the field it stands in; not those of conditions and places."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Expression) or type(value).__name__ == "Mark":
        return
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.init:
                name = f"{type(value).__name__}.{field.name}"
                yield from words(getattr(value, field.name), name)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from words(inner, at)
    elif isinstance(value, Sequence | frozenset):
        for inner in value:
            yield from words(inner, at)


def test_every_text_of_a_scenario_can_be_translated(full: Path) -> None:
    write(full, marked(skeleton(full)))
    scenario = open_scenario(str(full), language="es")
    left = {at for at, word in words(scenario) if word and not word.startswith(MARK)}
    # An axis is named by the interface; meter `n` by its id; the others are names.
    named = {"Ending.axes", "Meter.name", "Place.name", "Vessel.name", "Scenario.sources"}
    assert left - named - NAMES <= IDS
    assert left >= NAMES


def test_a_translated_game_is_the_same_game(full: Path) -> None:
    write(full, marked(skeleton(full)))
    original, other = open_scenario(str(full)), open_scenario(str(full), language="es")
    assert (other.digest, other.slots, other.marks) == (
        original.digest, original.slots, original.marks,
    )  # fmt: skip
    for seed in range(30):
        assert play_out(original, seed, at_random, "plain") == play_out(
            other, seed, at_random, "plain"
        )


def test_what_is_not_given_stays_as_it_was(full: Path) -> None:
    write(full, {"nodes": {"1/a": {"title": "Título"}}})
    scenario = open_scenario(str(full), language="es")
    node = scenario.nodes[scenario.start]
    assert (node.title, node.place, scenario.title) == ("Título", "Deck", "Full")
    assert open_scenario(str(full), language="fr") == open_scenario(str(full))


def test_the_condition_of_a_paragraph_stays(full: Path) -> None:
    write(full, {"nodes": {"1/a": {"text": "Uno.\n\nDos.\n"}}})
    original, other = open_scenario(str(full)), open_scenario(str(full), language="es")
    before, after = original.nodes[0].text, other.nodes[0].text
    assert [paragraph.text for paragraph in after] == ["Uno.", "Dos."]
    assert after[1].when == before[1].when is not None


def test_a_text_may_be_given_where_the_scenario_has_its_default(full: Path) -> None:
    write(full, {"meters": {"n": {"name": "Nombre"}}})
    assert open_scenario(str(full), language="es").meters[1].name == "Nombre"


def test_a_text_file_is_no_part_of_the_scenario(full: Path) -> None:
    digest = open_scenario(str(full)).digest
    write(full, {"scenario": {"title": "Lleno"}})
    assert open_scenario(str(full)).digest == digest
    assert open_scenario(str(full)).title == "Full"
    write(full, "nonsense: [")
    assert open_scenario(str(full)).title == "Full"
    with pytest.raises(Trouble, match=r"text/es\.yaml"):
        open_scenario(str(full), language="es")


def test_each_language_is_kept_compiled(full: Path, home: Path) -> None:
    def opened(language: str) -> Scenario:
        load._opened.clear()
        return open_scenario(str(full), language=language)

    write(full, {"scenario": {"title": "Lleno"}})
    for _ in range(2):
        told = opened("es"), opened("")
        assert [scenario.title for scenario in told] == ["Lleno", "Full"]
    assert all(isinstance(scenario.nodes, cache.Nodes) for scenario in told)
    assert len(list((home / "compiled").iterdir())) == 2
    write(full, {"scenario": {"title": "Repleto"}})
    assert opened("es").title == "Repleto"
    assert isinstance(opened("").nodes, cache.Nodes)


# -- what is told ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        ({"nodes": {"1/b": {}}}, "EX0801", "no '1/b' to translate. Did you mean '2/b'?"),
        ({"nodes": {"1/a": {"detail": "x"}}}, "EX0801", "'1/a' of 'nodes' has no 'detail'"),
        ({"weather": {}}, "EX0801", "The scenario has no 'weather'"),
        ({"nodes": {"1/a": {"day": "2"}}}, "EX0802", "'day' of 'nodes 1/a' is no text"),
        ({"silence": {"EX0804": {"why": "x"}}}, "EX0802", "'silence' is no text"),
        ({"nodes": {"1/a": {"options": {"o": {"for": [{"who": "z", "says": "x"}]}}}}}, "EX0802",
         "is 'q' in the scenario, not 'z'"),
        ({"nodes": {"1/a": {"text": ["x.", {"when": "g", "text": "y"}]}}}, "EX0802",
         "plain text here, not a mapping"),
        ({"nodes": {"1/a": {"text": ["x."]}}}, "EX0803", "has 2 paragraphs in the scenario, and 1"),
        ({"ladder": {"rungs": ["x", "y"]}}, "EX0803", "has 3 entries in the scenario, and 2"),
        ({"nodes": {"1/a": {"title": ["x"]}}}, "EX0112", "is a text, not a list"),
        ({"nodes": {"1/a": ["x"]}}, "EX0112", "is a mapping (key: text), not a list"),
        ({"nodes": "x"}, "EX0112", "is a mapping (key: text), not 'x'"),
        ("nodes: {}\n", "EX0111", "begins with what the language calls itself"),
        ("- nodes\n", "EX0112", "holds sections such as 'nodes:', not a list"),
        ("", "EX0107", "The file is empty"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(full: Path, data: Any, code: str, says: str) -> None:
    write(full, data)
    own = [problem for problem in verify(full) if problem.file == "full/text/es.yaml"]
    assert [problem.code for problem in own] == [code], "\n".join(map(str, own))
    assert says in own[0].message


def test_a_file_is_called_by_a_language(full: Path) -> None:
    write(full, {}, "Spanish")
    assert "EX0113" in {problem.code for problem in verify(full)}


def test_what_is_left_or_copied_counts_as_not_translated(full: Path) -> None:
    data = skeleton(full)
    write(full, data)  # as it was written out
    told = review(full).translations[0]
    copied = told.lacking
    assert 0 < copied < told.texts  # a word or two may be the same in both languages
    write(full, marked(data))
    told = review(full).translations[0]
    assert (told.lacking, told.missing) == (0, [])
    done = marked(data)
    done["nodes"]["1/a"]["text"][1] = ""
    write(full, done)
    told = review(full).translations[0]
    (missing,) = told.missing
    assert (missing.keys, missing.text) == (("nodes", "1/a", "text"), ["One.", "Two."])
    (problem,) = [p for p in verify(full) if p.code == "EX0804"]
    assert (problem.file, problem.line) == ("full/text/es.yaml", 1)
    assert f"1 of {told.texts} texts" in problem.message


def test_a_text_that_is_too_long_is_told_in_the_text_file(full: Path) -> None:
    data = marked(skeleton(full))
    data["nodes"]["1/a"]["options"]["o"]["detail"] = "ñ" * 151
    data["nodes"]["1/a"]["title"] = "Un título con dos  espacios , y algo más"
    write(full, data)
    told = {(p.code, p.message) for p in verify(full) if p.file == "full/text/es.yaml"}
    assert {code for code, _ in told} >= {"EX0503", "EX0516"}
    assert any("'detail' of option 'o' has 151 characters" in message for _, message in told)


def test_what_is_silenced_is_silent_in_a_translation_too(full: Path) -> None:
    data = marked(skeleton(full))
    data["nodes"]["1/a"]["title"] = "ñ" * 80
    write(full, data)
    assert "EX0503" in {problem.code for problem in verify(full)}
    source = full / "full.yaml"
    source.write_text(
        source.read_text(encoding="utf-8") + "silence: {EX0503: {at: [1/a], why: W}}\n",
        encoding="utf-8",
    )
    assert not {"EX0503", "EX0702"} & {problem.code for problem in verify(full)}


def test_the_list_of_what_is_missing_can_be_pasted(
    full: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(full), "--language", "es"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# full/text/es.yaml: ")
    assert "language: ''" in out
    assert yaml.safe_load(out.replace("''", "Español", 1))["nodes"] == skeleton(full)["nodes"]
    assert main(["check", str(full), "--language", "es", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["texts"] >= len(told["untranslated"]) > 20
    write(full, marked(skeleton(full)))
    assert main(["check", str(full), "--language", "es"]) == 0
    assert capsys.readouterr().out == (
        f"# full/text/es.yaml: 0 of {told['texts']} texts are not translated.\n"
    )
    assert main(["check", "--language", "es"]) == 2
    assert main(["check", str(full), "--language", "Spanish"]) == 2


@pytest.mark.parametrize("seed", range(40))
def test_no_text_file_breaks_the_check(full: Path, seed: int) -> None:
    """Anything in the place of anything: it is told or it is laid over, and never raises."""
    own = random.Random(seed)
    data = marked(skeleton(full))
    for _ in range(own.randint(1, 6)):
        at = data
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            key = own.choice(keys)
            inner = at[key]
            if not isinstance(inner, dict | list) or not inner or own.random() < 0.2:
                break
            at = inner
        at[key] = own.choice(
            ["", "x", [], {}, ["x"], ["x", {"when": "f", "text": "y"}], {"o": "x"}]
        )
    write(full, data)
    found = verify(full)
    errors = [problem for problem in found if problem.severity == "error"]
    assert all(problem.file == "full/text/es.yaml" for problem in errors)
    if not errors:
        assert open_scenario(str(full), language="es").digest == open_scenario(str(full)).digest


def test_a_tree_that_is_no_scenario_is_left_as_it_is() -> None:
    problems = Problems()
    root = parse("nodes: [a, {b: c}]\nmeters: x\n", "a", problems)
    text = parse("language: E\nnodes: {a: {title: x}}\n", "b", problems)
    assert isinstance(root, Table)
    laid, told = lay_over(root, text, "es", problems)
    assert laid.entries.keys() == root.entries.keys()
    assert (told.texts, problems.found) == (1, [])


def test_a_scenario_in_one_file_has_no_translations(tmp_path: Path) -> None:
    (tmp_path / "full.yaml").write_text(FULL, encoding="utf-8")
    assert translation.files(tmp_path / "full.yaml") == {}
