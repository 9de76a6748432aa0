"""Which tests are run on PostgreSQL as well as on a file: those whose own SQL, locks or copies an engine may differ in.

The rest goes through the same functions of `canvas/store`, which `tests/store` tries on both; it is run on PostgreSQL
where a run is thorough.
"""

from __future__ import annotations

from tests.examples import THOROUGH

ON_A_FILE_ALONE = (
    "tests/exchange/",
    "tests/report/",
    "tests/ui/",
    "tests/capture/test_drafts.py",
    "tests/capture/test_transcript_intake.py",
    "tests/capture/test_interviewing.py",
    "tests/capture/test_marks.py",
    "tests/capture/test_recount.py",
    "tests/test_cli_transcripts.py",
)


def left_out(file: str, engine: object, thorough: bool = THOROUGH) -> bool:
    """Return whether a test of this file is left out on this engine (the parameter of its study, if it has one)."""
    return not thorough and engine == "postgresql" and file.startswith(ON_A_FILE_ALONE)
