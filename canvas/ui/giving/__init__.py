"""The form of a contribution, and what opens of giving and taking."""
