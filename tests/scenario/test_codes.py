"""Each code of a problem has a small bad file that brings it: with place and words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from game.analysis.verify import verify
from game.scenario import source
from game.scenario.problems import CODES, Problem
from tests.scenario.small import SMALL, closed, place, unmarked
from tests.scenario.small import broken as edit

Maker = Callable[[Path], Path]  # writes a scenario into a folder and gives its path


class Case(NamedTuple):
    """In the text a » stands where the fault must be told; without one that is line 1, column 1."""

    code: str
    scenario: str | bytes | dict[str, str] | Maker  # a file, the files of a folder, or by hand
    says: str


def write(scenario: str | bytes | dict[str, str] | Maker, folder: Path) -> Path:
    if callable(scenario):
        return scenario(folder)
    if isinstance(scenario, dict):
        for name, text in scenario.items():
            path = folder / "small" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(unmarked(text), encoding="utf-8")
        return folder / "small"
    data = scenario if isinstance(scenario, bytes) else unmarked(scenario).encode()
    (folder / "small.yaml").write_bytes(data)
    return folder / "small.yaml"


def told_at(scenario: str | bytes | dict[str, str] | Maker) -> tuple[int, int]:
    texts = scenario.values() if isinstance(scenario, dict) else [scenario]
    marked = [text for text in texts if isinstance(text, str) and "»" in text]
    return place(marked[0]) if marked else (1, 1)


def empty_folder(folder: Path) -> Path:
    (folder / "small").mkdir()
    return folder / "small"


def many_files(folder: Path) -> Path:
    for number in range(501):
        (folder / f"{number}.yaml").touch()
    return folder


def record(moves: str) -> str:
    count = len(moves.splitlines())
    head = "ExComm record 1\nscenario small 1 0\nseed 1\npreset plain\n\n"
    return f"{head}{moves}at {count}\nend {count}\n"


HISTORY = "lines/h.record"
WITH_HISTORY = edit("id: small,", f"id: small, history: {HISTORY},")
PLAYED = "1 truth t x\n2 choose a o\n"
DEPTH = source.MAX_DEPTH
B = "{day: 2, title: B, sources: [S], outcomes: {d: {title: D, weight: 2, next: e}}}"
PEOPLE = "people: {p: {name: Ann Pe}}"
ES = "language: Español\n"

CASES = [
    Case("EX0101", lambda folder: folder / "absent", "holds no *.yaml"),
    Case("EX0101", empty_folder, "Begin with scenario.yaml"),
    Case("EX0101", {"scenario.yaml": WITH_HISTORY}, "cannot be read (No such file"),
    Case("EX0102", "a: b\n»c: \0\n", "zero bytes"),
    Case("EX0103", edit("A flag.}\ntruths:", "A flag.\ntruths»:"), "not YAML"),
    Case("EX0103", "a: »'b\n", "not YAML"),
    Case("EX0104", edit("    title: A\n", "    title: A\n    »day: 2\n"), "line 14 already"),
    Case("EX0105", edit("A flag.", "»&a A flag."), "'&a' is an anchor"),
    Case("EX0105", edit("A flag.", "»*a"), "'*a' is an alias"),
    Case("EX0105", edit("A flag.", "»!!int 5"), "The tag"),
    Case("EX0106", b" " * (source.MAX_BYTES + 1), "at most 4,000,000"),
    Case("EX0106", f"a: {'[' * (DEPTH - 1)}»[", "Nested more than 40"),
    Case("EX0106", many_files, "More than 500"),
    Case("EX0107", "# nothing\n", "The file is empty"),
    Case("EX0107", edit("{1: Monday, 2: Tuesday}", "»{}"), "The calendar is empty"),
    Case("EX0107", edit("  b: {", "  z: {day: 2, title: Z, options: »{}}\n  b: {"), "no options"),
    Case("EX0110", edit("start: 1}", "»strat: 1}"), "Did you mean 'start'?"),
    Case("EX0110", edit("text: Do it", "text: Do it, »Sir now: x"), "text after a comma?"),
    Case("EX0110", SMALL + "»nodez: {}\n", "Did you mean 'nodes'?"),
    Case("EX0111", edit("b: {day: 2, title: B, ", "b: »{day: 2, "), "needs the key 'title'"),
    Case("EX0111", edit("text: Do it", "text: Do it, when: »f"), "'closed' must say why"),
    Case("EX0111", edit("[{when: f, to: b}, {to: e}]", "»[{when: f, to: b}]"), "last route"),
    Case("EX0111", edit("weight: 2", "weight: »{by: m, 0..2: 1}"), "no band for value 3"),
    Case("EX0111", edit("m: {range: 0..3, start: 1", "m: »{range: 0..3, shown: word"), "'levels'"),
    Case("EX0111", edit("start: 1}", "levels: »{0..2: low}}"), "no word for 3"),
    Case("EX0111", edit(B, "»{day: 2, title: B}"), "needs options, outcomes, or next"),
    Case("EX0112", edit("day: 1", "day: »one"), "must be a number, not 'one'"),
    Case("EX0112", edit("m: +1", "m: »1"), "+n, -n or =n"),
    Case("EX0112", edit("f: true", "f: »maybe"), "true or false, not 'maybe'"),
    Case("EX0112", edit("f: true", "t: »so"), "can only be 'told'"),
    Case("EX0112", edit("title: B,", "title: »[B],"), "must be text, not a list"),
    Case("EX0112", edit(B, "»text"), "must be a mapping"),
    Case("EX0112", edit(PEOPLE, "people: »[p]"), "must be a mapping"),
    Case("EX0112", edit("outcomes: {d", "options: {o: {text: O, next: e}}, outcomes: »{d"),
         "has options and outcomes"),
    Case("EX0112", "»- a\n", "must hold sections"),
    Case("EX0112", "a: b\n»---\nc: d\n", "One file holds one document"),
    Case("EX0112", "»[a]: b\n", "A key must be a word"),
    Case("EX0112", edit("[{when: f, to: b}, {to: e}]", "[»{to: b}, {to: e}]"), "the last route"),
    Case("EX0113", edit("  b: {day", "  »B!: {day"), "is not an id of nodes"),
    Case("EX0112", edit("Ann Pe}", "Ann Pe, stances: »c}"), "a mapping from days to camps"),
    Case("EX0112", edit("0..3, start: 1", "0..3, levels: »[a]"), "a mapping from values to words"),
    Case("EX0112", edit("camps:", "ladder: {meter: m, rungs: [a, b, c], history: »[1]}\ncamps:"),
         "a mapping from days to rungs"),
    Case("EX0111", edit("camps:", "ladder: »{rungs: [a]}\ncamps:"), "needs the key 'meter'"),
    Case("EX0111", edit(", next: [{when: f, to: b}, {to: e}]", "")
         .replace("  a:\n    day", "  a:\n    »next: e\n    day"), "as an agenda, and no 'hours'"),
    Case("EX0111", edit("m: {range: 0..3,", "m: »{"), "needs the key 'range'"),
    Case("EX0114", edit("range: 0..3, start: 1", "range: »wide, start: 7"), "must be low..high"),
    Case("EX0113", edit("flags: {f", "flags: {»F: A flag., f"), "is not an id of flags"),
    Case("EX0113", edit("{1: Monday", "{one: »Monday"), "not a day number"),
    Case("EX0113", edit("id: small,", "id: small, history: »../other,"), "within the folder"),
    Case("EX0113", edit("id: small,", "id: »../../small,"), "'../../small' is not an id"),
    Case("EX0113", edit("id: small,", "id: »a b,"), "'a b' is not an id"),
    Case("EX0113", edit("  b: {day", f"  »b{'b' * 80}: {{day"), "at most 80"),
    Case("EX0113", {"scenario.yaml": edit("id: small", "id: other")}, "the folder is 'small'"),
    Case("EX0113", edit("    options:\n      o: {", "    hours: 1\n    next: e\n    options:\n"
         "      done: »{"), "'done' is the agenda's own"),
    Case("EX0114", edit("0..3, start: 1", "»3..0, start: 3"), "must be low..high"),
    Case("EX0114", edit("start: 1}", "start: »9}"), "must lie in 0..3; found 9"),
    Case("EX0114", edit("m: +1", "m: »=4"), "lies in 0..3; =4 passes it"),
    Case("EX0114", edit("family: war", "family: »wax"), "Did you mean 'war'?"),
    Case("EX0114", edit("weight: 2", "weight: {by: t, x: 1, »z: 1}"), "not a value or band"),
    Case("EX0114", edit("weight: 2", "weight: »1000001"), "must lie in 0..1000000"),
    Case("EX0114", edit(PEOPLE, f"{PEOPLE}\nladder: {{meter: m, rungs: »[One, Two]}}"), "2 rungs"),
    Case("EX0114", edit(PEOPLE, f"{PEOPLE}\nladder: {{meter: »h, rungs: [A, B, C]}}"), "exact'"),
    Case("EX0113", edit("flags: {f", "flags: {»told: A flag., f"), "something else in conditions"),
    Case("EX0113", edit("  h: {", "  »day: {"), "something else in conditions"),
    Case("EX0115", edit("flags: {f", "flags: {»m: A flag., f"), "one of the meters and of"),
    Case("EX0115", edit("{t: {values", "{»f: {values"), "one of the flags and of the truths"),
    Case("EX0115", edit("0..3, start: 1", "0..3, levels: {0..2: a, »2..3: b}"), "a second time"),
    Case("EX0115", edit("  e: {title: E", "  »b: {title: E"), "is a node and an ending"),
    Case("EX0115", edit("weight: 2", "weight: {by: f, true: 1, »yes: 1, no: 0}"), "a second time"),
    Case("EX0115", {"a.yaml": SMALL, "b.yaml": "nodes:\n  »a: {}\n"}, "small/a.yaml, line 13"),
    Case("EX0115", {"a.yaml": SMALL, "b.yaml": "»scenario: {}\n"}, "small/a.yaml, line 1"),
    Case("EX0201", edit("next: e}}}", "next: »ee}}}"), "no node or ending 'ee'"),
    Case("EX0201", edit("start: a", "start: »aa"), "which is no node"),
    Case("EX0201", edit("start: a", "start: »e"), "which is no node"),
    Case("EX0201", edit("start: a", "start: a, preset: »hard"), "there are plain"),
    Case("EX0201", edit("day: 2,", "day: »3,"), "Day 3 is not in the calendar"),
    Case("EX0201", edit("Ann Pe}", "Ann Pe, stances: {»²: c}}"), "Day ² is not in the calendar"),
    Case("EX0201", edit("Ann Pe}", "Ann Pe, stances: {»9999999: c}}"), "not in the calendar"),
    Case("EX0201", edit("text: Do it", "text: Do it, camp: »cc"), "Did you mean 'c'?"),
    Case("EX0201", edit("text: Do it", "text: Do it, for: {who: »q, says: X}"), "people"),
    Case("EX0201", edit("f: true", "»g: true"), "no meter, flag or truth"),
    Case("EX0201", edit("B, sources: [S]", "B, sources: [»T]"), "not among the sources"),
    Case("EX0201", edit("weight: 2", "weight: {by: »q, 0: 1}"), "'q'"),
    Case("EX0201", edit("start: a}", "start: a, ended: »ee}"), "Did you mean 'e'"),
    Case("EX0201", SMALL + "precautions: {f: [»b.dd]}\n", "Did you mean 'b.d'"),
    Case("EX0201", SMALL + "precautions: {»ff: [b.d]}\n", "'ff' is no flag or meter"),
    Case("EX0112", SMALL + "precautions: »[f]\n", "a mapping from flags or meters to outcomes"),
    Case("EX0301", closed("f and»"), "A value was expected"),
    Case("EX0301", closed("'f and»'"), "A value was expected"),
    Case("EX0301", closed("(f»"), "A closing bracket is missing"),
    Case("EX0302", closed("f and »ff"), "'ff' is not declared"),
    Case("EX0302", closed("seen(»bb)"), "Did you mean 'b'?"),
    Case("EX0303", closed("»m"), "This gives a number; a yes-or-no"),
    Case("EX0303", edit("weight: 2", "weight: »f"), "This gives a yes-or-no value; a number"),
    Case("EX0304", closed("f».real"), "Attributes are not allowed"),
    Case("EX0304", closed("»open(f)"), "the calls are"),
    Case("EX0305", closed("»t == x"), "'t', which is hidden"),
    Case("EX0305", closed("»h > 1"), "'h', which is hidden"),
    Case("EX0401", edit("endings:", "  z: »{day: 2, title: Z, sources: [S], next: e}\nendings:"),
         "'z' cannot be reached"),
    Case("EX0402", edit("next: e}}}", "next: c}}}\n  c: »{day: 2, title: C, next: b}"),
         "leads back to 'b'"),
    Case("EX0403", closed("f").replace("  a:\n    day", "  a:\n    »day"), "one option always"),
    Case("EX0404", edit("{d: {title: D, weight: 2", "»{d: {title: D, weight: 0"), "sum to nothing"),
    Case("EX0404", edit("{x: 1, y: 1}", "»{x: 1}"), "at least two values"),
    Case("EX0405", edit("day: 1", "day: 2").replace("b: {day: 2", "b: {day: 1").replace(
         "      o: {", "      o: »{"), "from day 2 back to 'b' on day 1"),
    Case("EX0405", edit("{1: Monday, 2: T", "{3: Monday, 2: »T"), "must come after day 3"),
    Case("EX0406", SMALL + SMALL.splitlines()[-1].replace("e: {t", "z: »{t") + "\n",
         "Ending 'z' cannot be reached"),
    Case("EX0501", edit("f: A flag.", "f: A flag., g: »Another."), "'g' is never set"),
    Case("EX0501", edit("[{when: f, to: b}, {to: e}]", "b").replace("A flag", "»A flag"),
         "'f' is never read"),
    Case("EX0502", edit("b: {day: 2, title: B, sources: [S],", "b: »{day: 2, title: B,"),
         "'b' names no source"),
    Case("EX0503", edit("b: {day: 2, title: B", f"b: {{day: 2, »title: {'B' * 77}"), "76 fit"),
    Case("EX0504", edit("{S: A source.", "{S: A source., »T: Another."), "'T' is never cited"),
    Case("EX0505", edit("title: B", "text: [»Slowly, and with care.], title: B"), "Slowly'"),
    Case("EX0701", edit("EX0506: {why: W}", "»EX0506x: {why: W}"), "Did you mean 'EX0506'?"),
    Case("EX0701", edit("EX0506: {why: W}", "»EX0402: {why: W}"), "EX0402 cannot be silenced"),
    Case("EX0111", edit("EX0506: {why: W}", "EX0506: »{at: h}"), "needs the key 'why'"),
    Case("EX0702", edit("EX0506: {why: W}", "EX0506: {at: [h, »hh], why: W}"), "Did you mean 'h'?"),
    Case("EX0702", edit("EX0506: {why: W}", "EX0506: {why: W}, »EX0507: {why: W}"), "Delete it"),
    Case("EX0112", edit("silence: {", "silence: »[").replace("{why: W}}", "{why: W}]"),
         "from codes to reasons"),
    Case("EX0601", {"s.yaml": WITH_HISTORY, HISTORY: "Dear diary\n"}, "This is not a record"),
    Case("EX0601", {"s.yaml": WITH_HISTORY, HISTORY: record(PLAYED)}, "stops at 'b'"),
    Case("EX0601", {"s.yaml": WITH_HISTORY, HISTORY: record(PLAYED + "3 chance b z\n")},
         "Move 3 does not fit"),
    Case("EX0601", {"s.yaml": WITH_HISTORY, HISTORY: record(PLAYED)[:-4]}, "cut short"),
    Case("EX0602", {"s.yaml": WITH_HISTORY.replace("start: a", "start: a, ended: k")
                    + "  k: {title: K, family: war, headline: K, sources: [S], axes: {lives: L,"
                    " missiles: M, alliance: A, precedent: P}}\n",
                    HISTORY: record(PLAYED + "3 chance b d\n")}, "history ended at 'k'"),
    Case("EX0801", {"s.yaml": SMALL, "text/es.yaml": ES + "»nodez: {}\n"}, "Did you mean 'nodes'?"),
    Case("EX0802", {"s.yaml": SMALL, "text/es.yaml": ES + "nodes: {a: {»day: 2}}\n"}, "is no text"),
    Case("EX0803", {"s.yaml": SMALL.replace("day: 1\n", "day: 1\n    text: [A., B.]\n"),
                    "text/es.yaml": ES + "nodes: {a: {text: »[C.]}}\n"}, "has 2 paragraphs"),
]  # fmt: skip


def name(case: Case) -> str:
    return f"{case.code}-{case.says}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_fault_is_told_with_its_place(case: Case, tmp_path: Path) -> None:
    found = verify(write(case.scenario, tmp_path))
    told = [(p.code, p.line, p.column) for p in found if case.says in p.message]
    assert told == [(case.code, *told_at(case.scenario))], "\n".join(map(str, found))


def test_a_byte_that_is_not_utf_8_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_bytes("a: b\nc: Möndag\n".encode("latin-1"))
    (problem,) = verify(tmp_path / "small.yaml")
    assert (problem.code, problem.line, problem.column) == ("EX0102", 2, 5)
    assert "0xf6" in problem.message


def test_every_error_has_a_case() -> None:
    # Every code, a warning or not, has its page with examples too: see test_diagnostics.py.
    errors = {code for code, (severity, _) in CODES.items() if severity == "error"}
    assert errors <= {case.code for case in CASES}


def test_the_small_scenario_has_no_fault(tmp_path: Path) -> None:
    assert verify(write(SMALL, tmp_path)) == []
    played = {"scenario.yaml": WITH_HISTORY, HISTORY: record(PLAYED + "3 chance b d\n")}
    assert verify(write(played, tmp_path)) == []


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_message_is_a_sentence_that_ends(case: Case, tmp_path: Path) -> None:
    for problem in verify(write(case.scenario, tmp_path)):
        assert problem.severity == CODES[problem.code][0]
        assert problem.message[0].isupper() or problem.message[0] == "'"
        assert problem.message.rstrip().endswith((".", "?", ")")) or " In: " in problem.message


def test_all_faults_are_found_in_one_pass(tmp_path: Path) -> None:
    text = edit("day: 2, title: B,", "day: 9, titel: B,").replace("family: war", "family: wax")
    found = verify(write(text, tmp_path))
    assert [(p.line, p.code) for p in found if p.severity == "error"] == [
        (19, "EX0111"),
        (19, "EX0201"),
        (19, "EX0110"),
        (21, "EX0114"),
    ]


def test_a_problem_prints_as_compilers_do() -> None:
    problem = Problem("EX0201", "error", "a/b.yaml", 3, 7, "Nothing is so.")
    assert str(problem) == "a/b.yaml:3:7: error EX0201: Nothing is so."
