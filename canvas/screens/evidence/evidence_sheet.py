"""An evidence sheet on screen, in HTML: the pieces that the files are made of, a number of notes at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from canvas.report import files
from canvas.report.blocks import Fact, Facts, Heading, Line, Piece, Quote, Rows, Voice
from canvas.report.evidence_model import Evidence
from canvas.report.evidence_words import pieces
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.file_button import file_button
from canvas.ui.i18n import _, n_, speech
from canvas.ui.page import PageContext

TITLES_AT_ONCE = 60  # titles of points and notes drawn at once
_TONES = {"plain": "pps-text", "soft": "pps-soft", "said": "said", "notice": "pps-notice", "warning": "pps-wrong"}
_KINDS = {".md": "text/markdown", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def downloads(evidence: Evidence) -> None:
    """Draw the buttons that hand the sheet over as a file, which is made when one of them is pressed."""
    words = {".docx": _("Download as Word (.docx)"), ".md": _("Download as Markdown (.md)")}
    spoken = speech()
    with st.container(horizontal=True, key="evidence_files"):
        for ending, label in words.items():
            file_button(
                label,
                partial(files.content, evidence, spoken, ending),
                files.file_name(evidence, spoken, ending),
                _KINDS[ending],
                key=f"evidence_file_{ending[1:]}",
                on_click="ignore",
                icon=":material/download:",
                type="primary" if ending == ".docx" else "secondary",
            )


def sheet(page: PageContext, evidence: Evidence) -> None:
    """Draw the sheet, and the button that shows more of it."""
    parts = sections(pieces(evidence, speech()))
    shown = st.session_state.get("evidence_shown", TITLES_AT_ONCE)
    st.html(f'<div class="pps-evidence">{"".join(html(page, part) for part in parts[:shown])}</div>')
    left = len(parts) - shown
    if left > 0:
        st.button(
            n_("Show {n} more part", "Show {n} more parts", min(left, TITLES_AT_ONCE)),
            key="evidence_more",
            on_click=st.session_state.__setitem__,
            args=("evidence_shown", shown + TITLES_AT_ONCE),
        )
        elements.soft(_("The files hold all of it."))


def sections(sheet_pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces by their titles: each part begins with one, but the first, which follows the screen's own."""
    parts: list[list[Piece]] = [[]]
    for piece in sheet_pieces:
        if isinstance(piece, Heading) and piece.level == 1:
            continue
        if isinstance(piece, Heading):
            parts.append([])
        parts[-1].append(piece)
    return parts


def html(page: PageContext, part: Sequence[Piece]) -> str:
    """Return one part as HTML; a note stands in a card with the colour of its role."""
    head = part[0] if part else None
    of = f"{head.text}: " if isinstance(head, Heading) else ""
    body = "".join(_html(piece, of) for piece in part)
    if isinstance(head, Heading) and head.level == 6:
        return (
            f'<article class="pps-note" style="--c:{elements.colour(page.roles.get(head.role or ""))}">{body}</article>'
        )
    return body


def _html(piece: Piece, of: str = "") -> str:
    if isinstance(piece, Rows):
        return _table(piece, of)
    if isinstance(piece, Heading):
        return f"<h{piece.level}>{escape(piece.text)}</h{piece.level}>"
    if isinstance(piece, Line):
        return f'<p class="{_TONES[piece.tone]}">{escape(piece.text)}</p>'
    if isinstance(piece, Facts):
        rows = "".join(f"<dt>{escape(fact.name)}</dt><dd>{_linked(fact)}</dd>" for fact in piece.facts)
        return f"<dl>{rows}</dl>"
    if isinstance(piece, Quote):
        voices = "".join(map(_voice, piece.voices))
        return f'<div class="pps-source"><p><b>{escape(piece.name)}</b></p>{voices}</div>'
    raise TypeError(piece)


def _linked(fact: Fact) -> str:
    return f'<a class="go" href="{escape(fact.link)}">{escape(fact.text)}</a>' if fact.link else escape(fact.text)


def _voice(voice: Voice) -> str:
    who = f"<b>{escape(voice.who)}</b> " if voice.who else ""
    noted = f"<mark>{escape(voice.noted)}</mark>" if voice.noted else ""
    return f"<p>{who}{escape(voice.before)}{noted}{escape(voice.after)}</p>"


def _table(piece: Rows, of: str) -> str:
    """Return a table, called after what it is of as well to screen readers: a sheet holds many of one name."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in piece.heads)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td data-label="{escape(head)}"><span>{escape(cell)}</span></td>'
            for head, cell in zip(piece.heads, cells, strict=True)
        )
        + "</tr>"
        for cells in piece.rows
    )
    name, called = escape(piece.caption), escape(f"{of}{piece.caption}")
    return (
        f'<p class="pps-soft">{name}</p><div class="pps-scroll" tabindex="0" role="region" aria-label="{called}">'
        f'<table class="pps"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
