"""How far a point has come: each step signed, and checked by another than its author; and how it is looked at again."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.database.schema import point, point_note, user
from canvas.store.database.text import clean_line
from canvas.store.points import point_flags, point_versions, points
from canvas.store.study import Writer

# From each state the ones it may go to. Nothing goes from draft to agreed: another pair of eyes comes between.
STEPS = {
    "draft": ("checked",),
    "checked": ("agreed", "contested", "draft"),
    "agreed": ("contested", "draft"),
    "contested": ("agreed", "draft"),
}
WITH_REASON = ("contested", "draft")  # what goes against somebody's earlier judgement says why
_AGAIN = N_("Look at it as it is now, then choose again.")


def change_state(writer: Writer, point_id: str, state: str, reason: str = "", opened: Mapping | None = None) -> None:
    """Give a point a state, signed by the writer.

    `opened` is the point as it was shown (its `revision`): what somebody did to it since must be seen before it is
    signed, and nobody agrees to a point of which words are held back from them (its `held_back`). Raises UserError
    where the step is not allowed, lacks its reason, where the writer wrote what is to be checked, or where the notes
    must be looked at again first.
    """
    point_row, reason = points.lock(writer, point_id), clean_line(reason)
    _require_as_shown(point_row, opened)
    _require_step(point_row["state"], state)
    if state == "agreed" and opened and opened.get("held_back"):
        raise UserError(
            N_("Point"),
            N_(
                "words that it rests on, or that contradict it, are held back from you, so you do not set it to agreed."
            ),
            N_("Ask a researcher or an evaluator to weigh it."),
        )
    if state in WITH_REASON and not reason:
        raise UserError(N_("Point"), N_("this step needs a reason."), N_("Say why in a few words."))
    if state == "checked":
        _require_another(writer, point_id)
    if state in ("checked", "agreed") and point_flags.flagged(writer.connection, point_id):
        raise UserError(
            N_("Point"),
            N_("notes it rests on changed since they were weighed."),
            N_("Look at what changed first, and say that you did."),
        )
    points.record_state(writer, point_id, state, reason)


def reweigh_notes(
    writer: Writer, point_id: str, shown: Mapping[str, Mapping], reason: str = "", opened: Mapping | None = None
) -> None:
    """Sign that the notes of a point that changed were weighed anew, as they are; its state stays what it was.

    `shown` holds notes by id as they were shown (`points.put_note`); one that changed since goes on asking for a look.
    """
    _require_as_shown(points.lock(writer, point_id), opened)
    flagged_points = point_flags.flagged(writer.connection, point_id)
    if not flagged_points:
        raise UserError(N_("Point"), N_("none of its notes asks for another look any more."), _AGAIN)
    locked_notes = points.lock_notes(writer, [flag["note_id"] for flag in flagged_points[0]["flags"]])
    for note_id, row in locked_notes.items():
        link = (point_note.c.point_id == point_id, point_note.c.note_id == note_id)
        number = points.weighed_version(writer, row, shown.get(note_id))
        weighed = {"seen": number, "changed": number != row["revision"], "linked_at": writer.at}
        writer.execute(point_note.update().where(*link).values(**weighed, linked_by=writer.user_id))
    writer.execute(point.update().where(point.c.id == point_id).values(revision=point.c.revision + 1))
    point_versions.add_version(writer, point_id, "looked", clean_line(reason))


def _require_as_shown(point_row: Mapping, opened: Mapping | None) -> None:
    if point_row["retired"]:
        raise UserError(N_("Point"), N_("it was taken off the table meanwhile."), N_("Put it back first."))
    if opened and opened["revision"] != point_row["revision"]:
        raise UserError(N_("Point"), N_("somebody changed it meanwhile, so nothing was signed."), _AGAIN)


def _require_step(now: str, target: str) -> None:
    if target not in STEPS:
        raise ValueError(target)
    if target in STEPS[now]:
        return
    if target == now:
        raise UserError(N_("Point"), N_("it stands like that already."), _AGAIN)
    if now == "draft":
        raise UserError(N_("Point"), N_("it has not been checked yet."), N_("Have a colleague check it first."))
    raise UserError(
        N_("Point"), N_("it has been checked already."), N_("Put it back to draft if it must be checked anew.")
    )


def _require_another(writer: Writer, point_id: str) -> None:
    who = point_versions.author(writer.connection, point_id)
    if who["id"] != writer.user_id:
        return
    alone = writer.execute(sa.select(sa.func.count()).select_from(user)).scalar() == 1
    raise UserError(
        N_("Point"),
        N_("{who} wrote it, and somebody else checks it."),
        N_("There is one profile yet: have a colleague make one, under “Choose another profile” in the menu.")
        if alone
        else N_("Have a colleague check it: “Choose another profile” in the menu lets them."),
        who=who["name"],
    )
