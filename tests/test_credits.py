"""Every file under assets/ is credited, and every credit is of a file."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from game import places

LIST = places.assets() / "CREDITS.toml"
CREDITS: list[dict[str, Any]] = tomllib.loads(LIST.read_text(encoding="utf-8"))["credit"]
FIELDS = {"files", "author", "licence", "text", "source", "changes"}


def test_every_file_is_credited_once() -> None:
    listed = [name for credit in CREDITS for name in credit["files"]]
    texts = {credit["text"] for credit in CREDITS if "text" in credit}
    there = {
        path.relative_to(places.assets()).as_posix()
        for path in places.assets().rglob("*")
        if path.is_file() and path != LIST and "__pycache__" not in path.parts
    }
    assert len(listed) == len(set(listed))
    assert set(listed) | texts == there


@pytest.mark.parametrize("credit", CREDITS, ids=lambda credit: str(credit["files"][0]))
def test_a_credit_says_who_and_whence(credit: dict[str, Any]) -> None:
    assert set(credit) <= FIELDS
    for field in ("author", "licence", "source"):
        assert credit[field].strip()
    if credit["licence"].startswith("OFL"):  # which asks that its text goes with the fonts
        text = (places.assets() / credit["text"]).read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE" in text.upper()
