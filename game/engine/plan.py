"""What each node comes to, worked out once: its moves, what each brings and where it leads.

A plan is made when a game first comes to a node and is kept with the scenario. Playing is then
looking up: nothing is asked twice that the scenario alone decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from game.engine.state import UNDRAWN, Move
from game.scenario.evaluate import Evaluate
from game.scenario.model import (
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
from game.scenario.story import DONE

Table = tuple[int, ...] | dict[int, int]  # of a meter: what each value becomes


@dataclass(frozen=True, slots=True)
class Leads:
    """Where play goes on: the first of `routes` that holds, else `slot`; and what is there."""

    routes: tuple[tuple[Evaluate, Leads], ...]
    slot: int
    day: int
    seen: int  # bits that remember the node


@dataclass(frozen=True, slots=True)
class Act:
    """What one option or outcome does."""

    option: Option | None  # None for an outcome, and for the end of an agenda
    when: Evaluate | None  # of an option of a decision
    closed: str  # why it is closed else
    stays: bool  # at an agenda, which goes on while something can still be taken up
    shifts: tuple[tuple[int, Table], ...]  # each meter that moves, and what its values become
    marks: int  # bits that are set or cleared
    off: int  # those of them that are cleared
    later: tuple[Later, ...]
    applied: tuple[Effects, ...]
    awaits: int  # slot of the option whose chance is to be drawn then, or UNDRAWN
    leads: Leads | None  # None where chance comes first


@dataclass(frozen=True, slots=True)
class Choices:
    """What a player is offered: every option; the open ones as moves, and as they are written."""

    offers: tuple[Offer, ...]
    moves: tuple[Move, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draws:
    """What chance decides among: the outcomes, and the moves that take them."""

    outcomes: tuple[Outcome, ...]
    moves: tuple[Move, ...]


@dataclass(slots=True)
class Plan:
    """A node. `acts` and `draws` are by the option whose chance is awaited; the last ones, at
    UNDRAWN, are for when there is none. An act is found by its move, also with ids of before."""

    node: Node
    turn: Literal["player", "chance", "over"]
    agenda: bool
    acts: tuple[dict[Move, Act], ...]
    draws: tuple[Draws, ...]
    gates: tuple[tuple[Evaluate, int], ...]  # conditions of options, each with a bit
    choices: dict[int, Choices] = field(default_factory=dict)  # by the bits of the gates that hold


def plan_of(scenario: Scenario, slot: int) -> Plan:
    """The plan of a node."""
    found: Plan | None = scenario.plans.get(slot)
    if found is None:
        found = _Planner(scenario).plan(scenario.nodes[slot])
        scenario.plans[slot] = found
    return found


def choices_of(plan: Plan, pattern: int) -> Choices:
    """What a decision offers when the gates of a pattern hold."""
    found = plan.choices.get(pattern)
    if found is None:
        offers = []
        for option in plan.node.options:
            open_ = option.when is None or bool(pattern >> option.slot & 1)
            offers.append(Offer(option, open_, "" if open_ else option.closed))
        found = plan.choices[pattern] = as_choices(plan.node, offers)
    return found


def as_choices(node: Node, offers: list[Offer]) -> Choices:
    """The choices that offers leave. An agenda can always be ended."""
    open_ = [offer.option for offer in offers if offer.open]
    moves = [Move("choose", node.id, option.id) for option in open_]
    if node.kind is Kind.AGENDA:
        moves.append(Move("choose", node.id, DONE))
    return Choices(tuple(offers), tuple(moves), tuple(option.text for option in open_))


def shifted(value: int, amount: int, absolute: bool, low: int, high: int) -> int:
    """A meter's value after an effect: it stops at the ends of its range."""
    return amount if absolute else min(max(value + amount, low), high)


def _draws(node: Node, outcomes: tuple[Outcome, ...]) -> Draws:
    return Draws(outcomes, tuple(Move("chance", node.id, outcome.id) for outcome in outcomes))


class _Planner:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def plan(self, node: Node) -> Plan:
        agenda = node.kind is Kind.AGENDA
        on = self.leads(node.target) if agenda else None
        acts = {option.id: self.choice(option, on) for option in node.options}
        named = {old: acts[option.id] for option in node.options for old in option.was} | acts
        here = {Move("choose", node.id, pick): act for pick, act in named.items()}
        if on is not None:
            done = Act(None, None, "", False, (), 0, 0, (), (), UNDRAWN, on)
            here[Move("choose", node.id, DONE)] = done
        turn: Literal["player", "chance", "over"] = "player"
        if node.kind is Kind.CHANCE:
            turn, here = "chance", self.outcomes(node, node.outcomes, None)
        elif node.kind is Kind.ENDING:
            turn = "over"
        drawn = [option.outcomes for option in node.options]
        return Plan(
            node,
            turn,
            agenda,
            (*(self.outcomes(node, outcomes, on) for outcomes in drawn), here),
            tuple(_draws(node, outcomes) for outcomes in (*drawn, node.outcomes)),
            tuple((o.when.evaluate, 1 << o.slot) for o in node.options if o.when is not None),
        )

    def choice(self, option: Option, on: Leads | None) -> Act:
        """What an option does. `on`: where an agenda leads, if it is an initiative of one."""
        drawn = bool(option.outcomes)
        return Act(
            option,
            option.when.evaluate if option.when and on is None else None,
            option.closed,
            on is not None,
            self.shifts(option.effects),
            option.effects.on | option.effects.off | option.chose,
            option.effects.off,
            option.later,
            (option.effects,),
            option.slot if drawn else UNDRAWN,
            None if drawn else on or self.leads(option.target),
        )

    def outcomes(
        self, node: Node, outcomes: tuple[Outcome, ...], on: Leads | None
    ) -> dict[Move, Act]:
        """What each outcome does."""
        found: dict[Move, Act] = {}
        for outcome in outcomes:
            act = Act(
                None,
                None,
                "",
                on is not None,
                self.shifts(outcome.effects),
                outcome.effects.on | outcome.effects.off | outcome.seen,
                outcome.effects.off,
                outcome.later,
                (outcome.effects,),
                UNDRAWN,
                on or self.leads(outcome.target),
            )
            for pick in (outcome.id, *outcome.was):
                found.setdefault(Move("chance", node.id, pick), act)
        return found

    def leads(self, target: Target | None) -> Leads:
        assert target is not None  # the compiler demands one wherever play goes on
        routes = []
        for condition, slot in target.routes:
            node = self.scenario.nodes[slot]
            leads = Leads((), slot, node.day, node.seen)
            if condition is None:  # the last one, the compiler has seen to it
                break
            routes.append((condition.evaluate, leads))
        return Leads(tuple(routes), leads.slot, leads.day, leads.seen)

    def shifts(self, effects: Effects) -> tuple[tuple[int, Table], ...]:
        """What the values of each meter become; a meter stops at the ends of its range."""
        return tuple((shift[0], self.table(*shift)) for shift in effects.meters)

    def table(self, slot: int, amount: int, absolute: bool, low: int, high: int) -> Table:
        key = (slot, amount, absolute)
        found: Table | None = self.scenario.tables.get(key)
        if found is None:
            values = range(low, high + 1)
            after = [shifted(value, amount, absolute, low, high) for value in values]
            found = dict(zip(values, after, strict=True)) if low else tuple(after)
            self.scenario.tables[key] = found
        return found
