"""Draws the agenda of a steering group: its items, the text they come from, and one at a time before a group."""
