"""Draws the heatmap: its rows, its order, its cells, and what they open."""
