"""Sections of what is there: the head, the days, what is tracked, hidden and told."""

from __future__ import annotations

from game.scenario.build import BETTER, COLOURS, SHOWN
from game.scenario.schema.shapes import (
    DAY,
    DAYS,
    ID_KEY,
    NAME_KEY,
    OWN_KEY,
    SOURCES,
    SPAN,
    SURE,
    WHOLE,
    YES_NO,
    Schema,
    amount,
    bare,
    choice,
    condition,
    fields,
    keyed,
    line,
    lines,
    matched,
    own_id,
    prose,
    ref,
    some,
    unsaid,
    whole,
    yes_or_no,
)
from game.scenario.story import CONFIDENCE


def head() -> Schema:
    scenario = fields(
        "The head of the scenario; in one file only.",
        {
            "id": own_id("The folder's name."),
            "title": line("The title."),
            "summary": prose("One or two sentences for the title screen."),
            "version": whole("Raise it when saves could stop fitting. Default: 1.", 1, 1_000_000),
            "start": line("The first node."),
            "preset": line("The preset taken when none is asked for. Default: the first."),
            "chair": line("Whom the player is, at the head of the table. Default: You."),
            "agenda": line("The line above an agenda. Default: Initiatives."),
            "opens": line("What ends an agenda, as an order. Default: Go on."),
            "history": matched(
                "A record within the folder, such as lines/history.record: what really happened.",
                r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*",
                "Write a path within the folder, such as lines/history.record.",
                "string number boolean",
            ),
            "ended": line("The ending that history reached: where that record must end."),
        },
        "id title start",
    )
    ladder = fields(
        "The escalation ladder.",
        {
            "meter": line("A meter from 0, shown exactly; level 1 is the first rung."),
            "rungs": lines("A name for each rung; as many as the meter goes high."),
            "history": keyed(
                "Day: where history stood at the end of it.", DAY, whole("A rung.", 0, 1000)
            ),
        },
        "meter",
    )
    preset = fields(
        "How unforgiving the world is.",
        {
            "name": line("Its name. Default: the id."),
            "nuclear": amount(
                "Multiplies the odds of every outcome marked 'nuclear: true': 3, 0.5, 21/4."
                " Default: 1."
            ),
            "about": line("One line about it."),
        },
    )
    act = fields(
        "A part of the calendar.",
        {
            "name": line("Its name."),
            "days": {
                **matched("Its days.", DAYS, "Write 16..28.", "integer string"),
                "minimum": 0,
            },
            "counted": yes_or_no("true: its days are told as 'day 3 of 13'. Default: false."),
        },
        "name days",
    )
    camp = fields(
        "A camp at the table.",
        {
            "name": line("Its name. Default: the id."),
            "colour": choice("Its colour. Default: undecided.", COLOURS),
        },
    )
    return {
        "scenario": scenario,
        "calendar": keyed("Day number: label, in order.", DAY, line("The day in words."), 1),
        "acts": keyed("Parts of the calendar, in order.", ID_KEY, act),
        "ladder": ladder,
        "alert": prose("The alert line: of these, the first that holds is shown."),
        "camps": keyed("The camps at the table.", ID_KEY, camp),
        "paths": {
            "description": "The lanes of the story: id and name.",
            "type": "object",
            "additionalProperties": line("The name of the lane."),
        },
        "presets": keyed("How unforgiving the world is.", ID_KEY, preset),
    }


def tracked() -> Schema:
    meter = fields(
        "A number that is tracked.",
        {
            "name": line("Its name. Default: the id."),
            "about": line("One line, shown when it first moves."),
            "range": matched(
                "low..high, whole numbers, at most 1000 apart.", SPAN, "Write low..high: 0..4."
            ),
            "start": whole("Its value at the start. Default: low.", -999_999, 999_999),
            "shown": choice(
                "How the player reads it: exact, as a word, as a band (an estimate), or hidden."
                " Default: exact.",
                SHOWN,
            ),
            "levels": keyed(
                "A word for every value, such as {0: none, 1..2: cold}; needed for word and band.",
                f"^({SPAN}|{WHOLE})$",
                line("The word for it."),
            ),
            "spread": whole("How far a band may be off. Default: 1.", 0, 1000),
            "known": condition("While it is false the player reads 'not known'. Default: always."),
            "better": choice("Which way is good news. Default: neither.", BETTER),
        },
        "range",
    )
    estimate = {"properties": {"shown": {"enum": ["word", "band"]}}, "required": ["shown"]}
    meter.update({"if": estimate, "then": {"required": ["levels"]}})
    flag = fields(
        "",
        {
            "about": line("What is so."),
            "start": yes_or_no("Whether it is so at the start. Default: false."),
        },
    )
    truth = fields(
        "Something hidden: drawn once at the start, told at the end or by an effect.",
        {
            "name": line("Its name. Default: the id."),
            "values": keyed(
                "Each value and its weight, a whole number; at least two.",
                NAME_KEY,
                whole("The weight of this value.", 0, 1_000_000),
                2,
            ),
            "told": line("What the room believes."),
            "so": keyed("What was so, for each value.", NAME_KEY, line("What was so.")),
            "since": line("When it became known."),
            "confidence": choice(f"{SURE} Default: designer.", CONFIDENCE),
            "sources": lines(SOURCES),
        },
        "values told so",
    )
    fact = fields(
        "Something fixed, shown in the debrief beside the truths.",
        {
            "told": line("What was told."),
            "so": line("What was so."),
            "since": line("When it became known."),
            "when": condition("Shown only if it holds at the end. Default: always."),
            "confidence": choice(f"{SURE} Default: documented.", CONFIDENCE),
            "sources": lines(SOURCES),
        },
        "told so",
    )
    days = {
        **matched("A day or a range.", SPAN, "Write a day, or a range: 20..22.", "integer string"),
        "maximum": 999_999_999,
    }
    rule = fields(
        "What each new day does by itself.",
        {
            "days": some("A day, a range such as 20..22, or a list. Default: every day.", days),
            "when": condition("Runs only if it holds."),
            "effects": ref("effects"),
            "text": line("The reason that the player reads."),
        },
        "text",
    )
    flags = {"description": "Something that is so or not.", "anyOf": [bare(), unsaid(flag)]}
    return {
        "meters": keyed("Numbers that are tracked.", OWN_KEY, meter),
        "flags": keyed("What is so or not; a flag starts false.", OWN_KEY, flags),
        "truths": keyed("What is hidden, drawn at the start.", OWN_KEY, truth),
        "facts": keyed("What is told at the end.", ID_KEY, fact),
        "rules": keyed("What each new day does by itself.", ID_KEY, rule),
    }


def effects() -> Schema:
    cure = "Write +1, -1 or =1 for a meter, true or false for a flag, told for a truth."
    change = rf"[+-][0-9]{{1,9}}|={WHOLE}|told|{YES_NO}"
    return {
        "description": "What changes: a meter +n, -n or =n; a flag true or false; a truth told.",
        "type": "object",
        "additionalProperties": matched("What changes.", change, cure, "integer boolean string"),
    }


def delayed() -> Schema:
    return fields(
        "A delayed effect.",
        {
            "days": whole("How many days later.", 1, 60),
            "when": condition("Asked when it arrives; it does nothing if false."),
            "effects": ref("effects"),
            "text": line("Why it arrives."),
        },
        "days text",
    )
