"""A record played over its scenario, and where it stops fitting."""

from __future__ import annotations

from game.analysis.playout import at_random, play_out
from game.engine import rules
from game.engine.record import Record, parse
from game.engine.replay import replay
from tests.engine.lab import LAB, compile_text, lab, move, tutorial

LINE = ("truth t x", "truth u yes", "choose 1/choice roll", "chance 1/choice low",
        "choose 1/agenda done", "chance 2/event on")  # fmt: skip


def recorded(*texts: str) -> Record:
    record = Record("lab", 1, lab().digest, 1, "plain")
    for text in texts:
        record.append(move(text))
    return record


def test_a_line_is_played_move_by_move() -> None:
    game = replay(lab(), recorded(*LINE))
    assert game.stopped == ""
    assert [str(made) for made in game.moves] == list(LINE)
    assert len(game.states) == len(LINE) + 1
    for before, step, then in zip(game.states, game.steps, game.states[1:], strict=False):
        assert (step.before, step.state) == (before, then)
    assert game.state == game.states[-1]


def test_any_position_can_be_asked_for() -> None:
    record = recorded(*LINE)
    whole = replay(lab(), record).states
    for number in range(len(LINE) + 1):
        assert replay(lab(), record, number).states == whole[: number + 1]


def test_it_stops_at_the_first_move_that_does_not_fit() -> None:
    game = replay(lab(), recorded(*LINE[:3], "chance 1/choice middle", *LINE[4:]))
    assert len(game.moves) == 3
    assert game.stopped.startswith("Move 4 does not fit: '1/choice' has no outcome 'middle'")
    assert "changed since" not in game.stopped


def test_it_says_if_the_scenario_has_changed() -> None:
    changed = compile_text(LAB.replace("      low: {title: Low", "      deep: {title: Low"))
    game = replay(changed, recorded(*LINE))
    assert "has no outcome 'low'" in game.stopped
    assert game.stopped.endswith("The scenario has changed since.")


def test_a_renamed_move_still_fits() -> None:
    renamed = compile_text(
        LAB.replace("      low: {", "      deep: {was: [low], ").replace("2/event", "2/happening")
        .replace("  2/happening: {", "  2/happening: {was: 2/event, ")
    )  # fmt: skip
    game = replay(renamed, recorded(*LINE))
    assert game.stopped == ""
    assert game.state == replay(lab(), recorded(*LINE)).state


def test_new_luck_is_no_move_of_the_game() -> None:
    game = replay(lab(), recorded(*LINE[:2], "luck new 5", *LINE[2:]))
    assert game.state == replay(lab(), recorded(*LINE)).state


def test_random_games_replay_to_the_same_end() -> None:
    for seed in range(60):
        game = play_out(tutorial(), seed, at_random, "hard")
        record = Record("tutorial", 1, tutorial().digest, seed, "hard")
        for made in game.moves:
            record.append(made)
        again = replay(tutorial(), parse(record.text()))
        assert again.state == game.state
        assert rules.turn(tutorial(), again.state) == "over"
