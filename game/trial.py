"""A position set by hand, for an author's trial: a node, and meters, flags and truths as wanted.

What is not set stands as at the start of a game: no rule has run and nothing is on its way. Such a
position cannot be reached by a record, so a game from it is never kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.engine.state import State, start
from game.errors import Trouble
from game.scenario.fields import whole
from game.scenario.model import Kind, Meter, Scenario
from game.scenario.problems import did_you_mean

YES, NO = ("true", "yes"), ("false", "no")


def stand(scenario: Scenario, node: str, words: Sequence[str]) -> State:
    """The position at a node after settings such as ``nerve=2,radio=true,wreck=none``.

    A setting names a meter, a flag, a truth, or what is remembered: ``seen(NODE)``,
    ``chose(NODE.OPTION)``, ``told(TRUTH)``. Raises :class:`Trouble` for what is not there or out of
    range.
    """
    slot = scenario.slots.get(node)
    if slot is None:
        raise Trouble(
            f"There is no node or ending '{node}' in '{scenario.id}'."
            f"{did_you_mean(node, scenario.slots)}"
        )
    place = scenario.nodes[slot]
    day = scenario.calendar[-1][0] if place.kind is Kind.ENDING else place.day
    flags = scenario.start_flags | place.seen
    state = start(scenario)._replace(node=slot, day=day, flags=flags)
    for name, value in _pairs(words):
        state = _set(scenario, state, name, value)
    return state


def _pairs(words: Iterable[str]) -> Iterable[tuple[str, str]]:
    for word in words:
        for part in filter(str.strip, word.split(",")):
            name, equals, value = part.partition("=")
            yield name.strip(), value.strip() if equals else "true"


def _set(scenario: Scenario, state: State, name: str, value: str) -> State:
    for meter in scenario.meters:
        if meter.id == name:
            level = _level(meter, value)
            return state._replace(meters=_put(state.meters, meter.slot, level))
    for truth in scenario.truths:
        if truth.id == name:
            values = [known for known, _ in truth.values]
            if value not in values:
                raise Trouble(
                    f"The truth '{name}' may be {', '.join(values)}; found '{value}'."
                    f"{did_you_mean(value, values)}"
                )
            return state._replace(truths=_put(state.truths, truth.slot, values.index(value)))
    switches = {flag.id: flag.mask for flag in scenario.flags} | scenario.marks
    if name not in switches:
        known = [*(m.id for m in scenario.meters), *(t.id for t in scenario.truths), *switches]
        asked = " No condition asks for it." if name.endswith(")") else ""
        raise Trouble(
            f"'{name}' is no meter, flag or truth of '{scenario.id}'.{asked}"
            f"{did_you_mean(name, known)}"
        )
    if value not in (*YES, *NO):
        raise Trouble(f"'{name}' may be true or false; found '{value}'.")
    flags = state.flags & ~switches[name]
    return state._replace(flags=flags | switches[name] if value in YES else flags)


def _level(meter: Meter, value: str) -> int:
    number = whole(value)
    if number is None:
        raise Trouble(
            f"'{meter.id}' is a number from {meter.low} to {meter.high}; found '{value}'."
        )
    if not meter.low <= number <= meter.high:
        raise Trouble(f"'{meter.id}' lies in {meter.low}..{meter.high}; found {number}.")
    return number


def _put(values: tuple[int, ...], slot: int, value: int) -> tuple[int, ...]:
    return (*values[:slot], value, *values[slot + 1 :])
