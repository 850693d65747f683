"""Screen models as widget trees: pure functions of a model, a look and what the player selected."""
