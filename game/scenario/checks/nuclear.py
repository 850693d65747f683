"""Nuclear use: that endings and the ways to them tell the same, and no one draw decides."""

from __future__ import annotations

from fractions import Fraction

from game.scenario.checks.draft import Draft, Draw, draws
from game.scenario.checks.flow import Flow
from game.scenario.checks.weights import reads, span, value
from game.scenario.problems import Problems

CAP = Fraction(15, 100)  # of one draw to end in nuclear use, at the scenario's own preset


def check(draft: Draft, flow: Flow, problems: Problems) -> None:
    """Add draws that decide a game alone, and endings whose `nuclear` is not as they are met."""
    preset = draft.scenario.preset
    for draw in draws(draft.scenario):
        if draw.node.slot in flow.at and any(outcome.nuclear for outcome in draw.outcomes):
            share = _share(flow, draw, draft.scenario.presets[preset].nuclear)
            if share > CAP:
                problems.add(
                    "EX0412",
                    draft.at(*draw.keys),
                    f"The draw of {draw.what} ends in nuclear use with up to {_percent(share)} %"
                    f" at the preset '{preset}'; more than {_percent(CAP)} % decides a game by one"
                    " draw. Lower the weight, or silence this with its reason.",
                )
    _endings(draft, flow, problems)


def _share(flow: Flow, draw: Draw, factor: Fraction) -> Fraction:
    """The most that nuclear outcomes can weigh in the draw."""
    reach = flow.drawn[id(draw.option or draw.node)]
    names = frozenset[str]().union(*(reads(outcome.weight) for outcome in draw.outcomes))
    states = flow.states(names, reach)
    if states is None:  # too many to try: the worst that the parts allow
        spans = [(outcome, span(flow, outcome.weight, reach)) for outcome in draw.outcomes]
        bad = sum(high for outcome, (_, high) in spans if outcome.nuclear) * factor
        good = sum(low for outcome, (low, _) in spans if not outcome.nuclear)
        return bad / (bad + good) if bad else Fraction(0)
    most = Fraction(0)
    for state in states:
        weights = [(outcome, value(outcome.weight, state)) for outcome in draw.outcomes]
        bad = sum(weight for outcome, weight in weights if outcome.nuclear) * factor
        good = sum(weight for outcome, weight in weights if not outcome.nuclear)
        if bad:
            most = max(most, bad / (bad + good))
    return most


def _percent(share: Fraction) -> int:
    return round(100 * share)


def _endings(draft: Draft, flow: Flow, problems: Problems) -> None:
    scenario = draft.scenario
    for ending in scenario.endings.values():
        reach = flow.at.get(scenario.slots[ending.id])
        mark = draft.at("endings", ending.id, "nuclear")
        if ending.family == "nuclear" and not ending.nuclear:
            problems.add(
                "EX0415",
                draft.at("endings", ending.id, "family"),
                f"Ending '{ending.id}' is of the family nuclear, but 'nuclear' is false."
                " Set 'nuclear: true' or choose another family.",
            )
        elif reach and ending.nuclear and not reach.can & flow.nuclear:
            problems.add(
                "EX0415",
                mark,
                f"Ending '{ending.id}' says that a nuclear weapon was used, but no way to it meets"
                " an outcome with 'nuclear: true'. Mark the outcome, or correct the ending.",
            )
        elif reach and not ending.nuclear and reach.can & flow.nuclear:
            problems.add(
                "EX0415",
                mark,
                f"Ending '{ending.id}' says that no nuclear weapon was used, but a way to it meets"
                " an outcome with 'nuclear: true'. Lead elsewhere, or correct the ending.",
            )
