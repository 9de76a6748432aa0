"""Draws the list of interviews, and an interview being held."""
