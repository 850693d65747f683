"""Identifiers and expressions in another engine's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from game.present.markup import plain
from game.scenario.evaluate import Tree
from game.scenario.expression import Expression
from game.scenario.model import Node, Scenario, Weight

_BESIDE_AND = ("and", "not", "==", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a language writes what an expression may hold; in its order, all else is alike."""

    variable: str = "{}"  # around the name of a variable
    equal: str = "=="
    unequal: str = "!="
    true: str = "true"
    false: str = "false"

    def sign(self, operator: str) -> str:
        return {"==": self.equal, "!=": self.unequal}.get(operator, operator)


class Terms:
    """The names a scenario's quantities and scenes have in another language, each of its own.

    `reserved` lists the words that the language or the export itself has taken.
    """

    def __init__(self, scenario: Scenario, dialect: Dialect, reserved: str) -> None:
        self._taken = set(reserved.split())
        self._dialect = dialect
        self._values = [tuple(value for value, _ in truth.values) for truth in scenario.truths]
        self.meters = [self.name(meter.id) for meter in scenario.meters]
        self.truths = [self.name(truth.id) for truth in scenario.truths]
        self.bits = {flag.mask: self.name(flag.id) for flag in scenario.flags}
        for call, mask in scenario.marks.items():
            self.bits[mask] = self.name(call.rstrip(")"))
        self.waiting = [
            self.name(f"waiting {item.effects.cause.id} {item.slot}") for item in scenario.later
        ]
        self.nodes = [
            self.name(f"{'ending' if node.id in scenario.endings else 'scene'} {node.id}")
            for node in scenario.nodes
        ]

    def name(self, text: str) -> str:
        """An identifier made of letters, digits and ``_`` that nothing else has."""
        base = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_")
        name, number = base, 2
        while name in self._taken:
            name, number = f"{base}_{number}", number + 1
        self._taken.add(name)
        return name

    def variable(self, name: str) -> str:
        """The variable of that name as the language writes it."""
        return self._dialect.variable.format(name)

    def meter(self, slot: int) -> str:
        return self.variable(self.meters[slot])

    def bit(self, mask: int) -> str:
        return self.variable(self.bits[mask])

    def truth(self, slot: int) -> str:
        return self.variable(self.truths[slot])

    def boolean(self, value: bool) -> str:
        return self._dialect.true if value else self._dialect.false

    def bits_of(self, mask: int) -> list[str]:
        """The variables of every bit that is set in a mask."""
        return [self.bit(1 << place) for place in range(mask.bit_length()) if mask >> place & 1]

    def written(self, expression: Expression) -> str:
        """An expression. Numbers, conditions and their values are those of the game."""
        return self._written(expression.tree)

    def operand(self, expression: Expression) -> str:
        """A condition as it stands beside ``and``: in brackets where it needs them.

        Never a name alone in brackets, which ink takes for a list.
        """
        return self._operand(expression.tree, _BESIDE_AND)

    def _written(self, tree: Tree) -> str:
        name = tree[0]
        if name == "value":
            return str(tree[1])
        if name == "day":
            return self.variable("day")
        if name == "meter":
            return self.meter(tree[1])
        if name == "bit":
            return self.bit(tree[1])
        if name == "not":
            return f"not {self._operand(tree[1])}"
        if tree[1][0] == "truth":  # compared with one of its values, which has a number here
            return self._compared(tree[1][1], name, tree[2][1])
        # `and` binds a comparison looser in every language, and so does a comparison a sum; all
        # else is bracketed, for the languages differ in what binds tighter.
        bare: tuple[str, ...] = ("+",) if name == "+" else ()
        if name in ("and", "or"):
            bare = (name, *_BESIDE_AND[1:])
        left, right = (self._operand(side, bare) for side in tree[1:])
        return f"{left} {self._dialect.sign(name)} {right}"

    def cases(self, weight: Weight) -> tuple[list[tuple[str, int]], int]:
        """A weight by bands: (condition, weight) to be tried in order, and the weight otherwise."""
        bands = weight.bands
        if weight.source == "flag":
            cases = [(self.bit(weight.slot), bands[1])]
        elif weight.source == "truth":
            cases = [
                (self._compared(weight.slot, "==", number), amount)
                for number, amount in enumerate(bands[:-1])
            ]
        else:
            meter = self.meter(weight.slot)
            cases = [
                (f"{meter} <= {weight.low + place}", amount)
                for place, (amount, after) in enumerate(pairwise(bands))
                if amount != after
            ]
        other = bands[0] if weight.source == "flag" else bands[-1]
        return cases, other

    def _compared(self, slot: int, operator: str, number: int) -> str:
        sign = self._dialect.sign(operator)
        return f'{self.truth(slot)} {sign} "{self._values[slot][number]}"'

    def _operand(self, tree: Tree, bare: tuple[str, ...] = ()) -> str:
        text = self._written(tree)
        atom = tree[0] in ("value", "day", "meter", "bit") or tree[0] in bare
        return text if atom else f"({text})"


def heading(scenario: Scenario, node: Node) -> str:
    """When and where a scene is: ``Thursday 25 October 1962, 18:40, Bridge``."""
    label = dict(scenario.calendar)[node.day]
    return plain(", ".join(part for part in (label, node.time, node.place) if part))
