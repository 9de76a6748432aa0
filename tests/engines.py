"""Which tests are run on PostgreSQL as well as on a file: those whose own SQL, locks or copies an engine may differ in.

The rest goes through the same functions of `canvas/store`, which `tests/store` tries on both; it is run on PostgreSQL
where a run is thorough. Read models write no SQL: `tests/bench/test_views.py` runs every screen's on both engines.
"""

from __future__ import annotations

from tests.examples import THOROUGH

ON_A_FILE_ALONE = (
    "tests/access/test_nothing_untrue.py",
    "tests/analysis/",
    "tests/exchange/",
    "tests/read_models/test_beside_page.py",
    "tests/read_models/test_comparison_models.py",
    "tests/read_models/test_fell_silent.py",
    "tests/read_models/test_giving_page.py",
    "tests/read_models/test_interviews_and_documents.py",
    "tests/read_models/test_lessons_page.py",
    "tests/read_models/test_listed_notes.py",
    "tests/read_models/test_notes_page.py",
    "tests/read_models/test_others_did.py",
    "tests/read_models/test_over_time_page.py",
    "tests/read_models/test_overview_and_partnerships.py",
    "tests/read_models/test_perspectives_page.py",
    "tests/read_models/test_rating_models.py",
    "tests/read_models/test_search_page.py",
    "tests/read_models/test_start_page.py",
    "tests/read_models/test_themes_page.py",
    "tests/report/",
    "tests/ui/",
    "tests/capture/test_drafts.py",
    "tests/capture/test_history.py",
    "tests/capture/test_next_wave.py",
    "tests/capture/test_passage_notes.py",
    "tests/capture/test_transcript_intake.py",
    "tests/capture/test_interviewing.py",
    "tests/capture/test_marks.py",
    "tests/capture/test_recount.py",
    "tests/test_cli_transcripts.py",
)


def left_out(file: str, engine: object, thorough: bool = THOROUGH) -> bool:
    """Return whether a test of this file is left out on this engine (the parameter of its study, if it has one)."""
    return not thorough and engine == "postgresql" and file.startswith(ON_A_FILE_ALONE)
