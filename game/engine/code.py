"""A game as a short code of letters and digits, to be read aloud or copied by hand.

Draws follow from the seed, so that scenario, preset, seed and what was ordered tell the whole
line. They are the digits of one number, each to its own base: an order is its place among the
moves that were open. The number is written to base 32 with Crockford's digits (no I, L, O, U),
and closes with a letter by which one wrong letter, or two that changed places, are found.
"""

from __future__ import annotations

from hashlib import blake2b

from game.engine.chance import draw
from game.engine.record import Record
from game.engine.replay import replay
from game.engine.rules import apply, moves, turn
from game.engine.state import start
from game.scenario.model import Scenario

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 5
LONG = 40  # a code longer than this is no longer short
_ALIKE = str.maketrans("ILO", "110", "-")
_IDS, _DIGESTS, _PRESETS = 1 << 10, 1 << 15, 1 << 4
_SEEDS = (1_000_000, 10**19)  # of the game's own making; of any other
_MOVES = 1 << 10  # of a game that is not over
_MAX_LETTERS = 2_000


class NoCode(Exception):
    """A game that no code can tell; `str()` says why."""


class BadCode(Exception):
    """A code that cannot be read; `str()` says what is wrong with it."""


def encode(scenario: Scenario, record: Record) -> str:
    """The code of a record's line up to its cursor. Raises :class:`NoCode`."""
    again = replay(scenario, record)
    if again.stopped or record.damage:
        raise NoCode("It is damaged, or of another version of the scenario.")
    fields = [(_of_id(scenario.id), _IDS), (_of_digest(scenario), _DIGESTS)]
    fields.append((list(scenario.presets).index(record.preset), _PRESETS))
    large = record.seed >= _SEEDS[0]
    fields += [(int(large), 2), (record.seed, _SEEDS[large])]
    over = turn(scenario, again.state) == "over"
    orders: list[tuple[int, int]] = []
    for state, move in zip(again.states, again.moves, strict=False):
        open_now = moves(scenario, state)
        if move.kind == "choose":
            if move not in open_now:
                raise NoCode("It has an order by an id that the scenario has changed since.")
            orders.append((open_now.index(move), len(open_now)))
        elif open_now or move != draw(scenario, state, record.preset, record.seed):
            raise NoCode("Its luck is not that of its seed alone.")
    if not over and len(orders) >= _MOVES:
        raise NoCode("It is too long.")
    fields += [(int(over), 2), *([] if over else [(len(orders), _MOVES)]), *orders]
    number = 0
    for digit, base in reversed(fields):
        number = number * base + digit
    letters = _letters(number)
    if len(letters) >= _MAX_LETTERS:
        raise NoCode("It is too long.")
    letters += DIGITS[_check(letters)]
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


class Code:
    """A code that was read; :meth:`names` and :meth:`record` say of what.

    Raises :class:`BadCode` if it holds what no code holds, or its letters do not agree.
    """

    def __init__(self, text: str) -> None:
        letters = "".join(text.split()).upper().translate(_ALIKE)
        strange = next((letter for letter in letters if letter not in DIGITS), "")
        if strange or not 2 < len(letters) <= _MAX_LETTERS:
            found = f"it has '{strange}'" if strange else f"it has {len(letters)} letters"
            raise BadCode(f"A code is made of letters and digits in groups of {GROUP}; {found}.")
        if DIGITS[_check(letters[:-1])] != letters[-1]:
            raise BadCode("A letter of the code is wrong or missing: compare it with the original.")
        self._number = 0
        for letter in letters[:-1]:
            self._number = self._number * len(DIGITS) + DIGITS.index(letter)

    def names(self, id: str) -> bool:
        """Whether it is of the scenario of this id, as far as its ten bits tell."""
        return self._number % _IDS == _of_id(id)

    def record(self, scenario: Scenario) -> Record:
        """The game, played again. Raises :class:`BadCode` if it was of another version."""
        digits = _Digits(self._number)
        if digits.take(_IDS) != _of_id(scenario.id):
            raise BadCode(f"The code is of another scenario than '{scenario.id}'.")
        if digits.take(_DIGESTS) != _of_digest(scenario):
            raise BadCode(
                f"The code is of another version of '{scenario.id}', in which it cannot be played."
            )
        preset = digits.take(_PRESETS)
        if preset >= len(scenario.presets):
            raise BadCode("The code is damaged: it names a preset that is not there.")
        seed = digits.take(_SEEDS[digits.take(2)])
        record = Record(
            scenario.id, scenario.version, scenario.digest, seed, list(scenario.presets)[preset]
        )
        over = digits.take(2)
        whole = _play(scenario, record, digits, None if over else digits.take(_MOVES))
        if digits.rest or not whole:
            raise BadCode("The code is damaged: it does not end where its game does.")
        return record


class _Digits:
    """A number, taken apart digit by digit, each to its own base."""

    def __init__(self, number: int) -> None:
        self.rest = number

    def take(self, base: int) -> int:
        self.rest, digit = divmod(self.rest, base)
        return digit


def _play(scenario: Scenario, record: Record, digits: _Digits, orders: int | None) -> bool:
    """Play to the end (`orders` is None), or until so many were given and luck has moved.

    Gives whether there were so many to give.
    """
    state = start(scenario)
    while (whose := turn(scenario, state)) != "over":
        if whose == "player":
            if orders == 0:
                return True
            orders = None if orders is None else orders - 1
            open_now = moves(scenario, state)
            move = open_now[digits.take(len(open_now))]
        else:
            move = draw(scenario, state, record.preset, record.seed)
        record.append(move)
        state = apply(scenario, state, move).state
    return not orders


def _of_id(id: str) -> int:
    return int.from_bytes(blake2b(id.encode(), digest_size=2).digest(), "big") % _IDS


def _of_digest(scenario: Scenario) -> int:
    return int.from_bytes(blake2b(scenario.digest.encode(), digest_size=2).digest(), "big") % (
        _DIGESTS
    )


def _letters(number: int) -> str:
    found = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        found = DIGITS[digit] + found
    return found


def _check(letters: str) -> int:
    """What the letters add up to in the field of 32 elements, each weighed by its place.

    Multiplying what came before by a generator of the field gives neighbours different weights
    (31 of them before the first comes again), so that one wrong letter always tells.
    """
    total = 0
    for letter in letters:
        total = _doubled(total ^ DIGITS.index(letter))
    return total


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 32 else value  # x^5 + x^2 + 1
