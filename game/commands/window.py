"""Open the window."""

from __future__ import annotations

import argparse


def window(arguments: argparse.Namespace) -> int:
    from game.ui import app

    return app.run(
        scenario=arguments.scenario,
        seed=arguments.seed,
        record=str(arguments.record) if arguments.record else None,
        preset=arguments.preset,
        at=arguments.at,
        settings=arguments.set,
        language=arguments.language,
    )
