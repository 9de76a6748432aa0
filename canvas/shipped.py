"""Finds what ships with the product: screens, theme, guides and the demo study."""

from pathlib import Path


def shipped(name: str) -> Path:
    """Return the path of a shipped file or folder, such as `app.py` or `data/demo`, in a wheel or in the checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "_shipped"
    return (inside if inside.is_dir() else package.parent) / name
