"""The user guide as it ships, a chapter at a time, from the one on the screen that one came from."""

from __future__ import annotations

import re
from functools import cache

from canvas.shipped import shipped
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import PageContext

ABOUT = "about"  # in the link: the path of the screen one came from
CHAPTER = "chapter"  # in the link: the place of the chapter, from 1 on
GUIDE = "docs/gebruikersgids.md"
# Which chapter is on a screen, by its title in the guide.
CHAPTERS = {
    "overview": "Overzicht",
    "state": "Stand van zaken: voor trekkers",
    "agreements": "Afspraken",
    "partnerships": "Samenwerkingen",
    "study": "Samenwerkingen",
    "agenda": "Agenda van de stuurgroep",
    "interview": "Gesprek",
    "documents": "Documenten lezen en er notities van maken",
    "notes": "Notities in rijen",
    "themes": "Thema's",
    "canvas": "Canvas",
    "perspectives": "Perspectieven",
    "differences": "Verschillen",
    "time": "Verloop",
    "factors": "Succesfactoren",
    "compare": "Vergelijken",
    "evidence": "Van elk cijfer terug naar de vraag",
    "search": "Zoeken",
    "backup": "Reservekopieën",
}
_IMAGE = re.compile(r"^!\[[^\]\n]*\]\([^)\n]*\)$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\((?!https?://)[^)\n]*\)")


@cache
def chapters() -> dict[str, str]:
    """Return the chapters of the guide: title → Markdown, without pictures and links to other files."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", shipped(GUIDE).read_text("utf-8")))
    made = {}
    for chapter in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _line, body = chapter.partition("\n")
        made[title.strip()] = body.strip()
    return made


def user_guide(page: PageContext) -> None:
    """Draw the choice of a chapter, and the chapter."""
    titles = list(chapters())
    elements.subheading(_("User guide"), _("The guide is in Dutch.") if page.language != "nl" else "")
    st.session_state["help_chapter"] = _chosen(titles)
    st.selectbox(_("Chapter"), titles, key="help_chapter", width=420, on_change=_take, args=(titles,))
    title = st.session_state["help_chapter"]
    with st.container(key="help_text"):
        st.shipped_markdown(f"### {title}\n\n{chapters()[title].replace('### ', '#### ')}")


def _chosen(titles: list[str]) -> str:
    place = st.query_params.get(CHAPTER, "")
    if place.isascii() and place.isdecimal() and len(place) < 4 and 0 < int(place) <= len(titles):
        return titles[int(place) - 1]
    about = CHAPTERS.get(st.query_params.get(ABOUT, ""), "")
    return about if about in titles else titles[0]


def _take(titles: list[str]) -> None:
    st.query_params[CHAPTER] = str(titles.index(st.session_state["help_chapter"]) + 1)
