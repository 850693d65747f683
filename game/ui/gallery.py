"""Named screens of a scenario as pictures, drawn without a display."""

from __future__ import annotations

from pathlib import Path

import pygame

from game import storage
from game.errors import Trouble
from game.present import showcase
from game.scenario.load import open_scenario
from game.ui import screenshot
from game.words import language

NAMES = showcase.NAMES


def save(name: str, path: Path, size: tuple[int, int], text_scale: int, scenario_id: str) -> None:
    """Write the picture of a named screen as a PNG. `text_scale` in per cent. Raises Trouble."""
    scenario = open_scenario(scenario_id, language=language())
    history = ""
    if scenario.history:
        file = Path(scenario.folder) / scenario.history
        history = storage.read(file) if file.is_file() else ""
    model = showcase.show(scenario, name, history)
    if model is None:
        raise Trouble(f"'{scenario.id}' has no screen of the kind '{name}'.")
    try:
        screenshot.save(model, path, size, text_scale / 100)
    except (OSError, pygame.error) as error:
        raise Trouble(
            f"The picture '{path}' cannot be written. Give a folder that is there and can be"
            " written, and a name that ends in .png."
        ) from error
