"""What opens of giving and taking, in a drawer: things that are given, who says what of them, and the notes behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from canvas.analysis.giving import Giving, Remark
from canvas.read_models.giving_page import GivingPage, giving_notes, giving_page
from canvas.report import giving_words
from canvas.store.row_types import ListedContribution
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.giving.contribution_form import contribution_form, open_anew
from canvas.ui.giving.statement_card import statement_card
from canvas.ui.i18n import _, joined, n_, speech
from canvas.ui.notes.note_list import note_list
from canvas.ui.page import PageContext

_OPEN = "statement_open"  # session: the id of the statement whose form stands in the drawer


def new_contribution(page: PageContext, partnership_id: str, partner_id: str = "") -> None:
    """Open the form for a contribution that is not there yet, of this partner at first."""
    drawer(
        _("Add contribution"),
        lambda: contribution_form(page, partnership_id, None, lambda: None, partner_id),
    )


def open_givings(
    page: PageContext, partnership_id: str, title: str, givings: Sequence[Giving], on_close: Callable[[], None]
) -> None:
    """Open things that are given, read anew at every change within the drawer."""
    ids = {row["id"] for giving in givings for row in giving.statements}
    st.session_state.pop(_OPEN, None)

    def body() -> None:
        model = page.read(giving_page, partnership_id)
        rows = {row["id"]: row for giving in model.givings for row in giving.statements}
        statement_id = st.session_state.get(_OPEN)
        if statement_id in rows:
            st.button(_("Back"), icon=":material/arrow_back:", type="tertiary", on_click=_close)
            contribution_form(page, partnership_id, rows[statement_id], _close)
            return
        shown = [giving for giving in model.givings if any(row["id"] in ids for row in giving.statements)]
        if not shown:
            elements.soft(_("This was taken away meanwhile."))
        for giving in shown:
            _giving(page, model, giving)

    drawer(title, body, on_close)


def ends(model: GivingPage, giving: Giving) -> str:
    """Return from whom to whom something goes."""
    whole, names = _("the partnership"), model.names
    return f"{names.get(giving.giver, whole)} → {names.get(giving.receiver, whole)}"


def _giving(page: PageContext, model: GivingPage, giving: Giving) -> None:
    elements.subheading(giving.text, joined([ends(model, giving), giving_words.amounts(giving, speech())]))
    if giving.differs:
        st.html(
            f'<p class="pps-lead">'
            f"{escape(giving_words.sentence(Remark(giving.differs, giving), model.names, speech()))}</p>"
        )
    for row in giving.statements:
        _statement(page, giving, row)
    notes = page.read(giving_notes, giving.statements)
    if notes:
        elements.soft(n_("Rests on {n} note:", "Rests on {n} notes:", len(notes)))
        note_list(page, notes, f"giving_{drawer_key(page, giving.key)}", with_block=True, with_moment=True)
    else:
        elements.soft(_("No note stands behind this."))


def _statement(page: PageContext, giving: Giving, row: ListedContribution) -> None:
    """Draw what one person says of it: the words where they are other ones than those it is called by."""
    with st.container(horizontal=True, wrap=False, gap="small", key=f"statement_{row['id']}"):
        st.html(statement_card(page, row, giving.text))
        if not page.study.read_only:
            st.button(
                _("Change"), key=f"statement_change_{row['id']}", type="tertiary", on_click=_open, args=(row["id"],)
            )


def _open(statement_id: str) -> None:
    open_anew(statement_id)
    st.session_state[_OPEN] = statement_id


def _close() -> None:
    st.session_state.pop(_OPEN, None)
