"""Nodes, options, outcomes and endings: the story part of a scenario, from tree to model."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from game.scenario import expression
from game.scenario.expression import Expression, Type
from game.scenario.fields import ID, Fields, span, whole
from game.scenario.model import (
    Briefing,
    Cause,
    Effects,
    Ending,
    Expectation,
    Kind,
    Later,
    Meter,
    Node,
    Offer,
    Option,
    Outcome,
    Paragraph,
    Target,
    Text,
    Voice,
    Weight,
)
from game.scenario.names import Catalogue
from game.scenario.problems import Mark, Problems, did_you_mean
from game.scenario.source import Items, Scalar, Table, Tree, describe

NODE_KEYS = (
    "day time place path title text briefing flash options outcomes hours next"
    " sources confidence was"
)
OPTION_KEYS = (
    "text detail hint camp when closed final hours for against expect effects later outcome"
    " outcomes next was"
)
OUTCOME_KEYS = "weight nuclear title text flash effects later next was sources"
ENDING_KEYS = "title family nuclear paper date headline deck text axes clue sources was"
CONFIDENCE = ("documented", "estimated", "designer")
FAMILIES = ("settlement", "unsettled", "war", "nuclear")
AXES = ("lives", "missiles", "alliance", "precedent")
DONE = "done"  # the agenda's own option: open the meeting

ALWAYS = Weight(1)


@dataclass(slots=True)
class Story:
    """Reads the story; `names` and `meters` are complete before it starts."""

    names: Catalogue
    meters: list[Meter]
    people: set[str]
    camps: set[str]
    paths: set[str]
    sources: set[str]
    days: set[int]
    problems: Problems
    later: list[Later] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)

    # -- small parts ---------------------------------------------------------------------------

    def fault(self, code: str, mark: Mark, message: str) -> None:
        self.problems.add(code, mark, message)

    def expression(self, tree: Tree, what: str, wanted: Type = "boolean") -> Expression | None:
        if not isinstance(tree, Scalar):
            self.fault("EX0112", tree.mark, f"{what} must be an expression, not {describe(tree)}.")
            return None
        return expression.parse(tree.text, tree.inside, self.names, self.problems, wanted)

    def when(self, fields: Fields, key: str = "when", public: bool = True) -> Expression | None:
        """The condition under a key. A public one may not read what the player must not learn."""
        tree = fields.tree(key)
        if tree is None:
            return None
        condition = self.expression(tree, f"'{key}' of {fields.what}")
        if condition and public:
            secret = sorted(
                name
                for name in condition.reads
                if (name in self.names.truths or name in self.names.hidden)
                and f"told({name})" not in condition.reads
            )
            if secret:
                self.fault(
                    "EX0305",
                    tree.mark,
                    f"'{key}' of {fields.what} reads '{secret[0]}', which is hidden: the player"
                    " would learn it. Read it in a weight instead.",
                )
        return condition

    def text(self, fields: Fields, key: str = "text", public: bool = True) -> Text:
        """Paragraphs: a block split at blank lines, or a list, some with a condition."""
        tree = fields.tree(key)
        if tree is None:
            return ()
        if isinstance(tree, Scalar):
            blocks = tree.text.split("\n\n")
            return tuple(Paragraph(" ".join(b.split())) for b in blocks if b.strip())
        if isinstance(tree, Table):
            tree = Items((tree,), tree.mark)
        paragraphs: list[Paragraph] = []
        for item in tree.items:
            if isinstance(item, Scalar):
                paragraphs.append(Paragraph(" ".join(item.text.split())))
                continue
            part = Fields(item, f"A paragraph of {fields.what}", self.problems, "when text")
            condition = self.when(part, public=public)
            paragraphs.append(Paragraph(part.word("text", None), condition))
        for shown, item in zip(paragraphs[:-1], tree.items, strict=False):
            # In [...] a comma ends a text, and nothing else would tell.
            if key == "text" and shown.text[-1:].isalnum():
                self.fault(
                    "EX0505",
                    item.mark,
                    f"This paragraph of {fields.what} stops without a full stop:"
                    f" '...{shown.text[-20:]}'. If a comma has cut it, quote the text, or write"
                    " the paragraphs below each other.",
                )
                break
        return tuple(paragraphs)

    def cite(self, fields: Fields) -> tuple[str, ...]:
        keys = fields.words("sources")
        for key, item in zip(keys, fields.items("sources"), strict=True):
            self.cited.add(key)
            if key not in self.sources:
                self.fault(
                    "EX0201",
                    item.mark,
                    f"'{key}' is not among the sources.{did_you_mean(key, self.sources)}"
                    " Add it under 'sources'.",
                )
        return keys

    def member(self, fields: Fields, key: str, pool: set[str], of: str, default: str = "") -> str:
        """A word that must be one of `pool`."""
        word = fields.word(key, default)
        if word and word not in pool:
            self.fault(
                "EX0201",
                fields.mark_of(key),
                f"'{word}' is not one of the {of}.{did_you_mean(word, pool)}",
            )
        return word

    def target(self, fields: Fields, needed: bool) -> Target | None:
        tree = fields.need("next") if needed else fields.tree("next")
        if tree is None:
            return None
        if not isinstance(tree, Items):
            return Target(((None, self.slot(tree, fields)),))
        routes: list[tuple[Expression | None, int]] = []
        for item in tree.items:
            part = Fields(item, f"A route of {fields.what}", self.problems, "when to")
            to = part.need("to")
            condition = self.when(part, public=False)
            routes.append((condition, self.slot(to, part) if to else 0))
            if "when" not in part and item is not tree.items[-1]:
                self.fault("EX0112", item.mark, "Only the last route may be without 'when'.")
        if not routes or "when" in part:
            self.fault(
                "EX0111", tree.mark, "The last route must be without 'when', for all other cases."
            )
        return Target(tuple(routes))

    def slot(self, tree: Tree, fields: Fields) -> int:
        word = fields.as_word(tree, f"'next' of {fields.what}")
        if word and word not in self.names.nodes:
            self.fault(
                "EX0201",
                tree.mark,
                f"There is no node or ending '{word}'.{did_you_mean(word, self.names.nodes)}",
            )
        return self.names.nodes.get(word, 0)

    def weight(self, fields: Fields) -> Weight:
        tree = fields.tree("weight")
        if tree is None:
            return ALWAYS
        what = f"'weight' of {fields.what}"
        if isinstance(tree, Scalar):
            number = whole(tree.text)
            if number is not None:
                return Weight(fields.as_number(tree, what, 0, 1_000_000))
            formula = self.expression(tree, what, "number")
            return Weight(0, formula) if formula else ALWAYS
        if not isinstance(tree, Table):
            self.fault("EX0112", tree.mark, f"{what} must be a number or bands, not a list.")
            return ALWAYS
        return self.bands(tree, fields, what)

    def bands(self, tree: Table, fields: Fields, what: str) -> Weight:
        by_entry = tree.entries.get("by")
        if by_entry is None:
            self.fault("EX0111", tree.mark, f"{what} by bands needs the key 'by'.")
            return ALWAYS
        by = fields.as_word(by_entry[1], f"'by' of {what}")
        names = self.names
        values: dict[int, int] = {}
        if by in names.meters:
            meter = self.meters[names.meters[by]]
            low, high = meter.low, meter.high
        elif by in names.flags:
            low, high = 0, 1
        elif by in names.truths:
            low, high = 0, len(names.truths[by][1]) - 1
        else:
            known = [*names.meters, *names.flags, *names.truths]
            self.fault(
                "EX0201",
                by_entry[1].mark,
                f"'{by}' is no meter, flag or truth.{did_you_mean(by, known)}",
            )
            return ALWAYS
        for key, (mark, value) in tree.entries.items():
            if key == "by":
                continue
            amount = fields.as_number(value, f"The weight for '{key}' of {what}", 0, 1_000_000)
            if by in names.meters:
                reach = span(key)
            elif by in names.flags:
                bit = Fields.as_boolean(Scalar(key, mark))
                reach = None if bit is None else (int(bit), int(bit))
            else:
                number = names.truths[by][1].get(key)
                reach = None if number is None else (number, number)
            if reach is None or not (low <= reach[0] <= reach[1] <= high):
                self.fault("EX0114", mark, f"'{key}' is not a value or band of '{by}'.")
                continue
            for number in range(reach[0], reach[1] + 1):
                if number in values:
                    self.fault("EX0115", mark, f"'{key}' covers a value of '{by}' a second time.")
                values[number] = amount
        missing = [n for n in range(low, high + 1) if n not in values]
        if missing:
            self.fault("EX0111", tree.mark, f"{what} has no band for value {missing[0]} of '{by}'.")
        bands = tuple(values.get(n, 0) for n in range(low, high + 1))
        if by in names.meters:
            return Weight(0, None, "meter", names.meters[by], bands, low, by)
        if by in names.flags:
            return Weight(0, None, "flag", names.flags[by], bands, 0, by)
        return Weight(0, None, "truth", names.truths[by][0], bands, 0, by)

    def effects(self, fields: Fields, cause: Cause) -> Effects:
        tree = fields.tree("effects")
        if tree is None:
            return Effects(cause)
        if not isinstance(tree, Table):
            self.fault(
                "EX0112",
                tree.mark,
                f"'effects' of {fields.what} must be a mapping such as {{escalation: +1}}.",
            )
            return Effects(cause)
        names = self.names
        moves: list[tuple[int, int, bool, int, int]] = []
        on = off = 0
        switches: list[int] = []
        told: list[tuple[int, int]] = []
        for name, (mark, value) in tree.entries.items():
            text = value.text.strip() if isinstance(value, Scalar) else ""
            if name in names.meters:
                meter = self.meters[names.meters[name]]
                number = whole(text.removeprefix("="))
                if number is None or (text[:1] not in "+-=" and number != 0):
                    self.fault(
                        "EX0112",
                        value.mark,
                        f"The effect on '{name}' must be +n, -n or =n, not {describe(value)}.",
                    )
                    continue
                absolute = text.startswith("=")
                if absolute:
                    fits = meter.low <= number <= meter.high
                else:
                    fits = abs(number) <= meter.high - meter.low
                if not fits:
                    self.fault(
                        "EX0114",
                        value.mark,
                        f"'{name}' lies in {meter.low}..{meter.high}; {text} passes it.",
                    )
                    continue
                moves.append((meter.slot, number, absolute, meter.low, meter.high))
            elif name in names.flags:
                state = Fields.as_boolean(value)
                if state is None:
                    self.fault(
                        "EX0112",
                        value.mark,
                        f"The effect on flag '{name}' must be true or false,"
                        f" not {describe(value)}.",
                    )
                    continue
                switches.append(names.flags[name])
                if state:
                    on |= names.flags[name]
                else:
                    off |= names.flags[name]
            elif name in names.truths:
                if text != "told":
                    self.fault(
                        "EX0112", value.mark, f"A truth can only be 'told', not {describe(value)}."
                    )
                    continue
                bit = names.bit("told", name)
                told.append((names.truths[name][0], bit))
                on |= bit
            else:
                known = [*names.meters, *names.flags, *names.truths]
                self.fault(
                    "EX0201",
                    mark,
                    f"'{name}' is no meter, flag or truth.{did_you_mean(name, known)}",
                )
        return Effects(cause, tuple(moves), on, off, tuple(switches), tuple(told))

    def delayed(self, fields: Fields) -> tuple[Later, ...]:
        found = []
        for item in fields.items("later"):
            part = Fields(
                item, f"'later' of {fields.what}", self.problems, "days when effects text"
            )
            days = part.number("days", None, 1, 60)
            cause = Cause("later", "", part.word("text", None), item.mark)
            effect = Later(
                len(self.later), days, self.when(part, public=False), self.effects(part, cause)
            )
            self.later.append(effect)
            found.append(effect)
        return tuple(found)

    # -- nodes ---------------------------------------------------------------------------------

    def node(self, id: str, tree: Tree) -> Node:
        fields = Fields(tree, f"Node '{id}'", self.problems, NODE_KEYS)
        day = fields.number("day", None, 0, 100_000)
        if "day" in fields and day not in self.days:
            self.fault(
                "EX0201", fields.mark_of("day"), f"Day {day} is not in the calendar. Add it there."
            )
        agenda = "hours" in fields
        options: list[Option] = []
        outcomes: tuple[Outcome, ...] = ()
        kind = Kind.CHANCE
        title = fields.word("title", None)
        if "options" in fields:
            kind = Kind.AGENDA if agenda else Kind.DECISION
            for option_id, value in fields.entries("options", ID, "options"):
                if option_id == DONE and agenda:
                    self.fault("EX0113", value.mark, "'done' is the agenda's own; take another id.")
                options.append(self.option(id, option_id, len(options), value, agenda))
            if not options:
                self.fault("EX0107", fields.mark_of("options"), f"Node '{id}' has no options.")
            if "outcomes" in fields:
                self.fault(
                    "EX0112", fields.mark_of("outcomes"), f"Node '{id}' has options and outcomes."
                )
        elif "outcomes" in fields:
            outcomes = self.outcomes(id, fields, needs_target="next" not in fields)
        elif "next" not in fields and fields.table:
            self.fault(
                "EX0111", fields.mark, f"Node '{id}' needs options, outcomes, or next. Add one."
            )
        target = self.target(fields, needed=agenda)
        if kind is Kind.DECISION and target is not None:
            self.fault(
                "EX0112",
                fields.mark_of("next"),
                f"Node '{id}' is a decision: its options have 'next', not the node.",
            )
        if kind is Kind.CHANCE and target is not None and not outcomes:
            cause = Cause("outcome", f"{id}.on", title, fields.mark)
            outcomes = (
                Outcome("on", ALWAYS, False, title, (), "", Effects(cause), (), target,
                        self.names.bit("seen", f"{id}.on"), (), (), fields.mark),
            )  # fmt: skip
        briefing = None
        if "briefing" in fields:
            part = Fields(
                fields.table["briefing"][1],
                f"The briefing of '{id}'",
                self.problems,
                "from subject stamp text",
            )
            briefing = Briefing(
                part.word("from"), part.word("subject"), part.word("stamp"), self.text(part)
            )
        return Node(
            id=id,
            slot=self.names.nodes[id],
            kind=kind,
            day=day,
            time=fields.word("time"),
            place=fields.word("place"),
            path=self.member(fields, "path", self.paths, "paths"),
            title=title,
            text=self.text(fields),
            briefing=briefing,
            flash=fields.word("flash"),
            options=tuple(options),
            named={
                **{old: option for option in options for old in option.was},
                **{option.id: option for option in options},
            },
            offers=tuple(
                (option.when, Offer(option, True, ""), Offer(option, False, option.closed))
                for option in options
            ),
            outcomes=outcomes,
            hours=fields.fraction("hours", "1") if agenda else Fraction(0),
            target=target,
            seen=self.names.bit("seen", id),
            sources=self.cite(fields),
            confidence=fields.choice("confidence", CONFIDENCE, "designer"),
            was=fields.words("was"),
            mark=fields.mark,
        )

    def option(self, node: str, id: str, slot: int, tree: Tree, agenda: bool) -> Option:
        what = f"Option '{node}.{id}'"
        fields = Fields(tree, what, self.problems, OPTION_KEYS)
        text = fields.word("text", None)
        cause = Cause("option", f"{node}.{id}", text, fields.mark)
        outcomes: tuple[Outcome, ...] = ()
        if "outcomes" in fields:
            inherits = agenda or "next" in fields
            outcomes = self.outcomes(node, fields, needs_target=not inherits)
        result = Fields(
            fields.tree("outcome") or Table({}, fields.mark),
            f"'outcome' of {what}",
            self.problems,
            "title text",
        )
        if "when" in fields and "closed" not in fields:
            self.fault(
                "EX0111", fields.mark_of("when"), f"{what} can be closed; 'closed' must say why."
            )
        target = self.target(fields, needed=not agenda and not outcomes)
        if agenda and target is not None:
            self.fault(
                "EX0112",
                fields.mark_of("next"),
                f"{what} is an initiative: the agenda has 'next', not the option.",
            )
        voices = [
            *fields.each("for", lambda item: self.voice(item, what, True)),
            *fields.each("against", lambda item: self.voice(item, what, False)),
        ]
        drawn = {outcome.id for outcome in outcomes}
        return Option(
            id=id,
            slot=slot,
            text=text,
            detail=fields.word("detail"),
            hint=fields.word("hint"),
            camp=self.member(fields, "camp", self.camps, "camps"),
            when=self.when(fields),
            closed=fields.word("closed"),
            final=fields.boolean("final", False),
            hours=fields.fraction("hours", "1"),
            voices=tuple(voices),
            expects=fields.each("expect", lambda item: self.expectation(item, what, drawn)),
            effects=self.effects(fields, cause),
            later=self.delayed(fields),
            title=result.word("title"),
            outcome=self.text(result),
            outcomes=outcomes,
            target=target,
            chose=self.names.bit("chose", f"{node}.{id}"),
            was=fields.words("was"),
            mark=fields.mark,
        )

    def voice(self, tree: Tree, what: str, pro: bool) -> Voice:
        fields = Fields(tree, f"A voice on {what}", self.problems, "who says")
        who = self.member(fields, "who", self.people, "people")
        return Voice(who, fields.word("says", None), pro)

    def expectation(self, tree: Tree, what: str, drawn: set[str]) -> Expectation:
        fields = Fields(tree, f"'expect' of {what}", self.problems, "who says sure outcomes")
        who = self.member(fields, "who", self.people, "people")
        hoped = fields.words("outcomes")
        for name, item in zip(hoped, fields.items("outcomes"), strict=True):
            if name not in drawn:
                self.fault(
                    "EX0201",
                    item.mark,
                    f"'{name}' is not an outcome of {what}.{did_you_mean(name, drawn)}",
                )
        return Expectation(who, fields.word("says", None), fields.number("sure", 50, 0, 100), hoped)

    def outcomes(self, node: str, parent: Fields, needs_target: bool) -> tuple[Outcome, ...]:
        found = []
        for id, tree in parent.entries("outcomes", ID, "outcomes"):
            fields = Fields(tree, f"Outcome '{node}.{id}'", self.problems, OUTCOME_KEYS)
            title = fields.word("title", None)
            cause = Cause("outcome", f"{node}.{id}", title, fields.mark)
            target = self.target(fields, needed=needs_target)
            if target is None and "next" in parent:
                target = self.target(parent, needed=False)
            found.append(
                Outcome(
                    id=id,
                    weight=self.weight(fields),
                    nuclear=fields.boolean("nuclear", False),
                    title=title,
                    text=self.text(fields),
                    flash=fields.word("flash"),
                    effects=self.effects(fields, cause),
                    later=self.delayed(fields),
                    target=target,
                    seen=self.names.bit("seen", f"{node}.{id}"),
                    was=fields.words("was"),
                    sources=self.cite(fields),
                    mark=fields.mark,
                )
            )
        constant = all(o.weight.expression is None and not o.weight.source for o in found)
        if not found or (constant and not sum(o.weight.constant for o in found)):
            self.fault(
                "EX0404",
                parent.mark_of("outcomes"),
                f"The weights of {parent.what} sum to nothing. Give at least one outcome a weight.",
            )
        return tuple(found)

    def ending(self, id: str, tree: Tree) -> tuple[Ending, Node]:
        fields = Fields(tree, f"Ending '{id}'", self.problems, ENDING_KEYS)
        axes_tree = fields.need("axes") or Table({}, fields.mark)
        axes = Fields(axes_tree, f"'axes' of ending '{id}'", self.problems, " ".join(AXES))
        ending = Ending(
            id=id,
            title=fields.word("title", None),
            family=fields.choice("family", FAMILIES, None),
            nuclear=fields.boolean("nuclear", False),
            paper=fields.word("paper"),
            date=fields.word("date"),
            headline=fields.word("headline", None),
            deck=fields.word("deck"),
            text=self.text(fields, public=False),
            axes=tuple((axis.capitalize(), axes.word(axis, None)) for axis in AXES),
            clue=fields.word("clue"),
            sources=self.cite(fields),
            mark=fields.mark,
        )
        node = Node(
            id=id,
            slot=self.names.nodes[id],
            kind=Kind.ENDING,
            day=-1,  # on the day it is reached
            time="",
            place="",
            path="",
            title=ending.title,
            text=(),
            briefing=None,
            flash="",
            options=(),
            named={},
            offers=(),
            outcomes=(),
            hours=Fraction(0),
            target=None,
            seen=self.names.bit("seen", id),
            sources=(),
            confidence="designer",
            was=fields.words("was"),
            mark=fields.mark,
        )
        return ending, node
