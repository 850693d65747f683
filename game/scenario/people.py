"""The people at the table, from tree to model."""

from __future__ import annotations

from game.scenario.fields import Fields
from game.scenario.model import Answer, Person
from game.scenario.problems import did_you_mean
from game.scenario.source import Tree
from game.scenario.values import Values


def person(values: Values, id: str, tree: Tree) -> Person:
    """One entry of the people section."""
    fields = Fields(
        tree, f"Person '{id}'", values.problems, "name short post desk bio temperament stances ask"
    )
    stances: list[tuple[int, str]] = []
    for key, (mark, value) in fields.mapping_of("stances", "from days to camps").items():
        camp = fields.as_word(value, f"The stance of '{id}' from {key}")
        if not values.is_day(key):
            values.problems.add("EX0201", mark, f"Day {key} is not in the calendar.")
        elif camp != "away" and camp not in values.camps:
            guess = did_you_mean(camp, values.camps)
            problem = f"'{camp}' is no camp; there are {', '.join(sorted(values.camps))}.{guess}"
            values.problems.add("EX0201", value.mark, problem)
        else:
            stances.append((int(key), camp))
    name = fields.word("name", None)
    return Person(
        id=id,
        name=name,
        short=fields.word("short", name.split(" ")[-1]),
        post=fields.word("post"),
        desk=fields.word("desk"),
        bio=fields.word("bio"),
        temperament=fields.word("temperament"),
        stances=tuple(sorted(stances)),
        ask=fields.each("ask", lambda item: _answer(values, item)),
    )


def _answer(values: Values, tree: Tree) -> Answer:
    fields = Fields(tree, "An entry of 'ask'", values.problems, "topic says when")
    return Answer(fields.word("topic", None), fields.word("says", None), values.when(fields))
