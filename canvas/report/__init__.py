"""Documents out: what a conclusion rests on, gathered once and written for screen, Markdown and Word."""
