"""What officers send back: how a return is known, what is odd about it, and what is taken from it."""
