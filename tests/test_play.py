"""One game being played: begun, saved after each move, gone on with, never lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game import saves
from game.engine import record
from game.errors import Trouble
from game.play import begin, load_record, resume
from game.present import screens


def _first_open(screen: screens.Screen) -> str:
    assert isinstance(screen, screens.Decision)
    return next(card.id for card in screen.cards if not card.closed)


def _act(play_) -> tuple[screens.Screen, ...]:  # type: ignore[no-untyped-def]
    standing = play_.standing()
    if isinstance(standing, screens.Agenda):
        return play_.take([])  # type: ignore[no-any-return]
    return play_.choose(_first_open(standing))  # type: ignore[no-any-return]


def test_a_game_is_saved_from_the_start_and_after_each_move() -> None:
    game = begin("october-1962", seed=7)
    assert game.path is not None
    before = game.path.read_text()
    _act(game)
    after = game.path.read_text()
    assert before != after
    assert load_record(game.path).moves() == game.record.moves()
    assert len(load_record(game.path).moves()) > len(record.parse(before).moves())


def test_resume_stands_where_the_game_was_left() -> None:
    game = begin("october-1962", seed=7)
    for _ in range(5):
        _act(game)
    again = resume()
    assert again.state == game.state
    assert again.standing() == game.standing()
    assert again.path == game.path
    assert again.notice == ""


def test_a_finished_game_is_not_offered_to_go_on_with() -> None:
    game = begin("october-1962", seed=7)
    game.choose("october")
    assert "Tuesday 16 October 1962" in saves.latest()
    while not game.over:
        shown = _act(game)
    assert isinstance(shown[-1], screens.FrontPage)
    assert saves.latest() == ""
    with pytest.raises(Trouble, match="no game to go on with"):
        resume()


def test_the_last_screen_is_always_where_the_player_decides() -> None:
    game = begin("october-1962", seed=11)
    while not game.over:
        shown = _act(game)
        assert isinstance(shown[-1], screens.Decision | screens.Agenda | screens.FrontPage)
        assert all(isinstance(screen, screens.Outcome | screens.Briefing) for screen in shown[:-1])


def test_two_games_of_one_seed_have_files_of_their_own() -> None:
    first, second = begin("october-1962", seed=3), begin("october-1962", seed=3)
    assert first.path != second.path
    assert first.state == second.state


def test_a_cut_record_goes_on_in_a_new_file_and_the_old_one_is_kept() -> None:
    game = begin("october-1962", seed=7)
    for _ in range(6):
        _act(game)
    assert game.path is not None
    whole = game.path.read_bytes()
    cut = whole[: len(whole) * 2 // 3]
    game.path.write_bytes(cut)
    again = resume(game.path)
    assert "cut short" in again.notice
    assert "new file" in again.notice
    assert again.path != game.path
    _act(again)
    assert game.path.read_bytes() == cut
    assert again.path is not None
    assert again.path.exists()


def test_a_move_that_no_longer_fits_stops_the_replay_and_says_which(tmp_path: Path) -> None:
    game = begin("october-1962", seed=7)
    for _ in range(3):
        _act(game)
    assert game.path is not None
    text = game.path.read_text().replace("choose 16/look many", "choose 16/look harder")
    edited = tmp_path / "edited.record"
    edited.write_text(text)
    again = resume(edited)
    assert "has no option 'harder'" in again.notice
    assert again.scenario.nodes[again.state.node].id == "16/look"
    assert edited.read_text() == text


def test_a_full_disk_does_not_end_the_game(monkeypatch: pytest.MonkeyPatch) -> None:
    game = begin("october-1962", seed=7)
    assert game.path is not None
    kept = game.path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    shown = _act(game)
    assert isinstance(shown[-1], screens.Decision)
    assert "not being saved" in game.notice
    assert "No space left" in game.notice
    assert game.path.read_bytes() == kept
    assert [p.name for p in game.path.parent.iterdir()] == [game.path.name]


def test_a_closed_option_is_refused_with_its_reason() -> None:
    game = begin("october-1962", seed=7)
    while True:
        standing = game.standing()
        if isinstance(standing, screens.Decision):
            closed = [card for card in standing.cards if card.closed]
            if closed:
                break
        _act(game)
    state = game.state
    with pytest.raises(Trouble) as trouble:
        game.choose(closed[0].id)
    assert closed[0].closed in str(trouble.value)
    assert game.state == state
