"""Tallies in, numbers and findings out: pure functions."""
