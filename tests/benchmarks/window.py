"""The window's speed: start to first frame, key to new frame, idle.

    python tests/benchmarks/window.py [--rounds 9] [--idle 10] [--json]

The start is a ratio to a bare ``import pygame`` in the same run, rounds interleaved. Keys go
through the real stage and widgets at 1280x720. Idle is the share of one core over some still
seconds. Runs on SDL's dummy driver, or on the display named by DISPLAY with ``--real``.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BARE = "import pygame"
FIRST = """
import os, sys
sys.argv = ["main.py"]
from game.ui import window
def present(self):
    import pygame
    pygame.display.flip()
    sys.stdout.flush()
    os._exit(0)
window.Real.present = present
from game.cli import main
main()
"""
IDLE = """
import os, resource, sys, threading, time
seconds = float(sys.argv[1])
def measure():
    time.sleep(4)  # let the title come to rest
    def spent():
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime
    begun, wall = spent(), time.monotonic()
    time.sleep(seconds)
    print((spent() - begun) / (time.monotonic() - wall), flush=True)
    os._exit(0)
threading.Thread(target=measure, daemon=True).start()
from game.cli import main
main([])
"""
KEYS = """
import json, os, sys, time
os.environ["SDL_VIDEODRIVER"] = "dummy"
from game import play
from game.ui import app
from game.ui.scenes.dialogs import Help, trouble
from game.ui.scenes.game import Game
from game.ui.settings import Settings
from game.ui.stage import Stage
from game.ui.window import Key, Real
import pygame
window = Real((1280, 720))
stage = Stage(window, Settings(still=True), trouble, Help)
game = play.begin("october-1962", 1962)
stage.apply(Game(game, lambda: stage.settings, lambda: None).begin())
def frame(key=None):
    begun = time.perf_counter()
    if key:
        stage.feed(Key(key))
    if stage.due():
        stage.draw()
        window.present()
    stage.settle()
    return (time.perf_counter() - begun) * 1000
frame()
while stage.due(): frame()
moves, screens = [], []
for turn in range(14):
    for key in ("down", "down", "up", "down", "up"):
        moves.append(frame(key))
        while stage.due(): frame()
    screens.append(frame("enter"))
    while stage.due(): frame()
print(json.dumps({"moves": sorted(moves), "screens": sorted(screens)}))
"""


def _environment(real: bool) -> dict[str, str]:
    environment = dict(os.environ, PYTHONPATH=str(ROOT), PYGAME_HIDE_SUPPORT_PROMPT="1")
    environment["EXCOMM_HOME"] = tempfile.mkdtemp(prefix="excomm-benchmark-")
    if not real:
        environment["SDL_VIDEODRIVER"] = "dummy"
    return environment


def _wall(script: str, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--idle", type=float, default=10)
    parser.add_argument("--real", action="store_true", help="on the display, not the dummy driver")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    environment = _environment(arguments.real)
    for script in (BARE, FIRST):  # the first run compiles
        _wall(script, environment)
    pairs = [(_wall(BARE, environment), _wall(FIRST, environment)) for _ in range(arguments.rounds)]
    keys = json.loads(
        subprocess.run(
            [sys.executable, "-c", KEYS], cwd=ROOT, env=environment, check=True,
            capture_output=True, text=True,
        ).stdout.splitlines()[-1]
    )  # fmt: skip
    idle = float(
        subprocess.run(
            [sys.executable, "-c", IDLE, str(arguments.idle)], cwd=ROOT, env=environment,
            check=True, capture_output=True, text=True,
        ).stdout.splitlines()[-1]
    )  # fmt: skip
    result = {
        "import_pygame_ms": round(1000 * statistics.median(bare for bare, _ in pairs), 1),
        "first_frame_ms": round(1000 * statistics.median(first for _, first in pairs), 1),
        "first_frame_over_import": round(
            statistics.median(first / bare for bare, first in pairs), 2
        ),
        "key_to_frame_ms": {
            "median": round(statistics.median(keys["moves"]), 2),
            "worst": round(keys["moves"][-1], 2),
        },
        "enter_to_next_screen_ms": {
            "median": round(statistics.median(keys["screens"]), 2),
            "worst": round(keys["screens"][-1], 2),
        },
        "idle_share_of_a_core": round(idle, 4),
    }
    if arguments.json:
        print(json.dumps(result, indent=1))
        return
    for name, value in result.items():
        print(f"{name:26} {value}")


if __name__ == "__main__":
    main()
