"""Holds the passes that let a browser save outside a run of the screen, each for one profile in one study.

Passes live in the memory of the server. After a restart every one is unknown, and the screen that comes back brings a
new one; what is typed meanwhile waits in the browser.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_PASSES = 10_000  # passes remembered; the one longest unused goes first

_passes: OrderedDict[str, Pass] = OrderedDict()
_lock = threading.Lock()


@dataclass
class Pass:
    """Who saves, in which study and language, and in which interviews and documents that were opened under it."""

    target: str
    demo: bool
    user_id: str
    language: str
    interviews: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


def grant(token: str, new: Pass, extend: Callable[[Pass], None]) -> None:
    """Remember a pass under its token, or take the one it has; its language is renewed, and `extend` adds to it."""
    with _lock:
        remembered = _passes.setdefault(token, new)
        remembered.language = new.language
        extend(remembered)
        _passes.move_to_end(token)
        while len(_passes) > MOST_PASSES:
            _passes.popitem(last=False)


def find(token: str) -> Pass | None:
    """Return the pass with this token, if the server knows it."""
    with _lock:
        if token in _passes:
            _passes.move_to_end(token)
        return _passes.get(token)
