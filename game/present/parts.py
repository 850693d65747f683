"""The parts that screens share: header, ladder, gauges, cards, map, changes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from game.engine.rules import Change as Changed
from game.engine.rules import holds
from game.engine.state import State
from game.engine.view import Seen, View, see
from game.present import screens
from game.present.screens import Tone
from game.scenario.model import Circle, Meter, Node, Offer, Option, Scenario
from game.words import say, word

_SURE = (
    (90, word("almost certain")),
    (70, word("fairly sure")),
    (50, word("thinks so")),
    (0, word("doubts it")),
)


def header(scenario: Scenario, day: int, node: Node | None = None) -> screens.Header:
    labels = dict(scenario.calendar)
    days = scenario.counted(day)
    act = scenario.act(day)
    place = " · ".join(part for part in (node.time, node.place) if part) if node else ""
    position = sum(1 for number in days if number <= day)
    name = act.name if act and not days else ""
    return screens.Header(labels.get(day, ""), place, max(position, 1), len(days), name)


def ladder(scenario: Scenario, view: View) -> screens.Ladder:
    return screens.Ladder(
        scenario.rungs, view.level or 0, scenario.ladder_history.get(view.day), view.alert
    )


def gauges(scenario: Scenario, view: View) -> tuple[screens.Gauge, ...]:
    """Every meter the seat may see but the one the ladder shows."""
    return tuple(_gauge(seen) for seen in view.meters if seen.meter.slot != scenario.ladder_meter)


def _gauge(seen: Seen) -> screens.Gauge:
    meter = seen.meter
    if seen.low is None or seen.high is None:
        return screens.Gauge(meter.id, meter.name, say("not known"), None, None, None, "undecided")
    span = meter.high - meter.low
    low, high = (seen.low - meter.low) / span, (seen.high - meter.low) / span
    middle = (low + high) / 2
    tone: Tone = "neutral"
    if meter.better != "neither":
        good = middle if meter.better == "up" else 1 - middle
        tone = "good" if good >= 0.6 else "bad" if good <= 0.35 else "neutral"
    if seen.exact:
        return screens.Gauge(meter.id, meter.name, seen.words, None, None, middle, tone)
    return screens.Gauge(meter.id, meter.name, seen.words, low, high, middle, tone)


def tone_of(scenario: Scenario, camp: str) -> Tone:
    found = scenario.camps.get(camp)
    return found.colour if found else "undecided"  # type: ignore[return-value]


def stance_tone(scenario: Scenario, person: str, day: int) -> Tone:
    return tone_of(scenario, scenario.people[person].stance(day))


def cards(scenario: Scenario, view: View) -> tuple[screens.Card, ...]:
    return tuple(_card(scenario, view, n, offer) for n, offer in enumerate(view.offers, 1))


def _card(scenario: Scenario, view: View, number: int, offer: Offer) -> screens.Card:
    option = offer.option
    camp = scenario.camps.get(option.camp)
    advisers = tuple(
        (scenario.people[voice.who].short, stance_tone(scenario, voice.who, view.day))
        for voice in option.voices
        if voice.pro
    )
    return screens.Card(
        id=option.id,
        number=number,
        text=option.text,
        detail=option.detail,
        hint=option.hint,
        tone=tone_of(scenario, option.camp),
        camp=camp.name if camp else "",
        advisers=advisers,
        closed="" if offer.open else offer.reason or say("Not open now."),
        final=option.final,
        hours=hours_text(option.hours) if view.node.hours else "",
    )


def hours_text(hours: Fraction) -> str:
    if hours == Fraction(1, 2):
        return say("½ hour")
    return say("1 hour") if hours == 1 else say("{n} hours", n=f"{float(hours):g}")


def voices(scenario: Scenario, view: View) -> tuple[screens.Voice, ...]:
    """What the advisers say to each option, in the order of the cards, those for it first."""
    found = []
    for offer in view.offers:
        option = offer.option
        for voice in sorted(option.voices, key=lambda voice: not voice.pro):
            found.append(
                screens.Voice(
                    who=scenario.people[voice.who].short,
                    says=voice.says,
                    tone=stance_tone(scenario, voice.who, view.day),
                    expects=expects(option, voice.who) if voice.pro else "",
                    side="for" if voice.pro else "against",
                    option=option.text,
                )
            )
    return tuple(found)


def expects(option: Option, who: str) -> str:
    """What an adviser expects of an option and how sure he is, in words."""
    for expectation in option.expects:
        if expectation.who == who:
            return f"{expectation.says.rstrip('.')} ({sure(expectation.sure)})"
    return ""


def sure(per_cent: int) -> str:
    return say(next(text for least, text in _SURE if per_cent >= least))


def map_of(scenario: Scenario, state: State) -> screens.Map:
    theatre = scenario.theatre

    def circle(item: Circle) -> screens.Line:
        return screens.Line(item.name, item.centre, item.miles, item.start, item.end)

    ships = []
    for ship in theatre.ships:
        stations = [at for day, at in ship.track if day <= state.day]
        if stations and holds(ship.when, state):
            ships.append(screens.Ship(ship.name, stations[-1], ship.side))  # type: ignore[arg-type]
    lines = [circle(line) for line in theatre.lines if holds(line.when, state)]
    return screens.Map(
        sites=tuple(
            screens.Site(site.name, site.at, site.kind)  # type: ignore[arg-type]
            for site in theatre.sites
            if holds(site.when, state)
        ),
        rings=tuple(
            screens.Ring(ring.name, ring.centre, ring.miles)
            for ring in theatre.rings
            if holds(ring.when, state)
        ),
        line=lines[-1] if lines else None,
        ships=tuple(ships),
        cities=tuple(
            screens.City(city.name, city.at) for city in theatre.cities if holds(city.when, state)
        ),
    )


def sources(scenario: Scenario, keys: Iterable[str], confidence: str) -> tuple[str, ...]:
    """Full references; what was not documented is said to be so."""
    lines = [scenario.sources.get(key, key) for key in dict.fromkeys(keys)]
    if confidence == "designer":
        lines.insert(0, say("This did not happen. These works make it credible:"))
    elif confidence == "estimated":
        lines.insert(0, say("Partly estimated, from:"))
    elif confidence == "disputed":
        lines.insert(0, say("Witnesses or historians disagree about this:"))
    return tuple(lines)


def changes(
    scenario: Scenario,
    pairs: list[tuple[State, State, tuple[Changed, ...]]],
    moved: set[str],
) -> tuple[screens.Change, ...]:
    """The changes of one or more steps, one line a quantity. `moved`: meters that moved before."""
    meters: dict[int, tuple[State, State, list[str]]] = {}
    flags: dict[int, tuple[int, list[str]]] = {}
    told: list[screens.Change] = []
    for before, after, found in pairs:
        for change in found:
            why = change.cause.text
            if change.what == "meter":
                first, _, reasons = meters.setdefault(change.slot, (before, after, []))
                meters[change.slot] = (first, after, reasons)
            elif change.what == "flag":
                _, reasons = flags.setdefault(change.slot, (change.after, []))
                flags[change.slot] = (change.after, reasons)
            else:
                truth = scenario.truths[change.slot]
                so = truth.so[after.truths[change.slot]]
                told.append(screens.Change(truth.name, "", so, 0, "neutral", why))
                continue
            if why not in reasons:
                reasons.append(why)
    lines = []
    for slot, (first, last, reasons) in sorted(meters.items()):
        line = _meter_change(scenario.meters[slot], first, last, reasons, moved)
        if line:
            lines.append(line)
    for flag in scenario.flags:
        if flag.mask in flags:
            value, reasons = flags[flag.mask]
            after_word = say("now") if value else say("no longer")
            lines.append(
                screens.Change(flag.about, "", after_word, 0, "neutral", "; ".join(reasons))
            )
    return (*lines, *told)


def change_line(change: screens.Change, arrow: str) -> str:
    """A change in a line: ``Kremlin resolve: firm -> hard``, ``The secret holds. (no longer)``."""
    if change.before:
        return f"{change.name}: {change.before} {arrow} {change.after}"
    if change.after == say("now"):
        return change.name
    gone = change.after == say("no longer")
    return f"{change.name} ({change.after})" if gone else f"{change.name}: {change.after}"


def _meter_change(
    meter: Meter, first: State, last: State, reasons: list[str], moved: set[str]
) -> screens.Change | None:
    before, after = first.meters[meter.slot], last.meters[meter.slot]
    if before == after or meter.shown == "hidden":
        return None
    was, now = see(meter, first), see(meter, last)
    if was.low is None and now.low is None:
        return None
    rise = 1 if after > before else -1
    good = rise > 0 if meter.better == "up" else rise < 0
    tone: Tone = "neutral" if meter.better == "neither" else "good" if good else "bad"
    about = "" if meter.id in moved else meter.about
    moved.add(meter.id)
    return screens.Change(meter.name, was.words, now.words, rise, tone, "; ".join(reasons), about)
