"""The prologue of October 1962: history's way through it changes nothing, other ways do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from game.engine import chance, rules
from game.engine.state import Move, State, start
from game.play import begin
from game.scenario.load import open_scenario
from game.scenario.model import Kind, Scenario

FIRST = "16/who-knows"
# What was decided, from the Brigade to the last flights before the photograph.
HISTORY = (
    ("1/begin", "before"),
    ("4/plan", "changed"),
    ("5/second", "hold"),
    ("6/beach", "hour"),
    ("7/turkey", "build"),
    ("8/tanks", "word"),
    ("9/mongoose", "all"),
    ("10/warning", "attack"),
    ("11/flights", "edge"),
)


@cache
def october() -> Scenario:
    return open_scenario("october-1962")


def begun(scenario: Scenario) -> State:
    """The first node, with the first value of every hidden truth."""
    state = start(scenario)
    for truth in scenario.truths:
        value = truth.values[0][0]
        state = rules.apply(scenario, state, Move("truth", truth.id, value)).state
    return state


def carried(scenario: Scenario, state: State) -> tuple[object, ...]:
    """Meters, declared flags and what is still to come: all that the prologue hands on."""
    declared = (1 << len(scenario.flags)) - 1
    return state.meters, state.flags & declared, state.later, state.truths


def chosen(*picks: tuple[str, str]) -> State:
    """Where these choices lead; whatever has but one move is made."""
    scenario = october()
    state = begun(scenario)
    for where, pick in picks:
        while scenario.nodes[state.node].kind is Kind.CHANCE:
            node = scenario.nodes[state.node]
            state = rules.apply(scenario, state, Move("chance", node.id, "on")).state
        assert scenario.nodes[state.node].id == where
        state = rules.apply(scenario, state, Move("choose", where, pick)).state
    return state


def follow(scenario: Scenario, state: State) -> Iterator[State]:
    """Every state that may come next."""
    node = scenario.nodes[state.node]
    if rules.turn(scenario, state) == "chance":
        outcomes = chance.odds(scenario, state, scenario.preset).outcomes
        moves = [Move("chance", node.id, outcome.id) for outcome in outcomes]
    else:
        moves = list(rules.moves(scenario, state))
    for move in moves:
        yield rules.apply(scenario, state, move).state


@cache
def arrivals() -> frozenset[State]:
    """Every state in which the first meeting can open."""
    scenario = october()
    found, seen, due = set(), set(), [begun(scenario)]
    while due:
        for state in follow(scenario, due.pop()):
            if state in seen:
                continue
            seen.add(state)
            if scenario.nodes[state.node].id == FIRST:
                found.add(state)
            else:
                due.append(state)
    return frozenset(found)


def test_what_was_decided_leaves_everything_as_if_the_prologue_were_skipped() -> None:
    scenario = october()
    skipped = chosen(("1/begin", "october"))
    played = chosen(*HISTORY)
    for state in (skipped, played):
        assert scenario.nodes[state.node].id == FIRST
        assert state.day == 16
    assert carried(scenario, played) == carried(scenario, skipped)
    assert skipped.meters == tuple(meter.start for meter in scenario.meters)


def test_no_road_leads_round_october() -> None:
    """Whatever is decided, the first meeting opens on the 16th, and the secret still holds."""
    scenario = october()
    secret = 1 << next(n for n, flag in enumerate(scenario.flags) if flag.id == "secret")
    assert all(state.day == 16 and state.flags & secret for state in arrivals())
    assert all(not state.later for state in arrivals())


def test_what_is_decided_is_carried_over_within_bounds() -> None:
    """Every kind of result arrives; their number stays within what exact odds can carry."""
    scenario = october()
    slots = {meter.id: meter.slot for meter in scenario.meters}
    values = {
        name: {state.meters[slots[name]] for state in arrivals()}
        for name in ("resolve", "alliance", "country", "channel", "leash")
    }
    assert values == {
        "resolve": {1, 2, 3},
        "alliance": {1, 2, 3},
        "country": {1, 2, 3},
        "channel": {0, 1, 2},
        "leash": {2, 3},
    }
    unmoved = {"escalation", "ready", "room"}
    for name in unmoved:
        assert {state.meters[slots[name]] for state in arrivals()} == {
            scenario.meters[slots[name]].start
        }
    assert len({carried(scenario, state) for state in arrivals()}) <= 160


def test_every_price_is_paid_somewhere() -> None:
    """No other answer to a question of the prologue is history's under another name."""
    scenario = october()
    was = carried(scenario, chosen(*HISTORY))
    for number, (where, _) in enumerate(HISTORY[1:], 1):
        node = next(node for node in scenario.nodes if node.id == where)
        for option in node.options:
            if (where, option.id) in HISTORY:
                continue
            state = chosen(*HISTORY[:number], (where, option.id))
            after = [state]
            if rules.turn(scenario, state) == "chance":
                after = list(follow(scenario, state))
            assert any(carried(scenario, each) != was for each in after), f"{where}.{option.id}"


def test_the_prologue_is_offered_first_and_can_be_left_out() -> None:
    game = begin("october-1962", seed=5)
    game.choose("october")
    assert game.scenario.nodes[game.state.node].id == FIRST
    other = begin("october-1962", seed=5)
    other.choose("before")
    assert other.scenario.nodes[other.state.node].id == "4/plan"
