"""Adds a transcript: its file, speakers, names to replace, and storing it."""
