"""The only door from a state to a screen: what is hidden does not pass."""

from __future__ import annotations

import random
from collections.abc import Iterator

from game.analysis.playout import at_random, play_out
from game.engine import rules
from game.engine.state import State, start
from game.engine.view import Seen, see, view
from game.present import build, terminal
from game.scenario.model import Meter, Scenario
from tests.engine.lab import after, flag, lab, step, tutorial


def seen(state: State, name: str) -> Seen:
    return next(s for s in view(lab(), state).meters if s.meter.id == name)


def test_a_hidden_meter_is_not_there() -> None:
    assert [s.meter.id for s in view(lab(), after()).meters] == ["m", "n", "est", "unk"]


def test_an_exact_meter_is_exact() -> None:
    assert (seen(after(), "m").low, seen(after(), "m").exact, seen(after(), "m").words) == (
        2, True, "2",
    )  # fmt: skip


def test_an_estimate_is_as_wide_as_its_spread_and_stays_in_range() -> None:
    for value, low, high in ((0, 0, 2), (1, 0, 3), (3, 1, 5), (6, 4, 6)):
        found = seen(after()._replace(meters=(2, 0, 3, value, 1)), "est")
        assert (found.low, found.high) == (low, high)


def test_what_is_not_known_says_nothing() -> None:
    hidden = seen(after(), "unk")
    assert (hidden.low, hidden.high, hidden.exact, hidden.words) == (None, None, False, "not known")
    assert flag(after("choose 1/choice up"), "f")
    assert seen(after("choose 1/choice up"), "unk").low == 1


def _est(*words: str) -> Meter:
    meter = next(m for m in lab().meters if m.id == "est")
    return Meter(
        meter.id, meter.slot, meter.name, 0, len(words) - 1, 0, "band", None, "up", 1, words, "",
        meter.mark,
    )  # fmt: skip


def test_the_words_of_an_estimate() -> None:
    state = after()._replace(meters=(2, 0, 3, 1, 1))
    assert see(_est("none", "some", "many"), state).words == "none to many"
    assert see(_est("4 ships", "8 ships", "12 ships"), state).words == "4 to 12 ships"
    assert see(_est("so", "so", "so"), state).words == "so"


def test_a_truth_passes_when_it_was_told() -> None:
    assert view(lab(), after()).told == {}
    assert view(lab(), after("choose 1/choice set")).told == {"t": "x"}
    # u would be told by nothing; t alone is, though no condition asks for it.
    assert [c.what for c in step("choose 1/choice set").changes] == ["meter", "truth"]


def test_paragraphs_with_conditions() -> None:
    assert view(lab(), after()).text == ("Always.",)
    lit = after()._replace(flags=after().flags | lab().flags[0].mask)
    assert view(lab(), lit).text == ("Always.", "Only with f.")


# -- the same picture, whatever is behind it -------------------------------------------------------


def _positions(scenario: Scenario) -> Iterator[State]:
    for seed in range(80):
        state = start(scenario)
        for made in play_out(scenario, seed, at_random, scenario.preset).moves:
            state = rules.apply(scenario, state, made).state
            if rules.turn(scenario, state) == "player":
                yield state


def _otherwise(scenario: Scenario, state: State, luck: random.Random) -> State:
    """The same position with everything changed that the room cannot know."""
    meters = list(state.meters)
    for meter in scenario.meters:
        if meter.shown == "hidden":
            meters[meter.slot] = luck.randint(meter.low, meter.high)
    truths = list(state.truths)
    for truth in scenario.truths:
        if not state.flags & truth.mask:
            truths[truth.slot] = luck.randrange(len(truth.values))
    later = tuple((day + luck.randint(0, 3), slot) for day, slot in state.later)
    return state._replace(meters=tuple(meters), truths=tuple(truths), later=later)


def _picture(scenario: Scenario, state: State) -> tuple[object, ...]:
    table = build.table(scenario, state)
    screen = build.standing(scenario, state, 3)
    return screen, table, build.briefing(scenario, state), tuple(terminal.lines(screen))


def test_nothing_hidden_shows_on_any_screen() -> None:
    luck = random.Random(1)
    compared = changed = 0
    for state in _positions(tutorial()):
        for _ in range(3):
            other = _otherwise(tutorial(), state, luck)
            compared += 1
            changed += other != state
            assert _picture(tutorial(), other) == _picture(tutorial(), state)
    assert compared > 500
    assert changed > 500
