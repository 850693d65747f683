"""A scenario in the languages of other engines: pure functions from a scenario to a text.

Each module is one format and is also a second telling of the rules of play, which tests let the
other engine confirm. Nothing here plays, and the game itself never imports it.
"""
