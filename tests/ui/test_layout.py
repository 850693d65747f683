"""Nothing overlaps, leaves its parent or is cut, at any supported size and text scale."""

from __future__ import annotations

import pytest

from game.ui.focus import Tree
from game.ui.layout import Look, Node, Over, Text
from game.ui.paper import Newsprint, Sheet
from game.ui.scenes import dialogs
from game.ui.screenshot import build
from game.ui.scroll import Scroll
from game.ui.settings import Settings
from game.ui.stage import Scene, unit
from tests.ui import samples

LEAST = (640, 400)  # smaller than is supported; nothing breaks even so
SIZES = ((1024, 640), (1280, 720), (1920, 1080), (1600, 1200), (2560, 1080), LEAST)
SCALES = (100, 150, 200)

DIALOGS: dict[str, Scene] = {
    "help": dialogs.Help(),
    "sources": dialogs.Sources(samples.SOURCES * 9),
    "settings": dialogs.Options(Settings()),
    "confirm": dialogs.Confirm(
        "Strike the sites before the ships arrive",
        ("The Air Force goes.",),
        "Go",
        "Stay",
        lambda: None,
    ),
    "trouble": dialogs.trouble("The disk is full; make room and try once more. " * 4),
    "map": dialogs.FullMap(samples.DECISION.header, samples.MAP),
    "choices": dialogs.Choices(
        "How dangerous is this world?",
        tuple((preset.name, preset.about) for preset in samples.TITLE.presets),
        (lambda: None,) * 3,
        "Back",
    ),
}


def faults(root: Node) -> list[str]:
    """What is wrong with a placed tree."""
    found: list[str] = []

    def name(node: Node) -> str:
        return f"{type(node).__name__} {node.name[:40]!r} {tuple(node.rect)}"

    def check(node: Node) -> None:
        inside = not isinstance(node, Scroll)
        shown = [child for child in node.children if child.rect.width and child.rect.height]
        for child in shown:
            room = node.rect
            if isinstance(node, Sheet):
                room = room.inflate(0, 2 * node.bleed)
            if inside and not room.contains(child.rect):
                found.append(f"{name(child)} leaves {name(node)}")
        for at, one in enumerate(shown):
            for two in shown[at + 1 :]:
                if one.rect.colliderect(two.rect) and not (one.floats or two.floats):
                    found.append(f"{name(one)} overlaps {name(two)}")
        if isinstance(node, Text) and node.name:
            block = node.block(node.rect.width)
            if block.width > node.rect.width or block.height > node.rect.height:
                found.append(f"{name(node)} needs {block.width}x{block.height}")
        if isinstance(node, Newsprint) and node.needs(node.rect.width) > node.rect.height:
            found.append(f"{name(node)} is cut")
        if isinstance(node, Scroll) and node.children[0].rect.width > node.rect.width:
            found.append(f"{name(node)} is narrower than what it holds")
        for child in node.children:
            check(child)

    check(root)
    return found


def laid(root: Node, size: tuple[int, int]) -> Node:
    root.place(0, 0, *size)
    return root


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", samples.ALL)
def test_every_screen_holds_its_text(name: str, size: tuple[int, int], scale: int) -> None:
    look = Look(size, unit(size, scale))
    root = laid(build(samples.ALL[name], look), size)
    assert faults(root) == []
    if name not in ("title", "title-first"):
        assert not isinstance(root, Over)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_holds_its_text(name: str, size: tuple[int, int], scale: int) -> None:
    root = laid(DIALOGS[name].build(Look(size, unit(size, scale))), size)
    assert faults(root) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_last_card_can_be_scrolled_to(size: tuple[int, int]) -> None:
    look = Look(size, unit(size, 200))
    root = laid(build(samples.LONG_DECISION, look), size)
    tree = Tree(root)
    last = f"card:{samples.LONG_DECISION.cards[-1].id}"
    area = tree.area(last)
    assert area is not None
    assert area.over > 0
    assert area.track().height == area.rect.height
    tree.reveal(last, 10)
    assert tree.visible(last).height > area.rect.height // 2 or tree.visible(last) == (
        tree.nodes[last].rect
    )
    assert faults(root) == []


def test_a_text_too_long_for_the_screen_is_a_fault() -> None:
    """The check itself finds something."""
    look = Look((1280, 720), 1.0)
    root = Text(look, "Two hundred miles gives them time to hear from Moscow.", "body", (9, 9, 9))
    root.place(0, 0, 60, 20)
    assert faults(root)
