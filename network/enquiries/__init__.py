"""Writing to the business developer, and the thread that follows."""
