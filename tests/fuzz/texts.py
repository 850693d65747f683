"""Where the texts come from: trees rendered, words thrown together, bytes changed, extremes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from game.scenario.expression import Type
from tests.fuzz.readers import NAMES, Tree

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
LEVELS = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "negative": 7}
LEVELS |= dict.fromkeys((*COMPARISONS, "truth"), 4)
SPACES = (" ", " ", " ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\x1c", "\x0b")
_WORDS = """
    m heat f go_on t u x y day true false and or not == != < <= > >= + - * ( ) seen chose told
    0 1 007 999999 1000000 1000001 99999999999 seen(n/1.o) chose('n/1.p') told(t) t==x n/1.o ' " .
    , : ; [ ] { } = ! % / // ** @ # ~ ^ & | \\ ` $ ? lambda if else for in is None True False
    __import__ __class__ __builtins__ eval exec open import yield await async f'' b'' 0x1f 1e9 1_0
    1j ... -> := é ß Ⅷ ٣ ² ０ ﬁ 𝟗 \u200b \u202e \ufeff \x00 \x7f \x1b[2J \ud800 and( )or notf f.f
"""
WORDS = tuple(_WORDS.split())


class Sample(NamedTuple):
    """A text; the tree it was rendered from, if there was one, and the type that this gives."""

    kind: str
    text: str
    wanted: Type | None = None
    tree: Tree | None = None
    fits: bool = True  # whether its brackets are few enough to be read


def samples(luck: Random, count: int) -> Iterator[Sample]:
    for _ in range(count):
        yield luck.choices(_KINDS, _SHARES)[0](luck)


def number(luck: Random, size: int) -> Tree:
    """A random tree that gives a number, of at most about `size` leaves."""
    if size <= 1:
        pick = luck.random()
        if pick < 0.45:
            return ("meter", luck.choice(list(NAMES.meters)))
        if pick < 0.55:
            return ("day",)
        return ("number", luck.choice((0, 1, 2, luck.randint(0, 50), luck.randint(0, 1_000_000))))
    if luck.random() < 0.15:
        return ("negative", number(luck, size - 1))
    cut = luck.randint(1, size - 1)
    return (luck.choice("+-*"), number(luck, cut), number(luck, size - cut))


def condition(luck: Random, size: int) -> Tree:
    """A random tree that gives yes or no."""
    if size <= 1:
        pick = luck.random()
        if pick < 0.4:
            return ("flag", luck.choice(list(NAMES.flags)))
        if pick < 0.6:
            call, _, target = luck.choice(list(NAMES.remembered)).rstrip(")").partition("(")
            return ("call", call, target)
        if pick < 0.9:
            truth = luck.choice(list(NAMES.truths))
            value = luck.choice(list(NAMES.truths[truth][1]))
            return ("truth", luck.choice(("==", "!=")), truth, value)
        return ("word", luck.choice(("true", "false")))
    pick = luck.random()
    if pick < 0.15:
        return ("not", condition(luck, size - 1))
    cut = luck.randint(1, size - 1)
    if pick < 0.5:
        return (luck.choice(COMPARISONS), number(luck, cut), number(luck, size - cut))
    if pick < 0.6:
        return (luck.choice(COMPARISONS[:2]), condition(luck, cut), condition(luck, size - cut))
    return (luck.choice(("and", "or")), condition(luck, cut), condition(luck, size - cut))


class Rendering:
    """A tree as text, with some brackets and blanks that need not be there."""

    def __init__(self, luck: Random) -> None:
        self.luck = luck
        self.idle = luck.choice((0.0, 0.0, 0.1, 0.5))  # how often an idle bracket is set
        self.blanks = luck.choice((SPACES[:1], ("",), SPACES))
        self.deepest = 1  # as the parser counts: the text itself is 1 deep

    def of(self, tree: Tree, least: int = 1, depth: int = 1) -> str:
        level = LEVELS.get(tree[0], 8)
        brackets = level < least or self.luck.random() < self.idle
        depth += brackets
        self.deepest = max(self.deepest, depth)
        text = self._bare(tree, level, depth)
        return f"({self.gap()}{text}{self.gap()})" if brackets else text

    def gap(self) -> str:
        return self.luck.choice(self.blanks)

    def _bare(self, tree: Tree, level: int, depth: int) -> str:
        kind = tree[0]
        gap = self.gap
        if kind == "number":
            return ("0" * self.luck.choice((0, 0, 0, 1)) + str(tree[1]))[-7:]
        if kind in ("meter", "flag", "word"):
            return str(tree[1])
        if kind == "day":
            return "day"
        if kind == "call":
            quote = self.luck.choice(("", "", "'", '"'))
            return f"{tree[1]}{gap()}({gap()}{quote}{tree[2]}{quote}{gap()})"
        if kind == "truth":
            return f"{tree[2]}{gap()}{tree[1]}{gap()}{tree[3]}"
        if kind == "negative":
            return f"-{gap()}{self.of(tree[1], 7, depth)}"
        if kind == "not":
            return f"not {gap()}{self.of(tree[1], 3, depth)}"
        # A comparison does not chain, so both sides bind tighter; the others lean to the left.
        left = self.of(tree[1], level + (level == 4), depth)
        right = self.of(tree[2], level + 1, depth)
        blank = " " if level < 3 else ""
        return f"{left}{blank}{gap()}{kind}{blank}{gap()}{right}"


def rendered(luck: Random) -> Sample:
    size = luck.choice((1, 2, 3, 5, 8, 13, 30))
    wanted: Type = luck.choice(("boolean", "number"))
    tree = condition(luck, size) if wanted == "boolean" else number(luck, size)
    rendering = Rendering(luck)
    text = rendering.of(tree)
    return Sample("tree", text, wanted, tree, rendering.deepest <= 30)


def soup(luck: Random) -> Sample:
    words = luck.choices(WORDS, k=luck.choice((1, 2, 3, 5, 9, 30)))
    return Sample("words", luck.choice(("", " ", " ", "\n")).join(words))


def bytes_changed(luck: Random) -> Sample:
    data = bytearray(rendered(luck).text, "utf-8")
    for _ in range(luck.choice((1, 1, 1, 2, 4, 16))):
        at, to = sorted((luck.randint(0, len(data)), luck.randint(0, len(data))))
        match luck.randrange(6):
            case 0:
                data[at:to] = b""
            case 1:
                data[at:at] = luck.choice(WORDS).encode("utf-8", "surrogatepass")
            case 2:
                data[at:at] = data[at:to]
            case 3 if data:
                data[at % len(data)] ^= 1 << luck.randrange(8)
            case 4:
                data[at:at] = bytes([luck.randrange(256)])
            case _:
                data[at:to] = bytes(reversed(data[at:to]))
    how = luck.choice(("replace", "surrogateescape", "ignore"))
    return Sample("bytes", bytes(data).decode("utf-8", how))


def extreme(luck: Random) -> Sample:
    """Deep, long, huge, or of strange letters."""
    n = luck.choice((1, 10, 28, 29, 30, 31, 100, 499, 500, 501, 10_000, 200_000))
    makers: tuple[Callable[[], str], ...] = (
        lambda: "(" * n + "f" + ")" * n,
        lambda: "(" * n,
        lambda: ")" * n,
        lambda: "not " * n + "f",
        lambda: "-" * n + "m == 1",
        lambda: "- " * n + "m > heat",
        lambda: " or ".join(["f"] * n),
        lambda: " * ".join(["1000000"] * n) + " > m",
        lambda: " + ".join(["heat"] * n) + " != 3",
        lambda: luck.choice("0123456789") * n + " > m",
        lambda: "m" * n,
        lambda: "seen(" * n,
        lambda: "seen(" + "a" * n + ")",
        lambda: "told('" + "t" * n,
        lambda: luck.choice(SPACES) * n + "f",
        lambda: "f" + luck.choice(SPACES) * n,
        lambda: "\x00" * n,
        lambda: "f and\x00 f" * min(n, 50),
        lambda: "".join(chr(luck.randrange(0x110000)) for _ in range(min(n, 600))),
        lambda: "_" * n + "import__('os')",
        lambda: f"__import__('os').system('{'x' * min(n, 600)}')",
        lambda: f"(lambda: {'f' * n})()",
        lambda: "m == " * min(n, 600) + "m",
        lambda: "t == x and " * min(n, 600) + "t != y",
    )
    return Sample("extreme", luck.choice(makers)())


_KINDS: tuple[Callable[[Random], Sample], ...] = (rendered, soup, bytes_changed, extreme)
_SHARES = (40, 20, 36, 4)
