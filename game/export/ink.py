"""A scenario as ink source, for any ink compiler and player.

What the game remembers are ink variables of the same names; scenes are knots, their draws and the
table of an agenda are stitches. Luck is ink's own ``RANDOM``; a player who sets the variable
``luck`` to a number from 1 to 65536 before the first line gets a game that can be repeated, by the
generator ``luck = luck * 75 mod 65537``, which every engine reckons alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from game.export.course import begin_days, hour_parts, mornings
from game.export.terms import Dialect, Terms, heading
from game.present.markup import plain
from game.scenario.expression import Expression
from game.scenario.model import (
    Effects,
    Ending,
    Kind,
    Later,
    Node,
    Option,
    Outcome,
    Scenario,
    Target,
    Text,
)

_INK = Dialect()
_RESERVED = """
    and or not mod has hasnt true false else temp return ref function VAR CONST LIST INCLUDE
    EXTERNAL TODO DONE END day ending hours luck roll within positive new_days start presets
    drawn nuclear_odds other_odds x total low high
"""
# What ink would read as its own; the second at the start of a line only.
_SPECIAL = re.compile(r"[\\{}|\[\]#~<]|-(?=>)|(?<=/)[/*]")
_LINE = re.compile(r"[-+*=(&!$]|(?:TODO|VAR|CONST|LIST|INCLUDE|EXTERNAL|else)\b")

_FUNCTIONS = """\
=== function within(x, low, high)
{
- x < low:
    ~ return low
- x > high:
    ~ return high
}
~ return x

=== function positive(x)
{ x < 0:
    ~ return 0
}
~ return x

=== function roll(total)
// A number from 0 below the total; without a total the last outcome comes.
{ total <= 0:
    ~ return 0
}
{ luck == 0:
    ~ return RANDOM(0, total - 1)
}
~ luck = (luck * 75) mod 65537
~ return luck mod total
"""


def ink(scenario: Scenario) -> str:
    """The whole scenario as one ink file."""
    return "\n".join(_Ink(scenario).lines()) + "\n"


def terms(scenario: Scenario) -> Terms:
    """The names that the ink file gives to what the game remembers."""
    return Terms(scenario, _INK, _RESERVED)


def option_text(option: Option) -> str:
    """What a choice says: the order, and what it means."""
    return plain(f"{option.text} — {option.detail}" if option.detail else option.text)


class _Ink:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.terms = terms(scenario)
        self.begin_days = begin_days(scenario)
        self.stitches: dict[str, str] = {}  # "option 25/dusk.close" and the like -> name

    def lines(self) -> Iterator[str]:
        """Every line of the file."""
        scenario = self.scenario
        yield f"// {scenario.title}. Exported from ExComm; the scenario itself is the source."
        yield f"# title: {_text(plain(scenario.title))}"
        yield ""
        yield from self.variables()
        yield ""
        yield "-> start"
        yield ""
        yield "=== start ==="
        yield from _said(scenario.title)
        yield from self.paragraphs(scenario.summary)
        for truth in scenario.truths:
            weights = [str(weight) for _, weight in truth.values]
            name = self.terms.truth(truth.slot)
            yield from _draw(weights, [f'~ {name} = "{value}"' for value, _ in truth.values])
        yield "-> presets"
        yield ""
        yield from self.presets()
        for node in scenario.nodes:
            yield ""
            yield from self.scene(node)
        yield ""
        yield from self.new_days()
        yield ""
        yield _FUNCTIONS.rstrip()

    def variables(self) -> Iterator[str]:
        """What the game remembers, as it stands before the first move."""
        scenario, terms = self.scenario, self.terms
        yield "VAR luck = 0"
        yield 'VAR ending = ""'
        yield f"VAR day = {scenario.nodes[scenario.start].day}"
        yield "VAR hours = 0"
        yield "VAR drawn = 0"
        yield "VAR nuclear_odds = 1"
        yield "VAR other_odds = 1"
        for meter in scenario.meters:
            yield f"VAR {terms.meter(meter.slot)} = {meter.start} // {meter.low} to {meter.high}"
        for mask, name in terms.bits.items():
            yield f"VAR {name} = {terms.boolean(bool(scenario.start_flags & mask))}"
        for truth in scenario.truths:
            values = ", ".join(value for value, _ in truth.values)
            yield f'VAR {terms.truth(truth.slot)} = "" // {values}'
        for name in terms.waiting:
            yield f"VAR {name} = false"
        for node in scenario.nodes:
            for option in node.options if node.kind is Kind.AGENDA else ():
                yield f"VAR {self.stitch('taken', node, option)} = false"

    def presets(self) -> Iterator[str]:
        """The first choice: how unforgiving the world is, where there is a choice."""
        start = self.terms.nodes[self.scenario.start]
        presets = list(self.scenario.presets.values())
        yield "=== presets ==="
        if len(presets) == 1:
            yield from self.preset_odds(presets[0].id, "")
            yield f"-> {start}"
            return
        for preset in presets:
            name = f"{preset.name} — {preset.about}" if preset.about else preset.name
            yield f"+ [{_text(plain(name))}]"
            yield from self.preset_odds(preset.id, "    ")
            yield f"    -> {start}"

    def preset_odds(self, id: str, indent: str) -> Iterator[str]:
        factor = self.scenario.presets[id].nuclear
        if factor != 1:
            yield f"{indent}~ nuclear_odds = {factor.numerator}"
            yield f"{indent}~ other_odds = {factor.denominator}"

    def scene(self, node: Node) -> Iterator[str]:
        """The knot of a node: what the player reads, then its options or its draw."""
        yield f"=== {self.terms.nodes[node.slot]} ==="
        if node.kind is Kind.ENDING:
            yield from self.front_page(self.scenario.endings[node.id])
            return
        if node.slot in self.begin_days:
            yield f"~ new_days({node.day})"
        yield from self.remember(node.seen)
        yield _text(heading(self.scenario, node))
        yield from _said(node.title)
        if node.briefing:
            sender, subject = node.briefing.sender, node.briefing.subject
            yield from _said(": ".join(part for part in (sender, subject) if part))
            yield from _said(node.briefing.stamp)
            yield from self.paragraphs(node.briefing.text)
        yield from self.paragraphs(node.text)
        yield from _said(node.flash)
        if node.kind is Kind.AGENDA:
            yield from self.agenda(node)
        elif node.kind is Kind.DECISION:
            yield from self.decision(node)
        else:
            yield from self.draw(node, node.outcomes)
            yield from self.follow(node, node.outcomes, "")

    def front_page(self, ending: Ending) -> Iterator[str]:
        """An ending, and what was so all along."""
        yield f'~ ending = "{ending.id}"'
        yield from _said(ending.paper)
        yield from _said(ending.date)
        yield from _said(ending.headline)
        yield from _said(ending.deck)
        yield from self.paragraphs(ending.text)
        for axis, line in ending.axes:
            yield _text(f"{axis}: {plain(line)}")
        for truth in self.scenario.truths:
            name = self.terms.truth(truth.slot)
            for (value, _), so in zip(truth.values, truth.so, strict=True):
                yield f'{{{name} == "{value}": {_text(plain(f"{truth.name}: {so}"))}}}'
        yield "-> END"

    def decision(self, node: Node) -> Iterator[str]:
        """Its options; a closed one is not offered."""
        for option in node.options:
            guard = f"{{{self.terms.written(option.when)}}} " if option.when else ""
            yield f"+ {guard}[{_text(option_text(option))}]"
            yield from _indented(self.chosen(option))
            if option.outcomes:
                yield f"    -> {self.stitch('draw', node, option)}"
            else:
                yield from _indented(self.go(option.target))
        yield from self.drawn_options(node, "")

    def agenda(self, node: Node) -> Iterator[str]:
        """Initiatives until the hours run out; it closes by itself when nothing can be taken."""
        parts = hour_parts(node)
        table, leave, more = (self.stitch(word, node) for word in ("table", "leave", "more"))
        left = "hours" if parts == 1 else f"hours / {parts}.0"
        yield f"~ hours = {node.hours * parts}"
        yield f"-> {table}"
        yield f"= {table}"
        yield f"{_text(plain(self.scenario.agenda))}. Hours left: {{{left}}}"
        for option in node.options:
            length = option.hours * parts
            yield f"+ {{{self.open_initiative(node, option)}}} [{_text(option_text(option))}]"
            yield f"    ~ {self.stitch('taken', node, option)} = true"
            yield f"    ~ hours = hours - {length}"
            yield from _indented(self.chosen(option))
            goes = self.stitch("draw", node, option) if option.outcomes else more
            yield f"    -> {goes}"
        yield f"+ [{_text(plain(self.scenario.opens))}]"
        yield f"    -> {leave}"
        yield f"= {more}"
        yield "{"
        for option in node.options:
            yield f"- {self.open_initiative(node, option)}:"
            yield f"    -> {table}"
        yield "- else:"
        yield f"    -> {leave}"
        yield "}"
        yield f"= {leave}"
        yield from self.go(node.target)
        yield from self.drawn_options(node, more)

    def open_initiative(self, node: Node, option: Option) -> str:
        """The condition on which an initiative can be taken up now."""
        terms = [
            f"not {self.stitch('taken', node, option)}",
            f"hours >= {option.hours * hour_parts(node)}",
        ]
        if option.when:
            terms.append(self.terms.operand(option.when))
        return " and ".join(terms)

    def drawn_options(self, node: Node, more: str) -> Iterator[str]:
        """The draws after options; at an agenda each leads back, to `more`."""
        for option in node.options:
            if option.outcomes:
                yield f"= {self.stitch('draw', node, option)}"
                yield from self.draw(node, option.outcomes, option)
                yield from self.follow(node, option.outcomes, more, option)

    def draw(
        self, node: Node, outcomes: tuple[Outcome, ...], option: Option | None = None
    ) -> Iterator[str]:
        """Weigh the outcomes and let luck choose among them."""
        names = [self.stitch("outcome", node, option, outcome) for outcome in outcomes]
        if len(outcomes) == 1:
            yield f"-> {names[0]}"
            return
        tilted = any(outcome.nuclear for outcome in outcomes)
        weights = []
        for number, outcome in enumerate(outcomes, 1):
            term = str(outcome.weight.constant)
            if outcome.weight.source or outcome.weight.expression:
                term = f"W{number}"  # no meter has a capital letter
                yield from self.weigh(outcome, term)
            if tilted:
                term = f"{term} * {'nuclear_odds' if outcome.nuclear else 'other_odds'}"
            weights.append(term)
        yield from _draw(weights, [f"-> {name}" for name in names])

    def weigh(self, outcome: Outcome, name: str) -> Iterator[str]:
        """A weight that hangs on something, as a temporary variable."""
        weight = outcome.weight
        if weight.expression is not None:
            yield f"~ temp {name} = positive({self.terms.written(weight.expression)})"
            return
        cases, other = self.terms.cases(weight)
        if not cases:
            yield f"~ temp {name} = {other}"
            return
        yield f"~ temp {name} = 0"
        yield "{"
        for condition, amount in cases:
            yield f"- {condition}:"
            yield f"    ~ {name} = {amount}"
        yield "- else:"
        yield f"    ~ {name} = {other}"
        yield "}"

    def follow(
        self, node: Node, outcomes: tuple[Outcome, ...], more: str, option: Option | None = None
    ) -> Iterator[str]:
        """What each outcome brings, and where it leads."""
        for outcome in outcomes:
            yield f"= {self.stitch('outcome', node, option, outcome)}"
            yield from self.happens(outcome.effects, outcome.seen, outcome.later)
            if outcome.title != node.title:
                yield from _said(outcome.title)
            yield from self.paragraphs(outcome.text)
            yield from _said(outcome.flash)
            if more:
                yield f"-> {more}"
            else:
                yield from self.go(outcome.target)

    def chosen(self, option: Option) -> Iterator[str]:
        yield from self.happens(option.effects, option.chose, option.later)
        yield from _said(option.title)
        yield from self.paragraphs(option.outcome)

    def happens(self, effects: Effects, memory: int, later: Iterable[Later]) -> Iterator[str]:
        """The effects, what is remembered of it, and what it sets off."""
        yield from self.effects(effects)
        yield from self.remember(memory)
        for item in later:
            yield f"~ {self.terms.waiting[item.slot]} = true"

    def effects(self, effects: Effects) -> Iterator[str]:
        for slot, amount, absolute, low, high in effects.meters:
            meter = self.terms.meter(slot)
            if absolute:
                yield f"~ {meter} = {min(max(amount, low), high)}"
            else:
                sign = "-" if amount < 0 else "+"
                yield f"~ {meter} = within({meter} {sign} {abs(amount)}, {low}, {high})"
        yield from self.remember(effects.on)
        for flag in self.terms.bits_of(effects.off):
            yield f"~ {flag} = false"

    def remember(self, mask: int) -> Iterator[str]:
        for flag in self.terms.bits_of(mask):
            yield f"~ {flag} = true"

    def go(self, target: Target | None) -> Iterator[str]:
        """Divert to the first target whose condition holds; the last is for all other cases."""
        assert target is not None  # the compiler demands one wherever play goes on
        nodes = self.terms.nodes
        *conditional, (_, last) = target.routes
        if not conditional:
            yield f"-> {nodes[last]}"
            return
        yield "{"
        for condition, slot in conditional:
            assert condition is not None
            yield f"- {self.terms.written(condition)}:"
            yield f"    -> {nodes[slot]}"
        yield "- else:"
        yield f"    -> {nodes[last]}"
        yield "}"

    def new_days(self) -> Iterator[str]:
        """Each day that passes runs its rules, then what is due arrives."""
        yield "=== function new_days(until)"
        for morning in mornings(self.scenario):
            yield f"{{ day < {morning.day} and until >= {morning.day}:"
            yield f"    ~ day = {morning.day}"
            for rule in morning.rules:
                yield from _indented(self.when(rule.when, self.told(rule.effects)))
            for item in morning.due:
                waiting = self.terms.waiting[item.slot]
                inner = [f"~ {waiting} = false", *self.when(item.when, self.told(item.effects))]
                yield from _indented([f"{{ {waiting}:", *_indented(inner), "}"])
            yield "}"
        yield "~ day = until"

    def told(self, effects: Effects) -> Iterator[str]:
        yield from _said(effects.cause.text)
        yield from self.effects(effects)

    def when(self, condition: Expression | None, lines: Iterable[str]) -> Iterator[str]:
        if condition is None:
            yield from lines
        else:
            yield f"{{ {self.terms.written(condition)}:"
            yield from _indented(lines)
            yield "}"

    def paragraphs(self, text: Text) -> Iterator[str]:
        for paragraph in text:
            line = _text(plain(paragraph.text))
            if paragraph.when:
                line = f"{{{self.terms.written(paragraph.when)}: {line}}}"
            yield line

    def stitch(
        self, word: str, node: Node, option: Option | None = None, outcome: Outcome | None = None
    ) -> str:
        """The name of a stitch or variable of a scene, its own in the whole file."""
        key = " ".join([word, node.id, *(part.id for part in (option, outcome) if part)])
        if key not in self.stitches:
            self.stitches[key] = self.terms.name(key)
        return self.stitches[key]


def _draw(weights: Sequence[str], then: Sequence[str]) -> Iterator[str]:
    """Lines that draw one of `then` by its weight, the last if all weights are 0."""
    sums = [_sum(weights[: count + 1]) for count in range(len(weights))]
    yield f"~ drawn = roll({sums[-1]})"
    yield "{"
    for limit, line in zip(sums[:-1], then[:-1], strict=True):
        yield f"- drawn < {limit}:"
        yield f"    {line}"
    yield "- else:"
    yield f"    {then[-1]}"
    yield "}"


def _sum(terms: Sequence[str]) -> str:
    if all(term.isdecimal() for term in terms):
        return str(sum(int(term) for term in terms))
    return " + ".join(terms)


def _said(text: str) -> Iterator[str]:
    if text:
        yield _text(plain(text))


def _text(text: str) -> str:
    """Prose on one line, with what ink would take for its own escaped."""
    line = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return f"\\{line}" if _LINE.match(line) else line


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)
