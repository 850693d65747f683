"""A scenario in the language of the PRISM and Storm model checkers: an MDP, a DTMC, or a POMDP.

The model is raw: nothing is merged, and the rules of play are told from the scenario alone, so that
a model checker's answers are an independent check of ours. Hidden truths are drawn at the start:
the minimum and maximum over all plays of an MDP are those of a player who sees them. In a POMDP he
sees all but the truths, what was drawn last (``drawn``), and the truths that are told.

- ``place`` says where play stands: before the draw of a truth, at a node, before the draw of an
  option, at a fork of routes, at one thing that a new day may bring. The day follows from it.
- Meters, flags, truths and memories are variables if anything reads them; ``waiting_…`` is a
  delayed effect on its way, ``taken_…`` an initiative taken up at the agenda at hand.
- An option is a command, with the move it stands for in the comment behind it. In a DTMC the
  commands that are open are equally likely: so the language has it.
- Each ending has a label, ``over`` stands for all of them. ``nuclear`` holds from the first use of
  a nuclear weapon on, and in endings that tell of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import Literal, NamedTuple

from game.export.course import hour_parts, mornings
from game.export.prism_terms import PrismTerms, Updates
from game.scenario.model import Kind, Later, Node, Option, Outcome, Rule, Scenario, Target
from game.scenario.story import DONE

Play = Literal["any", "random", "hidden"]
Line = Mapping[str, Sequence[str]]
Branch = tuple[str, Updates]  # its probability, "" for 1

_KINDS: dict[Play, str] = {"any": "mdp", "random": "dtmc", "hidden": "pomdp"}


def prism(scenario: Scenario, preset: str, play: Play = "any", line: Line | None = None) -> str:
    """The text of the model, with the odds of one of the scenario's presets.

    `play` is "any" for an MDP, whose options are the player's to choose; "hidden" for a POMDP, in
    which he chooses without seeing the truths; or "random" for a DTMC, in which all options that
    are open are equally likely ("done" of an agenda among them). `line` fixes what
    is chosen at some nodes: by node id the ids of options, of which the first that is open is taken
    up. Where none of them is, an agenda is done, and a decision is as it would be without the line.
    """
    return _Model(scenario, preset, line or {}).text(play)


class _Place(NamedTuple):
    """Where play can stand. `option` and `outcome` are those that led there, by position."""

    kind: Literal["node", "draw", "again", "fork", "morning"]
    node: int
    option: int = -1
    outcome: int = -1
    step: int = 0  # of what new days bring on the way to the node


class _Command(NamedTuple):
    """One line of the module: in a place, where all guards hold."""

    place: int
    guards: list[str]
    branches: list[Branch]
    action: str = ""
    note: str = ""


class _Model:
    def __init__(self, scenario: Scenario, preset: str, line: Line) -> None:
        self.scenario, self.preset, self.line = scenario, preset, line
        self.terms = PrismTerms(scenario)
        self.names = self.terms.names
        most = max((len(n.options) for n in scenario.nodes if n.kind is Kind.AGENDA), default=0)
        self.taken = [self.names.name(f"taken {number}") for number in range(most)]
        self.steps: list[tuple[int, Rule | Later]] = []
        for morning in mornings(scenario):
            self.steps += [(morning.day, rule) for rule in morning.rules]
            self.steps += [(morning.day, later) for later in morning.due]
        self.places: dict[_Place, int] = {}
        self.queue: list[_Place] = []
        self.formulas: list[str] = []
        self.commands: list[_Command] = []
        self.telling: list[tuple[str, str]] = []  # options that may tell of a truth, and when

    def text(self, play: Play) -> str:
        start = self.at(_Place("node", self.scenario.start))
        while self.queue:
            self.write(self.queue.pop())
        start, size = self.truths(start)
        seen = self.observables() if play == "hidden" else []
        labels = self.labels()
        return "\n".join(
            [
                f"// {self.scenario.id}, preset {self.preset}",
                _KINDS[play],
                "",
                *(f"formula {formula};" for formula in self.formulas),
                *seen,
                "",
                "module scenario",
                f"  place : [0..{size}] init {start};",
                *(f"  {variable};" for variable in self.variables()),
                "",
                *(f"  {self.line_of(command)}" for command in self.commands),
                "  [] over -> true;",
                "endmodule",
                "",
                *labels,
                "",
            ]
        )

    def at(self, place: _Place) -> int:
        """The number of a place; its commands will be written."""
        if place not in self.places:
            self.places[place] = len(self.places)
            self.queue.append(place)
        return self.places[place]

    def write(self, place: _Place) -> None:
        number, node = self.places[place], self.scenario.nodes[place.node]
        if place.kind == "morning":
            self.morning(number, node, place.step)
        elif place.kind == "fork":
            self.fork(number, node, place)
        elif place.kind == "again":
            self.again(number, node)
        elif place.kind == "draw":
            self.draw(number, node, node.options[place.option])
        elif node.kind is Kind.CHANCE:
            self.draw(number, node, None)
        elif node.kind is not Kind.ENDING:
            self.choices(number, node)

    # -- the player --------------------------------------------------------------------------------

    def choices(self, number: int, node: Node) -> None:
        line = self.line.get(node.id)
        named = {name: option for option in node.options for name in (option.id, *option.was)}
        fixed = [named[pick] for pick in takewhile(lambda pick: pick != DONE, line or ())]
        for option in node.options:
            if option.when and any(t.id in option.when.reads for t in self.scenario.truths):
                guard = " & ".join([f"place={number}", *self.open(node, option)])
                self.telling.append((f"open {node.id} {option.id}", guard))
            if option in fixed:
                before = fixed[: fixed.index(option)]
            elif line is not None and node.kind is Kind.AGENDA:
                continue
            else:
                before = fixed
            closed = self.all_closed(node, before)
            if closed is None:
                continue
            updates = {
                **self.terms.effects(option.effects),
                **self.terms.set_true(option.chose),
                **self.terms.set_off(option.later),
            }
            if node.kind is Kind.AGENDA:
                updates[self.taken[option.slot]] = "true"
            if option.outcomes:
                updates |= self.to(_Place("draw", node.slot, option.slot))
            elif node.kind is Kind.AGENDA:
                updates |= self.to(_Place("again", node.slot))
            else:
                updates |= self.go(option.target, _Place("fork", node.slot, option.slot))
            guards = [*self.open(node, option), *closed]
            self.choice(number, guards, updates, node, option.id)
        closed = self.all_closed(node, fixed)
        if node.kind is Kind.AGENDA and closed is not None:
            self.choice(number, closed, self.leave(node), node, DONE)

    def choice(
        self, number: int, guards: list[str], updates: Updates, node: Node, pick: str
    ) -> None:
        action = self.names.name(f"choose {node.id} {pick}")
        note = f"choose {node.id} {pick}"
        updates["drawn"] = "0"
        self.commands.append(_Command(number, guards, [("", updates)], action, note))

    def open(self, node: Node, option: Option) -> list[str]:
        """What must hold for an option to be open."""
        guards = []
        if node.kind is Kind.AGENDA:
            guards.append(f"!{self.terms.asked(self.taken[option.slot])}")
            parts = hour_parts(node)
            spent = "+".join(
                f"({self.terms.asked(self.taken[other.slot])}?{other.hours * parts}:0)"
                for other in node.options
            )
            guards.append(f"{spent}<={(node.hours - option.hours) * parts}")
        if option.when:
            guards.append(self.terms.condition(option.when, node.day))
        return guards

    def all_closed(self, node: Node, options: Iterable[Option]) -> list[str] | None:
        """What must hold for none of some options to be open; None if that cannot be."""
        found = []
        for option in options:
            guards = self.open(node, option)
            if not guards:
                return None
            found.append(f"!({' & '.join(guards)})")
        return found

    def again(self, number: int, node: Node) -> None:
        """After an initiative: the agenda goes on while something can still be taken up."""
        some = "|".join(f"({' & '.join(self.open(node, option))})" for option in node.options)
        stay = self.to(_Place("node", node.slot))
        self.commands.append(_Command(number, [f"({some})"], [("", stay)], note=f"{node.id}, on"))
        left = self.leave(node)
        self.commands.append(_Command(number, [f"!({some})"], [("", left)], note=f"{node.id}, end"))

    def leave(self, node: Node) -> Updates:
        cleared = {self.taken[option.slot]: "false" for option in node.options}
        return cleared | self.go(node.target, _Place("fork", node.slot))

    # -- chance ------------------------------------------------------------------------------------

    def truths(self, start: int) -> tuple[int, int]:
        """The draws before anything else. The place that play begins at, and the highest."""
        number = len(self.places)
        for truth, name in zip(self.scenario.truths, self.names.truths, strict=True):
            if name in self.terms.read:
                total = sum(weight for _, weight in truth.values)
                branches = [
                    (_share(weight, total), {name: str(value), "place": str(start)})
                    for value, (_, weight) in enumerate(truth.values)
                    if weight
                ]
                self.commands.append(_Command(number, [], branches, note=f"truth {truth.id}"))
                start, number = number, number + 1
        return start, max(1, number - 1)

    def draw(self, number: int, node: Node, option: Option | None) -> None:
        outcomes = option.outcomes if option else node.outcomes
        slot = option.slot if option else -1
        made = [self.outcome(node, slot, n, outcome) for n, outcome in enumerate(outcomes)]
        note = f"chance {node.id}{f' after {option.id}' if option else ''}"
        weights = [self.weight(outcome, node.day) for outcome in outcomes]
        constant = [weight for weight in weights if isinstance(weight, int)]
        if len(constant) == len(weights):
            branches = [
                (_share(w, sum(constant)), updates)
                for w, updates in zip(constant, made, strict=True)
                if w
            ]
            # Where all weights are 0 the last outcome comes.
            self.commands.append(_Command(number, [], branches or [("", made[-1])], note=note))
            return
        total = self.formula(f"total {note}", "+".join(str(w) for w in weights if w != 0))
        # Checkers work out constants before they look at guards, so nothing is divided by 0 even
        # where that cannot come about.
        over = total if any(constant) else f"max(1,{total})"
        branches = [
            (f"{weight}/{over}", updates)
            for weight, updates in zip(weights, made, strict=True)
            if weight != 0
        ]
        guard = [] if any(constant) else [f"{total}>0"]
        self.commands.append(_Command(number, guard, branches, note=note))
        if guard:
            self.commands.append(_Command(number, [f"{total}=0"], [("", made[-1])], note=note))

    def outcome(self, node: Node, option: int, number: int, outcome: Outcome) -> Updates:
        updates = {
            **self.terms.effects(outcome.effects),
            **self.terms.set_true(outcome.seen),
            **self.terms.set_off(outcome.later),
            "drawn": str(number + 1),
        }
        if outcome.nuclear:
            updates["nuclear"] = "true"
        if node.kind is Kind.AGENDA:
            return updates | self.to(_Place("again", node.slot))
        return updates | self.go(outcome.target, _Place("fork", node.slot, option, number))

    def weight(self, outcome: Outcome, day: int) -> str | int:
        """A weight times its part of the preset's factor: a number, or the name of a formula."""
        factor = self.scenario.presets[self.preset].nuclear
        times = factor.numerator if outcome.nuclear else factor.denominator
        weight = outcome.weight
        if not times or (weight.expression is None and not weight.source):
            return times * weight.constant
        if weight.expression is not None:
            text = f"max(0,{self.terms.number(weight.expression, day)})"
        else:
            text = self.terms.bands(weight)
        product = text if times == 1 else f"{times}*{text}"
        return self.formula(f"weight {outcome.effects.cause.id}", product)

    def formula(self, wanted: str, value: str) -> str:
        name = self.names.name(wanted)
        self.formulas.append(f"{name} = {value}")
        return name

    # -- where things lead -------------------------------------------------------------------------

    def to(self, place: _Place) -> Updates:
        return {"place": str(self.at(place))}

    def go(self, target: Target | None, fork: _Place) -> Updates:
        """To where a target leads, by way of the fork if there is more than one route."""
        assert target is not None  # the compiler demands one wherever play goes on
        if target.only >= 0:
            return self.enter(target.only, self.scenario.nodes[fork.node].day)
        return self.to(fork)

    def fork(self, number: int, node: Node, place: _Place) -> None:
        """The first route whose condition holds."""
        target = node.target
        if place.option >= 0:
            target = node.options[place.option].target
        if place.outcome >= 0:
            drawn = node.options[place.option].outcomes if place.option >= 0 else node.outcomes
            target = drawn[place.outcome].target
        assert target is not None  # there was one when the fork was met
        guards: list[str] = []
        for when, slot in target.routes:
            condition = [self.terms.condition(when, node.day)] if when else []
            leads = self.enter(slot, node.day)
            note = f"from {node.id} to {self.scenario.nodes[slot].id}"
            self.commands.append(_Command(number, guards + condition, [("", leads)], note=note))
            guards = guards + [f"!{text}" for text in condition]

    def enter(self, slot: int, day: int) -> Updates:
        """To a node, by way of what new days bring."""
        step = next((n for n, (today, _) in enumerate(self.steps) if today > day), len(self.steps))
        return self.on_the_way(slot, step)

    def on_the_way(self, slot: int, step: int) -> Updates:
        node = self.scenario.nodes[slot]
        if step < len(self.steps) and self.steps[step][0] <= node.day:
            return self.to(_Place("morning", slot, step=step))
        return self.terms.set_true(node.seen) | self.to(_Place("node", slot))

    def morning(self, number: int, node: Node, step: int) -> None:
        """A rule, or a delayed effect that is due."""
        day, item = self.steps[step]
        onward = self.on_the_way(node.slot, step + 1)
        then = self.terms.effects(item.effects) | onward
        guards = [self.terms.condition(item.when, day)] if item.when else []
        note = f"day {day}: {item.effects.cause.kind} {item.effects.cause.id}".rstrip()
        if isinstance(item, Later):
            waiting = self.terms.asked(self.names.waiting[item.slot])
            self.commands.append(_Command(number, [f"!{waiting}"], [("", onward)], note=note))
            guards = [waiting, *guards]
            gone = {waiting: "false"}
            then, onward = gone | then, gone | onward
        self.commands.append(_Command(number, guards, [("", then)], note=note))
        if item.when:
            otherwise = [*guards[:-1], f"!{guards[-1]}"]
            self.commands.append(_Command(number, otherwise, [("", onward)], note=note))

    # -- the parts of the text ---------------------------------------------------------------------

    def variables(self) -> list[str]:
        scenario, names = self.scenario, self.names
        found = []
        for meter, name in zip(scenario.meters, names.meters, strict=True):
            if name in self.terms.read:
                found.append(f"{name} : [{meter.low}..{meter.high}] init {meter.start}")
        for truth, name in zip(scenario.truths, names.truths, strict=True):
            if name in self.terms.read:
                found.append(f"{name} : [0..{len(truth.values) - 1}] init 0")
        set_ = scenario.start_flags | scenario.nodes[scenario.start].seen
        if "drawn" in self.terms.read:
            most = max(
                int(u["drawn"]) for c in self.commands for _, u in c.branches if "drawn" in u
            )
            found.append(f"drawn : [0..{most}] init 0")
        switches = [(name, bool(set_ & mask)) for mask, name in names.bits.items()]
        switches += [(name, False) for name in (*names.waiting, *self.taken, "nuclear")]
        for name, on in switches:
            if name in self.terms.read:
                found.append(f"{name} : bool init {'true' if on else 'false'}")
        return found

    def observables(self) -> list[str]:
        """What the player of a POMDP sees: every variable, but of the truths only those told."""
        scenario, names, read = self.scenario, self.names, self.terms.read
        shown = [
            f'observable "{names.name(f"shown {truth.id}")}" = {names.bits[truth.mask]}?{name}:-1;'
            for truth, name in zip(scenario.truths, names.truths, strict=True)
            if name in read
        ]
        read |= {"drawn", *names.meters, *(names.bits[flag.mask] for flag in scenario.flags)}
        read |= {names.bits[truth.mask] for truth in scenario.truths}
        shown += [f'observable "{names.name(name)}" = {guard};' for name, guard in self.telling]
        return [
            "",
            f"observables {', '.join(sorted(read - {*names.truths}))} endobservables",
            *shown,
        ]

    def line_of(self, command: _Command) -> str:
        guard = " & ".join([f"place={command.place}", *command.guards])
        branches = []
        for share, updates in command.branches:
            kept = [
                f"({name}'={value})" for name, value in updates.items() if name in self.terms.read
            ]
            branches.append(f"{share + ' : ' if share else ''}{'&'.join(kept)}")
        return f"[{command.action}] {guard} -> {' + '.join(branches)}; // {command.note}"

    def labels(self) -> list[str]:
        found, over, nuclear = [], [], ["nuclear"]
        for ending in self.scenario.endings.values():
            slot = self.scenario.slots[ending.id]
            number = self.places.get(_Place("node", slot))
            here = "false" if number is None else f"place={number}"
            over.append(here)
            nuclear += [here] if ending.nuclear else []
            found.append(f'label "{self.names.nodes[slot]}" = {here}; // {ending.id}')
        self.formulas.append(f"over = {'|'.join(over)}")
        return [
            *found,
            'label "over" = over;',
            f'label "nuclear" = {"|".join(nuclear)};',
        ]


def _share(weight: int, total: int) -> str:
    return "" if weight == total else str(Fraction(weight, total))
