"""What is declared and not used, or used in a way that comes to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.checks.draft import Draft, draws
from game.scenario.checks.flow import Flow
from game.scenario.checks.survey import conditions, deliveries, effects
from game.scenario.checks.weights import reads
from game.scenario.model import Kind, Node, Weight
from game.scenario.problems import Problems

READS = 3  # of one truth on one line of play: more, and the exact odds outgrow the machine
WEST, SOUTH, EAST, NORTH = -140.0, -5.0, -20.0, 58.0  # where the map has coastlines


def check(draft: Draft, flow: Flow, problems: Problems) -> None:
    """Add what nothing sets, changes, reads, cites, or shows."""
    read = _read(flow)
    _flags(draft, read, problems)
    _meters(draft, flow, read, problems)
    _truths(draft, flow, read, problems)
    _labels(draft, problems)
    _sources(draft, problems)
    _bases(draft, problems)
    _messages(draft, flow, problems)
    _theatre(draft, problems)


def _weights(node: Node) -> Iterator[Weight]:
    for outcomes in (node.outcomes, *(option.outcomes for option in node.options)):
        yield from (outcome.weight for outcome in outcomes)


def _read(flow: Flow) -> set[str]:
    """The names that something asks for, as far as it can be reached."""
    read: set[str] = set()
    for asked in conditions(flow):
        read |= asked.condition.reads
    for node in flow.scenario.nodes:
        for weight in _weights(node):
            read |= reads(weight)
    return read


def _flags(draft: Draft, read: set[str], problems: Problems) -> None:
    touched = draft.scenario.start_flags
    for change in effects(draft.scenario):
        touched |= change.on | change.off
    for flag in draft.scenario.flags:
        if not touched & flag.mask:
            problems.add(
                "EX0501", flag.mark, f"Flag '{flag.id}' is never set. Set it or delete it."
            )
        elif flag.id not in read:
            problems.add(
                "EX0501", flag.mark, f"Flag '{flag.id}' is never read. Let something depend on it."
            )


def _meters(draft: Draft, flow: Flow, read: set[str], problems: Problems) -> None:
    changed = {slot for change in effects(draft.scenario) for slot, *_ in change.meters}
    for meter in draft.scenario.meters:
        if meter.slot not in changed:
            problems.add(
                "EX0506",
                meter.mark,
                f"No effect changes meter '{meter.id}'. Let something move it or delete it.",
            )
        elif flow.anywhere.values[meter.slot].bit_count() == 1:
            problems.add(
                "EX0506",
                meter.mark,
                f"Meter '{meter.id}' never leaves {meter.word(meter.start)}: no effect that can"
                " come moves it from there. Let something move it or delete it.",
            )
        elif meter.shown == "hidden" and meter.id not in read:
            problems.add(
                "EX0507",
                meter.mark,
                f"Meter '{meter.id}' is hidden and nothing reads it. Let something depend on it,"
                " show it, or delete it.",
            )


def _truths(draft: Draft, flow: Flow, read: set[str], problems: Problems) -> None:
    scenario = draft.scenario
    for truth in scenario.truths:
        if truth.id not in read:
            problems.add(
                "EX0508",
                truth.mark,
                f"Nothing depends on truth '{truth.id}'. Read it in a weight, or make it a fact.",
            )
    # The longest way through the story, counted in nodes that ask for the truth.
    asking: dict[str, set[int]] = {truth.id: set() for truth in scenario.truths}
    for draw in draws(scenario):
        for outcome in draw.outcomes:
            for name in reads(outcome.weight) & asking.keys():
                asking[name].add(draw.node.slot)
    for truth in scenario.truths:
        most, at = flow.longest(asking[truth.id])
        if most > READS:
            problems.add(
                "EX0509",
                truth.mark,
                f"Truth '{truth.id}' decides {most} draws on one line of play (to"
                f" '{scenario.nodes[at].id}'); {READS} are enough. Ask for what it has brought"
                " about instead.",
            )


def _labels(draft: Draft, problems: Problems) -> None:
    scenario = draft.scenario
    camps = {option.camp for node in scenario.nodes for option in node.options}
    camps |= {camp for person in scenario.people.values() for _, camp in person.stances}
    paths = {node.path for node in scenario.nodes}
    for section, declared, used in (
        ("camps", scenario.camps, camps),
        ("paths", scenario.paths, paths),
    ):
        for id in declared:
            if id not in used:
                problems.add(
                    "EX0510",
                    draft.at(section, id),
                    f"Nothing belongs to '{id}' of '{section}'. Use it or delete it.",
                )


def _sources(draft: Draft, problems: Problems) -> None:
    scenario = draft.scenario
    if not scenario.sources:
        return
    for node in scenario.nodes:
        if node.kind is not Kind.ENDING and not node.sources:
            problems.add("EX0502", node.mark, f"Node '{node.id}' names no source. Add 'sources'.")
    for section, what, told in (
        ("truths", "Truth", scenario.truths),
        ("facts", "Fact", scenario.facts),
        ("messages", "Message", scenario.messages.values()),
    ):
        for item in told:
            if not item.sources:
                problem = f"{what} '{item.id}' names no source. Add 'sources'."
                problems.add("EX0502", draft.at(section, item.id), problem)
    for key in scenario.sources:
        if key not in draft.cited:
            problems.add(
                "EX0504",
                draft.at("sources", key),
                f"Source '{key}' is never cited. Cite it or delete it.",
            )


def _messages(draft: Draft, flow: Flow, problems: Problems) -> None:
    delivered = deliveries(flow)
    for id in draft.scenario.messages:
        if id not in delivered:
            problems.add(
                "EX0522",
                draft.at("messages", id),
                f"Message '{id}' is never delivered. Name it under 'mail' of a node or an outcome"
                " that can be reached, or delete it.",
            )


def _bases(draft: Draft, problems: Problems) -> None:
    """Draws that do not say why they have their odds, where others do."""
    found = list(draws(draft.scenario))
    if not any((draw.option or draw.node).basis for draw in found):
        return
    for node, option, _ in found:
        if not (option or node).basis:
            keys = ("nodes", node.id, *(("options", option.id) if option else ()))
            what = f"{node.id}.{option.id}" if option else node.id
            problem = f"Nothing says why the draw of '{what}' has its odds. Add 'basis'."
            problems.add("EX0524", draft.at(*keys, "outcomes"), problem)


def _theatre(draft: Draft, problems: Problems) -> None:
    theatre = draft.scenario.theatre

    def place(at: tuple[float, float], what: str, *keys: str) -> None:
        longitude, latitude = at
        if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
            problems.add(
                "EX0518",
                draft.at("map", *keys),
                f"{what} stands at [{longitude:g}, {latitude:g}], which the map does not show."
                " Is it [longitude, latitude], and west negative?",
            )

    for section, places in (("sites", theatre.sites), ("cities", theatre.cities)):
        for item in places:
            place(item.at, f"'{item.id}'", section, item.id, "at")
    for ring in theatre.rings:
        place(ring.centre, f"The centre of '{ring.id}'", "rings", ring.id, "centre")
    for line in theatre.lines:
        keys = ("lines", line.id) if draft.tree("map", "lines", line.id) else (line.id,)
        place(line.centre, f"The centre of '{line.id}'", *keys, "centre")
    for ship in theatre.ships:
        for day, at in ship.track:
            place(at, f"Ship '{ship.id}' on day {day}", "ships", ship.id, "track", str(day))
