"""Scenes as values: what is on, what input does to it, and drawing it.

A scene answers input with a *change* (`Push`, `Pop`, `Replace`, `Reset`, `Quit`, `Set`), and the
stage alone applies it. Moving the focus, scrolling and the pointer are the same everywhere and are
done here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial

import pygame

from game.errors import Trouble
from game.ui import settings as kept
from game.ui import window as wire
from game.ui.focus import Tree
from game.ui.layout import Look, Node, Paint
from game.ui.scroll import Scroll
from game.ui.settings import Settings
from game.ui.theme import NIGHT
from game.ui.window import Window

TWICE = 0.4  # seconds between the clicks of a double click
MOTION = 450.0  # milliseconds after which everything has come to rest


class Scene:
    """One thing that can be on. Its whole state is its attributes; `build` reads them."""

    opaque = True  # hides what is below it

    def __init__(self) -> None:
        self.focus = ""
        self.offsets: dict[str, int] = {}
        self.born: float | None = None
        self.revealed: str | None = None  # the focus that was brought into view
        self.level: int | None = None  # the rung shown before this scene

    def build(self, look: Look) -> Node:
        """The widget tree of the moment."""
        raise NotImplementedError

    def keys(self) -> Mapping[str, Callable[[], Change]]:
        """What keys do here, besides moving the focus."""
        return {}

    def press(self, key: str) -> Change:
        """A click of the part that has this key."""
        return None

    def accept(self, key: str) -> Change:
        """Enter on the part that has this key: the same as a click, where nothing else is said."""
        return self.press(key)

    def focused(self, key: str) -> None:
        """The player moved the focus to a part."""

    def after(self) -> Change:
        """Work put off until the scene has been seen, a little at every turn of the loop."""
        return None


class Push:
    """Put a scene on top."""

    __match_args__: tuple[str, ...] = ("scene",)
    __slots__ = ("scene",)

    def __init__(self, scene: Scene) -> None:
        self.scene = scene


class Replace(Push):
    """Put a scene in the place of the one on top."""


class Reset(Push):
    """Leave everything for one scene."""


class Pop:
    """Take off the scene on top."""


class Quit:
    """Leave the game."""


class Again:
    """Draw the scene again: it has learnt something."""


class Set:
    """New settings."""

    __match_args__ = ("settings",)
    __slots__ = ("settings",)

    def __init__(self, settings: Settings) -> None:
        self.settings = settings


class Both:
    """One change after the other."""

    __match_args__ = ("first", "second")
    __slots__ = ("first", "second")

    def __init__(self, first: Change, second: Change) -> None:
        self.first, self.second = first, second


Change = Push | Pop | Replace | Reset | Quit | Again | Set | Both | None


def unit(size: tuple[int, int], text: int = 100) -> float:
    """Pixels to a unit for a window and a text scale in per cent.

    In a window smaller than the smallest supported the text stops growing before its frame breaks.
    """
    wished = max(0.92, min(size[1] / 720, size[0] / 1200)) * text / 100
    return min(wished, size[1] / 310, size[0] / 480)


class Stage:
    """The scenes that are on, and the window they are drawn in."""

    def __init__(
        self,
        window: Window,
        settings: Settings,
        trouble: Callable[[str], Scene],
        help_scene: Callable[[], Scene],
        store: Callable[[Settings], None] = lambda settings: None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.window, self.settings, self.store, self.now = window, settings, store, now
        self.trouble = trouble  # makes the scene that tells of a fault
        self.help = help_scene
        self.scenes: list[Scene] = []
        self.hover = ""
        self.dirty = True
        self.tree = Tree(Node())
        self._held: Scroll | None = None
        self._clicked = ("", -1.0)
        self._pointer = (-1, -1)
        self._size = (0, 0)

    @property
    def running(self) -> bool:
        return bool(self.scenes)

    @property
    def lively(self) -> bool:
        """Something is still moving."""
        return self.running and self._age() < MOTION

    # ---- input

    def feed(self, event: wire.Event) -> None:
        """Take one event."""
        if not self.scenes:
            return
        match event:
            case wire.Close():
                self.scenes.clear()
            case wire.Resize():
                self.dirty = True
            case wire.Key(name):
                self._ready()
                self._attempt(partial(self._key, name))
            case wire.Move(at):
                self._move(at)
            case wire.Press(at):
                self._ready()
                self._attempt(partial(self._press, at))
            case wire.Release():
                self._held = None
            case wire.Wheel(at, lines):
                self._scroll(self.tree.scroll_at(at), -lines * 60)

    def _ready(self) -> None:
        """Skip what is still moving, and have the tree of what is on, which may not be drawn."""
        self.scenes[-1].born = -1e6
        if self.dirty:
            self.lay()

    def _attempt(self, act: Callable[[], Change]) -> None:
        try:
            change = act()
        except Trouble as fault:
            change = Push(self.trouble(str(fault)))
        self.dirty = True
        self.apply(change)

    def _key(self, name: str) -> Change:
        scene = self.scenes[-1]
        keys = scene.keys()
        if name in ("enter", "space") and not (name == "space" and "space" in keys):
            focus = scene.focus
            scene.revealed = ""
            if focus.startswith("key:"):
                return self._act(focus[4:])
            if focus and not focus.startswith("scroll:"):
                return scene.accept(focus)
            name = "enter"
        if name in keys:
            scene.revealed = ""
            return keys[name]()
        return self._common(name)

    def _act(self, name: str) -> Change:
        """A key by its button, or by one of several, told apart by what follows an @."""
        name = name.partition("@")[0]
        act = self.scenes[-1].keys().get(name)
        return act() if act else self._common(name)

    def _common(self, name: str) -> Change:
        """What keys do in every scene."""
        if name == "f11":
            return Set(self.settings._replace(full=not self.settings.full))
        if name == "t":
            return Set(self.settings._replace(text=kept.larger(self.settings)))
        if name == "f1":
            return Push(self.help())
        if name in ("up", "down", "left", "right", "tab", "shift+tab"):
            self._walk(name)
        elif name in ("pageup", "pagedown", "home", "end"):
            area = self.tree.area(self.scenes[-1].focus)
            page = area.rect.height * 4 // 5 if area else 0
            far = area.content if area else 0
            step = {"pageup": -page, "pagedown": page, "home": -far, "end": far}[name]
            self._scroll(area, step)
        return None

    def _walk(self, name: str) -> None:
        scene = self.scenes[-1]
        area = self.tree.area(scene.focus)
        if name in ("up", "down"):
            sign = -1 if name == "up" else 1
            if area and self.tree.more(scene.focus, area, sign):
                area.scroll(sign * max(30, area.rect.height // 6))
                return
        key = self.tree.next(scene.focus, name)
        if key and key != scene.focus:
            scene.focus = key
            scene.focused(key)

    def _move(self, at: tuple[int, int]) -> None:
        self._pointer = at
        if self._held:
            self._held.drag(at[1])
            self.dirty = True
            return
        key = self.tree.at(at)
        if key != self.hover:
            self.hover, self.dirty = key, True

    def _press(self, at: tuple[int, int]) -> Change:
        self._pointer = at
        bar = self.tree.bar_at(at)
        if bar:
            self._held = bar
            bar.drag(at[1])
            return None
        key = self.tree.at(at)
        if not key:
            return None
        scene, now = self.scenes[-1], self.now()
        twice = self._clicked[0] == key and now - self._clicked[1] < TWICE
        self._clicked = ("", -1.0) if twice else (key, now)
        if key.startswith("key:"):
            return self._act(key[4:])
        scene.focus = key
        scene.focused(key)
        if self.tree.nodes[key].sticky and not twice:
            return None
        return scene.press(key)

    def _scroll(self, area: Scroll | None, pixels: int) -> None:
        if area and area.scroll(round(pixels * unit(self.window.surface.get_size()))):
            self.dirty = True
            self.hover = self.tree.at(self._pointer)

    # ---- scenes

    def apply(self, change: Change) -> None:
        """Do what a scene asked for."""
        match change:
            case Replace(scene):
                self.scenes[-1] = scene
            case Reset(scene):
                self.scenes[:] = [scene]
            case Push(scene):
                self.scenes.append(scene)
            case Pop():
                self.scenes.pop()
            case Quit():
                self.scenes.clear()
            case Both(first, second):
                self.apply(first)
                self.apply(second)
            case Set(settings):
                if settings.full != self.settings.full:
                    self.window.fullscreen(settings.full)
                self.settings = settings
                try:
                    self.store(settings)
                except Trouble as fault:
                    self.scenes.append(self.trouble(str(fault)))
        if change is not None:
            self.dirty, self.hover, self._held = True, "", None

    def settle(self) -> None:
        """Let the scene do what it put off until it was seen."""
        if not self.scenes:
            return
        try:
            change = self.scenes[-1].after()
        except Trouble as fault:
            change = Push(self.trouble(str(fault)))
        self.apply(change)

    # ---- drawing

    def _look(self, scene: Scene) -> Look:
        size = self.window.surface.get_size()
        scale = unit(size, self.settings.text)
        return Look(size, scale, scene.focus, scene.offsets, scene.level)

    def lay(self) -> None:
        """Build and place the tree of the scene on top, and settle where its focus is."""
        scene = self.scenes[-1]
        size = self.window.surface.get_size()
        root = scene.build(self._look(scene))
        root.place(0, 0, *size)
        self.tree = Tree(root)
        if scene.focus not in self.tree.nodes:
            scene.focus = self.tree.first()
        if scene.revealed is not None and scene.revealed != scene.focus:
            self.tree.reveal(scene.focus, round(14 * unit(size, self.settings.text)))
        scene.revealed = scene.focus  # what the wheel then scrolls away stays away

    def _age(self) -> float:
        born = self.scenes[-1].born
        if self.settings.still:
            return 1e6
        return 0.0 if born is None else (self.now() - born) * 1000

    def due(self) -> bool:
        """Whether there is something new to draw."""
        return self.running and (self.dirty or self.lively)

    def draw(self) -> None:
        """Draw what is on."""
        surface = self.window.surface
        base = max(at for at, scene in enumerate(self.scenes) if scene.opaque)
        surface.fill(NIGHT)
        for scene in self.scenes[base:-1]:
            root = scene.build(self._look(scene))
            root.place(0, 0, *surface.get_size())
            root.paint(Paint(surface))
            veil = pygame.Surface(surface.get_size())
            veil.fill(NIGHT)
            veil.set_alpha(170)
            surface.blit(veil, (0, 0))
        scene = self.scenes[-1]
        self.lay()
        fresh = scene.born is None or surface.get_size() != self._size
        self._size = surface.get_size()
        if scene.born is None:
            scene.born = self.now()
        paint = Paint(surface, scene.focus, self.hover, self._age(), haste=fresh)
        self.tree.root.paint(paint)
        self.dirty = paint.late
