"""The command, and what the exports promise without another engine at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.cli import main
from game.export import ink, twee
from game.export.course import begin_days, hour_parts, mornings
from game.export.mermaid import MEASURES, ROOM, mermaid
from game.export.terms import Dialect, Terms
from game.scenario.load import open_scenario
from game.scenario.model import Kind
from tests.engine.lab import compile_text, lab

from .letters import letters

FERRY = """\
scenario: {id: ferry, title: Ferry, start: 1/pier}
calendar: {1: One, 2: Two}
meters: {nerve: {range: 0..3, start: 1}, miles: {range: 0..9}}
flags: {radio: R., fog: {about: F., start: true}}
truths: {bell: {values: {buoy: 1, church: 2}, told: T., so: {buoy: B., church: C.}}}
nodes:
  1/pier:
    day: 1
    title: Pier
    options:
      a: {text: A, next: home}
      b: {text: B, when: WHEN, closed: Shut., next: home}
endings:
  home: {title: Home, family: settlement, headline: H, text: [T.], axes:
    {lives: L, missiles: M, alliance: A, precedent: P}}
"""


@pytest.mark.parametrize(
    ("condition", "in_ink", "in_twee"),
    [
        ("radio", "radio", "$radio"),
        ("not (radio and fog)", "not (radio and fog)", "not ($radio and $fog)"),
        ("radio or fog and not radio", "radio or (fog and not radio)", None),
        ("nerve - (miles - 1) * 2 > -3", "(nerve - ((miles - 1) * 2)) > (0 - 3)", None),
        ("nerve + miles + day == 4", "(nerve + miles + day) == 4", None),
        ("(nerve > 1) == radio", "(nerve > 1) == radio", None),
        (
            "told(bell) and bell != church and nerve <= 2",
            'told_bell and bell != "church" and nerve <= 2',
            '$told_bell and $bell != "church" and $nerve <= 2',
        ),
    ],
)
def test_expressions_keep_their_meaning_in_brackets(
    condition: str, in_ink: str, in_twee: str | None
) -> None:
    scenario = compile_text(FERRY.replace("WHEN", condition))
    when = scenario.nodes[0].options[1].when
    assert when
    assert ink.terms(scenario).written(when) == in_ink
    if in_twee:
        assert twee.terms(scenario).written(when) == in_twee


def test_every_name_is_its_own() -> None:
    for scenario in (lab(), letters(), open_scenario("october-1962")):
        terms = ink.terms(scenario)
        names = [*terms.meters, *terms.bits.values(), *terms.truths, *terms.waiting, *terms.nodes]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z]\w*", name, re.ASCII) for name in names)
        text = ink.ink(scenario)
        own = re.findall(r"^(?:VAR|=== function|===|=) (\w+)", text, re.MULTILINE)
        assert len(set(own)) == len(own) > len(names) - 3 - len(terms.truths)


def test_names_that_fall_together_are_told_apart() -> None:
    terms = Terms(letters(), Dialect(), "taken other")
    assert terms.name("seen(25/a-b)") == "seen_25_a_b"
    assert terms.name("seen 25.a/b") == "seen_25_a_b_2"
    assert terms.name("taken") == "taken_2"


def test_a_new_day_is_laid_out_in_the_order_of_the_rules() -> None:
    scenario = lab()
    days = {morning.day: morning for morning in mornings(scenario)}
    assert [rule.effects.cause.id for rule in days[3].rules] == ["first", "second"]
    assert [item.days for item in days[2].due] == [1]
    # Set off on day 1 for the fourth, which the calendar leaves out: it arrives on the fifth.
    assert [item.days for item in days[5].due] == [3]


def test_only_the_first_scene_of_a_day_begins_it() -> None:
    scenario = open_scenario("tutorial")
    first = {scenario.nodes[slot].id for slot in begin_days(scenario)}
    assert "26/dawn" in first
    assert "25/lamp" not in first


def test_hours_become_whole_numbers() -> None:
    agenda = next(node for node in lab().nodes if node.kind is Kind.AGENDA)
    assert hour_parts(agenda) == 2
    assert "~ hours = 3\n" in ink.ink(lab())


def test_a_chart_stays_within_what_wikis_draw() -> None:
    for name in ("tutorial", "october-1962"):
        chart = mermaid(open_scenario(name))
        assert len(chart) < ROOM
        ways = [line for line in chart.splitlines() if re.match(r"\w+ -\.?->", line)]
        assert 20 < len(ways) < 500
        for line in ways:
            for label in re.findall(r'\|"(.*)"\|', line):
                assert all(len(part) <= 2 * MEASURES[0].order + 60 for part in label.split("<br>"))
        assert all(
            len(re.sub(r"#\d+;", "x", title)) <= MEASURES[0].title
            for title in re.findall(r'^  \w+[\[({]+"(.*)"', chart, re.MULTILINE)
        )


@pytest.mark.parametrize(
    ("format", "begins"),
    [
        ("ink", "// One Freighter. "),
        ("twee", ":: StoryTitle\nOne Freighter\n"),
        ("mermaid", "---\ntitle: "),
        ("prism", ""),
    ],
)
def test_the_command_writes_each_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str, begins: str
) -> None:
    path = tmp_path / "new" / "out"
    assert main(["export", "tutorial", "--to", format, "-o", str(path)]) == 0
    assert path.read_text(encoding="utf-8").startswith(begins)
    assert str(path) in capsys.readouterr().out


def test_the_preset_counts_for_prism(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = set()
    for preset in ("calm", "hard"):
        path = tmp_path / preset
        assert main(["export", "tutorial", "--to=prism", f"--preset={preset}", f"-o{path}"]) == 0
        texts.add(path.read_text(encoding="utf-8"))
    assert len(texts) == 2
    path = tmp_path / "none"
    assert main(["export", "tutorial", "--to=prism", "--preset=none", f"-o{path}"]) == 1
    assert "There is no preset 'none'; there are calm, middle, hard." in capsys.readouterr().err
    assert not path.exists()


def test_a_file_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "out.ink"
    assert main(["export", "tutorial", "--to", "ink", "-o", str(path)]) == 1
    assert f"'{path}' cannot be written" in capsys.readouterr().err


def test_the_other_engines_are_the_very_same_everywhere() -> None:
    """Every package is fixed, and none is tied to the place from which it was fetched here."""
    folder = Path(__file__).parents[1] / "oracles"
    wanted = json.loads((folder / "package.json").read_text())["dependencies"]
    text = (folder / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    assert packages[""]["dependencies"] == wanted
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version.rpartition("@")[2]
    assert all("integrity" in entry for name, entry in packages.items() if name)
    assert "://" not in text
