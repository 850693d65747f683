"""What an author writes, read into an immutable Scenario."""
