"""Hidden truths become what the player can know of them.

A truth is drawn once and stays hidden. Were it drawn at the start, "the best any player could do"
would see through walls. So a state holds the player's belief instead: the probabilities of the
truths given all that was drawn so far (Bayes), exact. A draw that depends on a truth has the
probabilities it has by that belief, and what comes of it changes the belief. A condition of a
route, a rule or a delayed effect that looks at a truth shows it as a draw would.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

import numpy as np

from game.analysis.exact.program import Condition, Draw, Group, Hidden, Point, Program, Unfit

Belief = tuple[int, ...]  # weights of the worlds, whole numbers without a common divisor
MAX_BELIEFS = 10_000


def believe(program: Program, order: list[int]) -> None:
    """Put beliefs in the place of truths; `order` lists the points, every arm leading onward.

    Raises :class:`Unfit` where more than 10,000 beliefs about the same truths are possible.
    """
    first = len(program.variables) - len(program.groups)
    for index, group in enumerate(program.groups):
        beliefs = _possible(program, order, index, group)
        variable = program.variables[first + index]
        program.variables[first + index] = variable._replace(size=len(beliefs))
        for point in program.points:
            _conditions(point, first + index, beliefs)
            if point.hidden and point.hidden.group == index:
                _draw(point, point.hidden, first + index, beliefs)


def after(belief: Belief, likelihood: Belief) -> Belief | None:
    """The belief once something was seen that has this likelihood; None if it cannot be seen."""
    joint = tuple([b * chance for b, chance in zip(belief, likelihood, strict=True)])
    common = gcd(*joint)
    return tuple([each // common for each in joint]) if common else None


def whole(shares: tuple[Fraction, ...]) -> Belief:
    """The same proportions in whole numbers."""
    scale = lcm(*(share.denominator for share in shares))
    return tuple(int(share * scale) for share in shares)


def _possible(program: Program, order: list[int], index: int, group: Group) -> dict[Belief, int]:
    """Every belief that may be held somewhere, numbered; that of the start is 0."""
    prior = whole(group.prior)
    prior = tuple(each // gcd(*prior) for each in prior)
    numbers = {prior: 0}
    held: list[set[Belief]] = [set() for _ in program.points]
    held[order[0]].add(prior)
    for number in order:
        point = program.points[number]
        drawn = point.hidden if point.hidden and point.hidden.group == index else None
        for place, arm in enumerate(point.arms):
            if drawn is None:
                held[arm.target] |= held[number]
                continue
            likelihood = whole(drawn.likelihood[place])
            for belief in held[number]:
                next_ = after(belief, likelihood)
                if next_ is not None:
                    numbers.setdefault(next_, len(numbers))
                    held[arm.target].add(next_)
        held[number] = set()
        if len(numbers) > MAX_BELIEFS:
            raise Unfit(
                f"What the player may believe takes more than {MAX_BELIEFS:,} forms:"
                " too many draws look at the same hidden truths. Let fewer of them do so."
            )
    return numbers


def _draw(point: Point, hidden: Hidden, variable: int, beliefs: dict[Belief, int]) -> None:
    chances = np.zeros((len(point.arms), len(beliefs)))
    for place, (arm, likelihood) in enumerate(zip(point.arms, hidden.likelihood, strict=True)):
        becomes = np.arange(len(beliefs))
        weights = whole(likelihood)
        for belief, number in beliefs.items():
            next_ = after(belief, weights)
            if next_ is not None:
                # A belief that cannot be held here may lead to one that has no number.
                becomes[number] = beliefs.get(next_, number)
                seen = sum(b * chance for b, chance in zip(belief, likelihood, strict=True))
                chances[place, number] = float(seen / sum(belief))
        arm.writes = {variable: becomes, **arm.writes}
    point.draw = Draw((variable,), chances)


def _conditions(point: Point, variable: int, beliefs: dict[Belief, int]) -> None:
    """A condition may look at a truth that was told: then only one world is left."""
    worlds = np.array([next(n for n, share in enumerate(b) if share) for b in beliefs])
    for arm in point.arms:
        if arm.when and variable in arm.when.reads:
            axis = arm.when.reads.index(variable)
            arm.when = Condition(arm.when.reads, np.take(arm.when.table, worlds, axis))
