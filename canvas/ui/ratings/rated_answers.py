"""The answers behind a figure of the ratings, in a drawer: who gave which, to what question, and what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from urllib.parse import quote

from canvas.analysis.response_state import RATINGS
from canvas.capture.interviewing import guide_of
from canvas.report.origin_words import guide_called
from canvas.store import answers, guides, interviews
from canvas.store.notes import notes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, place
from canvas.ui.i18n import _, a_date, block, joined, n_, name, speech
from canvas.ui.notes.note_list import note_list
from canvas.ui.page import Here
from canvas.ui.pickers import attribute_filter

FIGURES = (*RATINGS, "dont_know", "n")  # what a figure counts: a rating, "don't know", or all who gave a rating


def counts(answer: Mapping, figure: str) -> bool:
    """Whether an answer is one of those that this figure counts."""
    if figure == "dont_know":
        return bool(answer["dont_know"])
    return bool(answer["rating"]) and figure in ("n", f"rated_{answer['rating']}")


def rated_drawer(
    here: Here, moment: Mapping, role: str, of_block: str, figure: str, on_close: Callable[[], None]
) -> None:
    """Open the answers of a role on a block at a moment that one figure of the ratings counts, with their notes."""
    key = f"rated_{place(here, moment['partnership_id'], moment['wave_id'], role, of_block, figure)}"

    def body() -> None:
        with here.study.reading() as connection:
            asked = answers.of_block(connection, moment["partnership_id"], moment["wave_id"], of_block)
            asked = attribute_filter.given(here, moment, asked)
            # what rates a success factor is counted there, not on the block it stands at
            given = [row for row in asked if row["role"] == role and row["factor"] is None and counts(row, figure)]
            pair = (moment["partnership_id"], moment["wave_id"])
            found = notes.sourced(
                connection, moments=[pair], roles=[role], blocks=[of_block], wanted=attribute_filter.chosen(here).wanted
            )
        elements.soft(
            joined(
                [
                    n_("{n} rating", "{n} ratings", len(given)),
                    moment["name"],
                    moment["label"],
                    elements.named_role(here.roles, role),
                ]
            )
        )
        st.html(articles(here, given))
        of_these = [note for note in found if note["interview_id"] in {row["interview_id"] for row in given}]
        if of_these:
            elements.subheading(_("What they said about it"), n_("{n} note", "{n} notes", len(of_these)))
            note_list(here, of_these, key)

    drawer(joined([block(of_block), _named(figure)], ": "), body, on_close)


def articles(here: Here, given: Sequence[Mapping]) -> str:
    """HTML of these answers, as `store.answers.of_block` gives them: rating, question as asked, words and interview."""
    with here.study.reading() as connection:
        held = interviews.some(connection, sorted({row["interview_id"] for row in given}))
        kept = {one: guides.get(connection, one)["content"] for one in {row["guide_id"] for row in held.values()}}
    return "".join(_given(here, row, held[row["interview_id"]], kept) for row in given)


def _named(figure: str) -> str:
    if figure == "dont_know":
        return _("don't know")
    return _("all ratings") if figure == "n" else _("rating {n} of 5", n=figure[-1])


def _given(here: Here, answer: Mapping, held: Mapping, kept: Mapping[str, str]) -> str:
    """HTML of one answer: the rating, the question as asked, the words with it, and the way to the interview."""
    guide = guide_of(kept[held["guide_id"]])
    spoken, question = guide.spoken(held["language"]), guide.question(answer["question"])
    asked = question.rated(held["role"], spoken) or question.wording(held["role"], spoken) if question else ""
    mark = _("{n} of 5", n=answer["rating"]) if answer["rating"] else _("Don't know")
    version = guide_called(speech(), guide.title, held["guide_version"])
    who = joined(
        [
            ", ".join(held["codes"]),
            a_date(held["started_at"]),
            version,
            _("interviewer: {name}", name=held["interviewer"]),
        ]
    )
    link = f"interview?interview={quote(held['id'])}&question={quote(answer['question'])}"
    words, asked_title = answer["text"].strip(), escape(_("Question as asked"))
    said = f'<p class="pps-text">{escape(words)}</p>' if words else ""
    colour, there = elements.colour(here.roles.get(held["role"])), escape(_("To the interview and earlier versions"))
    return (
        f'<article class="pps-note" style="--c:{colour}"><p class="said"><b>{escape(mark)}</b></p>'
        f'<p class="from">{escape(who)}</p><div class="pps-source"><p class="pps-eyebrow">{asked_title}</p>'
        f'<p lang="{spoken}">{escape(asked or name("no_question"))}</p>{said}'
        f'<p><a class="go" href="{escape(link)}">{there}</a></p></div></article>'
    )
