"""One game being played: a scenario, a record, where it stands, and its save file.

The front ends drive this and draw the screens it gives; the engine does the rest.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from game import saves, storage
from game.engine import chance, record, rules
from game.engine.record import Record
from game.engine.replay import replay
from game.engine.state import Misfit, Move, State, start
from game.errors import Trouble
from game.present import build
from game.present.mail import Bag
from game.present.screens import Debrief, Screen, Table
from game.present.told import Lived, lived
from game.scenario.load import open_scenario
from game.scenario.model import Kind, Scenario
from game.scenario.story import DONE
from game.trial import stand
from game.words import language, say

DEFAULT = "october-1962"
MAX_SEED = 999_999  # of the seeds the game takes by itself: short enough to be read aloud


class Play:
    """`notice` is a sentence the player should read once, such as that nothing can be saved.

    From `position`, which no record leads to, a game cannot be kept: it has no `path` then.
    """

    def __init__(
        self, scenario: Scenario, game: Record, path: Path | None, position: State | None = None
    ) -> None:
        self.scenario = scenario
        self.record = game
        self.path = path
        self.notice = ""
        self.kept = False  # whether the file holds the game as it stands
        self.held: str | None = None  # what the file held when last read or written; None: no file
        self.story: list[Lived] = []
        self.state = position or start(scenario)
        self.moved: set[str] = set()
        self.bag = Bag(scenario, self.state)
        self.stopped = ""
        if position is None:
            self._replay()
        begun = len(self.story)
        self._chance()
        drawn = self.story[begun:]
        # Where chance moves first:
        self._opening = build.since(scenario, drawn, self.moved, self.bag)
        if self._opening and (document := build.briefing(scenario, drawn[0].before)):
            self._opening = (document, *self._opening)

    def _replay(self) -> None:
        again = replay(self.scenario, self.record)
        for before, move, step in zip(again.states, again.moves, again.steps, strict=False):
            self.story.append(lived(self.scenario, before, move, step, self.record.preset))
        self.state = again.state
        self.stopped = again.stopped
        if again.stopped:
            self.record.at = self.record.line()[len(again.moves) - 1] if again.moves else 0
        build.since(self.scenario, self.story, self.moved, self.bag)  # learns what came before

    # -- what is shown -------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        return rules.turn(self.scenario, self.state) == "over"

    def standing(self) -> build.Standing:
        return build.standing(self.scenario, self.state, self.decisions, self.bag)

    def screens(self) -> tuple[Screen, ...]:
        """What to show when a game is begun or gone on with."""
        document = None if self._opening else build.briefing(self.scenario, self.state)
        return (*self._opening, *((document,) if document else ()), self.standing())

    def table(self) -> Table:
        return build.table(self.scenario, self.state)

    def debrief(self) -> Debrief:
        return build.debrief(self.scenario, self.story, self.state)

    @property
    def decisions(self) -> int:
        """How many decisions were made; agendas do not count."""
        return sum(
            1
            for item in self.story
            if item.move.kind == "choose"
            and self.scenario.nodes[item.before.node].kind is Kind.DECISION
        )

    # -- what the player does ------------------------------------------------------------------

    def choose(self, option: str) -> tuple[Screen, ...]:
        """Choose an option; chance is drawn until the player is to move again; the game is saved.

        Gives what to show one after another; the last is where the player decides.
        Raises :class:`Trouble` if the option is closed or unknown.
        """
        return self._act([option])

    def take(self, options: Sequence[str]) -> tuple[Screen, ...]:
        """At an agenda: take initiatives, then open the meeting. As :meth:`choose`."""
        return self._act([*options, DONE])

    def _act(self, picks: Sequence[str]) -> tuple[Screen, ...]:
        begun = len(self.story)
        self._opening = ()
        node = self.scenario.nodes[self.state.node]
        for pick in picks:
            if self.state.node != node.slot:
                break  # the agenda closed by itself: nothing was left to take
            self._make(Move("choose", node.id, pick))
            self._chance()
        self.save()
        shown = build.since(self.scenario, self.story[begun:], self.moved, self.bag)
        return (*shown, self.standing())

    def _make(self, move: Move) -> None:
        try:
            step = rules.apply(self.scenario, self.state, move)
        except Misfit as misfit:
            raise Trouble(f"That cannot be done now: {misfit}") from misfit
        self.record.append(move)
        self.story.append(lived(self.scenario, self.state, move, step, self.record.preset))
        self.state = step.state

    def _chance(self) -> None:
        while rules.turn(self.scenario, self.state) in ("truth", "chance"):
            seed = self.record.luck_seed()
            self._make(chance.draw(self.scenario, self.state, self.record.preset, seed))

    # -- the save ------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the record; if that fails the game goes on and `notice` says so.

        Where another game has written to the file in the meantime, this one takes a new file.
        """
        if self.path is None:
            return
        node = self.scenario.nodes[self.state.node]
        label = dict(self.scenario.calendar).get(self.state.day, "")
        self.record.where = f"{saves.OVER if self.over else label} · {node.title}"[:200]
        try:
            self._write(self.path, self.record.text())
            self.kept = True
        except Trouble as trouble:
            self.kept = False
            self.notice = say("This game is not being saved. {why}", why=trouble)

    def _write(self, path: Path, text: str) -> None:
        if self.held is None:
            written = storage.create(path, text)
        else:
            written = storage.update(path, text, self.held)
            if not written:
                self.notice = say(
                    "The game was gone on with elsewhere too, and that is kept. This one goes on in"
                    " a new file."
                )
        if not written:
            path = saves.begin(self.scenario.id, self.record.seed, text)
        self.path, self.held = path, text


def begin(scenario_id: str = DEFAULT, seed: int | None = None, preset: str | None = None) -> Play:
    """Begin a game and its save file. Raises :class:`Trouble`."""
    scenario, game = _fresh(scenario_id, seed, preset)
    play = Play(scenario, game, saves.new_path(scenario.id, game.seed))
    play.save()
    return play


def attempt(
    scenario_id: str,
    node: str,
    settings: Sequence[str] = (),
    seed: int | None = None,
    preset: str | None = None,
) -> Play:
    """Begin in the middle, from a position set by hand, for a trial that is not kept.

    `settings` as in :func:`game.trial.stand`. Raises :class:`Trouble`.
    """
    scenario, game = _fresh(scenario_id, seed, preset)
    play = Play(scenario, game, None, stand(scenario, node, settings))
    play.notice = say(
        "This is a trial from '{node}': it is played like a game, and it is not kept.", node=node
    )
    return play


def _fresh(scenario_id: str, seed: int | None, preset: str | None) -> tuple[Scenario, Record]:
    scenario = open_scenario(scenario_id, language=language())
    chosen = preset or scenario.preset
    if chosen not in scenario.presets:
        raise Trouble(f"There is no preset '{chosen}'; there are {', '.join(scenario.presets)}.")
    luck = secrets.randbelow(MAX_SEED) + 1 if seed is None else seed
    return scenario, Record(scenario.id, scenario.version, scenario.digest, luck, chosen)


def load_record(path: Path) -> Record:
    """A record from a file. Raises :class:`Trouble` if it is none."""
    return _parsed(storage.read(path), path)


def _parsed(text: str, path: Path) -> Record:
    try:
        return record.parse(text)
    except record.BadRecord as bad:
        raise Trouble(f"'{path.name}' cannot be used. {bad}") from bad


def scenario_of(game: Record, path: Path, scenario_id: str | None = None) -> Scenario:
    """The scenario a record was played in. Raises :class:`Trouble` if it is another."""
    scenario = open_scenario(scenario_id or game.scenario, language=language())
    if game.scenario != scenario.id:
        raise Trouble(
            f"'{path.name}' is a game of '{game.scenario}', not of '{scenario.id}'."
            f" Give the scenario '{game.scenario}'."
        )
    if game.preset not in scenario.presets:
        raise Trouble(
            f"'{path.name}' was played with the preset '{game.preset}', which"
            f" '{scenario.id}' does not have; it has {', '.join(scenario.presets)}."
        )
    return scenario


def resume(path: Path | None = None, scenario_id: str | None = None) -> Play:
    """Go on with a record, or with the latest game. Raises :class:`Trouble`.

    A record that is damaged, or that its scenario no longer fits, is played as far as it holds and
    goes on in a new file: the old one stays as it is.
    """
    found = path or saves.latest_path()
    if found is None:
        raise Trouble("There is no game to go on with. Begin a new one.")
    text = storage.read(found)
    game = _parsed(text, found)
    scenario = scenario_of(game, found, scenario_id)
    own = found.parent == saves.games() and not game.damage
    play = Play(scenario, game, found)
    other = ""
    if game.version != scenario.version:
        other = say(
            "It is a game of version {old}; this is version {new}.",
            old=game.version,
            new=scenario.version,
        )
        game.version, game.digest = scenario.version, scenario.digest
    said = " ".join(part for part in (game.damage, play.stopped, other) if part)
    if said or not own:
        play.path = saves.new_path(scenario.id, game.seed)
    else:
        play.held = text
    if said:
        kept = say("The game goes on from there, in a new file; the old one is kept.")
        play.notice = f"{said} {kept}"
    return play
