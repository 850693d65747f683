"""Model objects as plain data and back: what a compiled scenario is kept as.

Plain data are numbers, words, truth values, null and lists of them, as JSON has them: reading them
back can make nothing but the model's own values. How each value is read follows from the types
that the model declares, so that a new field needs no line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from game.scenario.expression import Expression
from game.scenario.problems import Mark

Read = Callable[[Any], Any]


def plain(value: object) -> object:
    """What JSON does not know by itself, as data that it knows: its ``default``."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    kind: Any = type(value)
    return _fields(kind)(value)


@cache
def _fields(kind: Any) -> attrgetter[Any]:
    return attrgetter(*(field.name for field in fields(kind) if field.init))


def made(kind: Any, value: Any) -> Any:
    """A value of a type of the model from plain data. The data are used up."""
    read = _reader(kind)
    return read(value) if read else value


@cache
def _reader(kind: Any) -> Read | None:
    """What makes a value of a declared type from plain data; None if it is plain itself."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind in (str, int, float, bool) or origin is Literal:
        return None
    if kind is Any:
        return _frozen
    if kind is Fraction:
        return cache(Fraction)
    if origin in (Union, UnionType):
        return _perhaps(next(part for part in inner if part is not type(None)))
    if origin is dict:
        return _mapping(int if inner[0] is int else str, _reader(inner[1]))
    if origin is tuple and inner[-1] is not Ellipsis:
        return _row([_reader(part) for part in inner])
    if origin is not None:  # tuple[T, ...], frozenset[T], Sequence[T]
        return _series(frozenset if origin is frozenset else tuple, _reader(inner[0]))
    if kind is Mark:
        return lambda value: Mark(*value)
    if kind is Expression:
        return _expression
    if is_dataclass(kind):
        return _built(kind)
    read: Read = kind  # an enum
    return read


def _perhaps(kind: Any) -> Read | None:
    read = _reader(kind)
    return read and (lambda value: None if value is None else read(value))


def _mapping(key: type, read: Read | None) -> Read:
    if read is None and key is str:
        return dict
    return lambda value: {key(k): read(item) if read else item for k, item in value.items()}


def _series(form: Callable[[list[Any]], Any], read: Read | None) -> Read:
    if read is None:
        return form
    return lambda value: form([read(item) for item in value])


def _row(reads: list[Read | None]) -> Read:
    return lambda value: tuple(
        [read(item) if read else item for read, item in zip(reads, value, strict=True)]
    )


def _built(kind: Any) -> Read:
    """An object from the list of its fields."""
    kinds: list[Any] = [field.type for field in fields(kind) if field.init]
    reads = [(at, read) for at, inner in enumerate(kinds) if (read := _reader(inner))]

    def build(value: list[Any]) -> Any:
        for at, read in reads:
            value[at] = read(value[at])
        return kind(*value)

    return build


def _expression(value: list[Any]) -> Expression:
    text, mark, kind, reads, tree = value
    return Expression(text, Mark(*mark), kind, frozenset(reads), _frozen(tree))


def _frozen(value: Any) -> Any:
    return tuple([_frozen(item) for item in value]) if isinstance(value, list) else value
