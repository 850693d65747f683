"""The progress of a set-up: a line drawn over itself on a terminal, plain lines elsewhere."""

from __future__ import annotations

import re
import shutil
import sys
import time

_BAR = 20
_FETCHING = re.compile(r"(?:Collecting ([\w.-]+)|Processing .*?([\w.]+)-[^/\\]*\.whl)")


class Progress:
    """Says on standard error what the set-up does; standard output belongs to the game."""

    def __init__(self) -> None:
        self._live = bool(sys.stderr) and sys.stderr.isatty()
        self._begun = time.monotonic()
        self._text = ""
        self._share = 0.0
        self.stopped = False  # the player has pressed Ctrl+C

    def check(self) -> None:
        """Raise KeyboardInterrupt if the player wants to stop."""
        if self.stopped:
            raise KeyboardInterrupt

    def say(self, text: str) -> None:
        """Print a sentence that stays."""
        self.close()
        print(text, file=sys.stderr, flush=True)

    def step(self, text: str, share: float) -> None:
        """Begin a step, `share` of the way from 0 to 1; KeyboardInterrupt as `check` has it."""
        self.check()
        self._text, self._share = text, max(share, self._share)
        if self._live:
            self.draw()
        else:
            self.say(f"  {text} ...")

    def follow_pip(self, line: str) -> None:
        """Take a line of pip's output into account."""
        fetching = _FETCHING.match(line)
        if fetching:
            # How many there will be is not known: each covers a part of the way that is left.
            self._text = f"fetching {fetching[1] or fetching[2]}"
            self._share += (0.8 - self._share) * 0.25
        elif line.startswith("Installing collected packages"):
            self._text, self._share = "installing", max(0.85, self._share)

    def draw(self) -> None:
        """Draw the line, on a terminal."""
        if not self._live:
            return
        done = int(_BAR * self._share)
        seconds = time.monotonic() - self._begun
        line = f"  [{'#' * done}{'.' * (_BAR - done)}] {self._text}, {seconds:.0f} s"
        width = shutil.get_terminal_size().columns - 1
        print(f"\r{line[:width]:<{width}}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Wipe the line."""
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{'':<{width}}\r", end="", file=sys.stderr, flush=True)
