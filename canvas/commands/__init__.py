"""Commands of `pps-werkbank` that stand in modules of their own; `canvas.cli` adds them to its groups."""
