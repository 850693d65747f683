"""What can be so at each place of the story, gathered along every way that leads there.

For each bit (flag, or memory of what was seen and chosen) whether it may be set and whether it
must be; for each meter the values it may have. Quantities are followed one by one, not together:
so more is held possible than can be, and what is called impossible is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from itertools import product
from math import prod
from operator import or_

from game.scenario.checks.graph import targets
from game.scenario.expression import Expression
from game.scenario.model import Effects, Kind, Later, Node, Option, Outcome, Scenario, Target

LIMIT = 3_000  # ways that quantities combine, up to which all are tried
Due = frozenset[tuple[int, int]]  # (day, slot) of delayed effects that may be on their way


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be so at one place."""

    days: frozenset[int]
    can: int  # bits that may be set
    must: int  # bits that are set on every way
    values: tuple[int, ...]  # for each meter the values it may have, as bits from its lowest
    due: Due = frozenset()

    def __or__(self, other: Reach) -> Reach:
        return Reach(
            self.days | other.days,
            self.can | other.can,
            self.must & other.must,
            tuple(a | b for a, b in zip(self.values, other.values, strict=True)),
            self.due | other.due,
        )

    def remember(self, bits: int) -> Reach:
        return replace(self, can=self.can | bits, must=self.must | bits) if bits else self

    def after(self, effects: Effects) -> Reach:
        """The same when effects have come."""
        if not effects.meters and not effects.on and not effects.off:
            return self
        values = list(self.values)
        for slot, amount, absolute, low, high in effects.meters:
            values[slot] = _moved(values[slot], amount, absolute, low, high)
        return replace(
            self,
            can=(self.can & ~effects.off) | effects.on,
            must=(self.must & ~effects.off) | effects.on,
            values=tuple(values),
        )

    def with_due(self, later: tuple[Later, ...]) -> Reach:
        if not later:
            return self
        set_off = {(day + item.days, item.slot) for item in later for day in self.days}
        return replace(self, due=self.due | set_off)


def _moved(held: int, amount: int, absolute: bool, low: int, high: int) -> int:
    """The values, as bits, that come of those in `held`."""
    if absolute:
        return 1 << (amount - low)
    width = high - low
    if amount >= 0:
        moved = held << amount
        over = moved >> (width + 1)
        return (moved & ((1 << (width + 1)) - 1)) | (1 << width if over else 0)
    under = held & ((1 << -amount) - 1)
    return held >> -amount | (1 if under else 0)


class Flow:
    """The reach of every node, and of what happens at it."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.meters = {meter.id: meter for meter in scenario.meters}
        self.flags = {flag.id: flag.mask for flag in scenario.flags}
        self.truths = {truth.id: truth for truth in scenario.truths}
        bits = max([*scenario.marks.values(), *self.flags.values(), 1])
        self.nuclear = bits << 1
        """A bit of its own: that an outcome marked nuclear was met."""
        self.at: dict[int, Reach] = {}
        """By slot of a node: as it is entered; of an agenda, whatever has been taken up."""
        self.drawn: dict[int, Reach] = {}
        """By identity of an option or node: as its outcomes are drawn."""
        self.done: dict[int, Reach] = {}
        """By identity of an option or outcome: when its effects have come."""
        self.ways: dict[int, list[Reach]] = {}
        """By slot of a node: what may be so on each of the ways that end there."""
        self._order = self._in_order()
        for node in self._order:
            self._pass(node)
        days = frozenset(day for day, _ in scenario.calendar)
        self.anywhere = replace(reduce(or_, (*self.at.values(), *self.done.values())), days=days)
        ends = [self.at[node.slot] for node in self._order if node.kind is Kind.ENDING]
        self.ended = reduce(or_, ends) if ends else self.anywhere

    def _in_order(self) -> list[Node]:
        """The nodes that can be reached, each after all that lead to it."""
        nodes = self.scenario.nodes
        done: set[int] = set()
        order: list[Node] = []
        stack = [(self.scenario.start, iter(targets(nodes[self.scenario.start])))]
        done.add(self.scenario.start)
        while stack:
            slot, rest = stack[-1]
            for _, other in rest:
                if other not in done:
                    done.add(other)
                    stack.append((other, iter(targets(nodes[other]))))
                    break
            else:
                order.append(nodes[slot])
                stack.pop()
        return order[::-1]

    def _pass(self, node: Node) -> None:
        ways = [way.remember(node.seen) for way in self.ways.get(node.slot, [self._start(node)])]
        self.ways[node.slot] = ways
        reach = reduce(or_, ways)
        self.at[node.slot] = reach
        if node.kind is Kind.AGENDA:
            self._agenda(node, reach)
            return
        for option in node.options:
            chosen = reach.after(option.effects).remember(option.chose).with_due(option.later)
            self.done[id(option)] = chosen
            if option.outcomes:
                self._draw(id(option), option.outcomes, chosen)
            else:
                self._lead(option.target, chosen)
        if node.outcomes:
            self._draw(id(node), node.outcomes, reach)

    def _start(self, node: Node) -> Reach:
        values = tuple(1 << (meter.start - meter.low) for meter in self.scenario.meters)
        flags = self.scenario.start_flags
        return Reach(frozenset({node.day}), flags, flags, values)

    def _draw(self, key: int, outcomes: tuple[Outcome, ...], reach: Reach) -> None:
        self.drawn[key] = reach
        for outcome in outcomes:
            self._lead(outcome.target, self._met(outcome, reach))

    def _met(self, outcome: Outcome, reach: Reach) -> Reach:
        reach = reach.after(outcome.effects).remember(outcome.seen).with_due(outcome.later)
        if outcome.nuclear:
            reach = reach.remember(self.nuclear)
        self.done[id(outcome)] = reach
        return reach

    def _agenda(self, node: Node, reach: Reach) -> None:
        """Initiatives come in any order, and none has to come."""
        before = None
        while reach != before:
            before = reach
            for option in node.options:
                taken = self._initiative(option, reach)
                reach = reach | taken
        self.at[node.slot] = reach
        self._lead(node.target, reach)

    def _initiative(self, option: Option, reach: Reach) -> Reach:
        chosen = reach.after(option.effects).remember(option.chose).with_due(option.later)
        self.done[id(option)] = chosen
        self.drawn[id(option)] = chosen
        for outcome in option.outcomes:
            chosen = chosen | self._met(outcome, self.drawn[id(option)])
        return chosen

    def _lead(self, target: Target | None, reach: Reach) -> None:
        for _, slot in target.routes if target else ():
            self.ways.setdefault(slot, []).append(self._new_days(reach, self.scenario.nodes[slot]))

    def _new_days(self, reach: Reach, node: Node) -> Reach:
        if node.kind is Kind.ENDING or node.day <= min(reach.days):
            return reach
        for day, _ in self.scenario.calendar:
            if not min(reach.days) < day <= node.day:
                continue
            for rule in self.scenario.rules:
                if day in rule.days:
                    changed = reach.after(rule.effects)
                    reach = reach | changed if rule.when else changed
            for entry in sorted(entry for entry in reach.due if entry[0] <= day):
                reach = reach | reach.after(self.scenario.later[entry[1]].effects)
                reach = replace(reach, due=reach.due - {entry})
        return replace(reach, days=frozenset({node.day}))

    def longest(self, counted: set[int]) -> tuple[int, int]:
        """The most of some nodes that one way through the story meets, and the last of them."""
        most = {node.slot: 0 for node in self._order}
        best = (0, self.scenario.start)
        for node in self._order:
            here = most[node.slot] + (node.slot in counted)
            best = max(best, (here, node.slot), key=lambda found: found[0])
            for _, slot in targets(node):
                most[slot] = max(most[slot], here)
        return best

    # -- asking ------------------------------------------------------------------------------------

    def cases(self, reads: frozenset[str], reach: Reach) -> list[tuple[str, list[int]]]:
        """The quantities that are read, each with the values it may have."""
        found = []
        for name in sorted(reads):
            if name in self.meters:
                meter = self.meters[name]
                bits = reach.values[meter.slot]
                values = [
                    v for v in range(meter.low, meter.high + 1) if bits >> (v - meter.low) & 1
                ]
            elif name == "day":
                values = sorted(reach.days)
            elif name in self.truths:
                values = list(range(len(self.truths[name].values)))
            else:
                mask = self.flags.get(name) or self.scenario.marks[name]
                values = [v for v in (0, 1) if (reach.can & mask if v else not reach.must & mask)]
            found.append((name, values))
        return found

    def states(self, reads: frozenset[str], reach: Reach) -> list[State] | None:
        """Every way the quantities read may combine; None where they are too many to try."""
        cases = self.cases(reads, reach)
        if prod(len(values) for _, values in cases) > LIMIT:
            return None
        return list(self._combined(cases, min(reach.days)))

    def _combined(self, cases: list[tuple[str, list[int]]], first: int) -> Iterator[State]:
        meters = [meter.start for meter in self.scenario.meters]
        truths = [0] * len(self.scenario.truths)
        for values in product(*(values for _, values in cases)):
            flags, day = 0, first
            for (name, _), value in zip(cases, values, strict=True):
                if name in self.meters:
                    meters[self.meters[name].slot] = value
                elif name == "day":
                    day = value
                elif name in self.truths:
                    truths[self.truths[name].slot] = value
                elif value:
                    flags |= self.flags.get(name) or self.scenario.marks[name]
            yield tuple(meters), flags, tuple(truths), day

    def results(self, condition: Expression, reach: Reach) -> set[int]:
        """0, 1 or both: what the condition may give there."""
        cases = self.cases(condition.reads, reach)
        found: set[int] = set()
        if prod(len(values) for _, values in cases) > LIMIT:
            return {0, 1}
        for state in self._combined(cases, min(reach.days)):
            found.add(condition.evaluate(*state))
            if len(found) > 1:  # most can hold and can fail, and show it early
                break
        return found


State = tuple[tuple[int, ...], int, tuple[int, ...], int]
"""Meters, flag bits, truths and day, as an expression takes them."""
