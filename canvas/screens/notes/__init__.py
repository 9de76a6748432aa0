"""Draws the grid of all notes: its filter, columns, selection, actions and export."""
