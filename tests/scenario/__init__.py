"""Tests of what an author writes, and what is said about it."""
