"""Draws the canvas of a moment as a poster."""
