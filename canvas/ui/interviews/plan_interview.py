"""Plans an interview at a moment as the profile of this session, for the screens on which one can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from canvas.capture import interviewing
from canvas.guides.model import Guide
from canvas.ui.page import PageContext


def plan_interview(
    page: PageContext,
    moment: Mapping,
    guide: Guide,
    respondent_ids: Sequence[str],
    language: str,
    mode: str,
    day: date | None,
    start: bool = False,
) -> str:
    """Plan an interview with these respondents, and `start` it; return its id. Raises UserError."""
    return interviewing.plan(
        page.study,
        page.user["id"],
        guide,
        moment["partnership_id"],
        moment["wave_id"],
        respondent_ids,
        language,
        mode,
        day.isoformat() if day else None,
        start=start,
    )
