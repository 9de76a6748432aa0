"""The parts of a check of a study, each a room of its own; `canvas.store.check.check` goes through them."""
