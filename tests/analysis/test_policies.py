"""Ways to play: drawn games agree with exact odds, and each policy does what it says."""

from __future__ import annotations

import numpy as np
import pytest

from game.analysis.exact.batch import play
from game.analysis.exact.prepare import followed
from game.analysis.odds import estimate, explored, odds, wilson
from game.analysis.policies import policy_of
from game.errors import Trouble
from game.scenario.load import open_scenario


@pytest.mark.parametrize("policy", ["random", "history", "cautious", "bold"])
@pytest.mark.parametrize("preset", ["calm", "hard"])
def test_drawn_games_come_to_the_exact_odds(policy: str, preset: str) -> None:
    scenario = open_scenario("tutorial")
    exact = odds(scenario, explored(scenario, preset), policy)
    assert sum(exact.endings.values()) == pytest.approx(1, abs=1e-12)
    drawn = estimate(scenario, policy, preset, 40_000, seed=3)
    for ending, share in exact.endings.items():
        assert drawn.endings[ending] == pytest.approx(share, abs=0.012), ending
    assert drawn.nuclear_use == pytest.approx(exact.nuclear_use, abs=0.012)


def test_the_same_seed_draws_the_same_games() -> None:
    scenario = open_scenario("tutorial")
    program, _ = followed(scenario, "middle")
    policy = policy_of(scenario, "random")
    first, again, other = (play(scenario, program, policy, 3_000, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert sum(first.endings.values()) == sum(first.decisions) == 3_000


def test_bold_play_is_more_dangerous_than_cautious_play() -> None:
    scenario = open_scenario("october-1962")
    bold, cautious = (estimate(scenario, name, "middle", 20_000) for name in ("bold", "cautious"))
    assert bold.nuclear_use > 2 * cautious.nuclear_use


def test_an_adviser_takes_what_he_speaks_for() -> None:
    scenario = open_scenario("october-1962")
    course = scenario.nodes[scenario.slots["20/course"]]
    program, _ = followed(scenario, "middle")
    number, point = next(
        (n, p) for n, p in enumerate(program.points) if p.node == course.slot and p.kind == "choice"
    )
    speakers = {voice.who for option in course.options for voice in option.voices if voice.pro}
    assert len(speakers) >= 5
    for who in speakers:
        shares = policy_of(scenario, who)(number, point, [None] * len(point.arms), 1)
        taken = {arm.pick for arm, share in zip(point.arms, shares, strict=True) if share}
        wanted = {o.id for o in course.options if any(v.who == who and v.pro for v in o.voices)}
        assert taken <= wanted, who
        assert float(np.sum(shares)) == 1


def test_a_policy_that_is_not_there_is_told_with_what_is() -> None:
    scenario = open_scenario("tutorial")
    with pytest.raises(Trouble, match=r"no policy 'cautios'.*cautious"):
        policy_of(scenario, "cautios")


def test_history_needs_a_line() -> None:
    from dataclasses import replace

    with pytest.raises(Trouble, match="has no history line"):
        policy_of(replace(open_scenario("tutorial"), history=""), "history")


@pytest.mark.parametrize(
    ("hits", "runs", "low", "high"),
    [(0, 100, 0.0, 0.0370), (50, 100, 0.4038, 0.5962), (1, 1000, 0.000177, 0.00564)],
)
def test_wilson(hits: int, runs: int, low: float, high: float) -> None:
    """Figures of the published formula."""
    assert wilson(hits, runs) == pytest.approx((low, high), rel=0.01, abs=1e-4)
