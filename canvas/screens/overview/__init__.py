"""Draws the overview of all partnerships, and the first steps of an empty study."""
