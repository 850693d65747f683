"""October 1962, broken in one place at a time: what each break must bring.

``python tests/scenario/mutations.py --count 3000 --seed 7`` tries more than the tests do and counts
what came of them. A break either leaves a scenario that loads and plays to its end, or is told with
codes. **Every** error that is told must stand where the author has to look:

- in the changed file, at a line that belongs to the break: the line itself where a value was
  changed, and where lines went, came or moved what stood around them: the block changed, the one
  before it, the head of the block that holds both, and the first line after;
- or anywhere, if the message or the line that it points at names what the break has taken away;
- or at the line that the message names as where it begins;
- or, where a node as a whole no longer works (EX04..), if the message names the node.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # run as a script
    sys.path.insert(0, str(ROOT))

from game.analysis.playout import at_random, play_out  # noqa: E402
from game.scenario import build, load, story  # noqa: E402
from game.scenario.problems import CODES, Problem, Problems  # noqa: E402
from game.scenario.source import Tree  # noqa: E402

SOURCE = ROOT / "scenarios" / "october-1962"
WORDS = set(
    " ".join(
        (
            build.SECTIONS, story.NODE_KEYS, story.OPTION_KEYS, story.OUTCOME_KEYS,
            story.ENDING_KEYS, *story.AXES,
            "id title summary version start preset chair agenda opens history meter rungs name"
            " colour nuclear about range shown levels known better spread values told so since"
            " confidence sources days post desk bio stances ask topic says who sure from subject"
            " stamp text to by true false sites rings line lines ships cities at kind centre miles"
            " side track why",
        )
    ).split()
)  # fmt: skip
_KEY = re.compile(r"(?<![\w./-])([\w][\w./-]*):(?=\s|$)")
_DAY = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Break:
    """`text` None: the file is gone. `lines` (from 1) and `names` are what belongs to the break."""

    kind: str
    file: str
    says: str
    text: str | None
    lines: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    entry: str = ""  # the node, person or the like in which it is


class Source:
    """A file in lines, and how they stand inside each other."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.depth = [self._depth(line) for line in self.lines]
        self.solid = [n for n, depth in enumerate(self.depth) if depth >= 0]

    @staticmethod
    def _depth(line: str) -> int:
        """How far a line is indented; -1 if it holds nothing."""
        bare = line.lstrip(" ")
        return -1 if not bare or bare.startswith("#") else len(line) - len(bare)

    def end(self, n: int) -> int:
        """The line after the block that line `n` heads."""
        after = n + 1
        while after < len(self.lines) and not 0 <= self.depth[after] <= self.depth[n]:
            after += 1
        return after

    def parent(self, n: int) -> int:
        """The line that heads the block in which line `n` stands; -1 outside of any."""
        held = n - 1
        while held >= 0 and not 0 <= self.depth[held] < self.depth[n]:
            held -= 1
        return held

    def before(self, n: int) -> int:
        """The line that heads the block before, within the same; or the line that heads both."""
        held = n - 1
        while held >= 0 and not 0 <= self.depth[held] <= self.depth[n]:
            held -= 1
        return held

    def around(self, n: int, grown: int = 0) -> frozenset[int]:
        """What belongs to a break at line `n` which made the file longer by `grown` lines."""
        parent, before = self.parent(n), self.before(n)
        end = self.end(n) + grown
        while end < len(self.lines) + grown and self.depth[end - grown] < 0:
            end += 1  # the first line after that holds something
        found = {parent, *range(before, end + 1)}
        if parent >= 0:
            found.add(next(m for m in self.solid if m > parent))  # where a block begins
        return frozenset(m + 1 for m in found)

    def entry(self, n: int) -> str:
        """The entry of a section in which line `n` stands."""
        while self.depth[n] > 2:
            n = self.parent(n)
        return self.lines[n].strip().partition(":")[0]

    def names(self, first: int, end: int) -> frozenset[str]:
        """The ids that these lines define, and the sections that they head."""
        found = set()
        for n in range(first, min(end, len(self.lines))):
            line = self.lines[n]
            above = self.lines[max(0, self.parent(n))].strip()
            if self.depth[n] in (0, 2) or above in ("options:", "outcomes:"):
                found.update(_KEY.findall(line)[:1])  # an id, whatever it is called
            found.update(
                key
                for key in _KEY.findall(line)
                if key not in WORDS and (not key.isdecimal() or _DAY.fullmatch(key))
            )
        return frozenset(found)

    def with_lines(self, first: int, end: int, new: list[str]) -> str:
        return "\n".join([*self.lines[:first], *new, *self.lines[end:]])


Maker = Callable[[Random, Source], Break | None]


def _pick(luck: Random, source: Source, pattern: re.Pattern[str]) -> tuple[int, re.Match[str]]:
    """A line that holds a pattern, and where; raises LookupError if none does."""
    found = [(n, m) for n in source.solid for m in pattern.finditer(source.lines[n])]
    return luck.choice(found)


def delete_line(luck: Random, source: Source) -> Break:
    n = luck.choice(source.solid)
    text = source.with_lines(n, n + 1, [])
    # What stood below a deleted head falls to the block before, with all the names it defines.
    names = source.names(n, source.end(n))
    lines = source.around(n, -1)
    return Break("", source.file, source.lines[n], text, lines, names, source.entry(n))


def delete_block(luck: Random, source: Source) -> Break:
    heads = [n for n in source.solid if source.end(n) > n + 1]
    n = luck.choice(heads or source.solid)
    end = source.end(n)
    text = source.with_lines(n, end, [])
    around = source.around(n, n - end)
    names = source.names(n, end)
    return Break("", source.file, source.lines[n], text, around, names, source.entry(n))


def double_line(luck: Random, source: Source) -> Break:
    n = luck.choice(source.solid)
    text = source.with_lines(n, n, [source.lines[n]])
    names = source.names(n, source.end(n))
    return Break("", source.file, source.lines[n], text, source.around(n, 1), names)


_DEFINED = re.compile(r"^(  |      )([a-z0-9][\w/-]*)(?=:)")


def rename_definition(luck: Random, source: Source) -> Break | None:
    n, match = _pick(luck, source, _DEFINED)
    name = match[2]
    if name in WORDS:
        return None
    changed = name[:-1] if len(name) > 3 and luck.random() < 0.5 else f"{name}{luck.choice('xq7')}"
    line = f"{match[1]}{changed}{source.lines[n][match.end() :]}"
    text = source.with_lines(n, n + 1, [line])
    says = f"{name} -> {changed}"
    return Break("", source.file, says, text, frozenset({n + 1}), frozenset({name, changed}))


_USED = re.compile(
    r"(?:\b(?:next|to|who|camp|path|by|start|preset|meter): |sources: \[|outcomes: \[|effects: \{"
    r"|\b(?:seen|chose|told)\()([\w/-]+)"
)


def rename_use(luck: Random, source: Source) -> Break | None:
    n, match = _pick(luck, source, _USED)
    line = source.lines[n]
    changed = match[1] + luck.choice(("x", "-old", "s"))
    new = f"{line[: match.start(1)]}{changed}{line[match.end(1) :]}"
    text = source.with_lines(n, n + 1, [new])
    return Break("", source.file, f"{line.strip()[:60]} -> {changed}", text, frozenset({n + 1}))


_SWAPS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), values)
    for pattern, values in (
        (r"\b(?:day|version|start|sure|days|spread|miles): (-?[\d.]+)", ("soon", "[1]", "{a: 1}")),
        (r"\b(?:hours|nuclear): ([\d./]+)", ("long", "[1]", "{a: 1}")),
        (r"\brange: ([\d.]+)", ("wide", "[0, 4]", "4..0")),
        (r"^ +(?:title|time|place|detail|hint|clue|deck|headline): (.+)$", ("[a, b]", "{a: b}")),
        (r"^ +- ()[A-Z][^\"{}\[\]]+$", ("[a] ", "{a: b} ")),
        (r"\beffects: (\{[^}]*\})", ("[secret]", "secret", "{secret: perhaps}", "{secret: [a]}")),
        (r"\baxes: (\{.*\})$", ("none", "[a, b]")),
        (r"\bsources: (\[[^\]]*\])", ("{Dobbs: Stern}", "[[Dobbs]]")),
        (r"\bnext: ([\w/-]+)$", ("{to: peace}", "[peace, war]", "[]")),
        (r"\b(?:nuclear|final): (true|false)", ("maybe", "[true]", "1")),
        (r"\b(?:at|centre): (\[[^\]]*\])", ("here", "[1]", "{x: 1, y: 2}", "[a, b]")),
        (r"\b(?:when|weight): ([^,{}\[\]]+)(?=,|\}|$)", ("[a]", "{a: b}")),
        (r"^  (?:\w+): (.+)$", ("[a, [b]]", "{a: {b: c}}")),
    )
)


def holder(source: Source, n: int) -> frozenset[str]:
    """Where line `n` is the range of a meter, the meter: all that fitted it may fit no more."""
    if not source.lines[n].lstrip().startswith("range:"):
        return frozenset()
    return source.names(source.parent(n), source.parent(n) + 1)


def swap_type(luck: Random, source: Source) -> Break | None:
    pattern, values = luck.choice(_SWAPS)
    n, match = _pick(luck, source, pattern)
    if source.end(n) > n + 1 and source.depth[source.end(n) - 1] > source.depth[n]:
        return None  # the value goes on in the next lines
    line = source.lines[n]
    value = luck.choice(values)
    new = f"{line[: match.start(1)]}{value}{line[match.end(1) :]}"
    text = source.with_lines(n, n + 1, [new])
    names = source.names(n, n + 1)
    return Break("", source.file, new.strip()[:90], text, frozenset({n + 1}), names)


_FORMULA = re.compile(
    r"\bwhen: ([^,{}\[\]\"]+?)(?=,|\}|\s*$)|\bweight: (\d+ [-+*] [^,{}]+?)(?=,|\})"
)
_SPOIL: tuple[Callable[[str], str], ...] = (
    lambda text: re.sub(r"\b[a-z]\w*\b", "nosuch", text, count=1),
    lambda text: f"{text} and",
    lambda text: f"({text}",
    lambda text: f"{text})",
    lambda text: f"{text} + 1 == 1",
    lambda text: f"{text} or 3",
    lambda text: f"{text} = 3",
    lambda text: f"{text}.real",
    lambda text: f"{text} or __import__(os)",
    lambda text: f"{text} % 2",
    lambda text: f"not not {text} and seen(nowhere)",
    lambda text: f"{text} and day < 99999999",
    lambda text: f"{text} or escalation",
    lambda text: text[: len(text) // 2] + " * * " + text[len(text) // 2 :],
    lambda text: " or ".join([text] * 200),
)


def bad_expression(luck: Random, source: Source) -> Break:
    n, match = _pick(luck, source, _FORMULA)
    line = source.lines[n]
    group = 1 if match[1] else 2
    changed = luck.choice(_SPOIL)(match[group])
    new = f"{line[: match.start(group)]}{changed}{line[match.end(group) :]}"
    text = source.with_lines(n, n + 1, [new])
    return Break("", source.file, changed[:90], text, frozenset({n + 1}))


def indent(luck: Random, source: Source) -> Break | None:
    n = luck.choice(source.solid)
    by = luck.choice((-4, -2, -1, 1, 2, 3, 4, 0))
    end = source.end(n) if luck.random() < 0.5 else n + 1
    if by == 0:  # a tabulator
        new = ["\t" + line.lstrip(" ") for line in source.lines[n:end]]
    elif source.depth[n] + by < 0:
        return None
    else:
        new = [" " * by + line if by > 0 else line[-by:] for line in source.lines[n:end]]
    text = source.with_lines(n, end, new)
    # Moved out, it takes with it what follows.
    names = source.names(n, len(source.lines) if by < 0 else source.end(n))
    lines = source.around(n)
    says = f"{by or 'tab'}, {end - n} lines: {source.lines[n][:60]}"
    return Break("", source.file, says, text, lines, names, source.entry(n))


def truncate(luck: Random, source: Source) -> Break:
    whole = "\n".join(source.lines)
    text = whole[: luck.randrange(len(whole))]
    last = text.count("\n")
    held = max([n for n in source.solid if n <= last], default=0)
    entry = held
    while source.depth[entry] > 2:
        entry = source.parent(entry)
    lines = frozenset(range(entry + 1, last + 3)) | {source.parent(entry) + 1, 1}
    names = source.names(last, len(source.lines))
    return Break("", source.file, f"cut in line {last + 1}", text, lines, names)


def remove_file(luck: Random, source: Source) -> Break:
    names = source.names(0, len(source.lines))
    return Break("", source.file, "", None, frozenset({1}), names)


_STRAY = (
    *"{}[]:,\"'*&!%@#\t|>?-`=~",
    "\x00",
    "\x07",
    "é",
    "→",
    "\u2028",
    "\ufeff",
    ": ",
    " #",
    "- ",
)


def stray(luck: Random, source: Source) -> Break:
    n = luck.choice(source.solid)
    line = source.lines[n]
    at = luck.randint(0, len(line))
    letter = luck.choice(_STRAY)
    text = source.with_lines(n, n + 1, [line[:at] + letter + line[at:]])
    says = f"{letter!a} in {line[max(0, at - 30) : at]}»{line[at : at + 30]}"
    return Break("", source.file, says, text, source.around(n), source.names(n, source.end(n)))


_NUMBERS = (
    (r"\b(?:day|version|start|sure|days|miles|spread): (-?[\d.]+)", ("-1", "99999999999", "1e9")),
    (r"\b(?:hours|nuclear): ([\d./]+)", ("-1", "99999999999", "1/0")),
    (r"\brange: (\d+\.\.\d+)", ("0..0", "4..0", "0..99999", "0..1", "-9..9")),
    (r"\bweight: (\d+)(?= *[,}]|$)", ("-1", "1000001", "0")),
    (r"[{ ]\w+: ([+=-]\d)(?=[,}])", ("+99", "=99", "-99", "+9999999999", "=-5")),
    (r"\b(?:at|centre): \[(-?[\d.]+),", ("-181", "nan", "1e400")),
    (r"^  (\d+): ", ("-1", "99999999", "3")),
    (r"\{(\d\d): \[", ("-1", "99999999", "3")),
    (r"[{,] ?(\d): [\w\d]", ("-1", "99", "7")),
)
_RANGES = tuple((re.compile(pattern), values) for pattern, values in _NUMBERS)


def out_of_range(luck: Random, source: Source) -> Break:
    pattern, values = luck.choice(_RANGES)
    n, match = _pick(luck, source, pattern)
    line = source.lines[n]
    value = luck.choice(values)
    new = f"{line[: match.start(1)]}{value}{line[match.end(1) :]}"
    text = source.with_lines(n, n + 1, [new])
    names = source.names(n, n + 1) | holder(source, n)
    # A day or band that moved is missed at the head of what it belonged to.
    lines = source.around(n) if "day" in match[0] or match[1].isdecimal() else frozenset({n + 1})
    return Break("", source.file, new.strip()[:90], text, lines, names)


MAKERS: dict[str, Maker] = {
    "delete-line": delete_line,
    "delete-block": delete_block,
    "double-line": double_line,
    "rename-definition": rename_definition,
    "rename-use": rename_use,
    "swap-type": swap_type,
    "bad-expression": bad_expression,
    "indent": indent,
    "truncate": truncate,
    "remove-file": remove_file,
    "stray": stray,
    "out-of-range": out_of_range,
}


ALWAYS_TOLD = ("rename-use", "swap-type", "bad-expression")  # these never leave a sound scenario


class Workshop:
    """A copy of the scenario that is broken, loaded, and mended again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / SOURCE.name
        shutil.copytree(SOURCE, self.folder)
        paths = sorted(p for p in SOURCE.rglob("*.yaml"))
        self.sources = [
            Source(p.relative_to(SOURCE).as_posix(), p.read_text(encoding="utf-8")) for p in paths
        ]
        self.held: dict[tuple[str, str], Tree] = {}

    def make(self, seed: int, number: int) -> Break:
        """The break of a number; kinds take turns."""
        kind = list(MAKERS)[number % len(MAKERS)]
        luck = Random(f"{seed} {number}")
        while True:
            sizes = [len(source.lines) for source in self.sources]
            source = luck.choices(self.sources, None if kind == "remove-file" else sizes)[0]
            try:
                made = MAKERS[kind](luck, source)
            except LookupError:  # nothing of the kind in that file
                continue
            if made and made.text != "\n".join(source.lines):
                return Break(kind, *(getattr(made, key) for key in Break.__slots__[1:]))

    @contextmanager
    def broken(self, one: Break) -> Iterator[None]:
        path = self.folder / one.file
        kept = path.read_bytes()
        if one.text is None:
            path.unlink()
        else:
            path.write_text(one.text, encoding="utf-8", newline="")
        try:
            yield
        finally:
            path.write_bytes(kept)

    def parse(self, text: str, name: str, problems: Problems) -> Tree | None:
        """The tree of a file; that of one which was faultless before is not made again."""
        held = self.held.get((name, text))
        if held is None:
            mine = Problems()
            held = _parse(text, name, mine)
            problems.found += mine.found
            if held is not None and not mine.found:
                self.held[name, text] = held
        return held

    def judge(self, one: Break) -> tuple[str, str]:
        """What came of a break: (first code, or "plays"; what is wrong with that, or "")."""
        with self.broken(one):
            load.parse = self.parse
            try:
                scenario, problems = load.load(self.folder)
                if scenario is None:
                    return self.told(one, [p for p in problems if p.severity == "error"])
                game = play_out(scenario, len(one.says), at_random, scenario.preset)
                assert game.ending in scenario.endings
            except Exception:
                return "traceback", traceback.format_exc()
            finally:
                load.parse = _parse
        return "plays", ""

    def told(self, one: Break, errors: list[Problem]) -> tuple[str, str]:
        if not errors:
            return "silence", "It does not load, and nothing is told."
        stray = [error for error in errors if not self.belongs(one, error)]
        fault = f"{len(stray)} of {len(errors)} do not belong: {stray[0]}" if stray else ""
        return errors[0].code, fault

    def belongs(self, one: Break, error: Problem) -> bool:
        """Whether an error leads the author to the break."""
        if CODES[error.code][0] != "error" or len(error.message) < 10:
            return False
        name = f"{self.folder.name}/{one.file}"
        if error.file == name and error.line in one.lines:
            return True
        begins = re.search(r"begins in line (\d+)", error.message)
        if error.file == name and begins and int(begins[1]) in one.lines:
            return True
        line = ""
        if error.file == name and one.text is not None:
            line = one.text.split("\n")[error.line - 1]
        elif error.file != self.folder.name:
            path = self.folder.parent / error.file
            line = path.read_text(encoding="utf-8").split("\n")[error.line - 1]
        words = set(re.findall(r"[\w/-]+", f"{line} {error.message}"))
        if error.code.startswith("EX04") and one.entry in words:
            return True
        return bool(words & one.names)


_parse = load.parse


class Result(NamedTuple):
    number: int
    kind: str
    came: str  # "plays", or the first code
    fault: str  # what is wrong with that; "" if nothing


def trial(seed: int, numbers: list[int]) -> list[Result]:
    """What came of the breaks with these numbers."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        found = []
        for number in numbers:
            one = workshop.make(seed, number)
            came, fault = workshop.judge(one)
            if came == "plays" and one.kind in ALWAYS_TOLD:
                fault = "It plays."
            where = f"{number} {one.kind} {one.file} [{one.says}]\n    {fault}"
            found.append(Result(number, one.kind, came, where if fault else ""))
    return found


def trials(seed: int, numbers: list[int], jobs: int | None = None) -> Iterator[Result]:
    """The same, shared out among processes."""
    jobs = jobs or min(4, os.cpu_count() or 1)
    shares = [numbers[n::jobs] for n in range(jobs)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for results in pool.map(partial(trial, seed), shares):
            yield from results


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=MAKERS)
    parser.add_argument("--jobs", type=int, help="processes (as many as cores, at most 4)")
    arguments = parser.parse_args(argv)
    kinds = list(MAKERS)
    numbers = [
        number
        for number in range(arguments.count)
        if not arguments.kind or kinds[number % len(kinds)] == arguments.kind
    ]
    came: dict[str, Counter[str]] = {kind: Counter() for kind in MAKERS}
    faults = 0
    for result in trials(arguments.seed, numbers, arguments.jobs):
        came[result.kind][result.came] += 1
        faults += bool(result.fault)
        if result.fault:
            print(result.fault, flush=True)
    for kind, counts in came.items():
        told = ", ".join(f"{what} {count}" for what, count in counts.most_common())
        print(f"{kind:<18} {sum(counts.values()):>5}: {told}")
    print(f"{faults} of {len(numbers):,} are not told as they should.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
