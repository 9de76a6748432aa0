"""Draws where roles differ at a moment, row by row, and what they said about it."""
