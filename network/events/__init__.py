"""Meetings of the network: announced, changed, held and remembered."""
