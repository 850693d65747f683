"""The mail tray over the game: a list of letters, and the one that is read."""

from __future__ import annotations

from collections.abc import Mapping

from game.present import screens
from game.ui.layout import Look, Node
from game.ui.scenes.dialogs import Action, Sources
from game.ui.stage import Change, Pop, Push, Scene
from game.ui.views import mail


class TrayScene(Scene):
    """Where the focus is, that letter is read; Enter goes on to the letter, to scroll it."""

    def __init__(self, model: screens.Tray) -> None:
        super().__init__()
        self.model = model
        self.chosen = model.letters[0].id
        self.focus = f"letter:{self.chosen}"

    def build(self, look: Look) -> Node:
        return mail.build(self.model, look, self.chosen)

    def focused(self, key: str) -> None:
        if key.startswith("letter:") and key != f"letter:{self.chosen}":
            self.chosen = key.removeprefix("letter:")
            self.offsets.pop("letter", None)

    def press(self, key: str) -> Change:
        self.focused(key)
        return None

    def keys(self) -> Mapping[str, Action]:
        letter = mail.letter_of(self.model, self.chosen)
        keys: dict[str, Action] = {"escape": Pop, "l": Pop}
        if letter.sources:
            keys["s"] = lambda: Push(Sources(letter.sources))
        return keys
