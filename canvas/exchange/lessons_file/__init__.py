"""Lessons as a file to another study and back: .json, read with every fault in its place, and taken in all at once."""
