"""A scenario as Twee 3 for the story format SugarCube, which Twine and Tweego compile.

A scene is a passage of the node's own id, and so is what follows an option (``NODE.OPTION``). One
page shows what came of a choice and runs on, by ``<<include>>``, to the next one. What the game
remembers are story variables of the same names. Luck is SugarCube's own ``random``, or a game that
can be repeated if ``$luck`` is a number from 1 to 65536, as in the ink export.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator

from game.export.course import begin_days, hour_parts, mornings
from game.export.terms import Dialect, Terms, heading
from game.present.markup import plain, spans
from game.scenario.expression import Expression
from game.scenario.model import (
    Effects,
    Ending,
    Kind,
    Later,
    Node,
    Option,
    Outcome,
    Preset,
    Scenario,
    Target,
    Text,
)

_SUGARCUBE = Dialect(variable="${}")
_RESERVED = "day ending hours luck nuclear_odds other_odds"
# What SugarCube would read as markup; the second at the start of a line only.
_SPECIAL = re.compile(r"[<>&$_\\\[\]{}\"`]|''|//|==|~~|\^\^|@@|--|:(?=[^\s\d])")
_LINE = re.compile(r"[!*#:|;-]")
_TAGS = {"": ("", ""), "italic": ("<em>", "</em>"), "bold": ("<strong>", "</strong>")}

_SCRIPT = """\
setup.within = (x, low, high) => Math.min(Math.max(x, low), high);

/* The number of an outcome, drawn by weight; a negative weight is 0. Without any the last comes. */
setup.draw = (weights) => {
    const clean = weights.map((weight) => Math.max(0, weight));
    const total = clean.reduce((sum, weight) => sum + weight, 0);
    if (total === 0) return clean.length - 1;
    const v = State.variables;
    if (v.luck) v.luck = v.luck * 75 % 65537;
    let mark = v.luck ? v.luck % total : random(0, total - 1);
    return clean.findIndex((weight) => (mark -= weight) < 0);
};
"""


def twee(scenario: Scenario) -> str:
    """The whole scenario as one Twee file."""
    return "\n".join(_Twee(scenario).lines()) + "\n"


def terms(scenario: Scenario) -> Terms:
    """The names that the story's variables have."""
    return Terms(scenario, _SUGARCUBE, _RESERVED)


class _Twee:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.terms = terms(scenario)
        self.begin_days = begin_days(scenario)
        self.taken = {
            f"{node.id}.{option.id}": self.terms.variable(
                self.terms.name(f"taken {node.id} {option.id}")
            )
            for node in scenario.nodes
            for option in (node.options if node.kind is Kind.AGENDA else ())
        }

    def lines(self) -> Iterator[str]:
        """Every line of the file."""
        scenario = self.scenario
        data = {
            "ifid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"excomm:{scenario.id}")).upper(),
            "format": "SugarCube",
            "format-version": "2.31.1",
            "start": "Start",
        }
        yield from (":: StoryTitle", scenario.title, "")
        yield from (":: StoryData", json.dumps(data, indent=4), "")
        yield from (":: Script [script]", _SCRIPT)
        yield from (":: StoryInit", *self.variables(), "")
        yield from _passage("Start", self.start())
        yield from _passage("Begin", self.begin())
        yield from _passage("New days", self.new_days())
        for node in scenario.nodes:
            yield from _passage(node.id, self.scene(node))
            for option in node.options:
                yield from _passage(f"{node.id}.{option.id}", self.chosen(node, option))
            if node.kind is Kind.AGENDA:
                yield from _passage(f"{node.id} table", self.table(node))
                yield from _passage(f"{node.id}.done", self.go(node.target))

    def variables(self) -> Iterator[str]:
        """What the game remembers, as it stands before the first move."""
        scenario, terms = self.scenario, self.terms
        yield _set("$luck", "0")
        yield _set("$ending", '""')
        yield _set("$day", str(scenario.nodes[scenario.start].day))
        yield _set("$hours", "0")
        yield _set("$nuclear_odds", "1")
        yield _set("$other_odds", "1")
        for meter in scenario.meters:
            yield _set(terms.meter(meter.slot), str(meter.start))
        for mask in terms.bits:
            yield _set(terms.bit(mask), terms.boolean(bool(scenario.start_flags & mask)))
        for name in (*map(terms.variable, terms.waiting), *self.taken.values()):
            yield _set(name, "false")

    def start(self) -> Iterator[str]:
        """The title page: how unforgiving is the world?"""
        yield from self.paragraphs(self.scenario.summary)
        presets = list(self.scenario.presets.values())
        if len(presets) == 1:
            yield from self.preset_odds(presets[0])
            yield _include("Begin")
            return
        for preset in presets:
            text = f"{preset.name} — {preset.about}" if preset.about else preset.name
            odds = "".join(self.preset_odds(preset))
            yield f'<p><<link "{_text(plain(text))}" "Begin">>{odds}<</link>></p>'

    def preset_odds(self, preset: Preset) -> Iterator[str]:
        yield _set("$nuclear_odds", str(preset.nuclear.numerator))
        yield _set("$other_odds", str(preset.nuclear.denominator))

    def begin(self) -> Iterator[str]:
        """Draw the truths, then go to the first scene."""
        for truth in self.scenario.truths:
            values = json.dumps([value for value, _ in truth.values])
            weights = json.dumps([weight for _, weight in truth.values])
            yield _set(self.terms.truth(truth.slot), f"{values}[setup.draw({weights})]")
        yield _include(self.scenario.nodes[self.scenario.start].id)

    def new_days(self) -> Iterator[str]:
        """Each day up to ``_until`` runs its rules, then what is due arrives."""
        for morning in mornings(self.scenario):
            yield f"<<if $day < {morning.day} and _until >= {morning.day}>>"
            yield _set("$day", str(morning.day))
            for rule in morning.rules:
                yield from self.when(rule.when, self.told(rule.effects))
            for item in morning.due:
                waiting = self.terms.variable(self.terms.waiting[item.slot])
                yield f"<<if {waiting}>>"
                yield _set(waiting, "false")
                yield from self.when(item.when, self.told(item.effects))
                yield "<</if>>"
            yield "<</if>>"
        yield _set("$day", "_until")

    def scene(self, node: Node) -> Iterator[str]:
        """What the player reads on entering, then the options or the draw."""
        if node.kind is Kind.ENDING:
            yield from self.front_page(self.scenario.endings[node.id])
            return
        if node.slot in self.begin_days:
            yield _set("_until", str(node.day)) + _include("New days")
        yield from self.remember(node.seen)
        yield f"<p><small>{_text(heading(self.scenario, node))}</small></p>"
        yield f"<h2>{_prose(node.title)}</h2>"
        if node.briefing:
            head = (node.briefing.sender, node.briefing.subject, node.briefing.stamp)
            yield f"<blockquote>{_said(' · '.join(part for part in head if part))}"
            yield from self.paragraphs(node.briefing.text)
            yield "</blockquote>"
        yield from self.paragraphs(node.text)
        yield _said(node.flash)
        if node.kind is Kind.AGENDA:
            yield _set("$hours", str(node.hours * hour_parts(node)))
            yield _include(f"{node.id} table")
        elif node.kind is Kind.DECISION:
            for option in node.options:
                yield from self.when(option.when, [_link(option, f"{node.id}.{option.id}")])
        else:
            yield from self.draw(node, node.outcomes)

    def front_page(self, ending: Ending) -> Iterator[str]:
        """An ending, and what was so all along."""
        yield _set("$ending", f'"{ending.id}"')
        yield _said(" · ".join(part for part in (ending.paper, ending.date) if part))
        yield f"<h2>{_prose(ending.headline)}</h2>"
        yield _said(ending.deck)
        yield from self.paragraphs(ending.text)
        for axis, line in ending.axes:
            yield f"<p><strong>{axis}:</strong> {_prose(line)}</p>"
        for truth in self.scenario.truths:
            name = self.terms.truth(truth.slot)
            for (value, _), so in zip(truth.values, truth.so, strict=True):
                yield f'<<if {name} == "{value}">>{_said(f"{truth.name}: {so}")}<</if>>'

    def table(self, node: Node) -> Iterator[str]:
        """An agenda's initiatives that can be taken up now, and the way on."""
        parts = hour_parts(node)
        left = "$hours" if parts == 1 else f"$hours / {parts}"
        yield f"<p>{_prose(self.scenario.agenda)}. Hours left: <<= {left}>></p>"
        for option in node.options:
            yield f"<<if {self.open_initiative(node, option)}>>"
            yield _link(option, f"{node.id}.{option.id}")
            yield "<</if>>"
        yield f'<p><<link "{_text(plain(self.scenario.opens))}" "{node.id}.done">><</link>></p>'

    def open_initiative(self, node: Node, option: Option) -> str:
        """The condition on which an initiative can be taken up now."""
        terms = [
            f"not {self.taken[f'{node.id}.{option.id}']}",
            f"$hours >= {option.hours * hour_parts(node)}",
        ]
        if option.when:
            terms.append(self.terms.operand(option.when))
        return " and ".join(terms)

    def chosen(self, node: Node, option: Option) -> Iterator[str]:
        """What follows an option."""
        agenda = node.kind is Kind.AGENDA
        if agenda:
            yield _set(self.taken[f"{node.id}.{option.id}"], "true")
            yield _set("$hours", f"$hours - {option.hours * hour_parts(node)}")
        yield from self.happens(option.effects, option.chose, option.later)
        yield f"<h3>{_prose(option.title)}</h3>" if option.title else ""
        yield from self.paragraphs(option.outcome)
        if option.outcomes:
            yield from self.draw(node, option.outcomes)
        elif not agenda:
            yield from self.go(option.target)
        if agenda:
            more = " or ".join(f"({self.open_initiative(node, other)})" for other in node.options)
            yield f"<<if {more}>>{_include(f'{node.id} table')}"
            yield f"<<else>>{_include(f'{node.id}.done')}<</if>>"

    def draw(self, node: Node, outcomes: tuple[Outcome, ...]) -> Iterator[str]:
        """Let luck choose among outcomes; each is told and leads on."""
        if len(outcomes) == 1:
            yield from self.outcome(node, outcomes[0])
            return
        tilted = any(outcome.nuclear for outcome in outcomes)
        weights = []
        for outcome in outcomes:
            weight = self.weight(outcome)
            if tilted:
                weight += " * $nuclear_odds" if outcome.nuclear else " * $other_odds"
            weights.append(weight)
        yield f"<<switch setup.draw([{', '.join(weights)}])>>"
        for number, outcome in enumerate(outcomes):
            yield f"<<case {number}>>"
            yield from self.outcome(node, outcome)
        yield "<</switch>>"

    def weight(self, outcome: Outcome) -> str:
        """A weight, as JavaScript has it."""
        weight = outcome.weight
        if weight.expression is not None:
            return f"({self.terms.written(weight.expression)})"
        if not weight.source:
            return str(weight.constant)
        cases, other = self.terms.cases(weight)
        chain = "".join(f"{condition} ? {amount} : " for condition, amount in cases)
        return f"({chain}{other})"

    def outcome(self, node: Node, outcome: Outcome) -> Iterator[str]:
        yield from self.happens(outcome.effects, outcome.seen, outcome.later)
        if outcome.title != node.title:
            yield f"<h3>{_prose(outcome.title)}</h3>"
        yield from self.paragraphs(outcome.text)
        yield _said(outcome.flash)
        if node.kind is not Kind.AGENDA:
            yield from self.go(outcome.target)

    def happens(self, effects: Effects, memory: int, later: Iterable[Later]) -> Iterator[str]:
        """The effects, what is remembered of it, and what it sets off."""
        yield from self.effects(effects)
        yield from self.remember(memory)
        for item in later:
            yield _set(self.terms.variable(self.terms.waiting[item.slot]), "true")

    def effects(self, effects: Effects) -> Iterator[str]:
        for slot, amount, absolute, low, high in effects.meters:
            meter = self.terms.meter(slot)
            if absolute:
                yield _set(meter, str(min(max(amount, low), high)))
            else:
                sign = "-" if amount < 0 else "+"
                yield _set(meter, f"setup.within({meter} {sign} {abs(amount)}, {low}, {high})")
        yield from self.remember(effects.on)
        for flag in self.terms.bits_of(effects.off):
            yield _set(flag, "false")

    def remember(self, mask: int) -> Iterator[str]:
        for flag in self.terms.bits_of(mask):
            yield _set(flag, "true")

    def go(self, target: Target | None) -> Iterator[str]:
        """Run on to the first target whose condition holds; the last is for all other cases."""
        assert target is not None  # the compiler demands one wherever play goes on
        *conditional, (_, last) = target.routes
        for number, (condition, slot) in enumerate(conditional):
            assert condition is not None
            word = "elseif" if number else "if"
            goes = _include(self.scenario.nodes[slot].id)
            yield f"<<{word} {self.terms.written(condition)}>>{goes}"
        other = _include(self.scenario.nodes[last].id)
        yield f"<<else>>{other}<</if>>" if conditional else other

    def told(self, effects: Effects) -> Iterator[str]:
        yield _said(effects.cause.text)
        yield from self.effects(effects)

    def when(self, condition: Expression | None, lines: Iterable[str]) -> Iterator[str]:
        if condition is None:
            yield from lines
        else:
            yield f"<<if {self.terms.written(condition)}>>"
            yield from lines
            yield "<</if>>"

    def paragraphs(self, text: Text) -> Iterator[str]:
        for paragraph in text:
            yield from self.when(paragraph.when, [_said(paragraph.text)])


def _passage(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f":: {name} [nobr]"
    yield from filter(None, lines)
    yield ""


def _set(variable: str, value: str) -> str:
    return f"<<set {variable} to {value}>>"


def _include(passage: str) -> str:
    return f'<<include "{passage}">>'


def _link(option: Option, passage: str) -> str:
    detail = f"<br>{_prose(option.detail)}" if option.detail else ""
    return f'<p><<link "{_text(plain(option.text))}" "{passage}">><</link>>{detail}</p>'


def _said(text: str) -> str:
    """A paragraph, or nothing where there is nothing to say."""
    return f"<p>{_prose(text)}</p>" if text else ""


def _prose(text: str) -> str:
    """Prose with its italics and bold letters."""
    parts = []
    for run, style in spans(text):
        before, after = _TAGS[style]
        parts.append(f"{before}{_text(run)}{after}")
    return "".join(parts)


def _text(text: str) -> str:
    """Plain text with what SugarCube would take for markup as entities."""
    line = _SPECIAL.sub(lambda match: "".join(map(_entity, match[0])), text)
    return _LINE.sub(lambda match: _entity(match[0]), line, count=1) if _LINE.match(line) else line


def _entity(letter: str) -> str:
    return f"&#{ord(letter)};"
