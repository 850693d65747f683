"""From the merged sections of a scenario's files to an immutable :class:`Scenario`."""

from __future__ import annotations

import re
from fractions import Fraction

from game.scenario.expression import RESERVED
from game.scenario.fields import ID, LETTERS, NAME, NODE_ID, Fields, is_id, span
from game.scenario.messages import message
from game.scenario.model import (
    Act,
    Camp,
    Cause,
    Effects,
    Fact,
    Flag,
    Meter,
    Node,
    Preset,
    Rule,
    Scenario,
    Truth,
)
from game.scenario.names import Catalogue
from game.scenario.people import person
from game.scenario.problems import Mark, Problems, did_you_mean
from game.scenario.source import Scalar, Table, Tree
from game.scenario.story import CONFIDENCE, Story
from game.scenario.theatre import theatre
from game.scenario.values import is_number
from game.words import word

SECTIONS = (
    "scenario calendar acts ladder alert camps paths meters flags truths facts presets rules people"
    " sources messages nodes endings map precautions silence"
)
COLOURS = ("hawk", "danger", "quarantine", "dove", "undecided")
SHOWN = ("exact", "word", "band", "hidden")
BETTER = ("up", "down", "neither")
_INSIDE = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*")  # a path that stays within its folder


def build(
    root: Table, texts: list[str], digest: str, folder: str, problems: Problems
) -> tuple[Scenario, set[str]]:
    """The scenario, complete only if `problems` holds no error then; and the sources cited."""
    builder = _Builder(root, texts, problems)
    return builder.build(digest, folder), builder.story.cited


class _Builder:
    def __init__(self, root: Table, texts: list[str], problems: Problems) -> None:
        self.problems = problems
        self.root = Fields(root, "The scenario", problems, SECTIONS)
        head_tree = self.root.need("scenario") or Table({}, root.mark)
        self.head = Fields(
            head_tree,
            "'scenario'",
            problems,
            "id title summary version start preset chair agenda opens history ended",
        )
        self.names = self._first_look()
        self.names.remember(texts)
        self.story = Story(
            names=self.names,
            meters=[],
            people=set(self._keys("people")),
            camps=set(self._keys("camps")),
            paths=set(self._keys("paths")),
            sources=set(self._keys("sources")),
            days=self._days(),
            problems=problems,
            messages=set(self._keys("messages")),
        )

    def _keys(self, section: str) -> list[str]:
        tree = self.root.tree(section)
        return list(tree.entries) if isinstance(tree, Table) else []

    def _days(self) -> set[int]:
        return {int(key) for key in self._keys("calendar") if is_number(key)}

    def _first_look(self) -> Catalogue:
        """Every declared name and id, so that expressions may point forward."""
        names = Catalogue()
        # One that is not well formed is told of later, and must not shift the slots of the others.
        for slot, name in enumerate(n for n in self._keys("meters") if is_id(n, NAME)):
            names.meters[name] = slot
        for bit, name in enumerate(self._keys("flags")):
            names.flags[name] = 1 << bit
        tree = self.root.tree("meters")
        if isinstance(tree, Table):
            for name, (_, meter) in tree.entries.items():
                shown = meter.entries.get("shown") if isinstance(meter, Table) else None
                if shown and isinstance(shown[1], Scalar) and shown[1].text == "hidden":
                    names.hidden.add(name)
        tree = self.root.tree("truths")
        if isinstance(tree, Table):
            for slot, (name, (_, truth)) in enumerate(tree.entries.items()):
                values = truth.entries.get("values") if isinstance(truth, Table) else None
                keys = list(values[1].entries) if values and isinstance(values[1], Table) else []
                names.truths[name] = (slot, {key: n for n, key in enumerate(keys)})
        self._distinct()
        for section in ("nodes", "endings"):
            tree = self.root.tree(section)
            if not isinstance(tree, Table):
                continue
            for id, (mark, node) in tree.entries.items():
                if id in names.nodes:
                    self.problems.add(
                        "EX0115", mark, f"'{id}' is a node and an ending. Rename one."
                    )
                    continue
                names.nodes[id] = len(names.nodes)
                if section == "nodes" and isinstance(node, Table):
                    self._look_into(id, node, names)
        return names

    def _distinct(self) -> None:
        """Each name that an expression may use must mean one thing in it."""
        held: dict[str, str] = {}
        for section in ("meters", "flags", "truths"):
            tree = self.root.tree(section)
            for name, (mark, _) in tree.entries.items() if isinstance(tree, Table) else ():
                if name in RESERVED:
                    problem = f"'{name}' means something else in conditions; take another name."
                    self.problems.add("EX0113", mark, problem)
                elif name in held:
                    problem = f"'{name}' is one of the {held[name]} and of the {section}."
                    self.problems.add("EX0115", mark, f"{problem} Rename one.")
                else:
                    held[name] = section

    @staticmethod
    def _look_into(id: str, node: Table, names: Catalogue) -> None:
        def children(table: Tree | None, key: str) -> dict[str, tuple[Mark, Tree]]:
            entry = table.entries.get(key) if isinstance(table, Table) else None
            return entry[1].entries if entry and isinstance(entry[1], Table) else {}

        outcomes = children(node, "outcomes")
        names.outcomes.update(f"{id}.{name}" for name in outcomes)
        for option, (_, tree) in children(node, "options").items():
            names.options.add(f"{id}.{option}")
            names.outcomes.update(f"{id}.{name}" for name in children(tree, "outcomes"))
        if not outcomes and "options" not in node.entries:
            names.outcomes.add(f"{id}.on")

    # -- sections ------------------------------------------------------------------------------

    def build(self, digest: str, folder: str) -> Scenario:
        head, names, story = self.head, self.names, self.story
        for name, tree in self.root.entries("meters", NAME, "meters"):
            story.meters.append(self.meter(name, tree))
        # `known` may read any meter, so it is read when all are there.
        story.meters = [self._with_known(meter) for meter in story.meters]
        truths = tuple(self.truth(n, t) for n, t in self.root.entries("truths", NAME, "truths"))
        flags = tuple(self.flag(n, t) for n, t in self.root.entries("flags", NAME, "flags"))
        start_flags = sum(flag.mask for flag in flags if flag.start)
        calendar = self.calendar()
        presets = {n: self.preset(n, t) for n, t in self.root.entries("presets", ID, "presets")}
        presets = presets or {"plain": Preset("plain", "Plain", Fraction(1), "")}
        preset = head.word("preset", next(iter(presets)))
        if preset not in presets:
            guess = did_you_mean(preset, presets)
            problem = f"There is no preset '{preset}'; there are {', '.join(presets)}.{guess}"
            self.problems.add("EX0201", head.mark_of("preset"), problem)
        camps = {n: self.camp(n, t) for n, t in self.root.entries("camps", ID, "camps")}
        people = {n: person(story, n, t) for n, t in self.root.entries("people", ID, "people")}
        messages = {
            n: message(story, n, t) for n, t in self.root.entries("messages", ID, "messages")
        }
        rules = tuple(self.rule(n, t) for n, t in self.root.entries("rules", ID, "rules"))
        nodes = self.nodes()
        endings = {}
        for id, tree in self.root.entries("endings", ID, "endings"):
            endings[id], node = story.ending(id, tree)
            nodes.append(node)
        nodes.sort(key=lambda node: node.slot)
        ladder_meter, rungs, ladder_history = self.ladder()
        start = head.word("start", None)
        if start and start not in self._keys("nodes"):
            guess = did_you_mean(start, self._keys("nodes"))
            problem = f"'start' names '{start}', which is no node.{guess}"
            self.problems.add("EX0201", head.mark_of("start"), problem)
        id = head.word("id", None)
        if "id" in head and not is_id(id, ID):  # saves are called by it
            problem = f"'{id}' is not an id; write it with {LETTERS[ID]}."
            self.problems.add("EX0113", head.mark_of("id"), problem)
        history = head.word("history")
        if history and not _INSIDE.fullmatch(history):
            problem = f"'{history}' is not a path within the folder, such as lines/history.record."
            self.problems.add("EX0113", head.mark_of("history"), problem)
        ended = head.word("ended")
        if ended and ended not in endings:
            problem = f"There is no ending '{ended}'.{did_you_mean(ended, endings)}"
            self.problems.add("EX0201", head.mark_of("ended"), problem)
        self.precautions()
        slots = dict(names.nodes)
        for node in nodes:
            for old in node.was:
                slots.setdefault(old, node.slot)
        facts = tuple(self.fact(n, t) for n, t in self.root.entries("facts", ID, "facts"))
        sources = {
            key: self.root.as_word(tree, f"Source '{key}'") for key, tree in self._pairs("sources")
        }
        return Scenario(
            id=id,
            title=head.word("title", None),
            summary=story.text(head, "summary"),
            version=head.number("version", 1, 1, 1_000_000),
            digest=digest,
            folder=folder,
            start=names.nodes.get(start, 0),
            preset=preset,
            chair=head.word("chair", word("You")),
            agenda=head.word("agenda", word("Initiatives")),
            opens=head.word("opens", word("Go on")),
            history=history,
            calendar=calendar,
            acts=self.acts(),
            ladder_meter=ladder_meter,
            rungs=rungs,
            ladder_history=ladder_history,
            alert=story.text(self.root, "alert"),
            camps=camps,
            paths={k: self.root.as_word(t, f"Path '{k}'") for k, t in self._pairs("paths")},
            meters=tuple(story.meters),
            flags=flags,
            truths=truths,
            facts=facts,
            presets=presets,
            rules=rules,
            later=tuple(story.later),
            people=people,
            sources=sources,
            messages=messages,
            nodes=tuple(nodes),
            endings=endings,
            theatre=theatre(story, self.root.tree("map")),
            start_flags=start_flags,
            slots=slots,
            marks=dict(names.marks),
        )

    def precautions(self) -> None:
        """Whether what is named is there; whether it helps is for ``check``."""
        held = self.root.mapping_of("precautions", "from flags or meters to outcomes")
        fields = Fields(Table(held, self.root.mark), "'precautions'", self.problems, " ".join(held))
        known = {**self.names.flags, **self.names.meters}
        for name, (mark, _) in held.items():
            if name not in known:
                problem = f"'{name}' is no flag or meter.{did_you_mean(name, known)}"
                self.problems.add("EX0201", mark, problem)
            for target, item in zip(fields.words(name), fields.items(name), strict=True):
                if target and target not in self.names.outcomes:
                    guess = did_you_mean(target, self.names.outcomes)
                    problem = f"There is no outcome '{target}' (node.outcome).{guess}"
                    self.problems.add("EX0201", item.mark, problem)

    def _pairs(self, section: str) -> list[tuple[str, Tree]]:
        tree = self.root.tree(section)
        if isinstance(tree, Table):
            return [(key, value) for key, (_, value) in tree.entries.items()]
        if tree is not None:
            self.problems.add(
                "EX0112", tree.mark, f"'{section}' must be a mapping from keys to text."
            )
        return []

    def nodes(self) -> list[Node]:
        tree = self.root.need("nodes")
        if isinstance(tree, Table) and not tree.entries:
            self.problems.add("EX0107", tree.mark, "'nodes' is empty. A scenario needs a node.")
        return [
            self.story.node(id, value) for id, value in self.root.entries("nodes", NODE_ID, "nodes")
        ]

    def calendar(self) -> tuple[tuple[int, str], ...]:
        days: list[tuple[int, str]] = []
        tree = self.root.need("calendar")
        for key, value in self._pairs("calendar"):
            if not is_number(key):
                problem = f"'{key}' is not a day number. Write a whole number from 0 up."
                self.problems.add("EX0113", value.mark, problem)
                continue
            if days and int(key) <= days[-1][0]:
                problem = f"Day {key} must come after day {days[-1][0]}."
                self.problems.add("EX0405", value.mark, problem)
            days.append((int(key), self.root.as_word(value, f"Day {key}")))
        if tree is not None and not days:
            self.problems.add("EX0107", tree.mark, "The calendar is empty. Add a day.")
        return tuple(days)

    def acts(self) -> tuple[Act, ...]:
        found: list[Act] = []
        for id, tree in self.root.entries("acts", ID, "acts"):
            fields = Fields(tree, f"Act '{id}'", self.problems, "name days counted")
            reach = span(fields.word("days", None))
            if "days" in fields and (reach is None or not self.story.days & {*reach}):
                problem = f"'days' of act '{id}' must be days of the calendar, such as 16..28."
                self.problems.add("EX0114", fields.mark_of("days"), problem)
            first, last = reach or (0, 0)
            if found and first <= found[-1].last:
                problem = f"Act '{id}' must begin after day {found[-1].last}, where another ends."
                self.problems.add("EX0405", fields.mark_of("days"), problem)
            counted = fields.boolean("counted", False)
            found.append(Act(id, fields.word("name", None), first, last, counted))
        return tuple(found)

    def meter(self, id: str, tree: Tree) -> Meter:
        fields = Fields(
            tree,
            f"Meter '{id}'",
            self.problems,
            "name range start shown levels known better spread about",
        )
        reach = span(fields.word("range", None))
        if reach is None or reach[0] >= reach[1] or reach[1] - reach[0] > 1000:
            if "range" in fields:
                problem = (
                    f"'range' of meter '{id}' must be low..high, such as 0..4, at most 1000 wide."
                )
                self.problems.add("EX0114", fields.mark_of("range"), problem)
            reach = (0, 1000)
            self.story.unsure.add(id)  # what would not fit it is not told: it may well fit
        low, high = reach
        shown = fields.choice("shown", SHOWN, "exact")
        levels = ("",) if id in self.story.unsure else self.levels(fields, id, low, high)
        if shown in ("word", "band") and not levels:
            problem = f"Meter '{id}' is shown as a {shown}: it needs 'levels'."
            self.problems.add("EX0111", fields.mark, problem)
        return Meter(
            id=id,
            slot=self.names.meters[id],
            name=fields.word("name", id),
            low=low,
            high=high,
            start=fields.number("start", low, low, high),
            shown=shown,  # type: ignore[arg-type]
            known=None,
            better=fields.choice("better", BETTER, "neither"),  # type: ignore[arg-type]
            spread=fields.number("spread", 1, 0, high - low),
            levels=levels,
            about=fields.word("about"),
            mark=fields.mark,
        )

    def levels(self, fields: Fields, id: str, low: int, high: int) -> tuple[str, ...]:
        tree = fields.tree("levels")
        if tree is None:
            return ()
        if not isinstance(tree, Table):
            fields.mapping_of("levels", "from values to words")
            return ("",)
        words: dict[int, str] = {}
        for key, (mark, value) in tree.entries.items():
            reach = span(key)
            if reach is None or not low <= reach[0] <= reach[1] <= high:
                problem = f"'{key}' is not a value or band of meter '{id}' ({low}..{high})."
                self.problems.add("EX0114", mark, problem)
                continue
            if any(number in words for number in range(reach[0], reach[1] + 1)):
                problem = f"'{key}' covers a value of '{id}' a second time."
                self.problems.add("EX0115", mark, problem)
            for number in range(reach[0], reach[1] + 1):
                words[number] = fields.as_word(value, f"Level {key} of meter '{id}'")
        missing = [n for n in range(low, high + 1) if n not in words]
        if missing:
            problem = f"'levels' of meter '{id}' has no word for {missing[0]}."
            self.problems.add("EX0111", tree.mark, problem)
        return tuple(words.get(n, str(n)) for n in range(low, high + 1))

    def _with_known(self, meter: Meter) -> Meter:
        tree = self.root.tree("meters")
        assert isinstance(tree, Table)  # it had this meter
        own = tree.entries[meter.id][1]
        entry = own.entries.get("known") if isinstance(own, Table) else None
        if entry is None:
            return meter
        known = self.story.expression(entry[1], f"'known' of meter '{meter.id}'")
        return Meter(
            meter.id, meter.slot, meter.name, meter.low, meter.high, meter.start, meter.shown,
            known, meter.better, meter.spread, meter.levels, meter.about, meter.mark,
        )  # fmt: skip

    def flag(self, id: str, tree: Tree) -> Flag:
        mask = self.names.flags[id]
        if isinstance(tree, Scalar):
            return Flag(id, mask, self.root.as_word(tree, f"Flag '{id}'"), False, tree.mark)
        fields = Fields(tree, f"Flag '{id}'", self.problems, "about start")
        return Flag(id, mask, fields.word("about"), fields.boolean("start", False), fields.mark)

    def truth(self, id: str, tree: Tree) -> Truth:
        fields = Fields(
            tree,
            f"Truth '{id}'",
            self.problems,
            "name values told so since confidence sources",
        )
        values = []
        for value, weight in fields.entries("values", NAME, "values"):
            amount = fields.as_number(weight, f"The weight of '{value}'", 0, 1_000_000)
            values.append((value, amount))
        if len(values) < 2 or not sum(weight for _, weight in values):
            problem = f"Truth '{id}' needs at least two values and a weight above 0."
            self.problems.add("EX0404", fields.mark_of("values"), problem)
        so_tree = fields.need("so") or Table({}, fields.mark)
        keys = " ".join(value for value, _ in values)
        so = Fields(so_tree, f"'so' of truth '{id}'", self.problems, keys)
        fields.choice("confidence", CONFIDENCE, "designer")
        return Truth(
            id=id,
            slot=self.names.truths[id][0],
            name=fields.word("name", id),
            values=tuple(values),
            told=fields.word("told", None),
            so=tuple(so.word(value, None) for value, _ in values),
            since=fields.word("since"),
            sources=self.story.cite(fields),
            mask=self.names.bit("told", id),
            mark=fields.mark,
        )

    def fact(self, id: str, tree: Tree) -> Fact:
        fields = Fields(
            tree, f"Fact '{id}'", self.problems, "told so since when sources confidence"
        )
        fields.choice("confidence", CONFIDENCE, "documented")
        return Fact(
            id,
            fields.word("told", None),
            fields.word("so", None),
            fields.word("since"),
            self.story.when(fields, public=False),
            self.story.cite(fields),
        )

    def preset(self, id: str, tree: Tree) -> Preset:
        fields = Fields(tree, f"Preset '{id}'", self.problems, "name nuclear about")
        return Preset(
            id, fields.word("name", id), fields.fraction("nuclear", "1"), fields.word("about")
        )

    def camp(self, id: str, tree: Tree) -> Camp:
        fields = Fields(tree, f"Camp '{id}'", self.problems, "name colour")
        return Camp(id, fields.word("name", id), fields.choice("colour", COLOURS, "undecided"))

    def rule(self, id: str, tree: Tree) -> Rule:
        fields = Fields(tree, f"Rule '{id}'", self.problems, "days when effects text")
        days: set[int] = set()
        for item in fields.items("days"):
            reach = span(item.text) if isinstance(item, Scalar) else None
            if reach is None or reach[1] - reach[0] > 10_000:
                problem = f"'days' of rule '{id}' must be a day, a range or a list of them."
                self.problems.add("EX0112", item.mark, problem)
                continue
            days.update(range(reach[0], reach[1] + 1))
        if "days" not in fields:
            days = set(self.story.days)
        cause = Cause("rule", id, fields.word("text", None), fields.mark)
        effects: Effects = self.story.effects(fields, cause)
        return Rule(frozenset(days), self.story.when(fields, public=False), effects)

    def ladder(self) -> tuple[int, tuple[str, ...], dict[int, int]]:
        tree = self.root.tree("ladder")
        if tree is None:
            return -1, (), {}
        fields = Fields(tree, "'ladder'", self.problems, "meter rungs history")
        fields.need("meter")
        meter = self.story.member(fields, "meter", set(self.names.meters), "meters")
        rungs = fields.words("rungs")
        slot = self.names.meters.get(meter, -1)
        if slot >= 0 and self.story.meters[slot].shown != "exact":  # the ladder shows it to all
            problem = f"The ladder shows '{meter}' as it is: give the meter 'shown: exact'."
            self.problems.add("EX0114", fields.mark_of("meter"), problem)
        sound = slot >= 0 and meter not in self.story.unsure
        if sound and len(rungs) != self.story.meters[slot].high:
            problem = (
                f"The ladder has {len(rungs)} rungs; '{meter}' goes up to"
                f" {self.story.meters[slot].high}. Name rung 1 upward."
            )
            self.problems.add("EX0114", fields.mark_of("rungs"), problem)
        history = {}
        for key, (mark, value) in fields.mapping_of("history", "from days to rungs").items():
            if not self.story.is_day(key):
                self.problems.add("EX0201", mark, f"Day {key} is not in the calendar.")
                continue
            history[int(key)] = fields.as_number(value, f"History's rung on {key}", 0, len(rungs))
        return slot, rungs, history
