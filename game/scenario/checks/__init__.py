"""What is wrong with a scenario as a whole; each module looks at one thing."""
