"""Whose move it is, what is open, what a move does."""

from __future__ import annotations

from functools import cache

import pytest

from game.analysis.playout import at_random, play_out
from game.engine import rules
from game.engine.state import Misfit, Move, State, start
from game.scenario.model import Scenario
from tests.engine.lab import after, flag, lab, meter, move, node, step, tutorial


def test_the_start() -> None:
    state = start(lab())
    assert node(state) == "1/choice"
    assert state.meters == (2, 0, 3, 3, 1)
    assert (flag(state, "f"), flag(state, "g")) == (False, True)
    assert state.truths == (-1, -1)
    assert rules.turn(lab(), state) == "truth"
    assert rules.moves(lab(), state) == ()


def test_truths_are_drawn_before_the_player_moves() -> None:
    state = rules.apply(lab(), start(lab()), move("truth t y")).state
    assert rules.turn(lab(), state) == "truth"
    with pytest.raises(Misfit, match="not drawn yet"):
        rules.apply(lab(), state, move("choose 1/choice up"))
    state = rules.apply(lab(), state, move("truth u yes")).state
    assert state.truths == (1, 1)
    assert rules.turn(lab(), state) == "player"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("truth t y", "drawn already"),
        ("truth w y", "no truth 'w'"),
        ("choose 1/choice shut", "is closed: f is off."),
        ("choose 1/choice upp", "Did you mean 'up'?"),
        ("choose 1/agenda half", "was made at '1/agenda', but the game stands at '1/choice'"),
        ("choose nowhere half", "stands at '1/choice'"),
        ("chance 1/choice low", "is a draw, but the player is to move"),
    ],
)
def test_a_move_that_does_not_fit_says_why(text: str, says: str) -> None:
    with pytest.raises(Misfit) as misfit:
        rules.apply(lab(), after(), move(text))
    assert says in str(misfit.value)


def test_a_value_that_a_truth_has_not() -> None:
    with pytest.raises(Misfit, match="no value 'z'"):
        rules.apply(lab(), start(lab()), move("truth t z"))


def test_what_is_open_and_why_not() -> None:
    offers = {offer.option.id: offer for offer in rules.offers(lab(), after())}
    assert [id for id, offer in offers.items() if offer.open] == ["up", "set", "late", "roll"]
    assert offers["shut"].reason == "f is off."
    picks = [made.pick for made in rules.moves(lab(), after())]
    assert picks == ["up", "set", "late", "roll"]


def test_meters_stop_at_their_ends_and_flags_switch() -> None:
    made = step("choose 1/choice up")
    assert meter(made.state, "m") == 4
    assert meter(made.state, "n") == -1
    assert (flag(made.state, "f"), flag(made.state, "g")) == (True, False)
    told = {(c.what, c.slot): (c.before, c.after) for c in made.changes}
    masks = {f.id: f.mask for f in lab().flags}
    assert told == {
        ("meter", 0): (2, 4),
        ("meter", 1): (0, -1),
        ("flag", masks["f"]): (0, 1),
        ("flag", masks["g"]): (1, 0),
    }
    assert {c.cause.id for c in made.changes} == {"1/choice.up"}


def test_a_meter_is_set_and_a_truth_is_told_once() -> None:
    made = step("choose 1/choice set")
    assert meter(made.state, "m") == 1
    assert [c.what for c in made.changes] == ["meter", "truth"]
    again = rules.apply(
        lab(), after()._replace(flags=made.state.flags), move("choose 1/choice set")
    )
    assert [c.what for c in again.changes] == ["meter"]


def test_old_names_still_fit() -> None:
    assert after("choose old/choice oldup") == after("choose 1/choice up")
    rolled = after("choose 1/choice roll")
    by_old = rules.apply(lab(), rolled, move("chance old/choice oldhigh")).state
    assert by_old == rules.apply(lab(), rolled, move("chance 1/choice high")).state


def test_chance_after_an_option() -> None:
    state = after("choose 1/choice roll")
    assert node(state) == "1/choice"
    assert meter(state, "n") == 1  # the order was given
    assert rules.turn(lab(), state) == "chance"
    assert [o.id for o in rules.drawn_from(lab(), state)] == ["low", "high"]
    with pytest.raises(Misfit, match="no outcome 'calm'"):
        rules.apply(lab(), state, move("chance 1/choice calm"))
    with pytest.raises(Misfit, match="is a choice, but chance is to move"):
        rules.apply(lab(), state, move("choose 1/choice up"))
    state = rules.apply(lab(), state, move("chance 1/choice low")).state
    assert (node(state), meter(state, "m")) == ("1/agenda", 1)  # by the option's own `next`


# -- agendas -------------------------------------------------------------------------------------


def reasons(state: State) -> dict[str, str]:
    return {offer.option.id: offer.reason for offer in rules.offers(lab(), state)}


def test_an_agenda_has_its_hours() -> None:
    state = after("choose 1/choice set")
    assert rules.hours_left(lab().nodes[state.node], state) == 1.5
    assert reasons(state) == {"half": "", "whole": "", "bet": "", "closed": "g is on."}
    assert [made.pick for made in rules.moves(lab(), state)] == ["half", "whole", "bet", "done"]
    state = rules.apply(lab(), state, move("choose 1/agenda whole")).state
    assert reasons(state) == {"half": "", "whole": "Done.", "bet": "", "closed": "g is on."}
    with pytest.raises(Misfit, match=r"whole' is closed: Done\."):
        rules.apply(lab(), state, move("choose 1/agenda whole"))


def test_an_agenda_closes_by_itself_when_nothing_fits() -> None:
    state = after("choose 1/choice set", "choose 1/agenda whole", "choose 1/agenda half")
    assert node(state) == "2/event"
    assert state.taken == 0


def test_what_does_not_fit_the_hours_is_closed() -> None:
    state = after("choose 1/choice up", "choose 1/agenda half", "choose 1/agenda closed")
    assert reasons(state)["whole"] == "No time is left for it."
    assert node(state) == "1/agenda"  # the bet still fits


def test_an_agenda_may_be_left_at_once() -> None:
    assert node(after("choose 1/choice set", "choose 1/agenda done")) == "2/event"


def test_a_draw_within_an_agenda_comes_back_to_it() -> None:
    state = after("choose 1/choice set", "choose 1/agenda bet")
    assert rules.turn(lab(), state) == "chance"
    state = rules.apply(lab(), state, move("chance 1/agenda won")).state
    assert (node(state), rules.turn(lab(), state)) == ("1/agenda", "player")
    assert reasons(state)["bet"] == "Done."
    assert flag(state, "f")
    assert node(rules.apply(lab(), state, move("choose 1/agenda done")).state) == "3/draw"


def test_done_is_no_option_of_a_decision() -> None:
    with pytest.raises(Misfit, match="has no option 'done'"):
        rules.apply(lab(), after(), move("choose 1/choice done"))


# -- where it leads, and what new days bring -------------------------------------------------------


def test_the_first_route_that_holds_is_taken() -> None:
    up = ["choose 1/choice up", "choose 1/agenda done"]
    assert node(after(*up)) == "5/late"
    assert node(after("choose 1/choice set", "choose 1/agenda done")) == "2/event"


def test_an_event_goes_on_by_its_one_outcome() -> None:
    made = step("choose 1/choice set", "choose 1/agenda done", "chance 2/event on")
    assert node(made.state) == "3/draw"


def test_rules_run_for_every_day_passed_in_order() -> None:
    made = step("choose 1/choice roll", "chance 1/choice high", "choose 1/agenda done")
    assert (meter(made.state, "n"), made.state.day) == (2, 2)  # 1 by the order, 1 by day 2
    made = step(
        "choose 1/choice roll", "chance 1/choice high", "choose 1/agenda done", "chance 2/event on"
    )
    # Day 3 raises n no further (2 is the top), and then finds n == 2.
    assert meter(made.state, "hid") == 9
    assert [(c.cause.kind, c.cause.id, c.before, c.after) for c in made.changes] == [
        ("rule", "second", 3, 9)
    ]


def test_days_that_are_skipped_bring_their_rules_too() -> None:
    made = step("choose 1/choice up", "choose 1/agenda done")  # from day 1 to day 5
    assert (made.state.day, meter(made.state, "n")) == (5, 1)
    causes = [c.cause.text for c in made.changes if c.what == "meter"]
    assert causes == ["Rule one.", "Rule one."]


def test_what_was_set_off_arrives_on_its_day() -> None:
    late = ["choose 1/choice late", "choose 1/agenda done"]
    state = after("choose 1/choice late")
    assert [day for day, _ in state.later] == [2, 4]
    made = step(*late)
    assert (made.state.day, meter(made.state, "m")) == (2, 1)
    assert [c.cause.text for c in made.changes if c.cause.kind == "later"] == ["The next day."]
    made = step(*late, "chance 2/event on", "chance 3/draw calm", "chance 3/flag off")
    assert (made.state.day, meter(made.state, "m")) == (5, 4)  # day 4 is not in the calendar
    assert made.state.later == ()


def test_what_arrives_asks_its_condition_then() -> None:
    late = ["choose 1/choice late", "choose 1/agenda done", "chance 2/event on",
            "chance 3/draw calm"]  # fmt: skip
    state = after(*late)
    off = state._replace(flags=state.flags & ~lab().flags[1].mask)
    made = rules.apply(lab(), off, move("chance 3/flag off"))
    assert meter(made.state, "m") == 1  # g went off before it was due


def test_it_ends() -> None:
    made = step("choose 1/choice up", "choose 1/agenda done", "chance 5/late last")
    assert (node(made.state), made.state.day) == ("out", 5)
    assert rules.turn(lab(), made.state) == "over"
    assert rules.offers(lab(), made.state) == ()
    with pytest.raises(Misfit, match="the game is over"):
        rules.apply(lab(), made.state, move("chance out last"))


def test_new_luck_changes_nothing() -> None:
    assert rules.apply(lab(), after(), Move("luck", "new", "7")) == (after(), after(), ())


# -- properties over many games --------------------------------------------------------------------


@cache
def steps() -> list[tuple[Scenario, rules.Step]]:
    found = []
    for scenario in (lab(), tutorial()):
        for seed in range(150):
            state = start(scenario)
            for made in play_out(scenario, seed, at_random, scenario.preset).moves:
                step = rules.apply(scenario, state, made)
                found.append((scenario, step))
                state = step.state
    return found


def test_the_changes_told_are_the_changes_made() -> None:
    for scenario, made in steps():
        meters = list(made.before.meters)
        flags = made.before.flags
        for change in made.changes:
            assert change.before != change.after
            assert change.cause.text
            if change.what == "meter":
                assert meters[change.slot] == change.before
                meters[change.slot] = change.after
            elif change.what == "flag":
                assert bool(flags & change.slot) == bool(change.before)
                flags ^= change.slot
        declared = sum(f.mask for f in scenario.flags)
        assert tuple(meters) == made.state.meters
        assert flags & declared == made.state.flags & declared
        assert made.before.flags & ~declared & ~made.state.flags == 0  # what was seen stays seen


def test_meters_stay_in_range_and_time_runs_on() -> None:
    for scenario, made in steps():
        for m, value in zip(scenario.meters, made.state.meters, strict=True):
            assert m.low <= value <= m.high
        assert made.state.day >= made.before.day
        assert all(day > made.state.day for day, _ in made.state.later)


def test_only_the_moves_offered_can_be_made() -> None:
    for seed in range(40):
        state = start(tutorial())
        for made in play_out(tutorial(), seed, at_random, "middle").moves:
            if rules.turn(tutorial(), state) == "player":
                at = tutorial().nodes[state.node]
                offered = {m.pick for m in rules.moves(tutorial(), state)}
                for option in at.options:
                    choice = Move("choose", at.id, option.id)
                    if option.id in offered:
                        assert rules.apply(tutorial(), state, choice).before == state
                    else:
                        with pytest.raises(Misfit):
                            rules.apply(tutorial(), state, choice)
            state = rules.apply(tutorial(), state, made).state
