"""What a check looks at: the compiled scenario, and the tree it was written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from game.scenario.model import Node, Option, Outcome, Scenario
from game.scenario.problems import Mark
from game.scenario.source import Table, Tree
from game.scenario.translation import Translation


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario without a fault in its shape."""

    scenario: Scenario
    root: Table
    cited: frozenset[str]
    translation: Translation | None = None  # in which it was read, if it was

    def tree(self, *keys: str) -> Tree | None:
        """What stands under these keys, one inside the other."""
        tree: Tree | None = self.root
        for key in keys:
            entry = tree.entries.get(key) if isinstance(tree, Table) else None
            tree = entry[1] if entry else None
        return tree

    def at(self, *keys: str) -> Mark:
        """The place of the last of these keys, or of the last one that is there."""
        tree: Tree = self.root
        mark = tree.mark
        for key in keys:
            entry = tree.entries.get(key) if isinstance(tree, Table) else None
            if entry is None:
                break
            mark, tree = entry
        return mark


class Draw(NamedTuple):
    """The outcomes that follow a node or an option."""

    node: Node
    option: Option | None
    outcomes: tuple[Outcome, ...]

    @property
    def what(self) -> str:
        return f"'{self.node.id}.{self.option.id}'" if self.option else f"'{self.node.id}'"

    @property
    def keys(self) -> tuple[str, ...]:
        """Where its outcomes stand in the tree."""
        inside = ("options", self.option.id) if self.option else ()
        return ("nodes", self.node.id, *inside, "outcomes")


def draws(scenario: Scenario) -> Iterator[Draw]:
    """Every draw of the scenario; an event, whose one outcome is not drawn, is none."""
    for node in scenario.nodes:
        if node.outcomes and not (len(node.outcomes) == 1 and node.outcomes[0].id == "on"):
            yield Draw(node, None, node.outcomes)
        for option in node.options:
            if option.outcomes:
                yield Draw(node, option, option.outcomes)
