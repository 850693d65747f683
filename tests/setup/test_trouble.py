"""What stops a set-up is told in a sentence, with what would cure it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from game import setup
from game.setup.advice import explain_pip, read_only

from .conftest import Tree

DOWNLOAD = "-m pip download --only-binary=:all: -d wheels 'pygame-ce>=99.1,<100' "


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("apt-get", "apt-get install -y python3."),
        ("apk", "apk add py3-pip"),
        ("uv", "    uv run main.py\n"),
    ],
)
def test_where_nothing_works_the_command_that_would_is_printed(
    bare: Tree, without: Callable[..., str], tmp_path: Path, program: str, command: str
) -> None:
    path = tmp_path / "bin"
    path.mkdir()
    (path / program).write_text("#!/bin/sh\n")
    (path / program).chmod(0o755)
    said = bare.start(PYTHONPATH=without("venv", "ensurepip", "pip"), PATH=str(path))
    assert said.code == setup.FAILED
    assert "This Python has neither venv nor pip to install with; this adds" in said.err
    assert command in said.err
    assert said.out == ""
    assert not bare.venv.exists()


def test_a_folder_that_cannot_be_written_to(bare: Tree) -> None:
    # Root writes anywhere, unless it lays that power down.
    bare.root.chmod(0o555)
    before = ("setpriv", "--bounding-set", "-dac_override") if os.geteuid() == 0 else ()
    said = bare.start(before=before)
    bare.root.chmod(0o755)
    assert said.code == setup.FAILED
    assert f"{bare.root} cannot be written to (permission denied)." in said.err
    assert f"cp -r '{bare.root}' ~/excomm && python3 ~/excomm/main.py" in said.err


def without_network(tree: Tree) -> Tree:
    """The tree with one requirement more than it has, and no wheelhouse."""
    (tree.root / "wheels").rename(tree.root / "elsewhere")
    pyproject = tree.root / "pyproject.toml"
    pyproject.write_text(pyproject.read_text().replace("probe>=1.0", "probe>=1.5"))
    return tree


def test_no_network(ready: Tree) -> None:
    tree = without_network(ready)
    said = tree.start(PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_CONFIG_FILE=os.devnull)
    assert said.code == setup.FAILED
    assert "The package index cannot be reached: there is no network, or it is closed." in said.err
    assert DOWNLOAD in said.err


def test_an_index_that_has_nothing(ready: Tree) -> None:
    tree = without_network(ready)
    said = tree.start(PIP_NO_INDEX="1", PIP_FIND_LINKS="", PIP_CONFIG_FILE=os.devnull)
    assert said.code == setup.FAILED
    assert "pip found no excomm-probe for Python 3." in said.err
    assert DOWNLOAD in said.err
    (tree.root / "elsewhere").rename(tree.root / "wheels")
    (tree.root / "excomm_probe-2.0.later").rename(
        tree.root / "wheels" / "excomm_probe-2.0-py3-none-any.whl"
    )
    mended = tree.start()
    assert mended.code == 7, "a failed set-up is taken up again"


def test_a_wheelhouse_that_lacks_one(ready: Tree) -> None:
    (ready.root / "wheels" / "pytest-99.0-py3-none-any.whl").unlink()
    said = ready.start("test")
    assert said.code == setup.FAILED
    assert "The folder wheels beside main.py has no pytest for Python 3." in said.err
    assert "'pytest>=99'" in said.err


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("SSLCertVerificationError CERTIFICATE_VERIFY_FAILED", "is not trusted here"),
        ("ERROR: [Errno 28] No space left on device", "The disk is full."),
        ("WARNING: Temporary failure in name resolution", "cannot be reached"),
        ("ERROR: it broke", "pip failed and said: it broke"),
    ],
)
def test_pip_is_explained(line: str, sentence: str) -> None:
    told = str(explain_pip(["Collecting x", line], ["pip", "install"], ["x>=1"], False))
    assert sentence in told
    assert "\n" in told, "a cure follows"


def test_a_full_disk_is_not_called_read_only() -> None:
    assert "disk is full" in str(read_only(Path("/x"), OSError(errno.ENOSPC, "No space")))


def test_an_environment_whose_pip_breaks_is_no_traceback(ready: Tree) -> None:
    # The old pygame has to go, and the pip that should remove it fails.
    (ready.packages / "pygame" / "__init__.py").write_text("# the old pygame\n")
    own = ready.packages / "pip"
    own.mkdir(exist_ok=True)
    (own / "__init__.py").write_text("")
    broken = "import sys; '--version' in sys.argv or sys.exit('it broke')\n"
    (own / "__main__.py").write_text(broken)
    said = ready.start()
    assert said.code == setup.FAILED
    assert "The set-up could not go on: it broke.\nDelete .venv" in said.err


def test_venv_fails_and_there_is_no_pip(bare: Tree, without: Callable[..., str]) -> None:
    # Python has the module, and the module does not work.
    stubs = Path(without("pip"))
    (stubs / "venv.py").write_text("import sys\nif __name__ == '__main__': sys.exit('no luck')\n")
    said = bare.start(PYTHONPATH=str(stubs))
    assert said.code == setup.FAILED
    assert "Python could not make .venv: no luck. This may help:\n    " in said.err
