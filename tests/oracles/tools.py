"""Where the other engines are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


def node() -> str:
    """The path of Node, with the packages of ``npm install`` beside these tests."""
    found = shutil.which("node")
    assert found, "Node is not here; .ci/run installs it."
    assert (HERE / "node_modules").is_dir(), "Run 'npm install' in tests/oracles first."
    return found


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is not here; .ci/run installs it."
    return found


def run(script: str, *arguments: str | Path) -> str:
    """What a script beside these tests prints; it must end well."""
    said = subprocess.run(
        [node(), HERE / script, *arguments], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    return said.stdout
