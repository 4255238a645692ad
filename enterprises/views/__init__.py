"""The registry's pages, one file for each kind."""
