"""Conditions and weights that never change, and what is set for a day that never comes."""

from __future__ import annotations

from itertools import product

from game.scenario.checks.draft import Draft, Draw, draws
from game.scenario.checks.flow import Flow
from game.scenario.checks.survey import Asked, conditions
from game.scenario.checks.weights import reads, span, value
from game.scenario.problems import Problems


def check(draft: Draft, flow: Flow, problems: Problems) -> None:
    """Add what gives the same answer in every game, or no answer at all."""
    for asked in conditions(flow):
        _constant(asked, flow, problems)
    for draw in draws(draft.scenario):
        if draw.node.slot in flow.at:
            _weights(draft, flow, draw, problems)
            _nothing(draft, flow, draw, problems)
    _arrivals(flow, problems)
    _rules(draft, problems)


def _constant(asked: Asked, flow: Flow, problems: Problems) -> None:
    results = flow.results(asked.condition, asked.reach)
    if len(results) > 1:
        return
    text, mark = asked.condition.text, asked.condition.mark
    if asked.option:
        if results == {0}:
            problems.add(
                "EX0408",
                mark,
                f"Option {asked.what} can never be open: '{text}' never holds there."
                " Correct the condition or delete the option.",
            )
        else:
            problems.add(
                "EX0409",
                mark,
                f"Option {asked.what} can never be closed: '{text}' always holds there."
                " Delete 'when' and 'closed', or correct the condition.",
            )
    elif results == {0}:
        problems.add(
            "EX0306",
            mark,
            f"{asked.what} asks for '{text}', which never holds there."
            " Correct the condition or delete what waits for it.",
        )
    else:
        problems.add(
            "EX0307",
            mark,
            f"{asked.what} asks for '{text}', which always holds there."
            " Delete the condition or correct it.",
        )


def _weights(draft: Draft, flow: Flow, draw: Draw, problems: Problems) -> None:
    reach = flow.drawn[id(draw.option or draw.node)]
    for outcome in draw.outcomes[:-1]:  # the last one comes where all weights are 0
        if not span(flow, outcome.weight, reach)[1]:
            problems.add(
                "EX0407",
                draft.at(*draw.keys, outcome.id, "weight"),
                f"Outcome '{outcome.id}' of {draw.what} can never come: its weight is 0 in every"
                " state there. Give it a weight or delete it.",
            )


def _nothing(draft: Draft, flow: Flow, draw: Draw, problems: Problems) -> None:
    """States that leave nothing to draw from; a last outcome of weight 0 says that it is meant."""
    last = draw.outcomes[-1].weight
    if len(draw.outcomes) < 2 or (last.constant == 0 and not reads(last)):
        return
    names = frozenset[str]().union(*(reads(outcome.weight) for outcome in draw.outcomes))
    reach = flow.drawn[id(draw.option or draw.node)]
    cases = flow.cases(names, reach)
    states = flow.states(names, reach) or ()  # in the order of the product
    for values, state in zip(product(*(held for _, held in cases)), states, strict=False):
        if not any(value(outcome.weight, state) for outcome in draw.outcomes):
            named = ", ".join(
                _said(flow, name, number) for (name, _), number in zip(cases, values, strict=True)
            )
            problems.add(
                "EX0418",
                draft.at(*draw.keys),
                f"The draw of {draw.what} may find every weight at 0 (with {named}): then the last"
                " outcome always comes. Give one of them a weight that is never 0.",
            )
            return


def _said(flow: Flow, name: str, number: int) -> str:
    """What a quantity is, in words: ``nerve 2``, ``not radio``, ``wreck none``."""
    if name in flow.truths:
        return f"{name} {flow.truths[name].values[number][0]}"
    if name in flow.meters or name == "day":
        return f"{name} {number}"
    return name if number else f"not {name}"


def _arrivals(flow: Flow, problems: Problems) -> None:
    """What is set off so late that the calendar ends before it arrives."""
    last = flow.scenario.calendar[-1][0]
    for node in flow.scenario.nodes:
        outcomes = [*node.outcomes, *(o for option in node.options for o in option.outcomes)]
        delayed = [option.later for option in node.options]
        for items in (*delayed, *(outcome.later for outcome in outcomes)):
            for item in items:
                if node.day + item.days > last:
                    problems.add(
                        "EX0410",
                        item.effects.cause.mark,
                        f"This would arrive on day {node.day + item.days}, but the calendar ends"
                        f" with day {last}. Let it arrive earlier or delete it.",
                    )


def _rules(draft: Draft, problems: Problems) -> None:
    days = {day for day, _ in draft.scenario.calendar[1:]}  # a rule runs as a new day begins
    for rule in draft.scenario.rules:
        if not rule.days & days:
            id = rule.effects.cause.id
            problems.add(
                "EX0413",
                draft.at("rules", id, "days"),
                f"Rule '{id}' never runs: none of its days is a later day of the calendar."
                " Correct 'days' or delete the rule.",
            )
