"""What changed between two moments, in sentences: first what it comes to, then points, ratings, partners and roles."""

from __future__ import annotations

from functools import partial

from canvas.analysis.findings.between_moments import TwoMoments
from canvas.read_models.over_time_page import change_evidence
from canvas.report import between_moments_words as words
from canvas.screens.over_time.moment_pair import Moments
from canvas.ui import elements, held_back_notice
from canvas.ui.components import return_focus
from canvas.ui.findings.finding_drawer import finding_drawer
from canvas.ui.findings.findings_list import Part, findings_list
from canvas.ui.i18n import _, speech
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter

WHAT_CHANGED_KEY = "time_changes"


def what_changed(page: PageContext, moments: Moments, changes: TwoMoments) -> None:
    """Draw the findings on two moments, and open what one of them rests on."""
    first, people = changes.first
    elements.headlines(words.sentences(first, people, speech()))
    held_back_notice.of_what_shows(page.limits)
    if attribute_filter.chosen(page, ["respondent"]):
        elements.soft(_("Points, partners and roles stand here whole, whoever is within the filter."))
    parts = [
        Part(key, _(words.PARTS[key]), findings, words.about_part(key, first, people, speech(), page.roles))
        for key, findings in changes.parts.items()
    ]
    pressed = findings_list(page, parts, key=WHAT_CHANGED_KEY, split=True).opened
    finding = changes.by_key.get(pressed or "")
    if finding:
        waves = (moments.since["wave_id"], moments.until["wave_id"])
        finding_drawer(
            page,
            moments.until,
            finding,
            partial(return_focus, WHAT_CHANGED_KEY, finding.key),
            title=moments.title,
            read=lambda: page.read(change_evidence, moments.partnership_id, waves, finding),
        )
