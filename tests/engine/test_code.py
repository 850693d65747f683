"""A game as a code: what it tells, what it finds wrong, what it cannot tell."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from game.analysis.playout import at_random, play_out
from game.engine.code import DIGITS, LONG, BadCode, Code, NoCode, encode
from game.engine.record import Record
from game.engine.state import Move
from game.scenario.load import open_scenario
from game.scenario.model import Scenario
from tests.engine.lab import lab


def played(scenario: Scenario, seed: int, preset: str) -> Record:
    record = Record(scenario.id, scenario.version, scenario.digest, seed, preset)
    for move in play_out(scenario, seed, at_random, preset).moves:
        record.append(move)
    return record


@pytest.mark.parametrize(
    ("id", "games", "short"), [("tutorial", 60, 60), ("october-1962", 20, 19), ("lab", 60, 60)]
)
def test_a_code_gives_the_game_back(id: str, games: int, short: int) -> None:
    scenario = lab() if id == "lab" else open_scenario(id)
    luck = Random(id)
    fit = 0
    for _ in range(games):
        preset = luck.choice(list(scenario.presets))
        record = played(scenario, luck.randrange(1, 1_000_000), preset)
        code = encode(scenario, record)
        read = Code(code)
        assert read.names(scenario.id)
        assert read.record(scenario).text() == record.text()
        fit += len(code) <= LONG
    assert fit >= short


def test_a_game_is_told_from_each_of_its_moves() -> None:
    scenario = open_scenario("october-1962")
    record = played(scenario, 77, scenario.preset)
    for at in range(len(record.made) + 1):
        record.at = at
        found = Code(encode(scenario, record)).record(scenario).moves()
        assert found[:at] == record.moves()
        # Luck moves on until an order is due: nothing of what was ordered later is in the code.
        assert all(move.kind != "choose" for move in found[at:])


def test_every_single_wrong_letter_and_every_exchange_of_neighbours_is_found() -> None:
    scenario = open_scenario("october-1962")
    code = encode(scenario, played(scenario, 4, "middle")).replace("-", "")
    wrong = [
        code[:at] + letter + code[at + 1 :]
        for at in range(len(code))
        for letter in DIGITS
        if letter != code[at]
    ]
    wrong += [
        code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        for at in range(len(code) - 1)
        if code[at] != code[at + 1]
    ]
    for text in wrong:
        with pytest.raises(BadCode, match="A letter of the code is wrong"):
            Code(text)


def test_a_code_may_be_typed_as_it_is_read() -> None:
    scenario = open_scenario("tutorial")
    for seed in range(1, 30):
        record = played(scenario, seed, scenario.preset)
        code = encode(scenario, record)
        for typed in (code.lower(), code.replace("-", " "), code.replace("1", "l")):
            assert Code(typed.replace("0", "o")).record(scenario).text() == record.text()


def test_noise_is_refused() -> None:
    scenario = open_scenario("tutorial")
    luck = Random(9)
    for _ in range(3_000):
        text = "".join(luck.choices(DIGITS, k=luck.randrange(1, 40)))
        with pytest.raises(BadCode):
            Code(text).record(scenario)


def test_a_forged_code_is_refused_or_is_a_game_that_can_be_played() -> None:
    scenario = open_scenario("tutorial")
    luck = Random(10)
    code = encode(scenario, played(scenario, 3, scenario.preset)).replace("-", "")
    true = code[-6:-1]  # the scenario and its version
    made = 0
    for _ in range(1_500):
        noise = "".join(luck.choices(DIGITS, k=luck.randrange(1, 14)))
        for letter in DIGITS:
            try:
                read = Code(noise + true + letter)
            except BadCode:
                continue  # another letter closes it
            try:
                record = read.record(scenario)
            except BadCode:
                break
            assert Code(encode(scenario, record)).record(scenario).text() == record.text()
            made += 1
            break
    assert 0 < made < 1_500


@pytest.mark.parametrize("text", ["", "0", "00", "AB*DE", "ÄÖÜ", "U1234", "0" * 5_000])
def test_what_is_no_code_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadCode, match="A code is made of letters and digits"):
        Code(text)


def test_a_code_is_of_one_version_of_one_scenario() -> None:
    scenario = open_scenario("tutorial")
    read = Code(encode(scenario, played(scenario, 3, scenario.preset)))
    with pytest.raises(BadCode, match="another version of 'tutorial'"):
        read.record(replace(scenario, digest="0123456789abcdef"))
    with pytest.raises(BadCode, match="another scenario than 'october-1962'"):
        read.record(open_scenario("october-1962"))


def test_luck_that_is_not_of_the_seed_cannot_be_told() -> None:
    scenario = open_scenario("tutorial")
    record = played(scenario, 3, scenario.preset)
    record.seed = 4
    with pytest.raises(NoCode, match="luck"):
        encode(scenario, record)
    again = played(scenario, 3, scenario.preset)
    again.at = 3
    again.append(Move("luck", "new", "12"))
    with pytest.raises(NoCode, match="luck"):
        encode(scenario, again)
