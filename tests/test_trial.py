"""``play --at NODE --set ...``: a trial from a position set by hand, which is never kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game import saves
from game.cli import main
from game.engine.state import UNDRAWN, start
from game.errors import Trouble
from game.play import attempt, begin
from game.present import screens
from game.present.terminal import play_text
from game.scenario.load import open_scenario
from game.scenario.model import Scenario
from game.trial import stand


@pytest.fixture
def tutorial() -> Scenario:
    return open_scenario("tutorial")


def _meter(scenario: Scenario, name: str) -> int:
    return next(meter.slot for meter in scenario.meters if meter.id == name)


# -- the position ----------------------------------------------------------------------------------


def test_what_is_not_set_stands_as_at_the_start(tutorial: Scenario) -> None:
    state = stand(tutorial, "26/hatch", [])
    node = tutorial.nodes[tutorial.slots["26/hatch"]]
    assert state == start(tutorial)._replace(
        node=node.slot, day=26, flags=tutorial.start_flags | node.seen
    )


def test_meters_flags_truths_and_what_is_remembered_are_set(tutorial: Scenario) -> None:
    words = ["temper=4, drilled", "contact=boat,lights=no", "seen(25/contact.echo),told(contact)"]
    state = stand(tutorial, "26/hatch", words)
    flags = {flag.id: flag.mask for flag in tutorial.flags} | tutorial.marks
    assert state.meters[_meter(tutorial, "temper")] == 4
    on = {name for name, mask in flags.items() if state.flags & mask}
    assert on >= {"drilled", "seen(25/contact.echo)", "told(contact)"}
    assert "lights" not in on
    assert state.truths == (1, UNDRAWN)


def test_the_start_is_not_taken_for_seen(tutorial: Scenario) -> None:
    # Only what stands in a condition is remembered at all; here it is the outcomes.
    assert stand(tutorial, "26/hail", []).flags == tutorial.start_flags | (
        tutorial.nodes[tutorial.slots["26/hail"]].seen
    )


def test_an_old_id_of_a_node_serves(tutorial: Scenario) -> None:
    assert stand(tutorial, "25/evening", []).node == tutorial.slots["25/dusk"]


def test_an_ending_comes_on_the_last_day(tutorial: Scenario) -> None:
    assert stand(tutorial, "cleared", []).day == 26


@pytest.mark.parametrize(
    ("node", "words", "says"),
    [
        ("26/hach", [], "no node or ending '26/hach' in 'tutorial'. Did you mean '26/hatch'?"),
        ("26/hatch", ["tempr=1"], "no meter, flag or truth of 'tutorial'. Did you mean 'temper'?"),
        ("26/hatch", ["temper=5"], "'temper' lies in 0..4; found 5."),
        ("26/hatch", ["temper=-1"], "'temper' lies in 0..4; found -1."),
        ("26/hatch", ["temper=high"], "'temper' is a number from 0 to 4; found 'high'."),
        ("26/hatch", ["temper"], "'temper' is a number from 0 to 4; found 'true'."),
        ("26/hatch", ["drilled=maybe"], "'drilled' may be true or false; found 'maybe'."),
        ("26/hatch", ["contact=boot"], "may be whales, boat; found 'boot'. Did you mean 'boat'?"),
        ("26/hatch", ["seen(25/nowhere)"], "No condition asks for it."),
        ("26/hatch", ["=3"], "'' is no meter, flag or truth"),
    ],
)
def test_what_is_wrong_is_told(node: str, words: list[str], says: str, tutorial: Scenario) -> None:
    with pytest.raises(Trouble) as told:
        stand(tutorial, node, words)
    assert says in str(told.value)


# -- the game from there ---------------------------------------------------------------------------


def test_a_trial_is_never_kept_and_says_so() -> None:
    game = attempt("tutorial", "26/hatch", ["temper=4"], seed=1)
    assert (
        game.notice
        == "This is a trial from '26/hatch': it is played like a game, and it is not kept."
    )
    game.choose("leave")
    assert game.over
    assert (game.path, game.kept) == (None, False)
    assert not saves.games().exists()
    assert saves.latest() == ""


def test_a_real_game_is_not_touched_by_a_trial() -> None:
    real = begin("tutorial", seed=5)
    assert real.path is not None
    before = real.path.read_bytes()
    attempt("tutorial", "26/hatch", seed=5).choose("leave")
    assert [path.name for path in saves.games().iterdir()] == [real.path.name]
    assert real.path.read_bytes() == before
    assert saves.latest_path() == real.path


def test_hidden_truths_that_are_not_set_are_drawn_by_the_seed() -> None:
    drawn = {attempt("tutorial", "26/hatch", seed=seed).state.truths for seed in range(40)}
    assert len(drawn) == 4
    held = {
        attempt("tutorial", "26/hatch", ["contact=boat"], seed=seed).state.truths[0]
        for seed in range(40)
    }
    assert held == {1}


def test_a_draw_that_one_begins_at_is_shown() -> None:
    game = attempt("tutorial", "26/holds", ["master=open"], seed=1)
    first, *_, last = game.screens()
    assert isinstance(first, screens.Outcome)
    assert any("handset radio" in paragraph for paragraph in first.text)
    assert isinstance(last, screens.Decision | screens.FrontPage)


def test_what_was_drawn_at_first_is_shown_once() -> None:
    game = next(
        game
        for game in (attempt("tutorial", "26/holds", seed=seed) for seed in range(40))
        if not game.over
    )
    assert len(game.screens()) > 1
    assert game.screens() == game.screens()
    game.choose("leave")
    assert len(game.screens()) == 1


@pytest.mark.parametrize("id", ["tutorial", "october-1962"])
def test_every_node_and_ending_can_be_tried(id: str) -> None:
    scenario = open_scenario(id)
    for node in scenario.nodes:
        out = io.StringIO()
        assert play_text(attempt(id, node.id, seed=2), io.StringIO("1\ny\n" * 3), out) == 0
        assert "This is a trial from" in out.getvalue()
    assert not saves.games().exists()


# -- the command -----------------------------------------------------------------------------------


def test_the_command_plays_from_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n"))
    words = ["--at", "26/hatch", "--set", "temper=4,drilled", "--set", "contact=boat"]
    assert main(["play", "tutorial", "--text", "--seed", "1", *words]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Note: This is a trial from '26/hatch'" in out
    assert "They are standing as they drilled it." in out
    assert "Hale shakes hands" in out
    assert "The game is kept" not in out


def test_the_window_opens_on_the_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.ui import app

    shown = []
    monkeypatch.setattr(app, "loop", lambda stage, window: shown.extend(stage.scenes))
    words = ["--at", "26/hatch", "--set", "temper=4", "--seed", "1"]
    assert main(["play", "tutorial", *words]) == 0
    notice = shown[-1]
    assert "This is a trial from '26/hatch'" in str(vars(notice))
    play = next(scene.game.play for scene in shown if hasattr(scene, "game"))
    assert play.state.meters[_meter(play.scenario, "temper")] == 4
    assert not saves.games().exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--set", "temper=1"], "name the node with --at"),
        (["--at", "26/hatch", "--from", "x.record"], "give one"),
    ],
)
def test_options_that_do_not_go_together(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in ([], ["--text"]):
        assert main(["play", "tutorial", *words, *text]) == 2
        assert says in capsys.readouterr().err


@pytest.mark.parametrize("text", [[], ["--text"]])
def test_a_bad_name_opens_nothing(
    text: list[str], capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert main(["play", "tutorial", "--at", "26/hach", *text]) == 1
    assert "Did you mean '26/hatch'?" in capsys.readouterr().err
    assert list(home.iterdir()) == []
