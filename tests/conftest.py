"""Tests open no window, make no sound, and never touch the player's own files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
_home = tempfile.TemporaryDirectory(prefix="excomm-tests-")
os.environ["EXCOMM_HOME"] = _home.name

import pytest  # noqa: E402  (after the environment, which pygame reads when it is imported)
from hypothesis import settings  # noqa: E402

from game import words  # noqa: E402

# The same examples everywhere, and no clock: a slow machine must not make a test fail.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an EXCOMM_HOME of its own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("EXCOMM_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins in English, whatever the system speaks and the last test spoke."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    words.use(words.ENGLISH)
