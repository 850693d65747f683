"""A game as one page to read, to send and to print: HTML without script, font or network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from game.engine.record import Record
from game.export.curve import curve
from game.export.style import STYLE
from game.present import build, screens
from game.present.markup import plain, spans
from game.present.parts import change_line
from game.present.retell import Retold
from game.scenario.model import Scenario
from game.words import language, say

_TAGS = {"italic": "em", "bold": "strong"}


def page(story: Retold, record: Record) -> str:
    """The whole page. What the room did not know is told only of a game that is over."""
    scenario = story.scenario
    after = build.debrief(scenario, story.items, story.state)
    cited = _Cited(scenario)
    body = [*_head(scenario, record, after), *_curve(scenario, after), *_days(story, cited)]
    if story.ending:
        front = build.front_page(scenario, story.state)
        body += [*_front(front, cited), *_told(scenario, after, cited)]
        body += [*_scores(after), *_luck(after)]
    body += cited.listed()
    title = escape(f"{scenario.title}: {after.title}")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(language())}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )


class _Cited:
    """The works named on the page, numbered as they come."""

    def __init__(self, scenario: Scenario) -> None:
        self._known = set(scenario.sources.values())
        self._numbers: dict[str, int] = {}

    def note(self, lines: screens.Prose) -> Iterator[str]:
        """Lines on sources: works by their numbers, whatever else is said as it stands."""
        parts = []
        for line in dict.fromkeys(lines):
            if line in self._known:
                number = self._numbers.setdefault(line, len(self._numbers) + 1)
                parts.append(f'<a href="#source-{number}">[{number}]</a>')
            else:
                parts.append(_inline(line))
        if parts:
            yield f'<p class="notes">{" ".join(parts)}</p>'

    def listed(self) -> Iterator[str]:
        """The works themselves."""
        if self._numbers:
            yield f"<h2>{escape(say('Sources'))}</h2>"
            yield '<ol class="sources">'
            for work, number in self._numbers.items():
                text = _inline(work)
                yield f'<li id="source-{number}"><span>[{number}]</span><span>{text}</span></li>'
            yield "</ol>"


def _inline(text: str) -> str:
    """Prose with its markup, everything else made harmless."""
    return "".join(
        f"<{_TAGS[style]}>{escape(run)}</{_TAGS[style]}>" if style else escape(run)
        for run, style in spans(text)
    )


def _prose(text: Iterable[str]) -> Iterator[str]:
    return (f"<p>{_inline(paragraph)}</p>" for paragraph in text)


def _head(scenario: Scenario, record: Record, after: screens.Debrief) -> Iterator[str]:
    preset = scenario.presets[record.preset].name
    yield f"<h1>{_inline(after.title)}</h1>"
    seed = say("seed {n}", n=record.seed)
    yield f'<p class="meta">{escape(" · ".join((scenario.title, preset, seed)))}</p>'
    for paragraph in after.text:
        yield f'<p class="lead">{_inline(paragraph)}</p>'


def _curve(scenario: Scenario, after: screens.Debrief) -> Iterator[str]:
    drawn = curve(after)
    if drawn:
        yield f"<h2>{escape(say('Escalation, day by day'))}</h2>"
        rungs = (f"<li><b>{n}</b>{_inline(name)}</li>" for n, name in enumerate(scenario.rungs, 1))
        yield f'<figure>{drawn}<ol class="rungs">{"".join(rungs)}</ol></figure>'


def _days(story: Retold, cited: _Cited) -> Iterator[str]:
    date = ""
    for screen in build.since(story.scenario, story.items, set()):
        if not isinstance(screen, screens.Outcome):
            continue
        if screen.header.date != date:
            date = screen.header.date
            yield f"<h2>{escape(date)}</h2>"
        yield from _event(screen, cited)


def _event(screen: screens.Outcome, cited: _Cited) -> Iterator[str]:
    yield '<section class="event">'
    above = " · ".join(part for part in (screen.header.place, plain(screen.label)) if part)
    if plain(screen.label) == plain(screen.title):
        above = screen.header.place
    if above:
        yield f'<p class="label">{escape(above)}</p>'
    yield f"<h3>{_inline(screen.title)}</h3>"
    if screen.flash:
        yield f'<p class="flash">{_inline(screen.flash)}</p>'
    yield from _prose(screen.text)
    if screen.odds:
        yield from _odds(screen.odds)
    if screen.changes:
        lines = "".join(_change(change, screen.label) for change in screen.changes)
        yield f'<ul class="changes">{lines}</ul>'
    yield from cited.note(screen.sources)
    yield "</section>"


def _odds(odds: screens.Odds) -> Iterator[str]:
    yield f'<div class="odds"><p>{_inline(odds.text)}</p><ul>'
    for title, share, came in odds.lines:
        kind = ' class="came"' if came else ""
        said = f"{_inline(title)} ({escape(say('this came'))})" if came else _inline(title)
        per_cent = say("under 1 %") if share < 1 else f"{share:.0f} %"
        yield (
            f'<li{kind}><span class="share">{escape(per_cent)}</span><span>{said}</span>'
            f'<span class="bar" style="width:{share:.1f}%"></span></li>'
        )
    yield "</ul></div>"


def _change(change: screens.Change, order: str) -> str:
    text = change_line(change, "→")
    why = (
        f' <span class="why">{_inline(change.why)}</span>' if change.why not in ("", order) else ""
    )
    return f"<li>{_inline(text)}{why}</li>"


def _front(front: screens.FrontPage, cited: _Cited) -> Iterator[str]:
    yield '<article class="paper">'
    if front.paper:
        yield f'<p class="name">{_inline(front.paper)}</p>'
    if front.date:
        yield f'<p class="date">{_inline(front.date)}</p>'
    yield f"<h2>{_inline(front.headline)}</h2>"
    if front.deck:
        yield f'<p class="deck">{_inline(front.deck)}</p>'
    yield f'<div class="news">{"".join(_prose(front.text))}</div>'
    yield "</article>"
    rows = (f"<dt>{_inline(name)}</dt><dd>{_inline(text)}</dd>" for name, text in front.axes)
    yield f'<dl class="axes">{"".join(rows)}</dl>'
    yield from cited.note(front.sources)


def _told(scenario: Scenario, after: screens.Debrief, cited: _Cited) -> Iterator[str]:
    if not after.told:
        return
    told, so = escape(say("What you were told")), escape(say("What was so"))
    yield f"<h2>{escape(say('What you did not know'))}</h2>"
    yield f"<table><thead><tr><th>{told}</th><th>{so}</th></tr></thead><tbody>"
    for row in after.told:
        since = say("Known since {year}", year=row.since) if row.since else ""
        works = (scenario.sources.get(key, key) for key in row.sources.split("; ") if key)
        notes = "".join(cited.note((*([f"{since}."] if since else []), *works)))
        yield (
            f'<tr><td data-label="{told}">{_inline(row.told)}</td>'
            f'<td data-label="{so}">{_inline(row.so)}{notes}</td></tr>'
        )
    yield "</tbody></table>"


def _scores(after: screens.Debrief) -> Iterator[str]:
    if not after.scores:
        return
    yield f'<h2>{escape(say("Who had been right"))}</h2><ul class="scores">'
    for score in after.scores:
        kind, verdict = ("right", say("right")) if score.right else ("wrong", say("wrong"))
        sure = escape(say("{n} % sure", n=score.sure))
        order = f'<br><span class="notes">{_inline(score.order)}</span>' if score.order else ""
        yield (
            f"<li><strong>{_inline(score.who)}</strong>, {sure}: {_inline(score.expected)}"
            f' <span class="{kind}">{escape(verdict)}</span>{order}</li>'
        )
    yield "</ul>"


def _luck(after: screens.Debrief) -> Iterator[str]:
    if after.luck:
        lines = "".join(f"<li>{_inline(line)}</li>" for line in after.luck)
        yield f'<h2>{escape(say("The luck of it"))}</h2><ul class="luck">{lines}</ul>'
