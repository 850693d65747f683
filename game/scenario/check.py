"""Faults of the whole graph: what cannot be reached, where time runs back, what lacks a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from game.scenario.expression import Expression
from game.scenario.model import Effects, Kind, Node, Option, Scenario, Target, Weight
from game.scenario.problems import Mark, Problems
from game.scenario.source import Table

# The most that fits its place at the smallest window (a test of the front end measures it).
LONGEST = {"title": 76, "option": 64, "detail": 150, "hint": 28, "closed": 90, "says": 230}


def check(scenario: Scenario, problems: Problems, cited: set[str], root: Table) -> None:
    """Add what is wrong with the graph as a whole. The scenario must be free of errors so far."""
    _graph(scenario, problems)
    _choices(scenario, problems)
    _flags(scenario, problems)
    _sources(scenario, problems, cited, root)
    _lengths(scenario, problems)


def targets(node: Node) -> Iterator[tuple[Mark, int]]:
    """Every slot a node may lead to, with the place that says so."""

    def routes(target: Target | None, mark: Mark) -> Iterator[tuple[Mark, int]]:
        for _, slot in target.routes if target else ():
            yield mark, slot

    yield from routes(node.target, node.mark)
    for outcome in node.outcomes:
        yield from routes(outcome.target, outcome.mark)
    for option in node.options:
        if not option.outcomes:
            yield from routes(option.target, option.mark)
        for outcome in option.outcomes:
            yield from routes(outcome.target, outcome.mark)


def walk(value: object) -> Iterator[object]:
    """Every dataclass value inside a compiled scenario, itself included."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from walk(item)
    elif isinstance(value, dict):
        yield from walk(list(value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        if not isinstance(value, Expression):
            for field in fields(value):
                if field.name not in ("offers", "named"):  # the options again
                    yield from walk(getattr(value, field.name))


def _graph(scenario: Scenario, problems: Problems) -> None:
    nodes = scenario.nodes
    edges = [list(targets(node)) for node in nodes]
    reached = {scenario.start}
    queue = [scenario.start]
    while queue:
        for _, slot in edges[queue.pop()]:
            if slot not in reached:
                reached.add(slot)
                queue.append(slot)
    for node in nodes:
        if node.slot not in reached:
            code, kind = ("EX0406", "Ending") if node.kind is Kind.ENDING else ("EX0401", "Node")
            problems.add(
                code,
                node.mark,
                f"{kind} '{node.id}' cannot be reached: no 'next' on any path leads to it."
                " Lead to it or delete it.",
            )
    for node in nodes:
        for mark, slot in edges[node.slot]:
            other = nodes[slot]
            if other.kind is not Kind.ENDING and other.day < node.day:
                problems.add(
                    "EX0405",
                    mark,
                    f"This leads from day {node.day} back to '{other.id}' on day {other.day}.",
                )
    _cycles(scenario, edges, problems)


def _cycles(scenario: Scenario, edges: list[list[tuple[Mark, int]]], problems: Problems) -> None:
    state = [0] * len(edges)  # 0 new, 1 on the path, 2 done
    for root in range(len(edges)):
        if state[root]:
            continue
        stack = [(root, iter(edges[root]))]
        state[root] = 1
        while stack:
            slot, rest = stack[-1]
            for mark, other in rest:
                if state[other] == 1:
                    problems.add(
                        "EX0402",
                        mark,
                        f"This leads back to '{scenario.nodes[other].id}', which lies on the same"
                        " path. Time never runs back: lead to a later node.",
                    )
                elif state[other] == 0:
                    state[other] = 1
                    stack.append((other, iter(edges[other])))
                    break
            else:
                state[slot] = 2
                stack.pop()


def _choices(scenario: Scenario, problems: Problems) -> None:
    for node in scenario.nodes:
        if node.kind is Kind.DECISION and all(option.when for option in node.options):
            problems.add(
                "EX0403",
                node.mark,
                f"Every option of '{node.id}' has a 'when': all might be closed at once."
                " Leave one option always open.",
            )


def _flags(scenario: Scenario, problems: Problems) -> None:
    read: set[str] = set()
    touched = scenario.start_flags
    for value in walk(scenario):
        if isinstance(value, Expression):
            read |= value.reads
        elif isinstance(value, Weight) and value.by:
            read.add(value.by)
        elif isinstance(value, Effects):
            touched |= value.on | value.off
    for flag in scenario.flags:
        if not touched & flag.mask:
            problems.add(
                "EX0501", flag.mark, f"Flag '{flag.id}' is never set. Set it or delete it."
            )
        elif flag.id not in read:
            problems.add(
                "EX0501", flag.mark, f"Flag '{flag.id}' is never read. Let something depend on it."
            )


def _sources(scenario: Scenario, problems: Problems, cited: set[str], root: Table) -> None:
    if not scenario.sources:
        return
    for node in scenario.nodes:
        if node.kind is not Kind.ENDING and not node.sources:
            problems.add("EX0502", node.mark, f"Node '{node.id}' names no source. Add 'sources'.")
    section = root.entries["sources"][1]
    places = section.entries if isinstance(section, Table) else {}
    for key in scenario.sources:
        if key not in cited:
            problems.add(
                "EX0504",
                places[key][0],
                f"Source '{key}' is never cited. Cite it or delete it.",
            )


def _lengths(scenario: Scenario, problems: Problems) -> None:
    def measure(kind: str, text: str, mark: Mark, what: str) -> None:
        length = len(text.replace("*", ""))
        if length > LONGEST[kind]:
            problems.add(
                "EX0503",
                mark,
                f"{what} has {length} characters; {LONGEST[kind]} fit. Cut it.",
            )

    for value in walk(scenario):
        if isinstance(value, Node):
            measure("title", value.title, value.mark, f"The title of '{value.id}'")
        elif isinstance(value, Option):
            measure("option", value.text, value.mark, f"'text' of option '{value.id}'")
            measure("detail", value.detail, value.mark, f"'detail' of option '{value.id}'")
            measure("hint", value.hint, value.mark, f"'hint' of option '{value.id}'")
            measure("closed", value.closed, value.mark, f"'closed' of option '{value.id}'")
            for voice in value.voices:
                measure("says", voice.says, value.mark, f"What {voice.who} says on '{value.id}'")
