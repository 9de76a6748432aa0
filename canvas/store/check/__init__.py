"""Checking a study as a whole, a module per kind of fault; `canvas.store.check.check` runs them all."""
