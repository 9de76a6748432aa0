"""Says under a field that all partners will read which of its words somebody said: leads do not read those of few."""

from __future__ import annotations

from canvas.access import small_numbers
from canvas.read_models.lessons_page import spoken_in_fields
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import PageContext

NAMED, LONGEST = 3, 110  # stretches that are named, and how many characters of each
_LOOKED = "words_of_few"  # session: by form the text that was last looked into, and what in it somebody said


def warn_of_words_of_few(page: PageContext, form: str, text: str | None, partnership_id: str) -> None:
    """Name the words that somebody in this partnership said; the study is read for it only when the text changed.

    Nothing where the study hides nothing from leads.
    """
    if not text or not page.sees_all or small_numbers.limits_for("lead", page.about) is None:
        return
    looked = st.session_state.setdefault(_LOOKED, {})
    if looked.get(form, ("",))[0] != text:
        looked[form] = (text, page.read(spoken_in_fields, {"text": text}, partnership_id).get("text", []))
    for stretch in looked[form][1][:NAMED]:
        words = stretch if len(stretch) <= LONGEST else stretch[: LONGEST - 1] + "…"
        elements.soft(
            _(
                "“{words}” was said by somebody. Leads read this too: where few people spoke they see […] in its "
                "place. Say it in words of your own, that point at nobody.",
                words=words,
            )
        )
