"""Where a note comes from, in HTML: question as asked, whole answer or passage in context, interview or document."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote, urlencode

from canvas.method import Role
from canvas.report.origin_words import document_line, interview_line, who_line
from canvas.report.origins import Document, InterviewDetails, Origin, Spoken
from canvas.ui.i18n import _, joined, name, speech


def source(origin: Origin, roles: Mapping[str, Role]) -> str:
    """Return the HTML of one source: nothing where a note came from no interview or document."""
    if origin.document:
        return _passage(origin, origin.document, roles)
    return _answer(origin, origin.interview, roles) if origin.interview else ""


def interview_link(interview: InterviewDetails, question: str) -> str:
    """Return the link to the interview, at the question where there is one."""
    question_part = {"question": question} if question else {}
    return "interview?" + urlencode({"interview": interview.id} | question_part, quote_via=quote)


def reader_link(document: Document, at: int | None) -> str:
    """Return the link to the place of a passage in its document."""
    return "documents?" + urlencode({"document": document.id, "at": at}, quote_via=quote)


def marked_speech(spoken: Spoken) -> str:
    """Return HTML of a piece of speech, with the part that became the note marked."""
    before, of_note, after = (escape(part) for part in spoken.parted)
    return f"{before}<mark>{of_note}</mark>{after}" if of_note else f"{before}{after}"


def _answer(origin: Origin, interview: InterviewDetails, roles: Mapping[str, Role]) -> str:
    rated = escape(_("{n} of 5", n=origin.rating))
    whole = "".join(map(marked_speech, origin.spoken)) or escape(_("Nothing was written down."))
    return (
        _question_asked(origin, _("Question as asked"))
        + (_part(_("Rating"), f"<p>{rated}</p>") if origin.rating else "")
        + _part(_("Whole answer"), f"<p>{whole}</p>")
        + _interview(interview, roles)
        + _go(interview_link(interview, origin.question), _("To the interview and earlier versions"))
    )


def _passage(origin: Origin, document: Document, roles: Mapping[str, Role]) -> str:
    spoken = [_turn(turn) for turn in origin.spoken]
    if origin.before:
        spoken[0] = spoken[0].replace("<p>", "<p>… ", 1)
    if origin.after:
        spoken[-1] = spoken[-1].removesuffix("</p>") + " …</p>"
    where = joined([document_line(speech(), document), origin.section])
    provenance = f"<p>{escape(document.source)}</p>" if document.source else ""
    return (
        (_question_asked(origin, _("Question this answers, as asked")) if origin.question else "")
        + _part(_("Passage in its context"), "".join(spoken))
        + _part(_("Document"), f"<p>{escape(where)}</p>{provenance}")
        + (_interview(origin.interview, roles) if origin.interview else "")
        + _go(reader_link(document, origin.at), _("Read it there in the document"))
    )


def _turn(spoken: Spoken) -> str:
    who = who_line(speech(), spoken)
    return f"<p>{f'<b>{escape(who)}</b> ' if who else ''}{marked_speech(spoken)}</p>"


def _question_asked(origin: Origin, title: str) -> str:
    return _part(
        title,
        f'<p lang="{escape(origin.language)}">{escape(origin.wording or name("no_question"))}</p>',
    )


def _interview(interview: InterviewDetails, roles: Mapping[str, Role]) -> str:
    return _part(_("Interview"), f"<p>{escape(interview_line(speech(), roles, interview))}</p>")


def _part(title: str, html: str) -> str:
    return f"<h4>{escape(title)}</h4>{html}"


def _go(link: str, words: str) -> str:
    return f'<p><a class="go" href="{escape(link)}">{escape(words)}</a></p>'
