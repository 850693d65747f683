"""Where the game's own files are: in a checkout, in an installed wheel, in a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)  # a PyInstaller program unpacks its data there
    if frozen is not None:
        return Path(frozen)
    here = Path(__file__).resolve().parent
    wheel = here / "_data"  # setup.py puts both folders there
    return wheel if wheel.is_dir() else here.parent


def assets() -> Path:
    """The folder of fonts, map, sounds and theme."""
    return _root() / "assets"


def scenarios() -> Path:
    """The folder of the scenarios that come with the game, one folder each."""
    return _root() / "scenarios"
