"""Draws the comparison of moments: cases, matrices of notes and of summaries, ratings and QCA."""
