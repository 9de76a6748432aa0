"""Holds the kit that screens share: opening a page, words, drawers, pickers, figures and lists of notes."""
