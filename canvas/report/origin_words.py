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


def interview_line(speech: Speech, roles: Mapping[str, Role], interview: InterviewDetails) -> str:
    """Say with whom, in which role, when, how, by which guide and by which profile."""
    return joined(
        [
            ", ".join(interview.codes),
            role_name(speech, roles, interview.role),
            speech.date(interview.day),
            speech.name(interview.mode),
            guide_line(speech, interview),
            speech._("interviewer: {name}", name=interview.interviewer),
        ]
    )


def guide_line(speech: Speech, interview: InterviewDetails) -> str:
    """Say which guide was used, in which version."""
    return guide_called(speech, dict(interview.guide), interview.guide_version)


def guide_called(speech: Speech, titles: Mapping[str, str], version: int) -> str:
    """Name a guide by its title, in the language where it has one there, and its version."""
    title = titles.get(speech.language) or next(iter(titles.values()), "")
    return speech._("guide “{title}”, version {version}", title=title, version=version)


def document_line(speech: Speech, document: Document) -> str:
    """Say what a document is called, of when it is, and how much of its file was read."""
    return joined([document.title, speech.date(document.dated), complete_line(speech, document)])


def complete_line(speech: Speech, document: Document) -> str:
    """Say how much of the file of a transcript was kept, where its reading counted that."""
    kept_count, given_count = (document.intake.get(name) for name in ("characters_kept", "characters_in"))
    read, cues = (document.intake.get(name) for name in ("cues_read", "cues_in_file"))
    return joined(
        [
            _of_file(speech, read, cues) if cues else "",
            speech._(
                "of the {total} characters of its text {n} stand in the document, without spaces",
                n=kept_count,
                total=given_count,
            )
            if given_count
            else "",
        ],
        "; ",
    )


def _of_file(speech: Speech, read: object, cues: object) -> str:
    if read == cues:
        return speech._("all {total} timed lines of the file were read", total=cues)
    return speech._("{n} of the {total} timed lines of the file were read", n=read, total=cues)


def who_line(speech: Speech, spoken: Spoken) -> str:
    """Say who speaks, and when in the recording; '' where nobody does."""
    if not spoken.part:
        return ""
    who = spoken.speaker or speech._("Someone else")
    if spoken.part == "interviewer":
        who = joined(dict.fromkeys([speech._("Interviewer"), spoken.speaker]))
    return joined([who, clock(spoken.at_ms)])


def clock(milliseconds: int | None) -> str:
    """Return a time in a recording, such as 0:07:31; '' where unknown."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
