"""A scenario in which each rule of play can be seen at work by itself."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from game.engine.rules import Step, apply, turn
from game.engine.state import Move, State, start
from game.scenario.load import load, open_scenario
from game.scenario.model import Scenario

LAB = """\
scenario: {id: lab, title: Lab, start: 1/choice}
calendar: {1: One, 2: Two, 3: Three, 5: Five}
meters:
  m: {range: 0..4, start: 2}
  n: {range: -2..2, start: 0}
  hid: {range: 0..9, start: 3, shown: hidden}
  est: {range: 0..6, start: 3, shown: band, spread: 2, levels: {0..6: so}}
  unk: {range: 0..3, start: 1, known: f}
flags:
  f: A flag.
  g: {about: On at first., start: true}
truths:
  t: {values: {x: 3, y: 1}, told: Told., so: {x: X., y: Y.}}
  u: {values: {no: 0, yes: 5}, told: Told., so: {no: "No.", yes: "Yes."}}
presets:
  plain: {name: Plain, nuclear: 1}
  soft: {name: Soft, nuclear: 2/25}
  hard: {name: Hard, nuclear: 21/4}
rules:
  first: {days: 2..3, effects: {n: +1}, text: Rule one.}
  second: {days: [3], when: n == 2, effects: {hid: =9}, text: Rule two.}
nodes:
  1/choice:
    was: [old/choice]
    day: 1
    title: Choice
    text: [Always., {when: f, text: Only with f.}]
    options:
      up:
        was: [oldup]
        text: Up
        effects: {m: +4, n: -1, f: true, g: false}
        next: 1/agenda
      set: {text: Set, effects: {m: =1, t: told}, next: 1/agenda}
      shut: {text: Shut, when: f, closed: f is off., next: 1/agenda}
      late:
        text: Late
        later:
          - {days: 1, effects: {m: -1}, text: The next day.}
          - {days: 3, when: g, effects: {m: =4}, text: On the fourth.}
        next: 1/agenda
      roll:
        text: Roll
        effects: {n: +1}
        outcomes:
          low: {title: Low, weight: {by: m, 0..1: 5, 2: 3, 3..4: 0}, effects: {m: -1}}
          high: {was: [oldhigh], title: High, weight: 1, effects: {m: +1}}
        next: 1/agenda
  1/agenda:
    day: 1
    title: Agenda
    hours: 1.5
    next: [{when: chose(1/choice.up) and not g, to: 5/late}, {when: seen(1/agenda.won), to: 3/draw},
           {to: 2/event}]
    options:
      half: {text: Half, hours: 0.5, effects: {m: -1}}
      whole: {text: Whole, effects: {m: +1}}
      bet:
        text: Bet
        hours: 0.5
        outcomes:
          won: {title: Won, weight: "m - 2", effects: {f: true}}
          lost: {title: Lost, weight: 1}
      closed: {text: Closed, hours: 0.5, when: not g, closed: g is on.}
  2/event: {day: 2, title: Event, next: 3/draw}
  3/draw:
    day: 3
    title: Draw
    outcomes:
      calm: {title: Calm, weight: {by: t, x: 90, y: 50}, next: 3/flag}
      flash: {title: Flash, weight: 10, nuclear: true, next: out}
  3/flag:
    day: 3
    title: Flag
    outcomes:
      on: {title: With, weight: {by: f, true: 1, false: 0}, next: 5/late}
      off: {title: Without, weight: {by: f, true: 0, false: 1}, next: 5/late}
  5/late:
    day: 5
    title: Late
    outcomes:
      none: {title: None, weight: "m - 9", next: out}
      last: {title: Last, weight: "0 * m", next: out}
endings:
  out: {title: Out, family: unsettled, headline: H, text: ["{{m}}"], axes:
    {lives: L, missiles: M, alliance: A, precedent: P}}
"""


def compile_text(text: str) -> Scenario:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_text(text, encoding="utf-8")
        scenario, problems = load(path)
    assert scenario is not None, "\n".join(map(str, problems))
    return scenario


@cache
def lab() -> Scenario:
    return compile_text(LAB)


@cache
def tutorial() -> Scenario:
    return open_scenario("tutorial")


def move(text: str) -> Move:
    kind, where, pick = text.split(" ")
    return Move(kind, where, pick)  # type: ignore[arg-type]


def after(*texts: str, scenario: Scenario | None = None) -> State:
    """The position after some moves of the lab, its truths drawn as t = x, u = yes."""
    return step(*texts, scenario=scenario).state


def step(*texts: str, scenario: Scenario | None = None) -> Step:
    """What the last of some moves brought."""
    at = scenario or lab()
    made = Step(start(at), start(at), ())
    truths = ["truth t x", "truth u yes"] if turn(at, made.state) == "truth" else []
    for text in (*truths, *texts):
        made = apply(at, made.state, move(text))
    return made


def meter(state: State, name: str, scenario: Scenario | None = None) -> int:
    at = scenario or lab()
    return next(state.meters[m.slot] for m in at.meters if m.id == name)


def flag(state: State, name: str, scenario: Scenario | None = None) -> bool:
    at = scenario or lab()
    return bool(next(state.flags & f.mask for f in at.flags if f.id == name))


def node(state: State, scenario: Scenario | None = None) -> str:
    return (scenario or lab()).nodes[state.node].id
