"""Draws a document to be read, with its passages that became notes."""
