"""Nodes, options, outcomes and endings: the story part of a scenario, from tree to model."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from game.scenario.fields import ID, Fields
from game.scenario.model import (
    Basis,
    Briefing,
    Cause,
    Effects,
    Ending,
    Expectation,
    Kind,
    Node,
    Option,
    Outcome,
    Voice,
)
from game.scenario.problems import did_you_mean
from game.scenario.source import Table, Tree
from game.scenario.values import ALWAYS, Values

NODE_KEYS = (
    "day time place path title text briefing mail flash options outcomes basis hours next"
    " sources confidence was"
)
OPTION_KEYS = (
    "text detail hint camp when closed final hours for against expect effects later outcome"
    " outcomes basis next was"
)
OUTCOME_KEYS = "weight nuclear title text flash effects later mail next was sources"
BASIS_KEYS = "says sources confidence"
ENDING_KEYS = "title family nuclear paper date headline deck text axes clue sources was"
CONFIDENCE = ("documented", "disputed", "estimated", "designer")
FAMILIES = ("settlement", "unsettled", "war", "nuclear")
AXES = ("lives", "missiles", "alliance", "precedent")
DONE = "done"  # the agenda's own option: open the meeting


@dataclass(slots=True)
class Story(Values):
    """Reads the story; `names` and `meters` are complete before it starts."""

    def node(self, id: str, tree: Tree) -> Node:
        fields = Fields(tree, f"Node '{id}'", self.problems, NODE_KEYS)
        day = fields.number("day", None, 0, 100_000)
        if "day" in fields and day not in self.days:
            self.fault(
                "EX0201", fields.mark_of("day"), f"Day {day} is not in the calendar. Add it there."
            )
        agenda = self._is_agenda(id, fields)
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
                        self.names.bit("seen", f"{id}.on"), (), (), (), fields.mark),
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
            mail=self.mail(fields),
            flash=fields.word("flash"),
            options=tuple(options),
            outcomes=outcomes,
            basis=self.basis(fields),
            hours=fields.fraction("hours", "1") if agenda else Fraction(0),
            target=target,
            seen=self.names.bit("seen", id),
            sources=self.cite(fields),
            confidence=fields.choice("confidence", CONFIDENCE, "designer"),
            was=fields.words("was"),
            mark=fields.mark,
        )

    def _is_agenda(self, id: str, fields: Fields) -> bool:
        """Whether a node is an agenda; one that has all but its hours is told so, once."""
        if "hours" in fields or "next" not in fields or "options" not in fields:
            return "hours" in fields
        options = fields.table["options"][1]
        entries = options.entries.values() if isinstance(options, Table) else ()
        tables = [tree for _, tree in entries if isinstance(tree, Table)]
        if not tables or any("next" in tree.entries for tree in tables):
            return False
        self.fault(
            "EX0111",
            fields.mark,
            f"Node '{id}' has options and 'next', as an agenda, and no 'hours'. Add them, or give"
            " each option its own 'next'.",
        )
        return True

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
            "title text mail",
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
            mail=self.mail(result),
            outcomes=outcomes,
            basis=self.basis(fields),
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
                    mail=self.mail(fields),
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

    def basis(self, parent: Fields) -> Basis | None:
        """Why the draw of a node or option has its odds."""
        tree = parent.tree("basis")
        if tree is None:
            return None
        if "outcomes" not in parent:
            self.fault(
                "EX0112",
                parent.mark_of("basis"),
                f"'basis' says why a draw has its odds, and {parent.what} has no 'outcomes'.",
            )
        fields = Fields(tree, f"'basis' of {parent.what}", self.problems, BASIS_KEYS)
        return Basis(
            fields.word("says", None),
            self.cite(fields),
            fields.choice("confidence", CONFIDENCE, "designer"),
        )

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
            mail=(),
            flash="",
            options=(),
            outcomes=(),
            basis=None,
            hours=Fraction(0),
            target=None,
            seen=self.names.bit("seen", id),
            sources=(),
            confidence="designer",
            was=fields.words("was"),
            mark=fields.mark,
        )
        return ending, node
