"""The wheel carries the game's data, and gives the command `excomm`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from game import __version__, places

from .conftest import PYTHON, ROOT

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info", "wheels")
BUILD = "import setuptools.build_meta as backend, sys; backend.build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, in a copy: setuptools litters the folder it builds in."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=LEFT_OUT)
    command = [sys.executable, "-c", BUILD, folder]
    said = subprocess.run(
        command, cwd=folder / "source", capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return folder / f"excomm-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def installed(wheel: Path, pip: Path) -> Path:
    """Install the wheel into a virtual environment, and give the folder of its programs."""
    venv = wheel.parent / "venv"
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", venv], check=True)
    command = [venv / "bin" / "python", "-m", "pip", "install", "--no-index", "--no-deps", wheel]
    env = {"PATH": os.defpath, "PYTHONPATH": str(pip), "PIP_CONFIG_FILE": os.devnull}
    subprocess.run(command, env=env, check=True, capture_output=True)
    # What the game needs is borrowed from the environment that runs the tests.
    packages = next(venv.glob("lib/*/site-packages"))
    borrowed = Path(yaml.__file__).parents[1]
    (packages / "borrowed.pth").write_text(f"{borrowed}\n")
    return venv / "bin"


def carried(folder: Path) -> set[str]:
    return {str(path.relative_to(folder.parent)) for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_carries_every_scenario_asset_and_module(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    source = wheel.parent / "source"
    data = carried(source / "assets") | carried(source / "scenarios")
    modules = {name for name in carried(source / "game") if name.endswith(".py")}
    assert "assets/fonts/CourierPrime-Regular.ttf" in data
    assert "scenarios/october-1962/scenario.yaml" in data
    inside = {name for name in names if ".dist-info/" not in name}
    assert inside == modules | {f"game/_data/{name}" for name in data}


def test_the_command_runs(installed: Path, tmp_path: Path) -> None:
    env = {"PATH": os.defpath, "EXCOMM_HOME": str(tmp_path)}
    said = subprocess.run(
        [installed / "excomm", "--help"], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    assert "usage" in said.stdout.lower()
    assert said.stderr == ""


def test_tests_need_the_source(installed: Path, tmp_path: Path) -> None:
    env = {"PATH": os.defpath, "EXCOMM_HOME": str(tmp_path)}
    said = subprocess.run(
        [installed / "excomm", "test"], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert said.returncode == 2
    assert "checkout" in said.stdout + said.stderr
    assert "Traceback" not in said.stderr


def test_places_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "from game import places; print(places.assets()); print(places.scenarios())"
    said = subprocess.run(
        [installed / "python", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assets, scenarios = map(Path, said.stdout.splitlines())
    assert assets.parent == scenarios.parent
    assert assets.parent.parts[-2:] == ("game", "_data")
    assert (assets / "fonts").is_dir()
    assert (scenarios / "october-1962" / "scenario.yaml").is_file()


def test_places_in_a_checkout_and_in_a_frozen_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert places.assets() == ROOT / "assets"
    assert places.scenarios() == ROOT / "scenarios"
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert places.assets() == tmp_path / "assets"
