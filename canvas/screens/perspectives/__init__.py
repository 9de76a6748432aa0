"""Draws the perspectives table, and the drawers in which points are written, reviewed and signed."""
