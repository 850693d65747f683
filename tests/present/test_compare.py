"""Two games beside each other: where they part, and what was luck."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from game.cli import main
from game.places import scenarios
from game.play import Play, begin
from game.present import screens

LINES = scenarios() / "october-1962" / "lines"


def _compare(capsys: pytest.CaptureFixture[str], *names: Path | str) -> dict[str, Any]:
    assert main(["compare", *map(str, names), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return dict(json.loads(out))


def _kept(game: Play, path: Path) -> Path:
    path.write_text(game.record.text(), encoding="utf-8")
    return path


def _first_of_each(seed: int) -> Play:
    """A game of the tutorial in which the first open order is always given."""
    game = begin("tutorial", seed=seed)
    while not game.over:
        standing = game.standing()
        if isinstance(standing, screens.Decision):
            game.choose(next(card.id for card in standing.cards if not card.closed))
        else:
            game.take([])
    return game


def test_history_and_history_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    found = _compare(capsys, LINES / "history.record", "history")
    assert found["first_divergence"] is None
    assert found["luck"] == []
    assert found["a"]["ending"] == found["b"]["ending"] == "secret-bargain"
    shown = [move for move in found["a"]["moves"] if move.startswith(("choose", "chance"))]
    assert found["common"] == len(shown)


def test_another_order_is_a_choice_and_each_side_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = _compare(capsys, LINES / "submarine.record", "history")
    parting, a, b = found["first_divergence"], found["a"], found["b"]
    assert parting["move"] == found["common"] + 1
    seen = [[m for m in side["moves"] if m.startswith(("choose", "chance"))] for side in (a, b)]
    assert seen[0][: found["common"]] == seen[1][: found["common"]]
    for side, pick in zip(seen, (parting["a"], parting["b"]), strict=True):
        assert side[found["common"]].endswith(f" {parting['node']} {pick}")
    assert (a["ending"], a["family"], a["nuclear_use"]) == ("submarine-war", "nuclear", True)
    assert (b["ending"], b["nuclear_use"]) == ("secret-bargain", False)
    assert b["rungs"]["27"] == 7


def test_the_same_orders_and_other_outcomes_are_luck(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    games = [_kept(_first_of_each(seed), tmp_path / f"{seed}.record") for seed in range(40)]
    parted = 0
    for path in games[1:]:
        found = _compare(capsys, games[0], path)
        parting = found["first_divergence"]
        if parting is None:
            assert found["luck"] == []
            continue
        parted += 1
        assert parting["kind"] == "luck"  # they ordered alike, so nothing else can part them
        first = found["luck"][0]
        assert first["node"] == parting["node"]
        assert first["a"]["outcome"] != first["b"]["outcome"]
        assert 0 < first["a"]["per_cent"] < 100
    assert 5 < parted < 39


def test_a_game_that_stops_parts_from_one_that_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    whole, begun = _first_of_each(1), begin("tutorial", seed=1)
    found = _compare(
        capsys, _kept(begun, tmp_path / "begun.record"), _kept(whole, tmp_path / "whole.record")
    )
    assert found["first_divergence"]["kind"] == "end"
    assert found["first_divergence"]["a"] == ""
    assert found["a"]["ending"] is None
    assert found["b"]["ending"]


def test_the_text_names_both_and_marks_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(LINES / "ultimatum.record"), "history"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("October 1962: ultimatum and history\n")
    assert "moves alike. Then, " in out
    assert sum(line.endswith("  <") for line in out.splitlines()) == 1
    assert "The same was ordered, and something else came:" in out
    assert out.endswith("  ultimatum    Forty minutes\n  history      The secret bargain\n")


def test_what_cannot_be_compared_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    history = LINES / "history.record"
    tutorial = scenarios() / "tutorial" / "lines" / "history.record"
    cut = tmp_path / "cut.record"
    cut.write_text(history.read_text(encoding="utf-8")[:1500], encoding="utf-8")
    empty = tmp_path / "empty.record"
    empty.write_text("", encoding="utf-8")
    for names, said in (
        ((history, tutorial), "is a game of 'tutorial', not of 'october-1962'"),
        (("history", "history"), "'history' stands twice"),
        ((history, tmp_path / "none.record"), "none.record"),
        ((history, empty), "not a record"),
        ((cut, "history"), "is compared as far as it holds"),
    ):
        assert main(["compare", *map(str, names)]) == 1
        err = capsys.readouterr().err
        assert said in err
        assert "Traceback" not in err
