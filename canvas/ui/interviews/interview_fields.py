"""The fields of a new interview that planning one and recording one have in common; each is drawn in its `place`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from canvas import method
from canvas.guides import Guide
from canvas.ui.i18n import LANGUAGES, _, name
from canvas.ui.page import PageContext
from canvas.ui.plain_streamlit import Place


def choose_guide(place: Place, page: PageContext, guides: Mapping[str, Guide], key: str, **how: Any) -> Guide:
    """Draw the choice of a guide, each by its title in the language of the session, and return the one chosen."""
    titles = {guide_id: guide.title[guide.spoken(page.language)] for guide_id, guide in guides.items()}
    return guides[place.selectbox(_("Interview guide"), list(guides), format_func=titles.get, key=key, **how)]


def choose_language(place: Place, page: PageContext, guide: Guide, key: str, **how: Any) -> str:
    """Draw the choice of a language that the guide is written in, at first that of the study; return it."""
    return place.selectbox(
        _("Language of the interview"),
        guide.languages,
        guide.languages.index(guide.spoken(page.study_language)),
        format_func=LANGUAGES.get,
        key=f"{key}_{guide.id}",
        **how,
    )


def choose_mode(place: Place, key: str, **how: Any) -> str:
    """Draw the choice of how an interview is held, such as on paper or by telephone, and return it."""
    modes = {mode: name(mode) for mode in method.MODES}
    return place.selectbox(_("How"), list(modes), format_func=modes.get, key=key, **how)
