"""What the player takes up himself."""

from __future__ import annotations

from collections.abc import Collection

from game.present.screens import Agenda
from game.ui.frame import MAP, SOURCES, Key, columns, footer, header, letters, page
from game.ui.layout import Look, Node
from game.ui.views.cards import beside, heading, initiative
from game.words import say


def spent(model: Agenda, taken: Collection[str]) -> float:
    """Hours of the initiatives that are taken up."""
    pairs = zip(model.cards, model.costs, strict=True)
    return sum(cost for card, cost in pairs if card.id in taken)


def fits(model: Agenda, taken: Collection[str], card_id: str) -> bool:
    """Whether the hours left are enough for one more."""
    pairs = zip(model.cards, model.costs, strict=True)
    cost = next((cost for card, cost in pairs if card.id == card_id), 0.0)
    return spent(model, taken) + cost <= model.hours + 1e-9


def hours(amount: float) -> str:
    """Hours as a person says them."""
    whole, half = divmod(round(amount * 2), 2)
    return (str(whole) if whole or not half else "") + ("\u00bd" if half else "")


def build(model: Agenda, look: Look, taken: Collection[str] = ()) -> Node:
    """The screen; `taken` are the ids of the initiatives marked."""
    main = heading(look, model.label, model.title, model.text)
    main += [
        initiative(look, card, card.id in taken, fits(model, taken, card.id))
        for card in model.cards
    ]
    side = beside(look, model.map, model.gauges, model.flash, None)
    keys = [
        Key("Enter", model.opens, "enter", strong=True),
        Key("Space", "Take up", "space"),
        MAP,
    ]
    keys += letters(model.tray)
    if model.sources:
        keys.append(SOURCES)
    done, full = hours(spent(model, taken)), hours(model.hours)
    tally = say("{n} of {all} hours taken", n=done, all=full)
    if model.hours == 1:
        tally = say("{n} of 1 hour taken", n=done)
    body = columns(look, model.ladder, main, side)
    return page(look, header(look, model.header), body, footer(look, keys, tally))
