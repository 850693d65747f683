"""What stopped a set-up, in a sentence, and the command or the step that would cure it."""

from __future__ import annotations

import errno
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from game.setup import WINDOWS, SetupError

_UNREACHABLE = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Read timed out|ProxyError"
    r"|getaddrinfo|name resolution|Name or service|Network is unreachable|connection broken",
)
_NONE_FOUND = re.compile(r"No matching distribution found for ([\w.-]+)")


def explain_pip(
    output: list[str], command: list[str], needs: list[str], offline: bool
) -> SetupError:
    """Tell from pip's output why it failed."""
    text = "\n".join(output)
    python = "py" if WINDOWS else "python3"
    download = [python, "-m", "pip", "download", "--only-binary=:all:", "-d", "wheels", *needs]
    fill = f"    {_shell(download)}"
    none_found = _NONE_FOUND.search(text)
    version = f"Python {sys.version_info[0]}.{sys.version_info[1]}"
    if offline and none_found:
        return SetupError(
            f"The folder wheels beside main.py has no {none_found[1]} for {version} on this "
            "machine.",
            "Fill it on a machine like this one that has internet, or remove it to use the "
            f"network here:\n{fill}",
        )
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return SetupError(
            "The connection to the package index is not trusted here, as behind some school and "
            "company networks.",
            "Set PIP_CERT to the network's certificate file, and start again.",
        )
    if "No space left" in text:
        return SetupError("The disk is full.", "Make room and start again.")
    if _UNREACHABLE.search(text):
        return SetupError(
            "The package index cannot be reached: there is no network, or it is closed.",
            "Start again with a network; or fill the folder wheels on a machine like this one "
            f"that has it, and put it beside main.py:\n{fill}",
        )
    if none_found:
        return SetupError(
            f"pip found no {none_found[1]} for {version} on this machine.",
            "If this Python is very new or unusual, start main.py with another (3.11 or newer). "
            "Without\na network, fill the folder wheels on a machine like this one and put it "
            f"beside main.py:\n{fill}",
        )
    errors = [line for line in output if line.startswith("ERROR:")] or output or ["nothing"]
    return SetupError(
        f"pip failed and said: {errors[-1].removeprefix('ERROR: ')}",
        f"This shows all that it says:\n    {_shell(command)}",
    )


def read_only(root: Path, error: OSError) -> SetupError:
    """For a folder that no set-up can write to."""
    if error.errno == errno.ENOSPC:
        return SetupError("The disk is full.", "Make room and start again.")
    if WINDOWS:
        command = (
            f'xcopy /E /I "{root}" "%USERPROFILE%\\excomm" && py "%USERPROFILE%\\excomm\\main.py"'
        )
    else:
        command = f"cp -r {shlex.quote(str(root))} ~/excomm && python3 ~/excomm/main.py"
    return SetupError(
        f"ExComm must install what it needs beside main.py, and {root} cannot be written to "
        f"({(error.strerror or str(error)).lower()}).",
        f"This puts a copy into your own folder and starts it:\n    {command}",
    )


def hand_made() -> str:
    """The one command that gives this machine what a set-up needs."""
    if shutil.which("uv"):
        return "    uv run main.py"
    python = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    commands = {
        "apt-get": f"apt-get update && {{sudo}}apt-get install -y {python}-venv",
        "dnf": "dnf install -y python3-pip",
        "zypper": "zypper install -y python3-pip",
        "pacman": "pacman -S --noconfirm python-pip",
        "apk": "apk add py3-pip",
        "brew": "brew install python",
        "winget": "winget install Python.Python.3.13",
    }
    for program, command in commands.items():
        if shutil.which(program):
            root = not hasattr(os, "geteuid") or os.geteuid() == 0 or program == "brew"
            sudo = "" if root else "sudo "
            return f"    {sudo}{command.format(sudo=sudo)}"
    return f"    {python} -m ensurepip --upgrade"


def _shell(command: list[str]) -> str:
    if WINDOWS:
        return " ".join(f'"{word}"' if set(word) & set(" <>&") else word for word in command)
    return shlex.join(command)
