"""The rules that make October's outcomes credible, held over every state that can come about.

Order and size of the dangers stand in ``test_october_odds``, caps in ``check`` (EX0412), what each
precaution helps in ``precautions.yaml``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from game.analysis.exact.program import Floats
from game.analysis.exact.sweep import Aim, Space
from game.analysis.odds import explored
from game.scenario.checks.weights import reads
from game.scenario.load import open_scenario
from game.scenario.model import Kind, Node, Outcome, Scenario

FAMILIES = ("settlement", "unsettled", "war", "nuclear")
COURSES = ("quarantine", "strike", "invade", "talk", "wait")


@cache
def october() -> Scenario:
    return open_scenario("october-1962")


@cache
def space() -> Space:
    return explored(october(), "middle")


def _choices(values: list[Floats], used: int) -> Iterator[tuple[Node, list[str], np.ndarray]]:
    """Each point of choice: its node, the picks, and what each comes to: (arm, state, column).

    Not a number where an arm is not open.
    """
    own = space()
    for number, (point, keys) in enumerate(zip(own.points, own.keys, strict=True)):
        if point.kind != "choice" or not len(keys):
            continue
        shape = (len(point.arms), len(keys), values[number].shape[1])
        worth = np.full(shape, np.nan)
        for arrow in own.arrows(number, keys):
            after = values[arrow.target][own.rank(arrow.target)(arrow.keys)].copy()
            if point.arms[arrow.place].nuclear:
                after[:, used:] = 1
            where = slice(None) if arrow.chosen is None else arrow.chosen
            worth[arrow.place, where] = after
        yield october().nodes[point.node], [arm.pick for arm in point.arms], worth


@cache
def _solved(aims: tuple[Aim, ...], columns: tuple[str, ...]) -> list[Floats]:
    worth = np.zeros((len(october().nodes), len(columns)))
    for node in october().nodes:
        ending = october().endings.get(node.id)
        for column, name in enumerate(columns):
            if ending:
                family = ending.family in name.split("+")
                worth[node.slot, column] = ending.nuclear if name == "used" else family
    used = columns.index("used") if "used" in columns else len(columns)
    return space().solve(worth, list(aims), used=used, keep=True)


def _draws() -> Iterator[tuple[Node, tuple[Outcome, ...]]]:
    for node in october().nodes:
        for outcomes in (node.outcomes, *(option.outcomes for option in node.options)):
            if len(outcomes) > 1:
                yield node, outcomes


def test_rule_1_choices_move_most_draws() -> None:
    """A draw is moved by what the player did before it, directly or by what lives on."""
    moved = [node.id for node, found in _draws() if any(reads(o.weight) for o in found)]
    assert len(moved) >= 0.4 * sum(1 for _ in _draws())


def test_rule_3_accidents_can_end_a_crisis_as_well_as_spread_it() -> None:
    """Much of what chance brings goes down the ladder, softens Moscow or opens a way out."""
    slots = {meter.id: meter.slot for meter in october().meters}
    good = {slots["escalation"]: -1, slots["resolve"]: -1} | {
        slots[name]: 1 for name in ("room", "channel", "leash")
    }
    better, both = 0, 0
    for _, found in _draws():
        news = {
            good.get(slot, 0) * by > 0
            for outcome in found
            for slot, by, absolute, _, _ in outcome.effects.meters
            if not absolute and slot in good
        }
        better += True in news
        both += news == {True, False}
    assert better >= 30
    assert both >= 20


def test_rule_6_the_adversaries_act_by_their_own_state() -> None:
    """Draws that read Moscow's resolve, its way out, its hold on its men, or a hidden truth."""
    own = {"resolve", "room", "leash", *(truth.id for truth in october().truths)}
    moved = {node.id for node, found in _draws() if any(own & set(reads(o.weight)) for o in found)}
    assert len(moved) >= 25
    first = {node_id for node_id in moved if october().nodes[october().slots[node_id]].outcomes}
    assert len(first) >= 15  # without being asked by an order


def test_rule_8_no_single_score() -> None:
    for ending in october().endings.values():
        axes = dict(ending.axes)
        assert set(axes) == {"Lives", "Missiles", "Alliance", "Precedent"}
        assert len(set(axes.values())) == 4
        assert not any(
            character.isdigit() and "/" in text for text in axes.values() for character in text
        )


def test_rule_9_no_two_orders_come_to_the_same() -> None:
    """Two options of a choice differ in what can still come of them, in some state at least.

    Each ending is given a random worth: two ways with the same worth have the same endings with
    the same odds, whatever else differs between them.
    """
    rng = np.random.default_rng(1962)
    worth = rng.random((len(october().nodes), 1))
    values = space().solve(worth, ["random"], used=1, keep=True)
    differ: dict[tuple[str, str, str], bool] = {}
    for node, picks, found in _choices(values, used=1):
        for one, other in itertools.combinations(range(len(picks)), 2):
            apart = np.abs(found[one, :, 0] - found[other, :, 0])
            if np.isnan(apart).all():
                continue  # never open together
            pair = (node.id, *sorted((picks[one], picks[other])))
            differ[pair] = differ.get(pair, False) or bool(np.nanmax(apart) > 1e-12)
    assert len(differ) > 600
    assert [pair for pair, apart in differ.items() if not apart] == []


def test_no_option_is_best_whatever_one_wants_and_whatever_is_so() -> None:
    """At most a fifth of the decisions have an option that in every state has both the best odds
    of peace and the best of no nuclear use, all else at random; none of the first week has."""
    aims: tuple[Aim, ...] = ("random", "random", "random")
    values = _solved(aims, ("settlement", "settlement+unsettled", "used"))
    ruling: dict[str, set[str]] = {}
    for node, picks, found in _choices(values, used=2):
        if node.kind is not Kind.DECISION:
            continue
        found = found * np.array([1, 1, -1])
        best = np.nanmax(found, 0)
        everywhere = (found >= best - 1e-12).all((1, 2))
        ruling[node.id] = {pick for pick, rules in zip(picks, everywhere, strict=True) if rules}
    rules = {id: picks for id, picks in ruling.items() if picks}
    assert len(ruling) >= 60
    assert len(rules) <= 0.2 * len(ruling), rules
    assert [id for id in rules if int(id.split("/")[0]) <= 20] == []


def test_rule_10_the_president_can_act() -> None:
    agendas = [node for node in october().nodes if node.kind is Kind.AGENDA]
    assert sum(len(node.options) for node in agendas) >= 40
    assert all(len(node.options) >= 3 for node in agendas)


def test_rule_11_advisers_say_what_they_expect_and_are_right_and_wrong() -> None:
    expected = [
        (expectation, option.outcomes)
        for node in october().nodes
        for option in node.options
        for expectation in option.expects
    ]
    scored = [found for found, _ in expected if found.outcomes]
    assert len(scored) >= 40
    assert len({found.who for found in scored}) >= 12
    assert len({found.sure for found in scored}) >= 5


@pytest.mark.parametrize("course", COURSES)
def test_each_course_can_end_in_three_families_at_least(course: str) -> None:
    own = space()
    bits = {
        october().slots[id]: np.uint64(1 << FAMILIES.index(ending.family))
        for id, ending in october().endings.items()
    }
    reach = own.reach(bits)
    start = october().slots["20/course"]
    families = 0
    for number, (point, keys) in enumerate(zip(own.points, own.keys, strict=True)):
        if point.kind != "choice" or point.node != start:
            continue
        for arrow in own.arrows(number, keys):
            if point.arms[arrow.place].pick == course:
                found = reach[arrow.target][own.rank(arrow.target)(arrow.keys)]
                families |= int(np.bitwise_or.reduce(found))
    assert bin(families).count("1") >= 3
