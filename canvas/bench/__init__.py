"""Measuring the workbench in a study of any size: making one, and timing what the screens ask of it."""
