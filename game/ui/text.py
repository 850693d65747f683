"""Setting text: fonts, line breaking, mixed faces, letter-spaced capitals. Everything is cached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import ceil
from typing import Literal, NamedTuple

import pygame

from game import places
from game.present.markup import spans
from game.ui.theme import TYPES, Colour, Type

FONTS = places.assets() / "fonts"
FALLBACK = "LibreFranklin-Regular"  # has the widest coverage of the faces shipped
Align = Literal["left", "center", "right", "justify"]


class Piece(NamedTuple):
    """A word or a part of one, at its place in a block."""

    x: float
    y: int
    text: str
    face: str


class Block(NamedTuple):
    """Text set to a width."""

    pieces: tuple[Piece, ...]
    width: int
    height: int
    lines: int


class _Word(NamedTuple):
    parts: tuple[tuple[str, str], ...]  # (text, face)
    width: float
    paragraph: int


@lru_cache(maxsize=256)
def font(face: str, size: int) -> pygame.Font:
    """One of the shipped faces at a size in pixels."""
    return pygame.Font(str(FONTS / f"{face}.ttf"), size)


@lru_cache(maxsize=64)
def _absent(face: str) -> tuple[int, ...] | None:
    return font(face, 20).metrics("\ue123")[0]


@lru_cache(maxsize=4096)
def _has(face: str, char: str) -> bool:
    return font(face, 20).metrics(char)[0] != _absent(face)


def _covered(text: str, face: str) -> list[tuple[str, str]]:
    """Split off what the face lacks: SDL_ttf has no fallback of its own."""
    if all(char < "\u017f" or _has(face, char) for char in text):
        return [(text, face)]
    runs: list[tuple[str, str]] = []
    for char in text:
        use = face if _has(face, char) else FALLBACK
        if runs and runs[-1][1] == use:
            runs[-1] = (runs[-1][0] + char, use)
        else:
            runs.append((char, use))
    return runs


def capitals(text: str) -> str:
    """Capitals that keep the small letters of names: McNAMARA, LeMAY."""
    return re.sub(
        r"\b(Mc|Mac|Le)([A-Z]\w*)|[^\W\d_]+",
        lambda m: m[1] + m[2].upper() if m[1] else m[0].upper(),
        text,
    )


@lru_cache(maxsize=16384)
def advance(text: str, face: str, size: int, spacing: float) -> int:
    """The width of a string."""
    if not spacing:
        return font(face, size).size(text)[0]
    letters = font(face, size)
    step = spacing * size
    return round(sum(letters.size(char)[0] for char in text) + step * len(text))


def _extent(text: str, face: str, size: int, spacing: float, fine: bool) -> float:
    """The width of a string; `fine` is for text painted at twice its size and then shrunk."""
    if fine:
        return advance(text, face, size * 2, spacing) / 2
    return advance(text, face, size, spacing)


@lru_cache(maxsize=8192)
def ink(text: str, face: str, size: int, spacing: float, colour: Colour) -> pygame.Surface:
    """A string as a surface with transparent ground."""
    letters = font(face, size)
    if not spacing:
        return letters.render(text, True, colour)
    surface = pygame.Surface(
        (advance(text, face, size, spacing), letters.get_height()), pygame.SRCALPHA
    )
    x = 0.0
    for char in text:
        surface.blit(letters.render(char, True, colour), (round(x), 0))
        x += letters.size(char)[0] + spacing * size
    return surface


def _words(text: str, type_: Type, size: int, fine: bool) -> list[_Word]:
    words: list[_Word] = []
    for number, paragraph in enumerate(text.split("\n")):
        parts: list[tuple[str, str]] = []

        def close(parts: list[tuple[str, str]] = parts, number: int = number) -> None:
            if parts:
                width = sum(_extent(t, f, size, type_.spacing, fine) for t, f in parts)
                words.append(_Word(tuple(parts), width, number))
                parts.clear()

        for run, style in spans(paragraph):
            face = (style == "italic" and type_.italic) or (style == "bold" and type_.bold)
            shown = capitals(run) if type_.capitals else run
            for chunk in re.split(r"( +)", shown):
                if chunk.startswith(" "):
                    close()
                elif chunk:
                    parts.extend(_covered(chunk, face or type_.face))
        close()
    return words


def _broken(word: _Word, width: int, type_: Type, size: int, fine: bool) -> list[_Word]:
    """A word wider than the column, cut where it must be so that it stays inside."""
    if word.width <= width:
        return [word]
    pieces: list[_Word] = []
    for text, face in word.parts:
        held = ""
        for char in text:
            if held and _extent(held + char, face, size, type_.spacing, fine) > width:
                extent = _extent(held, face, size, type_.spacing, fine)
                pieces.append(_Word(((held, face),), extent, word.paragraph))
                held = ""
            held += char
        extent = _extent(held, face, size, type_.spacing, fine)
        pieces.append(_Word(((held, face),), extent, word.paragraph))
    return pieces


def _greedy(words: list[_Word], width: int, space: float) -> list[list[_Word]]:
    lines: list[list[_Word]] = []
    used = 0.0
    for word in words:
        if (
            lines
            and lines[-1][-1].paragraph == word.paragraph
            and used + space + word.width <= width
        ):
            lines[-1].append(word)
            used += space + word.width
        else:
            lines.append([word])
            used = word.width
    return lines


def _even(words: list[_Word], width: int, space: float) -> list[list[_Word]]:
    """Lines of a justified column: the breaks that stretch the spaces least, over the whole."""
    count = len(words)
    best: list[float] = [0.0] + [float("inf")] * count
    start: list[int] = [0] * (count + 1)
    for first in range(count):
        if best[first] == float("inf"):
            continue
        used = -space
        for last in range(first, count):
            word = words[last]
            if word.paragraph != words[first].paragraph:
                break
            used += space + word.width
            if used > width and last > first:
                break
            ends = last + 1 == count or words[last + 1].paragraph != word.paragraph
            slack = 0.0 if ends else (width - used) / max(1, last - first) / space
            cost = best[first] + slack**3 + 0.1
            if cost < best[last + 1]:
                best[last + 1], start[last + 1] = cost, first
    lines: list[list[_Word]] = []
    end = count
    while end:
        lines.insert(0, words[start[end] : end])
        end = start[end]
    return lines


def _balanced(words: list[_Word], width: int, space: float, count: int) -> list[list[_Word]]:
    """As many lines as needed and as equal as may be: no headline ends in a lone word."""
    low, high = round(max(word.width for word in words)), width
    while low < high:
        middle = (low + high) // 2
        if len(_greedy(words, middle, space)) > count:
            low = middle + 1
        else:
            high = middle
    return _greedy(words, high, space)


@lru_cache(maxsize=4096)
def typeset(
    text: str, type_: Type, size: int, width: int, align: Align = "left", fine: bool = False
) -> Block:
    """Break `text` into lines no wider than `width` pixels. A newline starts a new line."""
    space = max(1.0, _extent(" ", type_.face, size, type_.spacing, fine))
    words: list[_Word] = []
    for word in _words(text, type_, size, fine):
        words.extend(_broken(word, max(1, width), type_, size, fine))
    if not words:
        return Block((), 0, 0, 0)
    broken = _even if align == "justify" else _greedy
    lines = broken(words, width, space)
    if align == "center":
        lines = _balanced(words, width, space, len(lines))
    letters = font(type_.face, size)
    pitch = max(letters.get_ascent() - letters.get_descent(), round(size * type_.leading))
    above = (pitch - (letters.get_ascent() - letters.get_descent())) // 2
    pieces: list[Piece] = []
    widest = 0
    for number, line in enumerate(lines):
        natural = sum(word.width for word in line) + space * (len(line) - 1)
        ends = number + 1 == len(lines) or lines[number + 1][0].paragraph != line[0].paragraph
        gap = space
        if align == "justify" and not ends and len(line) > 1:
            gap = min(space * 3.5, space + (width - natural) / (len(line) - 1))
        left = {"center": (width - natural) / 2, "right": width - natural}.get(align, 0.0)
        x = max(0.0, left)
        for word in line:
            for part, face in word.parts:
                rise = letters.get_ascent() - font(face, size).get_ascent()
                pieces.append(Piece(x, number * pitch + above + rise, part, face))
                x += _extent(part, face, size, type_.spacing, fine)
            x += gap
        widest = max(widest, ceil(x - gap - 0.01))
    return Block(tuple(pieces), widest, pitch * len(lines), len(lines))


def natural_width(text: str, type_: Type, size: int, fine: bool = False) -> int:
    """The width of the longest line of `text` when nothing makes it break."""
    return typeset(text, type_, size, 1_000_000, "left", fine).width


def warm(unit: float) -> Iterator[None]:
    """Draw the letters of every face once, a face a step: the first screen comes at once."""
    letters = "".join(chr(code) for code in range(32, 127)) + "·–—“”’½áéó"
    for type_ in TYPES.values():
        size = max(8, round(type_.size * unit))
        for face in filter(None, (type_.face, type_.italic, type_.bold)):
            font(face, size).render(letters, True, (0, 0, 0))
            yield


def clear() -> None:
    """Forget every font: they do not outlive the font module."""
    for cached in (font, _absent, _has, advance, ink, typeset):
        cached.cache_clear()
