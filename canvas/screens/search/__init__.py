"""Draws the search screen: its filter and the list of hits."""
