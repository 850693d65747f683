"""Play the lines that ``lines.yaml`` describes and keep each as a record.

``python tests/contract/make_lines.py ID`` looks for the first seed whose luck brings what a line
asks for, plays its orders (where it has none: what was chosen on the line of history), and writes
``scenarios/ID/lines/NAME.record``. To be run again when the story was changed; a line that comes
out the same stays as it is.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # run as a script
    sys.path.insert(0, str(ROOT))

from game.engine import chance, rules  # noqa: E402
from game.engine.record import Record, parse  # noqa: E402
from game.engine.state import Move, State, start  # noqa: E402
from game.scenario.load import open_scenario  # noqa: E402
from game.scenario.model import Scenario  # noqa: E402
from game.scenario.story import DONE  # noqa: E402

TABLE = Path(__file__).with_name("lines.yaml")
SEEDS = 100_000  # tried before a line is given up


class Line(NamedTuple):
    """A line to keep: the orders by node, and what luck must bring."""

    name: str
    ending: str
    orders: dict[str, list[str]]  # one at a decision, some at an agenda
    own: set[str]  # the nodes at which the line has orders of its own
    luck: dict[str, str]  # outcome by node


class Unfit(Exception):
    """The game has left the line; `str()` says where."""


def described(id: str) -> list[Line]:
    """The lines of a scenario, as the table has them."""
    table: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    usual = history(open_scenario(id))
    return [
        Line(
            name,
            of["ending"],
            usual | of["orders"],
            set(of["orders"]),
            dict(each.split(".") for each in of["luck"]),
        )
        for name, of in table.get(id, {}).items()
    ]


def history(scenario: Scenario) -> dict[str, list[str]]:
    """What was chosen at each node on the line of history, if the scenario has one."""
    if not scenario.history:
        return {}
    record = parse((Path(scenario.folder) / scenario.history).read_text(encoding="utf-8"))
    chosen: dict[str, list[str]] = {}
    for move in record.moves():
        if move.kind == "choose":
            picks = chosen.setdefault(move.where, [])
            picks += [move.pick] if move.pick != DONE else []
    return chosen


def path_of(scenario: Scenario, name: str) -> Path:
    return Path(scenario.folder) / "lines" / f"{name}.record"


def order(scenario: Scenario, state: State, line: Line) -> Move:
    """What the line does here. Raises :class:`Unfit` if it has no order, or a closed one."""
    node = scenario.nodes[state.node]
    if node.id not in line.orders:
        raise Unfit(f"no order at {node.id}")
    taken = {option.id for option in node.options if state.taken >> option.slot & 1}
    left = [pick for pick in line.orders[node.id] if pick not in taken]
    wanted = left[0] if left else DONE
    found = next((move for move in rules.moves(scenario, state) if move.pick == wanted), None)
    if found is None:
        raise Unfit(f"{wanted} is closed at {node.id}")
    return found


def play(scenario: Scenario, line: Line, seed: int) -> Record:
    """The line with the luck of a seed. Raises :class:`Unfit` where that leads elsewhere."""
    record = Record(scenario.id, scenario.version, scenario.digest, seed, scenario.preset)
    state = start(scenario)
    while (whose := rules.turn(scenario, state)) != "over":
        node = scenario.nodes[state.node]
        if whose == "player":
            move = order(scenario, state, line)
        else:
            move = chance.draw(scenario, state, scenario.preset, seed)
            if whose == "chance" and line.luck.get(node.id, move.pick) != move.pick:
                raise Unfit(f"luck at {node.id}")
        record.append(move)
        state = rules.apply(scenario, state, move).state
    ending = scenario.nodes[state.node].id
    if ending != line.ending:
        raise Unfit(f"it ends at {ending}")
    if missed := (line.own | line.luck.keys()) - {move.where for move in record.made}:
        raise Unfit(f"{', '.join(sorted(missed))} not met")
    record.where = f"Over · {scenario.endings[ending].title}"
    return record


def find(scenario: Scenario, line: Line) -> Record:
    """The line with the first seed that fits. Raises :class:`Unfit`, with what stood in its way."""
    why: Counter[str] = Counter()
    for seed in range(1, SEEDS):
        try:
            return play(scenario, line, seed)
        except Unfit as unfit:
            why[str(unfit)] += 1
    raise Unfit("; ".join(f"{count} times {reason}" for reason, count in why.most_common(12)))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", metavar="ID")
    parser.add_argument("names", metavar="NAME", nargs="*", help="only these lines")
    arguments = parser.parse_args(argv)
    scenario = open_scenario(arguments.scenario)
    failed = False
    for line in described(scenario.id):
        if arguments.names and line.name not in arguments.names:
            continue
        try:
            record = find(scenario, line)
        except Unfit as unfit:
            print(f"{line.name}: no seed fits: {unfit}", file=sys.stderr)
            failed = True
            continue
        path = path_of(scenario, line.name)
        if not path.is_file() or parse(path.read_text(encoding="utf-8")).made != record.made:
            path.write_text(record.text(), encoding="utf-8", newline="\n")
        print(f"{line.name}: {line.ending}, seed {record.seed}, {len(record.made)} moves")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
