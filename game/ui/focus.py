"""Finding one's way in a widget tree: what is under the pointer, what comes next for a key."""

from __future__ import annotations

import pygame

from game.ui.layout import Node
from game.ui.scroll import Scroll


class Tree:
    """A placed widget tree with its focusable parts by key."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.nodes: dict[str, Node] = {}
        self._inside: dict[str, Scroll] = {}  # the scroll area a part lies in
        self.areas: list[Scroll] = []
        self._gather(root, None)

    def _gather(self, node: Node, area: Scroll | None) -> None:
        if node.key and node.key not in self.nodes:
            self.nodes[node.key] = node
            if area:
                self._inside[node.key] = area
        if isinstance(node, Scroll):
            self.areas.append(node)
            area = node
            if node.key:
                self._inside[node.key] = node
        for child in node.children:
            self._gather(child, area)

    def first(self) -> str:
        """Where the focus is when nobody has moved it: in the matter, else the footer, else any."""
        for key in self.nodes:
            if not key.startswith(("key:", "scroll:")):
                return key
        if "key:enter" in self.nodes:
            return "key:enter"
        return next(iter(self.nodes), "")

    def visible(self, key: str) -> pygame.Rect:
        """The part of a node's rectangle that is not scrolled away."""
        rect = self.nodes[key].rect
        area = self._inside.get(key)
        return rect.clip(area.rect) if area else rect

    def at(self, point: tuple[int, int]) -> str:
        """The key of the part under a point, the innermost."""
        hits = [key for key in self.nodes if self.visible(key).collidepoint(point)]
        hits = [key for key in hits if not key.startswith("scroll:")] or hits
        return hits[-1] if hits else ""

    def bar_at(self, point: tuple[int, int]) -> Scroll | None:
        """The scroll area whose bar is under a point."""
        for area in self.areas:
            if area.over and area.track().inflate(area.bar * 2, 0).collidepoint(point):
                return area
        return None

    def scroll_at(self, point: tuple[int, int]) -> Scroll | None:
        """What the wheel scrolls: the area under the pointer, else the first that can."""
        under = [each for each in self.areas if each.over and each.rect.collidepoint(point)]
        return next(iter(under or [each for each in self.areas if each.over]), None)

    def area(self, key: str) -> Scroll | None:
        """What the paging keys scroll: the area that holds the focus, else the first that can."""
        held = self._inside.get(key)
        if held and held.over:
            return held
        return next((each for each in self.areas if each.over), None)

    def reveal(self, key: str, margin: int) -> None:
        """Scroll so that a part is seen, unless it is seen or is larger than the window on it."""
        area = self._inside.get(key)
        node = self.nodes.get(key)
        if not area or not node or node is area:
            return
        seen = node.rect.clip(area.rect).height
        if seen < min(node.rect.height, area.rect.height * 3 // 4):
            area.reveal(node.rect, margin)

    def more(self, key: str, area: Scroll, sign: int) -> bool:
        """Whether an arrow should scroll before it moves the focus."""
        at_end = area.offset >= area.over if sign > 0 else area.offset <= 0
        if at_end:
            return False
        node = self.nodes.get(key)
        if node is area:
            return True
        if key not in self._inside:  # from a button under a text, an arrow scrolls the text
            return not any(
                where is area and not each.startswith(("key:", "scroll:"))
                for each, where in self._inside.items()
            )
        if node is None or self._inside.get(key) is not area:
            return False
        beyond = node.rect.bottom > area.rect.bottom if sign > 0 else node.rect.top < area.rect.top
        if beyond:
            return True
        others = [
            self.nodes[each].rect
            for each, where in self._inside.items()
            if where is area and each != key
        ]
        rect = node.rect
        return not any(
            other.top >= rect.bottom if sign > 0 else other.bottom <= rect.top for other in others
        )

    def next(self, key: str, name: str) -> str:
        """Where a key moves the focus."""
        order = list(self.nodes)
        if not order:
            return ""
        if key not in self.nodes:
            return order[0]
        if name in ("tab", "shift+tab"):
            step = 1 if name == "tab" else -1
            return order[(order.index(key) + step) % len(order)]
        here = self.nodes[key].rect
        best, score = key, float("inf")
        for each, node in self.nodes.items():
            if each == key:
                continue
            far, aside = _gap(here, node.rect, name)
            if far < 0:
                continue
            if name in ("up", "down") and self._inside.get(each) is not self._inside.get(key):
                far += 100_000  # first what the same area holds, even if it must be scrolled to
            cost = far + 3 * aside + 0.2 * _shift(here, node.rect, name)
            if cost < score:
                best, score = each, cost
        return best


def _gap(here: pygame.Rect, there: pygame.Rect, name: str) -> tuple[int, int]:
    """How far one rectangle is from another in a direction (negative: not that way), and aside."""
    slack = 4
    if name in ("up", "down"):
        far = there.top - here.bottom if name == "down" else here.top - there.bottom
        aside = max(0, there.left - here.right, here.left - there.right)
    else:
        far = there.left - here.right if name == "right" else here.left - there.right
        aside = max(0, there.top - here.bottom, here.top - there.bottom)
    return (max(0, far), aside) if far > -slack else (-1, aside)


def _shift(here: pygame.Rect, there: pygame.Rect, name: str) -> int:
    """How far the middles are from one line, to choose among several that lie that way."""
    if name in ("up", "down"):
        return abs(here.centerx - there.centerx)
    return abs(here.centery - there.centery)
