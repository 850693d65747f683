"""Sections of the story: nodes with their options and outcomes, and endings."""

from __future__ import annotations

from game.scenario.schema.shapes import (
    ID_KEY,
    LATER,
    MAIL,
    NODE_KEY,
    SOURCES,
    SURE,
    Schema,
    amount,
    bare,
    choice,
    condition,
    fields,
    keyed,
    line,
    lines,
    prose,
    ref,
    some,
    unsaid,
    was,
    whole,
    yes_or_no,
)
from game.scenario.story import AXES, CONFIDENCE, FAMILIES


def story() -> Schema:
    axes = {axis: line(f"What came of it, in a line: {axis}.") for axis in AXES}
    ending = fields(
        "A way for the story to end: a front page.",
        {
            "title": line("The title."),
            "headline": line("The headline of the newspaper."),
            "family": choice("What kind of ending it is.", FAMILIES),
            "axes": fields("A line for each of the four.", axes, " ".join(AXES)),
            "nuclear": yes_or_no("true if a nuclear weapon was used. Default: false."),
            "paper": line("The invented newspaper."),
            "date": line("Its date."),
            "deck": line("The line under the headline."),
            "text": prose("Two or three paragraphs."),
            "clue": line("One line for the gallery while it has not been reached."),
            "sources": lines(SOURCES),
            "was": was("ending"),
        },
        "title headline family axes",
    )
    return {
        "nodes": keyed("The scenes.", NODE_KEY, ref("node"), 1),
        "endings": keyed("The endings.", ID_KEY, ending),
    }


def basis() -> Schema:
    keys = {
        "says": line("Why these odds, in one line."),
        "sources": lines(SOURCES),
        "confidence": choice(f"{SURE} Default: designer.", CONFIDENCE),
    }
    return fields("Why the draw has the odds it has.", keys, "says")


def outcomes() -> Schema:
    return keyed("One of these is drawn.", ID_KEY, ref("outcome"), 1)


def leads(about: str) -> Schema:
    routes = {"type": "array", "items": ref("route"), "minItems": 1}
    return {"description": about, "anyOf": [{"type": ["string", "integer"]}, routes]}


def route() -> Schema:
    keys = {"when": condition("Taken if it holds."), "to": line("A node or an ending.")}
    return fields("A route; the last of a list is without 'when'.", keys, "to")


def paragraphs() -> Schema:
    """Without a description: an editor would show it in place of the words for the place."""
    plain = bare()
    keys = {"when": condition("Shown only if it holds."), "text": line("The paragraph.")}
    held = unsaid(fields("", keys, "text"))
    several = {"type": "array", "items": {"anyOf": [plain, held]}}
    return {"anyOf": [plain, held, several]}


def outcome() -> Schema:
    share = whole("The weight for this value or band.", 0, 1_000_000)
    bands = {
        "type": "object",
        "properties": {"by": line("A meter, flag or truth.")},
        "required": ["by"],
        "additionalProperties": share,
    }
    weight = {
        "description": "A whole number; an expression such as 4 - nerve, taken as 0 when below;"
        " or bands of one meter, flag or truth: {by: leash, 0: 10, 1..2: 5, 3..4: 2}. Default: 1.",
        "anyOf": [unsaid(whole("", 0, 1_000_000)), {"type": "string"}, bands],
    }
    return fields(
        "What chance may bring.",
        {
            "title": line("What happened, in a few words."),
            "weight": weight,
            "nuclear": yes_or_no(
                "true: a nuclear weapon is used here, and the preset multiplies the weight."
                " Default: false."
            ),
            "text": prose("What the player reads."),
            "flash": line("One slip of paper beside it."),
            "effects": ref("effects"),
            "later": some(LATER, ref("delayed")),
            "next": leads(
                "Where it leads: a node, an ending, or a list tried in order, the last without"
                " 'when'. Not in an agenda. Default: that of the option or node."
            ),
            "mail": lines(MAIL),
            "sources": lines(SOURCES),
            "was": was("outcome"),
        },
        "title",
    )


def voice() -> Schema:
    keys = {"who": line("One of the people."), "says": line("His best reason.")}
    return fields("A voice.", keys, "says")


def option() -> Schema:
    expect = fields(
        "What somebody expects.",
        {
            "who": line("One of the people."),
            "says": line("What he expects."),
            "sure": whole("How sure, in per cent. Default: 50.", 0, 100),
            "outcomes": lines("It comes true if one of these outcomes is drawn."),
        },
        "says",
    )
    result = {
        "title": line("What follows, in a few words."),
        "text": prose("What follows, or what is told before the draw."),
        "mail": lines(MAIL),
    }
    return {
        **fields(
            "An order that the player can give; in an agenda an initiative.",
            {
                "text": line("What the player orders."),
                "detail": line("The act and its price in one line."),
                "hint": line("Two or three words at the card's right edge."),
                "camp": line("One of the camps, for its colour."),
                "when": condition("Open only if it holds; 'closed' says why it is not."),
                "closed": line("Why it is not open; needed with 'when'."),
                "final": yes_or_no("true asks once more. Default: false."),
                "hours": amount("Of an initiative: the hours it takes, such as 1 or 0.5."),
                "for": some("Who speaks for it, with his best reason.", ref("voice")),
                "against": some("Who speaks against it, with his best reason.", ref("voice")),
                "expect": some("What somebody expects of it, and how surely.", expect),
                "effects": ref("effects"),
                "later": some(LATER, ref("delayed")),
                "outcome": fields("What follows an option, or precedes its draw.", result),
                "outcomes": outcomes(),
                "basis": ref("basis"),
                "next": leads(
                    "Where it leads: a node, an ending, or a list tried in order, the last without"
                    " 'when'. Not in an agenda."
                ),
                "was": was("option"),
            },
            "text",
        ),
        "dependencies": {"when": ["closed"]},
    }


def node() -> Schema:
    briefing = fields(
        "A typed document, shown before the scene.",
        {
            "from": line("Who sent it."),
            "subject": line("What it is about."),
            "stamp": line("What is stamped on it."),
            "text": prose("The document."),
        },
    )
    keys = {
        "day": whole("A day of the calendar.", 0, 100_000),
        "title": line("The headline; of a decision the question."),
        "time": line('The time, quoted: "10:00".'),
        "place": line("The place."),
        "path": line("One of the paths."),
        "text": prose("What the player reads."),
        "briefing": briefing,
        "mail": lines("Messages that arrive as it opens, in order."),
        "flash": line("One slip of paper beside the scene."),
        "options": keyed(
            "What the player can order: this makes the node a decision, and with 'hours' an"
            " agenda.",
            ID_KEY,
            ref("option"),
            1,
        ),
        "outcomes": outcomes(),
        "basis": ref("basis"),
        "hours": amount("Makes it an agenda: how many hours its initiatives may fill."),
        "next": leads(
            "Of an event, a draw or an agenda: where it leads. A node, an ending, or a list tried"
            " in order, the last without 'when'."
        ),
        "sources": lines(SOURCES),
        "confidence": choice(f"{SURE} Default: designer.", CONFIDENCE),
        "was": was("node"),
    }
    goes_on = {"additionalProperties": {"required": ["next"]}}
    draws = {"if": {"not": {"required": ["next"]}}, "then": {"properties": {"outcomes": goes_on}}}
    # A decision leads on by its options, an agenda and an event by themselves, a draw by either.
    order = {
        "if": {"required": ["outcomes"]},
        "then": draws,
        "else": {"required": ["next"]},
    }
    initiative = {"properties": {"next": False}}
    decision = {
        "properties": {"next": False, "outcomes": False, "options": {"additionalProperties": order}}
    }
    agenda = {
        "required": ["next"],
        "properties": {"outcomes": False, "options": {"additionalProperties": initiative}},
    }
    return {
        **fields(
            "A scene. With 'options' it is a decision, with 'options' and 'hours' an agenda, with"
            " 'outcomes' a draw, with 'next' alone an event.",
            keys,
            "day title",
        ),
        "if": {"required": ["options"]},
        "then": {"if": {"required": ["hours"]}, "then": agenda, "else": decision},
        "else": order,
    }
