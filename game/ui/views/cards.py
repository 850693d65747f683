"""Option cards, the adviser's note, slips of paper: what decisions and agendas are made of."""

from __future__ import annotations

from collections.abc import Sequence

from game.present import screens
from game.ui.frame import Chart
from game.ui.layout import Column, Look, Node, Pad, Row, Space, Text
from game.ui.paper import Sheet
from game.ui.theme import DIM, FILLS, INK, NIGHT, PANEL, STAMP, TEXT, WHITE, WORDS, Colour, mix
from game.ui.widgets import Panel, Rule, gauges, paragraphs, sign, tags
from game.words import say


def heading(look: Look, label: str, title: str, text: screens.Prose) -> list[Node]:
    """What stands above the cards."""
    parts: list[Node] = [
        Column(
            [Text(look, label, "label", DIM), headline(look, title)],
            look.px(2),
            name=title,
        )
    ]
    parts[0].role = "heading"
    if text:
        parts += [paragraphs(look, text, "body", TEXT), Space(look.px(2))]
    return parts


def headline(look: Look, title: str, colour: Colour = TEXT) -> Text:
    """A headline, smaller where it is a sentence or two."""
    return Text(look, title, "headline" if len(title) <= 66 else "heading", colour)


def option(look: Look, card: screens.Card, chosen: bool) -> Node:
    """One option of a decision."""
    closed = bool(card.closed)
    colour = mix(WORDS[card.tone], NIGHT, 0.3) if closed else WORDS[card.tone]
    hint = Text(look, card.hint, "small", DIM, "right")
    top = Row(
        [
            Text(look, card.text, "option", mix(DIM, TEXT, 0.1) if closed else WHITE),
            hint,
        ],
        [1.0, None],
        look.px(12),
    )
    top.cap = 0.34
    rows: list[Node] = [top if card.hint and not closed else top.children[0]]
    if closed:
        rows.append(Text(look, say("Closed: {why}", why=card.closed), "detail", WORDS["undecided"]))
    elif card.detail:
        rows.append(Text(look, card.detail, "detail", TEXT))
    if not closed and (card.advisers or card.camp):
        camp = Text(look, card.camp, "tag", colour, "right")
        last = Row([tags(look, card.advisers), camp], [1.0, None], look.px(10), "middle")
        last.cap = 0.5
        rows.append(Pad(last, 0, look.px(3), 0, 0))
    body = Row(
        [Text(look, str(card.number), "number", colour), Column(rows, look.px(2))],
        [look.px(20), 1.0],
        look.px(2),
    )
    strip = mix(FILLS[card.tone], NIGHT, 0.5) if closed else FILLS[card.tone]
    panel = Panel(
        look,
        body,
        name=_spoken(card),
        key=f"card:{card.id}",
        role="option",
        strip=strip,
        chosen=chosen and not closed,
        fill=mix(NIGHT, PANEL, 0.4) if closed else PANEL,
        pad=(13, 8),
    )
    panel.sticky = True
    return panel


def _spoken(card: screens.Card) -> str:
    parts = [f"{card.number}. {card.text}", card.detail, card.hint, card.camp, card.hours]
    if card.closed:
        parts.append(say("not available: {why}", why=card.closed))
    return ". ".join(part for part in parts if part)


def initiative(look: Look, card: screens.Card, taken: bool, fits: bool) -> Node:
    """One initiative of an agenda, with its hours at the left."""
    closed = bool(card.closed)
    hours_colour = WHITE if taken else DIM
    clock: list[Node] = [Text(look, card.hours, "tag", hours_colour, "center")]
    if taken:
        tick = sign(look, "tick", WHITE, 13, 13)
        clock.insert(0, Row([Space(), tick, Space()], [1.0, None, 1.0]))
    title_colour = WHITE if fits or taken else mix(DIM, TEXT, 0.3)
    rows: list[Node] = [
        Text(look, card.text, "option", mix(DIM, TEXT, 0.1) if closed else title_colour)
    ]
    if closed:
        rows.append(Text(look, say("Closed: {why}", why=card.closed), "detail", WORDS["undecided"]))
    elif card.detail:
        rows.append(Text(look, card.detail, "detail", TEXT if fits or taken else DIM))
    hint = Text(look, card.hint if not closed else "", "small", WORDS[card.tone], "right")
    line = Rule(look)
    line.grow = True
    body = Row(
        [Column(clock, look.px(4)), line, Column(rows, look.px(2)), hint],
        [look.px(62), 1, 1.0, None],
        look.px(12),
        "middle",
    )
    body.cap = 0.24
    panel = Panel(
        look,
        body,
        name=_spoken(card) + (f". {say('Taken up')}" if taken else ""),
        key=f"card:{card.id}",
        role="option",
        chosen=taken,
        fill=mix(NIGHT, PANEL, 0.4) if closed else PANEL,
        pad=(11, 9),
    )
    return panel


def note(look: Look, voice: screens.Voice) -> Node:
    """What one adviser says, on paper; pressing it goes to the table."""
    stands = {"for": say("for"), "against": say("against"), "": ""}[voice.side]
    who = f"**{voice.who}**" + (f" ({stands})" if stands else "")
    parts: list[Node] = [Text(look, f"{who} \u2014 {voice.says}", "note", INK)]
    if voice.expects:
        parts.append(Text(look, f"*{voice.expects}*", "note", INK))
    parts.append(Text(look, say("Hear the others [Tab]"), "tag", STAMP))
    return Sheet(
        look,
        Column(parts, look.px(6)),
        name=f"{voice.who}: {voice.says}",
        key="key:tab@note",
        turn=-0.5,
    )


def slip(look: Look, text: str) -> Node:
    """A slip of paper that was handed in."""
    lines = [Text(look, line, "note", INK) for line in text.split("\n") if line.strip()]
    return Sheet(look, Column(lines, look.px(5)), name=text, turn=0.4)


def beside(
    look: Look,
    chart: screens.Map,
    rows: Sequence[screens.Gauge],
    flash: str,
    voice: screens.Voice | None,
) -> list[Node]:
    """The column beside the matter."""
    parts: list[Node] = [Chart(look, chart, "key:m@map")]
    meters = gauges(look, rows, bars=not (flash and voice))  # two papers leave no room for them
    if flash:
        parts.append(slip(look, flash))
    if meters:
        parts.append(meters)
    if voice:
        parts.append(note(look, voice))
    return parts
