"""The window's entry: opens it, puts on the title or a game, and runs until it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from game import words
from game.errors import Trouble
from game.ui.scenes.title import TitleScene
from game.ui.settings import Settings, load, save
from game.ui.stage import Scene, Stage
from game.ui.window import Real, Window

if TYPE_CHECKING:
    import threading

    from game.play import Play
    from game.present.screens import Title


class Library:
    """The games on this machine. The scenario is read in a thread while the title is looked at."""

    def __init__(
        self, scenario: str | None = None, seed: int | None = None, preset: str | None = None
    ) -> None:
        self.scenario, self.seed, self.preset = scenario, seed, preset
        self._title: list[Title | Trouble] = []
        self._reader: threading.Thread | None = None
        self._language = ""  # in which it is read

    def latest(self) -> Title | None:
        """What the title shows, once it is read in the language that is spoken."""
        import threading

        from game.present.screens import Title

        if self._reader is None or self._language != words.language():
            self._read_first()
            self._title.clear()
            self._language = words.language()
            self._reader = threading.Thread(target=self._read, daemon=True)
            self._reader.start()
        if not self._title:
            return None
        found = self._title[0]
        if isinstance(found, Trouble):
            self._title[0] = Title(words.say("October 1962"), (), "")
            raise found
        return found

    def _read(self) -> None:
        try:
            self._title.append(_title(self.scenario))
            import_module("game.ui.scenes.game")  # what the first game would else wait for
        except Trouble as fault:
            self._title.append(fault)

    def _read_first(self) -> None:
        """Two threads that read the same files would only be in each other's way."""
        if self._reader:
            self._reader.join()

    def resume(self) -> Play:
        """The latest game, gone on with."""
        self._read_first()
        from game import play

        return play.resume()

    def begin(self, preset: str | None) -> Play:
        """A new game."""
        self._read_first()
        from game import play

        return play.begin(self.scenario or play.DEFAULT, self.seed, preset or self.preset)


def _title(scenario_id: str | None) -> Title:
    from game import play, saves
    from game.present import showcase
    from game.scenario.load import open_scenario

    scenario = open_scenario(scenario_id or play.DEFAULT, language=words.language())
    return showcase.title(scenario, saves.latest())


def loop(stage: Stage, window: Window) -> None:
    """Run until nothing is on."""
    while stage.running:
        for event in window.events():
            stage.feed(event)
        drawn = stage.due()
        if drawn:
            stage.draw()
            window.present()
        stage.settle()
        if stage.lively or not drawn:
            window.rest(stage.lively)


def run(
    *,
    scenario: str | None = None,
    seed: int | None = None,
    record: str | None = None,
    preset: str | None = None,
    at: str | None = None,
    settings: Sequence[str] = (),
    language: str | None = None,
) -> int:
    """Open the window: on the title, or on a game when a scenario or a record is named.

    With `at`, a node, and `settings` it is a trial from there, as in :func:`game.play.attempt`.
    `language` such as `es`; without it the one of the settings, or of the system.

    Raises :class:`Trouble` when that game cannot be played; then no window opens.
    """
    held = load()
    words.use(words.chosen(language, held.language))
    library = Library(scenario, seed, preset)
    if at is not None:
        begun: Play | None = _attempt(library, at, settings)
    else:
        begun = None if scenario is None and record is None else _begun(library, record)
    window = Real(full=held.full)
    stage = Stage(window, held, _trouble, _help, save)

    def current() -> Settings:
        return stage.settings

    def title() -> Scene:
        return TitleScene(Library(scenario, seed, preset), current)

    if begun is None:
        stage.scenes.append(TitleScene(library, current))
    else:
        from game.ui.scenes.game import Game

        stage.apply(Game(begun, current, title).begin())
    loop(stage, window)
    return 0


def _begun(library: Library, record: str | None) -> Play:
    from game import play

    return library.begin(None) if record is None else play.resume(Path(record), library.scenario)


def _attempt(library: Library, at: str, settings: Sequence[str]) -> Play:
    from game import play

    scenario = library.scenario or play.DEFAULT
    return play.attempt(scenario, at, settings, library.seed, library.preset)


def _trouble(message: str) -> Scene:
    from game.ui.scenes.dialogs import trouble

    return trouble(message)


def _help() -> Scene:
    from game.ui.scenes.dialogs import Help

    return Help()
