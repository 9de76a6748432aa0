"""Lines of a text made speech: times, numbers, tables, cut words, and what is around a conversation."""
