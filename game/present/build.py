"""From positions and steps to screens: the one place that decides what a screen shows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from game.engine.chance import Odds
from game.engine.rules import holds
from game.engine.state import UNDRAWN, State
from game.engine.view import View, paragraphs, view
from game.present import parts, screens
from game.present.mail import Bag
from game.present.told import Lived, option_of, outcome_of, rungs
from game.scenario.model import Basis, Kind, Node, Scenario
from game.words import say, word

Standing = screens.Decision | screens.Agenda | screens.FrontPage
_FAMILY_TONE: dict[str, screens.Tone] = {
    "settlement": "dove",
    "unsettled": "quarantine",
    "war": "hawk",
    "nuclear": "danger",
}


_DATE = re.compile(r"\S+ (\d+ \D+?)(?: [a-z]{1,3})? \d{4}")
_WEIGHED = {
    "documented": word("documented"),
    "disputed": word("disputed"),
    "estimated": word("estimated"),
    "designer": word("the designer's"),
}
_AXES = (word("Lives"), word("Missiles"), word("Alliance"), word("Precedent"))


def standing(scenario: Scenario, state: State, decisions: int, bag: Bag | None = None) -> Standing:
    """The screen on which the player decides, or the front page. `decisions`: how many before."""
    node = scenario.nodes[state.node]
    if node.kind is Kind.ENDING:
        return front_page(scenario, state)
    seen = view(scenario, state)
    if node.kind is Kind.AGENDA:
        return _agenda(scenario, state, seen, bag)
    top = parts.header(scenario, state.day, node)
    return screens.Decision(
        header=top,
        ladder=parts.ladder(scenario, seen),
        label=say("Decision {n}", n=decisions + 1),
        title=node.title,
        text=seen.text,
        cards=parts.cards(scenario, seen),
        gauges=parts.gauges(scenario, seen),
        map=parts.map_of(scenario, state),
        flash=node.flash,
        voices=parts.voices(scenario, seen),
        sources=parts.sources(scenario, node.sources, node.confidence),
        tray=bag.tray(top) if bag else None,
    )


def _agenda(scenario: Scenario, state: State, seen: View, bag: Bag | None) -> screens.Agenda:
    node = seen.node
    top = parts.header(scenario, state.day, node)
    return screens.Agenda(
        header=top,
        ladder=parts.ladder(scenario, seen),
        label=say(scenario.agenda),
        title=node.title,
        text=seen.text,
        cards=parts.cards(scenario, seen),
        hours=float(node.hours),
        costs=tuple(float(option.hours) for option in node.options),
        opens=say(scenario.opens),
        gauges=parts.gauges(scenario, seen),
        map=parts.map_of(scenario, state),
        flash=node.flash,
        sources=parts.sources(scenario, node.sources, node.confidence),
        tray=bag.tray(top) if bag else None,
    )


def briefing(scenario: Scenario, state: State) -> screens.Briefing | None:
    """The document that opens a scene, if it has one."""
    node = scenario.nodes[state.node]
    if node.briefing is None:
        return None
    seen = view(scenario, state)
    return screens.Briefing(
        header=parts.header(scenario, state.day, node),
        sender=node.briefing.sender,
        subject=node.briefing.subject,
        stamp=node.briefing.stamp,
        text=seen.briefing,
        map=parts.map_of(scenario, state),
        sources=parts.sources(scenario, node.sources, node.confidence),
    )


def since(
    scenario: Scenario, items: Sequence[Lived], moved: set[str], bag: Bag | None = None
) -> tuple[screens.Screen, ...]:
    """What to show of the moves just made, in order: outcomes, and the documents of new scenes.

    `moved` learns which meters moved, `bag` what mail came.
    """
    found: list[screens.Screen] = []
    group: list[Lived] = []
    for index, item in enumerate(items):
        group.append(item)
        if bag:
            bag.told(item)
        after = item.step.state
        follows = items[index + 1] if index + 1 < len(items) else None
        same = follows is not None and _belongs(scenario, item, follows)
        if same:
            continue
        outcome = _outcome(scenario, group, moved)
        if outcome:
            found.append(replace(outcome, tray=bag.tray(outcome.header)) if bag else outcome)
        group = []
        if after.node != item.before.node:
            if bag:
                bag.opened(after)
            document = briefing(scenario, after)
            if document:
                found.append(document)
    return tuple(found)


def _belongs(scenario: Scenario, item: Lived, follows: Lived) -> bool:
    """Whether the next move tells the same: the draw after a choice, an agenda's initiatives."""
    if follows.before.node != item.before.node:
        return False
    return item.move.kind == "choose" or scenario.nodes[item.before.node].kind is Kind.AGENDA


def _outcome(scenario: Scenario, group: list[Lived], moved: set[str]) -> screens.Outcome | None:
    first, last = group[0], group[-1]
    node = scenario.nodes[first.before.node]
    after = last.step.state
    if first.move.kind in ("truth", "luck"):
        return None
    text: list[str] = []
    label, title, flash, lead = node.title, "", "", ""
    odds: screens.Odds | None = None
    agenda = node.kind is Kind.AGENDA
    taken = 0
    if node.kind is Kind.CHANCE:
        text += paragraphs(node.text, first.before)
        flash = node.flash
    for item in group:
        option, outcome = option_of(scenario, item), outcome_of(item)
        now = item.step.state
        if option:
            taken += 1
            said = list(paragraphs(option.outcome, now))
            if agenda and not said and option.outcomes:
                lead = f"**{option.text}.** "  # What is drawn tells it.
            elif agenda:
                said = [f"**{option.text}.** {said[0] if said else option.detail}", *said[1:]]
            else:
                label = option.text
            text += said
            title = title or option.title
        if outcome and item.odds:
            drawn = paragraphs(outcome.text, now)
            text += [lead + drawn[0], *drawn[1:]] if drawn else []
            lead = ""
            title = outcome.title
            flash = outcome.flash or flash
            odds = _odds(item.odds, outcome.id, _basis(scenario, item)) or odds
    if agenda:
        label = node.title
        once = title or say("An hour spent")
        title = {0: say("The hours go by"), 1: once}.get(taken, say("What you took up"))
    pairs = [(item.before, item.step.state, item.step.changes) for item in group]
    changed = parts.changes(scenario, pairs, moved)
    if not text and not changed and not odds:
        return None
    shown = view(scenario, after)
    return screens.Outcome(
        header=parts.header(scenario, first.before.day, node),
        ladder=parts.ladder(scenario, shown),
        label=label,
        title=title or label,
        text=tuple(text),
        changes=changed,
        odds=odds,
        flash=flash,
        map=parts.map_of(scenario, after),
        sources=parts.sources(scenario, _sources(node, group), node.confidence)
        + _grounds(scenario, group),
    )


def _sources(node: Node, group: list[Lived]) -> tuple[str, ...]:
    keys = list(node.sources)
    for item in group:
        outcome = outcome_of(item)
        keys += outcome.sources if outcome else ()
    return tuple(keys)


def _grounds(scenario: Scenario, group: list[Lived]) -> tuple[str, ...]:
    """What the odds of the draws rest on."""
    found: list[str] = []
    for item in group:
        basis = _basis(scenario, item) if item.odds else None
        if basis:
            weighed = say(_WEIGHED[basis.confidence])
            found += (say("The odds, {weighed}: {why}", weighed=weighed, why=basis.says),)
            found += (scenario.sources.get(key, key) for key in basis.sources)
    return tuple(dict.fromkeys(found))


def _basis(scenario: Scenario, item: Lived) -> Basis | None:
    """Why a draw had its odds."""
    node, slot = scenario.nodes[item.before.node], item.before.awaiting
    return node.basis if slot == UNDRAWN else node.options[slot].basis


def _odds(odds: Odds, drawn: str, basis: Basis | None) -> screens.Odds | None:
    total = sum(odds.weights)
    lines = tuple(
        (outcome.title, 100 * weight / total, outcome.id == drawn)
        for outcome, weight in zip(odds.outcomes, odds.weights, strict=True)
        if weight or outcome.id == drawn
    )
    if len(lines) < 2:
        return None
    share = next(per_cent for _, per_cent, came in lines if came)
    why = basis.says if basis else ""
    return screens.Odds(say("In {worlds} this is what comes.", worlds=in_words(share)), lines, why)


def in_words(per_cent: float) -> str:
    """A chance as worlds: ``about 7 of 10 such worlds``."""
    if per_cent >= 95:
        return say("nearly every such world")
    if per_cent >= 10:
        return say("about {n} of 10 such worlds", n=round(per_cent / 10))
    if per_cent >= 1:
        return say("about {n} of 100 such worlds", n=round(per_cent))
    return say("about {n} of 1,000 such worlds", n=max(1, round(per_cent * 10)))


def front_page(scenario: Scenario, state: State) -> screens.FrontPage:
    node = scenario.nodes[state.node]
    ending = scenario.endings[node.id]
    number = list(scenario.endings).index(node.id) + 1
    return screens.FrontPage(
        label=say("Ending {n} of {all}", n=number, all=len(scenario.endings)),
        title=ending.title,
        paper=ending.paper,
        date=ending.date,
        headline=ending.headline,
        deck=ending.deck,
        text=paragraphs(ending.text, state),
        axes=tuple((say(name), text) for name, text in ending.axes),
        tone=_FAMILY_TONE[ending.family],
        sources=parts.sources(scenario, ending.sources, "documented"),
    )


def table(scenario: Scenario, state: State) -> screens.Table:
    """Who sits there today, where he stands, and what he says when asked."""
    seen = view(scenario, state)
    seats = []
    tally: dict[str, int] = {}
    for person in scenario.people.values():
        stance = person.stance(state.day)
        if stance in ("", "away"):
            continue
        tally[stance] = tally.get(stance, 0) + 1
        answers = []
        for offer in seen.offers:
            for voice in offer.option.voices:
                if voice.who == person.id:
                    text, says = offer.option.text, voice.says
                    about = say("For: {order}", order=text)
                    if not voice.pro:
                        about = say("Against: {order}", order=text)
                    hoped = parts.expects(offer.option, person.id)
                    if hoped:
                        says = say("{says} He expects: {what}.", says=says, what=hoped)
                    answers.append(screens.Answer(about, says))
        topics: dict[str, str] = {}
        for answer in person.ask:
            if holds(answer.when, state):
                topics[answer.topic] = answer.says
        answers += [screens.Answer(topic, says) for topic, says in topics.items()]
        seats.append(
            screens.Seat(
                id=person.id,
                name=person.short,
                full=person.name,
                desk=person.desk,
                post=person.post,
                bio=person.bio,
                temperament=person.temperament,
                tone=parts.tone_of(scenario, stance),
                camp=scenario.camps[stance].name,
                answers=tuple(answers),
            )
        )
    return screens.Table(
        header=parts.header(scenario, state.day, seen.node),
        chair=say(scenario.chair),
        seats=tuple(seats),
        tally=tuple(
            (camp.name, parts.tone_of(scenario, camp.id), tally[camp.id])
            for camp in scenario.camps.values()
            if camp.id in tally
        ),
    )


def debrief(scenario: Scenario, story: Sequence[Lived], state: State) -> screens.Debrief:
    """After the game: told and so, the curve against history, who was right, what was luck."""
    ending = scenario.endings.get(scenario.nodes[state.node].id)
    yours = rungs(scenario, story)
    days = [day for day, _ in scenario.calendar if scenario.counted(day)]
    curve: list[int | None] = []
    for day in days:
        reached = [rung for number, rung in yours.items() if number <= day]
        curve.append(yours.get(day, reached[-1] if reached else None))
        if day > state.day:
            curve[-1] = None
    return screens.Debrief(
        header=parts.header(scenario, state.day),
        label=say("After action"),
        title=ending.title if ending else say("The game so far"),
        text=(ending.deck,) if ending and ending.deck else (),
        days=tuple(str(day) for day in days),
        yours=tuple(curve),
        history=tuple(scenario.ladder_history.get(day) for day in days),
        top=len(scenario.rungs),
        told=_told(scenario, state),
        scores=_scores(scenario, story),
        luck=_luck(scenario, story),
        tone=_FAMILY_TONE[ending.family] if ending else "neutral",
    )


def _told(scenario: Scenario, state: State) -> tuple[screens.Told, ...]:
    lines = [
        screens.Told(fact.told, fact.so, fact.since, "; ".join(fact.sources))
        for fact in scenario.facts
        if holds(fact.when, state)
    ]
    for truth in scenario.truths:
        if state.truths[truth.slot] >= 0:
            # It varies from world to world; what is on record is said in the facts.
            so = say("In this world: {so}", so=truth.so[state.truths[truth.slot]])
            lines.append(screens.Told(truth.told, so, truth.since, "; ".join(truth.sources)))
    return tuple(lines)


def _scores(scenario: Scenario, story: Sequence[Lived]) -> tuple[screens.Score, ...]:
    found = []
    for item, follows in itertools.pairwise(story):
        option = option_of(scenario, item)
        outcome = outcome_of(follows)
        if option is None or outcome is None or follows.before.awaiting != option.slot:
            continue
        for expectation in option.expects:
            if expectation.outcomes:
                found.append(
                    screens.Score(
                        who=scenario.people[expectation.who].short,
                        expected=expectation.says,
                        sure=expectation.sure,
                        right=outcome.id in expectation.outcomes,
                        order=option.text,
                    )
                )
    return tuple(found)


def _luck(scenario: Scenario, story: Sequence[Lived]) -> tuple[str, ...]:
    """The draws that could well have gone otherwise: what came had less than 40 chances in 100."""
    lines = []
    for item in story:
        outcome = outcome_of(item)
        if outcome is None or item.odds is None:
            continue
        share = float(100 * item.odds.share(outcome.id))
        if share < 40:
            label = dict(scenario.calendar).get(item.before.day, "")
            worlds = in_words(share)
            text = say(
                "{day}: {what}, in {worlds}.",
                day=short_date(label),
                what=outcome.title,
                worlds=worlds,
            )
            lines.append(text)
    return tuple(lines)


def short_date(label: str) -> str:
    """A day of the calendar without weekday and year: ``25 October``, ``25 de octubre``."""
    found = _DATE.fullmatch(label)
    return found[1] if found else " ".join(label.split(" ")[1:3]) or label
