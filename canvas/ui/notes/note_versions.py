"""The versions a note had, in HTML: who changed which words when, where it was moved to, and when it was taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from canvas.capture import difference
from canvas.ui import elements
from canvas.ui.i18n import _, a_time, block, joined, n_, name

MOST_VERSIONS = 30  # versions of one note that are drawn


def note_versions(versions: Sequence[Mapping]) -> str:
    """Return HTML that opens the versions of a note, newest first; rows of `store.notes.provenance.versions`."""
    if not versions:
        return ""
    rows = "".join(
        _version(version, versions[place + 1] if place + 1 < len(versions) else None)
        for place, version in enumerate(versions[:MOST_VERSIONS])
    )
    left = len(versions) - MOST_VERSIONS
    more = n_("and {n} earlier version", "and {n} earlier versions", left) if left > 0 else ""
    rest = f'<p class="pps-soft">{escape(more)}</p>' if more else ""
    title = escape(joined([_("Versions"), len(versions)], ": "))
    return (
        f'<details class="pps-from"><summary>{title}</summary><ol class="pps-versions" reversed>{rows}</ol>{rest}'
        "</details>"
    )


def versions_of_answer(notes: Sequence[Mapping], versions: Mapping[str, Sequence[Mapping]]) -> str:
    """Return every note an answer ever gave with its versions, those that were taken away as well."""
    rows = []
    for note in notes:
        words = note["text"] if not note["erased_at"] else _("The words of this note were erased.")
        where = joined([block(note["block"]), _("taken away") if note["retired"] else ""])
        rows.append(
            f'<article class="pps-note"><p class="said">{escape(words)}</p><p class="from">{escape(where)}</p>'
            f"{note_versions(versions.get(note['id'], ()))}</article>"
        )
    return "".join(rows)


def changes_made(version: Mapping, before: Mapping | None) -> list[str]:
    """Return what a version changed besides the words (block, kind, taken away or back), or what made the first."""
    if before is None:
        return [_("made"), joined([block(version["block"]), _kind(version)])]
    changed = []
    if version["block"] != before["block"]:
        changed.append(_("moved from {one} to {other}", one=block(before["block"]), other=block(version["block"])))
    if version["kind"] != before["kind"]:
        changed.append(_("kind: {one} became {other}", one=name(before["kind"]), other=name(version["kind"])))
    if version["retired"] != before["retired"]:
        changed.append(_("taken away") if version["retired"] else _("put back"))
    if version["undoes"]:
        changed.append(_("taken back: version {n}", n=version["undoes"]))
    return changed


def _kind(version: Mapping) -> str:
    return name(version["kind"]) if version["kind"] != "plain" else ""


def _version(version: Mapping, before: Mapping | None) -> str:
    parts = difference.parts(before["text"] if before else version["text"], version["text"])
    who = joined([version["by"], a_time(version["made_at"]), *changes_made(version, before)])
    words = elements.differing(parts) or "—"
    return f'<li><p class="pps-soft">{escape(who)}</p><p class="pps-text pps-diff">{words}</p></li>'
