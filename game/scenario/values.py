"""Values that stand in every part of a scenario: conditions, texts, weights, effects, targets."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.scenario import expression
from game.scenario.expression import Expression, Type
from game.scenario.fields import Fields, span, whole
from game.scenario.model import (
    Cause,
    Effects,
    Later,
    Meter,
    Paragraph,
    Target,
    Text,
    Weight,
)
from game.scenario.names import Catalogue
from game.scenario.problems import Mark, Problems, did_you_mean
from game.scenario.source import Items, Scalar, Table, Tree, describe

ALWAYS = Weight(1)


def is_number(key: str) -> bool:
    """Whether a key can be a day number."""
    return key.isascii() and key.isdecimal() and len(key) < 7


@dataclass(slots=True)
class Values:
    """Reads conditions, texts, weights, effects, targets; collects delayed effects, citations."""

    names: Catalogue
    meters: list[Meter]
    people: set[str]
    camps: set[str]
    paths: set[str]
    sources: set[str]
    days: set[int]
    problems: Problems
    messages: set[str] = field(default_factory=set)
    later: list[Later] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)  # meters without a sound range

    def is_day(self, key: str) -> bool:
        """Whether a key is a day of the calendar."""
        return is_number(key) and int(key) in self.days

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

    def mail(self, fields: Fields) -> tuple[str, ...]:
        """The messages that arrive."""
        ids = fields.words("mail")
        for id, item in zip(ids, fields.items("mail"), strict=True):
            if id not in self.messages:
                self.fault(
                    "EX0201",
                    item.mark,
                    f"'{id}' is not among the messages.{did_you_mean(id, self.messages)}"
                    " Add it under 'messages'.",
                )
        return ids

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
            only = self.slot(tree, fields)
            return Target(((None, only),), only)
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
        if by in self.unsure:  # the range is what is wrong
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
                if name in self.unsure:
                    fits = True
                elif absolute:
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
