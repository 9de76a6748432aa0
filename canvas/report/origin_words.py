"""Interviews, documents and moments in them, said in a language: the same on screen and in a file."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.method import Role
from canvas.report.origins import Document, InterviewDetails, Spoken
from canvas.speech import Speech, joined


def role_name(speech: Speech, roles: Mapping[str, Role], key: str) -> str:
    """Return the name of a role, that it is one no longer, or that a note has none."""
    if not key:
        return speech._("No role")
    if key in roles:
        return roles[key].label[speech.language]
    return speech._("{role} (no longer a role)", role=key.replace("_", " "))


def interview_line(speech: Speech, roles: Mapping[str, Role], held: InterviewDetails) -> str:
    """With whom, in which role, when, how, by which guide and by which profile."""
    return joined(
        [
            ", ".join(held.codes),
            role_name(speech, roles, held.role),
            speech.date(held.day),
            speech.name(held.mode),
            guide_line(speech, held),
            speech._("interviewer: {name}", name=held.interviewer),
        ]
    )


def guide_line(speech: Speech, held: InterviewDetails) -> str:
    """Which guide was used, in which version."""
    return guide_called(speech, dict(held.guide), held.guide_version)


def guide_called(speech: Speech, titles: Mapping[str, str], version: int) -> str:
    """A guide by its title, in the language where it has one there, and its version."""
    title = titles.get(speech.language) or next(iter(titles.values()), "")
    return speech._("guide “{title}”, version {version}", title=title, version=version)


def document_line(speech: Speech, document: Document) -> str:
    """What a document is called, of when it is, and how much of its file was read."""
    return joined([document.title, speech.date(document.dated), complete_line(speech, document)])


def complete_line(speech: Speech, document: Document) -> str:
    """How much of the file of a transcript was kept, where its reading counted that."""
    kept, given = (document.intake.get(name) for name in ("characters_kept", "characters_in"))
    read, cues = (document.intake.get(name) for name in ("cues_read", "cues_in_file"))
    return joined(
        [
            speech._("{n} of {total} cues read", n=read, total=cues) if cues else "",
            speech._("{n} of {total} characters kept", n=kept, total=given) if given else "",
        ],
        ", ",
    )


def who_line(speech: Speech, spoken: Spoken) -> str:
    """Who speaks, and when in the recording; '' where nobody does."""
    if not spoken.part:
        return ""
    who = spoken.speaker or speech._("Someone else")
    if spoken.part == "interviewer":
        who = joined(dict.fromkeys([speech._("Interviewer"), spoken.speaker]))
    return joined([who, clock(spoken.at_ms)])


def clock(milliseconds: int | None) -> str:
    """A time in a recording, such as 0:07:31; '' where unknown."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
