"""Two sets of data for a new portal: Roskilde's account of 2018, and examples."""
