"""Find a short line to every ending of a scenario and keep it as a file; count its lines.

``python tests/contract/make_witnesses.py ID`` writes ``scenarios/ID/lines/endings/*.record`` and
the scenario's part of ``perft.txt``: lines and states by depth, which no change of the code may
change. A line that still reaches its ending stays as it is; ``--fresh`` looks for all of them anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # run as a script
    sys.path.insert(0, str(ROOT))

from game.analysis.playout import Game, at_random, play_out  # noqa: E402
from game.engine import chance, rules  # noqa: E402
from game.engine.record import BadRecord, Record, parse  # noqa: E402
from game.engine.replay import replay  # noqa: E402
from game.engine.state import Move, State, start  # noqa: E402
from game.scenario.load import open_scenario  # noqa: E402
from game.scenario.model import Scenario  # noqa: E402

PERFT = Path(__file__).with_name("perft.txt")
ENOUGH = 4_000  # games, at least, before the shortest line found is taken
MOST = 200_000  # games before an ending is given up
LINES = 20_000  # lines are counted to the depth at which there are more


def folder(scenario: Scenario) -> Path:
    return Path(scenario.folder) / "lines" / "endings"


def reached(scenario: Scenario, record: Record) -> str:
    """The ending a record reaches; "" if it reaches none or is not whole."""
    game = replay(scenario, record)
    over = rules.turn(scenario, game.state) == "over"
    return scenario.nodes[game.state.node].id if over and not record.damage else ""


def search(scenario: Scenario, wanted: set[str]) -> dict[str, tuple[int, Game]]:
    """For each ending wanted the shortest of many random games that reach it, and its seed."""
    found: dict[str, tuple[int, Game]] = {}
    for seed in range(MOST):
        game = play_out(scenario, seed, at_random, scenario.preset)
        held = found.get(game.ending)
        if game.ending in wanted and (held is None or len(game.moves) < len(held[1].moves)):
            found[game.ending] = (seed, game)
        if seed >= ENOUGH and len(found) == len(wanted):
            break
    return found


def write(scenario: Scenario, ending: str, seed: int, game: Game) -> None:
    record = Record(scenario.id, scenario.version, scenario.digest, seed, scenario.preset)
    for move in game.moves:
        record.append(move)
    record.where = f"Over · {scenario.endings[ending].title}"
    folder(scenario).mkdir(parents=True, exist_ok=True)
    path = folder(scenario) / f"{ending}.record"
    path.write_text(record.text(), encoding="utf-8", newline="\n")


def holds(scenario: Scenario, ending: str) -> bool:
    """Whether the line that is kept still reaches its ending."""
    path = folder(scenario) / f"{ending}.record"
    try:
        return reached(scenario, parse(path.read_text(encoding="utf-8"))) == ending
    except (OSError, BadRecord):
        return False


def ways(scenario: Scenario, state: State) -> Iterator[Move]:
    """Every move that can be made: open choices, values of a truth, outcomes with any weight."""
    whose = rules.turn(scenario, state)
    if whose == "player":
        yield from rules.moves(scenario, state)
    elif whose == "truth":
        truth = next(t for t in scenario.truths if state.truths[t.slot] < 0)
        for value, weight in truth.values:
            if weight:
                yield Move("truth", truth.id, value)
    elif whose == "chance":
        odds = chance.odds(scenario, state, scenario.preset)
        for outcome, weight in zip(odds.outcomes, odds.weights, strict=True):
            if weight:
                yield Move("chance", scenario.nodes[state.node].id, outcome.id)


class Count(NamedTuple):
    """What there is at one depth, in moves from the start."""

    lines: int  # ways to play that many moves
    states: int  # distinct positions to which they lead; fewer, because ways meet


def perft(scenario: Scenario) -> Iterator[Count]:
    """How many lines of 1, 2, 3 ... moves there are, and states, as long as any goes on."""
    layer = {start(scenario): 1}  # how many lines lead to a position
    while layer:
        following: dict[State, int] = {}
        for state, lines in layer.items():
            for move in ways(scenario, state):
                after = rules.apply(scenario, state, move).state
                following[after] = following.get(after, 0) + lines
        if following:
            yield Count(sum(following.values()), len(following))
        layer = following


def pinned() -> dict[str, list[Count]]:
    """The counts that are kept, by scenario."""
    if not PERFT.is_file():
        return {}
    kept: dict[str, dict[str, list[int]]] = {}
    for line in PERFT.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            id, what, *numbers = line.split()
            kept.setdefault(id, {})[what] = [int(number) for number in numbers]
    return {
        id: [Count(*pair) for pair in zip(of["lines"], of["states"], strict=True)]
        for id, of in kept.items()
    }


def pin(scenario: Scenario) -> None:
    counts: list[Count] = []
    for count in perft(scenario):
        counts.append(count)
        if count.lines > LINES:
            break
    text = (
        "# By scenario and number of moves (1, 2, 3 ...): how many lines there are, and how many\n"
        "# distinct states they lead to. Written by make_witnesses.py.\n"
    )
    for id, kept in sorted((pinned() | {scenario.id: counts}).items()):
        text += f"{id} lines {' '.join(str(count.lines) for count in kept)}\n"
        text += f"{id} states {' '.join(str(count.states) for count in kept)}\n"
    PERFT.write_text(text, encoding="utf-8", newline="\n")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", metavar="ID")
    parser.add_argument("--fresh", action="store_true", help="look for every line anew")
    arguments = parser.parse_args(argv)
    scenario = open_scenario(arguments.scenario)
    endings = set(scenario.endings)
    wanted = endings if arguments.fresh else {e for e in endings if not holds(scenario, e)}
    found = search(scenario, wanted) if wanted else {}
    for ending, (seed, game) in sorted(found.items()):
        write(scenario, ending, seed, game)
        print(f"{ending}: seed {seed}, {len(game.moves)} moves")
    for path in sorted(folder(scenario).glob("*.record")):
        if path.stem not in endings:
            path.unlink()
            print(f"{path.stem}: no such ending; its line is deleted")
    pin(scenario)
    missing = sorted(wanted - found.keys())
    if missing:
        print(f"Not reached in {MOST:,} games: {', '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
