"""The slow enumerator against games reckoned by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from game.analysis.playout import at_random, play_out
from tests.engine.lab import compile_text
from tests.generated import scenario_text
from tests.naive import NUCLEAR, solve

ENDING = "headline: H, axes: {lives: L, missiles: M, alliance: A, precedent: P}"
GUESS = f"""\
scenario: {{id: guess, title: Guess, start: look}}
calendar: {{1: One}}
presets: {{plain: {{nuclear: 1}}, hard: {{nuclear: 3}}}}
truths: {{t: {{values: {{x: 3, y: 1}}, told: T., so: {{x: X., y: Y.}}}}}}
nodes:
  look:
    day: 1
    title: Look
    outcomes:
      red: {{title: Red, weight: {{by: t, x: 2, y: 1}}, next: guess}}
      blue: {{title: Blue, weight: {{by: t, x: 1, y: 2}}, next: guess}}
  guess:
    day: 1
    title: Guess
    options:
      x: {{text: It is x, next: tell-x}}
      y: {{text: It is y, next: tell-y}}
      ask: {{text: Ask, effects: {{t: told}}, outcomes: {{
        told: {{title: Told, weight: 1, next: again}},
        dead: {{title: Dead, weight: 1, nuclear: true, next: lost}}}}}}
  again:
    day: 1
    title: Guess again
    options:
      x: {{text: It is x, next: tell-x}}
      y: {{text: It is y, next: tell-y}}
      sure: {{text: Surely, when: told(t) and t == y, closed: No., next: won}}
  tell-x: {{day: 1, title: Tell, next: [{{when: t == x, to: won}}, {{to: lost}}]}}
  tell-y: {{day: 1, title: Tell, next: [{{when: t == y, to: won}}, {{to: lost}}]}}
endings:
  won: {{title: Won, family: settlement, {ENDING}}}
  lost: {{title: Lost, family: war, {ENDING}}}
  never: {{title: Never, family: nuclear, nuclear: true, {ENDING}}}
"""
# `told(t) or t == y` passes the checks, and yet gives the truth away.
LEAKY = GUESS.replace(
    "It is y, next: tell-y}\n      ask",
    "It is y, when: told(t) or t == y, closed: No., next: tell-y}\n      ask",
)


def test_a_guess_by_hand() -> None:
    found = solve(compile_text(GUESS), "plain")
    # Red: x with 6/7. Blue: x with 3/5. So x is the better guess in both, and right in 3 of 4; to
    # ask is worse, since half of those who ask die. But who has asked can lose for certain.
    assert found.knowing["won"] == (0, Fraction(3, 4))
    # Who sees the truth is always right, or always wrong.
    assert found.seeing["won"] == (0, 1)
    # A third each: x is right with 3/4, y with 1/4; asking: dead in 1 of 2, else x wins by one of
    # two ways, y by two of three.
    again = Fraction(3, 4) * Fraction(1, 2) + Fraction(1, 4) * Fraction(2, 3)
    assert found.uniform["won"] == Fraction(1, 3) * (1 + again / 2)
    assert found.uniform[NUCLEAR] == Fraction(1, 6)
    assert found.knowing[NUCLEAR] == found.seeing[NUCLEAR] == (0, Fraction(1, 2))
    assert found.uniform["never"] == 0
    assert found.options == {
        "guess.x": 2, "guess.y": 2, "guess.ask": 2, "again.x": 4, "again.y": 4, "again.sure": 4,
    }  # fmt: skip
    assert found.outcomes["guess.dead"] == 3
    assert found.outcomes["tell-y.on"] == 3
    assert found.endings == {"won": 3, "lost": 3, "never": None}
    # For each truth: look, guess, its draw, again; both tells and both endings, told and untold.
    assert found.states == 2 * (4 + 2 * 4)


def test_the_preset_weighs_nuclear_outcomes() -> None:
    assert solve(compile_text(GUESS), "hard").knowing[NUCLEAR] == (0, Fraction(3, 4))


def test_what_a_guess_before_asking_is_worth() -> None:
    """With the seen colour alone, a hint to y makes y the better guess."""
    text = GUESS.replace("{by: t, x: 1, y: 2}", "{by: t, x: 0, y: 2}")
    # Blue is now y for sure (1/4 * 2/3); red is x with 3/4 against 1/4 * 1/3.
    found = solve(compile_text(text), "plain")
    assert found.knowing["won"][1] == Fraction(1, 6) + Fraction(3, 4)


def test_an_open_option_tells_what_it_asks() -> None:
    assert solve(compile_text(LEAKY), "plain").knowing["won"] == (0, 1)


@pytest.mark.parametrize("seed", range(12))
def test_of_generated_scenarios(seed: int) -> None:
    scenario = compile_text(scenario_text(seed))
    found = solve(scenario, "hard")
    assert sum(found.uniform[id] for id in scenario.endings) == 1
    for name, share in found.uniform.items():
        low, high = found.knowing[name]
        assert found.seeing[name][0] <= low <= share <= high <= found.seeing[name][1]
    for id, length in found.endings.items():
        assert (length is None) == (found.uniform[id] == 0)
    games = [play_out(scenario, seed, at_random, "hard") for seed in range(100)]
    for game in games:
        length = found.endings[game.ending]
        assert length is not None
        assert length <= len(game.moves) - len(scenario.truths)
    for name in (*scenario.endings, NUCLEAR):
        share = found.uniform[name]
        hits = sum(g.nuclear if name == NUCLEAR else g.ending == name for g in games)
        assert abs(hits - 100 * share) < 20  # four standard deviations at most
