"""The course of the story: what cannot be reached, what returns, where time runs back."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.checks.draft import Draft
from game.scenario.model import Kind, Node, Scenario, Target
from game.scenario.problems import Mark, Problems

Edges = list[list[tuple[Mark, int]]]


def check_errors(scenario: Scenario, problems: Problems) -> None:
    """What keeps a scenario from being played."""
    edges = [list(targets(node)) for node in scenario.nodes]
    _days(scenario, edges, problems)
    _cycles(scenario, edges, problems)
    _choices(scenario, problems)


def check(draft: Draft, problems: Problems) -> None:
    """What a player would never see, and a clock that runs back within a day."""
    scenario = draft.scenario
    edges = [list(targets(node)) for node in scenario.nodes]
    _reach(scenario, edges, problems)
    _hours(draft, edges, problems)


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


def _reach(scenario: Scenario, edges: Edges, problems: Problems) -> None:
    reached = {scenario.start}
    queue = [scenario.start]
    while queue:
        for _, slot in edges[queue.pop()]:
            if slot not in reached:
                reached.add(slot)
                queue.append(slot)
    for node in scenario.nodes:
        if node.slot not in reached:
            code, kind = ("EX0406", "Ending") if node.kind is Kind.ENDING else ("EX0401", "Node")
            problems.add(
                code,
                node.mark,
                f"{kind} '{node.id}' cannot be reached: no 'next' on any path leads to it."
                " Lead to it or delete it.",
            )


def _days(scenario: Scenario, edges: Edges, problems: Problems) -> None:
    for node in scenario.nodes:
        for mark, slot in edges[node.slot]:
            other = scenario.nodes[slot]
            if other.kind is not Kind.ENDING and other.day < node.day:
                problems.add(
                    "EX0405",
                    mark,
                    f"This leads from day {node.day} back to '{other.id}' on day {other.day}.",
                )


def _hours(draft: Draft, edges: Edges, problems: Problems) -> None:
    nodes = draft.scenario.nodes
    for node in nodes:
        for slot in sorted({slot for _, slot in edges[node.slot]}):
            other = nodes[slot]
            if other.kind is Kind.ENDING or other.day != node.day:
                continue
            # Times are compared as text where both are written as hours and minutes.
            if len(node.time) == len(other.time) == 5 and other.time < node.time:
                problems.add(
                    "EX0411",
                    draft.at("nodes", other.id, "time"),
                    f"'{other.id}' is at {other.time}, but '{node.id}', which leads to it, is"
                    f" at {node.time} on the same day. Correct one of the times.",
                )


def _cycles(scenario: Scenario, edges: Edges, problems: Problems) -> None:
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
