"""The Word file of the action plan read back: as it was made, or edited since."""
