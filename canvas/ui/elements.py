"""Pieces of screen that are text: headings, faults, empty places, letters of roles. All values are escaped here."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from html import escape

from canvas.errors import FaultyFileError, UserError
from canvas.method import Role
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, catalogue, language


def heading(title: str, line: str = "", chips: Iterable[str] = (), ways: Iterable[tuple[str, str]] = ()) -> None:
    """Draw the top of a screen: where one is and what it shows, in one line; `ways` are counts with their links."""
    marks = " ".join(f'<span class="pps-chip">{escape(chip)}</span>' for chip in chips)
    counts = "".join(f' · <a class="go" href="{escape(link)}">{escape(words)}</a>' for words, link in ways)
    subtitle = f"<p>{escape(line)}{counts} {marks}</p>" if line or marks or counts else ""
    st.html(f'<div class="pps-head"><h1>{escape(title)}</h1>{subtitle}</div>')


def subheading(title: str, line: str = "") -> None:
    """Draw a title within a screen."""
    subtitle = f'<p class="pps-soft">{escape(line)}</p>' if line else ""
    st.html(f'<h2 class="pps-h2">{escape(title)}</h2>{subtitle}')


def soft(text: str) -> None:
    """Draw a quiet line."""
    st.html(f'<p class="pps-soft">{escape(text)}</p>')


def headlines(sentences: Iterable[str]) -> None:
    """Draw what a screen comes to, a sentence or two to read before its table."""
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    st.html(f'<div class="pps-headline">{paragraphs}</div>')


def empty(title: str, line: str) -> None:
    """Draw a place with nothing in it yet, and what will stand there."""
    st.html(f'<div class="pps-empty"><h2>{escape(title)}</h2><p>{escape(line)}</p></div>')


def fault(error: UserError, anew: bool = False) -> None:
    """Draw what went wrong, in the session's language: place and fault as one sentence, under it the cure.

    Draw it beside what was pressed; the browser brings it into sight there. With `anew` it is said again although the
    same stood there, as when one presses again.
    """
    translate = catalogue(language()).gettext
    place, what, cure = error.parts(translate)
    lines = "\n".join(error.lines(translate)) if isinstance(error, FaultyFileError) else ""
    where = f"<b>{escape(place)}:</b> " if place else ""
    more = "".join(f"<span>{escape(part)}</span>" for part in (lines, cure) if part)
    turn = f' data-turn="{uuid.uuid4().hex}"' if anew else ""
    st.html(f'<div class="pps-fault" role="alert"{turn}><span>{where}{escape(what)}</span>{more}</div>')


def done(message: str) -> None:
    """Show a short message that something was done, once, after the next run as well."""
    st.toast(message, icon=":material/check:")


def colour(role: Role | None) -> str:
    """Return the CSS value of a role's colour in light and dark; quiet for no role."""
    return f"light-dark({role.light}, {role.dark})" if role else "light-dark(#5E6770, #9AA3AD)"


def letter(role: Role | None) -> str:
    """Return HTML of a role's letter on its colour, or of the page sign for a note without a role."""
    if role is None:
        return '<span class="pps-letter none" aria-hidden="true">❏</span>'
    mark = escape(role.letter[language()])
    return f'<span class="pps-letter" style="--c:{colour(role)}" aria-hidden="true">{mark}</span>'


def role_name(role: Role | None) -> str:
    """Return the name of a role, or that a note has none."""
    return role.label[language()] if role else _("No role")


def named_role(roles: Mapping[str, Role], key: str | None) -> str:
    """Return the name of a role by its key; the key itself where the study no longer has it: notes still carry it."""
    role = roles.get(key or "")
    return role_name(role) if role or not key else _("{role} (no longer a role)", role=key.replace("_", " "))


def differing(parts: Iterable[tuple[str, str]]) -> str:
    """Return HTML of a text with what was added and taken away marked; parts as `capture.difference` gives them."""
    tags = {"same": "{}", "added": "<ins>{}</ins>", "removed": "<del>{}</del>"}
    return "".join(tags[how].format(escape(text)) for how, text in parts)


def legend(roles: Iterable[Role | None]) -> None:
    """Draw the roles with their letters, in a row."""
    marks = "".join(f'<span class="pps-role">{letter(role)} {escape(role_name(role))}</span>' for role in roles)
    st.html(f"<div>{marks}</div>")
