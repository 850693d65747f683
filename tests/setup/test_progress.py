"""The progress line on a terminal."""

from __future__ import annotations

import io

import pytest

from game.setup.progress import Progress


class Terminal(io.StringIO):
    """A terminal that remembers everything drawn on it."""

    def isatty(self) -> bool:
        return True


PIP = [
    "Collecting pygame-ce<2.6,>=2.5.8",
    "  Downloading pygame_ce-2.5.8.whl (12.4 MB)",
    "Processing /a/folder/pyyaml-6.0.3-cp311-cp311-linux.whl",
    "Installing collected packages: PyYAML, pygame-ce",
]


def test_one_line_is_drawn_over_itself_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "50")
    progress = Progress()
    progress.step("making .venv", 0.05)
    for line in PIP:
        progress.follow_pip(line)
        progress.draw()
    progress.say("Ready after 4 s.")

    *drawn, wiped, rest = terminal.getvalue().split("\r")[1:]
    assert all(len(line) == 49 for line in drawn), "a line that wraps cannot be drawn over"
    assert [line.split("] ")[1].rsplit(",", 1)[0] for line in drawn] == [
        "making .venv",
        "fetching pygame-ce",
        "fetching pygame-ce",
        "fetching pyyaml",
        "installing",
    ]
    filled = [line.count("#") for line in drawn]
    assert filled == sorted(filled)
    assert filled[-1] < 20
    assert wiped.isspace()
    assert rest == "Ready after 4 s.\n"


def test_elsewhere_each_step_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = io.StringIO()
    monkeypatch.setattr("sys.stderr", plain)
    progress = Progress()
    progress.step("making .venv", 0.05)
    for line in PIP:
        progress.follow_pip(line)
        progress.draw()
    progress.say("Ready after 4 s.")
    assert plain.getvalue() == "  making .venv ...\nReady after 4 s.\n"
