"""A copy of main.py and game/setup in a folder of its own, with tiny packages to install.

The copy needs `excomm-probe` and a `pygame-ce` far above the real one, so that no Python has them
by chance; both, and a pretended pytest, come from a `wheels` folder: no test needs a network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The Python under the virtual environment that the tests run in: it has none of their packages.
PYTHON = str(getattr(sys, "_base_executable", sys.executable))

NEEDS = ["pygame-ce>=99.1,<100", "excomm-probe>=1.0"]
PYPROJECT = """[project]
dependencies = [
    "pygame-ce>=99.1,<100",
    "excomm-probe>=1.0",
]

[project.optional-dependencies]
test = [
    "pytest>=99",
]
"""
GAME = """import sys
def main(argv):
    import excomm_probe, pygame
    print("GAME", argv, sys.prefix)
    print("EARLY", *sorted(EARLY))
    return 7
EARLY = set(sys.modules)
"""
CE = "# pygame-ce - Python Game Library\n"
OLD = "# the old pygame\n"
PACKAGES = {
    ("pygame_ce", "99.1.2"): {"pygame/__init__.py": CE},
    ("excomm_probe", "1.0"): {"excomm_probe.py": ""},
    ("excomm_probe", "2.0"): {"excomm_probe.py": ""},
    ("pytest", "99.0"): {
        "pytest/__init__.py": "",
        "pytest/__main__.py": "import os, sys; print('PYTEST', sys.argv[1:], os.getcwd())",
    },
}


@dataclass(frozen=True)
class Said:
    """What a start of main.py came to."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Tree:
    """A folder with main.py in it."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        return self.venv / "excomm-setup"

    @property
    def packages(self) -> Path:
        return next(self.venv.glob("lib/*/site-packages"))

    def popen(
        self, *argv: str, python: str = PYTHON, before: tuple[str, ...] = (), **env: str
    ) -> subprocess.Popen[str]:
        """Start main.py as a stranger to this test run would."""
        clean = {"PATH": os.defpath, "HOME": str(self.root), "LANG": "C.UTF-8"} | env
        return subprocess.Popen(
            [*before, python, str(self.root / "main.py"), *argv],
            cwd=self.root.parent,
            env=clean,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def start(
        self, *argv: str, python: str = PYTHON, before: tuple[str, ...] = (), **env: str
    ) -> Said:
        """Run main.py to its end; a traceback is a fault, whatever the test looks at."""
        process = self.popen(*argv, python=python, before=before, **env)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in out + err, err
        return Said(process.returncode, out, err)

    def copy(self, root: Path) -> Tree:
        shutil.copytree(self.root, root, symlinks=True)
        return Tree(root)


def _wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> None:
    info = f"{name}-{version}.dist-info"
    full = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in [*full, f"{info}/RECORD"])
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in (full | {f"{info}/RECORD": record}).items():
            archive.writestr(path, text)


@pytest.fixture(scope="session")
def bare_tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The game as it comes, with nothing set up and a wheelhouse beside it. Only to be copied."""
    root = tmp_path_factory.mktemp("bare") / "game folder"
    no_caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "game" / "setup", root / "game" / "setup", ignore=no_caches)
    shutil.copy(ROOT / "game" / "__init__.py", root / "game")
    shutil.copy(ROOT / "main.py", root)
    (root / "game" / "cli.py").write_text(GAME)
    (root / "pyproject.toml").write_text(PYPROJECT)
    wheels = root / "wheels"
    wheels.mkdir()
    for (name, version), files in PACKAGES.items():
        _wheel(wheels, name, version, files)
    (wheels / "excomm_probe-2.0-py3-none-any.whl").rename(root / "excomm_probe-2.0.later")
    return Tree(root)


@pytest.fixture(scope="session")
def first_start(bare_tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, Said]:
    """A folder after its first start, and what that said. Only to be read or copied."""
    tree = bare_tree.copy(tmp_path_factory.mktemp("ready") / "game folder")
    return tree, tree.start("play", "--text")


@pytest.fixture
def bare(bare_tree: Tree, tmp_path: Path) -> Tree:
    """A folder of one's own with nothing set up."""
    return bare_tree.copy(tmp_path / "game folder")


@pytest.fixture
def ready(first_start: tuple[Tree, Said], tmp_path: Path) -> Tree:
    """A folder of one's own that has been set up."""
    return first_start[0].copy(tmp_path / "another folder")


@pytest.fixture
def without(tmp_path: Path) -> Callable[..., str]:
    """Give a PYTHONPATH on which the named modules cannot be imported."""

    def stubs(*modules: str) -> str:
        folder = tmp_path / "stubs"
        folder.mkdir()
        for module in modules:
            (folder / f"{module}.py").write_text(f"raise ImportError('no {module} here')\n")
        return str(folder)

    return stubs


@pytest.fixture
def with_packages(tmp_path: Path) -> Callable[..., str]:
    """Give a PYTHONPATH that has both needed packages, with this text in pygame's __init__."""

    def installed(pygame: str, probe: str = "1.0") -> str:
        folder = tmp_path / "packages"
        for name in ("pygame", "pygame_ce-99.1.2.dist-info", f"excomm_probe-{probe}.dist-info"):
            (folder / name).mkdir(parents=True)
        (folder / "pygame" / "__init__.py").write_text(pygame)
        (folder / "excomm_probe.py").write_text("")
        return str(folder)

    return installed


@pytest.fixture(scope="session")
def pip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder to put on PYTHONPATH that holds pip and nothing else."""
    folder = tmp_path_factory.mktemp("pip")
    where = [PYTHON, "-c", "import pip; print(pip.__path__[0])"]
    said = subprocess.run(where, capture_output=True, text=True, check=False)
    if said.returncode:  # a Debian may have venv and no pip
        subprocess.run([PYTHON, "-m", "venv", folder / "venv"], check=True)
        where[0] = str(folder / "venv" / "bin" / "python")
        said = subprocess.run(where, capture_output=True, text=True, check=True)
    (folder / "pip").symlink_to(said.stdout.strip())
    return folder
