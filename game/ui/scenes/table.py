"""The table over the game: who sits there, and what one of them says."""

from __future__ import annotations

from collections.abc import Mapping

from game.present import screens
from game.ui.layout import Look, Node
from game.ui.scenes.dialogs import Action
from game.ui.stage import Change, Pop, Scene
from game.ui.views import table


class TableScene(Scene):
    """Where the focus is, that adviser is asked."""

    def __init__(self, model: screens.Table) -> None:
        super().__init__()
        self.model = model
        self.seat, self.topic = model.seats[0].id, 0
        self.focus = f"seat:{self.seat}"

    def build(self, look: Look) -> Node:
        return table.build(self.model, look, self.seat, self.topic)

    def focused(self, key: str) -> None:
        if key.startswith("seat:") and key != f"seat:{self.seat}":
            self.seat, self.topic = key.removeprefix("seat:"), 0
            self.offsets.pop("asked", None)
        elif key.startswith("topic:"):
            self.topic = int(key.removeprefix("topic:"))

    def press(self, key: str) -> Change:
        self.focused(key)
        if key.startswith("seat:"):
            self.focus = "topic:0"
            self.focused(self.focus)
        return None

    def keys(self) -> Mapping[str, Action]:
        return {"escape": Pop}
