"""A game in another language: chosen by word, by the settings or by the system; the same game."""

from __future__ import annotations

import io
import random
import re
import shutil
import sys
import time
from pathlib import Path

import pytest

from game import places, saves, words
from game.cli import main
from game.play import begin, resume
from game.present.build import short_date
from game.present.terminal import wrap
from game.scenario.load import open_scenario
from game.ui import settings
from game.ui.app import Library
from game.ui.settings import Settings

ENGLISH = re.compile(r"\b(the|and|you|your|of|with|that|this)\b", re.I)
KEPT = re.compile(r"The Tidewater Courier|play --text --from.*")  # names stay as they are


def play(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    answers: str,
    *arguments: str,
) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    assert main(["play", "--text", *arguments]) == 0
    return capsys.readouterr().out


def test_whole_games_in_spanish_have_no_word_of_english(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = set()
    for seed in range(30):
        own = random.Random(seed)
        script = "".join(f"{own.choice('1234')}\ns\nsí\n" for _ in range(60))
        script = "v\nt\nt 1\nl\nl 1\nd\nh\n9\n" + script
        out = play(capsys, monkeypatch, script, "tutorial", "--language", "es", "--seed", str(seed))
        told = open_scenario("tutorial", language="es")
        (ending,) = [e for e in told.endings.values() if e.headline in out]
        reached.add(ending.id)
        works = {line for text in told.sources.values() for line in wrap(text, "  ")}
        left = [line for line in out.splitlines() if ENGLISH.search(KEPT.sub("", line))]
        assert set(left) <= works
    assert len(reached) >= 4


def test_the_same_answers_bring_the_same_game_in_both_languages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "1\n1\n1 2\n" + "1\n" * 12
    for language in ("en", "es"):
        play(capsys, monkeypatch, script, "tutorial", "--seed", "1", "--language", language)
    english, spanish = sorted(saves.games().glob("*.record"))
    moves = [
        [line for line in file.read_text(encoding="utf-8").splitlines() if line[:1].isdigit()]
        for file in (english, spanish)
    ]
    assert moves[0] == moves[1] != []
    for at, name in enumerate(("scenario", "seed", "preset")):
        heads = [
            file.read_text(encoding="utf-8").splitlines()[at + 1] for file in (english, spanish)
        ]
        assert heads[0] == heads[1], name


def test_a_record_is_told_in_a_language(capsys: pytest.CaptureFixture[str]) -> None:
    record = places.scenarios() / "tutorial" / "lines" / "history.record"
    assert main(["replay", str(record), "--language", "es"]) == 0
    assert "== Jueves 25 de octubre de 1962 ==" in capsys.readouterr().out
    assert main(["replay", str(record), "--language", "xx"]) == 1
    assert "There is no language 'xx'" in capsys.readouterr().err


def test_a_game_begun_in_one_language_goes_on_in_another() -> None:
    game = begin("tutorial", seed=1)
    game.choose("trail")
    assert game.path
    words.use("es")
    again = resume(game.path)
    assert (again.stopped, again.notice) == ("", "")
    assert again.state == game.state
    assert again.standing().title == "¿Qué le dice al capitán?"
    again.choose("silent")
    words.use("en")
    assert resume(game.path).standing().title == "An hour before the middle watch"


def test_the_language_is_that_of_the_settings_or_the_system(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Your order?" in play(capsys, monkeypatch, "", "tutorial")
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    assert "¿Su orden?" in play(capsys, monkeypatch, "", "tutorial")
    settings.save(Settings(language="en"))
    assert "Your order?" in play(capsys, monkeypatch, "", "tutorial")
    assert "¿Su orden?" in play(capsys, monkeypatch, "", "tutorial", "--language", "es")


def test_a_language_of_the_scenario_alone_can_be_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tutorial"
    shutil.copytree(places.scenarios() / "tutorial", folder)
    text = "language: Français\nscenario: {title: Un cargo}\n"
    (folder / "text" / "fr.yaml").write_text(text, encoding="utf-8")
    out = play(capsys, monkeypatch, "", str(folder), "--language", "fr")
    assert out.startswith("Un cargo · seed ")
    assert main(["play", "--text", str(folder), "--language", "de"]) == 1
    assert "There is no language 'de'. There are en, es, fr;" in capsys.readouterr().err


def test_a_screen_is_drawn_in_a_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures = []
    for language in ("en", "es"):
        file = tmp_path / f"{language}.png"
        line = ["screenshot", "outcome", "--scenario", "tutorial", "--language", language]
        assert main([*line, "-o", str(file)]) == 0
        pictures.append(file.read_bytes())
    assert pictures[0] != pictures[1]
    assert main(["screenshot", "title", "--language", "xx", "-o", str(tmp_path / "x.png")]) == 1
    assert "There is no language 'xx'" in capsys.readouterr().err


def test_the_title_is_read_again_in_another_language() -> None:
    library = Library("tutorial")

    def title() -> str:
        for _ in range(2000):
            model = library.latest()
            if model:
                return model.title
            time.sleep(0.005)
        raise AssertionError("It was not read.")

    assert title() == "One Freighter"
    words.use("es")
    assert title() == "Un carguero"


def test_a_spoilt_language_in_the_settings_is_that_of_the_system() -> None:
    assert settings.read('{"language": 3}') == Settings()
    assert settings.read('{"language": "es"}') == Settings(language="es")


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("Thursday 25 October 1962", "25 October"),
        ("Jueves 25 de octubre de 1962", "25 de octubre"),
        ("Donnerstag 25. Oktober 1962", "25. Oktober"),
        ("Thu 5 Oct 1962", "5 Oct"),
        ("Monday", "Monday"),
    ],
)
def test_a_day_is_told_without_weekday_and_year(label: str, day: str) -> None:
    assert short_date(label) == day
