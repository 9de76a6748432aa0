"""Points of the perspectives table: their notes, states, versions, and which need another look."""
