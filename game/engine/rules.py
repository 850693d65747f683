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
    Offer,
    Option,
    Outcome,
    Scenario,
    Target,
)
from game.scenario.problems import did_you_mean
from game.scenario.story import DONE

Turn = Literal["truth", "chance", "player", "over"]
Meters = tuple[int, ...]
Due = tuple[tuple[int, int], ...]  # (day, slot of the delayed effect)

# Looked up at every move; an enum's own look-up is slow.
_AGENDA, _DECISION, _ENDING = Kind.AGENDA, Kind.DECISION, Kind.ENDING


class Change(NamedTuple):
    """One quantity that changed. For a flag or truth `before` and `after` are 0 or 1."""

    what: Literal["meter", "flag", "truth"]
    slot: int  # of the meter or truth; the bit mask of a flag
    before: int
    after: int
    cause: Cause


# A named tuple made without its Python-level constructor: a move makes about ten of them.
_new = tuple.__new__


class Step(NamedTuple):
    """What a move brought: the state it led to, and the effects that applied, in order."""

    before: State
    state: State
    applied: tuple[Effects, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What really changed, each with its cause. Reckoned when asked for: most moves are not."""
        found: list[Change] = []
        meters, flags = self.before.meters, self.before.flags
        for effects in self.applied:
            cause = effects.cause
            after, now = _effects(effects, meters, flags)
            for slot, *_ in effects.meters:
                if meters[slot] != after[slot]:
                    found.append(Change("meter", slot, meters[slot], after[slot], cause))
            switched = flags ^ now
            for bit in effects.switches:
                if switched & bit:
                    value = 1 if now & bit else 0
                    found.append(Change("flag", bit, 1 - value, value, cause))
            for slot, bit in effects.told:
                if switched & bit:  # a truth is news once
                    found.append(Change("truth", slot, 0, 1, cause))
            meters, flags = after, now
        return tuple(found)


def holds(condition: Expression | None, state: State) -> bool:
    return condition is None or bool(
        condition.evaluate(state.meters, state.flags, state.truths, state.day)
    )


def turn(scenario: Scenario, state: State) -> Turn:
    """Whose move it is. Truths are drawn before anything else."""
    node, awaiting, _, _, _, truths, _, _ = state
    if truths and UNDRAWN in truths:
        return "truth"
    if awaiting != UNDRAWN:
        return "chance"
    kind = scenario.nodes[node].kind
    if kind is _DECISION or kind is _AGENDA:
        return "player"
    return "over" if kind is _ENDING else "chance"


def hours_left(node: Node, state: State) -> Fraction:
    """What an agenda has left after the initiatives taken."""
    taken = state.taken
    return node.hours - sum(
        (option.hours for option in node.options if taken >> option.slot & 1), Fraction(0)
    )


def offers(scenario: Scenario, state: State) -> tuple[Offer, ...]:
    """Every option of the node, the closed ones with their reason. Empty when nothing is asked."""
    node = scenario.nodes[state.node]
    if node.kind is _DECISION:
        meters, flags, truths, day = state.meters, state.flags, state.truths, state.day
        return tuple(
            [
                open_ if when is None or when(meters, flags, truths, day) else closed
                for when, open_, closed in node.offers
            ]
        )
    if node.kind is _AGENDA:
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
    if node.kind is _AGENDA:
        open_.append(Move("choose", node.id, DONE))
    return tuple(open_)


def drawn_from(scenario: Scenario, state: State) -> tuple[Outcome, ...]:
    """The outcomes among which chance decides now."""
    node = scenario.nodes[state.node]
    return node.options[state.awaiting].outcomes if state.awaiting != UNDRAWN else node.outcomes


def apply(scenario: Scenario, state: State, move: Move) -> Step:
    """The state after a move. Raises :class:`Misfit` if it cannot be made."""
    kind, where, pick = move
    node = scenario.nodes[state.node]
    if where != node.id and kind in ("choose", "chance") and scenario.slots.get(where) != node.slot:
        raise Misfit(f"'{move}' was made at '{where}', but the game stands at '{node.id}'.")
    applied: list[Effects] = []
    if kind == "choose":
        if turn(scenario, state) != "player":
            raise Misfit(f"'{move}' is a choice, but {_WHOSE[turn(scenario, state)]}.")
        make = _choose if node.kind is _DECISION else _take_up
        after = make(scenario, state, node, pick, applied)
    elif kind == "chance":
        if turn(scenario, state) != "chance":
            raise Misfit(f"'{move}' is a draw, but {_WHOSE[turn(scenario, state)]}.")
        after = _draw(scenario, state, node, pick, applied)
    elif kind == "truth":
        after = _truth(scenario, state, move)
    else:
        after = state  # new luck changes what is drawn, and nothing that stands
    return _new(Step, (state, after, tuple(applied)))


_WHOSE: dict[Turn, str] = {
    "truth": "the truths are not drawn yet",
    "chance": "chance is to move",
    "player": "the player is to move",
    "over": "the game is over",
}


def _truth(scenario: Scenario, state: State, move: Move) -> State:
    for truth in scenario.truths:
        if truth.id != move.where:
            continue
        if state.truths[truth.slot] != UNDRAWN:
            raise Misfit(f"The truth '{truth.id}' is drawn already.")
        for number, (value, _) in enumerate(truth.values):
            if value == move.pick:
                drawn = list(state.truths)
                drawn[truth.slot] = number
                return state._replace(truths=tuple(drawn))
        raise Misfit(f"The truth '{truth.id}' has no value '{move.pick}'.")
    raise Misfit(f"There is no truth '{move.where}'.")


def _option(node: Node, id: str) -> Option:
    option = node.named.get(id)
    if option is None:
        known = [option.id for option in node.options]
        raise Misfit(f"'{node.id}' has no option '{id}'.{did_you_mean(id, known)}")
    return option


def _choose(
    scenario: Scenario, state: State, node: Node, pick: str, applied: list[Effects]
) -> State:
    option = _option(node, pick)
    at, _, day, meters, flags, truths, _, later = state
    if option.when is not None and not option.when.evaluate(meters, flags, truths, day):
        raise Misfit(f"'{node.id}.{pick}' is closed: {option.closed}")
    meters, flags = _effects(option.effects, meters, flags)
    applied.append(option.effects)
    flags |= option.chose
    if option.later:
        later = _set_off(option.later, day, later)
    if option.outcomes:
        return _new(State, (at, option.slot, day, meters, flags, truths, 0, later))
    return _go(scenario, option.target, day, meters, flags, truths, later, applied)


def _take_up(
    scenario: Scenario, state: State, node: Node, pick: str, applied: list[Effects]
) -> State:
    """An initiative of an agenda, or the end of it."""
    at, _, day, meters, flags, truths, taken, later = state
    if pick == DONE:
        return _go(scenario, node.target, day, meters, flags, truths, later, applied)
    option = _option(node, pick)
    offer = _initiative(option, state, hours_left(node, state))
    if not offer.open:
        raise Misfit(f"'{node.id}.{pick}' is closed: {offer.reason}")
    meters, flags = _effects(option.effects, meters, flags)
    applied.append(option.effects)
    flags |= option.chose
    later = _set_off(option.later, day, later)
    taken |= 1 << option.slot
    awaiting = option.slot if option.outcomes else UNDRAWN
    after = State(at, awaiting, day, meters, flags, truths, taken, later)
    return after if option.outcomes else _go_on(scenario, after, node, applied)


def _draw(scenario: Scenario, state: State, node: Node, pick: str, applied: list[Effects]) -> State:
    for outcome in drawn_from(scenario, state):
        if outcome.id == pick or pick in outcome.was:
            break
    else:
        raise Misfit(f"'{node.id}' has no outcome '{pick}' here.")
    at, _, day, meters, flags, truths, taken, later = state
    meters, flags = _effects(outcome.effects, meters, flags)
    applied.append(outcome.effects)
    flags |= outcome.seen
    if outcome.later:
        later = _set_off(outcome.later, day, later)
    if node.kind is _AGENDA:
        after = State(at, UNDRAWN, day, meters, flags, truths, taken, later)
        return _go_on(scenario, after, node, applied)
    return _go(scenario, outcome.target, day, meters, flags, truths, later, applied)


def _go_on(scenario: Scenario, state: State, node: Node, applied: list[Effects]) -> State:
    """Stay at an agenda while something can still be taken up."""
    left = hours_left(node, state)
    if any(_initiative(option, state, left).open for option in node.options):
        return state
    _, _, day, meters, flags, truths, _, later = state
    return _go(scenario, node.target, day, meters, flags, truths, later, applied)


def _go(
    scenario: Scenario,
    target: Target | None,
    day: int,
    meters: Meters,
    flags: int,
    truths: Meters,
    later: Due,
    applied: list[Effects],
) -> State:
    """Enter the node a target leads to, with what a new day brings."""
    assert target is not None  # the compiler demands one wherever play goes on
    slot = target.only
    if slot < 0:
        for condition, slot in target.routes:  # noqa: B007 - the last one is for all other cases
            if condition is None or condition.evaluate(meters, flags, truths, day):
                break
    node = scenario.nodes[slot]
    if node.day > day:
        if scenario.rules or later:
            meters, flags, later = _new_days(
                scenario, day, node.day, meters, flags, truths, later, applied
            )
        day = node.day
    return _new(State, (slot, UNDRAWN, day, meters, flags | node.seen, truths, 0, later))


def _new_days(
    scenario: Scenario,
    day: int,
    until: int,
    meters: Meters,
    flags: int,
    truths: Meters,
    later: Due,
    applied: list[Effects],
) -> tuple[Meters, int, Due]:
    """Each day passed runs its rules, then what is due arrives."""
    for today, _ in scenario.calendar:
        if not day < today <= until:
            continue
        for rule in scenario.rules:
            when = rule.when
            if today in rule.days and (not when or when.evaluate(meters, flags, truths, today)):
                meters, flags = _effects(rule.effects, meters, flags)
                applied.append(rule.effects)
        due = [slot for date, slot in later if date <= today]
        if due:
            later = tuple(entry for entry in later if entry[0] > today)
        for slot in due:
            when = scenario.later[slot].when
            if not when or when.evaluate(meters, flags, truths, today):
                effects = scenario.later[slot].effects
                meters, flags = _effects(effects, meters, flags)
                applied.append(effects)
    return meters, flags, later


def _set_off(delayed: tuple[Later, ...], day: int, later: Due) -> Due:
    return tuple(sorted((*later, *((day + item.days, item.slot) for item in delayed))))


def _effects(effects: Effects, meters: Meters, flags: int) -> tuple[Meters, int]:
    """Meters and flags after some effects; a meter stops at the ends of its range."""
    if effects.meters:
        values = list(meters)
        for slot, amount, absolute, low, high in effects.meters:
            value = amount if absolute else values[slot] + amount
            values[slot] = low if value < low else high if value > high else value
        meters = tuple(values)
    return meters, (flags | effects.on) & ~effects.off
