"""October 1962 broken in 200 places, one at a time: told where the author must look, or played.

What "where" means for each kind of break stands in :mod:`tests.scenario.mutations`.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.scenario import mutations
from tests.scenario.mutations import MAKERS, Result

SEED, COUNT = 1962, 204  # 17 of each kind


@cache
def results() -> list[Result]:
    return list(mutations.trials(SEED, list(range(COUNT))))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_break_is_told_where_it_is_or_plays(kind: str) -> None:
    mine = [result for result in results() if result.kind == kind]
    assert len(mine) == COUNT // len(MAKERS)
    assert [result.fault for result in mine if result.fault] == []


def test_breaks_of_many_kinds_were_told() -> None:
    came = Counter(result.came for result in results())
    assert came["plays"] < COUNT / 2
    assert len(came) > 10
