"""Odds and luck: exact, and the same for ever."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import chance, rules
from game.engine.chance import luck, odds, pick, weigh
from game.engine.state import Misfit, Move, State, start
from tests.engine.lab import after, lab, move

DRAW = ("choose 1/choice set", "choose 1/agenda done", "chance 2/event on")


@pytest.mark.parametrize(
    ("seed", "where", "visit", "roll"),
    [
        # Never change these: every seed that was ever shared would bring another game.
        (1962, "27/u2", 0, 3_200_890_169_171_771_324),
        (1962, "27/u2", 1, 4_464_013_812_533_072_569),
        (1, "truth warheads", 0, 9_918_345_517_616_273_483),
        (0, "a", 0, 4_511_623_774_499_008_519),
        (999_999_999_999_999_999, "25/agenda", 3, 18_365_278_545_287_131_232),
    ],
)
def test_luck_is_the_same_for_ever(seed: int, where: str, visit: int, roll: int) -> None:
    assert luck(seed, where, visit) == roll


def test_luck_is_even() -> None:
    rolls = [luck(seed, "x", 0) for seed in range(4000)]
    assert max(rolls) < 2**64
    quarters = Counter(roll >> 62 for roll in rolls)
    assert all(900 < count < 1100 for count in quarters.values())


@given(st.lists(st.integers(0, 10**9), min_size=1).filter(any), st.integers(0, 2**64 - 1))
def test_a_roll_falls_where_the_weights_say(weights: list[int], roll: int) -> None:
    index = pick(tuple(weights), roll)
    share = Fraction(roll, 2**64) * sum(weights)
    assert sum(weights[:index]) <= share < sum(weights[: index + 1])


def test_the_ends_of_the_dice() -> None:
    assert [pick((1, 2, 1), roll) for roll in (0, 2**62 - 1, 2**62, 3 * 2**62, 2**64 - 1)] == [
        0, 0, 1, 2, 2,
    ]  # fmt: skip
    assert pick((0, 1, 0), 0) == pick((0, 1, 0), 2**64 - 1) == 1


# -- weights ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "low"), [(0, 5), (1, 5), (2, 3), (3, 0), (4, 0)])
def test_bands_of_a_meter(value: int, low: int) -> None:
    state = after("choose 1/choice roll")._replace(meters=(value, 0, 3, 3, 1))
    assert odds(lab(), state, "plain").weights == (low, 1)


def test_bands_of_a_flag_and_of_a_truth() -> None:
    state = after(*DRAW)
    assert odds(lab(), state, "plain").weights == (90, 10)
    assert odds(lab(), state._replace(truths=(1, 1)), "plain").weights == (50, 10)
    state = after(*DRAW, "chance 3/draw calm")
    assert odds(lab(), state, "plain").weights == (0, 1)
    lit = state._replace(flags=state.flags | lab().flags[0].mask)
    assert odds(lab(), lit, "plain").weights == (1, 0)


def test_an_expression_is_nothing_when_it_is_below() -> None:
    state = after("choose 1/choice set", "choose 1/agenda bet")
    won = rules.drawn_from(lab(), state)[0].weight
    for m, weight in ((0, 0), (2, 0), (3, 1), (4, 2)):
        assert weigh(won, state._replace(meters=(m, 0, 3, 3, 1))) == weight


def test_where_all_weights_are_nothing_the_last_outcome_comes() -> None:
    state = after("choose 1/choice up", "choose 1/agenda done")
    chances = odds(lab(), state, "plain")
    assert chances.weights == (0, 1)
    assert chances.share("last") == 1
    assert chance.draw(lab(), state, "plain", 5) == move("chance 5/late last")


@pytest.mark.parametrize("preset", ["soft", "hard"])
def test_a_preset_multiplies_the_odds_exactly(preset: str) -> None:
    def against(of: str) -> Fraction:
        share = odds(lab(), after(*DRAW), of).share("flash")
        return share / (1 - share)

    assert against(preset) == lab().presets[preset].nuclear * against("plain")
    assert against("plain") == Fraction(10, 90)


def test_a_preset_leaves_what_is_not_nuclear_alone() -> None:
    state = after("choose 1/choice roll")
    shares = {odds(lab(), state, preset).share("low") for preset in lab().presets}
    assert shares == {Fraction(3, 4)}


# -- draws -----------------------------------------------------------------------------------------


def test_truths_are_drawn_by_their_weights() -> None:
    drawn = Counter(chance.draw(lab(), start(lab()), "plain", seed) for seed in range(2000))
    assert set(drawn) == {move("truth t x"), move("truth t y")}
    assert 1400 < drawn[move("truth t x")] < 1600
    state = rules.apply(lab(), start(lab()), move("truth t x")).state
    never = {chance.draw(lab(), state, "plain", seed) for seed in range(200)}
    assert never == {move("truth u yes")}  # the other has no weight


def test_nothing_is_drawn_where_the_player_moves() -> None:
    with pytest.raises(Misfit, match="Nothing is to be drawn"):
        chance.draw(lab(), after(), "plain", 1)


def draws(seed: int, *choices: str) -> dict[str, Move]:
    """What luck brings along a line of choices, by node."""
    state: State = start(lab())
    orders = iter(choices)
    made: dict[str, Move] = {}
    while (whose := rules.turn(lab(), state)) != "over":
        if whose == "player":
            turn = move(next(orders))
        else:
            turn = chance.draw(lab(), state, "plain", seed)
            made[turn.where] = turn
        state = rules.apply(lab(), state, turn).state
    return made


def test_another_choice_changes_what_it_changes_and_nothing_else() -> None:
    """Same luck after a fork: draws whose odds the choice does not touch come out the same."""
    touched = 0
    for seed in range(300):
        one = draws(seed, "choose 1/choice set", "choose 1/agenda done")
        other = draws(seed, "choose 1/choice roll", "choose 1/agenda bet", "choose 1/agenda whole")
        assert {k: one[k] for k in "tu"} == {k: other[k] for k in "tu"}
        assert one["3/draw"] == other["3/draw"]
        touched += one.get("3/flag") != other.get("3/flag")
    assert touched  # a bet that was won is felt where it should be


def test_the_same_seed_brings_the_same_game() -> None:
    line = ("choose 1/choice roll", "choose 1/agenda bet", "choose 1/agenda whole")
    assert all(draws(seed, *line) == draws(seed, *line) for seed in range(20))
    assert len({tuple(draws(seed, *line).values()) for seed in range(100)}) > 5


def test_two_draws_at_one_agenda_are_two_rolls() -> None:
    same = sum(luck(seed, "1/agenda", 1) == luck(seed, "1/agenda", 2) for seed in range(100))
    assert same == 0
