"""Draws the themes as a tree, the drawer of each, and the codebook that goes out and comes in."""
