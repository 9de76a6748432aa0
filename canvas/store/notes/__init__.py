"""Notes and their versions, what they came from, and the grid of all notes or answers."""
