"""Dialogs: a question, a notice, sources, the keys, settings, the menu, the map at full size."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.present import screens
from game.ui import settings as kept
from game.ui.frame import Chart, Key, dialog, footer, header, page
from game.ui.layout import Column, Look, Node, Row, Text
from game.ui.settings import Settings
from game.ui.stage import Both, Change, Pop, Push, Scene, Set
from game.ui.theme import DIM, PAPER, TEXT, WHITE
from game.ui.views.legend import legend
from game.ui.widgets import Panel, Tag, paragraphs
from game.words import language, say, use, word

Action = Callable[[], Change]
CLOSE = Key("Esc", "Close", "escape", strong=True)


class Dialog(Scene):
    """Something over the screen below; Esc puts it away."""

    opaque = False

    def keys(self) -> Mapping[str, Action]:
        return {"escape": Pop, "enter": Pop}


class Notice(Dialog):
    """Something to read and put away; also how a fault is told."""

    def __init__(self, title: str, prose: screens.Prose, kind: str = "body") -> None:
        super().__init__()
        self.title, self.prose, self.kind = title, prose, kind

    def build(self, look: Look) -> Node:
        body = [paragraphs(look, self.prose, self.kind, TEXT)]
        return dialog(look, self.title, body, [CLOSE])


def trouble(message: str) -> Scene:
    """The scene that tells the player of a fault."""
    return Notice(say("That did not work"), (message,))


class Confirm(Dialog):
    """Asks once more. The focus stands on the harmless answer."""

    def __init__(self, title: str, prose: screens.Prose, yes: str, no: str, act: Action) -> None:
        super().__init__()
        self.title, self.prose, self.yes, self.no, self.act = title, prose, yes, no, act
        self.focus = "key:escape"

    def build(self, look: Look) -> Node:
        body = [paragraphs(look, self.prose, "body", TEXT)]
        keys = [Key("Y", self.yes, "y"), Key("Esc", self.no, "escape", strong=True)]
        return dialog(look, self.title, body, keys)

    def keys(self) -> Mapping[str, Action]:
        return {"escape": Pop, "n": Pop, "y": lambda: Both(Pop(), self.act())}


HELP: tuple[tuple[str, str], ...] = (
    ("1-9", word("Choose an order; nothing is done yet")),
    (word("Enter"), word("Give the order, go on, open what has the focus")),
    (word("Arrows"), word("Move the focus, scroll")),
    (word("Tab"), word("On a decision the table; elsewhere the next part")),
    (word("Space"), word("Before a meeting: take something up, or leave it")),
    (word("Esc"), word("Back; in a game the menu")),
    ("W", word("Why it changed")),
    ("L", word("The letters that came")),
    ("S", word("Sources")),
    ("M", word("The map at full size")),
    ("T", word("Text size")),
    ("F11", word("Full screen")),
    (word("Page keys"), word("Scroll")),
    ("F1", word("These keys")),
)


class Help(Dialog):
    """The keys."""

    def build(self, look: Look) -> Node:
        rows: list[Node] = [
            Row(
                [Row([Tag(look, say(cap), PAPER)], [None]), Text(look, say(text), "detail", TEXT)],
                [look.px(96), 1.0],
                look.px(14),
                "middle",
                name=f"{say(cap)}: {say(text)}",
            )
            for cap, text in HELP
        ]
        note = say(
            "The mouse does all of it too: a click selects an order, a double click gives it."
        )
        rows.append(Text(look, note, "small", DIM))
        return dialog(look, say("Keys"), rows, [CLOSE], gap=7)

    def keys(self) -> Mapping[str, Action]:
        return {"escape": Pop, "enter": Pop, "f1": Pop}


class Sources(Dialog):
    """Where the screen has it from."""

    def __init__(self, prose: screens.Prose) -> None:
        super().__init__()
        self.prose = prose

    def build(self, look: Look) -> Node:
        body = [paragraphs(look, self.prose, "detail", TEXT)]
        return dialog(look, say("Sources"), body, [CLOSE])

    def keys(self) -> Mapping[str, Action]:
        return {"escape": Pop, "enter": Pop, "s": Pop}


class Choices(Dialog):
    """A list, one line of which is chosen."""

    def __init__(
        self, title: str, rows: tuple[tuple[str, str], ...], acts: tuple[Action, ...], back: str
    ) -> None:
        super().__init__()
        self.title, self.rows, self.acts, self.back = title, rows, acts, back

    def build(self, look: Look) -> Node:
        body = [
            choice(look, f"choice:{number}", name, note)
            for number, (name, note) in enumerate(self.rows)
        ]
        keys = [Key("Enter", "Choose", "enter", strong=True), Key("Esc", self.back, "escape")]
        return dialog(look, self.title, body, keys, gap=8, width=560)

    def press(self, key: str) -> Change:
        return self.acts[int(key.removeprefix("choice:"))]()

    def keys(self) -> Mapping[str, Action]:
        acts: dict[str, Action] = {
            str(number): act for number, act in enumerate(self.acts, 1) if number < 10
        }
        return {**acts, "escape": Pop, "enter": lambda: self.press(self.focus)}


def choice(look: Look, key: str, name: str, note: str, value: str = "") -> Node:
    """A line that can be chosen, with what it is set to."""
    rows: list[Node] = [Text(look, name, "option", WHITE)]
    widths: list[int | float | None] = [1.0]
    if value:
        rows.append(Text(look, value, "option", TEXT))
        widths.append(None)
    parts: list[Node] = [Row(rows, widths, look.px(12))]
    if note:
        parts.append(Text(look, note, "detail", TEXT))
    return Panel(
        look,
        Column(parts, look.px(2)),
        name=". ".join(part for part in (name, value, note) if part),
        key=key,
        role="option",
        pad=(16, 8),
    )


class Options(Dialog):
    """Settings. They hold at once and are kept.

    `languages`: those to choose from, code -> own name. A game goes on in the one it was begun in,
    so that only the title gives them.
    """

    def __init__(self, held: Settings, languages: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.held = held
        self.languages = dict(languages or {})

    def build(self, look: Look) -> Node:
        held = self.held
        yes = {True: say("On"), False: say("Off")}
        body = [
            choice(look, "set:text", say("Text size"), "", f"{held.text} %"),
            choice(look, "set:full", say("Full screen"), "", yes[held.full]),
            choice(
                look,
                "set:still",
                say("Reduced motion"),
                say("Nothing slides or fills."),
                yes[held.still],
            ),
        ]
        if len(self.languages) > 1:
            own = self.languages.get(language(), language())
            body.append(choice(look, "set:language", say("Language"), "", own))
        keys = [Key("Enter", "Change", "change", strong=True), Key("Esc", "Back", "escape")]
        return dialog(look, say("Settings"), body, keys, gap=8, width=560)

    def _set(self, held: Settings) -> Change:
        self.held = held
        return Set(held)

    def _turn(self, key: str, step: int) -> Change:
        held = self.held
        if key == "set:text":
            return self._set(held._replace(text=kept.larger(held, step)))
        if key == "set:full":
            return self._set(held._replace(full=not held.full))
        if key == "set:language":
            return self._speak(step)
        return self._set(held._replace(still=not held.still))

    def _speak(self, step: int) -> Change:
        codes = list(self.languages)
        at = codes.index(language()) if language() in codes else 0
        code = codes[(at + step) % len(codes)]
        use(code)
        return self._set(self.held._replace(language=code))

    def press(self, key: str) -> Change:
        return self._turn(key, 1)

    def keys(self) -> Mapping[str, Action]:
        return {
            "escape": Pop,
            "change": lambda: self._turn(self.focus, 1),
            "left": lambda: self._turn(self.focus, -1),
            "right": lambda: self._turn(self.focus, 1),
            "t": lambda: self._turn("set:text", 1),
            "f11": lambda: self._turn("set:full", 1),
        }


class FullMap(Scene):
    """The situation map at full size."""

    def __init__(self, top: screens.Header, model: screens.Map) -> None:
        super().__init__()
        self.top, self.model = top, model

    def build(self, look: Look) -> Node:
        chart = Chart(look, self.model, full=True)
        keys = [Key("Esc", "Back", "escape", strong=True)]
        top = header(look, self.top, say("Situation map"), menu=False)
        body = Column([chart, legend(look, self.model)], look.px(8))
        return page(look, top, body, footer(look, keys))

    def keys(self) -> Mapping[str, Action]:
        return {"escape": Pop, "enter": Pop, "m": Pop}


def push(make: Callable[[], Scene]) -> Action:
    """An action that puts a scene on."""
    return lambda: Push(make())
