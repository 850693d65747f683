"""The rules of play: whose move it is, what is open, and what a move does.

``apply(scenario, state, move)`` gives the next state and the list of changes, each with its cause.
Nothing here draws luck: a chance outcome is a move like any other (see :mod:`game.engine.chance`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from game.engine.plan import Act, Choices, Draws, Plan, as_choices, choices_of, plan_of, shifted
from game.engine.state import UNDRAWN, Misfit, Move, State
from game.scenario.expression import Expression
from game.scenario.model import (
    Cause,
    Effects,
    Later,
    Node,
    Offer,
    Option,
    Outcome,
    Scenario,
)
from game.scenario.problems import did_you_mean

Turn = Literal["truth", "chance", "player", "over"]
Meters = tuple[int, ...]
Due = tuple[tuple[int, int], ...]  # (day, slot of the delayed effect)


class Change(NamedTuple):
    """One quantity that changed. For a flag or truth `before` and `after` are 0 or 1."""

    what: Literal["meter", "flag", "truth"]
    slot: int  # of the meter or truth; the bit mask of a flag
    before: int
    after: int
    cause: Cause


# Named tuples, at every move: made without their Python-level constructor, and taken apart after
# `+ ()` has made them plain ones, which Python unpacks in a third of the time.
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
            after, now = _bring(effects, meters, flags)
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
    if UNDRAWN in truths:
        return "truth"
    if awaiting != UNDRAWN:
        return "chance"
    return plan_of(scenario, node).turn


def hours_left(node: Node, state: State) -> Fraction:
    """What an agenda has left after the initiatives taken."""
    taken = state.taken
    return node.hours - sum(
        (option.hours for option in node.options if taken >> option.slot & 1), Fraction(0)
    )


def choices(scenario: Scenario, state: State) -> Choices:
    """What the node offers. At a decision each pattern of open and closed options is made once."""
    at, _, day, meters, flags, truths, _, _ = state + ()  # noqa: RUF005 - see `_new`
    try:
        plan: Plan = scenario.plans[at]
    except KeyError:
        plan = plan_of(scenario, at)
    if plan.agenda:
        left = hours_left(plan.node, state)
        return as_choices(plan.node, [_initiative(o, state, left) for o in plan.node.options])
    pattern = 0
    for when, bit in plan.gates:
        if when(meters, flags, truths, day):
            pattern |= bit
    try:
        return plan.choices[pattern]
    except KeyError:
        return choices_of(plan, pattern)


def offers(scenario: Scenario, state: State) -> tuple[Offer, ...]:
    """Every option of the node, the closed ones with their reason. Empty when nothing is asked."""
    return choices(scenario, state).offers


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
    return choices(scenario, state).moves if turn(scenario, state) == "player" else ()


def draws(scenario: Scenario, state: State) -> Draws:
    """What chance decides among now."""
    return plan_of(scenario, state.node).draws[state.awaiting]


def drawn_from(scenario: Scenario, state: State) -> tuple[Outcome, ...]:
    """The outcomes among which chance decides now."""
    return draws(scenario, state).outcomes


def apply(scenario: Scenario, state: State, move: Move) -> Step:
    """The state after a move. Raises :class:`Misfit` if it cannot be made."""
    at, awaiting, day, meters, flags, truths, taken, later = state + ()  # noqa: RUF005 - see `_new`
    try:
        act: Act = scenario.plans[at].acts[awaiting][move]
    except KeyError:
        return _other(scenario, state, move)
    if UNDRAWN in truths:
        return _other(scenario, state, move)
    if act.when is not None and not act.when(meters, flags, truths, day):
        raise Misfit(f"'{move.where}.{move.pick}' is closed: {act.closed}")
    if act.stays and act.option:
        offer = _initiative(act.option, state, hours_left(scenario.nodes[at], state))
        if not offer.open:
            raise Misfit(f"'{move.where}.{move.pick}' is closed: {offer.reason}")
        taken |= 1 << act.option.slot
    if act.shifts:
        values = [*meters]
        for meter, table in act.shifts:
            values[meter] = table[values[meter]]
        meters = tuple(values)
    if act.marks:
        flags = (flags | act.marks) ^ act.off
    if act.later:
        later = _set_off(act.later, day, later)
    applied, leads = act.applied, act.leads
    if leads is None:
        after = _new(State, (at, act.awaits, day, meters, flags, truths, taken, later))
        return _new(Step, (state, after, applied))
    if act.stays:
        after = State(at, UNDRAWN, day, meters, flags, truths, taken, later)
        if _goes_on(scenario.nodes[at], after):
            return Step(state, after, applied)
    for condition, way in leads.routes:
        if condition(meters, flags, truths, day):
            leads = way
            break
    if leads.day > day:
        if later or scenario.rules:
            ran: list[Effects] = []
            meters, flags, later = _new_days(
                scenario, day, leads.day, meters, flags, truths, later, ran
            )
            applied = (*applied, *ran)
        day = leads.day
    flags |= leads.seen
    after = _new(State, (leads.slot, UNDRAWN, day, meters, flags, truths, 0, later))
    return _new(Step, (state, after, applied))


def _goes_on(node: Node, state: State) -> bool:
    """Whether something can still be taken up at an agenda."""
    left = hours_left(node, state)
    return any(_initiative(option, state, left).open for option in node.options)


_WHOSE: dict[Turn, str] = {
    "truth": "the truths are not drawn yet",
    "chance": "chance is to move",
    "player": "the player is to move",
    "over": "the game is over",
}


def _other(scenario: Scenario, state: State, move: Move) -> Step:
    """The first act at a node, a truth, new luck, a move by the node's old id; or a move that does
    not fit, and why."""
    kind, where, pick = move
    if kind == "truth":
        return Step(state, _truth(scenario, state, move), ())
    if kind == "luck":  # changes what is drawn, and nothing that stands
        return Step(state, state, ())
    if state.node not in scenario.plans:
        plan_of(scenario, state.node)
        return apply(scenario, state, move)
    node = scenario.nodes[state.node]
    if scenario.slots.get(where) != node.slot:
        raise Misfit(f"'{move}' was made at '{where}', but the game stands at '{node.id}'.")
    whose = turn(scenario, state)
    if kind == "choose" and whose != "player":
        raise Misfit(f"'{move}' is a choice, but {_WHOSE[whose]}.")
    if kind == "chance" and whose != "chance":
        raise Misfit(f"'{move}' is a draw, but {_WHOSE[whose]}.")
    if where != node.id:  # an id that the node had before
        return apply(scenario, state, Move(kind, node.id, pick))
    if kind == "chance":
        raise Misfit(f"'{node.id}' has no outcome '{pick}' here.")
    known = [option.id for option in node.options]
    raise Misfit(f"'{node.id}' has no option '{pick}'.{did_you_mean(pick, known)}")


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
                meters, flags = _bring(rule.effects, meters, flags)
                applied.append(rule.effects)
        due = [slot for date, slot in later if date <= today]
        if due:
            later = tuple(entry for entry in later if entry[0] > today)
        for slot in due:
            when = scenario.later[slot].when
            if not when or when.evaluate(meters, flags, truths, today):
                effects = scenario.later[slot].effects
                meters, flags = _bring(effects, meters, flags)
                applied.append(effects)
    return meters, flags, later


def _set_off(delayed: tuple[Later, ...], day: int, later: Due) -> Due:
    return tuple(sorted((*later, *((day + item.days, item.slot) for item in delayed))))


def _bring(effects: Effects, meters: Meters, flags: int) -> tuple[Meters, int]:
    """Meters and flags after some effects."""
    values = list(meters)
    for slot, amount, absolute, low, high in effects.meters:
        values[slot] = shifted(values[slot], amount, absolute, low, high)
    return tuple(values), (flags | effects.on) & ~effects.off
