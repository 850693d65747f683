"""Playing by posted events: the real widgets, the real window code, SDL's dummy driver."""

from __future__ import annotations

import time

import pygame

from game.ui.scenes.dialogs import Help, trouble
from game.ui.scenes.title import TitleScene
from game.ui.settings import Settings
from game.ui.stage import Scene, Stage
from game.ui.window import Real
from tests.ui.fakes import FakeShelf

KEYS = {
    "enter": pygame.K_RETURN,
    "escape": pygame.K_ESCAPE,
    "tab": pygame.K_TAB,
    "space": pygame.K_SPACE,
    "up": pygame.K_UP,
    "down": pygame.K_DOWN,
    "left": pygame.K_LEFT,
    "right": pygame.K_RIGHT,
    "pagedown": pygame.K_PAGEDOWN,
    "pageup": pygame.K_PAGEUP,
    "home": pygame.K_HOME,
    "end": pygame.K_END,
    "f1": pygame.K_F1,
    "f11": pygame.K_F11,
}


class Driver:
    """A person at the window, who sees through the widget tree."""

    def __init__(
        self,
        shelf: FakeShelf | None = None,
        size: tuple[int, int] = (1280, 720),
        settings: Settings | None = None,
        waits: bool = True,
    ) -> None:
        self.waits = waits
        self.shelf = shelf or FakeShelf()
        self.window = Real(size)
        pygame.event.clear()
        self.stored: list[Settings] = []
        self.time = 100.0
        self.stage = Stage(
            self.window,
            settings or Settings(),
            trouble,
            Help,
            store=self.stored.append,
            now=lambda: self.time,
        )
        self.stage.scenes.append(TitleScene(self.shelf, lambda: self.stage.settings))
        for _ in range(3):
            self.turn()

    def turn(self) -> None:
        """One turn of the loop."""
        for event in self.window.events():
            self.stage.feed(event)
        if self.stage.due():
            self.stage.draw()
            self.window.present()
        self.stage.settle()
        while self.waits and self.name == "Until":
            time.sleep(0.001)
            self.stage.settle()

    def key(self, *names: str) -> None:
        for name in names:
            code = KEYS.get(name, ord(name[0]))
            mod = 0
            pygame.event.post(pygame.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=""))
            self.turn()

    def click(self, key: str, times: int = 1) -> None:
        """Press the mouse on a part; what is scrolled away is first brought in by the wheel."""
        for _ in range(60):
            if self.stage.tree.visible(key).height > 4:
                break
            area = self.stage.tree._inside[key]
            down = self.stage.tree.nodes[key].rect.centery > area.rect.centery
            self.wheel(area.rect.center, -1 if down else 1)
        spot = self.stage.tree.visible(key).center
        pygame.event.post(pygame.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(0, 0, 0)))
        for _ in range(times):
            pygame.event.post(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=spot, button=1))
            pygame.event.post(pygame.Event(pygame.MOUSEBUTTONUP, pos=spot, button=1))
            self.turn()
            self.time += 0.1
        self.time += 1.0

    def wheel(self, at: tuple[int, int], lines: int) -> None:
        pygame.mouse.set_pos(at)
        self.stage._scroll(self.stage.tree.scroll_at(at), -lines * 60)
        self.stage.lay()

    @property
    def scene(self) -> Scene:
        return self.stage.scenes[-1]

    @property
    def name(self) -> str:
        return type(self.scene).__name__ if self.stage.scenes else "closed"

    @property
    def focus(self) -> str:
        return self.scene.focus

    def says(self, words: str) -> bool:
        """Whether some part on the screen has these words."""
        return any(words in node.name for node in self.stage.tree.root.walk())
