"""Storm, a model checker, asked about an exported model."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import stormpy
import stormpy.pomdp

_ACTION = re.compile(r"\[(\w+)\] .* // choose (\S+) (\S+)$")
_LABEL = re.compile(r'label "(\w+)" = (.*?);(?: // (\S+))?$')


@dataclass(frozen=True)
class Answers:
    """What Storm finds. Keys are ids of endings, and "*" for nuclear use.

    `values` are (least, most): of an MDP for a player who sees the truths, of a POMDP for one who
    does not; of a DTMC both are the one probability. `options` are those that can be chosen in some
    state that can be reached, "node.option"; of a DTMC there are none.
    """

    states: int
    transitions: int
    values: dict[str, tuple[Fraction, Fraction]]
    options: frozenset[str]
    endings: frozenset[str]


def check(text: str) -> Answers:
    """Build the model and ask for every ending and for nuclear use, with exact arithmetic."""
    kind = next(line for line in text.splitlines() if line in ("mdp", "dtmc", "pomdp"))
    labels = {m[1]: m[3] or "*" for m in map(_LABEL.match, text.splitlines()) if m}
    del labels["over"]
    actions = {m[1]: f"{m[2]}.{m[3]}" for m in map(_ACTION.search, text.splitlines()) if m}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.prism"
        path.write_text(text, encoding="utf-8")
        program = stormpy.parse_prism_program(str(path))
    build = stormpy.BuilderOptions()
    build.set_build_all_labels()
    build.set_build_choice_labels()
    model = stormpy.build_model[stormpy.Rational](program, options=build)
    start = model.initial_states[0]

    def ask(label: str, aim: str) -> Fraction:
        query = stormpy.parse_property(f'P{aim}=? [F "{label}"]', program)
        if kind == "pomdp":
            unfolded = stormpy.pomdp.verify_with_belief_unfolding(model, query)
            assert unfolded.completed_exploration
            return Fraction(str(unfolded.value))
        return Fraction(str(stormpy.model_checking(model, query).get_value(start)))

    aims = ("", "") if kind == "dtmc" else ("min", "max")
    values = {name: (ask(label, aims[0]), ask(label, aims[1])) for label, name in labels.items()}
    chosen = model.choice_labeling.get_labels() if kind != "dtmc" else set()
    return Answers(
        states=model.nr_states,
        transitions=model.nr_transitions,
        values=values,
        options=frozenset(actions[name] for name in chosen if name in actions),
        endings=frozenset(
            name
            for label, name in labels.items()
            if name != "*" and any(model.labeling.get_states(label))
        ),
    )
