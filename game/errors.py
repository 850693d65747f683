"""What goes wrong and is told to a person in a sentence: what was found, where, and the cure."""

from __future__ import annotations


class Trouble(Exception):
    """A fault that the user can mend; `str()` is a whole sentence for the user."""
