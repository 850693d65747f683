"""The only module that touches pygame's window and its events, and a twin that only records.

Its events are plain classes: the first frame must not wait for dataclasses to be made.
"""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Iterable
from typing import Protocol

import pygame

from game.errors import Trouble

SMALLEST = (1024, 640)
NO_DISPLAY = (
    "No display was found, so no window can be opened. Start the game on a desktop,"
    " or play in the terminal: main.py play --text"
)


class Key:
    """A key went down: "enter", "up", "s", "f1", "shift+tab"."""

    __match_args__ = ("name",)
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class _Pointer:
    __match_args__: tuple[str, ...] = ("at",)
    __slots__ = ("at",)

    def __init__(self, at: tuple[int, int]) -> None:
        self.at = at


class Move(_Pointer):
    """The pointer moved."""


class Press(_Pointer):
    """The main button went down."""


class Release(_Pointer):
    """The main button came up."""


class Wheel(_Pointer):
    """The wheel turned; up is positive."""

    __match_args__ = ("at", "lines")
    __slots__ = ("lines",)

    def __init__(self, at: tuple[int, int], lines: int) -> None:
        super().__init__(at)
        self.lines = lines


class Resize:
    """The window has a new size, or must be drawn again."""

    __slots__ = ("size",)

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size


class Close:
    """The window is to be closed."""


Event = Key | Move | Press | Release | Wheel | Resize | Close

_NAMES = {
    pygame.K_RETURN: "enter",
    pygame.K_KP_ENTER: "enter",
    pygame.K_ESCAPE: "escape",
    pygame.K_SPACE: "space",
    pygame.K_TAB: "tab",
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_PAGEUP: "pageup",
    pygame.K_PAGEDOWN: "pagedown",
    pygame.K_HOME: "home",
    pygame.K_END: "end",
    pygame.K_BACKSPACE: "backspace",
    **{getattr(pygame, f"K_F{number}"): f"f{number}" for number in range(1, 13)},
    **{getattr(pygame, f"K_KP{number}"): str(number) for number in range(10)},
}


class Window(Protocol):
    """What the loop needs of a window."""

    surface: pygame.Surface

    def events(self) -> Iterable[Event]: ...

    def present(self) -> None: ...

    def fullscreen(self, on: bool) -> None: ...

    def rest(self, lively: bool) -> None: ...


def translate(event: pygame.Event) -> Event | None:
    """One of pygame's events in the words of this package; None for what does not matter."""
    if event.type == pygame.QUIT:
        return Close()
    if event.type == pygame.KEYDOWN:
        return _key(event)
    if event.type == pygame.MOUSEMOTION:
        return Move(event.pos)
    if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
        return Press(event.pos)
    if event.type == pygame.MOUSEBUTTONDOWN and event.button == 3:
        return Key("escape")
    if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
        return Release(event.pos)
    if event.type == pygame.MOUSEWHEEL:
        return Wheel(pygame.mouse.get_pos(), event.y)
    if event.type in (pygame.WINDOWSIZECHANGED, pygame.VIDEORESIZE):
        size = (event.x, event.y) if event.type == pygame.WINDOWSIZECHANGED else event.size
        return Resize(size)
    if event.type == pygame.WINDOWEXPOSED:
        return Resize(pygame.display.get_window_size())
    return None


def _key(event: pygame.Event) -> Event | None:
    if event.mod & (pygame.KMOD_ALT | pygame.KMOD_META | pygame.KMOD_CTRL):
        if event.key == pygame.K_RETURN and event.mod & pygame.KMOD_ALT:
            return Key("f11")
        return Close() if event.key == pygame.K_q and not event.mod & pygame.KMOD_ALT else None
    name = _NAMES.get(event.key)
    if name is None and event.key < 128:
        name = chr(event.key)
    if name == "tab" and event.mod & pygame.KMOD_SHIFT:
        name = "shift+tab"
    return Key(name) if name else None


def _find_display() -> None:
    """Start SDL's video part. Raises :class:`Trouble` where nobody would see the window."""
    try:
        pygame.display.init()
    except pygame.error as error:
        raise Trouble(f"{NO_DISPLAY} (The system says: {error}.)") from error
    # Without a display SDL falls back to a driver that shows nothing, and says nothing.
    unseen = pygame.display.get_driver() in ("dummy", "offscreen")
    if unseen and not os.environ.get("SDL_VIDEODRIVER"):
        pygame.display.quit()
        raise Trouble(NO_DISPLAY)


class Real:
    """A window on the screen."""

    def __init__(self, size: tuple[int, int] | None = None, full: bool = False) -> None:
        # Without a graphics card SDL's default draws through software OpenGL: seven times the cost.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
        os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
        # A game that is thought about must not keep the machine's screen from resting.
        os.environ.setdefault("SDL_VIDEO_ALLOW_SCREENSAVER", "1")
        _find_display()
        pygame.font.init()
        pygame.display.set_caption("ExComm")
        self.size = size or self._first_size()
        self._active = time.monotonic()
        self.surface = self._open(full)

    @staticmethod
    def _first_size() -> tuple[int, int]:
        wide, high = pygame.display.get_desktop_sizes()[0]
        return (1600, 900) if wide >= 1900 and high >= 1050 else (1280, 720)

    def _open(self, full: bool) -> pygame.Surface:
        with warnings.catch_warnings():
            # Some window managers decide the size themselves; whatever it is, we draw for it.
            warnings.simplefilter("ignore", RuntimeWarning)
            if full:
                return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
            return pygame.display.set_mode(self.size, pygame.RESIZABLE)

    def events(self) -> list[Event]:
        """What happened since the last call."""
        found: list[Event] = []
        for event in pygame.event.get():
            ours = translate(event)
            if ours is None:
                continue
            if isinstance(ours, Resize):
                self.surface = pygame.display.get_surface() or self.surface
                if not pygame.display.is_fullscreen():
                    self.size = ours.size
            found.append(ours)
        if found:
            self._active = time.monotonic()
        return found

    def present(self) -> None:
        """Show what was drawn."""
        pygame.display.flip()

    def fullscreen(self, on: bool) -> None:
        """Fill the screen, or go back to a window."""
        if on != pygame.display.is_fullscreen():
            self.surface = self._open(on)

    def rest(self, lively: bool) -> None:
        """Sleep until it is worth looking again: long enough to cost nothing, short of a frame."""
        idle = time.monotonic() - self._active
        time.sleep(0.006 if lively else 0.004 if idle < 2 else 0.012)


class Null:
    """A window that shows nothing: it plays back events and counts what it was given."""

    def __init__(self, size: tuple[int, int], script: Iterable[Event] = ()) -> None:
        self.surface = pygame.Surface(size)
        self.script = list(script)
        self.frames = 0
        self.full = False

    def events(self) -> list[Event]:
        """The next event of the script; after the last the window closes."""
        event = self.script.pop(0) if self.script else Close()
        if isinstance(event, Resize):
            self.surface = pygame.Surface(event.size)
        return [event]

    def present(self) -> None:
        """Count a frame."""
        self.frames += 1

    def fullscreen(self, on: bool) -> None:
        """Remember the wish."""
        self.full = on

    def rest(self, lively: bool) -> None:
        """Time does not pass here."""
