"""Where the other engines are."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent


def node() -> str:
    """The path of Node, with the packages of ``npm install`` beside these tests."""
    found = shutil.which("node")
    assert found, "Node is not here; .ci/run installs it."
    assert (HERE / "node_modules").is_dir(), "Run 'npm install' in tests/oracles first."
    return found
