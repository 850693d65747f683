"""Reading the keys of one mapping by the shape each place expects."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario.fields import ID, Fields, span, whole
from game.scenario.problems import Problems
from game.scenario.source import parse

KNOWN = "word number flag part list at ids"


def fields(text: str) -> Fields:
    problems = Problems()
    tree = parse(text, "x.yaml", problems)
    assert tree is not None
    assert not problems.found
    return Fields(tree, "The thing", problems, KNOWN)


def codes(read: Fields) -> list[str]:
    return [problem.code for problem in read.problems.found]


@pytest.mark.parametrize(
    ("text", "found"),
    [("3", (3, 3)), ("-3", (-3, -3)), ("1..4", (1, 4)), ("-2 .. -1", (-2, -1)), ("4..1", (4, 1)),
     ("1...4", None), ("1..", None), ("one", None), ("", None), ("1.5", None), ("9" * 10, None)],
)  # fmt: skip
def test_spans(text: str, found: tuple[int, int] | None) -> None:
    assert span(text) == found


@given(st.integers(-(10**9) + 1, 10**9 - 1))
def test_whole_numbers(number: int) -> None:
    assert whole(str(number)) == number
    assert whole(f"{number:+d}") == number


@given(st.text())
def test_any_text_is_a_number_or_is_not(text: str) -> None:
    for found in (whole(text), span(text)):
        assert found is None or text.strip()


def test_defaults_are_taken_where_a_key_is_missing() -> None:
    read = fields("{}")
    assert read.word("word", "so") == "so"
    assert read.number("number", 7, 0, 9) == 7
    assert read.boolean("flag", True) is True
    assert read.fraction("part", "1/2") == Fraction(1, 2)
    assert read.words("list") == ()
    assert codes(read) == []


def test_a_needed_key_is_missed_once() -> None:
    read = fields("{number: 1}")
    assert read.word("word", None) == ""
    assert codes(read) == ["EX0111"]
    assert "needs the key 'word'" in read.problems.found[0].message


def test_what_is_no_mapping_misses_no_keys() -> None:
    read = fields("text")
    assert read.word("word", None) == ""
    assert codes(read) == ["EX0112"]


def test_lines_are_joined() -> None:
    assert fields("word: |\n  one\n   two\n\n  three\n").word("word") == "one two three"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", Fraction(1)), ("0.5", Fraction(1, 2)), ("21/4", Fraction(21, 4)), ("0", Fraction(0))],
)
def test_fractions(text: str, value: Fraction) -> None:
    read = fields(f"part: {text}")
    assert read.fraction("part", "1") == value
    assert codes(read) == []


@pytest.mark.parametrize("text", ["1/0", "-1", "1e9", "nan", ".5", "1/2/3", "'1 /2'", "[1]"])
def test_what_is_no_fraction(text: str) -> None:
    read = fields(f"part: {text}")
    assert read.fraction("part", "1") == 1
    assert codes(read)[-1] == "EX0112"


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "181", "x", "''", "[1]", "1_0_0_0"])
def test_what_is_no_longitude(text: str) -> None:
    read = fields(f"at: [{text}, 0]")
    read.point("at")
    assert codes(read) == ["EX0114"]


def test_points() -> None:
    read = fields("at: [-83.1, 22.7]")
    assert read.point("at") == (-83.1, 22.7)
    for bad in ("[1]", "[1, 2, 3]", "1", "{a: 1}"):
        read = fields(f"at: {bad}")
        assert read.point("at") == (0.0, 0.0)
        assert codes(read) == ["EX0112"]


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("YES", True), ("no", False), ("False", False)]
)
def test_yes_and_no(text: str, value: bool) -> None:
    assert fields(f"flag: {text}").boolean("flag", not value) is value


@pytest.mark.parametrize("text", ["1", "on", "''", "[true]", "maybe"])
def test_what_is_neither_yes_nor_no(text: str) -> None:
    read = fields(f"flag: {text}")
    assert read.boolean("flag", True) is True
    assert codes(read) == ["EX0112"]


def test_one_word_is_a_list_of_one() -> None:
    assert fields("list: a").words("list") == ("a",)
    assert fields("list: [a, b]").words("list") == ("a", "b")
    read = fields("list: [a, [b]]")
    assert read.words("list") == ("a", "")
    assert codes(read) == ["EX0112"]


def test_ids_that_are_not_well_formed_are_told_and_left_out() -> None:
    read = fields("ids: {good-1: a, Bad: b, 'with space': c, '': d}")
    assert [id for id, _ in read.entries("ids", ID, "ids")] == ["good-1"]
    assert codes(read) == ["EX0113"] * 3


def test_a_key_that_is_not_known_is_told_with_the_likely_one() -> None:
    read = fields("{wrod: a}")
    assert codes(read) == ["EX0110"]
    assert "Did you mean 'word'?" in read.problems.found[0].message
    assert KNOWN.replace(" ", ", ") in read.problems.found[0].message
