"""Choices that are none: options that bring the same, or that are worse in everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.scenario.checks.draft import Draft
from game.scenario.model import Effects, Kind, Meter, Node, Option
from game.scenario.problems import Problems


def check(draft: Draft, problems: Problems) -> None:
    """Add options between which nobody would have to choose."""
    for node in draft.scenario.nodes:
        if node.kind is Kind.DECISION:
            _same(node, problems)
            _worse(node, draft.scenario.meters, problems)


def _plain(node: Node) -> Iterator[Option]:
    """The options that bring what they bring at once, and are not remembered."""
    for option in node.options:
        if not (option.outcomes or option.chose or option.later):
            yield option


def _leads(option: Option) -> tuple[tuple[str, int], ...]:
    routes = option.target.routes if option.target else ()
    return tuple((when.text if when else "", slot) for when, slot in routes)


def _same(node: Node, problems: Problems) -> None:
    seen: dict[object, Option] = {}
    for option in _plain(node):
        change = option.effects
        brings = (tuple(sorted(change.meters)), change.on, change.off, _leads(option))
        first = seen.setdefault(brings, option)
        if first is not option:
            problems.add(
                "EX0416",
                option.mark,
                f"Options '{first.id}' and '{option.id}' of '{node.id}' bring the same, and"
                " nothing remembers which was chosen. Let one of them change something.",
            )


def _worse(node: Node, meters: tuple[Meter, ...], problems: Problems) -> None:
    """An option beside another that is always open, differs in meters only, and in none for bad."""
    for option in _plain(node):
        for other in _plain(node):
            if other is option or other.when or _leads(other) != _leads(option):
                continue
            mine, its = option.effects, other.effects
            if (mine.on, mine.off) != (its.on, its.off):
                continue
            lost = _lost(mine, its, meters)
            if lost:
                problems.add(
                    "EX0417",
                    option.mark,
                    f"Option '{option.id}' of '{node.id}' is worse than '{other.id}' in all that"
                    f" they differ in: {', '.join(lost)}. Let it bring something that the other"
                    " does not.",
                )
                break


def _lost(mine: Effects, its: Effects, meters: tuple[Meter, ...]) -> list[str]:
    """The meters in which `mine` is worse than `its`; none if it is better in one, or may be."""

    def moves(effects: Effects) -> Callable[[int], tuple[bool, int]]:
        found = {slot: (absolute, amount) for slot, amount, absolute, *_ in effects.meters}
        return lambda slot: found.get(slot, (False, 0))

    lost: list[str] = []
    mine_of, its_of = moves(mine), moves(its)
    for meter in meters:
        (absolute, amount), (sets, other) = mine_of(meter.slot), its_of(meter.slot)
        if (absolute, amount) == (sets, other):
            continue
        gain = (amount - other) * {"up": 1, "down": -1, "neither": 0}[meter.better]
        if absolute != sets or gain >= 0:
            return []
        lost.append(meter.name)
    return lost
