"""What the commands share: kinds of arguments, and ways to print."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.errors import Trouble

if TYPE_CHECKING:
    from game.scenario.model import Scenario

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def program() -> str:
    """What the program is called by: ``main.py``, or ``excomm`` where it is installed."""
    return "excomm" if Path(sys.argv[0]).stem == "excomm" else "main.py"


def quoted(path: Path) -> str:
    """A path as it is typed into a terminal."""
    if os.name == "nt":
        return f'"{path}"' if " " in str(path) else str(path)
    import shlex

    return shlex.quote(str(path))


def seed(text: str) -> int:
    """A seed: a whole number of at most 18 digits."""
    if text.isdecimal() and len(text) <= 18:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of at most 18 digits")


def count(text: str) -> int:
    """A whole number from 1 to 10,000,000."""
    if text.isdecimal() and 1 <= int(text) <= 10_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to 10,000,000")


def states(text: str) -> int:
    """How many states to look at: a whole number from 1 to 1,000,000,000."""
    if text.isdecimal() and 1 <= int(text) <= 1_000_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to 1,000,000,000")


def size(text: str) -> tuple[int, int]:
    """A window size such as 1280x720."""
    width, _, height = text.partition("x")
    if width.isdecimal() and height.isdecimal():
        wide, high = int(width), int(height)
        if 640 <= wide <= 7680 and 400 <= high <= 4320:
            return wide, high
    raise argparse.ArgumentTypeError(f"'{text}' is not a size from 640x400 to 7680x4320")


def scale(text: str) -> int:
    """A text scale in per cent, 100 to 200."""
    if text.isdecimal() and 100 <= int(text) <= 200:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a per cent from 100 to 200")


def print_json(value: Any) -> None:
    """A value as JSON on the standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def many(count: int, word: str) -> str:
    """A count with its word: `1 game`, `2 games`."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def preset_of(scenario: Scenario, asked: str | None) -> str:
    """The preset asked for, or the scenario's own. Raises :class:`Trouble` for an unknown one."""
    if asked and asked not in scenario.presets:
        raise Trouble(f"There is no preset '{asked}'; there are {', '.join(scenario.presets)}.")
    return asked or scenario.preset


def known_language(code: str, scenario: str | None, record: Path | None = None) -> None:
    """Raises :class:`Trouble` if neither the interface nor the scenario has a language.

    Of a record it is not known yet which scenario it is of; then nothing is said.
    """
    from game.words import languages

    there = languages()
    if code in there or (record and not scenario):
        return
    from game.play import DEFAULT
    from game.scenario.load import find
    from game.scenario.translation import files

    own = files(find(scenario or DEFAULT))
    if code not in own:
        raise Trouble(
            f"There is no language '{code}'. There are {', '.join(sorted({*there, *own}))};"
            f" another needs a file text/{code}.yaml in the scenario."
        )


@contextmanager
def progress(text: str) -> Iterator[Callable[[float], None]]:
    """Shows on a terminal's standard error how far a long work is, from 0 to 1."""
    from game.setup.progress import Progress

    shown = Progress()
    live = bool(sys.stderr) and sys.stderr.isatty()
    last = [0.0]

    def told(share: float) -> None:
        if live and share - last[0] >= 0.01:
            last[0] = share
            shown.step(text, share)

    try:
        yield told
    finally:
        shown.close()


def bar(share: float, width: int = 40) -> str:
    """A share 0..1 as a bar; whatever is not nothing shows as something."""
    return "#" * (max(1, round(width * share)) if share else 0)


def per_cent(share: float) -> str:
    """A probability for people: exact to what can be read, and never rounded to 0 or to 100."""
    if 0 < share < 0.001:
        return f"{100 * share:.1g} %" if share >= 1e-6 else "< 0.0001 %"
    if 0.999 < share < 1:
        return "> 99.9 %"
    return f"{100 * share:.1f} %"
