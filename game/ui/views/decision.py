"""The main screen: a question, and the options the room has."""

from __future__ import annotations

from game.present.screens import Decision, Voice
from game.ui.frame import MAP, SOURCES, Key, columns, footer, header, letters, page
from game.ui.layout import Look, Node
from game.ui.views.cards import beside, heading, option
from game.words import say


def voice_for(model: Decision, selected: str) -> Voice | None:
    """Who speaks to the selected option, if anyone does."""
    texts = [card.text for card in model.cards if card.id == selected]
    return next((voice for voice in model.voices if voice.option in texts), None)


def build(model: Decision, look: Look, selected: str = "", armed: bool = False) -> Node:
    """The screen; `selected` is the id of a card, `armed` when Enter gives the order."""
    main = heading(look, model.label, model.title, model.text)
    main += [option(look, card, armed and card.id == selected) for card in model.cards]
    side = beside(look, model.map, model.gauges, model.flash, voice_for(model, selected))
    order = next((card for card in model.cards if card.id == selected and armed), None)
    keys: list[Key] = []
    if order and not order.closed:
        keys.append(Key("Enter", say("Give order {n}", n=order.number), "enter", strong=True))
    else:
        keys.append(Key(f"1-{len(model.cards)}", "Choose an order", "choose"))
    keys += [Key("Tab", "The table", "tab"), MAP]
    keys += letters(model.tray)
    if model.sources:
        keys.append(SOURCES)
    body = columns(look, model.ladder, main, side)
    return page(look, header(look, model.header), body, footer(look, keys))
