"""docs/diagnostics against the code: every page is true, and its examples do what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.analysis.verify import verify
from game.scenario.problems import CODES
from tests.scenario import documents
from tests.scenario.documents import Document, Example

PAGES = documents.documents()
EXAMPLES = [
    pytest.param(page, example, id=example.name) for page in PAGES for example in page.examples
]
pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    assert [page.code for page in PAGES] == sorted(CODES)


@pages
def test_a_page_agrees_with_the_code(page: Document) -> None:
    assert (page.severity, page.summary) == CODES[page.code]
    assert page.path.name.startswith(f"{page.code}-")
    assert f"\n# {page.code}: {page.summary}\n" in page.text


@pages
def test_a_page_has_all_its_parts(page: Document) -> None:
    assert tuple(re.findall(r"^## .+$", page.text, re.M)) == documents.PARTS
    assert page.messages
    kinds = [example.bad for example in page.examples]
    assert kinds == [True, False] * (len(kinds) // 2)
    assert kinds


def fits(message: str, template: str) -> bool:
    return re.fullmatch(re.sub(r"\\{.*?\\}", ".*", re.escape(template)), message) is not None


@pytest.mark.parametrize(("page", "example"), EXAMPLES)
def test_an_example_does_what_it_says(page: Document, example: Example, tmp_path: Path) -> None:
    found = verify(example.write(tmp_path))
    told = "\n".join(map(str, found))
    assert {p.code for p in found} == ({page.code} if example.bad else set()) | example.also, told
    for problem in found:
        if problem.code == page.code:
            file, line = example.place(page.code)
            assert (problem.file, problem.line) == (f"base/{file}", line)
            assert any(fits(problem.message, says) for says in page.messages), problem.message


def test_the_base_of_the_examples_has_no_fault(tmp_path: Path) -> None:
    assert verify(Example("base", bad=False).write(tmp_path)) == []
    (tmp_path / "base" / "base.yaml").write_bytes(documents.BASE.read_bytes())
    assert verify(tmp_path / "base") == []


def test_the_index_is_up_to_date() -> None:
    cure = "Run: python tests/scenario/documents.py"
    assert documents.INDEX.read_text(encoding="utf-8") == documents.index(), cure
