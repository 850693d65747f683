"""Starting where nothing has to be installed, and starting where nothing can be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from game import setup

from .conftest import CE, OLD, PYTHON, ROOT, Tree


def test_an_old_python_gets_one_sentence() -> None:
    pretend = "import runpy, sys; sys.version_info = (3, 8, 18); runpy.run_path(sys.argv[1])"
    said = subprocess.run(
        [PYTHON, "-c", pretend, ROOT / "main.py"], capture_output=True, text=True, check=False
    )
    assert said.returncode == setup.FAILED
    assert said.stderr.startswith("ExComm needs Python 3.11 or newer, and this is Python 3.8: ")
    assert said.stderr.count("\n") == 1


def test_main_py_parses_in_any_python() -> None:
    source = (ROOT / "main.py").read_text(encoding="utf-8")
    assert source.isascii()  # Python 2 refuses anything else
    ast.parse(source, feature_version=(3, 4))
    assert not re.search(r"->|\bprint\b|\bnonlocal\b|\*,", source)


@pytest.mark.parametrize("testing", [False, True])
def test_the_quick_reader_of_requirements_agrees_with_tomllib(testing: bool) -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extra = project["optional-dependencies"]["test"] if testing else []
    needs = setup.requirements(testing)
    assert needs == project["dependencies"] + extra
    assert all(re.fullmatch(r"[\w.-]+>=[\d.]+(,<[\d.]+)?", need) for need in needs)


def test_a_python_that_has_all_starts_the_game_and_nothing_else(
    bare: Tree, with_packages: Callable[..., str]
) -> None:
    before = sorted(bare.root.rglob("*"))
    said = bare.start("a", "b", PYTHONPATH=with_packages(CE), PYTHONDONTWRITEBYTECODE="1")
    assert said.code == 7, "the game's exit code is main.py's"
    assert said.out.startswith("GAME ['a', 'b']")
    assert said.err == ""
    assert sorted(bare.root.rglob("*")) == before


def test_starting_imports_nothing_slow(bare: Tree, with_packages: Callable[..., str]) -> None:
    # Without site, whose .pth files may import what they like.
    said = bare.start(
        before=(PYTHON, "-S"), python="-B", PYTHONPATH=with_packages(CE), PYTHONNOUSERSITE="1"
    )
    early = set(said.out.split("EARLY")[1].split())
    assert "game.setup" in early
    assert not early & {"tomllib", "subprocess", "pathlib", "re", "hashlib", "shutil", "pygame"}


@pytest.mark.parametrize(
    ("pygame", "probe", "lacking"),
    [
        (OLD, "1.0", "needs pygame-ce;"),
        (CE, "0.9", "needs excomm-probe;"),
        (OLD, "0.9", "needs pygame-ce and excomm-probe;"),
    ],
)
def test_packages_that_do_not_do_are_named(
    bare: Tree,
    with_packages: Callable[..., str],
    without: Callable[..., str],
    pygame: str,
    probe: str,
    lacking: str,
) -> None:
    paths = f"{with_packages(pygame, probe)}:{without('venv', 'ensurepip', 'pip')}"
    said = bare.start(PYTHONPATH=paths)
    assert said.code == setup.FAILED
    assert lacking in said.err


@pytest.mark.parametrize(
    ("version", "need", "lacking"),
    [
        ("2.5.8", "x>=2.5.8,<2.6", []),
        ("2.5.10", "x>=2.5.8,<2.6", []),
        ("2.6.0", "x>=2.5.8,<2.6", ["x"]),
        ("2.6", "x>=2.6.0", []),
        ("2.5.7", "x>=2.5.8", ["x"]),
        ("10.0", "x>=9", []),
    ],
)
def test_versions_are_compared_as_numbers(
    tmp_path: Path, version: str, need: str, lacking: list[str]
) -> None:
    (tmp_path / f"X-{version}.dist-info").mkdir()
    assert setup.lacking([need], [str(tmp_path)]) == lacking


def test_windows_goes_on_around_the_other_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "WINDOWS", True)
    assert setup._become([sys.executable, "-c", "raise SystemExit(5)"]) == 5
    assert Path(setup.venv_python()).parts[-2:] == ("Scripts", "python.exe")
    assert Path(setup.site_packages("x")[0]).parts == ("x", "Lib", "site-packages")


def test_a_damaged_pyproject_is_said(bare: Tree) -> None:
    (bare.root / "pyproject.toml").write_text("[project]\n")
    said = bare.start()
    assert said.code == setup.FAILED
    assert said.err.startswith("pyproject.toml beside main.py is missing or damaged.")
