"""Draws help: the keys of the screen one comes from, and the user guide at the chapter on it."""
