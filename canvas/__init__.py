"""The PPS-werkbank: interviews on public-private partnerships, from question to canvas and comparison."""

__version__ = "0.1.0"
