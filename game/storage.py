"""Files of one's own: where they lie, and writing them whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
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
        Path(beside).replace(path)
    except OSError as error:
        if beside:
            with contextlib.suppress(OSError):
                Path(beside).unlink()
        raise Trouble(
            f"'{path}' cannot be written ({error.strerror or 'unknown reason'})."
            " Free some space, or set EXCOMM_HOME to a folder that can be written."
        ) from error


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
