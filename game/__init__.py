"""ExComm: a turn-based decision simulation of the Cuban Missile Crisis."""

__version__ = "0.1.0"
