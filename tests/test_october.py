"""The scenario October 1962 as a player meets it: its endings, history's line, its balance."""

from __future__ import annotations

import io
import json
import random
from functools import cache

import pytest

from game.analysis.odds import Estimate, estimate
from game.analysis.playout import at_random, play_out
from game.cli import main
from game.engine.record import Record, parse
from game.engine.state import Move
from game.places import scenarios
from game.play import begin
from game.present.retell import Retold
from game.present.terminal import play_text
from game.present.told import rungs
from game.scenario.load import open_scenario
from game.scenario.model import Kind, Scenario
from game.scenario.story import DONE

HISTORY = scenarios() / "october-1962" / "lines" / "history.record"


@cache
def october() -> Scenario:
    return open_scenario("october-1962")


@cache
def many_games() -> Estimate:
    """A hundred thousand games of random play."""
    return estimate(october(), "random", "middle")


def _history() -> Record:
    return parse(HISTORY.read_text(encoding="utf-8"))


def test_history_replays_to_the_settlement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(HISTORY), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ending"] == "secret-bargain"
    assert told["nuclear_use"] is False
    assert told["days"] == 13
    assert "choose 20/course quarantine" in told["moves"]
    assert "chance 27/u2 lost" in told["moves"]


def test_the_ladder_shows_where_history_stood() -> None:
    story = Retold(october(), _history())
    assert rungs(october(), story.items) == october().ladder_history


def test_many_games_reach_every_ending() -> None:
    counts = many_games().endings
    assert sum(counts.values()) == pytest.approx(1)
    assert [ending for ending, count in counts.items() if not count] == []


def test_a_game_meets_eighteen_to_twenty_six_decisions() -> None:
    """In the thirteen days, at random; half of the games have a prologue, and most a year after."""
    scenario, met = october(), []
    for seed in range(400):
        at = [scenario.nodes[scenario.slots[m.where]] for m in _orders(seed)]
        met.append(sum(1 for node in at if node.kind is Kind.DECISION and 16 <= node.day <= 28))
    assert 18 <= sum(met) / len(met) <= 26
    assert 20 <= many_games().mean_decisions <= 30


def _orders(seed: int) -> list[Move]:
    game = play_out(october(), seed, at_random, "middle")
    return [move for move in game.moves if move.kind == "choose"]


def test_history_meets_no_more_decisions_than_fit_an_hour() -> None:
    at = [
        october().nodes[october().slots[m.where]] for m in _history().moves() if m.kind == "choose"
    ]
    decisions = [node for node in at if node.kind is Kind.DECISION and 16 <= node.day <= 28]
    assert 18 <= len(decisions) <= 26


def test_the_presets_are_in_order() -> None:
    forgiving, middle, hard = (
        estimate(october(), "random", preset, 20_000).nuclear_use
        for preset in ("bundy", "middle", "kennedy")
    )
    assert forgiving < middle < hard


def test_the_size_of_the_first_cut() -> None:
    scenario = october()
    decisions = [node for node in scenario.nodes if node.kind is Kind.DECISION]
    agendas = [node for node in scenario.nodes if node.kind is Kind.AGENDA]
    events = [node for node in scenario.nodes if node.kind is Kind.CHANCE]
    speakers = {v.who for n in decisions for o in n.options for v in o.voices}
    assert len(decisions) >= 24
    assert len(events) >= 10
    assert len({node.day for node in agendas}) >= 5
    assert len(scenario.endings) >= 10
    assert len(speakers) >= 10


def _script(seed: int) -> str:
    """Answers for a whole game: many numbers; what does not fit is asked again."""
    own = random.Random(seed)
    return "".join(f"{own.randint(1, 5)}\ny\n" for _ in range(200))


def test_scripted_text_games_reach_five_endings() -> None:
    reached = set()
    for seed in range(16):
        out = io.StringIO()
        game = begin("october-1962", seed=seed)
        assert play_text(game, io.StringIO(_script(seed)), out) == 0
        assert game.over, out.getvalue()[-500:]
        assert "\x1b" not in out.getvalue()
        ending = october().endings[october().nodes[game.state.node].id]
        assert ending.headline in out.getvalue()
        assert "What you did not know" in out.getvalue()
        reached.add(ending.id)
    assert len(reached) >= 5


def test_same_luck_after_a_fork_keeps_the_draws_the_choice_does_not_touch() -> None:
    """Another answer to one question leaves every other draw's roll as it was."""
    first, second = begin("october-1962", seed=99), begin("october-1962", seed=99)
    for game in (first, second):
        game.choose("october")
    first.choose("circle")
    second.choose("leaders")
    for game in (first, second):
        game.choose("many")
        game.take([])
    draws = [
        {
            str(move)
            for move in game.record.moves()
            if move.kind == "chance" and move.where != "16/who-knows"
        }
        for game in (first, second)
    ]
    assert draws[0] == draws[1]
    assert draws[0]
    assert DONE in [move.pick for move in first.record.moves()]
