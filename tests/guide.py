"""docs/authors.md as a thing that runs: its blocks in order, in one folder, by the real commands.

A block is one of::

    ```console answers="1 2"     commands after `$ `, and what they print; answers are typed in
    ```diff file="a/b.yaml"      a change of a file: `-` goes, `+` comes, the rest stays
    ```yaml                      a piece of a scenario, which must fit the schema

In what a command prints `…` stands for any text, and on a line of its own for any lines.
``python tests/guide.py`` writes what is printed now into the blocks that say something else.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # run as a script
    sys.path.insert(0, str(ROOT))

from game.cli import main  # noqa: E402

GUIDE = ROOT / "docs" / "authors.md"
GAMES = "~/.local/share/excomm"  # where the guide finds a saved game; here EXCOMM_HOME
_BLOCK = re.compile(r"^```(\w*)(.*)\n((?:.*\n)*?)^```$", re.M)


@dataclass(frozen=True, slots=True)
class Block:
    line: int  # of the fence, from 1
    start: int  # where its body begins in the text, and ends
    end: int
    kind: str
    given: dict[str, str]
    body: str

    def commands(self) -> Iterator[tuple[str, str]]:
        """Each command of a console, and what it is said to print."""
        for part in re.split(r"^\$ ", self.body, flags=re.M)[1:]:
            command, _, prints = part.partition("\n")
            yield command, prints


def blocks(text: str) -> list[Block]:
    return [
        Block(
            line=text.count("\n", 0, found.start()) + 1,
            start=found.start(3),
            end=found.end(3),
            kind=found[1],
            given=dict(re.findall(r'(\w+)="([^"]*)"', found[2])),
            body=found[3],
        )
        for found in _BLOCK.finditer(text)
    ]


def fits(printed: str, stated: str) -> bool:
    """Whether a command printed what is stated."""
    form = "".join(
        "(?:.*\n)*" if line == "…\n" else re.escape(line).replace("…", ".*")
        for line in stated.splitlines(keepends=True)
    )
    return re.fullmatch(form, printed) is not None


def run(command: str, answers: str) -> str:
    """What a command prints, here; both streams together."""
    said = io.StringIO()
    program, *words = shlex.split(command)
    words = [word.replace(GAMES, os.environ["EXCOMM_HOME"]) for word in words]
    if program == "main.py":
        stdin, argv = sys.stdin, sys.argv
        sys.stdin, sys.argv = io.StringIO("".join(f"{a}\n" for a in answers.split())), [program]
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                main(words)
        finally:
            sys.stdin, sys.argv = stdin, argv
    elif program == "cp" and words[0] == "-r":
        shutil.copytree(words[1], words[2])
    elif program == "cp":
        Path(words[1]).parent.mkdir(exist_ok=True)
        shutil.copy(*words)
    elif (program, *words[:2]) == ("python3", "-m", "zipfile"):
        with contextlib.redirect_stdout(said):
            zipfile.main(words[2:])
    else:
        raise AssertionError(f"The guide cannot run '{command}'.")
    return said.getvalue()


def change(block: Block) -> None:
    """Make the change of a diff; its old text must stand in the file once."""
    path = Path(block.given["file"])
    if not path.exists():  # a new file, of lines that come
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    lines = block.body.splitlines(keepends=True)
    assert all(line[0] in " +-" for line in lines), f"line {block.line}: not a diff"
    old = "".join(line[1:] for line in lines if line[0] != "+")
    new = "".join(line[1:] for line in lines if line[0] != "-")
    text = path.read_text(encoding="utf-8")
    stands = text.count(old) if text else not old
    assert stands == 1, f"line {block.line}: stands {stands} times:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def play(text: str) -> Iterator[tuple[Block, str, str, str]]:
    """Do all that the guide says, in the current folder: block, command, stated, printed."""
    for block in blocks(text):
        if block.kind == "diff":
            change(block)
        for command, stated in block.commands() if block.kind == "console" else ():
            yield block, command, stated, run(command, block.given.get("answers", ""))


def _rewrite() -> None:
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    text = GUIDE.read_text(encoding="utf-8")
    said: dict[int, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        os.environ["EXCOMM_HOME"] = str(Path(folder) / "home")
        for block, command, stated, printed in play(text):
            same = fits(printed, stated)
            if not same:
                print(f"line {block.line}: $ {command}")
            said.setdefault(block.start, []).append(f"$ {command}\n{stated if same else printed}")
    for block in reversed(blocks(text)):
        if block.start in said:
            text = text[: block.start] + "".join(said[block.start]) + text[block.end :]
    GUIDE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _rewrite()
