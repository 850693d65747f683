"""What the schema is made of: a line, a number, a mapping of known keys, with words for hover."""

from __future__ import annotations

from typing import Any

from game.scenario.expression import MAX_LENGTH, RESERVED
from game.scenario.fields import ID, LETTERS, MAX_ID, NAME, NODE_ID

Schema = dict[str, Any]

SPAN = r"-?[0-9]{1,6}\s*\.\.\s*-?[0-9]{1,6}"
DAYS = r"[0-9]{1,6}(\s*\.\.\s*[0-9]{1,6})?"
WHOLE = r"[+-]?[0-9]{1,9}"
DAY = "^[0-9]{1,6}$"
YES_NO = "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]"


def pattern_of(pattern: str) -> str:
    return f"^(?=.{{1,{MAX_ID}}}$){pattern}$"


ID_KEY, NODE_KEY, NAME_KEY = (pattern_of(kind.pattern) for kind in (ID, NODE_ID, NAME))
# What conditions may name: no word that means something else in them.
OWN_KEY = f"^(?!({'|'.join(RESERVED)})$){NAME_KEY[1:]}"
SOURCES = "Keys of the section 'sources': what this stands on."
MAIL = "Messages that arrive with it, in order."
LATER = "What arrives days later, with the first scene on or after that day."
SURE = "How sure this is: documented, disputed, estimated, or the designer's."


def matched(about: str, pattern: str, cure: str, types: str = "string") -> Schema:
    """Text of a form; editors say `cure` where it is not. Other `types` need no form."""
    kinds = types.split()
    return {
        "description": about,
        "type": kinds if len(kinds) > 1 else types,
        "pattern": f"^({pattern})$",
        "patternErrorMessage": cure,
    }


def own_id(about: str) -> Schema:
    return {
        "description": about,
        "type": ["string", "integer", "boolean"],
        "minimum": 0,
        "pattern": ID_KEY,
        "patternErrorMessage": f"An id is written with {LETTERS[ID]}.",
    }


def bare() -> Schema:
    """Any text. YAML takes some lines for numbers or truth values; they are text here."""
    return {"type": ["string", "number", "boolean"]}


def line(about: str) -> Schema:
    return {"description": about, **bare()}


def whole(about: str, low: int, high: int) -> Schema:
    return {"description": about, "type": "integer", "minimum": low, "maximum": high}


def decimal(about: str, low: float, high: float) -> Schema:
    return {"description": about, "type": "number", "minimum": low, "maximum": high}


def amount(about: str) -> Schema:
    """A whole number, a decimal, or a fraction such as 2/25."""
    pattern = r"[0-9]{1,6}(/0*[1-9][0-9]{0,5}|\.[0-9]{1,4})?"
    cure = "Write a number such as 1, 0.5 or 2/25."
    return {**matched(about, pattern, cure, "number string"), "minimum": 0, "maximum": 999_999}


def yes_or_no(about: str) -> Schema:
    return matched(about, YES_NO, "Write true or false.", "boolean string")


def choice(about: str, words: tuple[str, ...]) -> Schema:
    return {"description": about, "enum": list(words)}


def condition(about: str) -> Schema:
    return {"description": about, "type": ["string", "boolean"], "maxLength": MAX_LENGTH}


def unsaid(one: Schema) -> Schema:
    """A shape without words of its own, where editors should show those of the whole."""
    return {key: value for key, value in one.items() if key != "description"}


def some(about: str, one: Schema) -> Schema:
    """One, or a list of them."""
    return {"description": about, "anyOf": [unsaid(one), {"type": "array", "items": one}]}


def lines(about: str) -> Schema:
    return some(about, bare())


def fields(about: str, keys: Schema, needed: str = "") -> Schema:
    """A mapping with known keys."""
    found: Schema = {"description": about, "type": "object", "properties": keys}
    if needed:
        found["required"] = needed.split()
    return {**found, "additionalProperties": False}


def keyed(about: str, key: str, of: Schema, least: int = 0) -> Schema:
    """A mapping whose keys are ids of a kind; `key` is their pattern."""
    found: Schema = {"description": about, "type": "object", "patternProperties": {key: of}}
    if least:
        found["minProperties"] = least
    return {**found, "additionalProperties": False}


def ref(name: str) -> Schema:
    """A definition, which says itself what it is."""
    return {"$ref": f"#/definitions/{name}"}


def placed(about: str, name: str) -> Schema:
    """A definition with words for this place; beside a bare ``$ref`` draft 7 ignores them."""
    return {"description": about, "allOf": [ref(name)]}


def prose(about: str) -> Schema:
    return placed(about, "paragraphs")


def point(about: str) -> Schema:
    return {
        "description": about,
        "type": "array",
        "items": [decimal("Longitude.", -180, 180), decimal("Latitude.", -90, 90)],
        "minItems": 2,
        "maxItems": 2,
    }


def was(of: str) -> Schema:
    return lines(f"Ids that this {of} had before, so that old games stay playable.")
