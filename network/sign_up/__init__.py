"""Signing up for a meeting, and the seats there are."""
