"""A scenario whose words are full of what other languages take for their own."""

from __future__ import annotations

import json
from functools import cache

from game.scenario.model import Scenario
from tests.engine.lab import compile_text

NASTY = (
    "TODO: [brackets] {braces} | bars # tags ~ tilde",
    "-> a divert <- a thread <> glue // no comment /* nor this */ the end",
    "$money _under_ <<macro>> [[link]] ''bold'' ==gone== @@style@@ ^^up^^ {{{raw}}}",
    "- a dash -- two dashes --- three",
    "+ plus & ampersand &amp; <b>tag</b> \"quoted\" 'single' `tick` back\\slash",
    "VAR x = 5",
    "= equals; 1 < 2 > 0; 100 %; http://example.org",
    "1. a list",
    "!exclaims :colon (bracket) «Ünïcode» Привет …",
    "else:",
    "end",
    "{not: a condition}",
)


@cache
def letters() -> Scenario:
    """One decision whose options, and what follows them, are the words of NASTY."""
    options = {
        f"o{number}": {
            "text": words,
            "detail": NASTY[number - 1],
            "outcome": {"title": words, "text": [{"when": "f", "text": words}, words]},
            "effects": {"day_one": f"+{number % 3}"},
            "next": "1/luck",
        }
        for number, words in enumerate(NASTY)
    }
    outcomes = {
        f"x{number}": {"title": words, "text": [words], "next": ["home", "else"][number % 2]}
        for number, words in enumerate(NASTY)
    }
    axes = dict.fromkeys(("lives", "missiles", "alliance", "precedent"), NASTY[0])
    ending = {"family": "settlement", "headline": NASTY[4], "text": list(NASTY), "axes": axes}
    return compile_text(
        json.dumps(
            {
                "scenario": {"id": "letters", "title": NASTY[0], "start": "1/words"},
                "calendar": {"1": NASTY[1]},
                "meters": {
                    # Names that mean something elsewhere.
                    name: {"range": "0..4"}
                    for name in ("day_one", "temp", "else", "luck", "end", "within", "seen_1_luck")
                },
                "flags": {"f": "F.", "function": "F.", "hours": "F."},
                "nodes": {
                    "1/words": {
                        "day": 1,
                        "title": NASTY[2],
                        "text": [{"when": "not f", "text": NASTY[11]}, *NASTY],
                        "options": options,
                    },
                    "1/luck": {
                        "day": 1,
                        "title": "Luck",
                        "text": [{"when": "seen(1/luck) and temp + luck < 9", "text": NASTY[2]}],
                        "outcomes": outcomes,
                    },
                },
                "endings": {
                    "home": {"title": NASTY[3], **ending},
                    "else": {"title": NASTY[7], **ending},
                },
            },
            ensure_ascii=False,
        )
    )
