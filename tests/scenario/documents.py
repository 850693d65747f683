"""The documents of docs/diagnostics: one for each code, with examples that are run as tests.

Run as a script it writes their index: ``python tests/scenario/documents.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "diagnostics"
INDEX = FOLDER / "README.md"
BASE = FOLDER / "base.yaml"
PARTS = ("## Says", "## Why it matters", "## What to do", "## Example")
FAMILIES = {
    "EX01": "Files and their shape",
    "EX02": "Names",
    "EX03": "Conditions and weights",
    "EX04": "The course of the story",
    "EX05": "Care for the reader",
    "EX06": "History's line",
    "EX07": "Silence",
    "EX08": "Translations",
}
_FRONT = re.compile(r"---\n((?:\w+: .+\n)+)---\n")
_BLOCK = re.compile(r"^```(\w+)(?: (bad|good))?((?: \w+=\"[^\"]*\")*)\n(.*?)^```$", re.M | re.S)
_WHOLE = ("scenario", "ladder", "alert", "map")  # sections that an example replaces as a whole


@dataclass(slots=True)
class Example:
    """What a document shows: the files laid beside the base, and where the fault must be told."""

    name: str
    bad: bool
    at: str = ""  # "file:line", where no comment in the example marks the line
    also: frozenset[str] = frozenset()  # other codes that the case cannot do without
    files: dict[str, bytes] = field(default_factory=dict)

    def place(self, code: str) -> tuple[str, int]:
        """The file and line at which the problem must be told."""
        for name, data in self.files.items():
            for number, line in enumerate(data.splitlines(), 1):
                if line.endswith(f"# {code}".encode()):
                    return name, number
        name, _, line = self.at.rpartition(":")
        return name, int(line)

    def write(self, folder: Path) -> Path:
        """The scenario: the example, and of the base what the example does not define."""
        root = folder / "base"
        root.mkdir()
        for name, data in self.files.items():
            path = root / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        base = yaml.load(BASE.read_text(encoding="utf-8"), yaml.BaseLoader)
        for name, data in self.files.items():
            if name.endswith(".yaml") and not name.startswith("text/"):
                _take_away(base, data)
        text = yaml.safe_dump(base, sort_keys=False, allow_unicode=True)
        (root / "base.yaml").write_text(text, encoding="utf-8")
        return root


def _take_away(base: dict[str, dict[str, object]], data: bytes) -> None:
    try:
        given = yaml.load(data.decode("utf-8", "replace"), yaml.BaseLoader)
    except yaml.YAMLError:
        return
    for section, entries in given.items() if isinstance(given, dict) else ():
        if section in _WHOLE or not isinstance(entries, dict):
            base.pop(section, None)
        for id in entries if isinstance(entries, dict) else ():
            base.get(section, {}).pop(id, None)


@dataclass(slots=True)
class Document:
    path: Path
    code: str
    severity: str
    summary: str
    text: str
    examples: list[Example]

    @property
    def messages(self) -> list[str]:
        """What the problem may say, with {…} for what differs."""
        says = self.text.split("## Says\n")[1].split("\n## ")[0]
        return re.findall(r"^- (.+)$", says, re.M)


def read(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    match = _FRONT.match(text)
    assert match, f"{path.name} does not begin with its code, severity and summary"
    front = dict(line.split(": ", 1) for line in match[1].splitlines())
    examples: list[Example] = []
    for _, kind, words, body in _BLOCK.findall(text):
        given = dict(re.findall(r"(\w+)=\"([^\"]*)\"", words))
        if kind:
            name = f"{front['code']}-{kind}-{len(examples) // 2 + 1}"
            also = frozenset(given.get("also", "").split())
            examples.append(Example(name, kind == "bad", given.get("at", ""), also))
        file = given.get("file", "example.yaml")
        examples[-1].files[file] = body.encode(given.get("encoding", "utf-8"))
    return Document(path, front["code"], front["severity"], front["summary"], text, examples)


def documents() -> list[Document]:
    return [read(path) for path in sorted(FOLDER.glob("EX*.md"))]


def index() -> str:
    """The table of contents, as it must stand in README.md."""
    lines = [
        "# Diagnostics",
        "",
        "`main.py check SCENARIO` finds every problem of a scenario in one pass. Each has a code,"
        " a file, a line and a column; behind each code",
        "stands a page with what it says, why it matters, what to do, and examples that are run"
        " as tests.",
        "",
        "An **error** keeps a scenario from being played. A **warning** does not; the author can"
        " silence it by name, with a reason, in the section",
        "[`silence`](../scenario-format.md#silence).",
        "",
        "The examples are laid beside one small scenario, [base.yaml](base.yaml): what an example"
        " defines takes the place of the entry with the",
        "same id there. A comment such as `# EX0104` marks the line at which the problem is told.",
    ]
    for family, group in groupby(documents(), key=lambda document: document.code[:4]):
        lines += [
            "",
            f"## {FAMILIES[family]}",
            "",
            "| code | | it says that |",
            "| --- | --- | --- |",
        ]
        for one in group:
            lines.append(f"| [{one.code}]({one.path.name}) | {one.severity} | {one.summary} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    INDEX.write_text(index(), encoding="utf-8")
