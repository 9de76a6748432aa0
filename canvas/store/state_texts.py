"""What people add to the state of affairs of a moment: a summary above it, and an order of its own for sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from canvas.errors import N_, ChangedMeanwhileError, Clash, NotFoundError
from canvas.store import spoken_words
from canvas.store.database.ids import new_id
from canvas.store.database.prepared import PreparedStatement
from canvas.store.database.rows import insert_new
from canvas.store.database.schema import finding_choice, partnership_wave, state_summary, state_summary_revision, user
from canvas.store.database.text import clean
from canvas.store.study import Writer
from canvas.store.versioned_rows import VersionedTable, versions_of, write_version

KIND = VersionedTable(state_summary, state_summary_revision, N_("Summary"), {"text": N_("Summary")})
_NONE = {"id": None, "text": "", "revision": 0, "changed_at": None, "by": ""}


def summary(connection: sa.Connection, partnership_id: str, wave_id: str) -> dict:
    """Return the summary above a state of affairs: {id, text, revision, changed_at, by}; empty where there is none."""
    stands = next(iter(_SUMMARY.rows(connection, partnership=partnership_id, wave=wave_id)), None)
    if stands is None:
        return dict(_NONE)
    by = versions_of(connection, KIND, stands["id"])[0]["by"]
    (stands,) = spoken_words.as_shown(connection, [stands], ("text",), partnership_id)
    return {name: stands[name] for name in ("id", "text", "revision", "changed_at")} | {"by": by}


def save_summary(writer: Writer, partnership_id: str, wave_id: str, text: str, opened: int | None = None) -> dict:
    """Have the summary of a moment say this, and return it as `summary` does; its versions stay.

    `opened` is the number of the version that the form showed (0: there was none). Raises ChangedMeanwhileError where
    another version stands there by now that says something else, and NotFoundError for a moment that there is not.
    """
    _require_moment(writer, partnership_id, wave_id)
    text, at = clean(text).strip(), {"partnership_id": partnership_id, "wave_id": wave_id}
    if text:
        new = {"id": new_id(), "text": "", "revision": 0, "created_at": writer.at, "changed_at": writer.at}
        insert_new(writer.connection, state_summary, at | new)
    locking = sa.select(state_summary).where(*_of_moment(state_summary, partnership_id, wave_id)).with_for_update()
    now = writer.execute(locking).mappings().first()
    if now is None or now["text"] == text:
        return summary(writer.connection, partnership_id, wave_id)
    if opened is not None and opened != now["revision"]:
        by = summary(writer.connection, partnership_id, wave_id)["by"]
        raise ChangedMeanwhileError(
            KIND.place, now["text"], by, [Clash("text", KIND.labels["text"], text, now["text"])]
        )
    write_version(writer, KIND, now, {"text": text, "changed_at": writer.at}, "changed")
    return summary(writer.connection, partnership_id, wave_id)


def summary_versions(connection: sa.Connection, partnership_id: str, wave_id: str) -> list[dict]:
    """Return every version of the summary of a moment, the newest first: {number, text, by, made_at}."""
    stands = summary(connection, partnership_id, wave_id)
    stored = versions_of(connection, KIND, stands["id"]) if stands["id"] else []
    return spoken_words.as_shown(connection, stored, ("text",), partnership_id)


def choices(connection: sa.Connection, partnership_id: str, wave_id: str) -> dict[str, dict]:
    """Return by the key of a finding what was chosen for its sentence: {position, left_out, by, chosen_at}."""
    return {row.pop("key"): row for row in _CHOICES.rows(connection, partnership=partnership_id, wave=wave_id)}


def _choices() -> sa.Select:
    chosen = finding_choice.c
    columns = (chosen.key, chosen.position, chosen.left_out, chosen.chosen_at, user.c.name.label("by"))
    query = sa.select(*columns).join_from(finding_choice, user, user.c.id == chosen.chosen_by)
    return query.where(*_of_named_moment(finding_choice))


def _of_named_moment(table: sa.Table) -> tuple[sa.ColumnElement, ...]:
    return table.c.partnership_id == sa.bindparam("partnership"), table.c.wave_id == sa.bindparam("wave")


_SUMMARY = PreparedStatement(lambda _: sa.select(state_summary).where(*_of_named_moment(state_summary)))
_CHOICES = PreparedStatement(lambda _: _choices())


def choose(
    writer: Writer,
    partnership_id: str,
    wave_id: str,
    order: Sequence[str],
    left_out: Sequence[str] = (),
    opened: Mapping[str, Mapping] | None = None,
) -> None:
    """Put sentences of a state of affairs in this order, and leave some out; the rest stands as its rule has it.

    `order` and `left_out` are keys of findings: with neither, every choice is taken back. `opened` is what `choices`
    gave to the screen: raises ChangedMeanwhileError where another chose otherwise since.
    """
    _require_moment(writer, partnership_id, wave_id)
    at = {"partnership_id": partnership_id, "wave_id": wave_id}
    # two who choose at once wait for each other at the moment itself, which is there
    writer.execute(
        sa.select(partnership_wave.c.wave_id)
        .where(*_of_moment(partnership_wave, partnership_id, wave_id))
        .with_for_update()
    )
    now = choices(writer.connection, partnership_id, wave_id)
    places = {key: place for place, key in enumerate(dict.fromkeys(order), 1)}
    mine = {key: (places.get(key), key in left_out) for key in [*places, *left_out]}
    stands = {key: (row["position"], row["left_out"]) for key, row in now.items()}
    if mine == stands:
        return
    shown = stands if opened is None else {key: (row["position"], row["left_out"]) for key, row in opened.items()}
    if shown != stands:
        newest = max(now.values(), key=lambda row: row["chosen_at"], default={"by": ""})
        clash = Clash("order", N_("The order of the sentences"), list(mine), list(stands))
        raise ChangedMeanwhileError(N_("State of affairs"), who=newest["by"], clashes=[clash])
    writer.execute(finding_choice.delete().where(*_of_moment(finding_choice, partnership_id, wave_id)))
    made = {"chosen_by": writer.user_id, "chosen_at": writer.at}
    new: list[dict] = [
        {**at, **made, "key": key, "position": place, "left_out": out} for key, (place, out) in mine.items()
    ]
    if new:
        writer.execute(finding_choice.insert(), new)


def _of_moment(table: sa.Table, partnership_id: str, wave_id: str) -> tuple[sa.ColumnElement, ...]:
    return table.c.partnership_id == partnership_id, table.c.wave_id == wave_id


def _require_moment(writer: Writer, partnership_id: str, wave_id: str) -> None:
    moment = sa.select(partnership_wave.c.wave_id).where(*_of_moment(partnership_wave, partnership_id, wave_id))
    if writer.execute(moment).first() is None:
        raise NotFoundError(N_("Moment"), wave_id)
