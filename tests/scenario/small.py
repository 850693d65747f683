"""A scenario of one file, without an open fault; tests break it on purpose."""

from __future__ import annotations

SMALL = """\
scenario: {id: small, title: Small, start: a}
calendar: {1: Monday, 2: Tuesday}
meters:
  m: {range: 0..3, start: 1}
  h: {range: 0..3, shown: hidden}
flags: {f: A flag.}
truths: {t: {values: {x: 1, y: 1}, told: Told., sources: [S], so: {x: It was x., y: It was y.}}}
silence: {EX0307: {why: W}, EX0506: {why: W}, EX0508: {why: W}, EX0510: {why: W}, EX0519: {why: W}}
camps: {c: {name: A camp}}
people: {p: {name: Ann Pe}}
sources: {S: A source.}
nodes:
  a:
    day: 1
    title: A
    sources: [S]
    options:
      o: {text: Do it, effects: {f: true, m: +1}, next: [{when: f, to: b}, {to: e}]}
  b: {day: 2, title: B, sources: [S], outcomes: {d: {title: D, weight: 2, next: e}}}
endings:
  e: {title: E, family: war, headline: H, axes: {lives: L, missiles: M, alliance: A, precedent: P}}
"""


def broken(old: str, new: str) -> str:
    """The small scenario with one text in place of another, which must be there once."""
    assert SMALL.count(old) == 1, f"{old!r} stands {SMALL.count(old)} times"
    return SMALL.replace(old, new)


def closed(condition: str) -> str:
    """The small scenario with a condition on its one option."""
    return broken("text: Do it", f"text: Do it, closed: No., when: {condition}")


def place(text: str) -> tuple[int, int]:
    """The line and column of the mark » in a text; without one 1, 1."""
    before = text[: text.index("»")] if "»" in text else ""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def unmarked(text: str) -> str:
    return text.replace("»", "")
