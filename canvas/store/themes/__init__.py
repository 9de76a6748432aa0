"""Themes: the codebook with its versions, which notes carry which theme, and how often each is heard."""
