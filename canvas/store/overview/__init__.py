"""Many moments at once: which there are, what their cells count, and both within filters."""
