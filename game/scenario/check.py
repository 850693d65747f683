"""Every check of a scenario as a whole; each of the modules in ``checks`` looks at one thing."""

from __future__ import annotations

from collections.abc import Sequence

from game.scenario.checks import (
    choices,
    conditions,
    dates,
    graph,
    nuclear,
    precautions,
    prose,
    silence,
    table,
    use,
)
from game.scenario.checks.draft import Draft
from game.scenario.checks.flow import Flow
from game.scenario.problems import Problems


def check(draft: Draft, problems: Problems, translated: Sequence[Draft] = ()) -> int:
    """Add every warning, take out what the author has silenced; how many that were.

    `translated`: the same scenario in other languages.
    """
    flow = Flow(draft.scenario)
    graph.check(draft, problems)
    conditions.check(draft, flow, problems)
    choices.check(draft, problems)
    nuclear.check(draft, flow, problems)
    precautions.check(draft, flow, problems)
    use.check(draft, flow, problems)
    table.check(draft, problems)
    prose.check(draft, flow, problems)
    dates.check(draft, problems)
    for other in translated:
        _translation(other, flow, problems)
    return silence.apply(draft, problems, translated)


def _translation(draft: Draft, flow: Flow, problems: Problems) -> None:
    """Add what a reader of a translation would stumble over. `flow` is that of the original, from
    which texts alone differ; what is told of the original's texts is told there."""
    told = draft.translation
    assert told is not None  # it was read in a language
    found = Problems()
    prose.check(draft, flow, found)
    if told.missing:
        sections: dict[str, int] = {}
        for one in told.missing:
            sections[one.keys[0]] = sections.get(one.keys[0], 0) + one.amount
        where = ", ".join(f"{section} {amount}" for section, amount in sections.items())
        found.add(
            "EX0804",
            told.mark,
            f"{told.lacking} of {told.texts} texts are not translated and are shown as they were"
            f" written: {where}. 'main.py check {draft.scenario.id} --language {told.code}' writes"
            " them out.",
        )
    problems.found += [problem for problem in found.found if problem.file == told.mark.file]
