"""What a scenario reads and writes, in the language of the PRISM model checker."""

from __future__ import annotations

from itertools import pairwise

from game.export.terms import Dialect, Terms
from game.scenario.evaluate import Tree
from game.scenario.expression import Expression
from game.scenario.model import Effects, Later, Scenario, Weight

Updates = dict[str, str]  # variable -> its value afterwards

_RESERVED = (
    "A bool C ceil clock const ctmc double drawn dtmc E endinit endinvariant endmodule"
    " endobservables endplayer endrewards endsystem F false filter floor formula func G global I"
    " init int invariant label log ma max mdp min mod module multi nondeterministic nuclear"
    " observable observables of over P place player Pmax Pmin pomdp popta pow prob probabilistic"
    " pta R rate rewards Rmax Rmin round S scenario smg stochastic system true U W X"
)
_YES_OR_NO = ("bit", "not", "and", "or", "==", "!=", "<", "<=", ">", ">=")


class PrismTerms:
    """Expressions and changes of a scenario. `names` gives identifiers; `read` collects those of
    the variables that anything asks for, for the others need not be kept."""

    def __init__(self, scenario: Scenario) -> None:
        self.names = Terms(scenario, Dialect(), _RESERVED)
        self.read = {"place", "nuclear"}

    def asked(self, name: str) -> str:
        """The name of a variable, which is read."""
        self.read.add(name)
        return name

    # -- expressions -------------------------------------------------------------------------------

    def condition(self, expression: Expression, day: int) -> str:
        """What must hold, on a day."""
        return self._condition(expression.tree, day)

    def number(self, expression: Expression, day: int) -> str:
        """What a formula comes to, on a day."""
        return self._number(expression.tree, day)

    def bands(self, weight: Weight) -> str:
        """A weight by the values of one quantity."""
        bands = weight.bands
        if weight.source == "flag":
            return f"({self.asked(self.names.bits[weight.slot])}?{bands[1]}:{bands[0]})"
        names = self.names.meters if weight.source == "meter" else self.names.truths
        name = self.asked(names[weight.slot])
        cases = "".join(
            f"{name}<={weight.low + place}?{one}:"
            for place, (one, other) in enumerate(pairwise(bands))
            if one != other
        )
        return f"({cases}{bands[-1]})"

    def _condition(self, tree: Tree, day: int) -> str:
        name = tree[0]
        if name == "value":
            return "true" if tree[1] else "false"
        if name == "bit":
            return self.asked(self.names.bits[tree[1]])
        if name == "not":
            return f"!{self._condition(tree[1], day)}"
        left, right = tree[1:]
        if name in ("and", "or"):
            sign = "&" if name == "and" else "|"
            return f"({self._condition(left, day)} {sign} {self._condition(right, day)})"
        sign = "=" if name == "==" else name
        if left[0] in _YES_OR_NO or right[0] in _YES_OR_NO:
            return f"({self._condition(left, day)}{sign}{self._condition(right, day)})"
        return f"({self._number(left, day)}{sign}{self._number(right, day)})"

    def _number(self, tree: Tree, day: int) -> str:
        name = tree[0]
        if name == "value":
            return str(tree[1])
        if name == "day":
            return str(day)
        if name == "meter":
            return self.asked(self.names.meters[tree[1]])
        if name == "truth":
            return self.asked(self.names.truths[tree[1]])
        return f"({self._number(tree[1], day)}{name}{self._number(tree[2], day)})"

    # -- changes -----------------------------------------------------------------------------------

    def effects(self, effects: Effects) -> Updates:
        """Meters that move, within their ranges, and bits that are switched."""
        updates = {}
        for slot, amount, absolute, low, high in effects.meters:
            name = self.names.meters[slot]
            if absolute:
                updates[name] = str(amount)
            elif amount < 0:
                updates[name] = f"max({low},{name}-{-amount})"
            else:
                updates[name] = f"min({high},{name}+{amount})"
        off = dict.fromkeys(self.names.bits_of(effects.off), "false")
        return updates | self.set_true(effects.on) | off

    def set_true(self, mask: int) -> Updates:
        return dict.fromkeys(self.names.bits_of(mask), "true")

    def set_off(self, later: tuple[Later, ...]) -> Updates:
        return {self.names.waiting[item.slot]: "true" for item in later}
