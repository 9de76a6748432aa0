"""Serves the reader: a document's text and notes go out at this route, passages and changes of their notes come in.

Guarded as `guarded_route` says, and for no document but those that were opened under the pass.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

from starlette.routing import Route

from canvas.capture import layout, passage_notes
from canvas.colours import shade
from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.speech import ZONE
from canvas.store import Connection, Study, documents
from canvas.store.themes import themes
from canvas.web.guarded_route import a_number, a_text, guarded, in_words, refusals_of_writes
from canvas.web.passes import Pass

PATH = "/werkbank/reader"
MOST_THEMES = 50  # given to one passage at once

_REFUSALS = refusals_of_writes(
    N_("Document"),
    where=N_("Open the document in the workbench."),
    again=N_("Load this page again; your work is kept."),
    too_large=(N_("Document"), N_("this is too much at once."), N_("Select less.")),
)
_NOTE = ("start", "end", "text", "block", "kind", "role", "revision")


def routes() -> list[Route]:
    """Return the routes to serve beside Streamlit's own."""
    return [
        guarded(
            PATH,
            _SHAPES,
            _ACTIONS,
            always=frozenset({"document"}),
            refusals=_REFUSALS,
            on_fault=_on_fault,
            allows=lambda granted, payload: payload["document"] in granted.documents,
        )
    ]


def _on_fault(error: UserError) -> tuple[int, dict]:
    if not isinstance(error, ChangedMeanwhileError):
        return 422, {}
    return 409, {"now": {clash.field: clash.now for clash in error.clashes}}


def _open(study: Study, _pass: Pass, payload: dict) -> tuple[int, dict]:
    with study.reading() as connection:
        document = documents.get(connection, payload["document"])
        turns = documents.turns(connection, document["id"])
        speakers = {row.pop("label"): row for row in documents.speakers(connection, document["id"])}
        titles = documents.sections(connection, document["id"])
        standing = _standing(connection, document["id"])
        book = [_theme_shown(row) | {"notes": row["notes"]} for row in themes.every(connection)]
    parts = [
        [part["start"], part["end"], int(part["title"])]
        + ([turn["number"], turn["speaker"], turn["from_ms"]] if (turn := part["turn"]) else [])
        for part in layout.laid_out(document["text"], turns, titles)
    ]
    who = {label: {name: row[name] for name in ("part", "code", "role")} for label, row in speakers.items()}
    return 200, {
        "text": document["text"],
        "language": document["language"],
        "parts": parts,
        "speakers": who,
        "book": book,
    } | standing


def _look(study: Study, _pass: Pass, payload: dict) -> tuple[int, dict]:
    with study.reading() as connection:
        standing = _standing(connection, payload["document"])
    return 200, {"stamp": standing["stamp"]} if standing["stamp"] == payload["known"] else standing


def _code(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    made = passage_notes.note_passage(
        study,
        granted.user_id,
        payload["document"],
        payload["start"],
        payload["end"],
        payload["block"],
        theme_ids=payload["themes"],
        attempt=payload["attempt"],
    )
    return _stored(study, payload | {"note": made["note_id"]}, how=made["how"])


def _change(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    changes = {name: payload[name] for name in ("text", "block", "kind")}
    try:
        passage_notes.change_note(
            study, granted.user_id, payload["document"], payload["note"], changes, payload["opened"]
        )
    except ChangedMeanwhileError as error:
        raise error.worded(partial(in_words, granted.language)) from None
    return _stored(study, payload)


def _remove(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    number = passage_notes.remove_note(study, granted.user_id, payload["document"], payload["note"])
    return _stored(study, payload, number=number)


def _return(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    passage_notes.restore_note(study, granted.user_id, payload["document"], payload["note"], payload["number"])
    return _stored(study, payload)


def _theme(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    passage_notes.give_theme(
        study, granted.user_id, payload["document"], payload["note"], payload["theme"], payload["given"]
    )
    return _stored(study, payload)


def _link(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    try:
        passage_notes.link_question(
            study, granted.user_id, payload["document"], payload["turn"], payload["question"], payload.get("opened")
        )
    except ChangedMeanwhileError as error:  # the screen shows theirs from its next look on
        with study.reading() as connection:
            questions = passage_notes.questions(connection, payload["document"])
        wording = {question.key: text for question, text in questions}
        theirs = wording.get(str(error.clashes[0].now), "–")
        raise UserError(
            N_("Turn"),
            N_("it was linked to “{theirs}” meanwhile, so “{mine}” was not stored."),
            N_("Choose again if yours is to stand."),
            theirs=theirs,
            mine=wording.get(str(payload["question"]), "–"),
        ) from None
    return 200, {"when": _now()}


def _stored(study: Study, payload: dict, **more: object) -> tuple[int, dict]:
    """Reply what stands of one note now, as the screen shows it; nothing where it was taken away."""
    with study.reading() as connection:
        standing = _notes(connection, documents.passages(connection, payload["document"], note_id=payload["note"]))
    return 200, standing | {"id": payload["note"], "when": _now()} | more


def _standing(connection: Connection, document_id: str) -> dict:
    """Return what others may have changed since, and a stamp that differs where that does."""
    links = [[row["number"], row["question"]] for row in documents.turns(connection, document_id) if row["question"]]
    state = {"links": links} | _notes(connection, documents.passages(connection, document_id))
    return state | {"stamp": hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]}


def _notes(connection: Connection, passages: list[dict]) -> dict:
    """Return notes with the ids of their themes, and what those themes are called: {notes, named}."""
    themes_by_note = themes.of_notes(connection, [row["note_id"] for row in passages])
    rows = [
        {"id": row["note_id"], "themes": [theme["id"] for theme in themes_by_note.get(row["note_id"], ())]}
        | {name: row[name] for name in _NOTE}
        for row in passages
    ]
    return {"notes": rows, "named": [_theme_shown(row) for row in _distinct(themes_by_note)]}


def _distinct(themes_by_note: dict[str, list[dict]]) -> list[dict]:
    by_id = {theme["id"]: theme for rows in themes_by_note.values() for theme in rows}
    return [by_id[theme_id] for theme_id in sorted(by_id)]


def _theme_shown(row: Mapping) -> dict:
    return {"id": row["id"], "name": row["name"], "colour": row["colour"] and shade(row["colour"])}


def _now() -> str:
    return f"{datetime.now(UTC).astimezone(ZONE):%H:%M:%S}"


def _opened(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() in ({"text", "block", "kind"}, {"question"})
        and all(isinstance(part, str) or (part is None and name == "question") for name, part in value.items())
    )


_SHAPES = {
    "document": a_text(64, least=1),
    "known": a_text(64),
    "start": a_number,
    "end": a_number,
    "block": a_text(64),
    "themes": lambda value: isinstance(value, list) and len(value) <= MOST_THEMES and all(map(a_text(64), value)),
    "attempt": a_text(64, least=1),
    "note": a_text(64, least=1),
    "text": a_text(),
    "kind": a_text(64),
    "opened": _opened,
    "number": a_number,
    "theme": a_text(64, least=1),
    "given": lambda value: value in (True, False),
    "turn": a_number,
    "question": lambda value: value is None or a_text(200)(value),
}
# per action what does it, and the values that a request for it must hold beside the document
_ACTIONS = {
    "open": (_open, frozenset()),
    "look": (_look, frozenset({"known"})),
    "code": (_code, frozenset({"start", "end", "block", "themes", "attempt"})),
    "change": (_change, frozenset({"note", "text", "block", "kind", "opened"})),
    "remove": (_remove, frozenset({"note"})),
    "return": (_return, frozenset({"note", "number"})),
    "theme": (_theme, frozenset({"note", "theme", "given"})),
    "link": (_link, frozenset({"turn", "question"})),
}
