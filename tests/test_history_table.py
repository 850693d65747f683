"""docs/history.md: every name on it is in the scenario, every row has one, every figure holds.

``python tests/test_history_table.py`` writes the odds as they are now into the page.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # run as a script
    sys.path.insert(0, str(ROOT))

from game.engine.chance import weigh  # noqa: E402
from game.engine.record import parse  # noqa: E402
from game.engine.state import State, start  # noqa: E402
from game.scenario.load import open_scenario  # noqa: E402
from game.scenario.model import Kind, Node, Outcome, Weight  # noqa: E402

PAGE = ROOT / "docs" / "history.md"
FOLDER = ROOT / "scenarios" / "october-1962"
SCENARIO = open_scenario("october-1962")
NODES = {node.id: node for node in SCENARIO.nodes if node.id not in SCENARIO.endings}
NO_NAME = re.compile(r"main\.py |tests/")  # what else stands in that type
NAME = re.compile(r"(\*\*)?`([^`]+)`")
ODDS = re.compile(r"(`(\d+/[\w-]+\.[\w-]+)`(?:\*\*)?) (?:\?|[\d.]+(?:-[\d.]+)? in 100)")


def names(text: str) -> Iterator[tuple[str, bool]]:
    """The names in a text and whether they are bold; `.option` with the scene before it."""
    scene = ""
    for bold, name in NAME.findall(text):
        if NO_NAME.match(name):
            continue
        if name.startswith("."):
            name = scene + name
        elif "/" in name:
            scene = name.partition(".")[0]
        yield name, bool(bold)


def rows(text: str) -> dict[str, str]:
    """The rows of the tables by what stands in their first column."""
    found = {}
    for line in text.splitlines():
        if line.startswith("| "):
            first, rest = line[2:].split(" |", 1)
            found[first] = rest
    return found


def draws(node: Node) -> list[tuple[Outcome, ...]]:
    """Every draw that a scene holds: its own, and those after its options."""
    return [held for held in (node.outcomes, *(o.outcomes for o in node.options)) if held]


def known() -> set[str]:
    """Everything of the scenario that has a name."""
    found = {*NODES, *SCENARIO.endings}
    for items in (SCENARIO.meters, SCENARIO.flags, SCENARIO.truths, SCENARIO.facts):
        found |= {item.id for item in items}
    for node in NODES.values():
        found |= {f"{node.id}.{option.id}" for option in node.options}
        found |= {f"{node.id}.{outcome.id}" for held in draws(node) for outcome in held}
    return found | {path.name for path in (FOLDER / "lines").glob("*.record")}


def history() -> set[str]:
    """What was chosen and what came: the options so marked, the draws and end of the record."""
    found = set()
    for path in (FOLDER / "nodes").glob("*.yaml"):
        node = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := re.match(r"  (\d[\w/-]*):", line):
                node = match[1]
            elif match := re.match(r"      ([\w-]+):\s+# history", line):
                found.add(f"{node}.{match[1]}")
    record = parse((FOLDER / "lines" / "history.record").read_text(encoding="utf-8"))
    return found | {f"{m.where}.{m.pick}" for m in record.made} | {"secret-bargain"}


def states(weights: list[Weight]) -> Iterator[State]:
    """A state for every way in which what these weights read can stand."""
    read = sorted({(weight.source, weight.slot) for weight in weights if weight.source})
    ways = []
    for source, slot in read:
        if source == "meter":
            meter = SCENARIO.meters[slot]
            ways.append(range(meter.low, meter.high + 1))
        else:
            ways.append(range(len(SCENARIO.truths[slot].values) if source == "truth" else 2))
    for values in itertools.product(*ways):
        state = start(SCENARIO)
        meters, truths, flags = list(state.meters), list(state.truths), state.flags
        for (source, slot), value in zip(read, values, strict=True):
            if source == "meter":
                meters[slot] = value
            elif source == "truth":
                truths[slot] = value
            else:
                flags = flags | slot if value else flags & ~slot
        yield state._replace(meters=tuple(meters), truths=tuple(truths), flags=flags)


def figure(share: Fraction) -> str:
    hundredths = float(100 * share)
    return f"{hundredths:.0f}" if hundredths >= 1 or not share else f"{hundredths:.1f}"


def odds(name: str) -> str:
    """The least and greatest share of an outcome, such as `3-8 in 100`."""
    node, _, wanted = name.partition(".")
    shares = []
    for held in draws(NODES[node]):
        weights = [outcome.weight for outcome in held]
        assert not any(weight.expression for weight in weights), name
        if wanted not in [outcome.id for outcome in held]:
            continue
        for state in states(weights):
            weighed = [weigh(weight, state) for weight in weights]
            mine = [w for o, w in zip(held, weighed, strict=True) if o.id == wanted]
            shares.append(Fraction(sum(mine), sum(weighed)))
    assert shares, f"{name} is no outcome."
    return "-".join(dict.fromkeys([figure(min(shares)), figure(max(shares))])) + " in 100"


def filled(text: str) -> str:
    """The page with the odds as they are."""
    return ODDS.sub(lambda match: f"{match[1]} {odds(match[2])}", text)


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_every_name_is_in_the_scenario() -> None:
    named = [name for name, _ in names(page())]
    assert len(named) > 400
    assert set(named) - known() == set()


def test_what_is_bold_is_what_happened() -> None:
    bold = {name for name, bold in names(page()) if bold}
    assert len(bold) > 40
    assert bold - history() == set()


def test_the_odds_are_those_of_the_scenario() -> None:
    assert len(ODDS.findall(page())) > 40
    cure = "Run: python tests/test_history_table.py"
    assert page() == filled(page()), cure


def test_every_decision_has_a_row_and_a_scene() -> None:
    table = rows(page())
    for number in range(1, 38):
        found = [name.partition(".")[0] for name, _ in names(table[f"D{number}"])]
        assert any(NODES[name].options for name in found if name in NODES), f"D{number}"


def test_every_decision_of_the_row_names_its_choice_where_history_made_one() -> None:
    """What Kennedy did is bold wherever the row names his other choices at that scene."""
    happened = history()
    for first, rest in rows(page()).items():
        named = dict(names(rest)) if re.fullmatch(r"D\d+", first) else {}
        for name, bold in named.items():
            if name in happened and "." in name:
                assert bold, f"{name} in {first}"


def test_every_danger_has_a_row_with_a_scene_or_a_fact() -> None:
    table = rows(page())
    may_be = {*NODES, *(fact.id for fact in SCENARIO.facts)}
    for number in range(1, 22):
        found = {name.partition(".")[0] for name, _ in names(table[f"5.{number}"])}
        assert found & may_be, f"5.{number}"


def test_every_ending_is_named() -> None:
    section = page().split("\n## 6. ")[1].split("\n## ")[0]
    assert {name for name, _ in names(section)} == set(SCENARIO.endings)
    assert all(f"E{number}" in rows(section) for number in range(1, 17))


def test_every_course_has_six_decisions_of_its_own() -> None:
    section = page().split("\n## 7. ")[1]
    courses = {first: rest for first, rest in rows(section).items() if "/" in rest}
    assert len(courses) == 7
    for course, rest in courses.items():
        own = {name for name, _ in names(rest.split(" | ")[0])} & NODES.keys()
        decided = [name for name in own if NODES[name].kind is Kind.DECISION]
        assert len(decided) >= 6, course
        assert all(NODES[name].day > 20 for name in own), course


def test_every_kept_line_is_told() -> None:
    told = {name for name, _ in names(page()) if name.endswith(".record")}
    assert told == {path.name for path in (FOLDER / "lines").glob("*.record")}


if __name__ == "__main__":
    PAGE.write_text(filled(page()), encoding="utf-8", newline="\n")
