"""Lists from the national register: read, compared, and taken in once approved."""
