"""Mermaid itself draws the charts, in Chromium, within the limits that wikis set it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from game.export.mermaid import mermaid
from game.scenario.load import open_scenario
from tests.engine.lab import lab
from tests.export.letters import NASTY, letters

from .tools import chromium, run


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, dict[str, Any]]]:
    """Every chart, and what stands in its picture."""
    folder: Path = tmp_path_factory.mktemp("mermaid")
    scenarios = [open_scenario("tutorial"), open_scenario("october-1962"), lab(), letters()]
    paths = []
    for scenario in scenarios:
        path = folder / f"{scenario.id}.mmd"
        path.write_text(mermaid(scenario), encoding="utf-8")
        paths.append(path)
    pictures = json.loads(run("mermaid.mjs", chromium(), *paths))
    charts = [path.read_text(encoding="utf-8") for path in paths]
    return list(zip(charts, pictures, strict=True))


def test_every_scene_and_way_stands_in_the_picture(
    drawn: list[tuple[str, dict[str, Any]]],
) -> None:
    for chart, picture in drawn:
        lines = chart.splitlines()
        scenes = [line for line in lines if line.startswith("  ")]
        assert len(picture["nodes"]) == len(scenes) > 2
        ways = [line for line in lines if re.match(r"\w+ -\.?->", line)]
        assert picture["edges"] == len(ways) > 2


def test_words_come_through_whole(drawn: list[tuple[str, dict[str, Any]]]) -> None:
    nodes, labels = drawn[-1][1]["nodes"], drawn[-1][1]["labels"]
    assert NASTY[3] in nodes
    assert NASTY[7] in nodes
    assert nodes[0] == "$money _under_ <<macro>> [[link]]…"
    assert labels[0].startswith("TODO: [brackets] {braces} |…-> a divert <- a thread <>…and")
