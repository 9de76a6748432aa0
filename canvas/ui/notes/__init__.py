"""Shows notes wherever they open: as a list, in a drawer, with their sources, versions and themes."""
