"""Officers' returns: how one is known, what is odd about it, and what is taken from it."""
