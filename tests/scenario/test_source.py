"""YAML into a tree with places; nothing in a file can break the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.scenario import source
from game.scenario.problems import Mark, Problems
from game.scenario.source import Items, Scalar, Table, Tree, describe, parse, read_text


def read(text: str) -> tuple[Tree | None, Problems]:
    problems = Problems()
    return parse(text, "x.yaml", problems), problems


def plain(tree: Tree) -> object:
    """The tree without its places."""
    if isinstance(tree, Scalar):
        return tree.text
    if isinstance(tree, Items):
        return [plain(item) for item in tree.items]
    return {key: plain(value) for key, (_, value) in tree.entries.items()}


def test_scalars_stay_text() -> None:
    tree, problems = read("{a: no, b: 12:30, c: 0x10, d: 1e3, e: ~, f: 2001-01-01, g: '1', h: 010}")
    assert tree is not None
    assert plain(tree) == {
        "a": "no", "b": "12:30", "c": "0x10", "d": "1e3", "e": "~", "f": "2001-01-01", "g": "1",
        "h": "010",
    }  # fmt: skip
    assert problems.found == []


def test_everything_knows_its_place() -> None:
    tree, _ = read("a:\n  - x\n  - 'y'\nb: {c: d}\n")
    assert isinstance(tree, Table)
    key, items = tree.entries["a"]
    assert key == Mark("x.yaml", 1, 1)
    assert isinstance(items, Items)
    first, second = items.items
    assert (first.mark, second.mark) == (Mark("x.yaml", 2, 5), Mark("x.yaml", 3, 5))
    assert isinstance(second, Scalar)
    assert second.inside == Mark("x.yaml", 3, 6)  # after the quote
    assert tree.entries["b"][1].mark == Mark("x.yaml", 4, 4)


def test_the_first_of_two_keys_is_kept_and_reading_goes_on() -> None:
    tree, problems = read("a: 1\na: {b: 2, b: 3}\nc: 4\n")
    assert tree is not None
    assert plain(tree) == {"a": "1", "c": "4"}
    assert [(p.code, p.line) for p in problems.found] == [("EX0104", 2), ("EX0104", 2)]


def test_keys_must_be_words() -> None:
    tree, problems = read("{[a]: 1, {b: c}: 2, d: 3}")
    assert tree is not None
    assert plain(tree) == {"d": "3"}
    assert [p.code for p in problems.found] == ["EX0112", "EX0112"]


def test_a_laughing_file_is_refused_at_its_first_alias() -> None:
    bomb = "a: [x, x]\nb: &b [y, y]\nc: [*b, *b]\n"
    tree, problems = read(bomb)
    assert tree is None
    assert [(p.code, p.line) for p in problems.found] == [("EX0105", 2)]
    cyclic, problems = read("a: &a [*a]\n")
    assert cyclic is None
    assert [p.code for p in problems.found] == ["EX0105"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_depth_is_bounded_before_the_stack_is(opening: str) -> None:
    tree, problems = read(opening * 100_000)
    assert tree is None
    assert len(problems.found) == 1
    assert problems.found[0].code in ("EX0106", "EX0103")


@given(st.text())
def test_no_text_raises(text: str) -> None:
    tree, problems = read(text)
    assert (tree is not None) or problems.found


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("abcdefgh", min_size=1), inner, max_size=4)
        ),
        max_leaves=12,
    ).filter(lambda value: not isinstance(value, str))
)
def test_what_the_library_writes_is_read(value: object) -> None:
    text = yaml.dump(value, allow_unicode=True, Dumper=_NoAliases)
    tree, problems = read(text)
    assert tree is not None, problems.found
    assert plain(tree) == value


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


@pytest.mark.parametrize(
    "text",
    [
        'a: b\n"c: d\ne: f\ng: h\n',  # a quote that is never closed
        "a: b\n'c: d\ne: f\ng: it's h\n",  # or far below
        "a: b\nc\nd: e\n",  # a key without its colon
    ],
)
def test_what_is_never_ended_is_told_where_it_begins(text: str) -> None:
    tree, problems = read(text)
    assert tree is None
    assert [(p.code, p.line, p.column) for p in problems.found] == [("EX0103", 2, 1)]


def test_a_bracket_that_is_never_closed_is_named_with_its_line() -> None:
    _, problems = read("a: b\nc: {d: e, # f}\ng: h\n")
    assert [(p.code, p.line) for p in problems.found] == [("EX0103", 4)]
    assert "(for what begins in line 2)" in problems.found[0].message


@pytest.mark.parametrize("letter", ["\x07", "\x1b", "\ufffe"])
def test_a_letter_that_yaml_refuses_has_its_place(letter: str) -> None:
    tree, problems = read(f"a: é\nb: xy{letter}\nc: {letter}\n")
    assert tree is None
    assert [(p.code, p.line, p.column) for p in problems.found] == [("EX0103", 2, 6)]
    assert f"U+{ord(letter):04X}" in problems.found[0].message


@pytest.mark.parametrize("letter", ["\x85", "\u2028", "\u2029"])
def test_what_is_no_line_in_an_editor_is_none_here(letter: str) -> None:
    tree, _ = read(f"a: x{letter}y\nb: z\n")
    assert isinstance(tree, Table)
    assert plain(tree) == {"a": "x y", "b": "z"}
    assert tree.entries["b"][0] == Mark("x.yaml", 2, 1)


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b")
    assert read_text(path, "a.yaml", Problems()) == "a: b"


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * source.MAX_BYTES)
    problems = Problems()
    assert read_text(path, "a.yaml", problems) == "a" * source.MAX_BYTES
    path.write_bytes(b"a" * (source.MAX_BYTES + 1))
    assert read_text(path, "a.yaml", problems) is None
    assert [p.code for p in problems.found] == ["EX0106"]


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    problems = Problems()
    assert read_text(tmp_path, "a.yaml", problems) is None
    assert [p.code for p in problems.found] == ["EX0101"]


def test_long_texts_are_cut_in_messages() -> None:
    mark = Mark("x", 1, 1)
    assert describe(Scalar("y" * 41, mark)) == f"'{'y' * 37}...'"
    assert describe(Items((), mark)) == "a list"
    assert describe(Table({}, mark)) == "a mapping"
