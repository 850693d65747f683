"""YAML as editors read it: the core schema of YAML 1.2, in which `no` is a word and 12:30 too."""

from __future__ import annotations

import re
from typing import Any

import yaml

_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


class _Text(yaml.BaseLoader):
    """Keeps whether a text was quoted: what is quoted is text and no number."""


class Quoted(str):
    """A text that stood in quotes, or in a block."""


def _scalar(loader: _Text, node: yaml.ScalarNode) -> str:
    return Quoted(node.value) if node.style else str(node.value)


_Text.add_constructor("tag:yaml.org,2002:str", _scalar)


def plain(text: str) -> Any:
    """A document with every value as the text it is written as."""
    return yaml.load(text, _Text)


def typed(value: Any) -> Any:
    """What an editor takes such a document for: numbers, yes and no, nothing."""
    if isinstance(value, dict):
        return {str(key): typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    if isinstance(value, Quoted):
        return str(value)
    if value in ("", "~") or (value.lower() in _WORDS and value in _cases(value)):
        return _WORDS[value.lower()]
    if _WHOLE.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) else value


def _cases(word: str) -> tuple[str, ...]:
    return word.lower(), word.capitalize(), word.upper()


def read(text: str) -> Any:
    return typed(plain(text))
