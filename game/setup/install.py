"""Make what is missing: .venv beside main.py, or .deps where this Python has no venv."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import IO

from game import setup
from game.setup import SetupError
from game.setup.advice import explain_pip, hand_made, read_only
from game.setup.progress import Progress

ROOT = Path(setup.ROOT)
VENV = Path(setup.VENV)
DEPS = Path(setup.DEPS)
WHEELS = ROOT / "wheels"
UNFINISHED = "unfinished"
_ANEW = "Delete .venv and .deps beside main.py and start again."


class StepFailed(Exception):
    """A program that the set-up called failed; `output` is what it printed."""

    def __init__(self, output: list[str]) -> None:
        super().__init__(output[-1].rstrip(".") if output else "it did not say why")
        self.output = output


def install(needs: list[str]) -> str:
    """Install `needs` and give the place that has them now: VENV or DEPS."""
    progress = Progress()
    try:
        with _interruptible(progress), _alone(progress):
            place = setup.find(needs)  # another start may have made it while this one waited
            if place is None:
                progress.say(_announcement(needs))
                begun = time.monotonic()
                _make(needs, progress)
                progress.say(f"Ready after {time.monotonic() - begun:.0f} s.")
                place = setup.find(needs)
    except StepFailed as failed:
        raise SetupError(f"The set-up could not go on: {failed}.", _ANEW) from None
    except OSError as error:
        raise SetupError(
            f"The set-up could not go on: {error.strerror or error} ({error.filename}).", _ANEW
        ) from None
    finally:
        progress.close()
    if place is None:
        raise SetupError("The set-up ended, yet what it installed is not to be found.", _ANEW)
    return place or setup.VENV  # this Python itself only if it is .venv's; it has to start anew


def _announcement(needs: list[str]) -> str:
    stamp = setup.stamp(setup.VENV)
    if stamp == [UNFINISHED]:
        return "An earlier set-up did not finish: making .venv beside main.py anew."
    if stamp:
        missing = [setup.requirement_name(need) for need in needs if need not in stamp]
    else:
        missing = setup.lacking(needs, sys.path)
    if not missing:
        return ".venv beside main.py is not whole: mending it."
    listed = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
    return f"ExComm needs {listed}; installing beside main.py, once."


def _make(needs: list[str], progress: Progress) -> None:
    if _can_import("venv") and _can_import("ensurepip"):
        try:
            pip, stamped = _ready_venv(progress)
        except StepFailed as failed:
            if not _can_import("pip"):
                raise SetupError(
                    f"Python could not make .venv: {failed}. This may help:", hand_made()
                ) from None
        else:
            _remove_old_pygame(pip, needs, progress)
            _pip_install(pip, needs, progress)
            if stamped:
                _finish(VENV, stamped, needs)
            return
    if not _can_import("pip"):
        raise SetupError(
            "This Python has neither venv nor pip to install with; this adds what is missing:",
            hand_made(),
        )
    _begin(DEPS)
    _empty(DEPS)
    pip = [sys.executable, "-m", "pip"]
    _pip_install(pip, needs, progress, "--target", str(DEPS))
    _finish(DEPS, setup.tag(), needs)


def _ready_venv(progress: Progress) -> tuple[list[str], str]:
    """Give the pip command for a .venv that is fit to install into, and the tag for its stamp.

    A finished one made here is kept and added to, and so is one that is not ours (without a
    stamp, and it gets none: the tag is empty). Anything else is made anew.
    """
    stamp = setup.stamp(setup.VENV)
    if Path(setup.venv_python()).exists():
        if stamp is None:
            return _venv_pip(progress), ""
        outgrown = setup.inside_venv() and stamp[:1] != [setup.tag()]
        if stamp and stamp != [UNFINISHED] and not outgrown:
            _begin(VENV)
            return _venv_pip(progress), stamp[0]
    _begin(VENV)
    _empty(VENV)
    progress.step("making .venv", 0.05)
    base = getattr(sys, "_base_executable", sys.executable)
    maker = base if setup.inside_venv() else sys.executable
    _run([maker, "-m", "venv", "--without-pip", str(VENV)], progress)
    return _venv_pip(progress), setup.tag()


def _venv_pip(progress: Progress) -> list[str]:
    """Find a pip for .venv: its own, or this Python's, or one that it is given now.

    Lending it this Python's saves most of a first start's time.
    """
    own = [setup.venv_python(), "-I", "-m", "pip"]
    if not subprocess.run([*own, "--version"], capture_output=True, check=False).returncode:
        return own
    if not setup.inside_venv() and _can_import("pip"):
        version = importlib.import_module("pip").__version__
        if setup.meets(version, ">=22.3"):  # the first that has --python
            return [sys.executable, "-m", "pip", "--python", setup.venv_python()]
    progress.step("adding pip to .venv", 0.1)
    _run([*own[:-1], "ensurepip"], progress)
    return own


def _remove_old_pygame(pip: list[str], needs: list[str], progress: Progress) -> None:
    """Where the old pygame overwrote pygame-ce, pip counts both as installed: remove both."""
    folders = setup.site_packages(setup.VENV)
    if "pygame-ce" in setup.lacking(needs, folders) and any(
        Path(folder, "pygame").is_dir() for folder in folders
    ):
        progress.step("removing the old pygame", 0.1)
        _run([*pip, "uninstall", "--yes", "pygame", "pygame-ce"], progress)


def _pip_install(pip: list[str], needs: list[str], progress: Progress, *where: str) -> None:
    offline = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    options = ["--only-binary=:all:", "--no-compile", "--retries=2", "--no-warn-script-location"]
    progress.step("fetching packages", 0.3)
    command = [*pip, "install", *options, *offline, *where, *needs]
    try:
        _run(command, progress)
    except StepFailed as failed:
        raise explain_pip(failed.output, command, needs, bool(offline)) from None


def _begin(home: Path) -> None:
    """Mark a folder as unfinished: if this is cut short, the next start makes it anew."""
    home.mkdir(exist_ok=True)
    (home / setup.STAMP).write_text(f"{UNFINISHED}\n", encoding="utf-8")


def _empty(home: Path) -> None:
    """Remove all but the mark, which must outlive an interruption of just this."""
    for entry in home.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != setup.STAMP:
            entry.unlink()


def _finish(home: Path, tag: str, needs: list[str]) -> None:
    """Write the stamp, at one stroke: a start beside this one reads the old or the new."""
    new = home / f"{setup.STAMP}.new"
    new.write_text("\n".join([tag, *needs, ""]), encoding="utf-8")
    new.replace(home / setup.STAMP)


def _can_import(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _run(command: list[str], progress: Progress) -> None:
    """Run a program of the set-up under the progress line; StepFailed with its output."""
    # A pip.conf or environment meant for other work must not send the packages elsewhere.
    elsewhere = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}
    environment = {key: value for key, value in os.environ.items() if key not in elsewhere}
    environment |= {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_NO_INPUT": "1"}
    # Nor may a module that lies where main.py was called from stand in for one of pip's.
    environment |= {"PYTHONSAFEPATH": "1"}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_PROGRESS_BAR": "off"}
    output: list[str] = []
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # it inherits the lock, and so holds it should this process be killed
    )
    assert process.stdout is not None
    reader = Thread(target=_read, args=(process.stdout, output, progress), daemon=True)
    reader.start()
    try:
        while reader.is_alive():
            reader.join(0.1)
            progress.check()
            progress.draw()
    except BaseException:
        process.terminate()
        raise
    finally:  # the stream is closed under no reader: that would be an error in its thread
        process.wait()
        reader.join(5)
        if not reader.is_alive():
            process.stdout.close()
    progress.check()  # the interrupt reached the program too, which may have failed of it
    if process.returncode:
        raise StepFailed(output)


def _read(stream: IO[str], output: list[str], progress: Progress) -> None:
    for line in stream:
        if line.strip():
            output.append(line.strip())
            progress.follow_pip(line.strip())


@contextmanager
def _interruptible(progress: Progress) -> Iterator[None]:
    """Let an interrupt be told to `progress`, which is asked where it is safe to stop.

    Python raises KeyboardInterrupt wherever it happens to be: between a thread and its start, or
    where nobody can catch it and it is lost.
    """

    def stop(*_: object) -> None:
        progress.stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
        progress.check()
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _alone(progress: Progress) -> Iterator[None]:
    """Keep two starts at once from making the same folder."""
    try:
        lock = (ROOT / ".setup.lock").open("w", encoding="utf-8")
    except OSError as error:
        raise read_only(ROOT, error) from None
    with lock:
        os.set_inheritable(lock.fileno(), True)
        if not _take(lock):
            progress.say("Another start is setting ExComm up; waiting for it.")
            while not _take(lock):
                progress.check()
                time.sleep(0.2)
        yield


def _take(lock: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system without locks: better unguarded than not at all
        return True
    return True
