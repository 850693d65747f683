"""Every screen that whole games of the shipped scenarios show holds its text."""

from __future__ import annotations

import random

import pytest

from game.play import begin
from game.present import screens
from game.scenario.load import known, open_scenario
from game.ui.layout import Look
from game.ui.screenshot import build
from game.ui.stage import unit
from game.ui.views import mail
from tests.ui.test_layout import faults, laid

VIEWS = (((1024, 640), 100), ((1280, 720), 150), ((1920, 1080), 100))


def shown_in(scenario: str, seed: int) -> dict[tuple[str, str], screens.Screen]:
    """All screens of a game of random choices, one of each kind and title."""
    game, own = begin(scenario, seed), random.Random(seed)
    found: list[screens.Screen] = list(game.screens())
    while not game.over:
        standing = game.standing()
        if game.scenario.people:
            table = game.table()
            if table.seats:
                found.append(table)
        if isinstance(standing, screens.Agenda):
            free = [card.id for card in standing.cards if not card.closed]
            found += game.take(own.sample(free, min(1, len(free))))
        else:
            assert isinstance(standing, screens.Decision)
            found += game.choose(own.choice([c.id for c in standing.cards if not c.closed]))
    found.append(game.debrief())
    return {(type(s).__name__, getattr(s, "title", "") or str(s)[:300]): s for s in found}


@pytest.mark.parametrize("scenario", known())
def test_every_screen_of_whole_games_holds_its_text(scenario: str) -> None:
    seen: dict[tuple[str, str], screens.Screen] = {}
    for seed in range(12):
        seen |= shown_in(scenario, seed)
    kinds = {kind for kind, _ in seen}
    assert {"Decision", "Outcome", "FrontPage", "Debrief", "Table"} <= kinds
    wrong = []
    for size, scale in VIEWS:
        look = Look(size, unit(size, scale))
        for key, model in seen.items():
            wrong += [(key, size, fault) for fault in faults(laid(build(model, look), size))]
    assert wrong == []


@pytest.mark.parametrize("scenario", known())
def test_every_message_holds_its_text_on_its_paper(scenario: str) -> None:
    """With all of its paragraphs, more than ever show together."""
    own = open_scenario(scenario)
    letters = tuple(
        screens.Letter(
            message.id,
            message.sender,
            message.to,
            message.subject,
            message.sent,
            message.received,
            message.stamp,
            tuple(paragraph.text for paragraph in message.text),
            message.sources,
            new=True,
        )
        for message in own.messages.values()
    )
    assert letters
    tray = screens.Tray(screens.Header("Saturday 27 October 1962", "", 12, 13), letters)
    wrong = []
    for size, scale in VIEWS:
        look = Look(size, unit(size, scale))
        for letter in letters:
            root = laid(mail.build(tray, look, letter.id), size)
            wrong += [(letter.id, size, fault) for fault in faults(root)]
    assert wrong == []
