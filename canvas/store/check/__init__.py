"""The parts of a check of a study, each a room of its own; `canvas.store.checking` goes through them."""
