"""What the first frame of the title must not wait for, and the loop without a window."""

from __future__ import annotations

import subprocess
import sys

from game.ui import app, settings
from game.ui.scenes.dialogs import Help, trouble
from game.ui.scenes.title import TitleScene
from game.ui.settings import Settings
from game.ui.stage import Stage
from game.ui.window import Key, Null, Resize
from tests.ui.fakes import FakeShelf

FIRST = """
import sys
from game.ui import app, window
class Shown(Exception): pass
def present(self): raise Shown
window.Real.present = present
try:
    app.run()
except Shown:
    print(*sorted(name for name in sys.modules if name.startswith(("game", "yaml"))))
"""


def test_the_first_frame_waits_for_no_scenario_and_no_map() -> None:
    said = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
    loaded = set(said.stdout.splitlines()[-1].split())
    assert "game.ui.views.title" in loaded
    for slow in ("yaml", "game.engine", "game.scenario", "game.play", "game.ui.chart"):
        assert slow not in loaded, slow
    assert "game.present.screens" not in loaded


def test_the_loop_draws_only_what_is_new() -> None:
    window = Null((1280, 720), [Key("down"), Resize((1024, 640)), Key("f11")])
    held = Settings(still=True)
    stage = Stage(window, held, trouble, Help)
    stage.scenes.append(TitleScene(FakeShelf(), lambda: stage.settings))
    app.loop(stage, window)
    assert window.frames == 3
    assert window.surface.get_size() == (1024, 640)
    assert window.full


def test_settings_survive_their_file() -> None:
    held = Settings(text=150, still=True, full=False)
    assert settings.read(settings.write(held)) == held


def test_a_spoilt_settings_file_gives_the_defaults() -> None:
    for text in ("", "[]", "{", '{"text": 99, "still": 3}', "null"):
        assert settings.read(text) == Settings()


def test_settings_are_kept_in_the_players_folder() -> None:
    app.save(Settings(text=175))
    assert app.load() == Settings(text=175)
