"""Members of the network, and the messages they get."""
