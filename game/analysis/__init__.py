"""What can happen: many games played, measured and drawn."""
