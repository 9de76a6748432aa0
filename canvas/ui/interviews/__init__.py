"""Names the states of interviews, and plans those of a next wave."""
