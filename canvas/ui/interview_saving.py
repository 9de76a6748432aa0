"""What becomes of each save the answer field sends: stored, refused, or met by what somebody else wrote meanwhile.

All of it happens before the screen is drawn, and nothing here draws: a save must not be broken off by a new run.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from canvas.capture import answers as capture
from canvas.capture.answers import Saved
from canvas.errors import UserError
from canvas.store import Study, answers
from canvas.store.ids import new_id
from canvas.ui.opening import Here

ACKS = "answer_acks"  # session: attempt → {stored, revision, met}, the last few
TROUBLE = "answer_trouble"  # session: field → Trouble
REPLACE = "answer_replace"  # session: field → {token}: the field is to take over what is stored, once
SESSION = "answer_session"  # session: an id of this memory; the field sees by it that the server lost it
KEPT = 24  # acknowledgements that are repeated to the field


@dataclass(frozen=True)
class Trouble:
    """A text that is in the field and not stored: for a fault, or since `theirs` came in between."""

    mine: str
    fault: UserError | None = None
    theirs: str | None = None


def field(interview_id: str, question: str) -> str:
    """The name of an answer's field."""
    return f"{interview_id}/{question}"


def trouble(interview_id: str, question: str) -> Trouble | None:
    """What keeps the text at a question from being stored, if anything does."""
    return st.session_state.get(TROUBLE, {}).get(field(interview_id, question))


def troubled(interview_id: str) -> bool:
    """Whether any text typed in this interview is not stored yet."""
    return any(name.startswith(f"{interview_id}/") for name in st.session_state.get(TROUBLE, {}))


def session() -> str:
    """The id of this session's memory."""
    return st.session_state.setdefault(SESSION, new_id())


def take(here: Here, sent: dict) -> None:
    """Store one save of the field and remember what became of it; without a text it only asks to go elsewhere."""
    if sent["text"] is None:
        _acknowledge(sent["attempt"], True, 0)
        return
    interview_id, _slash, question = sent["field"].partition("/")
    troubles = st.session_state.setdefault(TROUBLE, {})
    try:
        saved = _save(here, interview_id, question, sent)
    except UserError as error:
        troubles[sent["field"]] = Trouble(sent["text"], fault=error)
        _acknowledge(sent["attempt"], False, 0)
        return
    if saved.how == "stale":
        troubles[sent["field"]] = Trouble(sent["text"], theirs=saved.text)
        _acknowledge(sent["attempt"], False, 0, met=True)
        return
    troubles.pop(sent["field"], None)
    _acknowledge(sent["attempt"], True, saved.revision)


def settle(here: Here, interview_id: str, question: str, joining: bool) -> None:
    """End a meeting of two texts: mine joined under theirs, or theirs alone; the field then takes over the outcome."""
    name, met = field(interview_id, question), trouble(interview_id, question)
    if met is None or met.theirs is None:
        return
    troubles = st.session_state[TROUBLE]
    if joining:
        try:
            with here.study.reading() as connection:
                known = answers.of_interview(connection, interview_id)[question]
            saved = capture.save(here.study, here.user["id"], interview_id, question, joined(known["text"], met.mine),
                                 base=known["revision"])  # fmt: skip
        except UserError as error:
            troubles[name] = Trouble(met.mine, fault=error, theirs=met.theirs)
            return
        if saved.how == "stale":  # and again somebody was faster
            troubles[name] = Trouble(met.mine, theirs=saved.text)
            return
    del troubles[name]
    st.session_state.setdefault(REPLACE, {})[name] = {"token": new_id()}


def joined(theirs: str, mine: str) -> str:
    """Their text with those lines of mine under it that it does not hold already."""
    spare = [line.strip() for line in theirs.split("\n")]
    added = []
    for line in mine.split("\n"):
        if line.strip() in spare:
            spare.remove(line.strip())
        elif line.strip():
            added.append(line)
    return "\n".join([theirs.rstrip("\n"), *added]) if theirs.strip() else "\n".join(added)


def _save(here: Here, interview_id: str, question: str, sent: dict) -> Saved:
    study, base = here.study, sent["base"]
    if sent["on"]:  # typed on top of saves whose answer had not reached the browser: those are its base if they came in
        with study.reading() as connection:
            base = max([base, *(answers.attempted(connection, one) or 0 for one in sent["on"])])
    save = {"user_id": here.user["id"], "interview_id": interview_id, "question": question, "text": sent["text"]}
    saved = capture.save(study, **save, base=base, attempt=sent["attempt"])
    if saved.how == "stale" and _says_the_same(study, interview_id, question, base, saved.text):
        saved = capture.save(study, **save, base=saved.revision, attempt=sent["attempt"])
    if saved.how == "repeated":  # stored before: the field must learn that version, not one that came after it
        with study.reading() as connection:
            return Saved("repeated", answers.attempted(connection, sent["attempt"]) or saved.revision, saved.text)
    return saved


def _says_the_same(study: Study, interview_id: str, question: str, base: int, text: str) -> bool:
    """Whether only the rating or the state changed since version `base`."""
    with study.reading() as connection:
        known = answers.of_interview(connection, interview_id)[question]
        before = {row["number"]: row["text"] for row in answers.revisions(connection, known["id"])}
    return (before.get(base) if base else "") == text == known["text"]


def _acknowledge(attempt: str, stored: bool, revision: int, met: bool = False) -> None:
    acks = st.session_state.get(ACKS, {}) | {attempt: {"stored": stored, "revision": revision, "met": met}}
    st.session_state[ACKS] = dict(list(acks.items())[-KEPT:])
