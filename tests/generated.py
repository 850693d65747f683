"""Small random scenarios that use every mechanism of the format, for tests against each other.

A scenario is a matter of its arguments alone: the same seed gives the same text. Nodes lead only to
later nodes, so the story has an end; every node leads to the next one in some way. Names: meters
``m0``… (the last one hidden), flags ``f0``…, truths ``t0``…, nodes ``DAY/nN`` with options ``a``…,
outcomes ``x``… (of an option ``ax``…), endings ``e0``….
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import yaml

Shape = dict[str, Any]

PRESETS = {"soft": "2/25", "plain": "1", "hard": "21/4"}
ENDINGS = 5
NUCLEAR = 2  # the last endings
_LETTERS = "abcdefgh"


def scenario_text(
    seed: int,
    *,
    nodes: int = 9,
    days: int = 5,
    meters: int = 3,
    top: int = 3,
    flags: int = 3,
    truths: int = 2,
    rules: int = 2,
    leaks: bool = False,
) -> str:
    """The YAML text of a valid scenario.

    `nodes` is at least 4, for there is one of each kind; `days` are those on which something
    happens, and the calendar has others between them; the meters have `top` + 1 values. With
    `leaks` the conditions of options may read a truth that was not told, as the format lets them
    when they also ask whether it was: what is open then tells the player something.
    """
    maker = _Maker(
        random.Random(f"scenario {seed}"), nodes, days, meters, top, flags, truths, leaks
    )
    return yaml.dump(
        maker.scenario(seed, rules), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100
    )


class _Plain(yaml.SafeDumper):
    """Writes what is met twice twice: aliases are refused."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@dataclass
class _Maker:
    luck: random.Random
    nodes: int
    days: int
    meters: int
    top: int
    flags: int
    truths: int
    leaks: bool
    ranges: list[tuple[int, int]] = field(default_factory=list)
    values: list[list[str]] = field(default_factory=list)
    plan: list[Shape] = field(default_factory=list)
    """The nodes as far as they must be known beforehand: kind, id, day, options, outcomes."""

    # -- small things ------------------------------------------------------------------------------

    def sometimes(self, share: float) -> bool:
        return self.luck.random() < share

    def meter(self, public: bool) -> str:
        """A meter to ask for; the player may not learn of the last one, which is hidden."""
        return f"m{self.luck.randrange(self.meters - 1 if public else self.meters)}"

    def number(self, public: bool) -> str:
        """An arithmetic expression."""
        luck = self.luck
        a, b = self.meter(public), self.meter(public)
        return luck.choice([a, a, f"{a} + {b}", f"{a} - {b}", f"2 * {a} - {b}", f"-{a} + day"])

    def condition(self, node: int, public: bool) -> str:
        """Something that a node, or a rule with the number of the last node, may ask."""
        luck = self.luck
        one = self._atom(node, public)
        roll = luck.random()
        if roll < 0.35:
            return one
        other = self._atom(node, public)
        if roll < 0.6:
            return f"{one} and {other}"
        if roll < 0.8:
            return f"{one} or not {self._bracketed(other)}"
        return f"not ({one} and {other}) or {self._bracketed(self._atom(node, public))}"

    @staticmethod
    def _bracketed(text: str) -> str:
        return f"({text})"

    def _atom(self, node: int, public: bool) -> str:
        luck = self.luck
        compare = luck.choice(["<", "<=", ">", ">=", "==", "!="])
        kinds = ["meter"] * 3 + ["flag"] * 2 + ["memory"] * 2 + ["day"]
        if self.truths:
            kinds += ["told", "truth"]
        kind = luck.choice(kinds)
        if kind == "meter":
            return f"{self.number(public)} {compare} {luck.randint(-1, self.top)}"
        if kind == "flag":
            flag = f"f{luck.randrange(self.flags)}"
            return luck.choice([flag, flag, f"{flag} == false"])
        if kind == "day":
            return f"day {compare} {luck.choice(self.plan)['day']}"
        if kind == "told":
            return f"told(t{luck.randrange(self.truths)})"
        if kind == "truth":
            truth = luck.randrange(self.truths)
            name, value = f"t{truth}", luck.choice(self.values[truth])
            if not public:
                return f"{name} {luck.choice(['==', '!='])} {value}"
            ways = [
                f"(told({name}) and {name} == {value})",
                f"(not told({name}) or {name} != {value})",
            ]
            return luck.choice(ways + [f"(told({name}) or {name} == {value})"] * self.leaks)
        before = self.plan[luck.randrange(max(1, node))]
        memories = [f"seen({before['id']})"]
        memories += [f"chose({before['id']}.{id})" for id in before["options"]]
        memories += [f"seen({before['id']}.{id})" for id in before["outcomes"]]
        return luck.choice(memories)

    def effects(self, truths: bool = True) -> Shape:
        luck = self.luck
        found: Shape = {}
        for meter in luck.sample(range(self.meters), luck.choice([0, 1, 1, 2])):
            low, high = self.ranges[meter]
            if self.sometimes(0.2):
                found[f"m{meter}"] = f"={luck.randint(low, high)}"
            else:
                found[f"m{meter}"] = f"{luck.choice([-2, -1, -1, 1, 1, 2]):+d}"
        if self.sometimes(0.35):
            found[f"f{luck.randrange(self.flags)}"] = self.sometimes(0.65)
        if truths and self.truths and self.sometimes(0.2):
            found[f"t{luck.randrange(self.truths)}"] = "told"
        return found

    def later(self, node: int) -> list[Shape]:
        found = []
        for _ in range(self.luck.choice([1, 1, 2])):
            item: Shape = {"days": self.luck.randint(1, 4), "text": "It arrives."}
            item["effects"] = self.effects(truths=self.sometimes(0.3))
            if self.sometimes(0.5):
                item["when"] = self.condition(node, public=False)
            found.append(item)
        return found

    def weight(self) -> int | str | Shape:
        luck = self.luck
        kind = luck.choice(["constant", "meter", "flag", "truth", "formula"])
        if kind == "meter":
            meter = luck.randrange(self.meters)
            low, high = self.ranges[meter]
            cut = luck.randint(low, high - 1)
            keys = [str(low) if cut == low else f"{low}..{cut}"]
            keys += [str(high) if cut + 1 == high else f"{cut + 1}..{high}"]
            return {"by": f"m{meter}"} | {key: luck.randint(0, 6) for key in keys}
        if kind == "flag":
            flag = f"f{luck.randrange(self.flags)}"
            return {"by": flag, "true": luck.randint(0, 5), "false": luck.randint(0, 5)}
        if kind == "truth" and self.truths:
            truth = luck.randrange(self.truths)
            return {"by": f"t{truth}"} | {value: luck.randint(0, 7) for value in self.values[truth]}
        if kind == "formula":
            return self.number(public=False)
        return luck.choice([0, 1, 2, 3, 5])

    def outcomes(self, node: int, ids: list[str], routes: bool) -> Shape:
        found: Shape = {}
        for id in ids:
            outcome: Shape = {"title": f"Outcome {id}"}
            outcome["weight"] = self.weight()
            if self.sometimes(0.2):
                outcome["nuclear"] = True
            if self.sometimes(0.6):
                outcome["effects"] = self.effects()
            if self.sometimes(0.2):
                outcome["later"] = self.later(node)
            if routes and self.sometimes(0.7):
                outcome["next"] = self.next(node)
            found[id] = outcome
        if all(isinstance(outcome["weight"], int) for outcome in found.values()):
            found[ids[0]]["weight"] = 4
        return found

    # -- where a node leads ------------------------------------------------------------------------

    def place(self, node: int) -> str:
        """A later node, or, not too early, an ending."""
        luck = self.luck
        rest = len(self.plan) - 1 - node
        if not rest or (3 * node > self.nodes and self.sometimes(0.25)):
            return self.ending()
        return str(self.plan[node + 1 + min(luck.randrange(rest), luck.randrange(rest))]["id"])

    def ending(self) -> str:
        return f"e{self.luck.randrange(ENDINGS)}"

    def next(self, node: int, onward: bool = False) -> str | list[Shape]:
        """A place or a list of routes; `onward`: the last of them is the next node."""
        last = len(self.plan) == node + 1
        end = str(self.plan[node + 1]["id"]) if onward and not last else self.place(node)
        if self.sometimes(0.65):
            return end
        routes: list[Shape] = [
            {"when": self.condition(node, public=False), "to": self.place(node)}
            for _ in range(self.luck.choice([1, 1, 2]))
        ]
        return [*routes, {"to": end}]

    # -- nodes -------------------------------------------------------------------------------------

    def skeleton(self) -> None:
        """The kinds, days and ids of the nodes, which conditions may name."""
        luck = self.luck
        kinds = ["decision", "agenda", "chance", "event"]
        kinds += luck.choices(["decision", "agenda", "chance"], [5, 1, 3], k=self.nodes - 4)
        luck.shuffle(kinds)
        open_days = sorted(luck.sample(range(1, 2 * self.days), self.days))
        drawn = sorted(luck.choices(open_days, k=self.nodes - 2))
        for number, day in enumerate([open_days[0], *drawn, open_days[-1]]):
            kind = kinds[number]
            options = list(_LETTERS[: luck.choice([2, 3, 3])])
            drawing = {option: luck.choice([2, 2, 3]) for option in options if self.sometimes(0.4)}
            outcomes = [
                f"{option}{_x(n)}" for option, count in drawing.items() for n in range(count)
            ]
            if kind in ("chance", "event"):
                options = []
                outcomes = (
                    ["on"] if kind == "event" else [_x(n) for n in range(luck.choice([2, 3]))]
                )
            self.plan.append(
                {"kind": kind, "id": f"{day}/n{number}", "day": day, "options": options,
                 "outcomes": outcomes}
            )  # fmt: skip

    def node(self, number: int) -> Shape:
        plan = self.plan[number]
        kind = plan["kind"]
        node: Shape = {"day": plan["day"], "title": f"Node {number}"}
        if kind == "event":
            return node | {"next": self.next(number, onward=True)}
        if kind == "chance":
            outcomes = self.outcomes(number, plan["outcomes"], routes=True)
            return node | {"outcomes": outcomes, "next": self.next(number, onward=True)}
        if kind == "agenda":
            node["hours"] = self.luck.choice(["1", "1.5", "2"])
            node["next"] = self.next(number, onward=True)
        node["options"] = {id: self.option(number, id, kind == "agenda") for id in plan["options"]}
        return node

    def option(self, number: int, id: str, agenda: bool) -> Shape:
        option: Shape = {"text": f"Option {id}"}
        first = id == "a"
        if self.sometimes(0.5) and not (first and not agenda):
            option["when"] = self.condition(number, public=True)
            option["closed"] = "It is closed."
        if self.sometimes(0.8):
            option["effects"] = self.effects()
        if self.sometimes(0.25):
            option["later"] = self.later(number)
        ids = [outcome for outcome in self.plan[number]["outcomes"] if outcome[0] == id]
        if ids:
            option["outcomes"] = self.outcomes(number, ids, routes=not agenda)
        if agenda:
            option["hours"] = self.luck.choice(["0.5", "0.5", "1", "1.5"])
        else:
            option["next"] = self.next(number, onward=first)
        return option

    # -- all of it ---------------------------------------------------------------------------------

    def scenario(self, seed: int, rules: int) -> Shape:
        luck = self.luck
        for _ in range(self.meters):
            low = luck.choice([0, 0, 0, -1, -2])
            self.ranges.append((low, low + self.top))
        self.values = [[f"v{n}" for n in range(luck.choice([2, 2, 3]))] for _ in range(self.truths)]
        self.skeleton()
        meters: Shape = {}
        for number, (low, high) in enumerate(self.ranges):
            meters[f"m{number}"] = {"range": f"{low}..{high}", "start": luck.randint(low, high)}
        meters[f"m{self.meters - 1}"]["shown"] = "hidden"
        truths: Shape = {}
        for number, values in enumerate(self.values):
            truths[f"t{number}"] = {
                "values": {value: luck.choice([1, 2, 3, 5]) for value in values},
                "told": "Told.",
                "so": {value: f"It was {value}." for value in values},
            }
        if self.truths > 1 and len(self.values[-1]) > 2:
            truths[f"t{self.truths - 1}"]["values"]["v0"] = luck.choice([0, 2])
        first, last = self.plan[0]["day"], self.plan[-1]["day"]
        made: Shape = {}
        for number in range(rules):
            rule: Shape = {"text": "A rule.", "effects": self.effects(truths=False)}
            if self.sometimes(0.5):
                start = luck.randint(first + 1, last)
                rule["days"] = f"{start}..{luck.randint(start, last)}"
            if number or self.sometimes(0.5):
                rule["when"] = self.condition(self.nodes - 1, public=False)
            made[f"r{number}"] = rule
        return {
            "scenario": {"id": f"made-{seed}", "title": f"Made {seed}", "start": self.plan[0]["id"],
                         "preset": "plain"},
            "calendar": {day: f"Day {day}" for day in range(first, last + 1)
                         if day in {p["day"] for p in self.plan} or self.sometimes(0.6)},
            "presets": {id: {"name": id, "nuclear": factor} for id, factor in PRESETS.items()},
            "meters": meters,
            "flags": {f"f{n}": {"about": f"Flag {n}.", "start": self.sometimes(0.25)}
                      for n in range(self.flags)},
            "truths": truths,
            "rules": made,
            "nodes": {self.plan[n]["id"]: self.node(n) for n in range(self.nodes)},
            "endings": {f"e{n}": _ending(n) for n in range(ENDINGS)},
        }  # fmt: skip


def _x(number: int) -> str:
    return "xyz"[number]


def _ending(number: int) -> Shape:
    nuclear = number >= ENDINGS - NUCLEAR
    return {
        "title": f"Ending {number}",
        "family": "nuclear" if nuclear else "settlement",
        "nuclear": nuclear,
        "headline": f"ENDING {number}",
        "axes": {"lives": "L.", "missiles": "M.", "alliance": "A.", "precedent": "P."},
    }
