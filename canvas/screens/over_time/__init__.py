"""Draws what changed between two moments of a partnership, block by block and in its ratings."""
