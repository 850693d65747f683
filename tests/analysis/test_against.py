"""What an edit does to games played before: counted, placed, and said to a person."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from game import places
from game.analysis.against import Judgement, judge, lines, per_cent
from game.analysis.playout import at_random, play_out
from game.cli import main
from game.engine.record import Record
from game.scenario.load import known, open_scenario
from game.scenario.model import Scenario

STORY = """\
scenario: {id: story, title: Story, start: a}
calendar: {1: Monday, 2: Tuesday, 3: Wednesday}
presets: {plain: {name: Plain}}
meters:
  m: {name: Mood, range: 0..3, start: 1, levels: {0: low, 1..2: fair, 3: high}}
flags: {f: A flag.}
truths: {t: {values: {x: 1, y: 3}, told: Told., so: {x: It was x., y: It was y.}}}
nodes:
  a:
    day: 1
    title: First
    options:
      o: {text: Do it, effects: {f: true, m: +1}, next: b}
      p: {text: Do not, next: b}
  b:
    day: 2
    title: Second
    outcomes:
      d: {title: D, weight: 3, next: c}
      u: {title: U, weight: 1, next: c}
  c:
    day: 2
    title: Third
    options:
      q: {text: End it, next: [{when: m >= 2, to: good}, {to: bad}]}
endings:
  good: {title: G, family: war, headline: H, axes: &x}
  bad: {title: B, family: war, headline: H, axes: &x}
""".replace("&x", "{lives: L, missiles: M, alliance: A, precedent: P}")
MOVES = ("truth t y", "choose a o", "chance b d", "choose c q")


def written(folder: Path, *edits: tuple[str, str]) -> Path:
    """The story with some edits, as a folder."""
    text = STORY
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    folder.mkdir(parents=True)
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    return folder


def record(scenario: str = "story", moves: tuple[str, ...] = MOVES, preset: str = "plain") -> str:
    body = "".join(f"{n} {move}\n" for n, move in enumerate(moves, 1))
    head = f"ExComm record 1\nscenario {scenario} 1 00\nseed 1\npreset {preset}\n\n"
    return f"{head}{body}at {len(moves)}\nend {len(moves)}\n"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return written(tmp_path / "kept" / "as-it-was")


@pytest.fixture
def games(tmp_path: Path) -> Path:
    folder = tmp_path / "games"
    folder.mkdir()
    (folder / "one.record").write_text(record(), encoding="utf-8")
    return folder


def told(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def found(
    capsys: pytest.CaptureFixture[str], old: Path, games: Path, *edits: tuple[str, str]
) -> dict[str, Any]:
    """What is told as JSON of the one game, after some edits."""
    new = written(games.parent / "new" / "story", *edits)
    code, out, err = told(capsys, "check", new, "--against", old, games, "--json")
    assert err == ""
    (game,) = json.loads(out)["games"]
    assert code == (0 if game["verdict"] == "same" else 1)
    return dict(game)


def test_a_scenario_against_itself_changes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for id in known():
        folder = places.scenarios() / id
        code, out, err = told(capsys, "check", id, "--against", folder, folder / "lines")
        count = len([*(folder / "lines").rglob("*.record")])
        assert (code, err) == (0, "")
        assert f"{count} games against" in out
        assert out.splitlines()[1:] == [f"  {count:>5,}  play as before"]


@pytest.mark.parametrize(
    "edits",
    [
        (("title: Second", "title: Otherwise"),),
        (("      p: {text: Do not, next: b}", "      p: {text: Do not, next: c}"),),
        (("weight: 3", "weight: 6"), ("weight: 1", "weight: 2")),
        (("  b:\n", "  n/b:\n    was: [b]\n"), ("m: +1}, next: b", "m: +1}, next: n/b"),
         ("Do not, next: b", "Do not, next: n/b")),
        (("flags: {f: A flag.}", "flags: {g: Another., f: A flag.}"),),
        (("  m: {", "  k: {range: 0..9}\n  m: {"),),
    ],
)  # fmt: skip
def test_what_the_game_did_not_meet_leaves_it_as_it_was(
    edits: tuple[tuple[str, str], ...], capsys: pytest.CaptureFixture[str], old: Path, games: Path
) -> None:
    game = found(capsys, old, games, *edits)
    assert game["verdict"] == "same"
    assert (game["moves"], game["fits"]) == (4, 4)


@pytest.mark.parametrize(
    ("edits", "fits", "why", "at"),
    [
        ((("  o: {text: Do it,", "  oo: {text: Do it,"),), 1, "'a' has no option 'o'. Did you",
         "a (Monday · First)"),
        ((("  d: {title", "  dd: {title"),), 2, "'b' has no outcome 'd' here.",
         "b (Tuesday · Second)"),
        ((("m: +1}, next: b", "m: +1}, next: c"),), 2, "but the game stands at 'c'",
         "c (Tuesday · Third)"),
        ((("{x: 1, y: 3}", "{x: 1, z: 3}"), ("y: It was y", "z: It was y")), 0,
         "has no value 'y'", "a (Monday · First)"),
        ((("q: {text: End it,", "q: {text: End it, closed: Too late., when: not f,"),
          ("options:\n      q", "options:\n      r: {text: R, next: bad}\n      q")), 3,
         "'c.q' is closed: Too late.", "c (Tuesday · Third)"),
        ((("presets: {plain", "presets: {other"),), 0, "There is no preset 'plain'; there are",
         "a (Monday · First)"),
    ],
)  # fmt: skip
def test_where_a_game_stops(
    edits: tuple[tuple[str, str], ...], fits: int, why: str, at: str,
    capsys: pytest.CaptureFixture[str], old: Path, games: Path,
) -> None:  # fmt: skip
    game = found(capsys, old, games, *edits)
    assert (game["verdict"], game["fits"], game["at"]) == ("stops", fits, at)
    assert why in game["why"]
    text = "\n".join(lines([Judgement("x", 4, fits, "stops", game["why"], at)]))
    assert f"x: move {fits + 1} of 4 does not fit it." in text
    assert f"It stands at {at}." in text


def test_other_meters_another_ending_and_other_odds(
    capsys: pytest.CaptureFixture[str], old: Path, games: Path
) -> None:
    new = written(
        games.parent / "new" / "story",
        ("f: true, m: +1", "f: false, m: -1"),
        ("weight: 3", "weight: 1"),
        ("y: 3}, told", "y: 1}, told"),
        ("day: 2\n    title: Third", "day: 3\n    title: Third"),
    )
    code, out, _ = told(capsys, "check", new, "--against", old, games)
    assert code == 1
    assert out.splitlines() == [
        f"Story, 1 game against {old}:",
        "      0  play as before",
        "      1  play to the same move, and differ",
        "",
        f"{games / 'one.record'}: 4 moves, which led to 'good' and lead to 'bad'.",
        "  Mood: was fair, is low after move 2 (a), and at the end.",
        "  Flag 'f': was true, is false after move 2 (a), and at the end.",
        "  The day: was 2, is 3 after move 3 (b), and at the end.",
        "  Move 1, a: 'y' had 75 %, has 50 %.",
        "  Move 3, b: 'd' had 75 %, has 50 %.",
    ]


def test_what_differs_only_on_the_way_is_told_too(
    capsys: pytest.CaptureFixture[str], old: Path, games: Path
) -> None:
    game = found(capsys, old, games, ("title: D,", "title: D, effects: {m: =2, f: true},"),
                 ("f: true, m: +1", "m: +2"))  # fmt: skip
    assert game["verdict"] == "differs"
    assert game["ending"] is None
    told = {shift["id"]: (shift["move"], shift["first"], shift["last"]) for shift in game["shifts"]}
    assert told == {"m": (2, ["fair", "high"], ["fair", "fair"]),
                    "f": (2, ["true", "false"], ["true", "true"])}  # fmt: skip


def test_of_a_game_that_stops_it_is_told_how_it_stood_there(
    capsys: pytest.CaptureFixture[str], old: Path, games: Path
) -> None:
    new = written(games.parent / "new" / "story", ("m: +1", "m: +2"), ("  d: {ti", "  dd: {ti"))
    code, out, _ = told(capsys, "check", new, "--against", old, games)
    assert code == 1
    assert "  Mood: was fair, is high after move 2 (a), and where it stops.\n" in out
    assert "at the end" not in out


def test_a_game_that_never_fitted_is_said_to_be_so(
    capsys: pytest.CaptureFixture[str], old: Path, games: Path
) -> None:
    text = record(moves=("truth t y", "choose a fly"))
    (games / "one.record").write_text(text, encoding="utf-8")
    game = found(capsys, old, games)
    assert (game["verdict"], game["fits"]) == ("unfit", 1)
    assert "'a' has no option 'fly'" in game["why"]


def test_records_that_cannot_be_read_are_said_and_the_others_judged(
    capsys: pytest.CaptureFixture[str], old: Path, games: Path
) -> None:
    (games / "deep").mkdir()
    (games / "deep" / "cut.record").write_text(record()[:-20], encoding="utf-8")
    (games / "no.record").write_bytes(b"\x89PNG")
    (games / "other.record").write_text(record("tale"), encoding="utf-8")
    (games / "notes.txt").write_text("Not a record, and not looked at.", encoding="utf-8")
    new = written(games.parent / "new" / "story")
    gone = games / "gone.record"
    code, out, err = told(capsys, "check", new, "--against", old, games, gone)
    assert (code, err) == (1, "")
    assert "1  play as before" in out
    assert f"{games / 'deep' / 'cut.record'}: not judged. " in out
    assert f"{games / 'no.record'}: not judged. " in out
    assert f"{gone}: not judged. '{gone}' cannot be read" in out
    assert "1 record of other scenarios passed over." in out
    assert "notes" not in out


def test_bad_input_is_said_with_its_cure(
    capsys: pytest.CaptureFixture[str], old: Path, games: Path, tmp_path: Path
) -> None:
    new = written(games.parent / "new" / "story")
    code, _, err = told(capsys, "check", new, "--against", tmp_path / "nowhere", games)
    assert (code, "There is no scenario" in err) == (1, True)
    broken = written(tmp_path / "broken", ("start: a", "start: z"))
    code, _, err = told(capsys, "check", new, "--against", broken, games)
    assert (code, "cannot be played" in err, "'start' names 'z'" in err) == (1, True, True)
    code, _, err = told(capsys, "check", new, "--against", places.scenarios() / "tutorial", games)
    assert (code, "holds the scenario 'tutorial', not 'story'" in err) == (1, True)
    (tmp_path / "empty").mkdir()
    code, _, err = told(capsys, "check", new, "--against", old, tmp_path / "empty")
    assert (code, "found none" in err) == (1, True)
    (games / "one.record").write_text(record("tale"), encoding="utf-8")
    code, _, err = told(capsys, "check", new, "--against", old, games)
    assert (code, "found only 1 game of other scenarios" in err) == (1, True)
    for words in (("check", new, "--against", old), ("check", "--against", old, games),
                  ("check", new, new, "--against", old, games)):  # fmt: skip
        code, out, err = told(capsys, *words)
        assert (code, out) == (2, "")
        assert err.startswith("--against compares one scenario")


def test_a_copy_under_another_name_is_only_read_as_the_old_one(old: Path) -> None:
    assert open_scenario(str(old), copied=True).id == "story"
    with pytest.raises(Exception, match="Give both the same name"):
        open_scenario(str(old))


def of(scenario: Scenario, seed: int) -> Record:
    game = play_out(scenario, seed, at_random, scenario.preset)
    made = Record(scenario.id, scenario.version, scenario.digest, seed, scenario.preset)
    for move in game.moves:
        made.append(move)
    return made


def test_of_many_games_those_differ_that_met_the_edit(old: Path, tmp_path: Path) -> None:
    """The verdict of each of fifty games against what its moves say."""
    before = open_scenario(str(old), copied=True)
    edit = ("f: true, m: +1", "f: true, m: +2")
    after = open_scenario(str(written(tmp_path / "new" / "story", edit)))
    verdicts = set()
    for seed in range(50):
        game = of(before, seed)
        took = any(str(move) == "choose a o" for move in game.moves())
        verdict = judge(before, after, "x", game).verdict
        assert verdict == ("differs" if took else "same")
        verdicts.add(verdict)
    assert verdicts == {"same", "differs"}


def test_shares_are_told_apart() -> None:
    assert per_cent(Fraction(1, 2), Fraction(3, 4)) == ("50 %", "75 %")
    assert per_cent(Fraction(1, 2), Fraction(501, 1000)) == ("50.0 %", "50.1 %")
    assert per_cent(Fraction(0), Fraction(1, 10**12)) == ("0.000000 %", "0.000000 %")
