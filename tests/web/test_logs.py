"""A failure is written down with its place and kind, and without a word of the study."""

from __future__ import annotations

import io
import logging
import threading

import pytest
import sqlalchemy as sa

from canvas.store.database import schema
from canvas.web.logs import leave_out_words


@pytest.fixture
def log(capsys):
    """What a logger of any library writes after `leave_out_words`, which is undone again."""
    make, ends = logging.getLogRecordFactory(), threading.excepthook
    text = io.StringIO()
    handler, logger = logging.StreamHandler(text), logging.getLogger("some.library")
    logger.addHandler(handler)
    leave_out_words()
    yield lambda: text.getvalue() + capsys.readouterr().err
    logger.removeHandler(handler)
    logging.setLogRecordFactory(make)
    threading.excepthook = ends


TYPED, SOUGHT = "Jan Jansen", "Piet Pietersen"


def fail() -> None:
    try:
        int(TYPED)
    except ValueError as error:
        raise KeyError(SOUGHT) from error


def test_a_logger_writes_frames_and_kinds_and_no_message(log):
    try:
        fail()
    except KeyError:
        logging.getLogger("some.library").exception("It failed")
    text = log()
    assert "It failed" in text
    assert text.index("builtins.KeyError") < text.index("builtins.ValueError")
    assert "in fail" in text
    assert "Jansen" not in text
    assert "Pietersen" not in text


def test_a_thread_that_ends_by_a_fault_writes_no_message_either(log):
    thread = threading.Thread(target=lambda: int(TYPED))
    thread.start()
    thread.join()
    text = log()
    assert "builtins.ValueError" in text
    assert "Jan Jansen" not in text


def test_what_a_database_refuses_is_not_in_its_error(begun):
    row = {"id": "1", "partnership_id": "none", "code": TYPED, "role": "employer"}
    with pytest.raises(sa.exc.IntegrityError) as caught, begun.study.engine.begin() as connection:
        connection.execute(sa.insert(schema.respondent), [row])
    assert "Jansen" not in str(caught.value).split("DETAIL")[0]
