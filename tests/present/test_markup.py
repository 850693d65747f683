"""Inline markup: what is emphasised is cut out, what is not stays to the letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.present.markup import plain, spans


def test_italic_and_bold_are_runs_of_their_own() -> None:
    assert spans("The *Essex* must **not** wait.") == [
        ("The ", ""),
        ("Essex", "italic"),
        (" must ", ""),
        ("not", "bold"),
        (" wait.", ""),
    ]


def test_a_star_that_is_never_closed_is_a_star() -> None:
    assert spans("5 * 3") == [("5 * 3", "")]
    assert plain("a ** b") == "a ** b"


def test_a_backslash_takes_a_star_as_it_is() -> None:
    assert spans(r"\*not\* italic") == [("*not* italic", "")]


@given(st.text(alphabet="ab *\\\n", max_size=40))
def test_nothing_but_markup_is_lost(text: str) -> None:
    kept = plain(text)
    assert kept.replace("*", "").replace("\\", "") == text.replace("*", "").replace("\\", "")
    assert "".join(run for run, _ in spans(text)) == kept


@given(st.text(alphabet="ab ", max_size=40))
def test_text_without_markup_is_one_run(text: str) -> None:
    assert spans(text) == ([(text, "")] if text else [])
