"""Who sits at the table: people who never speak, who speak twice, or while they are away."""

from __future__ import annotations

from game.scenario.checks.draft import Draft
from game.scenario.model import Node, Option
from game.scenario.problems import Problems


def check(draft: Draft, problems: Problems) -> None:
    """Add what does not fit between people and what they say."""
    scenario = draft.scenario
    heard: set[str] = {person.id for person in scenario.people.values() if person.ask}
    for node in scenario.nodes:
        for option in node.options:
            heard |= {voice.who for voice in option.voices}
            heard |= {expectation.who for expectation in option.expects}
            _voices(draft, node, option, problems)
    for id in scenario.people:
        if id not in heard:
            problems.add(
                "EX0519",
                draft.at("people", id),
                f"'{id}' never speaks. Give them a voice or an answer, or leave them out.",
            )
    _answers(draft, problems)


def _voices(draft: Draft, node: Node, option: Option, problems: Problems) -> None:
    people = draft.scenario.people
    keys = ("nodes", node.id, "options", option.id)
    what = f"'{node.id}.{option.id}'"
    pro = {voice.who for voice in option.voices if voice.pro}
    con = {voice.who for voice in option.voices if not voice.pro}
    for who in sorted(pro & con):
        problems.add(
            "EX0511",
            draft.at(*keys, "against"),
            f"'{who}' speaks for and against {what}. Let somebody else say one of the two.",
        )
    for expectation in option.expects:
        if expectation.who not in pro | con:
            problems.add(
                "EX0512",
                draft.at(*keys, "expect"),
                f"'{expectation.who}' expects something of {what} and does not speak to it."
                " Give them a voice there, or let one who speaks expect it.",
            )
    for who in sorted(pro | con):
        person = people[who]
        if person.stances and person.stance(node.day) in ("", "away"):
            problems.add(
                "EX0520",
                draft.at(*keys, "for" if who in pro else "against"),
                f"'{who}' speaks to {what} on day {node.day}, when their chair is empty."
                " Correct 'stances', or let somebody else speak.",
            )


def _answers(draft: Draft, problems: Problems) -> None:
    """Of a topic the last answer that holds is given, of the alert the first line that does."""
    for person in draft.scenario.people.values():
        for number, answer in enumerate(person.ask):
            if any(a.topic == answer.topic and not a.when for a in person.ask[number + 1 :]):
                problems.add(
                    "EX0521",
                    draft.at("people", person.id, "ask"),
                    f"The answer of '{person.id}' on '{answer.topic}' is never given: a later one"
                    " without 'when' comes before it. Write the general answer first.",
                )
    for line in draft.scenario.alert[:-1]:
        if not line.when:
            problems.add(
                "EX0521",
                draft.at("alert"),
                f"What stands behind '{line.text}' in 'alert' is never shown: that line has no"
                " 'when'. Write it last.",
            )
            return
