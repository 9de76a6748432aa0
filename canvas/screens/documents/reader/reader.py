"""The reader: a document on the screen, of which passages become notes by key or mouse, without a run of the screen.

What is said and done goes through `reader_route`; the component is given who reads, and the words around it.
"""

from __future__ import annotations

from html import escape

from canvas import method
from canvas.capture import passage_notes
from canvas.capture.recount import characters
from canvas.read_models.documents_page import ReaderPage
from canvas.report.origin_words import guide_called
from canvas.store.row_types import ReadDocument
from canvas.ui import elements, session_pass
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import anything, component
from canvas.ui.i18n import _, a_date, block, catalogue, joined, language, n_, name, question, speech
from canvas.ui.interviews.interview_labels import role_line
from canvas.ui.page import PageContext

# One letter a block, the same in both languages: its first letter in Dutch where that is free, else one within it.
LETTERS = {
    "partners": "p",
    "activities": "a",
    "resources": "b",
    "governance": "g",
    "social_problem": "m",
    "solution": "o",
    "impact": "i",
    "alternatives": "l",
    "social_value": "w",
    "commercial_value": "c",
    "beneficiaries": "d",
    "relations": "r",
    "channels": "k",
    "costs": "e",
    "revenues": "n",
    "surplus": "x",
    "funding": "f",
    "financial_support": "u",
}
# It stands in the page itself, so that the browser's own search and selection work in it.
_reader = component("pps_reader", {"changed": anything}, js=script("reader.js"), isolate_styles=False)


def reader(page: PageContext, document: ReadDocument, at: int | None) -> None:
    """Draw a document to read and to note passages of; `at` is the code point to begin at."""
    st.html(f"<style>{asset('reader.css')}</style>")
    roles = {
        key: {"name": elements.role_name(role), "letter": role.letter[page.language], "colour": elements.colour(role)}
        for key, role in page.roles.items()
    }
    questions = page.read(passage_notes.questions, document["id"])
    data = {
        "owner": page.owner,
        "pass": session_pass.give_for_document(page.study, page.user["id"], page.language, document["id"]),
        "document": document["id"],
        "title": document["title"],
        "at": at,
        "readonly": page.study.read_only,
        "language": page.language,
        "roles": roles,
        "words": _words(),
        "groups": [[key, question(key, short=True)] for key in method.questions()],
        "blocks": [
            {"id": key, "name": block(key), "group": method.blocks()[key].question, "key": LETTERS[key]}
            for key in page.blocks
        ],
        "names": {key: block(key) for key in method.blocks()},
        "kinds": [[key, name(key)] for key in method.NOTE_KINDS],
        "questions": [[asked_question.key, wording, asked_question.block] for asked_question, wording in questions],
        "keys": _keys(bool(questions), page.study.read_only),
    }
    # `changed` asks for nothing but a run: it brings a new pass after the workbench was started anew
    _reader(key=f"reader_{document['id']}", data=data)


def head(page: PageContext, model: ReaderPage) -> None:
    """Draw the title, where the words come from, and whether all of them are there."""
    document, interview, guide = model.document, model.interview, model.guide
    with st.container(key="reader_head", horizontal=True, vertical_alignment="bottom"):
        elements.heading(document["title"], "" if interview else _about(document))
        st.page_link("pages/documents.py", label=_("All documents"), icon=":material/arrow_back:", width="content")
    if interview and guide:
        codes, day = escape(", ".join(interview["codes"])), a_date(interview["started_at"] or document["dated"])
        version = guide_called(speech(), guide.title, interview["guide_version"])
        where = joined([interview["name"], interview["label"], day, version])
        link, way = f"interview?interview={escape(interview['id'])}", escape(_("To the interview"))
        st.html(
            f'<p class="pps-reading">{role_line(page, interview["role"])} <b>{codes}</b> <span>{escape(where)}</span> '
            f'<a class="go" href="{link}">{way}</a></p>'
        )
    if line := completeness(document["intake"], document["text"]):
        st.html(f'<p class="pps-reading">{line}</p>')


def completeness(intake: dict, text: str | None = None) -> str:
    """Return HTML that says how much of the file a transcript holds; '' where that was not counted.

    With the text as it is stored its characters are counted again: what is gone from it is not called kept.
    """
    if "characters_in" not in intake:
        return ""
    cues, read = intake.get("cues_in_file", 0), intake.get("cues_read", 0)
    came, stored, left_out = intake["characters_in"], intake["characters_kept"], intake.get("characters_left_out", 0)
    if text is not None and "characters_stored" in intake:
        stored += characters(text) - intake["characters_stored"]
    whole = read >= cues and stored + left_out >= came
    parts = [
        _("{n} of {total} time lines read", n=_figure(read), total=_figure(cues)) if cues else "",
        _("{n} of {total} characters kept", n=_figure(stored), total=_figure(came)),
        _("{n} left out", n=_figure(left_out)) if left_out else "",
        n_("{n} place replaced", "{n} places replaced", intake["places_replaced"])
        if intake.get("places_replaced")
        else "",
        n_("{n} remark", "{n} remarks", len(intake["warnings"])) if intake.get("warnings") else "",
    ]
    chip, verdict = ("", _("Complete")) if whole else (" wrong", _("Not complete"))
    return f'<span class="pps-chip{chip}">{escape(verdict)}</span> <span>{escape(joined(parts))}</span>'


def _about(document: ReadDocument) -> str:
    return joined([document["source"], a_date(document["dated"])])


def _figure(number: int) -> str:
    digits = f"{number:,}"
    return digits.replace(",", ".") if language() == "nl" else digits


def _keys(questions: bool, read_only: bool) -> list:
    """Return the other keys, as ([what stands on them], what they do)."""
    move = [
        (["↑", "↓"], _("Previous or next turn")),
        (["←", "→"], _("Select a word")),
        (["⇧", "← →"], _("Select more or less")),
        (["s"], _("The sentence; again for the next one")),
        (["⇧", "s"], _("The next sentence too")),
        (["t"], _("The whole turn")),
        (["v"], _("Next passage; with ⇧ the one before")),
    ]
    give = [
        (["Enter"], _("Choose from a list, or open a passage")),
        (["."], _("The block used last")),
        (["y"], _("Themes of the open note")),
        (["z"], _("Undo")),
        (["Delete"], _("Take the passage away")),
    ]
    rest = [(["j"], _("To the open note")), (["h"], _("Show or hide this list")), (["Esc"], _("Let go"))]
    ask = [(["q"], _("Which question this turn answers"))] if questions and not read_only else []
    return [*move, *([] if read_only else give), *ask, *rest]


def _words() -> dict[str, str]:
    plural = catalogue(language()).ngettext  # the reader counts while one works, so it fills the gaps itself
    return {
        "legend": _("Blocks, themes and keys"),
        "panel": _("Notes of the open passage"),
        "bar": _("Passages"),
        "keys": _("Keys"),
        "themes": _("Themes"),
        "noThemes": _("No themes yet."),
        "loading": _("Loading the text…"),
        "waiting": _("The workbench does not answer. It is tried again by itself."),
        "interviewer": _("Interviewer"),
        "unknown": _("Unknown speaker"),
        "noRole": _("No role"),
        "editing": _("Save or cancel the note that is open first."),
        "paragraph": _("Paragraph {n}"),
        "passage": plural("{n} passage", "{n} passages", 1),
        "passages": plural("{n} passage", "{n} passages", 2),
        "previous": _("Previous passage"),
        "next": _("Next passage"),
        "undo": _("Undo"),
        "close": _("Close"),
        "hint": _(
            "Select words and press the letter of a block: they become a note. Click a passage to open its note."
        ),
        "hintTouch": _("Select words and choose a block: they become a note. Touch a passage to open its note."),
        "hintReading": _("Click a passage to open its note."),
        "all": _("All notes in this document ({n})"),
        "saving": _("Saving…"),
        "saved": _("Saved {when}"),
        "kept": _("kept on this device"),
        "oneWaits": _("1 change is not stored yet"),
        "manyWait": _("{n} changes are not stored yet"),
        "notStored": _("Not stored"),
        "again": _("Try again"),
        "letGo": _("Let go"),
        "filter": _("Search…"),
        "nothing": _("Nothing like it."),
        "palette": _("Give the selected words a block"),
        "themesAlong": _("Themes to give along"),
        "addTheme": _("Add a theme"),
        "takeTheme": _("Take theme {theme} off"),
        "edit": _("Edit"),
        "remove": _("Take away"),
        "save": _("Save note"),
        "cancel": _("Cancel"),
        "note": _("Note"),
        "block": _("Block"),
        "kind": _("Kind"),
        "empty": _("Write down what was said."),
        "selectFirst": _("Select words first: → for a word, s for the sentence, t for the whole turn."),
        "tooLong": _("That is too much for one note: select less."),
        "given": _("Noted on {block}"),
        "there": _("These words stand on that block already."),
        "themeFirst": _("Open one note first."),
        "themeGiven": _("Theme {theme} given"),
        "themeTaken": _("Theme {theme} taken off"),
        "themeAlong": _("Theme {theme} goes along with the block you choose"),
        "themeNot": _("Theme {theme} does not go along"),
        "noTheme": _("No theme has this digit yet."),
        "noLast": _("No block was used yet."),
        "removed": _("The note is taken away."),
        "undone": _("Undone"),
        "nothingToUndo": _("There is nothing to undo."),
        "noNext": _("No passage follows."),
        "noPrevious": _("No passage before this one."),
        "link": _("Link to a question"),
        "linkHint": _("Which question of the guide this turn answers"),
        "answers": _("Answer to: {question}"),
        "linked": _("This turn"),
        "noQuestion": _("Answers no question"),
        "linkMade": _("The turn is linked."),
        "linkTaken": _("The turn is not linked any more."),
    }
