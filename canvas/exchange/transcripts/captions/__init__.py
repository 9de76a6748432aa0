"""Captions: finding their cues, taking markup out, and leaving out what the next caption repeats."""
