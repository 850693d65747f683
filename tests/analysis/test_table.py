"""The kept odds of every state, along games that are really played."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from game import storage
from game.analysis.exact import table
from game.analysis.exact.program import Unfit
from game.analysis.odds import explored, odds
from game.analysis.playout import at_random, play_out
from game.engine import rules
from game.engine.state import start
from game.scenario.load import open_scenario
from game.scenario.model import Scenario


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXCOMM_HOME", str(tmp_path / "home"))


@pytest.fixture(name="tutorial")
def _tutorial() -> Scenario:
    return open_scenario("tutorial")


def test_the_start_has_the_odds_that_the_command_tells(tutorial: Scenario) -> None:
    made = table.build(tutorial, "middle")
    space = explored(tutorial, "middle")
    here = made.outlook(made.walk())
    for policy, value in (("best", here.least), ("worst", here.greatest), ("random", here.random)):
        assert odds(tutorial, space, policy).nuclear_use == pytest.approx(value, abs=1e-6)
    assert set(here.endings) == set(tutorial.endings)


def test_games_are_followed_move_by_move_to_their_ends(tutorial: Scenario) -> None:
    made = table.build(tutorial, "hard" if "hard" in tutorial.presets else tutorial.preset)
    ends = set()
    for seed in range(120):
        game = play_out(tutorial, seed, at_random, made.packing.program.preset)
        walk, state = made.walk(), start(tutorial)
        for move in game.moves:
            if rules.turn(tutorial, state) == "player":
                open_ = {each.pick for each in rules.moves(tutorial, state)}
                assert set(made.options(walk)) == open_
            state = rules.apply(tutorial, state, move).state
            if move.kind != "truth":
                walk.move(move.pick, state)
        line = made.line(game.moves)
        assert len(line) == len(game.moves) + 1
        assert line[-1].endings == (game.ending,)
        for before, after in pairwise(line):
            assert set(after.endings) <= set(before.endings)
            assert before.least <= before.random + 1e-7 <= before.greatest + 2e-7
        ends.add(game.ending)
    assert len(ends) >= 4


def test_the_options_of_a_choice_bracket_it(tutorial: Scenario) -> None:
    made = table.build(tutorial, "middle")
    walk = made.walk()
    here, options = made.outlook(walk), made.options(walk)
    assert len(options) > 1
    assert here.least == min(each.least for each in options.values())
    assert here.greatest == max(each.greatest for each in options.values())
    mean = sum(each.random for each in options.values()) / len(options)
    assert here.random == pytest.approx(mean, abs=1e-6)


def test_a_table_is_kept_by_the_digest_and_found_again(tutorial: Scenario) -> None:
    assert table.opened(tutorial, "middle") is None
    made = table.build(tutorial, "middle")
    table.keep(made)
    again = table.opened(tutorial, "middle")
    assert again is not None
    assert again.outlook(again.walk()) == made.outlook(made.walk())
    (folder,) = (storage.folder() / "odds").iterdir()
    assert tutorial.digest in folder.name


@pytest.mark.parametrize("harm", ["cut", "gone", "other"])
def test_a_harmed_table_is_as_none(tutorial: Scenario, harm: str) -> None:
    table.keep(table.build(tutorial, "middle"))
    (folder,) = (storage.folder() / "odds").iterdir()
    file = folder / "keys.npy"
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:200])
    elif harm == "gone":
        file.unlink()
    else:
        file.write_text("no numbers")
    assert table.opened(tutorial, "middle") is None


def test_only_the_latest_tables_stay(tutorial: Scenario) -> None:
    home = storage.folder() / "odds"
    for number in range(table.KEPT + 3):
        (home / f"other-{number}").mkdir(parents=True)
    table.keep(table.build(tutorial, "middle"))
    assert len(list(home.iterdir())) == table.KEPT
    assert table.opened(tutorial, "middle") is not None


def test_where_nothing_can_be_written_nothing_is_lost(
    tutorial: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("EXCOMM_HOME", str(tmp_path / "file"))
    table.keep(table.build(tutorial, "middle"))
    assert table.opened(tutorial, "middle") is None


def test_too_many_states_are_told(tutorial: Scenario) -> None:
    with pytest.raises(Unfit, match="more than 100 states"):
        explored(tutorial, "middle", 100)
