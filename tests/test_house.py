"""The rules of the house: style, types, and which package may import which."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "game").rglob("*.py"))
LAYERS = {
    # A package, and the packages of the game that it must not know.
    "scenario": {"engine", "analysis", "present", "ui", "classroom", "export"},
    "engine": {"analysis", "present", "ui", "classroom", "export"},
    "analysis": {"present", "ui", "classroom", "export"},
    "present": {"ui", "classroom", "export"},
    "ui": {"classroom"},
    "classroom": {"ui"},
}


def imports(path: Path) -> Iterator[str]:
    """Name every module that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)


def package(path: Path) -> str:
    return path.relative_to(ROOT / "game").parts[0].removesuffix(".py")


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--no-cache", "."),
        ("ruff", "format", "--no-cache", "--check", "."),
        ("mypy",),
    ],
    ids=" ".join,
)
def test_tools_find_nothing(command: tuple[str, ...]) -> None:
    said = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_run_one_way(path: Path) -> None:
    barred = {f"game.{name}" for name in LAYERS.get(package(path), set())}
    if package(path) != "ui":
        barred.add("pygame")
    for name in imports(path):
        parts = name.split(".")
        assert not barred & {parts[0], ".".join(parts[:2])}, f"{path} imports {name}"


@pytest.mark.parametrize("module", ["setup", "places"])
def test_what_runs_before_anything_is_installed_needs_only_python(module: str) -> None:
    paths = [path for path in MODULES if package(path) == module]
    assert paths
    for path in paths:
        for name in imports(path):
            top, _, rest = name.partition(".")
            own = rest.partition(".")[0] == module or name == "game.cli.main"
            assert top in sys.stdlib_module_names or (top == "game" and own), f"{path}: {name}"


def test_every_folder_with_modules_is_a_package() -> None:
    # The wheel is made of packages; a folder without __init__.py would be left out of it.
    without = {path.parent for path in MODULES if not (path.parent / "__init__.py").exists()}
    assert not without
