"""Draws the evidence under a point or a whole table, and hands it over as a file."""
