"""October 1962 as a whole: its size, what can be reached, and the balance that is aimed at."""

from __future__ import annotations

from functools import cache

import pytest

from game.analysis.exact.budget import LIMIT
from game.analysis.exact.prepare import prepare
from game.analysis.exact.sweep import Space
from game.analysis.explore import Exploration, explore
from game.analysis.odds import Odds, explored, odds
from game.analysis.policies import along
from game.engine.replay import replay
from game.engine.rules import turn
from game.scenario.load import open_scenario
from game.scenario.model import Scenario


@cache
def october() -> Scenario:
    return open_scenario("october-1962")


@cache
def space(preset: str) -> Space:
    return explored(october(), preset)


@cache
def found(preset: str, policy: str) -> Odds:
    return odds(october(), space(preset), policy)


@cache
def ways() -> Exploration:
    return explore(october(), Space(prepare(october(), "middle")))


def test_it_fits_the_budget() -> None:
    assert space("middle").states <= LIMIT


def test_everything_can_be_reached_and_nothing_is_left_unproved() -> None:
    assert ways().complete
    assert ways().states == space("middle").states
    for each in (ways().options, ways().outcomes, ways().endings):
        assert [name for name, reached in each.items() if not reached.reachable] == []


def test_every_witness_replays_to_what_it_shows() -> None:
    for kind in (ways().options, ways().outcomes, ways().endings):
        for name, reached in kind.items():
            assert reached.witness is not None
            played = replay(october(), reached.witness)
            assert not played.stopped, name
            last = reached.witness.moves()[-1]
            if kind is ways().endings:
                assert turn(october(), played.state) == "over"
                assert october().nodes[played.state.node].id == name
            else:
                assert f"{last.where}.{last.pick}" == name


@pytest.mark.parametrize("policy", ["random", "history"])
def test_the_endings_are_all_that_can_happen(policy: str) -> None:
    each = found("middle", policy)
    assert sum(each.endings.values()) == pytest.approx(1, abs=1e-12)
    for ending, share in each.endings.items():
        least, most = (found("middle", edge).endings[ending] for edge in ("best", "worst"))
        assert least - 1e-12 <= share <= most + 1e-12


def test_no_ending_is_fate_and_each_can_be_aimed_at() -> None:
    assert max(found("middle", "best").endings.values()) < 0.01
    assert min(found("middle", "worst").endings.values()) > 0.02


def test_history_is_about_as_dangerous_as_was_guessed() -> None:
    """Bundy's 1 in 100, the middle's 1 in 10, Kennedy's 1 in 3, in this model."""
    assert found("bundy", "history").nuclear_use == pytest.approx(0.01, abs=0.006)
    assert found("middle", "history").nuclear_use == pytest.approx(0.10, abs=0.025)
    assert found("kennedy", "history").nuclear_use == pytest.approx(0.33, abs=0.05)


@pytest.mark.parametrize("preset", ["bundy", "middle", "kennedy"])
def test_an_invasion_is_more_dangerous_than_a_strike_and_that_than_the_line(preset: str) -> None:
    """The course as ordered on the 20th where it is open (the Chiefs' whole plan makes a landing
    ready), all else at random."""
    danger = []
    for course in ("quarantine", "strike", "invade"):
        line = {"20/course": [course], "19/chiefs": ["all"]}
        flow = space(preset).flow(along(october(), line))
        spared = sum(
            share
            for slot, share in flow.spared.items()
            if not october().endings[october().nodes[slot].id].nuclear
        )
        danger.append(1 - spared)
    assert danger[0] < danger[1] < danger[2]


def test_the_likeliest_end_of_history_is_the_settlement() -> None:
    for preset in october().presets:
        endings = found(preset, "history").endings
        assert max(endings, key=endings.__getitem__) == "secret-bargain"


def test_the_best_player_keeps_the_danger_small() -> None:
    assert found("middle", "best").nuclear_use < 0.02
    assert found("middle", "worst").nuclear_use > 0.5
