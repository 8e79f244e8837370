"""Checks of a plan's facts against each other, for what members would ask about."""
