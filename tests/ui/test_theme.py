"""Contrast, and what the faces can show."""

from __future__ import annotations

import pytest

from game.present.screens import Tone
from game.ui import text, theme
from game.ui.theme import contrast

GROUNDS = (theme.NIGHT, theme.PANEL, theme.RAISED)


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("ground", GROUNDS)
def test_body_text_on_night(ground: theme.Colour) -> None:
    assert contrast(theme.TEXT, ground) >= 7


def test_body_text_on_paper() -> None:
    assert contrast(theme.INK, theme.PAPER) >= 7


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("tone", theme.WORDS)
def test_words_in_every_tone(tone: Tone, ground: theme.Colour) -> None:
    assert contrast(theme.WORDS[tone], ground) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_labels(ground: theme.Colour) -> None:
    assert contrast(theme.DIM, ground) >= 4.5


@pytest.mark.parametrize("ink", [theme.STAMP, theme.FADED])
def test_labels_on_paper(ink: theme.Colour) -> None:
    assert contrast(ink, theme.PAPER) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_outline_of_the_focus_is_seen(ground: theme.Colour) -> None:
    assert contrast(theme.PAPER, ground) >= 3


@pytest.mark.parametrize("kind", theme.TYPES)
def test_every_role_has_the_letters_of_the_story(kind: str) -> None:
    for char in "éáíóúñüÉ–—·½“”‘’…°×":
        assert text._has(theme.TYPES[kind].face, char), char


def test_a_letter_the_face_lacks_is_shown_in_another() -> None:
    kind = theme.TYPES["headline"]
    pieces = text.typeset("Да", kind, 40, 500).pieces
    assert {piece.face for piece in pieces} == {text.FALLBACK}


def test_names_keep_their_small_letters_in_capitals() -> None:
    assert text.capitals("McNamara, LeMay and Legal") == "McNAMARA, LeMAY AND LEGAL"


def test_no_line_is_wider_than_its_column() -> None:
    kind = theme.TYPES["body"]
    for width in (20, 60, 137, 300):
        block = text.typeset("Incomprehensibilities at the *line*, and a day.", kind, 18, width)
        assert block.width <= width


def test_justified_lines_reach_the_edge() -> None:
    kind = theme.TYPES["column"]
    words = "The terms fit on one sheet, and the sheet does not exist. " * 5
    block = text.typeset(words, kind, 17, 240, "justify")
    assert block.width == 240
