"""A new scenario: a small one that plays, copied from ``assets/starter``, for its author to change.

The schema goes with it, so that an editor finds it wherever the folder lies.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from game import places, storage
from game.errors import Trouble
from game.scenario import schema
from game.scenario.fields import ID, LETTERS, is_id
from game.scenario.load import known

HEAD = "# yaml-language-server: $schema="
SCHEMA = "schema.json"


def begin(folder: Path, title: str | None = None) -> list[str]:
    """Write a small scenario into a new or empty folder; the names of its files.

    Raises :class:`Trouble` if the folder is not empty, cannot be written, or has a name that is no
    id, or if the title is no line of text.
    """
    id = folder.resolve().name
    if not is_id(id, ID):
        guess = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")[:40]
        better = f" Take '{guess}'." if is_id(guess, ID) else ""
        raise Trouble(
            f"'{id}' cannot be the name of a scenario's folder, which is also its id: write it with"
            f" {LETTERS[ID]}.{better}"
        )
    if id in known():
        raise Trouble(f"'{id}' is a scenario that came with the game. Take another name.")
    if title is not None and not (title.strip() and title.isprintable()):
        raise Trouble("The title must be a line of text. Give --title again, or leave it out.")
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise Trouble(f"'{folder}' cannot be looked into ({reason}). Take another.") from error
    if taken:
        raise Trouble(
            f"'{folder}' is there already and is not an empty folder. Nothing in it was touched;"
            " take another name."
        )
    files = {path.name: path.read_text(encoding="utf-8") for path in starter()}
    files["scenario.yaml"] = _headed(files["scenario.yaml"], id, title)
    for name, text in files.items():
        _, _, rest = text.partition("\n")
        files[name] = f"{HEAD}{SCHEMA}\n{rest}"
    files[SCHEMA] = schema.text()
    for name, text in files.items():
        storage.write(folder / name, text)
    return list(files)


def starter() -> list[Path]:
    """The files that a new scenario is made of, the head first."""
    found = (places.assets() / "starter").glob("*.yaml")
    return sorted(found, key=lambda path: (path.name != "scenario.yaml", path.name))


def _headed(text: str, id: str, title: str | None) -> str:
    """The head with an id and title of its own; JSON quotes are YAML quotes."""
    text = text.replace("  id: starter ", f"  id: {id} ")
    if title is None:
        return text
    words = json.dumps(" ".join(title.split()), ensure_ascii=False)
    return re.sub("(?m)^  title: .*$", lambda _: f"  title: {words}", text)
