"""Buttons that hand over a file, made when one is pressed; where that fails, the screen says what is wrong.

Streamlit makes the file beside the run of the screen, and shows a line of English for some seconds where that failed.
So what failed is remembered here, and the page is drawn anew once such a line stands in it.
"""

from __future__ import annotations

from collections.abc import Callable

from canvas.errors import N_, UserError
from canvas.ui import elements
from canvas.ui import plain_streamlit as st

_FAULTS = "file_button_faults"  # session: what the files failed on that were not made, the newest last


def file_button(label: str, content: bytes | str | Callable[[], bytes | str], *values: object, **how: object) -> None:
    """Draw a button for a file, as `st.download_button` does; `content` is mostly what makes it."""
    st.download_button(label, making(content) if callable(content) else content, *values, **how)


def making(content: Callable[[], bytes | str]) -> Callable[[], bytes | str]:
    """Return what makes the same and remembers what it failed on; called in a run of the screen."""
    faults = st.session_state.setdefault(_FAULTS, [])

    def make() -> bytes | str:
        try:
            return content()
        except UserError as error:
            faults.append(error)
            raise
        except Exception:
            faults.append(_UNKNOWN)
            raise

    return make


def draw_fault() -> None:
    """Say what the last file failed on that was not made; nothing where none failed, whatever the browser sends."""
    faults = st.session_state.get(_FAULTS, [])
    if faults:
        elements.fault(faults[-1], anew=True)
        faults.clear()


_UNKNOWN = UserError(
    N_("File"),
    N_("it could not be made."),
    N_("Load the page again and press once more. If it fails again, tell who looks after this workbench."),
)
