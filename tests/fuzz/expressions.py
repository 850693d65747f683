"""Texts thrown at the expression language, to see whether one breaks it; run by hand.

``python tests/fuzz/expressions.py --minutes 60 --seed 1`` prints how many texts were read and
every finding with its text; exit code 1 if there was one. What must hold of every text:

- ``parse`` does not raise and takes no half second; a refusal has a code and a column in the text;
- what is read gives in every state an ``int``, 0 or 1 where yes or no is wanted;
- its value is that of two other readers: the tree that the text was rendered from, where there was
  one, and Python's own grammar (`tests/fuzz/readers.py`);
- while it is parsed and evaluated the interpreter reports no audit event at all: nothing is
  compiled, executed, imported or opened.

A batch of texts comes from its seed and number alone, so a finding comes again.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # run as a script
    sys.path.insert(0, str(ROOT))

from game.scenario.expression import MAX_LENGTH, Expression, Type, parse  # noqa: E402
from game.scenario.problems import Mark, Problems  # noqa: E402
from tests.fuzz.readers import NAMES, State, by_python, reckon  # noqa: E402
from tests.fuzz.texts import Sample, samples  # noqa: E402

MARK = Mark("x.yaml", 7, 5)
CODES = {"EX0301", "EX0302", "EX0303", "EX0304"}
BATCH = 500  # texts
SLOW = 0.5  # seconds of processor time that one text may take
STATES = 3  # in which each text that can be read is evaluated


class Hang(Exception):
    """A text took too long."""


class Watch:
    """Sees what the interpreter does, and how long it takes, while `armed`."""

    def __init__(self) -> None:
        self.armed = False
        self.events: list[str] = []
        self.count = self.before = 0  # texts begun: now, and at the last tick of the clock
        sys.addaudithook(self._hear)
        if hasattr(signal, "setitimer"):  # elsewhere a text is only timed once it is done
            signal.signal(signal.SIGPROF, self._tick)
            signal.setitimer(signal.ITIMER_PROF, SLOW, SLOW)

    def _hear(self, event: str, _: object) -> None:
        if self.armed:
            self.events.append(event)

    def _tick(self, *_: object) -> None:
        if self.armed and self.count == self.before:
            raise Hang
        self.before = self.count

    def __enter__(self) -> None:
        self.events.clear()
        self.count += 1
        self.armed = True

    def __exit__(self, *_: object) -> None:
        self.armed = False


def state(luck: Random) -> State:
    return State(
        meters=(luck.randint(-9, 9), luck.choice((0, 1, 1000, -1000, luck.randint(-50, 50)))),
        flags=luck.getrandbits(6),
        truths=(luck.randrange(3), luck.randrange(2)),
        day=luck.randrange(40),
    )


def wrong(sample: Sample, wanted: Type, states: list[State], watch: Watch) -> tuple[str, bool]:
    """What is wrong with how a text is read, "" if nothing; and whether it could be read."""
    problems = Problems()
    found: Expression | None = None
    values: list[int] = []
    begun = time.process_time()
    try:
        with watch:
            found = parse(sample.text, MARK, NAMES, problems, wanted)
            if found is not None:
                values = [found.evaluate(*state) for state in states]
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "".join(traceback.format_exception(error)).strip(), False
    if time.process_time() - begun > SLOW:
        return "It takes too long.", False
    if watch.events:
        return f"The interpreter reports {watch.events}.", False
    if found is None:
        return _refusal(sample, problems), False
    if problems.found:
        return f"It is read, and yet a problem is told: {problems.found[0]}", True
    if found.type != wanted or len(sample.text) > MAX_LENGTH:
        return f"It is read as {found.type}.", True
    if any(type(value) is not int for value in values):
        return f"It gives {values}, which are not all whole numbers.", True
    if wanted == "boolean" and not set(values) <= {0, 1}:
        return f"It gives {values}, which are not all 0 or 1.", True
    for other, what in (
        (by_python(sample.text, states), "Python's grammar"),
        ([reckon(sample.tree, state) for state in states] if sample.tree else values, "its tree"),
    ):
        if other != values:
            return f"It gives {values}; by {what} {other}, in {states}.", True
    return "", True


def _refusal(sample: Sample, problems: Problems) -> str:
    """What is wrong with how a text is refused."""
    if len(problems.found) != 1:
        return f"It is refused with {len(problems.found)} problems."
    problem = problems.found[0]
    if problem.code not in CODES or problem.line != MARK.line:
        return f"It is refused with {problem}"
    if not MARK.column <= problem.column <= MARK.column + len(sample.text):
        return f"It is refused outside the text: {problem}"
    if sample.tree and sample.fits and len(sample.text) <= MAX_LENGTH:
        return f"It was rendered from a tree, and is refused: {problem}"
    return ""


def batch(seed: int, number: int, watch: Watch) -> Iterator[tuple[Sample, str, bool]]:
    """Each text of a batch, what is wrong with it, and whether it could be read."""
    luck = Random(f"{seed} {number}")
    for sample in samples(luck, BATCH):
        wanted = sample.wanted or luck.choice(("boolean", "number"))
        yield sample, *wrong(sample, wanted, [state(luck) for _ in range(STATES)], watch)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--inputs", type=int, default=0, help="stop after so many instead")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(argv)
    watch = Watch()
    begun = told = time.monotonic()
    total = read = findings = number = 0
    kinds: dict[str, int] = {}
    while True:
        for sample, fault, could in batch(arguments.seed, number, watch):
            total += 1
            read += could
            kinds[sample.kind] = kinds.get(sample.kind, 0) + 1
            if fault:
                findings += 1
                print(f"FINDING in batch {number}, {sample.kind}: {fault}\n  {sample.text!a:.2000}")
        number += 1
        now = time.monotonic()
        spent = now - begun
        done = total >= arguments.inputs if arguments.inputs else spent >= 60 * arguments.minutes
        if done or now - told >= 60:
            told = now
            print(
                f"{spent:,.0f} s, {number:,} batches: {total:,} texts ({total / spent:,.0f} a"
                f" second), {read:,} could be read, {findings} findings",
                flush=True,
            )
        if done:
            break
    print(", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items())))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
