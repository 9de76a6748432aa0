"""Holds the parts of each screen, a package a screen; no screen imports another."""
