"""Findings: sentences that rules make of a partnership at a moment, each with its figure and what it rests on."""
