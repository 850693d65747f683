"""Where a game stands in the program: its moves followed point by point, belief and all."""

from __future__ import annotations

from game.analysis.exact.program import Arm, Condition, Point, Program
from game.engine.state import State
from game.scenario.model import Scenario


class Walk:
    """A position in a program: the point and the value of each variable."""

    def __init__(self, scenario: Scenario, program: Program) -> None:
        self.scenario = scenario
        self.program = program
        self.number = 0
        self.values = [variable.start for variable in program.variables]

    @property
    def point(self) -> Point:
        return self.program.points[self.number]

    def move(self, pick: str, after: State) -> None:
        """Follow a choice or draw to the state it led to in the game.

        What happens by itself on the way is followed too; `after` tells which truths were shown.
        """
        self._take(next(arm for arm in self.point.arms if arm.pick == pick))
        while not self._stands(after):
            self._take(self._onward(after))

    def after(self, arm: Arm) -> Walk:
        """A walk that has taken an arm; this one stays where it is."""
        ahead = Walk.__new__(Walk)
        ahead.scenario, ahead.program = self.scenario, self.program
        ahead.number, ahead.values = self.number, [*self.values]
        ahead._take(arm)
        return ahead

    def opens(self, arm: Arm) -> bool:
        """Whether an arm of the point is open here."""
        return arm.when is None or self._holds(arm.when)

    def _stands(self, state: State) -> bool:
        point = self.point
        if point.kind == "end":
            return True
        if not any(arm.pick for arm in point.arms):
            return False
        # An agenda that has nothing left has ended by itself in the game.
        return point.node == state.node

    def _onward(self, state: State) -> Arm:
        point = self.point
        if point.kind == "branch":
            return next(arm for arm in point.arms if self.opens(arm))
        if point.kind == "choice":
            return point.arms[-1]
        assert point.hidden is not None
        group = self.program.groups[point.hidden.group]
        world = tuple(state.truths[slot] for slot in group.truths)
        place = group.worlds.index(world)
        return next(
            arm
            for arm, likelihood in zip(point.arms, point.hidden.likelihood, strict=True)
            if likelihood[place]
        )

    def _take(self, arm: Arm) -> None:
        for variable, table in arm.writes.items():
            self.values[variable] = int(table[self.values[variable]])
        self.number = arm.target

    def _holds(self, when: Condition) -> bool:
        return bool(when.table[tuple(self.values[read] for read in when.reads)])
