"""Every check of a scenario as a whole; each of the modules in ``checks`` looks at one thing."""

from __future__ import annotations

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


def check(draft: Draft, problems: Problems) -> int:
    """Add every warning, take out what the author has silenced; how many that were."""
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
    return silence.apply(draft, problems)
