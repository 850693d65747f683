"""A scenario in which every key of the format stands at least once."""

FULL = """\
scenario:
  id: full
  title: Full
  summary: [A summary., {when: f, text: More of it.}]
  version: 2
  start: 1/a
  preset: plain
  chair: Captain
  agenda: Things to do
  opens: Turn in
  history: lines/history.record
  ended: end
calendar: {1: Monday, 2: Tuesday, 3: Wednesday}
acts: {first: {name: A beginning, days: 1}, rest: {name: The rest, days: 2..3, counted: true}}
ladder: {meter: m, rungs: [One, Two, Three], history: {1: 1}}
alert: [{when: m >= 2, text: HIGH}, {text: LOW}]
camps: {c: {name: A camp, colour: dove}}
paths: {p: A path}
presets: {plain: {name: Plain, nuclear: 1/2, about: As it is.}}
meters:
  m: {name: M, about: About it., range: 0..3, start: 1, shown: exact, better: up}
  n: {range: 0..3, shown: band, spread: 1, levels: {0: none, 1..3: some}, known: day >= 2}
flags:
  f: {about: A flag., start: true}
  g: Another.
truths:
  t:
    name: A truth
    values: {x: 1, y: 1}
    told: Told.
    so: {x: It was x., y: It was y.}
    since: 1992
    confidence: estimated
    sources: [S]
facts:
  k: {told: Told., so: So., since: 1992, when: f, confidence: documented, sources: [S]}
rules:
  r: {days: [1, 2..3], when: f, effects: {m: +1}, text: A day passes.}
people:
  q:
    name: Ann Pe
    short: Pe
    post: Mate
    desk: Deck
    bio: Invented.
    temperament: Slow to anger.
    stances: {1: c, 2: away}
    ask: [{topic: The sea, says: "It is wet.", when: f}]
sources: {S: A source.}
messages:
  l:
    from: Port
    to: The master
    subject: Fog
    sent: Monday, 09:00
    received: Monday, noon
    stamp: WIRE
    text: [Stay., {when: f, text: At once.}]
    sources: [S]
    confidence: disputed
nodes:
  1/a:
    day: 1
    title: A
    time: "10:00"
    place: Deck
    path: p
    text: [One., {when: f, text: Two.}]
    briefing: {from: Port, subject: Fog, stamp: SECRET, text: [Read this.]}
    mail: [l]
    flash: A slip.
    sources: [S]
    confidence: estimated
    was: [old-a]
    options:
      o:
        text: Do it
        detail: At a price.
        hint: dear
        camp: c
        when: f
        closed: Not now.
        final: true
        hours: 1
        for: [{who: q, says: Do.}]
        against: [{who: q, says: Do not.}]
        expect: [{who: q, says: It will do., sure: 60, outcomes: [d]}]
        effects: {m: =2, g: true, t: told}
        later: [{days: 1, when: f, effects: {m: -1}, text: It arrives.}]
        outcome: {title: Done, text: [It is done.], mail: [l]}
        outcomes:
          d:
            title: D
            weight: {by: m, 0: 1, 1..3: 2}
            nuclear: false
            text: [It was drawn.]
            flash: A slip.
            effects: {m: +1}
            later: [{days: 2, when: f, effects: {m: -1}, text: It arrives.}]
            next: [{when: f, to: 2/b}, {to: 2/b}]
            mail: [l]
            sources: [S]
            was: [old-d]
          e: {title: E, weight: 4 - m}
        basis: {says: So it goes.}
        next: 2/b
        was: [old-o]
      w: {text: Wait, next: 2/b}
  2/b:
    day: 2
    title: B
    hours: 1.5
    options: {i: {text: I, hours: 0.5}, j: {text: J}}
    next: 3/c
  3/c:
    day: 3
    title: C
    basis: {says: So it goes., sources: [S], confidence: disputed}
    outcomes: {u: {title: U, weight: 2, next: end}, v: {title: V, next: end}}
  3/d: {day: 3, title: D, next: end}
endings:
  end:
    title: End
    headline: H
    family: war
    axes: {lives: L, missiles: M, alliance: A, precedent: P}
    nuclear: false
    paper: The Paper
    date: Monday
    deck: A deck
    text: [It ended.]
    clue: A clue.
    sources: [S]
    was: [old-end]
map:
  sites: {s: {name: S, at: [-83, 22], kind: base, when: f}}
  rings: {r: {name: R, centre: [-83, 22], miles: 10, from: 10, to: 20, when: f}}
  line: {name: L, centre: [-83, 22], miles: 10, from: 10, to: 20, when: f}
  lines: {l: {name: L, centre: [-83, 22], miles: 10, from: 10, to: 20, when: f}}
  ships: {v: {name: V, side: us, when: f, track: {1: [-80, 22]}}}
  cities: {h: {name: H, at: [-82, 23], when: f}}
precautions: {f: [1/a.d]}
silence: {EX0502: {at: [1/a], why: Meant.}}
"""
