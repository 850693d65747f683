"""In each language of the interface nothing overlaps or is cut, and no word is left in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game import words
from game.scenario.load import find, known
from game.scenario.translation import files
from game.ui.layout import Look, Node, Text
from game.ui.scenes import dialogs
from game.ui.scenes.dialogs import Options
from game.ui.screenshot import build
from game.ui.settings import Settings
from game.ui.stage import Scene, unit
from tests.test_words import said
from tests.ui import samples
from tests.ui.driver import Driver
from tests.ui.test_layout import faults, laid
from tests.ui.test_real_screens import shown_in

CODES = [code for code in words.languages() if code != words.ENGLISH]
VIEWS = [(size, scale) for size in ((1024, 640), (1280, 720), (1920, 1080)) for scale in (100, 150)]
codes = pytest.mark.parametrize("code", CODES)
views = pytest.mark.parametrize(("size", "scale"), VIEWS)


def shown(root: Node) -> Iterator[str]:
    for node in root.walk():
        if isinstance(node, Text):
            yield node.name


@codes
@views
def test_every_screen_holds_its_words(code: str, size: tuple[int, int], scale: int) -> None:
    words.use(code)
    look = Look(size, unit(size, scale))
    for name, model in samples.ALL.items():
        assert faults(laid(build(model, look), size)) == [], name


@codes
@views
def test_every_dialog_holds_its_words(code: str, size: tuple[int, int], scale: int) -> None:
    words.use(code)
    scenes: tuple[Scene, ...] = (
        dialogs.Help(),
        Options(Settings(), words.languages()),
        dialogs.Sources(samples.SOURCES),
        dialogs.FullMap(samples.DECISION.header, samples.MAP),
        dialogs.trouble("x"),
    )
    for scene in scenes:
        root = laid(scene.build(Look(size, unit(size, scale))), size)
        assert faults(root) == [], type(scene).__name__


@codes
@pytest.mark.parametrize("scenario", [id for id in known() if "es" in files(find(id))])
def test_whole_games_hold_their_texts_and_no_word_of_english(code: str, scenario: str) -> None:
    words.use(code)
    english = {text for text in said() if len(text) > 3 and words.say(text) != text}
    seen = {}
    for seed in range(12):
        seen |= shown_in(scenario, seed)
    wrong, left = [], set()
    for size, scale in VIEWS:
        look = Look(size, unit(size, scale))
        for key, model in seen.items():
            root = laid(build(model, look), size)
            wrong += [(key, size, scale, fault) for fault in faults(root)]
            left |= english & set(shown(root))
    assert (wrong, left) == ([], set())


def test_the_language_is_turned_in_the_settings_and_kept() -> None:
    driver = Driver()
    driver.key("down", "down", "enter")
    assert driver.name == "Options"
    assert "Language" in set(shown(driver.stage.tree.root))
    driver.click("set:language")
    assert driver.stored[-1].language == "es"
    texts = set(shown(driver.stage.tree.root))
    assert {"Idioma", "Español", "Ajustes"} <= texts
    driver.key("escape")
    assert "Partida nueva" in set(shown(driver.stage.tree.root))


def test_a_game_goes_on_in_its_language() -> None:
    names = set(shown(laid(Options(Settings()).build(Look((1280, 720), 1.0)), (1280, 720))))
    assert "Text size" in names
    assert "Language" not in names
