"""The table of the overview: one row per partnership and moment."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from canvas.ui import say
from canvas.ui.choose import partnership_link
from canvas.ui.opening import Here
from canvas.ui.words import _, a_time, joined, n_, name

# The screen of each step; a step that is about one interview leads to that interview, else to the moment.
STEPS = {"resume": "interview", "start": "interview", "plan": "interview", "read": "canvas"}


def step_name(step: str) -> str:
    """What the next step is called."""
    return {
        "resume": _("Resume interview"), "start": _("Start interview"), "plan": _("Plan interview"),
        "read": _("Read canvas"),
    }[step]  # fmt: skip


def overview_table(here: Here, rows: Sequence[dict]) -> None:
    """Draw the rows of `analysis.overview.overview`, each with a link to its next step."""
    heads = {
        "name": _("Partnership"), "moment": _("Moment"), "roles": _("Roles heard"), "interviews": _("Interviews"),
        "blocks": _("Blocks covered"), "n": _("Notes"), "changed": _("Last change"), "step": _("Next step"),
    }  # fmt: skip
    head = "".join(f'<th scope="col" class="{key}">{escape(one)}</th>' for key, one in heads.items())
    body = "".join(_row(here, row, heads) for row in rows)
    label = escape(_("Partnerships and moments"))
    st.html(
        f'<div class="pps-scroll" tabindex="0" role="region" aria-label="{label}"><table class="pps">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(here: Here, row: dict, heads: dict[str, str]) -> str:
    none = escape(_("none"))
    letters = " ".join(
        f'{say.letter(here.roles[key])}<span class="sr">{escape(here.roles[key].label[here.language])}</span>'
        for key in here.roles if key in row["roles_heard"]
    )  # fmt: skip
    held = joined(
        [
            n_("{n} completed", "{n} completed", row["completed"]) if row["completed"] else "",
            n_("{n} under way", "{n} under way", row["under_way"]) if row["under_way"] else "",
            n_("{n} planned", "{n} planned", row["planned"]) if row["planned"] else "",
        ]
    ) or (n_("{n} document", "{n} documents", row["documents"]) if row["documents"] else _("none"))
    share = round(100 * row["blocks_covered"] / max(row["blocks_in_scope"], 1))
    about = f"interview={row['interview_id']}" if row["interview_id"] else partnership_link(row)
    link = f"{STEPS[row['next_step']]}?{about}"
    canvas = f"canvas?{partnership_link(row)}"
    covered = _("{n} of {total}", n=row["blocks_covered"], total=row["blocks_in_scope"])
    changed = escape(a_time(row["changed_at"]))
    cells = {
        "name": f'<a class="go" href="{escape(canvas)}">{escape(row["name"])}</a>'
        f'<br><span class="pps-soft">{escape(name(row["phase"]))}</span>',
        "moment": escape(row["label"]),
        "roles": letters or none,
        "interviews": escape(held),
        "blocks": f'<span class="pps-bar" aria-hidden="true"><i style="width:{share}%"></i></span>{escape(covered)}',
        "n": str(row["notes"]),
        # a cell of this table breaks anywhere rather than spill, and a date must stay whole
        "changed": f'<span style="white-space: nowrap">{changed}</span>',
        "step": f'<a class="go" href="{escape(link)}">{escape(step_name(row["next_step"]))}</a>',
    }
    # on a phone a row becomes a card, and each cell says itself what it is
    drawn = (
        f'<td class="{key}" data-label="{escape(heads[key])}"><span>{cell}</span></td>' for key, cell in cells.items()
    )
    return f"<tr>{''.join(drawn)}</tr>"
