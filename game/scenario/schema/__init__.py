"""The shape of a scenario file as a JSON Schema, for editors: completion, hover, red lines.

Draft 7, which every YAML editor knows. A schema sees one file and no names of another, so it tells
of keys, shapes and ranges; what a scenario means is for ``check``. Tests hold it to the compiler:
the same keys, the same ones needed, the same words allowed. The one thing in which it is stricter
is that a number is not quoted.
"""

from __future__ import annotations

import json

from game.scenario.schema import story, table, world
from game.scenario.schema.shapes import Schema, fields

NOTE = "Written by 'main.py schema'. The keys are described in docs/scenario-format.md."


def schema() -> Schema:
    """The JSON Schema of a scenario file, which may hold any of the sections."""
    sections = {
        **world.head(),
        **world.tracked(),
        **table.people(),
        **story.story(),
        **table.messages(),
        **table.theatre(),
        **table.precautions(),
        **table.silence(),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": NOTE,
        **fields("A file of a scenario. It may hold any of the sections.", sections),
        "definitions": {
            "node": story.node(),
            "option": story.option(),
            "outcome": story.outcome(),
            "paragraphs": story.paragraphs(),
            "basis": story.basis(),
            "voice": story.voice(),
            "route": story.route(),
            "effects": world.effects(),
            "delayed": world.delayed(),
            "reason": table.reason(),
        },
    }


def text() -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
