"""Draws what holds for the study as a whole: its roles, its attributes, and what leads see."""
