"""Make `coverage.txt`, the characters that every face of the game has.

``main.py check`` reads it to find letters that would show as empty boxes, without opening a font.
Needed anew when a face is added or changed, with pygame-ce, in the folder of the project:

    python assets/fonts/make_coverage.py

A line holds one code point or a range of them in hexadecimal.
"""

from __future__ import annotations

from pathlib import Path

import pygame.freetype

FOLDER = Path(__file__).parent
FIRST, LAST = 0x20, 0xFFFD


def covered() -> list[int]:
    """The code points for which every face has a glyph."""
    pygame.freetype.init()  # its metrics tell a missing glyph; those of pygame.font do not
    letters = "".join(chr(c) for c in range(FIRST, LAST + 1) if not 0xD800 <= c <= 0xDFFF)
    for path in sorted(FOLDER.glob("*.ttf")):
        metrics = pygame.freetype.Font(str(path), 16).get_metrics(letters)
        letters = "".join(c for c, box in zip(letters, metrics, strict=True) if box is not None)
    return [ord(letter) for letter in letters]


def text(points: list[int]) -> str:
    """The file: runs of code points, one a line."""
    lines = ["# Characters that every face here has. Made by make_coverage.py."]
    start = 0
    for index, point in enumerate(points):
        if index + 1 == len(points) or points[index + 1] != point + 1:
            first = points[start]
            lines.append(f"{first:04X}" if first == point else f"{first:04X}..{point:04X}")
            start = index + 1
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (FOLDER / "coverage.txt").write_text(text(covered()), encoding="ascii")
