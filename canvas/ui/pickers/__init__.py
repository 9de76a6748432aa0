"""Chooses what a screen is about: moments, attributes, chips of what is on, and choices told in the link."""
