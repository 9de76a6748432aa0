"""Writes of the server's own failures where and of what kind they are, and never the words of a study.

The message of an exception holds what it failed on: a value that a user typed, a row that a database refused. Every
logger in the process, Streamlit's and the web server's too, makes its records by one function, so one suffices.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback


def leave_out_words() -> None:
    """Have no exception's message written by any logger or thread of this process."""
    make = logging.getLogRecordFactory()

    def record(*args: object, **values: object) -> logging.LogRecord:
        made = make(*args, **values)
        if made.exc_info and made.exc_info[1] is not None:
            made.exc_text, made.exc_info = outline(made.exc_info[1]), None
        return made

    def end(ended: threading.ExceptHookArgs) -> None:
        if ended.exc_value is not None:
            sys.stderr.write(outline(ended.exc_value) + "\n")

    logging.setLogRecordFactory(record)
    threading.excepthook = end


def outline(error: BaseException) -> str:
    """Return the frames of an exception and of those that it came of, each with its kind, newest first."""
    parts, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        parts.append("".join(traceback.format_tb(error.__traceback__)) + f"{kind} (its message is left out)")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nwhich came of\n".join(parts)
