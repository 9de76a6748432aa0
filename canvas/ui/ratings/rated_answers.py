"""The answers behind a figure of the ratings, in a drawer: who gave which, to what question, and what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from urllib.parse import quote

from canvas.read_models.rated_answers import AnswerSources, RatedAnswers, rated_block_answers
from canvas.report.origin_words import guide_called
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.i18n import _, a_date, block, joined, n_, name, speech
from canvas.ui.notes.note_list import note_list
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter


def rated_drawer(
    page: PageContext, moment: Mapping, role: str, of_block: str, figure: str, on_close: Callable[[], None]
) -> None:
    """Open the answers of a role on a block at a moment that one figure of the ratings counts, with their notes."""
    pair = (moment["partnership_id"], moment["wave_id"])
    key = f"rated_{drawer_key(page, *pair, role, of_block, figure)}"

    def body() -> None:
        filters = attribute_filter.chosen(page).filters
        model = page.read(rated_block_answers, pair, role, of_block, figure, filters)
        elements.soft(
            joined(
                [
                    counted_line(model.answers) if model.answers else "",
                    moment["name"],
                    moment["label"],
                    elements.named_role(page.roles, role),
                ]
            )
        )
        answers_shown(page, model)
        if model.notes:
            elements.subheading(_("What they said about it"), n_("{n} note", "{n} notes", len(model.notes)))
            note_list(page, model.notes, key)

    drawer(joined([block(of_block), _named(figure)], ": "), body, on_close)


def answers_shown(page: PageContext, model: RatedAnswers) -> None:
    """Draw the answers behind a figure; where there are none (any more), or they are held back, say so of the last."""
    if model.answers:
        st.html(articles(page, model.answers, model.sources))
    elif page.limits:
        elements.soft(_("Who gave which rating is held back from you."))


def articles(page: PageContext, answers: Sequence[Mapping], sources: AnswerSources) -> str:
    """Return HTML of answers (rows of `store.answers.of_block`): rating, question as asked, words and interview.

    Ratings that count stand first: of who rated more than once only the last does.
    """
    ordered = sorted(answers, key=lambda answer: not answer["voters"])
    return "".join(_article(page, answer, sources) for answer in ordered)


def _vote(answer: Mapping) -> str:
    """Return for whom a rating counts, where that is not simply the one person who gave it."""
    if not (answer["rating"] or answer["dont_know"]):
        return ""
    if not answer["voters"]:
        return _("does not count: rated again later")
    if len(answer["voters"]) == len(answer["codes"]):
        return _("counts for {n} people", n=len(answer["voters"])) if len(answer["voters"]) > 1 else ""
    return _("counts for {codes}; the others rated again later", codes=", ".join(answer["voters"]))


def _rated_word(answer: Mapping) -> str:
    return joined([_("{n} of 5", n=answer["rating"]) if answer["rating"] else _("Don't know"), _vote(answer)])


def counted_line(answers: Sequence[Mapping]) -> str:
    """Return how many people these ratings are of, and how many were followed by a later one of the same people."""
    people, earlier = sum(len(answer["voters"]) for answer in answers), sum(not answer["voters"] for answer in answers)
    return joined(
        [
            n_("{n} person", "{n} people", people),
            n_("{n} earlier rating, which does not count", "{n} earlier ratings, which do not count", earlier)
            if earlier
            else "",
        ]
    )


def _named(figure: str) -> str:
    if figure == "dont_know":
        return _("don't know")
    return _("all ratings") if figure == "n" else _("rating {n} of 5", n=figure[-1])


def _article(page: PageContext, answer: Mapping, sources: AnswerSources) -> str:
    """Return HTML of one answer: the rating, the question as asked, the words with it, and the way to the interview."""
    interview = sources.interviews[answer["interview_id"]]
    guide = sources.guides[interview["guide_id"]]
    language, question = guide.language_for(interview["language"]), guide.question(answer["question"])
    wording = ""
    if question:
        wording = question.rating_wording(interview["role"], language) or question.wording(interview["role"], language)
    mark = _rated_word(answer)
    version = guide_called(speech(), guide.title, interview["guide_version"])
    who = joined(
        [
            ", ".join(interview["codes"]),
            a_date(interview["started_at"]),
            version,
            _("interviewer: {name}", name=interview["interviewer"]),
        ]
    )
    link = f"interview?interview={quote(interview['id'])}&question={quote(answer['question'])}"
    words, wording_title = answer["text"].strip(), escape(_("Question as asked"))
    paragraph = f'<p class="pps-text">{escape(words)}</p>' if words else ""
    colour, there = (
        elements.colour(page.roles.get(interview["role"])),
        escape(_("To the interview and earlier versions")),
    )
    return (
        f'<article class="pps-note" style="--c:{colour}"><p class="said"><b>{escape(mark)}</b></p>'
        f'<p class="from">{escape(who)}</p><div class="pps-source"><p class="pps-eyebrow">{wording_title}</p>'
        f'<p lang="{language}">{escape(wording or name("no_question"))}</p>{paragraph}'
        f'<p><a class="go" href="{escape(link)}">{there}</a></p></div></article>'
    )
