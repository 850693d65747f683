"""A short run of the fuzzing of expressions; a long one is started by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TEXTS = 15_000  # some five seconds


def test_no_text_breaks_the_expression_language() -> None:
    # In a process of its own: a hook for audit events stays until the interpreter ends.
    script = Path(__file__).with_name("expressions.py")
    done = subprocess.run(
        [sys.executable, str(script), "--inputs", str(TEXTS), "--seed", "1962"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{TEXTS:,} texts" in done.stdout
    assert "0 findings" in done.stdout
