"""Where a note comes from, in HTML: the question as asked and the whole answer, or the passage in its document."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from canvas.capture.interviewing import guide_of
from canvas.capture.lines import numbered
from canvas.store import documents, guides
from canvas.ui.words import _, joined

AROUND = 400  # characters of the document shown on either side of a passage


def sources(connection, notes: Sequence[dict]) -> dict[str, str]:
    """Per note id, the HTML of its source; rows as `store.notes.sourced` gives them."""
    asked, texts, found = {}, {}, {}
    for note in notes:
        if note["answer_id"]:
            if note["guide_id"] not in asked:
                asked[note["guide_id"]] = guide_of(guides.get(connection, note["guide_id"])["content"])
            found[note["id"]] = _answer(note, asked[note["guide_id"]])
        elif note["document_id"]:
            if note["document_id"] not in texts:
                texts[note["document_id"]] = documents.get(connection, note["document_id"])["text"]
            found[note["id"]] = _passage(note, texts[note["document_id"]])
    return found


def _answer(note: dict, guide) -> str:
    question = guide.question(note["question"])
    wording = question.wording(note["interview_role"], guide.spoken(note["language"])) if question else note["question"]
    version = _("guide {id}, version {version}", id=guide.id, version=guide.version)
    asked, whole = escape(joined([_("Question as asked"), version])), escape(_("Whole answer"))
    link = f"interview?interview={quote(note['interview_id'])}&question={quote(note['question'])}"
    there = escape(_("To the interview and earlier versions"))
    opened = f'<p><a class="go" href="{escape(link)}">{there}</a></p>'
    return f"<h4>{asked}</h4><p>{escape(wording)}</p><h4>{whole}</h4><p>{_marked_line(note)}</p>{opened}"


def _marked_line(note: dict) -> str:
    said = [escape(line) for line in note["answer_text"].split("\n")]
    for place, position, _line in numbered(note["answer_text"]):
        if position == note["position"] and not note["retired"]:
            said[place] = f"<mark>{said[place]}</mark>"
    return "\n".join(said)


def _passage(note: dict, text: str) -> str:
    start, end = note["start"], note["end"]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    shown = (
        ("… " if start > AROUND else "") + escape(before) + f"<mark>{escape(text[start:end])}</mark>" + escape(after)
        + (" …" if end + AROUND < len(text) else "")
    )  # fmt: skip
    where, source = escape(joined([note["document"], note["section"]])), escape(_("Source"))
    return f"<h4>{where}</h4><p>{shown}</p><h4>{source}</h4><p>{escape(note['source'])}</p>"
