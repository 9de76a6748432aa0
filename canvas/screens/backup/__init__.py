"""Draws making a copy of the study, and the copies there are."""
