"""Real set-ups from a wheelhouse: the first, the repaired, the changed, two at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import NEEDS, OLD, PYTHON, Said, Tree


def opened(said: Said, tree: Tree) -> bool:
    """Whether the game opened in the tree's .venv, and nothing else stands on its output."""
    return said.code == 7 and said.out.startswith("GAME ") and f"{tree.venv}\n" in said.out


def wait_for(path: Path) -> None:
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{path} never came")


def test_the_first_start_says_what_it_does_and_opens_the_game(
    first_start: tuple[Tree, Said],
) -> None:
    tree, said = first_start
    assert opened(said, tree)
    assert said.out.startswith("GAME ['play', '--text']")
    first, *steps, last = said.err.splitlines()
    assert first == "ExComm needs pygame-ce and excomm-probe; installing beside main.py, once."
    if "  adding pip to .venv ..." in steps:  # where the Python under the tests has none to lend
        steps.remove("  adding pip to .venv ...")
    assert steps == ["  making .venv ...", "  fetching packages ..."]
    assert last.startswith("Ready after ")
    assert tree.stamp.read_text().splitlines()[1:] == NEEDS


def test_the_next_start_is_silent_even_from_another_place(ready: Tree) -> None:
    said = ready.start()  # `ready` is a copy: the folder has moved
    assert opened(said, ready)
    assert said.err == ""


def test_killed_in_the_middle_then_started_twice_at_once(bare: Tree) -> None:
    killed = bare.popen()
    wait_for(bare.venv / "pyvenv.cfg")
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    left = bare.venv / "left-over"
    left.write_text("")

    both = [bare.popen(), bare.popen()]
    said = [Said(one.wait(), *one.communicate()) for one in both]
    assert all(opened(one, bare) for one in said), said
    assert not left.exists()
    errors = "".join(one.err for one in said)
    assert errors.count("An earlier set-up did not finish") == 1
    assert errors.count("Another start is setting ExComm up") == 1
    assert errors.count("Ready after") == 1
    assert bare.stamp.read_text().splitlines()[1:] == NEEDS


def test_interrupted_by_the_player(bare: Tree) -> None:
    process = bare.popen()
    wait_for(bare.stamp)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.endswith("Stopped. The next start takes the set-up up again.\n")
    assert "Traceback" not in err
    assert bare.stamp.read_text() == "unfinished\n"


def test_a_changed_requirement_is_installed_into_what_is_there(ready: Tree) -> None:
    (ready.root / "excomm_probe-2.0.later").rename(
        ready.root / "wheels" / "excomm_probe-2.0-py3-none-any.whl"
    )
    ready.root.joinpath("pyproject.toml").write_text(
        ready.root.joinpath("pyproject.toml").read_text().replace("probe>=1.0", "probe>=2.0")
    )
    kept = ready.venv / "kept"
    kept.write_text("")
    said = ready.start()
    assert opened(said, ready)
    assert said.err.startswith("ExComm needs excomm-probe; ")
    assert "making .venv" not in said.err
    assert kept.exists()
    assert ready.packages.joinpath("excomm_probe-2.0.dist-info").is_dir()


def test_the_test_extra_is_installed_and_pytest_runs(ready: Tree) -> None:
    said = ready.start("test", "-k", "ladder")
    assert said.code == 0
    assert said.out == f"PYTEST ['-k', 'ladder'] {ready.root}\n"
    assert said.err.startswith("ExComm needs pytest; ")
    assert ready.start("test").err == ""
    assert ready.start().err == ""


def test_a_package_that_was_removed_is_installed_again(ready: Tree) -> None:
    shutil.rmtree(ready.packages / "excomm_probe-1.0.dist-info")
    said = ready.start()
    assert opened(said, ready)
    assert said.err.startswith(".venv beside main.py is not whole: mending it.")


def test_the_old_pygame_over_pygame_ce_is_mended(ready: Tree) -> None:
    # pip sees no fault here: pygame-ce still counts as installed.
    (ready.packages / "pygame" / "__init__.py").write_text(OLD)
    said = ready.start()
    assert opened(said, ready)
    assert "removing the old pygame" in said.err
    assert "pygame-ce" in (ready.packages / "pygame" / "__init__.py").read_text()


def test_a_python_that_was_upgraded_under_its_venv(ready: Tree) -> None:
    old = ready.stamp.read_text().splitlines()
    ready.stamp.write_text("\n".join(["cpython-310 of-old", *old[1:], ""]))
    said = ready.start()
    assert opened(said, ready)
    assert said.err.startswith(".venv beside main.py is not whole: mending it.")
    assert ready.stamp.read_text().splitlines() == old


def test_a_venv_without_its_python_is_made_anew(ready: Tree) -> None:
    for python in (ready.venv / "bin").glob("python*"):
        python.unlink()
    said = ready.start()
    assert opened(said, ready)
    assert "making .venv" in said.err


def test_an_environment_made_by_others_is_used_and_added_to(
    bare: Tree, ready: Tree, without: Callable[..., str]
) -> None:
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", bare.venv], check=True)
    for entry in ready.packages.iterdir():
        if entry.is_dir() and entry.name.partition("-")[0] in ("pygame", "pygame_ce"):
            shutil.copytree(entry, bare.packages / entry.name)
    said = bare.start(PYTHONPATH=without("pip"))
    assert opened(said, bare)
    assert "adding pip to .venv" in said.err
    assert "making .venv" not in said.err
    assert not bare.stamp.exists()
    assert bare.start().err == ""


@pytest.fixture
def only_pip(pip: Path, without: Callable[..., str]) -> str:
    """Give a PYTHONPATH on which there is pip, and neither venv nor ensurepip: a bare Debian."""
    return f"{without('venv', 'ensurepip')}:{pip}"


def test_without_venv_pip_installs_into_deps(bare: Tree, only_pip: str) -> None:
    said = bare.start("x", PYTHONPATH=only_pip)
    assert said.code == 7
    assert said.out.startswith("GAME ['x']")
    assert not bare.venv.exists()
    assert (bare.root / ".deps" / "excomm_probe.py").exists()
    again = bare.start("x", PYTHONPATH=only_pip)
    assert (again.code, again.err) == (7, "")
    assert bare.start("test", PYTHONPATH=only_pip).out == f"PYTEST [] {bare.root}\n"
