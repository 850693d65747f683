"""Games that two engines can play alike: luck and choices from one small generator.

``x = x * 75 mod 65537`` fits 32-bit numbers in every engine. A game has two such streams: one is
the luck of the story, from which a draw takes ``x mod total``, the other chooses among the options.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from game.engine import chance, rules
from game.engine.state import Move, State, start
from game.export.terms import Terms, heading
from game.present.markup import plain
from game.scenario.model import Option, Scenario, Text

Step = tuple[list[str], int]  # the options offered, and which one was taken


def seeds(game: int) -> tuple[int, int]:
    """The luck and the chooser of a game, each 1..65536."""
    return 1 + game * 7919 % 65536, 1 + game * 10473 % 65536


def advance(x: int) -> int:
    return x * 75 % 65537


@dataclass
class Played:
    """One game: what was offered and taken, where it ended, and what was remembered then."""

    steps: list[Step] = field(default_factory=list)
    ending: str = ""
    variables: dict[str, Any] = field(default_factory=dict)
    said: list[Any] = field(default_factory=list)  # before each step and at the end: lines, or text
    unsaid: list[list[str]] = field(default_factory=list)  # paragraphs whose condition fails


def folded(text: str) -> str:
    """What an engine shows, with its blanks and ends of lines folded."""
    return " ".join(text.split())


def line(text: str) -> str:
    """What ours would show for it: without markup."""
    return folded(plain(text))


class Ours:
    """Our own engine, played by the two streams; `label` is how the export writes an option."""

    def __init__(self, scenario: Scenario, game: int, label: Callable[[Option], str]) -> None:
        self.scenario = scenario
        self.label = label
        self.luck, self.chooser = seeds(game)
        self.preset = scenario.preset
        self.played = Played(said=[[]], unsaid=[[]])

    def choose(self, options: list[str]) -> int:
        self.chooser = advance(self.chooser)
        index = self.chooser % len(options)
        self.played.steps.append((options, index))
        self.played.said.append([])
        self.played.unsaid.append([])
        return index

    def roll(self, weights: list[int]) -> int:
        """The index that luck draws; the last without a positive weight, which still is a draw."""
        total = sum(weights)
        if total <= 0:
            return len(weights) - 1
        self.luck = advance(self.luck)
        mark = self.luck % total
        for index, weight in enumerate(weights):
            if mark < weight:
                return index
            mark -= weight
        raise AssertionError(weights)

    def play(self, terms: Terms) -> Played:
        """The whole game; `terms` are the names of what is remembered at its end."""
        scenario = self.scenario
        state = start(scenario)
        for truth in scenario.truths:
            drawn = self.roll([weight for _, weight in truth.values])
            move = Move("truth", truth.id, truth.values[drawn][0])
            state = rules.apply(scenario, state, move).state
        presets = list(scenario.presets.values())
        if len(presets) > 1:
            shown = [f"{p.name} — {p.about}" if p.about else p.name for p in presets]
            self.preset = presets[self.choose([line(text) for text in shown])].id
        self.enter(state)
        while (whose := rules.turn(scenario, state)) != "over":
            move = self.decide(state) if whose == "player" else self.draw(state)
            before, state = state, rules.apply(scenario, state, move).state
            if state.node != before.node:
                self.enter(state)
        self.played.ending = scenario.nodes[state.node].id
        self.played.variables = remembered(scenario, terms, state)
        return self.played

    def decide(self, state: State) -> Move:
        moves = rules.moves(self.scenario, state)
        node = self.scenario.nodes[state.node]
        said = {option.id: line(self.label(option)) for option in node.options}
        shown = [said.get(move.pick, line(self.scenario.opens)) for move in moves]
        return moves[self.choose(shown)]

    def draw(self, state: State) -> Move:
        outcomes = rules.drawn_from(self.scenario, state)
        index = 0
        if len(outcomes) > 1:
            index = self.roll(weights(self.scenario, state, self.preset))
        return Move("chance", self.scenario.nodes[state.node].id, outcomes[index].id)

    def enter(self, state: State) -> None:
        node = self.scenario.nodes[state.node]
        if node.id in self.scenario.endings:
            ending = self.scenario.endings[node.id]
            self.played.said[-1] += [line(ending.headline)]
            self.paragraphs(ending.text, state)
            self.played.said[-1] += [line(text) for _, text in ending.axes]
        else:
            self.played.said[-1] += [folded(heading(self.scenario, node)), line(node.title)]
            self.paragraphs(node.briefing.text if node.briefing else (), state)
            self.paragraphs(node.text, state)

    def paragraphs(self, text: Text, state: State) -> None:
        for paragraph in text:
            told = self.played.said if rules.holds(paragraph.when, state) else self.played.unsaid
            told[-1].append(line(paragraph.text))


def weights(scenario: Scenario, state: State, preset: str) -> list[int]:
    """Those of the draw that is due, without the preset's numbers where nothing is nuclear."""
    outcomes = rules.drawn_from(scenario, state)
    own = [chance.weigh(outcome.weight, state) for outcome in outcomes]
    if any(outcome.nuclear for outcome in outcomes):
        factor = scenario.presets[preset].nuclear
        own = [
            weight * (factor.numerator if outcome.nuclear else factor.denominator)
            for weight, outcome in zip(own, outcomes, strict=True)
        ]
    return own


def variables(terms: Terms) -> list[str]:
    """The names of what is compared: meters, flags, memory, truths and the day."""
    return [*terms.meters, *terms.bits.values(), *terms.truths, "day"]


def remembered(scenario: Scenario, terms: Terms, state: State) -> dict[str, Any]:
    """What these names stand for in a state."""
    found: dict[str, Any] = {name: state.meters[slot] for slot, name in enumerate(terms.meters)}
    found |= {name: bool(state.flags & mask) for mask, name in terms.bits.items()}
    for truth in scenario.truths:
        found[terms.truths[truth.slot]] = truth.values[state.truths[truth.slot]][0]
    return {**found, "day": state.day}


def compare(name: str, theirs: list[Played], ours: list[Played]) -> None:
    """The same options and choices at every step, the same ending, the same memory."""
    for game, (their, my) in enumerate(zip(theirs, ours, strict=True)):
        where = f"{name}, game {game}"
        for number, ((offered, taken), own) in enumerate(zip(their.steps, my.steps, strict=False)):
            assert ([folded(text) for text in offered], taken) == own, f"{where}, step {number}"
        assert len(their.steps) == len(my.steps), where
        assert (their.ending, their.variables) == (my.ending, my.variables), where


def compare_told(name: str, theirs: list[Played], ours: list[Played]) -> tuple[int, int]:
    """Every line that was told stands in their text, in order, and none that was not told.

    The counts of both.
    """
    shown = hidden = 0
    for their, my in zip(theirs, ours, strict=True):
        for parts, said, unsaid in zip(their.said, my.said, my.unsaid, strict=True):
            text = rest = folded(parts)
            for phrase in said:
                before, found, rest = rest.partition(phrase)
                assert found, f"{name}: {phrase!r} is not in {before!r}"
                shown += 1
            for phrase in set(unsaid) - set(said):
                within = sum(other.count(phrase) for other in said)  # of a longer line
                assert text.count(phrase) == within, f"{name}: {phrase!r}"
                hidden += 1
    return shown, hidden
