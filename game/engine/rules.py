"""The rules of play: whose move it is, what is open, and what a move does.

``apply(scenario, state, move)`` gives the next state and the list of changes, each with its cause.
Nothing here draws luck: a chance outcome is a move like any other (see :mod:`game.engine.chance`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from game.engine.state import UNDRAWN, Misfit, Move, State
from game.scenario.expression import Expression
from game.scenario.model import (
    Cause,
    Effects,
    Kind,
    Later,
    Node,
    Option,
    Outcome,
    Scenario,
    Target,
)
from game.scenario.problems import did_you_mean
from game.scenario.story import DONE

Turn = Literal["truth", "chance", "player", "over"]


class Change(NamedTuple):
    """One quantity that changed. For a flag or truth `before` and `after` are 0 or 1."""

    what: Literal["meter", "flag", "truth"]
    slot: int  # of the meter or truth; the bit mask of a flag
    before: int
    after: int
    cause: Cause


class Step(NamedTuple):
    state: State
    changes: tuple[Change, ...]


class Offer(NamedTuple):
    """An option as it stands: open, or closed with the reason."""

    option: Option
    open: bool
    reason: str


def holds(condition: Expression | None, state: State) -> bool:
    return condition is None or bool(
        condition.evaluate(state.meters, state.flags, state.truths, state.day)
    )


def turn(scenario: Scenario, state: State) -> Turn:
    """Whose move it is. Truths are drawn before anything else."""
    if UNDRAWN in state.truths:
        return "truth"
    kind = scenario.nodes[state.node].kind
    if kind is Kind.ENDING:
        return "over"
    if kind is Kind.CHANCE or state.awaiting != UNDRAWN:
        return "chance"
    return "player"


def hours_left(node: Node, state: State) -> Fraction:
    """What an agenda has left after the initiatives taken."""
    taken = state.taken
    return node.hours - sum(
        (option.hours for option in node.options if taken >> option.slot & 1), Fraction(0)
    )


def offers(scenario: Scenario, state: State) -> tuple[Offer, ...]:
    """Every option of the node, the closed ones with their reason. Empty when nothing is asked."""
    node = scenario.nodes[state.node]
    if node.kind is Kind.DECISION:
        meters, flags, truths, day = state.meters, state.flags, state.truths, state.day
        return tuple(
            [
                Offer(option, True, "")
                if option.when is None or option.when.evaluate(meters, flags, truths, day)
                else Offer(option, False, option.closed)
                for option in node.options
            ]
        )
    if node.kind is Kind.AGENDA:
        left = hours_left(node, state)
        return tuple(_initiative(option, state, left) for option in node.options)
    return ()


def _initiative(option: Option, state: State, left: Fraction) -> Offer:
    if state.taken >> option.slot & 1:
        return Offer(option, False, "Done.")
    if not holds(option.when, state):
        return Offer(option, False, option.closed)
    if option.hours > left:
        return Offer(option, False, "No time is left for it.")
    return Offer(option, True, "")


def moves(scenario: Scenario, state: State) -> tuple[Move, ...]:
    """Every move the player can make, in the order of the scenario."""
    node = scenario.nodes[state.node]
    if turn(scenario, state) != "player":
        return ()
    open_ = [
        Move("choose", node.id, offer.option.id) for offer in offers(scenario, state) if offer.open
    ]
    if node.kind is Kind.AGENDA:
        open_.append(Move("choose", node.id, DONE))
    return tuple(open_)


def drawn_from(scenario: Scenario, state: State) -> tuple[Outcome, ...]:
    """The outcomes among which chance decides now."""
    node = scenario.nodes[state.node]
    return node.options[state.awaiting].outcomes if state.awaiting != UNDRAWN else node.outcomes


def apply(scenario: Scenario, state: State, move: Move) -> Step:
    """The state after a move. Raises :class:`Misfit` if it cannot be made."""
    kind = move.kind
    if kind == "luck":
        return Step(state, ())
    if kind == "truth":
        return _truth(scenario, state, move)
    node = scenario.nodes[state.node]
    if move.where != node.id and scenario.slots.get(move.where) != node.slot:
        raise Misfit(f"'{move}' was made at '{move.where}', but the game stands at '{node.id}'.")
    whose = turn(scenario, state)
    if kind == "choose":
        if whose != "player":
            raise Misfit(f"'{move}' is a choice, but {_whose(whose)}.")
        return _choose(scenario, state, node, move)
    if whose != "chance":
        raise Misfit(f"'{move}' is a draw, but {_whose(whose)}.")
    return _chance(scenario, state, node, move)


def _whose(whose: Turn) -> str:
    return {
        "truth": "the truths are not drawn yet",
        "chance": "chance is to move",
        "player": "the player is to move",
        "over": "the game is over",
    }[whose]


def _truth(scenario: Scenario, state: State, move: Move) -> Step:
    for truth in scenario.truths:
        if truth.id != move.where:
            continue
        if state.truths[truth.slot] != UNDRAWN:
            raise Misfit(f"The truth '{truth.id}' is drawn already.")
        for number, (value, _) in enumerate(truth.values):
            if value == move.pick:
                drawn = list(state.truths)
                drawn[truth.slot] = number
                return Step(state._replace(truths=tuple(drawn)), ())
        raise Misfit(f"The truth '{truth.id}' has no value '{move.pick}'.")
    raise Misfit(f"There is no truth '{move.where}'.")


def _choose(scenario: Scenario, state: State, node: Node, move: Move) -> Step:
    changes: list[Change] = []
    if node.kind is Kind.AGENDA and move.pick == DONE:
        return Step(_go(scenario, state, node.target, changes), tuple(changes))
    option = _option(node, move.pick)
    if node.kind is Kind.AGENDA:
        offer = _initiative(option, state, hours_left(node, state))
        if not offer.open:
            raise Misfit(f"'{move}' is closed: {offer.reason}")
    elif option.when is not None and not holds(option.when, state):
        raise Misfit(f"'{move}' is closed: {option.closed}")
    state = _effects(scenario, state, option.effects, changes)
    state = State(
        state.node,
        option.slot if option.outcomes else UNDRAWN,
        state.day,
        state.meters,
        state.flags | option.chose,
        state.truths,
        state.taken | 1 << option.slot if node.kind is Kind.AGENDA else 0,
        _set_off(state, option.later),
    )
    if not option.outcomes:
        state = _onward(scenario, state, node, option.target, changes)
    return Step(state, tuple(changes))


def _option(node: Node, id: str) -> Option:
    for option in node.options:
        if option.id == id or id in option.was:
            return option
    known = [option.id for option in node.options]
    raise Misfit(f"'{node.id}' has no option '{id}'.{did_you_mean(id, known)}")


def _chance(scenario: Scenario, state: State, node: Node, move: Move) -> Step:
    for outcome in drawn_from(scenario, state):
        if outcome.id == move.pick or move.pick in outcome.was:
            break
    else:
        raise Misfit(f"'{node.id}' has no outcome '{move.pick}' here.")
    changes: list[Change] = []
    state = _effects(scenario, state, outcome.effects, changes)
    state = State(
        state.node,
        UNDRAWN,
        state.day,
        state.meters,
        state.flags | outcome.seen,
        state.truths,
        state.taken,
        _set_off(state, outcome.later),
    )
    state = _onward(scenario, state, node, outcome.target, changes)
    return Step(state, tuple(changes))


def _onward(
    scenario: Scenario, state: State, node: Node, target: Target | None, changes: list[Change]
) -> State:
    """Go on; in an agenda stay while something can still be taken up."""
    if node.kind is not Kind.AGENDA:
        return _go(scenario, state, target, changes)
    left = hours_left(node, state)
    if any(_initiative(option, state, left).open for option in node.options):
        return state
    return _go(scenario, state, node.target, changes)


def _go(scenario: Scenario, state: State, target: Target | None, changes: list[Change]) -> State:
    """Enter the node a target leads to, with what a new day brings."""
    assert target is not None  # the compiler demands one wherever play goes on
    meters, flags, truths, day = state.meters, state.flags, state.truths, state.day
    slot = next(
        slot
        for condition, slot in target.routes
        if condition is None or condition.evaluate(meters, flags, truths, day)
    )
    node = scenario.nodes[slot]
    if node.day > day:
        state = _new_days(scenario, state, node.day, changes)
    return State(
        slot,
        UNDRAWN,
        state.day,
        state.meters,
        state.flags | node.seen,
        truths,
        0,
        state.later,
    )


def _new_days(scenario: Scenario, state: State, until: int, changes: list[Change]) -> State:
    """Each day passed runs its rules, then what is due arrives."""
    for day, _ in scenario.calendar:
        if not state.day < day <= until:
            continue
        state = state._replace(day=day)
        for rule in scenario.rules:
            if day in rule.days and holds(rule.when, state):
                state = _effects(scenario, state, rule.effects, changes)
        due = [slot for when, slot in state.later if when <= day]
        if due:
            state = state._replace(later=tuple(entry for entry in state.later if entry[0] > day))
            for slot in due:
                delayed = scenario.later[slot]
                if holds(delayed.when, state):
                    state = _effects(scenario, state, delayed.effects, changes)
    return state


def _set_off(state: State, later: tuple[Later, ...]) -> tuple[tuple[int, int], ...]:
    if not later:
        return state.later
    return tuple(sorted((*state.later, *((state.day + item.days, item.slot) for item in later))))


def _effects(scenario: Scenario, state: State, effects: Effects, changes: list[Change]) -> State:
    meters, flags = state.meters, state.flags
    cause = effects.cause
    if effects.meters:
        values = list(meters)
        for slot, amount, absolute, low, high in effects.meters:
            before = values[slot]
            after = amount if absolute else before + amount
            after = low if after < low else high if after > high else after
            if after != before:
                values[slot] = after
                changes.append(Change("meter", slot, before, after, cause))
        meters = tuple(values)
    switched = (effects.on & ~flags) | (effects.off & flags)
    if switched:
        for flag in scenario.flags:
            if switched & flag.mask:
                after = 1 if effects.on & flag.mask else 0
                changes.append(Change("flag", flag.mask, 1 - after, after, cause))
        flags = (flags | effects.on) & ~effects.off
    for slot in effects.told:
        changes.append(Change("truth", slot, 0, 1, cause))
    if meters is state.meters and flags == state.flags:
        return state
    return State(
        state.node,
        state.awaiting,
        state.day,
        meters,
        flags,
        state.truths,
        state.taken,
        state.later,
    )
