"""The checks of a whole scenario: that what is called impossible is, and what is data is true."""

from __future__ import annotations

import re
import runpy
import tempfile
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import places
from game.analysis.playout import at_random, play_out
from game.analysis.verify import verify
from game.engine import rules
from game.engine.state import UNDRAWN, State, start
from game.scenario.checks.flow import Flow, Reach, _moved
from game.scenario.checks.prose import coverage
from game.scenario.load import find, known, open_scenario
from game.scenario.model import Scenario
from tests.scenario import documents

BASE = documents.BASE.read_text(encoding="utf-8")
scenarios = pytest.mark.parametrize("scenario_id", known())


def outside(scenario: Scenario, reach: Reach, state: State, nuclear: int) -> list[str]:
    """What in a state the flow calls impossible at that place."""
    found = [name for name, bit in scenario.marks.items() if state.flags & bit & ~reach.can]
    found += [flag.id for flag in scenario.flags if state.flags & flag.mask & ~reach.can]
    missing = reach.must & ~state.flags & (nuclear - 1)  # that bit is the flow's own
    found += [hex(missing)] if missing else []
    for meter in scenario.meters:
        if not reach.values[meter.slot] >> (state.meters[meter.slot] - meter.low) & 1:
            found.append(f"{meter.id} {state.meters[meter.slot]}")
    return found if state.day in reach.days else [*found, f"day {state.day}"]


@scenarios
def test_nothing_that_is_played_was_called_impossible(scenario_id: str) -> None:
    scenario = open_scenario(scenario_id)
    flow = Flow(scenario)
    for seed in range(200):
        state = start(scenario)
        for move in play_out(scenario, seed, at_random, scenario.preset).moves:
            state = rules.apply(scenario, state, move).state
            node = scenario.nodes[state.node]
            drawing = state.awaiting != UNDRAWN
            reach = flow.drawn[id(node.options[state.awaiting])] if drawing else flow.at[node.slot]
            assert outside(scenario, reach, state, flow.nuclear) == [], f"seed {seed}, {move}"


def test_values_move_as_the_rules_move_them() -> None:
    low, high = -1, 3
    for held, amount in product(range(1, 1 << (high - low + 1)), range(-4, 5)):
        values = {v for v in range(low, high + 1) if held >> (v - low) & 1}
        moved = _moved(held, amount, False, low, high)
        expected = {min(high, max(low, v + amount)) for v in values}
        assert {v for v in range(low, high + 1) if moved >> (v - low) & 1} == expected
        assert moved < 1 << (high - low + 1)


@scenarios
def test_a_check_is_quick(scenario_id: str) -> None:
    times = []
    for _ in range(3):
        begun = time.process_time()
        verify(find(scenario_id))
        times.append(time.process_time() - begun)
    assert min(times) <= 1.0  # seconds of processor; 0.6 on a quiet machine when this was written


@scenarios
def test_what_ships_has_no_open_problem(scenario_id: str) -> None:
    assert [str(problem) for problem in verify(find(scenario_id))] == []


@pytest.mark.parametrize("name", ["+", "n" * 81])
def test_a_bad_name_of_a_meter_does_not_disturb_the_others(name: str, tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    path.write_text(BASE.replace("meters:\n", f"meters:\n  {name}: {{range: 0..1}}\n"))
    assert [problem.code for problem in verify(path)] == ["EX0113"]


WORDS = re.compile(r"[\w.+=]+|[^\w\s]")
PLACES = [match.span() for match in WORDS.finditer(BASE)]
SPARE = [
    *sorted({BASE[a:b] for a, b in PLACES}),
    "0",
    "-1",
    "~",
    "0..9",
    "[]",
    "{}",
    "silence",
    "2",
]
SILENCE = "silence: {EX0501: {at: [radio], why: W}, EX0306: [{why: W}], EX0401: {why: W}}\n"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(SPARE)), min_size=1, max_size=4))
def test_no_change_to_a_scenario_brings_anything_but_problems(
    changes: list[tuple[tuple[int, int], str]],
) -> None:
    text = BASE
    for (begin, end), word in sorted(changes, reverse=True):
        text = text[:begin] + word + text[end:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.yaml"
        path.write_text(text + SILENCE, encoding="utf-8")
        found = verify(path)
    for problem in found:
        assert problem.line >= 1
        assert problem.message


def test_the_letters_of_the_faces_are_up_to_date() -> None:
    made = runpy.run_path(str(places.assets() / "fonts" / "make_coverage.py"))
    kept = (places.assets() / "fonts" / "coverage.txt").read_text(encoding="ascii")
    cure = "Run: python assets/fonts/make_coverage.py"
    assert kept == made["text"](made["covered"]()), cure
    assert {"a", "É", "…", "\n"} <= coverage()
    assert not {"漢", "⚓", "Д"} & coverage()
