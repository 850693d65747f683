"""The record: a tree of moves whose text is the save file, and what damage does to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.record import MAX_LINE, BadRecord, Entry, Record, parse
from game.engine.state import Move
from tests.engine.lab import move

SAMPLE = """\
ExComm record 1
scenario lab 1 0123456789abcdef
seed 1962
preset plain
where Tuesday · Who knows? — “¿Qué?”

1 truth t x
2 truth u yes
3 choose 1/choice roll
4 chance 1/choice low
note A line of one's own.
5 choose 1/agenda done
back 2
6 choose 1/choice up
7 luck new 77
8 choose 1/agenda half
back 0
9 truth t y
at 5
end 9
"""
HEAD, BODY = SAMPLE.split("\n\n")


def begun() -> Record:
    return Record("lab", 1, "0123456789abcdef", 1962, "plain")


def test_the_sample_says_what_it_says() -> None:
    record = parse(SAMPLE)
    assert record.text() == SAMPLE
    assert record.damage == ""
    assert (record.scenario, record.version, record.digest) == ("lab", 1, "0123456789abcdef")
    assert (record.seed, record.preset) == (1962, "plain")
    assert [entry.parent for entry in record.entries] == [0, 1, 2, 3, 4, 2, 6, 7, 0]
    assert record.line() == [1, 2, 3, 4, 5]
    assert record.line(8) == [1, 2, 6, 7, 8]
    assert record.children(2) == [3, 6]
    assert record.children(0) == [1, 9]
    assert record.notes == {4: "A line of one's own."}


def test_moves_and_cursor() -> None:
    record = begun()
    for text in ("truth t x", "truth u yes", "choose 1/choice up"):
        record.append(move(text))
    assert (record.at, record.line()) == (3, [1, 2, 3])
    record.at = 2
    record.append(move("choose 1/choice set"))  # a branch
    assert (record.at, record.line(), len(record.entries)) == (4, [1, 2, 4], 4)
    record.at = 2
    record.append(move("choose 1/choice up"))  # walked, not repeated
    assert (record.at, len(record.entries)) == (3, 4)
    assert record.children(2) == [3, 4]  # the first stays the main line


def test_luck_is_the_records_own_until_it_is_made_new() -> None:
    record = parse(SAMPLE)
    assert record.luck_seed() == 1962
    record.at = 8
    assert record.luck_seed() == 77
    record.at = 6
    assert record.luck_seed() == 1962


# -- the text gives back what went in --------------------------------------------------------------

words = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12)
moves = st.builds(Move, st.sampled_from(["truth", "choose", "chance"]), words, words) | st.builds(
    Move, st.just("luck"), st.just("new"), st.integers(0, 10**18).map(str)
)
lines_of_text = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=40)
acts = st.lists(
    st.tuples(st.just("move"), moves)
    | st.tuples(st.just("go"), st.integers(0, 30))
    | st.tuples(st.just("note"), lines_of_text),
    max_size=30,
)


@given(acts, st.integers(0, 10**18), lines_of_text)
def test_text_and_record_are_the_same(
    acts: list[tuple[str, object]], seed: int, where: str
) -> None:
    record = Record("lab", 3, "f" * 16, seed, "plain", where)
    for _, value in acts:
        if isinstance(value, Move):
            record.append(value)
        elif isinstance(value, int):
            record.at = min(value, len(record.entries))
        elif record.at:
            record.notes[record.at] = str(value)
    text = record.text()
    again = parse(text)
    assert again == record
    assert again.text() == text


# -- damage ----------------------------------------------------------------------------------------


def test_cut_at_any_byte_it_is_a_part_of_the_game_or_no_record() -> None:
    data = SAMPLE.encode()
    whole = parse(SAMPLE)
    kept = set()
    for length in range(len(data)):
        text = data[:length].decode("utf-8", errors="ignore")
        try:
            part = parse(text)
        except BadRecord:
            assert length <= len(HEAD.encode())
            continue
        assert part.damage
        assert part.entries == whole.entries[: len(part.entries)]
        assert part.at == len(part.entries)
        assert part.text()  # it can be kept
        assert parse(part.text()).entries == part.entries
        kept.add(len(part.entries))
    assert kept == set(range(10))


@given(st.integers(0, len(SAMPLE) - 1), st.characters(codec="utf-8"))
def test_any_letter_changed_raises_nothing_else(place: int, letter: str) -> None:
    text = SAMPLE[:place] + letter + SAMPLE[place + 1 :]
    try:
        record = parse(text)
    except BadRecord:
        return
    for number in range(len(record.entries) + 1):
        assert len(record.line(number)) <= len(record.entries)
    again = parse(record.text())
    assert again.entries == record.entries
    assert again.at == record.at


@given(st.text() | st.text().map(lambda text: f"{HEAD}\n\n{text}"))
def test_no_text_raises_anything_but_bad_record(text: str) -> None:
    try:
        record = parse(text)
    except BadRecord:
        return
    assert record.at <= len(record.entries)


@pytest.mark.parametrize(
    ("old", "new", "moves", "says"),
    [
        ("4 chance", "5 chance", 3, "move 4 was expected, found '5 chance 1/choice low'"),
        ("4 chance", "4 chants", 3, "Line 10: a move was expected, found '4 chants"),
        ("note A", "nota A", 4, "found 'nota A line"),
        ("back 2", "back 6", 5, "found 'back 6'"),
        ("back 2", "back two", 5, "found 'back two'"),
        ("luck new 77", "luck old 77", 6, "'luck new NUMBER' was expected"),
        ("luck new 77", "luck new -7", 6, "'luck new NUMBER' was expected"),
        ("at 5", "at 10", 9, "found 'at 10'"),
        ("end 9", "end 8", 9, "cut short after move 9"),
        ("end 9\n", "", 9, "cut short after move 9"),
        ("end 9\n", "end 9", 9, "cut short"),
        ("end 9\n", "end 9\n10 truth u yes\n", 9, ""),
        ("8 choose 1/agenda half", f"8 choose 1/agenda {'x' * MAX_LINE}", 7, "cut short"),
        ("3 choose 1/choice roll", "3 choose 1/choice roll twice", 2, "a move was expected"),
        ("3 choose", "  3 choose", 2, "a move was expected"),
    ],
)
def test_a_line_that_was_edited(old: str, new: str, moves: int, says: str) -> None:
    assert SAMPLE.count(old) == 1
    record = parse(SAMPLE.replace(old, new))
    assert len(record.entries) == moves
    assert says in record.damage
    assert bool(record.damage) == bool(says)
    assert record.at == (moves if says else 5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1 should be 'ExComm record 1', found nothing"),
        ("\n\n\n", "found nothing"),
        ("Dear diary", "found 'Dear diary'"),
        ("PNG\x00\x01\x02", "This is not a record"),
        (SAMPLE.replace("record 1", "record 2", 1), "format '2'; this program reads format 1"),
        (SAMPLE.replace("record 1", "record", 1), "format ''"),
        (SAMPLE.replace("scenario lab 1 0", "scenario lab one 0"), "'scenario ID VERSION DIGEST'"),
        (SAMPLE.replace("lab 1", "../lab 1"), "'scenario ID VERSION DIGEST'"),
        (SAMPLE.replace("lab 1", "/etc 1"), "'scenario ID VERSION DIGEST'"),
        (SAMPLE.replace("scenario", "scenery"), "Line 2 of the head is not understood"),
        (SAMPLE.replace("seed 1962", "seed -1"), "'seed NUMBER'"),
        (SAMPLE.replace("seed 1962", "seed " + "9" * 20), "'seed NUMBER'"),
        (SAMPLE.replace("seed 1962\n", ""), "'seed NUMBER'"),
        (SAMPLE.replace("preset plain\n", ""), "'preset NAME'"),
        ("ExComm record 1", "'scenario ID VERSION DIGEST'"),
        (SAMPLE.replace("where", f"where {'x' * MAX_LINE}"), "is not understood"),
    ],
)
def test_what_is_no_record(text: str, says: str) -> None:
    with pytest.raises(BadRecord) as bad:
        parse(text)
    assert says in str(bad.value)
    assert str(bad.value).endswith(".")


def test_other_line_ends_and_a_byte_order_mark_are_taken() -> None:
    assert parse(SAMPLE.replace("\n", "\r\n")) == parse(SAMPLE)
    assert parse("\ufeff" + SAMPLE) == parse(SAMPLE)


def test_blank_lines_do_no_harm() -> None:
    assert parse(SAMPLE.replace("back 2", "\n\nback 2")) == parse(SAMPLE)


def test_an_entry_is_a_parent_and_a_move() -> None:
    assert parse(SAMPLE).entries[5] == Entry(2, move("choose 1/choice up"))
