"""Palette and type roles. Colour is information: a tone means the same on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from game.present.screens import Tone


Colour = tuple[int, int, int]


def _hex(code: str) -> Colour:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


NIGHT = _hex("0d1a22")
PANEL = _hex("14262f")
RAISED = _hex("1d3742")
LINE = _hex("2c4752")
TEXT = _hex("dfe6e2")
DIM = _hex("8fa5a8")
WHITE = _hex("ffffff")
PAPER = _hex("eee5d0")
INK = _hex("211d17")
FADED = _hex("5d5344")  # secondary ink on paper
STAMP = _hex("9c2f22")  # red ink on paper
FOLD = _hex("b9ab8c")  # hairlines on paper
WOOD = _hex("241a14")
GRAIN = _hex("4a3225")

HAWK = _hex("cf6a45")
DANGER = _hex("c8402f")
QUARANTINE = _hex("e0a63e")
DOVE = _hex("5fa8a3")
UNDECIDED = _hex("b9a77c")
HISTORY = _hex("e0b55a")

FILLS: dict[Tone, Colour] = {
    "hawk": HAWK,
    "danger": DANGER,
    "quarantine": QUARANTINE,
    "dove": DOVE,
    "undecided": UNDECIDED,
    "history": HISTORY,
    "good": DOVE,
    "bad": HAWK,
    "neutral": DIM,
}
"""Strips, bars and marks."""

WORDS: dict[Tone, Colour] = {
    "hawk": _hex("e58c6a"),
    "danger": _hex("ee8575"),
    "quarantine": QUARANTINE,
    "dove": _hex("74bbb6"),
    "undecided": UNDECIDED,
    "history": HISTORY,
    "good": _hex("74bbb6"),
    "bad": _hex("e58c6a"),
    "neutral": TEXT,
}
"""The same tones for words, light enough to be read on every panel."""


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`share` of `b` in `a`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def luminance(colour: Colour) -> float:
    """Relative luminance of WCAG 2."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: Colour, b: Colour) -> float:
    """Contrast ratio of WCAG 2, 1..21."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Type(NamedTuple):
    """A type role: face, size in units (a unit is one pixel at 720p), leading, letter spacing."""

    face: str
    size: float
    leading: float = 1.35
    spacing: float = 0.0  # share of the size
    capitals: bool = False
    italic: str = ""
    bold: str = ""


def _body(size: float, leading: float = 1.38, face: str = "LibreFranklin-Regular") -> Type:
    bold = "LibreFranklin-Bold"
    return Type(face, size, leading, italic="LibreFranklin-Italic", bold=bold)


def _typed(size: float, leading: float) -> Type:
    return Type(
        "CourierPrime-Regular",
        size,
        leading,
        italic="CourierPrime-Italic",
        bold="CourierPrime-Bold",
    )


def _label(size: float, spacing: float = 0.12) -> Type:
    return Type("BarlowCondensed-SemiBold", size, 1.3, spacing, capitals=True)


def _press(size: float, leading: float, face: str = "OldStandard-Regular") -> Type:
    return Type(face, size, leading, italic="OldStandard-Italic", bold="OldStandard-Bold")


TYPES: dict[str, Type] = {
    "title": Type("LeagueGothic-Regular", 150, 1.0),
    "wordmark": Type("LeagueGothic-Regular", 27, 1.1),
    "headline": Type("LeagueGothic-Regular", 44, 1.1),
    "heading": Type("LeagueGothic-Regular", 34, 1.1),
    "figure": Type("LeagueGothic-Regular", 28, 1.1),
    "number": Type("LeagueGothic-Regular", 26, 1.0),
    "label": _label(13),
    "bar": _label(14, 0.1),
    "name": _label(16, 0.06),
    "tag": _label(13.5, 0.06),
    "key": _label(15, 0.08),
    "menu": _label(27, 0.07),
    "lead": _body(16.5, 1.5),
    "body": _body(15.5),
    "option": _body(16.5, 1.25, "LibreFranklin-Bold"),
    "detail": _body(14.5, 1.35),
    "strong": _body(14, 1.3, "LibreFranklin-SemiBold"),
    "small": _body(13.5, 1.3),
    "value": _body(19, 1.25),
    "typed": _typed(15, 1.6),
    "note": _typed(14, 1.35),
    "letterhead": _typed(13.5, 1.15),
    "stamp": Type("LeagueGothic-Regular", 28, 1.1),
    "masthead": _press(52, 1.05, "OldStandard-Bold"),
    "banner": _press(46, 1.04, "OldStandard-Bold"),
    "deck": _press(22, 1.15, "OldStandard-Italic"),
    "dateline": _press(14, 1.2),
    "column": _press(17, 1.36),
}
