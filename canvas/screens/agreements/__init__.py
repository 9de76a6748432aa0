"""Draws the agreements of the whole study, narrowed and a page at a time; each opens in a drawer."""
