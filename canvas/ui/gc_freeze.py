"""Keeping the sweep of memory after every run short: what was imported stays, so it need not be looked through."""

from __future__ import annotations

import gc
import sys

_modules_frozen = 0  # how many modules were loaded when they were last set apart


def freeze_loaded_modules() -> None:
    """Set everything loaded so far apart from the sweep; does nothing until more modules have been loaded.

    Streamlit sweeps all memory after each run and holds up every session meanwhile; most of it are our libraries.
    """
    global _modules_frozen
    if len(sys.modules) > _modules_frozen:
        _modules_frozen = len(sys.modules)
        gc.freeze()
