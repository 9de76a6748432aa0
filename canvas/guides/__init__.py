"""What an interview asks: guides and their questions, read from TOML and checked."""

from canvas.guides.model import LOW, Guide, Question
from canvas.guides.read import parse_guide, read_guide, shipped_guides

__all__ = ["LOW", "Guide", "Question", "parse_guide", "read_guide", "shipped_guides"]
