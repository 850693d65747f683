"""Other engines that run in Python: inkcpp-py, bink (both play ink), Bardic."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def _names(folder: Path) -> list[str]:
    graph = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    return [variable["name"] for variable in graph["variables"]]


class InkCpp:
    """A compiled C++ engine for ink. Its save is a file."""

    def __init__(self, folder: Path) -> None:
        import inkcpp_py

        self.module: Any = inkcpp_py
        self.story = inkcpp_py.Story.from_file(str(folder / "ink.bin"))
        self.folder = folder

    def _options(self) -> list[str]:
        return [choice.text() for choice in self.runner]

    def start(self, rng: int) -> tuple[str, Sequence[str]]:
        self.globals = self.story.new_globals()
        self.runner = self.story.new_runner(self.globals)
        self.globals.rng = self.module.Value(rng)
        return self.runner.getall(), self._options()

    def choose(self, index: int) -> tuple[str, Sequence[str]]:
        self.runner.choose(index)
        return self.runner.getall(), self._options()

    def variables(self) -> list[int]:
        return [getattr(self.globals, name).as_int() for name in _names(self.folder)]

    def save(self) -> bytes:
        with tempfile.NamedTemporaryFile(suffix=".snap") as file:
            self.runner.create_snapshot().write_to_file(file.name)
            return Path(file.name).read_bytes()

    def restore(self, saved: bytes) -> Sequence[str]:
        with tempfile.NamedTemporaryFile(suffix=".snap") as file:
            Path(file.name).write_bytes(saved)
            snapshot = self.module.Snapshot.from_file(file.name)
        self.globals = self.story.new_globals_from_snapshot(snapshot)
        self.runner = self.story.new_runner_from_snapshot(snapshot, self.globals)
        return self._options()


class Bink:
    """A Rust engine for ink."""

    def __init__(self, folder: Path) -> None:
        from bink.story import Story

        self.story: Any = Story((folder / "ink.json").read_text(encoding="utf-8"))
        self.folder = folder

    def _view(self) -> tuple[str, Sequence[str]]:
        return self.story.continue_maximally(), list(self.story.get_current_choices())

    def start(self, rng: int) -> tuple[str, Sequence[str]]:
        self.story.reset_state()
        self.story.set_variable("rng", rng)
        return self._view()

    def choose(self, index: int) -> tuple[str, Sequence[str]]:
        self.story.choose_choice_index(index)
        return self._view()

    def variables(self) -> list[int]:
        return [self.story.get_variable(name) for name in _names(self.folder)]

    def save(self) -> bytes:
        text: str = self.story.save_state()
        return text.encode()

    def restore(self, saved: bytes) -> Sequence[str]:
        self.story.load_state(saved.decode())
        return list(self.story.get_current_choices())


class Bardic:
    """A story engine in Python."""

    def __init__(self, folder: Path) -> None:
        from bardic import BardEngine

        self.make: Any = BardEngine
        self.story = json.loads((folder / "bardic.json").read_text(encoding="utf-8"))
        self.engine = BardEngine(self.story)
        self.folder = folder

    def start(self, rng: int) -> tuple[str, Sequence[str]]:
        self.engine = self.make(self.story)
        self.engine.state["rng"] = rng
        found = self.engine.goto("Begin")
        return found.content, [choice["text"] for choice in found.choices]

    def choose(self, index: int) -> tuple[str, Sequence[str]]:
        found = self.engine.choose(index)
        return found.content, [choice["text"] for choice in found.choices]

    def variables(self) -> list[int]:
        return [self.engine.state[name] for name in _names(self.folder)]

    def save(self) -> bytes:
        return json.dumps(self.engine.save_state()).encode()

    def restore(self, saved: bytes) -> Sequence[str]:
        self.engine.load_state(json.loads(saved))
        return [choice["text"] for choice in self.engine.current().choices]
