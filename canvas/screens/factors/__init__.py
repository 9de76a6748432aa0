"""Draws how the success factors are rated, at one moment and across partnerships."""
