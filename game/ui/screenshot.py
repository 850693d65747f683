"""A screen drawn without a window: for documentation, for tests, for authors."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.present import screens
from game.ui.focus import Tree
from game.ui.layout import Look, Node, Paint
from game.ui.stage import unit
from game.ui.theme import NIGHT


def build(model: screens.Screen, look: Look) -> Node:
    """The widget tree of a screen model as it is when the player comes to it."""
    match model:
        case screens.Title():
            from game.ui.views import title

            return title.build(model, look, ready=True)
        case screens.Briefing():
            from game.ui.views import briefing

            return briefing.build(model, look)
        case screens.Decision():
            from game.ui.views import decision

            first = next((card.id for card in model.cards if not card.closed), "")
            return decision.build(model, look, first)
        case screens.Agenda():
            from game.ui.views import agenda

            return agenda.build(model, look)
        case screens.Table():
            from game.ui.views import table

            return table.build(model, look)
        case screens.Tray():
            from game.ui.views import mail

            return mail.build(model, look)
        case screens.Outcome():
            from game.ui.views import outcome

            return outcome.build(model, look)
        case screens.FrontPage():
            from game.ui.views import frontpage

            return frontpage.build(model, look)
        case screens.Debrief():
            from game.ui.views import debrief

            return debrief.build(model, look)


def render(model: screens.Screen, size: tuple[int, int], text_scale: float = 1.0) -> pygame.Surface:
    """A screen model as a picture; `text_scale` is 1 for text at 100 %."""
    pygame.font.init()
    root = build(model, Look(size, unit(size, round(text_scale * 100))))
    root.place(0, 0, *size)
    surface = pygame.Surface(size)
    surface.fill(NIGHT)
    new = isinstance(model, screens.Title) and not model.resume
    root.paint(Paint(surface, "menu:new" if new else Tree(root).first()))
    return surface


def save(
    model: screens.Screen, path: Path, size: tuple[int, int] = (1280, 720), text_scale: float = 1.0
) -> None:
    """Write the picture of a screen model as a PNG file."""
    pygame.image.save(render(model, size, text_scale), str(path))
