"""Start the game in a Python that has what it needs; ``install`` makes one where none has.

This runs at every start before anything else, so it imports nothing but os and sys and asks no
subprocess: it looks at file names. Three places may have what is needed, tried in this order: the
Python that runs this, ``.venv`` beside main.py, and ``.deps`` (where a Python has no venv).
A folder made here carries a stamp, written last: the Python it is for and the requirements that
went in. An environment without a stamp (uv's, the player's own) is judged by what lies in it.
"""

from __future__ import annotations

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
DEPS = os.path.join(ROOT, ".deps")
STAMP = "excomm-setup"
WINDOWS = os.name == "nt"
FAILED = 3  # the exit code of a set-up that failed; 1 and 2 are the game's own
_RESTARTS = "EXCOMM_RESTARTS"


class SetupError(Exception):
    """What stopped the set-up, in one sentence, and what to do about it."""

    def __init__(self, sentence: str, cure: str = "") -> None:
        super().__init__(f"{sentence}\n{cure}" if cure else sentence)


def start(argv: list[str]) -> int:
    """Run main.py's command line, after making what it needs if that is missing."""
    restarts = int(os.environ.pop(_RESTARTS, "0"))
    testing = argv[:1] == ["test"]
    try:
        needs = requirements(testing)
        home = find(needs)
        if home != "" and restarts > 1:
            raise SetupError(
                ".venv beside main.py was made and does not work.", "Delete it and start again."
            )
        if home is None:
            from game.setup.install import install

            home = install(needs)
        if home == VENV:
            os.environ[_RESTARTS] = str(restarts + 1)
            return _become([venv_python(), *sys.orig_argv[1:]])
    except SetupError as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("\nStopped. The next start takes the set-up up again.", file=sys.stderr)
        return 130
    if home == DEPS:
        sys.path.insert(0, DEPS)
        paths = [DEPS, os.environ.get("PYTHONPATH", "")]
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    if testing:
        os.chdir(ROOT)  # pytest's arguments are paths of the project
        return _become([sys.executable, "-m", "pytest", *argv[1:]])
    from game.cli import main

    return main(argv)


def requirements(testing: bool) -> list[str]:
    """What pyproject.toml asks for, with the test extra if wanted.

    Not by tomllib, which takes fifteen milliseconds at every start; a test holds the two equal.
    """
    try:
        with open(os.path.join(ROOT, "pyproject.toml"), encoding="utf-8") as file:
            text = file.read()
        return [
            line.strip().strip('",')
            for key in ("dependencies", "test")[: 1 + testing]
            for line in text.split(f"\n{key} = [\n")[1].split("\n]")[0].splitlines()
        ]
    except (OSError, IndexError, UnicodeDecodeError):
        raise SetupError(
            "pyproject.toml beside main.py is missing or damaged.", "Get the game's folder anew."
        ) from None


def find(needs: list[str]) -> str | None:
    """Find the place that has `needs`: "" for this Python as it is, VENV, DEPS, or None."""
    if inside_venv():
        if _venv_ready(needs, tag()):
            return ""
    elif not lacking(needs, sys.path):
        return ""
    elif os.path.exists(venv_python()) and _venv_ready(needs, None):
        return VENV
    if _stamped(DEPS, needs, tag()) and not lacking(needs, [DEPS]):
        return DEPS
    return None


def inside_venv() -> bool:
    """Whether this Python is the one of VENV."""
    return _real(sys.prefix) == _real(VENV)


def venv_python() -> str:
    """Give the path of VENV's Python, whether or not it is there."""
    if WINDOWS:
        return os.path.join(VENV, "Scripts", "python.exe")
    return os.path.join(VENV, "bin", "python")


def tag() -> str:
    """The first line of a stamp: which Python a folder's compiled modules are for."""
    flags = getattr(sys, "abiflags", "")
    machine = getattr(sys.implementation, "_multiarch", sys.platform)
    return f"{sys.implementation.cache_tag}{flags} {machine}"


def stamp(home: str) -> list[str] | None:
    """Read the lines of a folder's stamp; None where it has none."""
    try:
        with open(os.path.join(home, STAMP), encoding="utf-8") as file:
            return file.read().splitlines()
    except (OSError, UnicodeDecodeError):
        return None


def lacking(needs: list[str], folders: list[str]) -> list[str]:
    """The names of those requirements that the packages in `folders` do not meet."""
    found: dict[str, str] = {}
    for folder in folders:
        for entry in _entries(folder):
            if entry.endswith((".dist-info", ".egg-info")):
                name, _, version = entry.rpartition(".")[0].partition("-")
                found.setdefault(_canonical(name), version.partition("-")[0])
    missing = []
    for need in needs:
        name = requirement_name(need)
        has = found.get(_canonical(name))
        if (
            has is None
            or not meets(has, need[len(name) :])
            or (name == "pygame-ce" and not _pygame_is_ce(folders))
        ):
            missing.append(name)
    return missing


def meets(version: str, limits: str) -> bool:
    """Whether a version lies within ``>=low`` or ``>=low,<high``."""
    low, _, high = limits.removeprefix(">=").partition(",<")
    return _numbers(low) <= _numbers(version) and (not high or _numbers(version) < _numbers(high))


def site_packages(home: str) -> list[str]:
    """Where a virtual environment keeps its packages."""
    if WINDOWS:
        return [os.path.join(home, "Lib", "site-packages")]
    lib = os.path.join(home, "lib")
    return [os.path.join(lib, python, "site-packages") for python in _entries(lib)]


def requirement_name(need: str) -> str:
    """Give ``pygame-ce`` of ``pygame-ce>=2.5.8,<2.6``."""
    return need.partition(">=")[0]


def _venv_ready(needs: list[str], python: str | None) -> bool:
    return not lacking(needs, site_packages(VENV)) and (
        stamp(VENV) is None or _stamped(VENV, needs, python)
    )


def _stamped(home: str, needs: list[str], python: str | None) -> bool:
    lines = stamp(home) or [""]
    return python in (lines[0], None) and set(needs) <= set(lines[1:])


def _pygame_is_ce(folders: list[str]) -> bool:
    """Whether ``import pygame`` would give pygame-ce.

    The old pygame installs into the same folder and overwrites it, while both count as installed.
    """
    for folder in folders:
        package = os.path.join(folder, "pygame")
        if os.path.isdir(package):
            try:
                with open(os.path.join(package, "__init__.py"), encoding="utf-8") as file:
                    return "pygame-ce" in file.read()
            except (OSError, UnicodeDecodeError):
                return False
    return False


def _canonical(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _numbers(version: str) -> list[int]:
    numbers: list[int] = []
    for part in version.split("."):
        if not part.isdigit():
            break
        numbers.append(int(part))
    while numbers and numbers[-1] == 0:  # 2.6 and 2.6.0 are one version
        numbers.pop()
    return numbers


def _entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _real(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def _become(command: list[str]) -> int:
    """Go on as another program: in its place, or on Windows (which has no such thing) around it."""
    for stream in (sys.stdout, sys.stderr):
        if stream:  # pythonw has none
            stream.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    import subprocess

    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the console gave it to both; the other one decides
            continue
