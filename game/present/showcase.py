"""One screen of each kind out of a played game: for pictures, and to look at the design."""

from __future__ import annotations

from typing import TypeVar

from game.engine import chance, rules
from game.engine.record import BadRecord, Record, parse
from game.engine.replay import replay
from game.engine.state import Move, State, start
from game.present import build, parts, screens
from game.present.mail import Bag
from game.present.told import Lived, lived
from game.scenario.model import Kind, Scenario

T = TypeVar("T")

NAMES = (
    "title",
    "briefing",
    "decision",
    "agenda",
    "table",
    "letters",
    "outcome",
    "frontpage",
    "debrief",
)
_PICTURED = 0.55  # how far into the game most pictures are taken: ships are out, a choice is near


def show(scenario: Scenario, name: str, history: str = "") -> screens.Screen | None:
    """The screen `name` (one of NAMES); None if the game has none of the kind.

    The game is `history`, the text of a record, or without one a game of first options.
    """
    story = _story(scenario, history)
    last = story[-1].step.state
    if name == "title":
        return title(scenario, "")
    if name == "frontpage":
        return build.front_page(scenario, last)
    if name == "debrief":
        return build.debrief(scenario, story, last)
    standing = [
        (item.before, _decisions(scenario, story[:index]))
        for index, item in enumerate(story)
        if item.move.kind == "choose" and not item.before.taken
    ]
    if name in ("decision", "agenda", "table"):
        kind = Kind.AGENDA if name == "agenda" else Kind.DECISION
        fit = [s for s in standing if scenario.nodes[s[0].node].kind is kind]
        if not fit:
            return None
        state, decisions = _middle(fit)
        if name == "table":
            return build.table(scenario, fit[len(fit) // 4][0])
        return build.standing(scenario, state, decisions)
    bag = Bag(scenario, story[0].before)
    told = build.since(scenario, story, set(), bag)
    if name == "letters":
        return bag.tray(parts.header(scenario, last.day))
    if name == "briefing":
        first = build.briefing(scenario, start(scenario))
        return first or next((s for s in told if isinstance(s, screens.Briefing)), None)
    outcomes = [s for s in told if isinstance(s, screens.Outcome)]
    drawn = [s for s in outcomes if s.odds and s.changes] or outcomes
    return _middle(drawn) if drawn else None


def title(scenario: Scenario, resume: str) -> screens.Title:
    """The title screen of a scenario; `resume` is what *Continue* would continue."""
    return screens.Title(
        title=scenario.title,
        summary=tuple(paragraph.text for paragraph in scenario.summary),
        resume=resume,
        scenario=scenario.id,
        presets=tuple(
            screens.Preset(preset.id, preset.name, preset.about)
            for preset in scenario.presets.values()
        ),
        map=parts.map_of(scenario, start(scenario)),
        preset=scenario.preset,
    )


def _middle(found: list[T]) -> T:
    return found[min(len(found) - 1, round(len(found) * _PICTURED))]


def _decisions(scenario: Scenario, story: list[Lived]) -> int:
    return sum(
        item.move.kind == "choose" and scenario.nodes[item.before.node].kind is Kind.DECISION
        for item in story
    )


def _story(scenario: Scenario, history: str) -> list[Lived]:
    record: Record | None = None
    if history:
        try:
            record = parse(history)
        except BadRecord:
            record = None
    story: list[Lived] = []
    state: State = start(scenario)
    preset = scenario.preset
    if record:
        again = replay(scenario, record)
        for before, move, step in zip(again.states, again.moves, again.steps, strict=False):
            story.append(lived(scenario, before, move, step, preset))
        state = again.state
    while (whose := rules.turn(scenario, state)) != "over":
        made: Move = (
            rules.moves(scenario, state)[0]
            if whose == "player"
            else chance.draw(scenario, state, preset, 1962)
        )
        step = rules.apply(scenario, state, made)
        story.append(lived(scenario, state, made, step, preset))
        state = step.state
    return story
