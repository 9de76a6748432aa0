"""Draws the documents of a moment."""
