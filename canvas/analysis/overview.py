"""One row per partnership x moment: what is in, and what the next step is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from canvas.analysis.response_state import state

_ABOUT = {"resume": "under_way", "start": "planned"}  # which interview a next step is about


def overview(moments: Sequence[dict], blocks: Sequence[str]) -> list[dict]:
    """Return a row per moment, in their order.

    `moments` are those of `store.overview.filtered_counts.overview`, `blocks` those in scope.

    Keys: partnership_id, wave_id, code, name, label, position, fictional, phase, roles_heard (list of keys),
    planned, under_way, completed, documents, blocks_covered (as the function of that name counts them),
    blocks_in_scope, notes, changed_at, next_step, interview_id (the one that step is about; '' where there are
    several, or none).
    """
    rows = []
    for moment in moments:
        row = {
            key: moment[key]
            for key in (
                "partnership_id",
                "wave_id",
                "code",
                "name",
                "label",
                "position",
                "fictional",
                "phase",
                "documents",
                "changed_at",
                "roles_heard",
                "notes",
            )
        }
        row |= moment["interviews"] | {"blocks_covered": moment["blocks"], "blocks_in_scope": len(blocks)}
        step = next_step(row)
        only = moment["only_interview"].get(_ABOUT.get(step), "")
        rows.append(row | {"next_step": step, "interview_id": only})
    return rows


def with_steps_of(rows: Sequence[dict], whole: Sequence[dict]) -> list[dict]:
    """Return rows of some respondents alone with the next steps of the rows of all: a filter changes no plan."""
    steps = {(row["partnership_id"], row["wave_id"]): row for row in whole}
    at = ((row, steps[row["partnership_id"], row["wave_id"]]) for row in rows)
    return [row | {name: step[name] for name in ("next_step", "interview_id")} for row, step in at]


def blocks_covered(cells: Iterable[Mapping], blocks: Collection[str]) -> int:
    """Count the blocks among these on which somebody was heard, by a note or an answer; a rating is an answer too.

    `cells` are those of one moment; `blocks` those in scope.
    """
    return len({cell["block"] for cell in cells if state(cell) == "heard"} & set(blocks))


def next_step(row: dict) -> str:
    """Return the one step that helps most now: resume, start, plan, or read."""
    if row["under_way"]:
        return "resume"
    if row["planned"]:
        return "start"
    if not row["notes"]:
        return "plan"
    return "read"
