"""A game on the screen: one scene after another, as the game being played gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from game.present import screens
from game.ui.layout import Look, Node
from game.ui.scenes.dialogs import Action, Choices, Confirm, FullMap, Help, Notice, Options, Sources
from game.ui.scenes.mail import TrayScene
from game.ui.scenes.table import TableScene
from game.ui.settings import Settings
from game.ui.stage import Both, Change, Pop, Push, Replace, Reset, Scene
from game.ui.views import agenda, briefing, debrief, decision, frontpage, outcome
from game.words import say

Queue = tuple[screens.Screen, ...]
_Table = screens.Table
_Debrief = screens.Debrief


class Play(Protocol):
    """What the front end needs of a game being played."""

    notice: str
    kept: bool  # whether it is saved as it stands

    def screens(self) -> Queue: ...

    def choose(self, option: str, /) -> Queue: ...

    def take(self, options: Sequence[str], /) -> Queue: ...

    def table(self) -> _Table: ...

    def debrief(self) -> _Debrief: ...


@dataclass
class Game:
    """The game that is on, and how one leaves it."""

    play: Play
    settings: Callable[[], Settings]
    title: Callable[[], Scene]
    level: int | None = None
    told: str = field(default="")  # the notice that was shown

    def begin(self) -> Change:
        """Put on what the game shows when it is begun or gone on with."""
        return self._noticed(Reset(follow(self, self.play.screens())))

    def shown(self, queue: Queue) -> Change:
        """Put on the first of what the game gave."""
        return self._noticed(Replace(follow(self, queue or self.play.screens())))

    def _noticed(self, change: Change) -> Change:
        notice = self.play.notice
        if not notice or notice == self.told:
            return change
        self.told = notice
        return Both(change, Push(Notice(say("About this game"), (notice,))))

    def leave(self) -> Change:
        """Back to the title."""
        return Reset(self.title())


def follow(game: Game, queue: Queue) -> Scene:
    """The scene of the first screen of a queue."""
    model, rest = queue[0], queue[1:]
    scene: Scene
    match model:
        case screens.Briefing():
            scene = BriefingScene(game, model, rest)
        case screens.Decision():
            scene = DecisionScene(game, model)
        case screens.Agenda():
            scene = AgendaScene(game, model)
        case screens.Outcome():
            scene = OutcomeScene(game, model, rest)
        case screens.FrontPage():
            scene = FrontPageScene(game, model)
        case screens.Debrief():
            scene = DebriefScene(game, model)
        case screens.Table():
            scene = TableScene(model)
        case screens.Tray():
            scene = TrayScene(model)
        case screens.Title():
            scene = game.title()
    scene.level = game.level
    if isinstance(model, screens.Decision | screens.Agenda | screens.Outcome):
        game.level = model.ladder.level
    return scene


class Shown(Scene):
    """What every screen of a game can do."""

    def __init__(self, game: Game) -> None:
        super().__init__()
        self.game = game

    def menu(self) -> Change:
        """The menu over the game."""
        game = self.game
        saved, kept = say("It is not saved."), game.play.kept
        leaving = f"{say('To the title.')} {saved}"
        if kept:
            saved = say("It is saved. *Continue* takes it up again where you stand.")
            leaving = f"{say('To the title.')} {say('The game is saved after every order.')}"
        rows = (
            (say("Go on"), ""),
            (say("Settings"), ""),
            (say("Help"), say("The keys.")),
            (say("Leave"), leaving),
        )
        acts: tuple[Action, ...] = (
            Pop,
            lambda: Push(Options(game.settings())),
            lambda: Push(Help()),
            lambda: Push(
                Confirm(
                    say("Leave this game?"),
                    (saved,),
                    say("Leave"),
                    say("Stay"),
                    game.leave,
                )
            ),
        )
        return Push(Choices(say("Menu"), rows, acts, say("Go on")))

    def common(
        self,
        top: screens.Header | None,
        chart: screens.Map | None,
        sources: screens.Prose,
        tray: screens.Tray | None = None,
    ) -> dict[str, Action]:
        """Menu, map, sources and letters, where there are any."""
        keys: dict[str, Action] = {"escape": self.menu}
        if top and chart is not None:
            keys["m"] = lambda: Push(FullMap(top, chart))
        if sources:
            keys["s"] = lambda: Push(Sources(sources))
        if tray:
            keys["l"] = lambda: Push(TrayScene(tray))
        return keys


class BriefingScene(Shown):
    """A document before the scene it opens."""

    def __init__(self, game: Game, model: screens.Briefing, rest: Queue) -> None:
        super().__init__(game)
        self.model, self.rest = model, rest
        self.focus = "key:enter"

    def build(self, look: Look) -> Node:
        return briefing.build(self.model, look)

    def press(self, key: str) -> Change:
        return self.game.shown(self.rest)

    def keys(self) -> Mapping[str, Action]:
        model = self.model
        return {
            **self.common(model.header, model.map, model.sources),
            "enter": lambda: self.game.shown(self.rest),
        }


class DecisionScene(Shown):
    """The first press of a card selects it, the second gives the order."""

    def __init__(self, game: Game, model: screens.Decision) -> None:
        super().__init__(game)
        self.model = model
        self.selected = next((card.id for card in model.cards if not card.closed), "")
        self.focus = f"card:{self.selected}"
        self.armed = False

    def build(self, look: Look) -> Node:
        return decision.build(self.model, look, self.selected, self.armed)

    def focused(self, key: str) -> None:
        if key.startswith("card:"):
            self.selected, self.armed = key.removeprefix("card:"), True

    def _card(self) -> screens.Card | None:
        return next((card for card in self.model.cards if card.id == self.selected), None)

    def select(self, number: int) -> Change:
        """By its number."""
        for card in self.model.cards:
            if card.number == number:
                self.focus = f"card:{card.id}"
                self.focused(self.focus)
        return None

    def press(self, key: str) -> Change:
        if key.startswith("card:") and (not self.armed or key != f"card:{self.selected}"):
            self.focused(key)
            return None
        return self.order()

    def order(self) -> Change:
        """Give the order that is selected."""
        card = self._card()
        if card is None or card.closed or not self.armed:
            return None
        if not card.final:
            return self._give(card)
        return Push(
            Confirm(
                card.text,
                (*((card.detail,) if card.detail else ()), say("**This cannot be called back.**")),
                say("Give the order"),
                say("Think again"),
                lambda: self._give(card),
            )
        )

    def _give(self, card: screens.Card) -> Change:
        return self.game.shown(self.game.play.choose(card.id))

    def seats(self) -> Change:
        """To the table."""
        model = self.game.play.table()
        if not model.seats:
            return Push(Notice(say("The table"), (say("Nobody else is in the room."),)))
        return Push(TableScene(model))

    def keys(self) -> Mapping[str, Action]:
        model = self.model
        digits: dict[str, Action] = {}
        for card in model.cards:
            digits[str(card.number)] = _selecting(self, card.number)
        first = model.cards[0].number if model.cards else 0
        return {
            **self.common(model.header, model.map, model.sources, model.tray),
            **digits,
            "choose": lambda: self.select(first),
            "enter": self.order,
            "tab": self.seats,
        }


def _selecting(scene: DecisionScene | AgendaScene, number: int) -> Action:
    return lambda: scene.select(number)


class AgendaScene(Shown):
    """Space, a digit or a click takes up an initiative or leaves it; Enter ends the agenda."""

    def __init__(self, game: Game, model: screens.Agenda) -> None:
        super().__init__(game)
        self.model = model
        self.taken: list[str] = []
        first = next((card.id for card in model.cards if not card.closed), "")
        self.focus = f"card:{first}" if first else "key:enter"

    def build(self, look: Look) -> Node:
        return agenda.build(self.model, look, self.taken)

    def toggle(self, key: str) -> Change:
        """Take up an initiative, or leave it."""
        name = key.removeprefix("card:")
        card = next((card for card in self.model.cards if card.id == name), None)
        if card is None or card.closed:
            return None
        if name in self.taken:
            self.taken.remove(name)
        elif agenda.fits(self.model, self.taken, name):
            self.taken.append(name)
        else:
            return Push(
                Notice(
                    say("There is no time for it"),
                    (
                        say(
                            "{what} takes {hours}. Leave something else first.",
                            what=card.text,
                            hours=card.hours,
                        ),
                    ),
                )
            )
        return None

    def select(self, number: int) -> Change:
        """By its number."""
        for card in self.model.cards:
            if card.number == number:
                self.focus = f"card:{card.id}"
                return self.toggle(self.focus)
        return None

    def press(self, key: str) -> Change:
        return self.toggle(key)

    def accept(self, key: str) -> Change:
        return self.open()

    def open(self) -> Change:
        """End the agenda; asks first when there is still time for something."""
        left = [
            card
            for card in self.model.cards
            if not card.closed
            and card.id not in self.taken
            and agenda.fits(self.model, self.taken, card.id)
        ]
        if not left:
            return self._open()
        spare = agenda.hours(self.model.hours - agenda.spent(self.model, self.taken))
        return Push(
            Confirm(
                say("{order} now?", order=self.model.opens),
                (
                    say(
                        "You have time left: {n} h. What you leave may not be there tomorrow.",
                        n=spare,
                    ),
                ),
                self.model.opens,
                say("Not yet"),
                self._open,
            )
        )

    def _open(self) -> Change:
        return self.game.shown(self.game.play.take(tuple(self.taken)))

    def keys(self) -> Mapping[str, Action]:
        model = self.model
        digits = {str(card.number): _selecting(self, card.number) for card in model.cards}
        return {
            **self.common(model.header, model.map, model.sources, model.tray),
            **digits,
            "space": lambda: self.toggle(self.focus),
            "enter": self.open,
        }


class OutcomeScene(Shown):
    """What followed; the reasons are shown or hidden."""

    def __init__(self, game: Game, model: screens.Outcome, rest: Queue) -> None:
        super().__init__(game)
        self.model, self.rest = model, rest
        self.why: bool | None = None
        self.focus = "key:enter"

    def build(self, look: Look) -> Node:
        return outcome.build(self.model, look, self.why)

    def _why(self) -> Change:
        shown = len(self.model.changes) <= outcome.ROOM if self.why is None else self.why
        self.why = not shown
        return None

    def keys(self) -> Mapping[str, Action]:
        model = self.model
        return {
            **self.common(model.header, model.map, model.sources, model.tray),
            "w": self._why,
            "enter": lambda: self.game.shown(self.rest),
        }


class FrontPageScene(Shown):
    """The ending."""

    def __init__(self, game: Game, model: screens.FrontPage) -> None:
        super().__init__(game)
        self.model = model
        self.focus = "key:enter"

    def build(self, look: Look) -> Node:
        return frontpage.build(self.model, look)

    def _on(self) -> Change:
        return Replace(DebriefScene(self.game, self.game.play.debrief()))

    def keys(self) -> Mapping[str, Action]:
        return {**self.common(None, None, self.model.sources), "enter": self._on}


class DebriefScene(Shown):
    """What one did not know; then the title."""

    def __init__(self, game: Game, model: screens.Debrief) -> None:
        super().__init__(game)
        self.model = model
        self.focus = "key:enter"

    def build(self, look: Look) -> Node:
        return debrief.build(self.model, look)

    def keys(self) -> Mapping[str, Action]:
        return {"escape": self.menu, "enter": self.game.leave}
