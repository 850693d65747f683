"""Files of one's own: where they lie, and writing them whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from game.errors import Trouble


def folder() -> Path:
    """The player's own folder: ``EXCOMM_HOME``, or the platform's place for a program's data."""
    own = os.environ.get("EXCOMM_HOME")
    if own:
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or _home() / "AppData" / "Roaming") / "ExComm"
    if sys.platform == "darwin":
        return _home() / "Library" / "Application Support" / "ExComm"
    return Path(os.environ.get("XDG_DATA_HOME") or _home() / ".local" / "share") / "excomm"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a user without a home, as in some containers
        return Path.cwd()


def write(path: Path, text: str | bytes) -> None:
    """Replace a file whole or not at all: write beside it, sync, rename.

    Raises :class:`Trouble` if it cannot be written; what was there stays.
    """
    _write(path, text, _replace)


def create(path: Path, text: str | bytes) -> bool:
    """Write a file that is not there yet, whole or not at all; False if it is there.

    Of two programs that create one file at once, one does. Raises :class:`Trouble`.
    """
    return _write(path, text, _link)


def update(path: Path, text: str, held: str) -> bool:
    """Replace a file that holds `held` or is gone, whole or not at all; False if another program
    has written to it. Raises :class:`Trouble`.
    """

    def put(beside: Path, path: Path) -> bool:
        if path.exists() and path.read_bytes() != held.encode():
            return False
        return _replace(beside, path)

    return _write(path, text, put)


def _open_to_others(beside: Path, path: Path) -> None:
    """Let a file be read by whom any file made here may be read, not by its owner alone.

    What lies in the player's own folder stays his own: saves, and what was compiled.
    """
    own = folder().resolve() in path.resolve().parents
    if os.name == "posix" and not own:  # elsewhere a file has the rights of its folder
        mask = os.umask(0o077)
        os.umask(mask)
        with contextlib.suppress(OSError):  # a disk without rights
            beside.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~mask)


def _replace(beside: Path, path: Path) -> bool:
    beside.replace(path)
    return True


def _link(beside: Path, path: Path) -> bool:
    try:
        os.link(beside, path)  # fails where a file is, which no rename does everywhere
    except FileExistsError:
        return False
    except OSError:  # a disk that has no links, such as a memory stick
        return not path.exists() and _replace(beside, path)
    return True


def _write(path: Path, text: str | bytes, put: Callable[[Path, Path], bool]) -> bool:
    """Write beside a file and sync, then `put` it there."""
    data = text.encode() if isinstance(text, str) else text
    import tempfile  # here, because the first frame does not wait for it

    beside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _open_to_others(Path(beside), path)
        return put(Path(beside), path)
    except OSError as error:
        raise Trouble(
            f"'{path}' cannot be written ({error.strerror or 'unknown reason'})."
            " Free some space, or set EXCOMM_HOME to a folder that can be written."
        ) from error
    finally:
        if beside:  # it is gone already if it was renamed
            with contextlib.suppress(OSError):
                Path(beside).unlink()


def read(path: Path, limit: int = 20_000_000) -> str:
    """The text of a file of at most `limit` bytes. Raises :class:`Trouble`."""
    try:
        if path.stat().st_size > limit:
            raise Trouble(f"'{path}' is larger than {limit:,} bytes; it is not a record.")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise Trouble(
            f"'{path}' cannot be read ({error.strerror or 'unknown reason'}). Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise Trouble(f"'{path}' is not a text file, so it is not a record.") from error
