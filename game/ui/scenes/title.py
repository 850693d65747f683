"""The title and what is reached from it without a game."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from game import words
from game.ui import text
from game.ui.layout import Look, Node
from game.ui.settings import Settings
from game.ui.stage import Again, Change, Push, Quit, Scene
from game.ui.views import title
from game.words import say

if TYPE_CHECKING:
    from game.present.screens import Title
    from game.ui.scenes.game import Play


class Shelf(Protocol):
    """Where games come from."""

    def latest(self) -> Title | None:
        """What the title shows; None while it is still being read. Read once and kept."""

    def resume(self) -> Play: ...

    def begin(self, preset: str | None) -> Play: ...


class TitleScene(Scene):
    """The menu. What it needs of the scenario and the saves is read after it has been seen."""

    def __init__(self, shelf: Shelf, settings: Callable[[], Settings]) -> None:
        super().__init__()
        self.shelf, self.settings = shelf, settings
        self.model: Title | None = None
        self.told_in = ""  # the language of what was read
        self.seen = False
        self.focus = "menu:new"
        self.touched = False
        self._warming: Iterator[None] | None = None

    def build(self, look: Look) -> Node:
        if self.seen and self._warming is None:
            self._warming = text.warm(look.unit)
        return title.build(self.model, look, self.seen)

    def after(self) -> Change:
        if not self.seen:
            self.seen = True
            return Again()
        if self.model is None or self.told_in != words.language():
            self.model, self.told_in = self.shelf.latest(), words.language()
            if self.model and self.model.resume and not self.touched:
                self.focus = "menu:resume"
            return Again() if self.model else None
        if self._warming:
            next(self._warming, None)
        return None

    def focused(self, key: str) -> None:
        self.touched = True

    def press(self, key: str) -> Change:
        from game.ui.scenes.dialogs import Confirm, Help, Options

        self.touched = True
        match key.removeprefix("menu:"):
            case "resume":
                if not (self.model and self.model.resume):
                    return None
                return self._play(self.shelf.resume)
            case "new":
                return self._new()
            case "settings":
                return Push(Options(self.settings(), words.languages()))
            case "help":
                return Push(Help())
            case "quit":
                return Quit()
            case _:
                return Push(Confirm(say("Quit?"), (), say("Quit"), say("Stay"), Quit))

    def _play(self, make: Callable[[], Play]) -> Change:
        from game.ui.scenes.game import Game
        from game.ui.scenes.waiting import wait

        def title() -> Scene:
            return TitleScene(self.shelf, self.settings)

        return wait(
            say("Opening the files"), make, lambda play: Game(play, self.settings, title).begin()
        )

    def _new(self) -> Change:
        from game.ui.scenes.dialogs import Choices

        if self.model is None:
            from game.ui.scenes.waiting import Until

            return Push(Until(say("Opening the files"), self._known, self._new))
        presets = self.model.presets
        if len(presets) < 2:
            return self._play(lambda: self.shelf.begin(None))
        rows = tuple((preset.name, preset.about) for preset in presets)
        acts = tuple(self._beginning(preset.id) for preset in presets)
        dialog = Choices(say("How dangerous is this world?"), rows, acts, say("Back"))
        names = [preset.id for preset in presets]
        if self.model.preset in names:
            dialog.focus = f"choice:{names.index(self.model.preset)}"
        return Push(dialog)

    def _known(self) -> bool:
        self.model = self.model or self.shelf.latest()
        return self.model is not None

    def _beginning(self, preset: str) -> Callable[[], Change]:
        return lambda: self._play(lambda: self.shelf.begin(preset))

    def keys(self) -> Mapping[str, Callable[[], Change]]:
        return {"escape": lambda: self.press("menu:ask")}
