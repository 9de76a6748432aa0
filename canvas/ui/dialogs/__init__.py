"""Holds drawers, fields that keep what is typed, and what is shown when two people changed the same."""
