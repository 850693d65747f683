"""The names an expression may use, and the bits that remember what was seen and chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from game.scenario.problems import did_you_mean

_MENTION = re.compile(r"(seen|chose|told)\(\s*['\"]?([a-z0-9][a-z0-9/._-]*)")


@dataclass(slots=True)
class Catalogue:
    """What the scenario declares. Filled in a first look, before any expression is read."""

    meters: dict[str, int] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)
    truths: dict[str, tuple[int, dict[str, int]]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)  # meters the player never reads
    nodes: dict[str, int] = field(default_factory=dict)
    outcomes: set[str] = field(default_factory=set)  # "node.outcome"
    options: set[str] = field(default_factory=set)  # "node.option"
    marks: dict[str, int] = field(default_factory=dict)  # "seen(...)" -> bit mask

    def remember(self, texts: list[str]) -> None:
        """Give a bit to every truth told, and to what some expression may ask for."""
        found = {(call, target) for text in texts for call, target in _MENTION.findall(text)}
        mentioned = sorted(found | {("told", name) for name in self.truths})
        bit = len(self.flags)
        for call, target in mentioned:
            if isinstance(self._known(call, target), bool):
                self.marks[f"{call}({target})"] = 1 << bit
                bit += 1

    def bit(self, call: str, target: str) -> int:
        """The mask that remembers it; 0 where nothing asks."""
        return self.marks.get(f"{call}({target})", 0)

    def mark_of(self, call: str, target: str) -> int | str:
        known = self._known(call, target)
        return self.bit(call, target) if isinstance(known, bool) else known

    def _known(self, call: str, target: str) -> bool | str:
        """True, or the sentence that says why it is not known."""
        if call == "told":
            if target in self.truths:
                return True
            return f"There is no truth '{target}'.{did_you_mean(target, self.truths)}"
        if call == "chose":
            if target in self.options:
                return True
            return (
                f"There is no option '{target}' (node.option).{did_you_mean(target, self.options)}"
            )
        if target in self.nodes or target in self.outcomes:
            return True
        kind = "outcome" if "." in target else "node"
        pool = self.outcomes if "." in target else self.nodes
        return f"There is no {kind} '{target}'.{did_you_mean(target, pool)}"
