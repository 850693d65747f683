"""The escalation of a game as a drawing in SVG, with history's beside it."""

from __future__ import annotations

from html import escape

from game.present.screens import Debrief
from game.words import say

WIDTH, HEIGHT = 474, 250
LEFT, RIGHT, TOP, FOOT = 28, 78, 12, 26  # margins: rung numbers, names of the curves, days
APART = 15.0  # between the names where both curves end together
NAMES = 14  # so many days can be named


def curve(model: Debrief) -> str:
    """The drawing; "" where nothing was counted. Rungs from 0 upwards, days to the right."""
    if not model.top or all(level is None for level in (*model.yours, *model.history)):
        return ""
    floor = HEIGHT - FOOT
    steps = max(1, len(model.days) - 1)

    def place(day: int, level: int) -> tuple[float, float]:
        across, up = WIDTH - LEFT - RIGHT, floor - TOP
        return LEFT + across * day / steps, floor - up * level / model.top

    parts = []
    for level in range(0, model.top + 1, max(1, model.top // 6)):
        y = place(0, level)[1]
        parts.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(_text(LEFT - 7, y + 4, str(level), "end"))
    every = -(-len(model.days) // NAMES)
    for day, name in enumerate(model.days):
        if day % every == 0:
            parts.append(_text(place(day, 0)[0], floor + 18, name, "middle"))
    ends: list[tuple[float, float, str, str]] = []
    for levels, kind, name in (
        (model.history, "history", say("history")),
        (model.yours, "yours", say("you")),
    ):
        points = [place(day, level) for day, level in enumerate(levels) if level is not None]
        if points:
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline class="{kind}" points="{path}"/>')
            if kind == "yours":
                x, y = points[-1]
                parts.append(f'<circle class="end" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
            ends.append((*points[-1], kind, name))
    if len(ends) == 2 and abs(ends[0][1] - ends[1][1]) < APART:
        middle = (ends[0][1] + ends[1][1]) / 2
        shift = APART / 2 if ends[0][1] >= ends[1][1] else -APART / 2
        ends = [
            (x, middle + side * shift, kind, name)
            for side, (x, _, kind, name) in zip((1, -1), ends, strict=True)
        ]
    parts += [_text(x + 9, y + 4, name, "start", f"{kind}-name") for x, y, kind, name in ends]
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(_spoken(model))}">'
        f"{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _spoken(model: Debrief) -> str:
    """The same for who hears the page."""
    told = []
    for day, mine, real in zip(model.days, model.yours, model.history, strict=True):
        both = [(say("you"), mine), (say("history"), real)]
        said = ", ".join(f"{who} {level}" for who, level in both if level is not None)
        if said:
            told.append(f"{day}: {said}")
    return "; ".join(told)
