"""Sections of the table, the map, and the warnings that are meant."""

from __future__ import annotations

from game.scenario.problems import CODES
from game.scenario.schema.shapes import (
    DAY,
    ID_KEY,
    NAME_KEY,
    SOURCES,
    SURE,
    Schema,
    choice,
    condition,
    decimal,
    fields,
    keyed,
    line,
    lines,
    point,
    prose,
    ref,
    some,
)
from game.scenario.story import CONFIDENCE
from game.scenario.theatre import SITES


def people() -> Schema:
    answer = fields(
        "What he says when asked; of a topic the last entry whose condition holds.",
        {
            "topic": line("What he is asked about."),
            "says": line("His answer."),
            "when": condition("Given only if it holds."),
        },
        "topic says",
    )
    person = fields(
        "A person at the table.",
        {
            "name": line("The full name."),
            "short": line("Default: the last word of the name."),
            "post": line("The post he holds."),
            "desk": line("One word under the name at the table."),
            "bio": line("One line, with dates."),
            "temperament": line("How he thinks, in one line."),
            "stances": keyed(
                "Day: the camp from that day on. Absent before the first; away empties the chair.",
                DAY,
                line("A camp, or away."),
            ),
            "ask": some("What he says when asked.", answer),
        },
        "name",
    )
    return {
        "people": keyed("Voices.", ID_KEY, person),
        "sources": {
            "description": "References, by a key of your own.",
            "type": "object",
            "additionalProperties": line("The work."),
        },
    }


def messages() -> Schema:
    message = fields(
        "A letter or cable. It is told by its gist, in the author's words, and never quoted.",
        {
            "from": line("Who sent it."),
            "to": line("To whom."),
            "subject": line("What it is about."),
            "sent": line("When and where it was sent, in words."),
            "received": line("When it came. Default: the day and time of its scene."),
            "stamp": line("What is stamped on it."),
            "text": prose("The gist of it."),
            "sources": lines(SOURCES),
            "confidence": choice(f"{SURE} Default: designer.", CONFIDENCE),
        },
        "from subject text",
    )
    return {"messages": keyed("Letters and cables for the mail tray.", ID_KEY, message)}


def theatre() -> Schema:
    name, when = line("Its name. Default: the id."), condition("Shown only if it holds.")
    at = point("[longitude, latitude] in degrees.")
    site = fields(
        "A site.",
        {"name": name, "at": at, "kind": choice("What stands there.", SITES), "when": when},
        "at kind",
    )
    circle = fields(
        "A circle, or an arc of it.",
        {
            "name": name,
            "centre": at,
            "miles": decimal("Its radius in nautical miles.", 1, 10_000),
            "from": decimal("Bearing clockwise from north. Default: the whole circle.", 0, 360),
            "to": decimal("Bearing clockwise from north. Default: the whole circle.", 0, 360),
            "when": when,
        },
        "centre miles",
    )
    ship = fields(
        "A ship; it stands at the latest entry of its track that the day has reached.",
        {
            "name": name,
            "side": choice("Whose it is. Default: neutral.", ("us", "soviet", "neutral")),
            "track": keyed("Day: [longitude, latitude].", DAY, at),
            "when": when,
        },
        "track",
    )
    city = fields("A city.", {"name": name, "at": at, "when": when}, "at")
    sections = {
        "sites": keyed("Missile sites, depots, bases.", ID_KEY, site),
        "rings": keyed("Circles, such as the range of a missile.", ID_KEY, circle),
        "line": {**circle, "description": "A line on the water; of all that hold the last shows."},
        "lines": keyed("Further lines; of all that hold the last is drawn.", ID_KEY, circle),
        "ships": keyed("Ships and their tracks.", ID_KEY, ship),
        "cities": keyed("Cities.", ID_KEY, city),
    }
    return {"map": fields("What the situation map shows.", sections)}


def precautions() -> Schema:
    outcomes = lines("Outcomes (node.outcome) that it makes rarer, whatever else is so.")
    return {
        "precautions": keyed("Flags and meters that stand against outcomes.", NAME_KEY, outcomes)
    }


def reason() -> Schema:
    keys = {
        "at": lines("Ids of entries: nodes, endings, meters, people. Default: everywhere."),
        "why": line("Why it is meant."),
    }
    return fields("Where, and why.", keys, "why")


def silence() -> Schema:
    codes = {
        code: some(f"{says[0].upper()}{says[1:]}: silent, with a reason.", ref("reason"))
        for code, (severity, says) in CODES.items()
        if severity == "warning" and code != "EX0702"
    }
    return {"silence": fields("Warnings that are meant, by code, with the reason.", codes)}
