"""The commands, one module each: ``add(commands)`` declares its arguments and names its ``run``.

A module imports what it runs on only when it runs: the help of one costs nothing of the others.
"""
