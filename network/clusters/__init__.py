"""Groups of enterprises that help one another."""
