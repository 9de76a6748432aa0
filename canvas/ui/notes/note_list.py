"""Notes as a list, wherever they open: who said it, where and when, and what it was said in answer to."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import cast

from canvas import method
from canvas.capture.answers import rewrite_note
from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.read_models.listed_notes import listed_notes
from canvas.store.row_types import EditedNote, SourcedNote
from canvas.ui import browser, elements
from canvas.ui import plain_streamlit as st
from canvas.ui.agreements.agreement_forms import new_agreement
from canvas.ui.dialogs import draft_fields, edit_conflict
from canvas.ui.i18n import _, a_date, block, joined, n_, name
from canvas.ui.notes import theme_picker
from canvas.ui.notes.note_sources import source
from canvas.ui.notes.note_versions import note_versions
from canvas.ui.notes.partner_left import left_words
from canvas.ui.notes.theme_marks import chips
from canvas.ui.page import PageContext, show_user_errors

NOTES_AT_ONCE = 40  # notes drawn at once
NOTE_FORM_FIELDS = ("text", "block", "kind")  # what a note's form holds


def note_list(
    page: PageContext,
    notes: Sequence[SourcedNote],
    key: str,
    *,
    with_block: bool = False,
    with_moment: bool = False,
    edit: bool = True,
    extra: Callable[[SourcedNote], None] | None = None,
) -> None:
    """Draw notes as `store.notes.notes.with_sources` gives them; each opens its source, and can be edited or moved.

    `key` names the place this list stands in: a form opened in it, with what was typed, stays open under that key
    until it is saved or cancelled. `extra` draws something of the caller's under each note.
    """
    shown = st.session_state.get(f"{key}_shown", NOTES_AT_ONCE)
    drawn = list(notes[:shown])
    model = page.read(listed_notes, drawn)
    edit = edit and not page.study.read_only
    editing = _editing(key) if edit else {}
    if edit:
        _return_focus(key, [note["id"] for note in drawn])
    with st.container(key=f"{key}_list"):
        for note_id in editing.keys() - {note["id"] for note in drawn}:
            _editor(page, editing[note_id], key)  # moved or taken away meanwhile: what is typed must not go with it
        for note in drawn:
            mine = note["id"] in editing
            # what is chosen about a note stands in a row under it, at the same place whatever the note's length
            with st.container() if extra else st.container(horizontal=True, wrap=False, gap="small"):
                versions = note_versions(model.versions.get(note["id"], ()))
                carries = model.themes.get(note["id"], [])
                opened: EditedNote = {**note, "themes": [theme["id"] for theme in carries]}
                _note(
                    page,
                    note,
                    source(model.origins[note["id"]], page.roles) if note["id"] in model.origins else "",
                    model.points.get(note["id"], []),
                    with_block,
                    with_moment,
                    versions,
                    chips(carries) + _became(model.agreements.get(note["id"])),
                    left_words(note["codes"], model.departed),
                )
                if extra:
                    with st.container(horizontal=True, vertical_alignment="center", key=f"note_ways_{note['id']}"):
                        extra(note)
                        if edit and not mine:
                            _edit_button(opened, key)
                elif edit and not mine:
                    _edit_button(opened, key)
            if edit and note["id"] not in model.agreements:
                _agree(page, note, key)
            if mine:
                _editor(page, editing[note["id"]], key)
        left = len(notes) - len(drawn)
        if left > 0:
            st.button(
                n_("Show {n} more", "Show {n} more", min(left, NOTES_AT_ONCE)),
                key=f"{key}_more",
                on_click=st.session_state.__setitem__,
                args=(f"{key}_shown", shown + NOTES_AT_ONCE),
            )


def origin_line(note: SourcedNote) -> str:
    """Return respondent codes or the document's section, and the date."""
    if note["origin"] == "answer":
        return joined([", ".join(note["codes"]), a_date(note["started_at"])])
    if note["origin"] == "passage":
        return joined([note["document"], note["section"], a_date(note["dated"])])
    return joined([name(note["origin"]), a_date(note["created_at"])])


def _note(
    page: PageContext,
    note: SourcedNote,
    source: str,
    resting: Sequence[dict],
    with_block: bool,
    with_moment: bool,
    versions: str,
    themes: str,
    departed: str,
) -> None:
    role = page.roles.get(note["role"] or "")
    where = joined(
        [
            joined([note["partnership"] or _("Across partnerships"), note["wave"]]) if with_moment else "",
            block(note["block"]) if with_block else "",
            name(note["kind"]) if note["kind"] != "plain" else "",
            origin_line(note),
            departed,
            _("edited") if note["revision"] > 1 else "",
            _("taken away meanwhile") if note["retired"] and not note["erased_at"] else "",
        ]
    )
    carried = "".join(map(_resting, resting))
    rests = n_("Rests under {n} point", "Rests under {n} points", len(resting)) if resting else ""
    carried = f"<h4>{escape(rests)}</h4>{carried}" if resting else ""
    opener = escape(_("Show the source"))
    words = note["text"]
    if note["erased_at"]:
        words = _("The words of this note were erased on {when}.", when=a_date(note["erased_at"]))
    st.html(
        f'<article class="pps-note" style="--c:{elements.colour(role)}"><p class="said">{escape(words)}</p>'
        f'<p class="from">{elements.letter(role)} <b>{escape(elements.named_role(page.roles, note["role"]))}</b>'
        f" · {escape(where)}</p>{themes}"
        f'<details class="pps-from"><summary>{opener}</summary>'
        f'<div class="pps-source">{source}{carried}</div></details>{versions}</article>'
    )


def _resting(point: dict) -> str:
    """Return HTML of a point that rests on a note, with the ways to it and to all else it rests on."""
    there, whole = escape(_("Open the point")), escape(_("Evidence"))
    return (
        f"<p>• {escape(point['text'])}</p>"
        f'<p><a class="go" href="perspectives?point={point["id"]}">{there}</a> · '
        f'<a class="go" href="evidence?point={point["id"]}">{whole}</a></p>'
    )


def _agree(page: PageContext, note: SourcedNote, key: str) -> None:
    """Draw what makes an agreement of an action; nothing for a note of another kind, or of no partnership."""
    if note["kind"] != "action" or note["retired"] or not (note["partnership_id"] and note["wave_id"]):
        return
    label, form = _("Make an agreement of it"), f"{key}_agree_{note['id']}"
    if st.toggle(label, key=form):
        with st.container(border=True):
            new_agreement(page, note, note)


def _became(agreement_id: str | None) -> str:
    """Return HTML that says that a note became an agreement, with the way to it; nothing where it did not."""
    if not agreement_id:
        return ""
    words, link = escape(_("Became an agreement")), f"agreements?agreement={escape(agreement_id)}"
    return f'<p class="pps-way"><a class="go" href="{link}">{words}</a></p>'


def _edit_button(note: EditedNote, key: str) -> None:
    st.button(
        _("Edit"),
        key=f"{key}_edit_{note['id']}",
        type="tertiary",
        icon=":material/edit:",
        help=_("Edit this note, or move it to another block"),
        on_click=_open,
        args=(key, note),
    )


def _editing(key: str) -> dict[str, EditedNote]:
    """Return per note that is being edited in this list: the note as its form was opened."""
    return st.session_state.setdefault(f"{key}_editing", {})


def _open(key: str, note: EditedNote) -> None:
    _editing(key)[note["id"]] = note
    _ask_focus(key, note["id"])


def _close(key: str, note_id: str) -> None:
    """Forget what was typed; the keyboard goes back to where the form was opened."""
    _editing(key).pop(note_id, None)
    draft_fields.forget(_form(key, note_id))
    edit_conflict.forget(_form(key, note_id))
    _ask_focus(key, note_id)


def _form(key: str, note_id: str) -> str:
    return f"{key}_form_{note_id}"


def _ask_focus(key: str, note_id: str) -> None:
    st.session_state[f"{key}_focus"] = {"note": note_id, "token": uuid.uuid4().hex}


def _return_focus(key: str, note_ids: Sequence[str]) -> None:
    """Put the keyboard in a form just opened, or back at the note it was opened from, or at the list that note left."""
    focus = st.session_state.get(f"{key}_focus", {"note": "", "token": ""})
    if focus["note"] in _editing(key):
        at = draft_fields.widget_key(f"{_form(key, focus['note'])}_text")
    else:
        at = f"{key}_edit_{focus['note']}" if focus["note"] in note_ids else f"{key}_list"
    browser.focus(at, focus["token"], mount=key)


def _editor(page: PageContext, note: EditedNote, key: str) -> None:
    """Draw the form for a note as it was opened; it keeps what is typed in it while the note changes elsewhere."""
    form = _form(key, note["id"])
    opened: Mapping = note
    unsaved = any(draft_fields.typed(f"{form}_{field}", opened[field]) != opened[field] for field in NOTE_FORM_FIELDS)
    unsaved = unsaved or theme_picker.differs(f"{form}_themes", note["themes"])
    with st.container(border=True, key=form):
        text = st.text_area(_("Note"), height="content", **draft_fields.field(f"{form}_text", note["text"]))
        elements.soft(
            joined(
                [
                    _("One line: a note is one statement."),
                    _("The line in the answer changes along; the earlier version is kept.")
                    if note["origin"] == "answer"
                    else "",
                ],
                " ",
            )
        )
        blocks, kinds = list(method.blocks()), list(method.NOTE_KINDS)
        to = st.selectbox(_("Block"), blocks, format_func=block, **draft_fields.field(f"{form}_block", note["block"]))
        kind = st.selectbox(_("Kind"), kinds, format_func=name, **draft_fields.field(f"{form}_kind", note["kind"]))
        carries = theme_picker.choice(page, f"{form}_themes", note["themes"])
        with st.container(horizontal=True):
            saved = st.button(_("Save note"), key=f"{key}_save_{note['id']}", type="primary")
            st.button(_("Cancel"), key=f"{key}_cancel_{note['id']}", on_click=_close, args=(key, note["id"]))
        if edit_conflict.wants_overwrite(form) or saved:
            with show_user_errors():
                _save(page, note, key, text, to, kind, carries)
        elif unsaved:
            elements.soft(_("Not saved yet."))
        edit_conflict.draw_remembered(
            form,
            lambda now: _editing(key).update({note["id"]: cast(EditedNote, {**note, **now})}),
            lambda field, value: draft_fields.write(f"{form}_{field}", value),
            _in_words,
        )


def _save(page: PageContext, note: EditedNote, key: str, text: str, to: str, kind: str, carries: Sequence[str]) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and text != note["text"]:
        raise UserError(
            N_("Note"),
            N_("this is {count} lines, and a note is one statement."),
            N_("Make it one line; a second statement is a note of its own."),
            count=len(lines),
        )
    try:
        rewrite_note(page.study, page.user["id"], note["id"], text, to, kind, opened=note, carries=carries)
    except ChangedMeanwhileError as conflict:
        edit_conflict.remember_conflict(_form(key, note["id"]), conflict)
        return
    _close(key, note["id"])
    elements.done(_("Note saved"))
    st.rerun(scope="fragment")


def _in_words(field: str, value: object) -> str:
    return {"block": block, "kind": name}.get(field, str)(str(value))
