"""What every player could bring about, found by trying everything: slow, and plain to check.

The engine's own rules and odds are followed state by state with exact fractions; nothing is merged
and nothing is clever. Small scenarios only (some 100,000 states).

Two players are asked for the least and the most of each quantity:

- the *seeing* player knows the hidden truths (they are drawn first, and his choice may depend on
  them): what a solver finds for a model that draws them at the start;
- the *knowing* player has only what the game shows: node, day, meters, flags and memories, what is
  on its way, which options are open, the outcomes drawn, and the truths that were told. He keeps
  the exact odds of the truths that are left, and chooses by them. Hidden meters count as known,
  since what moves them is known.

A condition of an option may read a truth only where it also asks ``told(TRUTH)`` (EX0305), which
does not keep ``told(t) or t == x`` from giving the truth away. Nothing is assumed of that here:
what is open is part of what the player has seen, whatever it tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from math import prod

from game.engine import chance, rules
from game.engine.state import UNDRAWN, Move, State, start
from game.scenario.model import Scenario
from game.scenario.story import DONE

NUCLEAR = "*"
"""Nuclear use, among the ids of endings: an outcome marked nuclear was drawn, or the ending is."""

ZERO = Fraction(0)
Line = Mapping[str, Sequence[str]]  # node id -> ids of options
Span = tuple[Fraction, Fraction]  # the least and the most
Truths = tuple[int, ...]
Belief = tuple[tuple[Truths, Fraction], ...]  # each possible drawing with its odds, in order
Column = tuple[Fraction, ...]  # by quantity
Shown = tuple[Truths, tuple[Move, ...]]  # the truths told, the moves that are open
Drawn = tuple[Move, Fraction, bool]  # a draw, its probability, whether it is nuclear use


@dataclass(frozen=True)
class Naive:
    """Quantities are the ids of all endings and NUCLEAR; probabilities are exact, 0 to 1.

    Lengths count the player's choices and the draws up to and with this one, not the truths;
    None: it never comes. An outcome of an option is called ``node.outcome``, as in ``seen()``.
    """

    states: int  # distinct states with all truths drawn, endings among them
    uniform: dict[str, Fraction]  # each open move alike, "done" of an agenda among them
    seeing: dict[str, Span]
    knowing: dict[str, Span]
    beliefs: int  # distinct positions of the knowing player
    options: dict[str, int | None]  # "node.option" -> fewest moves
    outcomes: dict[str, int | None]
    endings: dict[str, int | None]


def solve(scenario: Scenario, preset: str, line: Line | None = None) -> Naive:
    """Everything at once, from the start.

    `line` fixes what is chosen at some nodes: by node id the ids of options, of which the first
    that is open is taken up. Where none is, an agenda is done, and a decision is free.
    """
    game = _Game(scenario, preset, line or {})
    states, options, outcomes, endings = _reach(game)
    uniform: list[Column] = []
    least, most = [], []
    for truths, weight in _truths(scenario):
        state = start(scenario)._replace(truths=truths)
        uniform.append(_scaled(game.uniform(state, False), weight))
        low, high = game.seeing(state, False)
        least.append(_scaled(low, weight))
        most.append(_scaled(high, weight))
    knowing, beliefs = _Knowing(game).solve()
    names = game.names
    return Naive(
        states=states,
        uniform=dict(zip(names, _sum(uniform), strict=True)),
        seeing=dict(zip(names, zip(_sum(least), _sum(most), strict=True), strict=True)),
        knowing=dict(zip(names, zip(*knowing, strict=True), strict=True)),
        beliefs=beliefs,
        options=options,
        outcomes=outcomes,
        endings=endings,
    )


def _truths(scenario: Scenario) -> Iterator[tuple[Truths, Fraction]]:
    """Every drawing of the truths that can be, with its probability."""
    for drawing in product(*(range(len(truth.values)) for truth in scenario.truths)):
        shares = [
            Fraction(truth.values[value][1], sum(weight for _, weight in truth.values))
            for truth, value in zip(scenario.truths, drawing, strict=True)
        ]
        if all(shares):
            yield drawing, prod(shares, start=Fraction(1))


def _sum(columns: list[Column]) -> Column:
    if len(columns) == 1:
        return columns[0]
    return tuple(sum(filter(None, values), ZERO) for values in zip(*columns, strict=True))


def _scaled(column: Column, factor: Fraction) -> Column:
    return column if factor == 1 else tuple(value and factor * value for value in column)


def _bounds(columns: list[tuple[Column, Column]]) -> tuple[Column, Column]:
    """The least and the most of each quantity among some moves."""
    return (
        tuple(map(min, zip(*(least for least, _ in columns), strict=True))),
        tuple(map(max, zip(*(most for _, most in columns), strict=True))),
    )


def _reach(
    game: _Game,
) -> tuple[int, dict[str, int | None], dict[str, int | None], dict[str, int | None]]:
    """Breadth first: the states, and how soon each option, outcome and ending can come."""
    scenario = game.scenario
    options: dict[str, int | None] = {}
    outcomes: dict[str, int | None] = {}
    for node in scenario.nodes:
        outcomes |= {f"{node.id}.{outcome.id}": None for outcome in node.outcomes}
        for option in node.options:
            options[f"{node.id}.{option.id}"] = None
            outcomes |= {f"{node.id}.{outcome.id}": None for outcome in option.outcomes}
    endings: dict[str, int | None] = dict.fromkeys(scenario.endings)
    seen = {start(scenario)._replace(truths=truths) for truths, _ in _truths(scenario)}
    wave, length = list(seen), 0
    while wave:
        following = []
        for state in wave:
            node = scenario.nodes[state.node]
            if rules.turn(scenario, state) == "over":
                endings[node.id] = length if endings[node.id] is None else endings[node.id]
                continue
            player = rules.turn(scenario, state) == "player"
            moves = game.moves(state) if player else [move for move, _, _ in game.drawn(state)]
            found = options if player else outcomes
            for move in moves:
                key = f"{node.id}.{move.pick}"
                if key in found and found[key] is None:  # "done" is no option of the scenario
                    found[key] = length + 1
                after = rules.apply(scenario, state, move).state
                if after not in seen:
                    seen.add(after)
                    following.append(after)
        wave, length = following, length + 1
    return len(seen), options, outcomes, endings


class _Game:
    """Played from a state whose truths are drawn; `nuclear` tells what happened on the way."""

    def __init__(self, scenario: Scenario, preset: str, line: Line) -> None:
        self.scenario, self.preset, self.line = scenario, preset, line
        self.names = (*scenario.endings, NUCLEAR)
        self.uniform = cache(self._uniform)
        self.seeing = cache(self._seeing)

    def moves(self, state: State) -> tuple[Move, ...]:
        """What the player may choose here."""
        moves = rules.moves(self.scenario, state)
        picks = self.line.get(self.scenario.nodes[state.node].id)
        if not moves or picks is None:
            return moves
        for pick in picks:
            for move in moves:
                if move.pick == pick:
                    return (move,)
        return moves[-1:] if moves[-1].pick == DONE else moves

    def drawn(self, state: State) -> list[Drawn]:
        """What can be drawn here."""
        odds = chance.odds(self.scenario, state, self.preset)
        where, total = self.scenario.nodes[state.node].id, sum(odds.weights)
        return [
            (Move("chance", where, outcome.id), Fraction(weight, total), outcome.nuclear)
            for outcome, weight in zip(odds.outcomes, odds.weights, strict=True)
            if weight
        ]

    def over(self, state: State, nuclear: bool) -> Column:
        ending = self.scenario.endings[self.scenario.nodes[state.node].id]
        used = nuclear or ending.nuclear
        return tuple(Fraction(used if n == NUCLEAR else n == ending.id) for n in self.names)

    def after(self, state: State, move: Move) -> State:
        return rules.apply(self.scenario, state, move).state

    def _uniform(self, state: State, nuclear: bool) -> Column:
        turn = rules.turn(self.scenario, state)
        if turn == "over":
            return self.over(state, nuclear)
        if turn == "player":
            moves = self.moves(state)
            share = Fraction(1, len(moves))
            drawn = [(move, share, False) for move in moves]
        else:
            drawn = self.drawn(state)
        return _sum(
            [
                _scaled(self.uniform(self.after(state, move), nuclear or used), share)
                for move, share, used in drawn
            ]
        )

    def _seeing(self, state: State, nuclear: bool) -> tuple[Column, Column]:
        turn = rules.turn(self.scenario, state)
        if turn == "over":
            return (self.over(state, nuclear),) * 2
        if turn == "player":
            return _bounds(
                [self.seeing(self.after(state, move), nuclear) for move in self.moves(state)]
            )
        least, most = [], []
        for move, share, used in self.drawn(state):
            low, high = self.seeing(self.after(state, move), nuclear or used)
            least.append(_scaled(low, share))
            most.append(_scaled(high, share))
        return _sum(least), _sum(most)


class _Knowing:
    """The player who knows what the game shows, and the odds of the rest."""

    def __init__(self, game: _Game) -> None:
        self.game, self.scenario = game, game.scenario
        self.value = cache(self._value)

    def solve(self) -> tuple[tuple[Column, Column], int]:
        """The least and the most of each quantity, and the positions there are."""
        first = start(self.scenario)
        worlds = [
            (first._replace(truths=truths), "", False, weight)
            for truths, weight in _truths(self.scenario)
        ]
        return self.split(worlds), self.value.cache_info().currsize

    def shown(self, state: State) -> Shown:
        """What a state shows beside its own parts: the truths told, the options open."""
        told = [
            state.truths[truth.slot] if state.flags & truth.mask else UNDRAWN
            for truth in self.scenario.truths
        ]
        return tuple(told), rules.moves(self.scenario, state)

    def split(self, worlds: list[tuple[State, str, bool, Fraction]]) -> tuple[Column, Column]:
        """The value of what may be so next: told apart as far as the player can.

        A world is a state, the outcome that was drawn, whether there was nuclear use, and its
        probability; together they sum to 1.
        """
        unknown = (UNDRAWN,) * len(self.scenario.truths)
        apart: dict[tuple[State, bool, str, Shown], dict[Truths, Fraction]] = {}
        for state, drawn, nuclear, weight in worlds:
            key = (state._replace(truths=unknown), nuclear, drawn, self.shown(state))
            apart.setdefault(key, {})[state.truths] = weight
        least, most = [], []
        for (state, nuclear, _, _), weights in apart.items():
            total = sum(weights.values(), Fraction(0))
            belief = tuple((truths, weight / total) for truths, weight in sorted(weights.items()))
            low, high = self.value(state, nuclear, belief)
            least.append(_scaled(low, total))
            most.append(_scaled(high, total))
        return _sum(least), _sum(most)

    def _value(self, state: State, nuclear: bool, belief: Belief) -> tuple[Column, Column]:
        """The least and the most, where the truths of `state` are only believed."""
        worlds = [(state._replace(truths=truths), weight) for truths, weight in belief]
        one = worlds[0][0]  # whose turn it is and what is open is the same in all
        turn = rules.turn(self.scenario, one)
        if turn == "over":
            return (self.game.over(one, nuclear),) * 2
        if turn == "player":
            return _bounds(
                [
                    self.split([(self.game.after(w, move), "", nuclear, p) for w, p in worlds])
                    for move in self.game.moves(one)
                ]
            )
        return self.split(
            [
                (self.game.after(world, move), move.pick, nuclear or used, weight * share)
                for world, weight in worlds
                for move, share, used in self.game.drawn(world)
            ]
        )
