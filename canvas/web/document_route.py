"""The door that the reader goes through: a document's text and notes out, passages and changes of their notes in.

Guarded as `guarded_route` says, and for no document but those that were opened under the pass.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from functools import partial

from starlette.routing import Route

from canvas.capture import layout, reading
from canvas.colours import shade
from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.speech import ZONE
from canvas.store import Connection, Study, documents
from canvas.store.themes import themes
from canvas.web.guarded_route import Refusals, a_number, a_text, guarded, in_words
from canvas.web.passes import Pass

PATH = "/werkbank/reader"
MOST_THEMES = 50  # given to one passage at once

_REFUSALS = Refusals(
    foreign=(
        N_("Document"),
        N_("this was not stored: the page that sent it is not this workbench's own."),
        N_("Open the document in the workbench."),
    ),
    unknown=(N_("Document"), N_("the workbench was started anew."), N_("Load this page again; your work is kept.")),
    odd=(
        N_("Document"),
        N_("this was not understood, so nothing was stored."),
        N_("Load this page again; your work is kept."),
    ),
    too_large=(N_("Document"), N_("this is too much at once."), N_("Select less.")),
)
_NOTE = ("start", "end", "text", "block", "kind", "role", "revision")


def routes() -> list[Route]:
    """The routes to serve beside Streamlit's own."""
    return [
        guarded(
            PATH,
            _SHAPES,
            _DOINGS,
            always=frozenset({"document"}),
            refusals=_REFUSALS,
            met=_met,
            allows=lambda held, asked: asked["document"] in held.documents,
        )
    ]


def _met(error: UserError) -> tuple[int, dict]:
    if not isinstance(error, ChangedMeanwhileError):
        return 422, {}
    return 409, {"now": {clash.field: clash.now for clash in error.clashes}}


def _open(study: Study, _pass: Pass, asked: dict) -> tuple[int, dict]:
    with study.reading() as connection:
        found = documents.get(connection, asked["document"])
        turns = documents.turns(connection, found["id"])
        speakers = {row.pop("label"): row for row in documents.speakers(connection, found["id"])}
        titles = documents.sections(connection, found["id"])
        standing = _standing(connection, found["id"])
        book = [_theme_shown(row) | {"notes": row["notes"]} for row in themes.every(connection)]
    parts = [
        [part["start"], part["end"], int(part["title"])]
        + ([turn["number"], turn["speaker"], turn["from_ms"]] if (turn := part["turn"]) else [])
        for part in layout.laid_out(found["text"], turns, titles)
    ]
    who = {label: {name: row[name] for name in ("part", "code", "role")} for label, row in speakers.items()}
    return 200, {
        "text": found["text"],
        "language": found["language"],
        "parts": parts,
        "speakers": who,
        "book": book,
    } | standing


def _look(study: Study, _pass: Pass, asked: dict) -> tuple[int, dict]:
    with study.reading() as connection:
        standing = _standing(connection, asked["document"])
    return 200, {"stamp": standing["stamp"]} if standing["stamp"] == asked["known"] else standing


def _code(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    made = reading.note_passage(
        study,
        held.user_id,
        asked["document"],
        asked["start"],
        asked["end"],
        asked["block"],
        theme_ids=asked["themes"],
        attempt=asked["attempt"],
    )
    return _stored(study, asked | {"note": made["note_id"]}, how=made["how"])


def _change(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    said = {name: asked[name] for name in ("text", "block", "kind")}
    try:
        reading.change_note(study, held.user_id, asked["document"], asked["note"], said, asked["opened"])
    except ChangedMeanwhileError as met:
        raise met.worded(partial(in_words, held.language)) from None
    return _stored(study, asked)


def _remove(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    number = reading.take_away(study, held.user_id, asked["document"], asked["note"])
    return _stored(study, asked, number=number)


def _return(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    reading.bring_back(study, held.user_id, asked["document"], asked["note"], asked["number"])
    return _stored(study, asked)


def _theme(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    reading.give_theme(study, held.user_id, asked["document"], asked["note"], asked["theme"], asked["given"])
    return _stored(study, asked)


def _link(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    try:
        reading.link_question(
            study, held.user_id, asked["document"], asked["turn"], asked["question"], asked.get("opened")
        )
    except ChangedMeanwhileError as met:  # the screen shows theirs from its next look on
        wording = {question.key: text for question, text in reading.questions(study, asked["document"])}
        theirs = wording.get(str(met.clashes[0].now), "–")
        raise UserError(
            N_("Turn"),
            N_("it was linked to “{theirs}” meanwhile, so “{mine}” was not stored."),
            N_("Choose again if yours is to stand."),
            theirs=theirs,
            mine=wording.get(str(asked["question"]), "–"),
        ) from None
    return 200, {"when": _now()}


def _stored(study: Study, asked: dict, **more: object) -> tuple[int, dict]:
    """What stands of one note now, as the screen shows it; nothing where it was taken away."""
    with study.reading() as connection:
        said = _notes(connection, documents.passages(connection, asked["document"], note_id=asked["note"]))
    return 200, said | {"id": asked["note"], "when": _now()} | more


def _standing(connection: Connection, document_id: str) -> dict:
    """What others may have changed since, and a stamp that differs where that does."""
    links = [[row["number"], row["question"]] for row in documents.turns(connection, document_id) if row["question"]]
    said = {"links": links} | _notes(connection, documents.passages(connection, document_id))
    return said | {"stamp": hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]}


def _notes(connection: Connection, found: list[dict]) -> dict:
    """Notes with the ids of their themes, and what those themes are called: {notes, named}."""
    given = themes.of_notes(connection, [row["note_id"] for row in found])
    rows = [
        {"id": row["note_id"], "themes": [theme["id"] for theme in given.get(row["note_id"], ())]}
        | {name: row[name] for name in _NOTE}
        for row in found
    ]
    return {"notes": rows, "named": [_theme_shown(row) for row in _distinct(given)]}


def _distinct(given: dict[str, list[dict]]) -> list[dict]:
    found = {theme["id"]: theme for those in given.values() for theme in those}
    return [found[theme_id] for theme_id in sorted(found)]


def _theme_shown(row: dict) -> dict:
    return {"id": row["id"], "name": row["name"], "colour": row["colour"] and shade(row["colour"])}


def _now() -> str:
    return f"{datetime.now(UTC).astimezone(ZONE):%H:%M:%S}"


def _opened(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() in ({"text", "block", "kind"}, {"question"})
        and all(isinstance(one, str) or (one is None and name == "question") for name, one in value.items())
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
# what may be asked for, and what must be said with it beside the document
_DOINGS = {
    "open": (_open, frozenset()),
    "look": (_look, frozenset({"known"})),
    "code": (_code, frozenset({"start", "end", "block", "themes", "attempt"})),
    "change": (_change, frozenset({"note", "text", "block", "kind", "opened"})),
    "remove": (_remove, frozenset({"note"})),
    "return": (_return, frozenset({"note", "number"})),
    "theme": (_theme, frozenset({"note", "theme", "given"})),
    "link": (_link, frozenset({"turn", "question"})),
}
