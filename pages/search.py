"""Search: words in notes, answers, documents and points."""

from canvas.store import search
from canvas.ui import plain_streamlit as st
from canvas.ui import say, search_filter, search_hits, search_link
from canvas.ui.opening import mending, open_page
from canvas.ui.search_field import words_field
from canvas.ui.words import _

here = open_page()
arrived = search_link.take()
say.heading(_("Search"), _("In everything that was said and written: notes, answers, documents and points."))
words_field(arrived)
offered = search_filter.offer(here)
search_filter.settle_kind()
search_filter.row(here, offered)
search_link.tell()
held = search_link.held()
words, kind = held.get("q", ""), held.get("kind")
if not search.understood(words):
    if words:
        say.soft(_("There is no word in this to search for."))
    search_hits.how_to_search()
    st.stop()

with mending(pressed=False):
    narrowed = search_filter.asked(here, offered)
    with here.study.reading() as connection:
        counts = search.count(connection, words, **narrowed)
        found = search.find(
            connection,
            words,
            kinds=[kind] if kind else search.KINDS,
            ranked="sort" in held,
            limit=search_link.shown(search.PAGE),
            **narrowed,
        )
    search_filter.kinds(counts)
    if found.hits:
        search_hits.hit_list(here, found)
    else:
        search_hits.nothing_found(here, words)
