"""The game as plain lines: for a terminal, a pipe and a screen reader. No colour, no redraw."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from game.errors import Trouble
from game.present import screens
from game.present.markup import plain
from game.present.parts import change_line
from game.words import say, word

if TYPE_CHECKING:
    from game.play import Play

WIDTH = 78


def wrap(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(plain(text), WIDTH, initial_indent=indent, subsequent_indent=indent) or [
        ""
    ]


def lines(screen: screens.Screen) -> Iterator[str]:
    """A screen in plain lines."""
    if isinstance(screen, screens.Briefing):
        yield from _heading(screen.header, screen.stamp)
        yield from _dashed(screen.sender, screen.subject)
        yield from _prose(screen.text)
    elif isinstance(screen, screens.Decision):
        yield from _heading(screen.header, screen.label)
        yield screen.title
        yield from _prose(screen.text)
        yield from _position(screen.ladder, screen.gauges)
        yield from _mail(screen.tray)
        yield from _cards(screen.cards)
    elif isinstance(screen, screens.Agenda):
        yield from _heading(screen.header, screen.label)
        yield screen.title
        yield from _prose(screen.text)
        yield from _position(screen.ladder, screen.gauges)
        yield from _mail(screen.tray)
        yield say("You have {hours}. Take up what fits.", hours=_hours(screen.hours))
        yield from _cards(screen.cards)
    elif isinstance(screen, screens.Outcome):
        yield ""
        yield f"-- {screen.label}"
        if screen.title != screen.label:
            yield screen.title
        yield from _prose(screen.text)
        if screen.flash:
            yield from wrap(screen.flash, "  | ")
        for change in screen.changes:
            yield from _change(change)
        if screen.odds:
            yield from wrap(f"{say('Chance')}: {screen.odds.text} {screen.odds.why}".rstrip())
    elif isinstance(screen, screens.Table):
        yield from _heading(screen.header, say("The table"))
        yield ", ".join(f"{count} {camp}" for camp, _, count in screen.tally) + "."
        for number, seat in enumerate(screen.seats, 1):
            yield f"  {number}. {seat.full}, {seat.post}: {seat.camp}"
    elif isinstance(screen, screens.Tray):
        yield from _heading(screen.header, say("Letters"))
        for number, letter in enumerate(screen.letters, 1):
            new = f", {say('new')}" if letter.new else ""
            yield from wrap(f"{number}. {letter.sender}: {letter.subject}{new}", "  ")
            yield from wrap(say("Received {hour}", hour=letter.received), "     ")
    elif isinstance(screen, screens.FrontPage):
        yield ""
        yield f"=== {screen.label}: {screen.title} ==="
        yield from _dashed(screen.paper, screen.date)
        yield screen.headline
        if screen.deck:
            yield screen.deck
        yield from _prose(screen.text)
        for name, text in screen.axes:
            yield from wrap(f"{name}: {text}")
    elif isinstance(screen, screens.Debrief):
        yield from _debrief(screen)
    else:
        yield screen.title
        yield from _prose(screen.summary)


def _heading(header: screens.Header, label: str) -> Iterator[str]:
    yield ""
    count = say("day {n} of {all}", n=header.day, all=header.days) if header.days else ""
    yield f"== {', '.join(part for part in (header.date, count) if part)} =="
    place = " · ".join(part for part in (header.place, label) if part)
    if place:
        yield place


def _dashed(*parts: str) -> Iterator[str]:
    if any(parts):
        yield " - ".join(part for part in parts if part)


def _prose(text: screens.Prose) -> Iterator[str]:
    for paragraph in text:
        yield ""
        yield from wrap(paragraph)
    if text:
        yield ""


def _position(ladder: screens.Ladder, gauges: tuple[screens.Gauge, ...]) -> Iterator[str]:
    if ladder.rungs:
        name = ladder.rungs[ladder.level - 1] if ladder.level else say("quiet")
        history = ""
        if ladder.history is not None and ladder.history != ladder.level:
            history = " " + say("History stood on rung {n}.", n=ladder.history)
        yield from wrap(
            say(
                "Escalation: rung {n} of {all}, {name}.",
                n=ladder.level,
                all=len(ladder.rungs),
                name=name,
            )
            + f" {ladder.alert + '.' if ladder.alert else ''}{history}"
        )
    if gauges:
        yield from wrap("; ".join(f"{gauge.name}: {gauge.value}" for gauge in gauges) + ".")
    yield ""


def _mail(tray: screens.Tray | None) -> Iterator[str]:
    if tray:
        count = str(len(tray.letters))
        if tray.new:
            count = say("{n}, {new} of them new", n=count, new=tray.new)
        yield say("Letters: {count}. Type l to read them.", count=count)


def letter(sheet: screens.Letter) -> Iterator[str]:
    """A letter of the tray in plain lines."""
    yield ""
    for name, said in (
        (say("From"), sheet.sender),
        (say("To"), sheet.to),
        (say("Subject"), sheet.subject),
        (say("Sent"), sheet.sent),
        (say("Received"), sheet.received),
        (say("Marked"), sheet.stamp),
    ):
        if said:
            yield from wrap(f"{name}: {said}")
    yield from _prose(sheet.text)
    for source in sheet.sources:
        yield from wrap(source, "  ")


def _cards(cards: tuple[screens.Card, ...]) -> Iterator[str]:
    for card in cards:
        extra = f" [{card.hours}]" if card.hours else f" ({card.hint})" if card.hint else ""
        if card.closed:
            yield from wrap(f"{card.number}. {say('CLOSED')}: {card.text}. {card.closed}", "   ")
            continue
        yield from wrap(f"{card.number}. {card.text}{extra}", "   ")
        if card.detail:
            yield from wrap(card.detail, "      ")
        if card.advisers:
            names = ", ".join(name for name, _ in card.advisers)
            yield f"      {say('For it: {names}', names=names)}"


def _change(change: screens.Change) -> Iterator[str]:
    text = change_line(change, "->")
    yield from wrap(f"- {text} [{change.why}]", "  ")
    if change.about:
        yield from wrap(change.about, "    ")


def _debrief(screen: screens.Debrief) -> Iterator[str]:
    yield ""
    yield f"=== {screen.label}: {screen.title} ==="
    yield from _prose(screen.text)
    if screen.top:
        heads = _level(say("Day"), say("You"), say("History"))
        yield heads[0] + " ".join(f"{day:>3}" for day in screen.days)
        for name, curve in ((heads[1], screen.yours), (heads[2], screen.history)):
            yield name + " ".join(f"{'-' if rung is None else rung:>3}" for rung in curve)
        yield ""
    if screen.told:
        yield say("What you did not know")
        told, so = _level(say("Told"), say("So"))
        for item in screen.told:
            yield from wrap(f"{told}{item.told}", "  ")
            since = " " + say("(known since {year})", year=item.since) if item.since else ""
            yield from wrap(f"{so}{item.so}{since}", "  ")
            yield ""
    if screen.scores:
        yield say("What the advisers expected")
        for score in screen.scores:
            sure = say("{n} % sure", n=score.sure)
            verdict = say("It came about.") if score.right else say("It did not come about.")
            yield from wrap(score.order, "  ")
            yield from wrap(f"{score.who}, {sure}: {score.expected} {verdict}", "    ")
        yield ""
    if screen.luck:
        yield say("What was luck")
        for line in screen.luck:
            yield from wrap(line, "  ")


def _level(*names: str) -> list[str]:
    """Names with colons, so wide that what follows them stands in one line."""
    width = max(map(len, names)) + 2
    return [f"{name}:".ljust(width) for name in names]


def _hours(hours: float) -> str:
    if hours == 0.5:
        return say("half an hour")
    return say("1 hour") if hours == 1 else say("{n} hours", n=f"{hours:g}")


# -- playing -----------------------------------------------------------------------------------

HELP = word(
    "Type a number to choose; t the table, l the letters, s sources, d the day's state, h help,"
    " q leaves."
)


def play_text(game: Play, source: TextIO, out: TextIO) -> int:
    """Play to the end or until the input ends. The game is saved after each move."""
    talk = _Talk(game, source, out)
    return talk.run()


class _Talk:
    def __init__(self, game: Play, source: TextIO, out: TextIO) -> None:
        self.game = game
        self.source = source
        self.out = out
        self.told = ""  # the notice given last: what goes on being wrong is said once

    def say(self, *text: str) -> None:
        for line in text:
            print(line.rstrip(), file=self.out)

    def ask(self, prompt: str) -> str | None:
        """The next line of input; None when it has ended or the player leaves."""
        print(prompt, end=" ", file=self.out, flush=True)
        line = self.source.readline()
        if not self.source.isatty():
            self.say(line.strip()[:80])  # a pipe shows what was answered
        word = line.strip().lower()
        return None if not line or word in ("q", "quit", "exit") else word

    def run(self) -> int:
        game = self.game
        seed = say("seed {n}", n=game.record.seed)
        self.say(f"{game.scenario.title} · {seed} · {game.record.preset}", say(HELP))
        shown = game.screens()
        while True:
            self.notice()
            for screen in shown:
                self.say(*lines(screen))
            if game.over:
                self.say(*lines(game.debrief()))
                return 0
            picks = self.picks(shown[-1])
            if picks is None:
                self.leave()
                return 0
            try:
                agenda = isinstance(shown[-1], screens.Agenda)
                shown = game.take(picks) if agenda else game.choose(picks[0])
            except Trouble as trouble:
                self.say(str(trouble))
                shown = (game.standing(),)

    def notice(self) -> None:
        if self.game.notice not in ("", self.told):
            self.say("", *wrap(say("Note: {text}", text=self.game.notice)))
            self.told = self.game.notice
        self.game.notice = ""

    def leave(self) -> None:
        self.say("")
        if self.game.kept:
            text = say(
                "The game is kept. Go on with: play --text --from {path}", path=self.game.path
            )
            self.say(text)

    def picks(self, screen: screens.Screen) -> list[str] | None:
        """The ids of the options chosen; None to leave."""
        if not isinstance(screen, screens.Decision | screens.Agenda):
            return None
        agenda = isinstance(screen, screens.Agenda)
        prompt = say("Which ones, such as 1 3 (0: none)?") if agenda else say("Your order?")
        while True:
            word = self.ask(prompt)
            if word is None:
                return None
            if word.startswith("t"):
                self.table(word)
            elif word.startswith("l"):
                self.mail(word, screen.tray)
            elif word == "s":
                self.say(*(line for source in screen.sources for line in wrap(source, "  ")))
            elif word == "d":
                self.say(*_position(screen.ladder, screen.gauges))
            elif word == "v" and isinstance(screen, screens.Decision):
                for voice in screen.voices:
                    side = say("for") if voice.side == "for" else say("against")
                    self.say(*wrap(f"{voice.who}, {side} '{voice.option}': {voice.says}", "  "))
            elif agenda and word in ("0", "none", "done", say("none")):
                return []
            else:
                chosen = self.numbers(word, screen.cards)
                if chosen is None:
                    continue
                if not agenda and len(chosen) != 1:
                    self.say(say("Give one number."))
                elif isinstance(screen, screens.Agenda) and not self.fits(screen, chosen):
                    self.say(
                        say("That is more than {hours}. Take fewer.", hours=_hours(screen.hours))
                    )
                elif self.sure([card for card in chosen if card.final]):
                    return [card.id for card in chosen]

    def numbers(self, word: str, cards: tuple[screens.Card, ...]) -> list[screens.Card] | None:
        chosen: list[screens.Card] = []
        for part in word.replace(",", " ").split():
            card = next((card for card in cards if str(card.number) == part), None)
            if card is None:
                self.say(say("'{word}' is not an option here.", word=part[:20]) + f" {say(HELP)}")
                return None
            if card.closed:
                self.say(say("{n} is closed. {why}", n=card.number, why=card.closed))
                return None
            if card not in chosen:
                chosen.append(card)
        if not chosen:
            self.say(say(HELP))
            return None
        return chosen

    @staticmethod
    def fits(screen: screens.Agenda, chosen: list[screens.Card]) -> bool:
        costs = {card.id: cost for card, cost in zip(screen.cards, screen.costs, strict=True)}
        return sum(costs[card.id] for card in chosen) <= screen.hours

    def sure(self, cards: list[screens.Card]) -> bool:
        if not cards:
            return True
        prompt = say("This cannot be undone. Give the order (y/n)?")
        return self.ask(prompt) in ("y", "yes", *say("y yes").split())

    def table(self, word: str) -> None:
        """`t` lists the table, `t 3` hears the third seat."""
        table = self.game.table()
        number = word[1:].strip()
        if not number.isdecimal() or not 1 <= int(number) <= len(table.seats):
            self.say(*lines(table), say("Type t and a number to hear one of them."))
            return
        seat = table.seats[int(number) - 1]
        holds = say("Holds: {camp}", camp=seat.camp)
        self.say("", f"{seat.full}, {seat.post}. {plain(seat.bio)} {holds}.")
        if seat.temperament:
            self.say(*wrap(plain(seat.temperament), "  "))
        for answer in seat.answers:
            self.say(*wrap(f"{answer.topic}: {answer.says}", "  "))

    def mail(self, word: str, tray: screens.Tray | None) -> None:
        """`l` lists the letters, the newest first; `l 3` reads the third."""
        number = word[1:].strip()
        if tray is None:
            self.say(say("No mail has come."))
        elif number.isdecimal() and 1 <= int(number) <= len(tray.letters):
            self.say(*letter(tray.letters[int(number) - 1]))
        else:
            self.say(*lines(tray), say("Type l and a number to read one of them."))
