"""Hits as cards of one family: what was found, where it stands, and the way on; and what to do where nothing was."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from canvas.screens.search import search_filter
from canvas.store.search.search import HITS_A_PAGE, RANKED, Hit, HitPage, Snippet, query_terms
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import script
from canvas.ui.components import a_line, component, focus_of, return_focus
from canvas.ui.i18n import _, block, joined, n_, name, question
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.page import PageContext
from canvas.ui.points import point_links
from canvas.ui.search import search_url

# Its style is that of the page, in screen.css.
_list = component("pps_hits", {"opened": a_line()}, js=script("hit_list.js"), isolate_styles=False)
_HITS_KEY = "search_hits"


def hit_list(page: PageContext, hits: HitPage) -> None:
    """Draw the hits; a note opens in a drawer, all else leads to its own screen."""
    data = {"hits": [_card(page, hit) for hit in hits.hits], "focus": focus_of(_HITS_KEY)}
    opened = _list(key=_HITS_KEY, data=data).opened
    if hits.limited:
        elements.soft(_("There are very many hits: the best of the newest {n} come first.", n=RANKED))
    if hits.more:
        shown = len(hits.hits)
        st.button(
            n_("Show {n} more", "Show {n} more", HITS_A_PAGE),
            key="search_more",
            on_click=search_url.show_more,
            args=(shown + HITS_A_PAGE,),
        )
    if opened:
        _open(page, next((hit for hit in hits.hits if hit.id == opened), None))


def how_to_search() -> None:
    """Explain how to search, before anything is searched for."""
    ways = (
        ("gemeente betaalt", _("finds what has both words, anywhere in the text")),
        ("financ*", _("finds what begins like that: financing, financial")),
        ("“eigen inleg”", _("finds words in exactly that row")),
    )
    examples = "".join(f"<dt><code>{escape(words)}</code></dt><dd>{escape(what)}</dd>" for words, what in ways)
    title = escape(_("What are you looking for?"))
    alike = escape(_("Capitals and accents make no difference: financiele finds financiële."))
    st.html(f'<div class="pps-empty pps-how"><h2>{title}</h2><dl>{examples}</dl><p>{alike}</p></div>')


def nothing_found(page: PageContext, words: str) -> None:
    """Say what was searched for and in what, and what to try."""
    searched = ", ".join(query_terms(words)[:20])
    lines = [_("Searched for: {words}.", words=searched)]
    narrowed = search_filter.is_on(page)
    lines.append(
        _("Only within the kinds and filters that are chosen above.")
        if narrowed
        else _("In all notes, answers, documents, points and lessons.")
    )
    if page.limits:
        lines.append(_("What few people said is held back from you, and is not searched."))
    lines.append(_("Try fewer words, or the beginning of a word with a star, such as “financ*”."))
    elements.empty(_("Nothing was found"), "\n".join(lines))
    if narrowed:
        st.button(_("Search without filters"), on_click=search_filter.clear, key="search_anyway")


def _card(page: PageContext, hit: Hit) -> dict:
    kinds = {
        "note": _("Note"),
        "answer": _("Answer"),
        "document": _("Document"),
        "point": _("Point"),
        "lesson": _("Lesson"),
    }
    roles = [role for key, role in page.roles.items() if key in hit.roles]
    nobody = "" if hit.kind in ("point", "lesson") else elements.role_name(None)
    return {
        "key": hit.id,
        "kind": kinds[hit.kind],
        "kindKey": hit.kind,
        "letters": [{"letter": role.letter[page.language], "colour": elements.colour(role)} for role in roles],
        "who": ", ".join(role.label[page.language] for role in roles) or nobody,
        "where": joined([hit.partnership or _("Across partnerships"), hit.wave, *_about(hit)]),
        "title": _piece(hit.title) if hit.title else None,
        "pieces": [_piece(piece) | _way(hit, piece) for piece in hit.snippets],
    }


def _about(hit: Hit) -> list[str]:
    """Return what a hit is about, as far as its kind says."""
    if hit.kind == "document":
        return []  # its title says it
    if hit.kind == "point":
        return [question(hit.question, short=True), name(hit.state)]
    if hit.kind == "lesson":
        return [block(hit.block) if hit.block else question(hit.question, short=True) if hit.question else ""]
    return [block(hit.block)]


def _piece(piece: Snippet) -> dict:
    return {"parts": [list(part) for part in piece.parts], "before": piece.before, "after": piece.after}


def _way(hit: Hit, piece: Snippet) -> dict:
    """Return where a piece leads: a link, or for a note the drawer."""
    if hit.kind == "note":
        return {"link": "", "go": _("Show the note and its source")}
    if hit.kind == "answer":
        place = {"interview": hit.interview_id, "question": hit.question}
        return {"link": f"interview?{urlencode(place)}", "go": _("To the interview")}
    if hit.kind == "document":
        there = {"document": hit.id, "at": piece.at}
        return {"link": f"documents?{urlencode(there)}", "go": _("Read it there in the document")}
    if hit.kind == "lesson":
        return {"link": f"lessons?{urlencode({'lesson': hit.id})}", "go": _("To the lesson")}
    return {"link": point_links.link({"id": hit.id, "code": hit.code, "place": hit.moment}), "go": _("To the point")}


def _open(page: PageContext, hit: Hit | None) -> None:
    if hit is None:
        return
    notes_drawer(
        page,
        _("Note"),
        joined([hit.partnership or _("Across partnerships"), hit.wave]),
        {"note_ids": [hit.id]},
        "search_note",
        with_block=True,
        with_moment=True,
        on_close=lambda: return_focus(_HITS_KEY, hit.id),
    )
