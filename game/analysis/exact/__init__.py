"""Exact answers about a scenario: what can be reached, and how likely it is.

In the order in which they build on each other:

- ``program``: the scenario as a graph of points whose arms only test and rewrite variables
- ``lower``: a scenario becomes a program; ``beliefs``: hidden truths become what the player knows
- ``values``: which values a variable can have at a point; what cannot happen is cut away
- ``classes``: which of them anything later can tell apart
- ``packing``: a state becomes one whole number; ``sweep``: all states, forward and back
- ``witness``: the shortest way to something; ``table``: odds kept for the game
"""
