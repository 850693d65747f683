"""A synthetic graph (see generate.py) in the form that each engine reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generate import Graph

LARGEST = 3_000_000  # characters of one file of a scenario; more are split
HEAD = """\
scenario: {{id: graph, title: Synthetic, start: {start}}}
calendar: {{{days}}}
meters: {{{meters}}}
"""
AXES = "{lives: a, missiles: b, alliance: c, precedent: d}"


def to_scenario(graph: Graph) -> dict[str, str]:
    """The files of a scenario of ours. JSON is YAML, so texts are written as JSON."""
    days = range(1, max(node["day"] for node in graph["nodes"].values()) + 1)
    meters = ", ".join(
        f"{v['name']}: {{range: {v['min']}..{v['max']}, start: {v['start']}}}"
        for v in graph["variables"]
    )
    calendar = ", ".join(f"{day}: Day {day}" for day in days)
    head = HEAD.format(start=graph["start"], days=calendar, meters=meters)
    files = {"scenario.yaml": head + "\n".join(_endings(graph)) + "\n"}
    held: list[str] = []
    size = 0
    for name, node in graph["nodes"].items():
        lines = list(_node(name, node))
        size += sum(map(len, lines))
        if size > LARGEST:
            files[f"nodes-{len(files)}.yaml"] = "\n".join(["nodes:", *held, ""])
            held, size = [], sum(map(len, lines))
        held += lines
    files[f"nodes-{len(files)}.yaml"] = "\n".join(["nodes:", *held, ""])
    return files


def _endings(graph: Graph) -> Iterator[str]:
    yield "endings:"
    for name, ending in graph["endings"].items():
        yield from (f"  {name}:", "    title: The end", "    family: war", "    headline: THE END")
        yield from (f"    text: {json.dumps(ending['text'])}", f"    axes: {AXES}")


def _node(name: str, node: dict[str, Any]) -> Iterator[str]:
    yield from (f"  {name}:", f"    day: {node['day']}", "    title: A question")
    yield from (f"    text: {json.dumps(node['text'])}", "    options:")
    for number, option in enumerate(node["options"]):
        yield from (f"      o{number}:", f"        text: {json.dumps(option['text'])}")
        if option["when"]:
            yield f'        when: "{_condition(option, "and")}"'
            yield "        closed: Not now."
        yield f"        effects: {_effects(option)}"
        if "next" in option:
            yield f"        next: {option['next']}"
            continue
        yield "        outcomes:"
        for index, outcome in enumerate(option["chance"]):
            yield f"          c{index}:"
            yield f"            weight: {outcome['weight']}"
            yield "            title: So it went"
            yield f"            text: {json.dumps(outcome['text'])}"
            yield f"            effects: {_effects(outcome)}"
            yield f"            next: {outcome['next']}"


def _effects(of: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {amount:+d}" for name, amount in of["effects"]) + "}"


def _condition(option: dict[str, Any], conjunction: str) -> str:
    return f" {conjunction} ".join(f"{name} {op} {value}" for name, op, value in option["when"])


def to_ink(graph: Graph) -> str:
    """The graph as an ink story."""
    top = graph["meta"]["scale"]
    out = ["VAR rng = 1", "VAR roll = 0"]
    out += [f"VAR {v['name']} = {v['start']}" for v in graph["variables"]]
    out += [f"-> {graph['start']}", ""]

    def effects(of: dict[str, Any], indent: str) -> list[str]:
        return [
            f"{indent}~ {name} = "
            + (f"MIN({top}, {name} + {n})" if n > 0 else f"MAX(0, {name} - {-n})")
            for name, n in of["effects"]
        ]

    for name, node in graph["nodes"].items():
        out += [f"=== {name} ===", node["text"]]
        for option in node["options"]:
            condition = f"{{{_condition(option, '&&')}}} " if option["when"] else ""
            out += [f"+ {condition}[{option['text']}]", *effects(option, "    ")]
            if "next" in option:
                out.append(f"    -> {option['next']}")
                continue
            out += ["    ~ rng = (rng * 75) mod 65537", "    ~ roll = rng mod 100", "    {"]
            below = 0
            for outcome in option["chance"]:
                below += outcome["weight"]
                last = outcome is option["chance"][-1]
                out += ["    - else:" if last else f"    - roll < {below}:"]
                out += [f"        {outcome['text']}", *effects(outcome, "        ")]
                out.append(f"        -> {outcome['next']}")
            out.append("    }")
        out.append("")
    for name, ending in graph["endings"].items():
        out += [f"=== {name} ===", ending["text"], "-> END", ""]
    return "\n".join(out)


def to_bard(graph: Graph) -> str:
    """The graph for Bardic: each option is a passage that applies its effects and leads on."""
    top = graph["meta"]["scale"]
    out = ["@metadata", "  title: synthetic", "  story_id: synthetic", "", ":: Start", "Ready."]
    out += [f"~ {v['name']} = {v['start']}" for v in graph["variables"]]
    out += ["~ rng = 1", "~ roll = 0", "", "+ [Go] -> Begin", ""]
    out += [":: Begin", f"-> {graph['start']}", ""]

    def effects(of: dict[str, Any], indent: str) -> list[str]:
        return [
            f"{indent}~ {name} = "
            + (f"min({top}, {name} + {n})" if n > 0 else f"max(0, {name} - {-n})")
            for name, n in of["effects"]
        ]

    for name, node in graph["nodes"].items():
        out += [f":: {name}", node["text"], ""]
        for number, option in enumerate(node["options"]):
            condition = f"{{{_condition(option, 'and')}}} " if option["when"] else ""
            out.append(f"+ {condition}[{option['text']}] -> {name}_o{number}")
        out.append("")
        for number, option in enumerate(node["options"]):
            out += [f":: {name}_o{number}", *effects(option, "")]
            if "next" in option:
                out += [f"-> {option['next']}", ""]
                continue
            out += ["~ rng = (rng * 75) % 65537", "~ roll = rng % 100"]
            below = 0
            for index, outcome in enumerate(option["chance"]):
                below += outcome["weight"]
                test = f"@elif roll < {below}:" if index else f"@if roll < {below}:"
                out.append("@else:" if outcome is option["chance"][-1] else test)
                out += [f"  {outcome['text']}", *effects(outcome, "  ")]
                out.append(f"  -> {outcome['next']}")
            out += ["@endif", ""]
    for name, ending in graph["endings"].items():
        out += [f":: {name}", ending["text"], ""]
    return "\n".join(out) + "\n"
