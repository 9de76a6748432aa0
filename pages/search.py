"""Search: words in notes, answers, documents, points and lessons."""

from canvas.read_models.search_page import search_page
from canvas.screens.search import hit_list, search_filter
from canvas.store.search import search
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import open_page, show_user_errors
from canvas.ui.pickers import attribute_filter
from canvas.ui.search import search_url
from canvas.ui.search.search_field import words_field

page = open_page()
arrived = search_url.take_link()
elements.heading(
    _("Search"), _("In everything that was said and written: notes, answers, documents, points and lessons.")
)
words_field(arrived)
offered = search_filter.offer(page)
search_filter.settle_kind()
search_filter.row(page, offered)
search_url.tell_link()
chosen = search_url.chosen()
words, kind = chosen.get("q", ""), chosen.get("kind")
if not search.query_terms(words):
    if words:
        elements.soft(_("There is no word in this to search for."))
    hit_list.how_to_search()
    st.stop()

with show_user_errors(pressed=False):
    within, filters = search_filter.filters(offered), attribute_filter.chosen(page).filters
    limit = search_url.hits_shown(search.HITS_A_PAGE)
    model = page.read(search_page, words, kind, within, filters, ranked="sort" in chosen, limit=limit)
    search_filter.kinds(model.counts)
    if model.hits.hits:
        hit_list.hit_list(page, model.hits)
    else:
        hit_list.nothing_found(page, words)
