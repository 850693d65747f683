"""A scenario becomes a program: the rules of play, spelled out as points and arms.

What a move does in :mod:`game.engine.rules` stands here a second time, as data instead of as acts.
Random games through both are compared by a test.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, NamedTuple

import numpy as np

from game.analysis.exact.program import (
    MAX_TABLE,
    Arm,
    Bools,
    Condition,
    Draw,
    Group,
    Hidden,
    Ints,
    Point,
    Program,
    Unfit,
    Variable,
    then,
)
from game.scenario.evaluate import Tree
from game.scenario.expression import Expression
from game.scenario.model import Effects, Kind, Later, Node, Outcome, Scenario, Target
from game.scenario.story import DONE

Key = tuple[Hashable, ...]
Writes = dict[int, Ints]


def lower(scenario: Scenario, preset: str) -> Program:
    """The program of a scenario, before anything is cut away.

    Raises :class:`Unfit` where one condition or draw reads too many quantities at once.
    """
    return _Lowering(scenario, preset).program()


def leaves(tree: Tree) -> set[tuple[str, int]]:
    """What an expression looks at: ("meter", slot), ("bit", mask), ("truth", slot)."""
    if tree[0] in ("meter", "bit", "truth"):
        return {(tree[0], tree[1])}
    return {leaf for part in tree[1:] if isinstance(part, tuple) for leaf in leaves(part)}


class _Step(NamedTuple):
    """What a new day may bring: a rule, or an effect on its way (its variable, and the due day)."""

    today: int
    when: Expression | None
    coming: tuple[int, int] | None
    effects: Effects


class _Lowering:
    def __init__(self, scenario: Scenario, preset: str) -> None:
        self.scenario = scenario
        self.preset = preset
        factor = scenario.presets[preset].nuclear
        self.nuclear = (factor.numerator, factor.denominator)
        self.days = _days(scenario)
        self.groups = self._groups()
        self.bits = len(scenario.meters)  # the variable of the lowest bit
        self.dues: dict[int, list[int]] = {}
        self.variables = self._variables()
        self.numbers: dict[Key, int] = {}
        self.found: list[Point] = []
        self.work: list[Key] = []
        self.targets: dict[int, Target] = {}

    # -- variables -----------------------------------------------------------------------------

    def _groups(self) -> list[Group]:
        """Truths that some draw reads together are one variable: what is learned joins them."""
        scenario = self.scenario
        joined = {truth.slot: {truth.slot} for truth in scenario.truths}
        for read in self._read_together():
            merged = set().union(*(joined[slot] for slot in read))
            for slot in merged:
                joined[slot] = merged
        groups = []
        for slots in sorted({tuple(sorted(slots)) for slots in joined.values()}):
            values = [scenario.truths[slot].values for slot in slots]
            worlds = tuple(product(*(range(len(each)) for each in values)))
            weights = [
                prod(each[n][1] for each, n in zip(values, world, strict=True)) for world in worlds
            ]
            prior = tuple(Fraction(weight, sum(weights)) for weight in weights)
            groups.append(Group(slots, worlds, prior))
        return groups

    def _read_together(self) -> Iterable[set[int]]:
        def truths(expressions: Iterable[Expression | None]) -> set[int]:
            return {
                number
                for expression in expressions
                if expression is not None
                for kind, number in leaves(expression.tree)
                if kind == "truth"
            }

        def weights(outcomes: Sequence[Outcome]) -> set[int]:
            read = truths(outcome.weight.expression for outcome in outcomes)
            return read | {o.weight.slot for o in outcomes if o.weight.source == "truth"}

        def routes(target: Target | None) -> set[int]:
            return truths(when for when, _ in target.routes) if target else set()

        scenario = self.scenario
        for node in scenario.nodes:
            yield from (weights(node.outcomes), routes(node.target))
            for outcome in node.outcomes:
                yield routes(outcome.target)
            for option in node.options:
                yield from (truths([option.when]), weights(option.outcomes), routes(option.target))
                for outcome in option.outcomes:
                    yield routes(outcome.target)
        for rule in scenario.rules:
            yield truths([rule.when])
        for later in scenario.later:
            yield truths([later.when])

    def _variables(self) -> list[Variable]:
        scenario = self.scenario
        made = [
            Variable(m.id, "meter", m.high - m.low + 1, m.start - m.low) for m in scenario.meters
        ]
        names = {flag.mask: flag.id for flag in scenario.flags}
        memory = {mask: name for name, mask in scenario.marks.items()}
        for index in range(len(names) + len(memory)):
            mask = 1 << index
            on = 1 if scenario.start_flags & mask else 0
            if mask in names:
                made.append(Variable(names[mask], "flag", 2, on))
            else:
                made.append(Variable(memory[mask], "memory", 2, on))
        self.coming = len(made)
        for node in scenario.nodes:
            for later in _laters(node):
                dues = sorted({day + later.days for day in self.days[node.slot]})
                self.dues[later.slot] = dues
        for later in scenario.later:
            dues = self.dues.setdefault(later.slot, [])
            mark = later.effects.cause.mark
            name = f"what comes later by {mark.file}, line {mark.line}"
            made.append(Variable(name, "later", len(dues) + 1, 0))
        self.believed = len(made)
        for group in self.groups:
            name = " and ".join(scenario.truths[slot].id for slot in group.truths)
            made.append(Variable(name, "truth", len(group.worlds), 0))
        return made

    def _variable(self, leaf: tuple[str, int]) -> int:
        kind, number = leaf
        if kind == "meter":
            return number
        if kind == "bit":
            return self.bits + number.bit_length() - 1
        return self.believed + next(
            index for index, group in enumerate(self.groups) if number in group.truths
        )

    # -- expressions as tables -----------------------------------------------------------------

    def _axes(self, trees: Iterable[Tree]) -> tuple[int, ...]:
        read = {self._variable(leaf) for tree in trees for leaf in leaves(tree)}
        cells = prod(self.variables[variable].size for variable in read)
        if cells > MAX_TABLE:
            names = ", ".join(self.variables[variable].name for variable in sorted(read))
            raise Unfit(
                f"One draw or choice of way reads too much at once ({names}). Let it read less."
            )
        return tuple(sorted(read))

    def _tabulate(self, tree: Tree, axes: tuple[int, ...], day: int) -> Ints:
        """The value of an expression for every value of what it reads; one axis for each."""
        shape = tuple(self.variables[variable].size for variable in axes)
        return np.broadcast_to(self._values(tree, axes, day), shape).astype(np.int64)

    def _values(self, tree: Tree, axes: tuple[int, ...], day: int) -> Any:
        name = tree[0]
        if name == "value":
            return np.int64(tree[1])
        if name == "day":
            return np.int64(day)
        if name in ("meter", "bit", "truth"):
            variable = self._variable((name, tree[1]))
            if name == "meter":
                line = np.arange(self.variables[variable].size) + self.scenario.meters[variable].low
            elif name == "bit":
                line = np.arange(2)
            else:
                group = self.groups[variable - self.believed]
                place = group.truths.index(tree[1])
                line = np.array([world[place] for world in group.worlds])
            shape = [1] * len(axes)
            shape[axes.index(variable)] = -1
            return line.reshape(shape)
        parts = [self._values(part, axes, day) for part in tree[1:]]
        if name == "not":
            return 1 - parts[0]
        return _OPERATORS[name](*parts)

    def _condition(self, when: Expression | None, day: int) -> Condition | None:
        if when is None:
            return None
        axes = self._axes([when.tree])
        return Condition(axes, self._tabulate(when.tree, axes, day).astype(bool))

    # -- points --------------------------------------------------------------------------------

    def program(self) -> Program:
        scenario = self.scenario
        first = scenario.nodes[scenario.start]
        seen = self._set({}, first.seen)
        variables = list(self.variables)
        for variable in seen:
            variables[variable] = variables[variable]._replace(start=1)
        self._number(("node", first.slot, first.day))
        while self.work:
            key = self.work.pop()
            self.found[self.numbers[key]] = self._build(key)
        return Program(variables, self.found, self.groups, self.preset)

    def _number(self, key: Key) -> int:
        if key not in self.numbers:
            self.numbers[key] = len(self.found)
            self.found.append(Point("end", 0, 0, []))  # its place; built when its turn comes
            self.work.append(key)
        return self.numbers[key]

    def _build(self, key: Any) -> Point:
        kind, *rest = key
        build: dict[str, Any] = {
            "node": self._node,
            "await": self._await,
            "agenda": self._agenda,
            "pending": self._pending,
            "route": self._route,
            "dawn": self._dawn,
            "tell": self._tell,
        }
        point: Point = build[kind](*rest)
        return point

    def _node(self, slot: int, day: int) -> Point:
        node = self.scenario.nodes[slot]
        if node.kind is Kind.ENDING:
            return Point("end", slot, day, [])
        if node.kind is Kind.AGENDA:
            return self._agenda(slot, day, 0)
        if node.kind is Kind.CHANCE:
            return self._draw(node, day, node.outcomes, ("node", slot, day), "")
        arms = []
        for option in node.options:
            writes = self._set(self._effects(option.effects), option.chose)
            writes = then(writes, self._set_off(option.later, day))
            if option.outcomes:
                arm = self._arm(writes, ("await", slot, day, option.slot), option.effects)
            else:
                arm = self._go(writes, option.target, day, option.effects)
            arm.when = self._condition(option.when, day)
            arm.pick = option.id
            arms.append(arm)
        return Point("choice", slot, day, arms)

    def _await(self, slot: int, day: int, chosen: int) -> Point:
        node = self.scenario.nodes[slot]
        option = node.options[chosen]
        return self._draw(node, day, option.outcomes, ("await", slot, day, chosen), option.id)

    def _agenda(self, slot: int, day: int, taken: int) -> Point:
        node = self.scenario.nodes[slot]
        left = self._left(node, taken)
        arms = []
        for option in node.options:
            if taken >> option.slot & 1 or option.hours > left:
                continue
            writes = self._set(self._effects(option.effects), option.chose)
            writes = then(writes, self._set_off(option.later, day))
            after = taken | 1 << option.slot
            if option.outcomes:
                key: Key = ("pending", slot, day, after, option.slot)
                arm = self._arm(writes, key, option.effects)
            else:
                arm = self._resume(writes, node, day, after, option.effects)
            arm.when = self._condition(option.when, day)
            arm.pick = option.id
            arms.append(arm)
        arms.append(self._go({}, node.target, day, None))
        arms[-1].pick = DONE
        return Point("choice", slot, day, arms, resumes=taken != 0)

    def _left(self, node: Node, taken: int) -> Fraction:
        spent = (option.hours for option in node.options if taken >> option.slot & 1)
        return node.hours - sum(spent, Fraction(0))

    def _resume(
        self, writes: Writes, node: Node, day: int, taken: int, effects: Effects | None
    ) -> Arm:
        """Back to the agenda, or on, where nothing more can be taken up."""
        left = self._left(node, taken)
        if any(not taken >> o.slot & 1 and o.hours <= left for o in node.options):
            return self._arm(writes, ("agenda", node.slot, day, taken), effects)
        return self._go(writes, node.target, day, effects)

    def _pending(self, slot: int, day: int, taken: int, chosen: int) -> Point:
        node = self.scenario.nodes[slot]
        option = node.options[chosen]
        key: Key = ("pending", slot, day, taken, chosen)
        return self._draw(node, day, option.outcomes, key, option.id, taken)

    def _route(self, name: int, day: int, node: int) -> Point:
        """The first route whose condition holds; the last one for all other cases."""
        target = self.targets[name]
        axes = self._axes(when.tree for when, _ in target.routes if when)
        shape = tuple(self.variables[variable].size for variable in axes)
        free = np.ones(shape, bool)
        tables, arms = [], []
        for number, (when, slot) in enumerate(target.routes):
            last = when is None or number == len(target.routes) - 1
            holds = free if last else free & self._tabulate(_tree(when), axes, day).astype(bool)
            tables.append(holds)
            arms.append(self._enter({}, slot, day, None))
            free = free & ~holds
            if last:
                break
        return self._branch(node, day, axes, tables, arms, ("route", name, day, node))

    def _dawn(self, slot: int, day: int, step: int) -> Point:
        """One thing that a new day may bring, and then the next."""
        today, when, coming, effects = self._steps(slot, day)[step]
        axes = self._axes([when.tree] if when else [])
        if coming is not None:
            axes = tuple(sorted({*axes, coming[0]}))
        shape = tuple(self.variables[variable].size for variable in axes)
        happens = np.ones(shape, bool)
        if when is not None:
            happens = self._tabulate(when.tree, axes, today).astype(bool)
        tables, writes = [], []
        if coming is None:
            tables = [happens, ~happens]
            writes = [self._effects(effects), {}]
        else:
            variable, due = coming
            line = [1] * len(axes)
            line[axes.index(variable)] = -1
            is_due = np.broadcast_to(
                (np.arange(self.variables[variable].size) == due).reshape(line), shape
            )
            gone = {variable: self._constant(variable, 0)}
            tables = [happens & is_due, ~happens & is_due, ~is_due]
            writes = [then(gone, self._effects(effects)), gone, {}]
        arms = [
            self._next_step(write, slot, day, step + 1, effects if number == 0 else None)
            for number, write in enumerate(writes)
        ]
        return self._branch(slot, day, axes, tables, arms, ("dawn", slot, day, step))

    def _steps(self, slot: int, day: int) -> list[_Step]:
        """What the new days on the way to a node may bring, in order."""
        steps: list[_Step] = []
        before = day
        for today, _ in self.scenario.calendar:
            if not day < today <= self.scenario.nodes[slot].day:
                continue
            steps += [
                _Step(today, rule.when, None, rule.effects)
                for rule in self.scenario.rules
                if today in rule.days
            ]
            due = sorted(
                (date, later)
                for later, dates in self.dues.items()
                for date in dates
                if before < date <= today
            )
            for date, later in due:
                waiting = self.coming + later, self.dues[later].index(date) + 1
                item = self.scenario.later[later]
                steps.append(_Step(today, item.when, waiting, item.effects))
            before = today
        return steps

    def _next_step(
        self, writes: Writes, slot: int, day: int, step: int, effects: Effects | None
    ) -> Arm:
        if step < len(self._steps(slot, day)):
            return self._arm(writes, ("dawn", slot, day, step), effects)
        node = self.scenario.nodes[slot]
        key: Key = ("node", slot, max(day, node.day))
        return self._arm(self._set(writes, node.seen), key, effects)

    # -- arms ----------------------------------------------------------------------------------

    def _arm(self, writes: Writes, key: Key, effects: Effects | None) -> Arm:
        """An arm to a point, by way of the truths that its effects tell."""
        for truth, _ in effects.told if effects else ():
            key = ("tell", self._variable(("truth", truth)) - self.believed, truth, key)
        return Arm(self._number(key), None, writes)

    def _go(self, writes: Writes, target: Target | None, day: int, effects: Effects | None) -> Arm:
        assert target is not None  # the compiler demands one wherever play goes on
        if target.only >= 0:
            return self._enter(writes, target.only, day, effects)
        self.targets[id(target)] = target
        return self._arm(writes, ("route", id(target), day, target.routes[0][1]), effects)

    def _enter(self, writes: Writes, slot: int, day: int, effects: Effects | None) -> Arm:
        return self._next_step(writes, slot, day, 0, effects)

    # -- draws ---------------------------------------------------------------------------------

    def _draw(
        self,
        node: Node,
        day: int,
        outcomes: Sequence[Outcome],
        key: Key,
        option: str,
        taken: int | None = None,
    ) -> Point:
        arms = []
        for outcome in outcomes:
            writes = self._set(self._effects(outcome.effects), outcome.seen)
            writes = then(writes, self._set_off(outcome.later, day))
            if taken is None:
                arm = self._go(writes, outcome.target, day, outcome.effects)
            else:
                arm = self._resume(writes, node, day, taken, outcome.effects)
            arm.pick, arm.nuclear = outcome.id, outcome.nuclear
            arms.append(arm)
        axes, weights = self._weights(outcomes, day)
        return self._chance(node.slot, day, axes, weights, arms, key, option)

    def _weights(self, outcomes: Sequence[Outcome], day: int) -> tuple[tuple[int, ...], Ints]:
        """The weights of a draw, whole numbers: one axis for the outcomes, then what is read."""
        trees: list[Tree] = []
        for outcome in outcomes:
            weight = outcome.weight
            if weight.expression is not None:
                trees.append(weight.expression.tree)
            elif weight.source:
                trees.append(("bit" if weight.source == "flag" else weight.source, weight.slot))
        axes = self._axes(trees)
        shape = tuple(self.variables[variable].size for variable in axes)
        top, bottom = self.nuclear
        rows = []
        for outcome in outcomes:
            weight = outcome.weight
            if weight.expression is not None:
                row = np.maximum(self._tabulate(weight.expression.tree, axes, day), 0)
            elif weight.source:
                name = "bit" if weight.source == "flag" else weight.source
                places = self._tabulate((name, weight.slot), axes, day)
                low = weight.low if weight.source == "meter" else 0
                row = np.array(weight.bands, np.int64)[places - low]
            else:
                row = np.full(shape, weight.constant, np.int64)
            rows.append(row * (top if outcome.nuclear else bottom))
        table = np.stack(rows)
        # Where all weights are 0 the last outcome comes.
        table[-1] = np.where(table.sum(0) == 0, 1, table[-1])
        return axes, table

    def _branch(
        self,
        node: int,
        day: int,
        axes: tuple[int, ...],
        tables: list[Bools],
        arms: list[Arm],
        key: Key,
    ) -> Point:
        if any(variable >= self.believed for variable in axes):
            return self._chance(node, day, axes, np.stack(tables).astype(np.int64), arms, key, "")
        for arm, table in zip(arms, tables, strict=True):
            arm.when = Condition(axes, table)
        return Point("branch", node, day, arms)

    def _chance(
        self,
        node: int,
        day: int,
        axes: tuple[int, ...],
        weights: Ints,
        arms: list[Arm],
        key: Key,
        option: str,
    ) -> Point:
        """A draw by weights. One that reads truths is a draw for each way they bear on it."""
        hidden = [variable for variable in axes if variable >= self.believed]
        if not hidden:
            chances = weights / weights.sum(0)
            return Point("draw", node, day, arms, Draw(axes, chances), option=option)
        (belief,) = hidden  # truths that are read together are one variable
        rest = axes[:-1]  # beliefs are the last variables
        shape = tuple(self.variables[variable].size for variable in rest)
        sums = weights.sum(0)
        rows: dict[tuple[tuple[Fraction, ...], ...], Bools] = {}
        for place in np.ndindex(shape):
            likelihood = tuple(
                tuple(
                    Fraction(int(w), int(s)) for w, s in zip(row[place], sums[place], strict=True)
                )
                for row in weights
            )
            rows.setdefault(likelihood, np.zeros(shape, bool))[place] = True
        points = [
            Point("draw", node, day, own, None, Hidden(belief - self.believed, row), option=option)
            for row in rows
            for own in [[replace(arm) for arm in arms]]
        ]
        if len(points) == 1:
            return points[0]
        ways = []
        for number, (point, table) in enumerate(zip(points, rows.values(), strict=True)):
            part: Key = ("given", number, key)
            self.numbers[part] = len(self.found)
            self.found.append(point)
            ways.append(Arm(self.numbers[part], Condition(rest, table)))
        return Point("branch", node, day, ways)

    def _tell(self, group: int, truth: int, key: Key) -> Point:
        """The player learns a truth: chance, as far as he knows, then certainty."""
        held = self.groups[group]
        place = held.truths.index(truth)
        values = range(len(self.scenario.truths[truth].values))
        likelihood = tuple(
            tuple(Fraction(int(world[place] == value)) for world in held.worlds) for value in values
        )
        arms = [Arm(self._number(key)) for _ in values]
        after: Any = key
        while after[0] == "tell":
            after = after[3]
        name, slot, day, *rest = after
        node = rest[0] if name == "route" else slot
        return Point("draw", node, day, arms, None, Hidden(group, likelihood))

    # -- writes --------------------------------------------------------------------------------

    def _constant(self, variable: int, value: int) -> Ints:
        return np.full(self.variables[variable].size, value, np.int64)

    def _set(self, writes: Writes, mask: int) -> Writes:
        """The writes, and the bits of a mask set."""
        if not mask:
            return writes
        bits = [index for index in range(mask.bit_length()) if mask >> index & 1]
        return then(writes, {self.bits + bit: self._constant(self.bits + bit, 1) for bit in bits})

    def _set_off(self, laters: Sequence[Later], day: int) -> Writes:
        return {
            self.coming + later.slot: self._constant(
                self.coming + later.slot, self.dues[later.slot].index(day + later.days) + 1
            )
            for later in laters
        }

    def _effects(self, effects: Effects) -> Writes:
        writes: Writes = {}
        for slot, amount, absolute, low, high in effects.meters:
            values = np.arange(self.variables[slot].size) + low
            after = np.full_like(values, amount) if absolute else values + amount
            writes = then(writes, {slot: np.clip(after, low, high) - low})
        for index in range((effects.on | effects.off).bit_length()):
            if (effects.on | effects.off) >> index & 1:
                variable = self.bits + index
                on = not effects.off >> index & 1
                writes = then(writes, {variable: self._constant(variable, int(on))})
        return writes


_OPERATORS: dict[str, Any] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "==": lambda a, b: (a == b).astype(np.int64),
    "!=": lambda a, b: (a != b).astype(np.int64),
    "<": lambda a, b: (a < b).astype(np.int64),
    "<=": lambda a, b: (a <= b).astype(np.int64),
    ">": lambda a, b: (a > b).astype(np.int64),
    ">=": lambda a, b: (a >= b).astype(np.int64),
    "and": lambda a, b: ((a != 0) & (b != 0)).astype(np.int64),
    "or": lambda a, b: ((a != 0) | (b != 0)).astype(np.int64),
}


def _tree(when: Expression | None) -> Tree:
    assert when is not None
    return when.tree


def _laters(node: Node) -> Iterable[Later]:
    for outcome in node.outcomes:
        yield from outcome.later
    for option in node.options:
        yield from option.later
        for outcome in option.outcomes:
            yield from outcome.later


def _targets(node: Node) -> Iterable[int]:
    held = [node.target, *(outcome.target for outcome in node.outcomes)]
    for option in node.options:
        held += [option.target, *(outcome.target for outcome in option.outcomes)]
    for target in held:
        if target is not None:
            yield from (slot for _, slot in target.routes)


def _days(scenario: Scenario) -> dict[int, set[int]]:
    """The days on which each node may be stood at: its own, or a later one already reached."""
    days: dict[int, set[int]] = {node.slot: set() for node in scenario.nodes}
    first = scenario.nodes[scenario.start]
    work = [(first.slot, first.day)]
    while work:
        slot, day = work.pop()
        if day in days[slot]:
            continue
        days[slot].add(day)
        for target in _targets(scenario.nodes[slot]):
            work.append((target, max(day, scenario.nodes[target].day)))
    return days
