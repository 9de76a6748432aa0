"""Makes sets of words of texts, so that long lists stay readable."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text that are parted by white space."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Return the phrases of a text that are parted by commas, white space evened."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())
