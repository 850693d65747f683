"""Texts: too long for their place, told twice, typed in a hurry, or in letters no face has."""

from __future__ import annotations

import re
from functools import cache

from game import places
from game.scenario.checks.draft import Draft, draws
from game.scenario.checks.flow import Flow, Reach
from game.scenario.checks.survey import deliveries
from game.scenario.model import Kind, Text
from game.scenario.problems import Mark, Problems
from game.scenario.source import Items, Scalar, Table, Tree

# The most that fits its place at the smallest window.
LONGEST = {
    "title": 76,
    "text": 64,
    "detail": 150,
    "hint": 28,
    "closed": 90,
    "says": 230,
    "subject": 60,
}
SCENE = 120  # words that are read before a decision; more, and they are skipped
MESSAGE = 120  # words that a sheet of typing paper holds
ENDING = (80, 220)  # words of a front page: two or three paragraphs
_PLAIN = ("when", "known", "weight", "next", "id", "at", "sources")  # keys that hold no prose
_SLIPS = (  # what is sought; what it is called; its cure
    (re.compile(r"\.\.\."), "three dots", "Write …, or end the sentence"),
    (re.compile(r"(?<=\w)\s?--\s?(?=\w)"), "two hyphens", "Write a dash, a comma or a full stop"),
    (re.compile(r"\w\s+[,.;!?](?:\s|$)"), "a space before a mark", "Close it up"),
    (re.compile(r"\b(?!(?:had|that)\b)([a-z]+)\s+\1\b"), "a word twice", "Delete one"),
)
# What every slip but the last has in it. Few texts do, and one search is quicker than three.
_SUSPECT = re.compile(r"\.\.\.|--|\s[,.;!?]")


def check(draft: Draft, flow: Flow, problems: Problems) -> None:
    """Add what a reader would stumble over."""
    _lengths(draft, problems)
    _words(draft, flow, problems)
    _twice(draft, problems)
    _typing(draft, problems)


def _lengths(draft: Draft, problems: Problems) -> None:
    def measure(kind: str, text: str, what: str, *keys: str) -> None:
        length = len(text.replace("*", ""))
        if length > LONGEST[kind]:
            problems.add(
                "EX0503",
                draft.at(*keys),
                f"{what} has {length} characters; {LONGEST[kind]} fit. Cut it.",
            )

    for node in draft.scenario.nodes:
        at = ("endings" if node.kind is Kind.ENDING else "nodes", node.id)
        measure("title", node.title, f"The title of '{node.id}'", *at, "title")
        for value in node.options:
            for kind, text in (
                ("text", value.text),
                ("detail", value.detail),
                ("hint", value.hint),
                ("closed", value.closed),
            ):
                what = f"'{kind}' of option '{value.id}'"
                measure(kind, text, what, *at, "options", value.id, kind)
            for voice in value.voices:
                side = "for" if voice.pro else "against"
                what = f"What {voice.who} says on '{value.id}'"
                measure("says", voice.says, what, *at, "options", value.id, side)
    for letter in draft.scenario.messages.values():
        what = f"'subject' of message '{letter.id}'"
        measure("subject", letter.subject, what, "messages", letter.id, "subject")


def _words(draft: Draft, flow: Flow, problems: Problems) -> None:
    for node in draft.scenario.nodes:
        ways = flow.ways.get(node.slot, ())
        most = max((_shown(node.text, flow, way)[1] for way in ways), default=0)
        if most > SCENE:
            problems.add(
                "EX0514",
                draft.at("nodes", node.id, "text"),
                f"The text of '{node.id}' has up to {most} words; {SCENE} are read. Cut it, or"
                " give a part of it to the briefing.",
            )
    for id, reaches in deliveries(flow).items():
        text = draft.scenario.messages[id].text
        most = max(_shown(text, flow, reach)[1] for reach in reaches)
        if most > MESSAGE:
            problems.add(
                "EX0523",
                draft.at("messages", id, "text"),
                f"The text of message '{id}' has up to {most} words; {MESSAGE} fit on its paper."
                " Cut it.",
            )
    low, high = ENDING
    for ending in draft.scenario.endings.values():
        ways = flow.ways.get(draft.scenario.slots[ending.id], ())
        if not ending.text or not ways:
            continue
        counts = [_shown(ending.text, flow, way) for way in ways]
        least, most = min(least for least, _ in counts), max(most for _, most in counts)
        if least < low or most > high:
            count = f"as few as {least}" if least < low else f"up to {most}"
            problems.add(
                "EX0513",
                draft.at("endings", ending.id, "text"),
                f"The text of ending '{ending.id}' has {count} words; {low} to {high} fill a front"
                f" page. {'Tell more' if least < low else 'Cut it'}.",
            )


def _shown(text: Text, flow: Flow, way: Reach) -> tuple[int, int]:
    """The fewest and the most words that may be shown together."""
    counts = [(len(paragraph.text.split()), paragraph.when) for paragraph in text]
    always = sum(count for count, when in counts if when is None)
    reads = frozenset[str]().union(*(when.reads for _, when in counts if when))
    states = flow.states(reads, way) if reads else None
    if states is None:
        return always, always
    sums = [sum(n for n, when in counts if when and when.evaluate(*state)) for state in states]
    return always + min(sums), always + max(sums)


def _twice(draft: Draft, problems: Problems) -> None:
    def compare(texts: list[tuple[str, Mark]], what: str) -> None:
        seen: set[str] = set()
        for text, mark in texts:
            if text in seen:
                problems.add(
                    "EX0515",
                    mark,
                    f"'{text}' stands twice among {what}. The player could not tell them apart.",
                )
            seen.add(text)

    for node in draft.scenario.nodes:
        options = [
            (o.text, draft.at("nodes", node.id, "options", o.id, "text")) for o in node.options
        ]
        compare(options, f"the options of '{node.id}'")
    for draw in draws(draft.scenario):
        titles = [(o.title, draft.at(*draw.keys, o.id, "title")) for o in draw.outcomes]
        compare(titles, f"the outcomes of {draw.what}")


def _typing(draft: Draft, problems: Problems) -> None:
    letters = coverage()
    queue: list[Tree] = [draft.root]
    while queue:
        tree = queue.pop()
        if isinstance(tree, Table):
            for key, (_, value) in tree.entries.items():
                if key not in _PLAIN:
                    queue.append(value)
        elif isinstance(tree, Items):
            queue.extend(tree.items)
        else:
            _scalar(tree, letters, problems)


def _scalar(tree: Scalar, letters: frozenset[str], problems: Problems) -> None:
    text = tree.text
    if not text.isascii():
        missing = set(text) - letters or set(text.upper()) - letters
        if missing:
            one = min(missing)
            problems.add(
                "EX0517",
                tree.mark,
                f"'{one}' (U+{ord(one):04X}) is in none or not in all of the game's faces, and"
                " would show as an empty box. Write it another way.",
            )
    if " " in text:
        for pattern, what, cure in _SLIPS if _SUSPECT.search(text) else _SLIPS[-1:]:
            found = pattern.search(text)
            if found:
                near = " ".join(text[max(0, found.start() - 12) : found.end() + 8].split())
                problems.add("EX0516", tree.mark, f"Typed with {what}: '{near}'. {cure}.")


@cache
def coverage() -> frozenset[str]:
    """The letters that every face of the game has, from a file that is made from the faces."""
    found = set("\n\r\t")
    path = places.assets() / "fonts" / "coverage.txt"
    for line in path.read_text(encoding="ascii").splitlines():
        if line and not line.startswith("#"):
            first, _, last = line.partition("..")
            found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)
