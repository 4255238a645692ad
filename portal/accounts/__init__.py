"""Who signs in at /konto/: staff and the board. See docs/adr/0004."""
