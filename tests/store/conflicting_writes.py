"""Per write of the study: two people open the same, one writes first, the other writes on what was opened.

`MEETINGS` has them by the name of the write; `INSERTS`, `HOLDS` and `WITHIN` the writes that need none, and why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from canvas.capture import answers as capture
from canvas.capture import history, interviewing, passage_notes, saving
from canvas.store import (
    agreements,
    answers,
    attributes,
    contributions,
    documents,
    interviews,
    lessons,
    moments,
    partnerships,
    removal,
    respondents,
    state_texts,
    study_settings,
)
from canvas.store.database import schema
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.points import point_states, points
from canvas.store.themes import codebook, codebook_import, codings, themes
from tests import build
from tests.capture.test_passage_notes import note as passage_note
from tests.capture.test_passage_notes import transcript

KEY = "costs.main"

INSERTS = {
    "store.agreements.add": "makes an agreement",
    "store.contributions.add": "makes a contribution",
    "store.lessons.add": "makes a lesson",
    "store.lessons.add_of_files": "makes lessons, after lock_list",
    "store.versioned_rows.insert_row": "makes a row and its first version",
    "store.attributes.add": "makes an attribute; its name must be free",
    "store.codebook.insert": "makes themes",
    "store.documents.add": "makes a document",
    "store.documents.add_passage": "makes a passage",
    "store.documents.add_turns": "makes the turns of a new document",
    "store.guides.keep": "keeps a guide where that version is not kept yet",
    "store.interviews.plan": "makes an interview",
    "store.moments.add_wave": "makes a wave; its label must be free",
    "store.notes.add": "makes a note",
    "store.notes.add_all": "makes notes",
    "store.partnerships.add": "makes a partnership; its name and code must be free",
    "store.partnerships.add_partner": "makes a partner; an organisation that stands must have left",
    "store.point_versions.add_version": "adds a version",
    "store.points.add": "makes a point",
    "store.respondents.add": "makes a respondent; the code must be free",
    "store.respondents.add_all": "makes respondents; the codes must be free",
    "store.study_settings.begin": "begins a study that has not begun, and refuses any other",
    "store.themes.add": "makes a theme; its name must be free",
    "store.users.add": "makes a profile; its name must be free",
    "store.users.find_or_add": "makes a profile where there is none of that name",
    "store.answers.record_asked": "makes an answer where the question was not asked yet",
    "capture.transcript_intake.put_transcript": "adds a transcript to an interview, as a document of its own",
    "capture.transcript_intake.store": "adds a transcript to an interview, as a document of its own",
    "capture.recount.check_stored": "counts what was just added, in its transaction",
    "capture.interviewing.plan": "makes an interview",
    "capture.interviewing.add_guide": "keeps a guide where that version is not kept yet",
    "capture.next_wave.plan_again": "makes interviews where none is planned like that",
    "capture.document_loader.load_document": "makes a document",
    "capture.document_loader.load_passage": "makes a passage and its notes",
    "capture.passage_notes.note_passage": "makes a note where the passage has none on that block",
}
HOLDS = {
    "store.versioned_rows.lock_row": "holds a row",
    "store.versioned_rows.merge_row": "writes nothing: says which fields are to be written",
    "store.answers.lock": "holds a row",
    "store.codebook.lock_all": "holds the codebook",
    "store.lessons.lock_list": "holds the study's row",
    "store.codebook.new_row": "writes nothing: the row of a theme to be made",
    "store.codings.lock_themes": "holds themes",
    "store.documents.lock": "holds a row",
    "store.notes.lock": "holds a row",
    "store.partnerships.lock": "holds a row",
    "store.study_settings.lock_own_roles": "holds the study",
    "store.study_settings.require_role": "holds the study",
    "store.points.lock": "holds a row",
    "store.points.weighed_version": "writes nothing: says which version was weighed",
    "store.points.lock_notes": "holds rows, and has the next save of their answers make a version",
    "store.answers.end_edit_session": "has the next save of an answer make a version; no word changes",
    "capture.answers.lock_note": "holds rows",
}
WITHIN = {
    "store.versioned_rows.write_version": "store.agreements.change",
    "store.study_settings.write_own_roles": "store.study_settings.add_own_role",
    "store.points.record_state": "store.point_states.change_state",
    "store.codings.restore_assignments": "store.themes.restore",
    "capture.answers.load": "capture.saving.put",
    "capture.saving.match_notes": "capture.saving.put",
}


@dataclass
class Meeting:
    """What the two do, and what stands by field; the second is `refused`, or both stand (`anew`: it adds something)."""

    first: Callable[[], object]
    second: Callable[[], object]
    stands: Callable[[], dict]
    refused: bool = True
    anew: bool = True


def read(begun, ask: Callable):
    with begun.study.reading() as connection:
        return ask(connection)


def by(begun, who: str, write: Callable, *args, **more) -> Callable[[], object]:
    def done() -> object:
        with begun.study.writing(who) as writer:
            return write(writer, *args, **more)

    return done


def both(begun, write: Callable, first: tuple, second: tuple, stands: Callable[[], dict], refused=True, **more):
    return Meeting(
        by(begun, begun.other_user, write, *first, **more),
        by(begun, begun.user, write, *second, **more),
        stands,
        refused,
    )


def row_of(begun, table: sa.Table, **key: object) -> Callable[[], dict]:
    which = [table.c[name] == value for name, value in key.items()]
    return lambda: read(
        begun, lambda connection: dict(connection.execute(sa.select(table).where(*which)).mappings().one())
    )


# ---- partnerships, moments, partners, respondents, the study


def partnership(begun, first: dict, second: dict, refused: bool):
    stands = row_of(begun, schema.partnership, id=begun.partnership)
    opened = stands()
    fields = {name: opened[name] for name in ("name", "region", "since", "summary")}

    def write(writer, changed):
        partnerships.change(writer, begun.partnership, **(fields | changed), opened=opened)

    return both(begun, write, (first,), (second,), stands, refused)


def moment(begun, first: dict, second: dict, refused: bool, opened: bool = True):
    key = {"partnership_id": begun.partnership, "wave_id": begun.wave}
    stands = row_of(begun, schema.partnership_wave, **key)
    row = stands()
    fields = {name: row[name] for name in ("phase", "legal_form", "from_date", "to_date", "agenda")}

    def write(writer, changed):
        moments.put_moment(writer, **key, **(fields | changed), opened=row if opened else None)

    return both(begun, write, (first,), (second,), stands, refused)


def moment_added_twice(begun):
    made = moment(begun, {"agenda": "van de een"}, {}, False, opened=False)
    made.anew = False
    return made


def partner(begun, first: dict, second: dict, refused: bool):
    with begun.study.writing(begun.user) as writer:
        made = partnerships.add_partner(writer, begun.partnership, "De Zon", "employer", "2024-01-01")
    stands = row_of(begun, schema.partner, id=made)
    opened = stands()
    fields = {name: opened[name] for name in ("organisation", "role", "joined", "left")}

    def write(writer, changed):
        partnerships.change_partner(writer, made, **(fields | changed), opened=opened)

    return both(begun, write, (first,), (second,), stands, refused)


def respondent(begun, first: dict, second: dict, refused: bool):
    with begun.study.writing(begun.user) as writer:
        at = partnerships.add_partner(writer, begun.partnership, "De Zon")
        respondents.change(writer, begun.employer, "NT-B1", "employer", at)
    stands = row_of(begun, schema.respondent, id=begun.employer)
    opened = stands()
    fields = {name: opened[name] for name in ("code", "role", "partner_id")}

    def write(writer, changed):
        respondents.change(writer, begun.employer, **(fields | changed), opened=opened)

    return both(begun, write, (first,), (second,), stands, refused)


def own_roles(begun):
    def stands():
        return {row["key"]: row["label_nl"] for row in read(begun, study_settings.describe)["own_roles"]}

    return both(
        begun, study_settings.add_own_role, ("Vakbonden", "Unions", True), ("Partijen", "Parties", True), stands, False
    )


def own_role_changed(begun, first: dict, second: dict, refused: bool):
    number = len(read(begun, study_settings.describe)["own_roles"])
    key = by(begun, begun.user, study_settings.add_own_role, f"Rol {number}", f"Role {number}", True)()

    def stands():
        return next(row for row in read(begun, study_settings.describe)["own_roles"] if row["key"] == key)

    opened = stands()
    fields = {name: opened[name] for name in ("label_nl", "label_en", "in_table", "letter")}

    def write(writer, changed):
        study_settings.change_own_role(writer, key, **(fields | changed), opened=opened)

    return both(begun, write, (first,), (second,), stands, refused)


def small_numbers_set(begun, first: tuple, second: tuple, refused: bool):
    def stands():
        return {name: read(begun, study_settings.describe)[name] for name in ("small_numbers", "small_below")}

    opened = stands()

    def write(writer, *values):
        study_settings.put_small_numbers(writer, *values, opened=opened)

    return both(begun, write, first, second, stands, refused)


# ---- what is removed while another works on it


def planned(begun) -> dict:
    who = [begun.employer]
    made = interviewing.plan(begun.study, begun.user, build.short_guide(), begun.partnership, begun.wave, who, "nl")
    return row_of(begun, schema.interview, id=made)()


def removed_after(begun, table: sa.Table, row_id: str, first: Callable, remove: Callable):
    """One changes a row, or has something rest on it; the other, who did not see that, removes it."""
    stands = row_of(begun, table, id=row_id)
    opened = stands()
    return Meeting(
        by(begun, begun.other_user, first, row_id), by(begun, begun.user, remove, row_id, opened=opened), stands
    )


def changed_after(begun, table: sa.Table, row_id: str, remove: Callable, second: Callable):
    """One removes a row; the other, who did not see that, goes on with it."""

    def stands() -> dict:
        there = sa.select(sa.func.count()).select_from(table).where(table.c.id == row_id)
        return {"there": read(begun, lambda connection: connection.execute(there).scalar())}

    return Meeting(by(begun, begun.other_user, remove, row_id), by(begun, begun.user, second, row_id), stands)


def a_partner(begun, organisation: str = "De Zon") -> str:
    return by(begun, begun.user, partnerships.add_partner, begun.partnership, organisation)()


def a_partnership(begun, name: str) -> str:
    return by(begun, begun.user, partnerships.add, name)()


def role_removed_after(begun, first: Callable | None):
    """One changes the role, or has somebody speak in it; the other, who did not see that, removes it."""
    key = by(begun, begun.user, study_settings.add_own_role, "Vakbonden", "Unions", True)()

    def stands() -> dict:
        rows = read(begun, study_settings.describe)["own_roles"]
        return {"roles": [row["key"] for row in rows], "people": read(begun, count_of(schema.respondent))}

    (opened,) = read(begun, study_settings.describe)["own_roles"]
    second = by(begun, begun.user, removal.remove_role, key, opened=opened)
    if first is not None:
        return Meeting(by(begun, begun.other_user, first, key), second, stands)
    speaks = by(begun, begun.user, respondents.add, begun.partnership, "NT-A1", key)
    return Meeting(by(begun, begun.other_user, removal.remove_role, key, opened=opened), speaks, stands)


def count_of(table: sa.Table) -> Callable:
    return lambda connection: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()


# ---- attributes


def an_attribute(begun) -> str:
    with begun.study.writing(begun.user) as writer:
        return attributes.add(writer, "respondent", "Omvang", "choice", ["klein", "groot"])


def attribute(begun, first: tuple, second: tuple, refused: bool):
    made = an_attribute(begun)

    def stands():
        return read(begun, lambda connection: attributes.get(connection, made))

    opened = stands()

    def write(writer, name, choices):
        attributes.change(writer, made, name, choices, opened=opened)

    return both(begun, write, first, second, stands, refused)


def attribute_retired(begun):
    made = an_attribute(begun)
    opened = read(begun, lambda connection: attributes.get(connection, made))
    return Meeting(
        by(begun, begun.other_user, attributes.change, made, "Grootte", opened["choices"], opened=opened),
        by(begun, begun.user, attributes.retire, made),
        lambda: read(begun, lambda connection: attributes.get(connection, made)),
        refused=False,
    )


def value(begun):
    made = an_attribute(begun)

    def stands():
        return read(begun, lambda connection: attributes.values(connection, "respondent"))[begun.employer]

    with begun.study.writing(begun.user) as writer:
        attributes.set_value(writer, "respondent", begun.employer, made, "klein")
        attributes.change(writer, made, "Omvang", ["klein", "groot", "reus"])
    where = ("respondent", begun.employer, made)
    return both(begun, attributes.set_value, (*where, "groot"), (*where, "reus"), stands, opened="klein")


# ---- themes and what carries them


def a_theme(begun, name: str = "Binding") -> dict:
    with begun.study.writing(begun.user) as writer:
        made = themes.add(writer, name, definition="erbij horen")
    return read(begun, lambda connection: themes.get(connection, made))


def theme_row(begun, theme_id: str) -> Callable[[], dict]:
    return row_of(begun, schema.theme, id=theme_id)


def theme(begun, first: dict, second: dict, refused: bool):
    opened = a_theme(begun)

    def write(writer, fields):
        themes.change(
            writer, opened["id"], opened, **({"name": opened["name"], "definition": opened["definition"]} | fields)
        )

    return both(begun, write, (first,), (second,), theme_row(begun, opened["id"]), refused)


def theme_then(begun, second: Callable):
    """One gives a theme another definition; the other, who did not see that, does something else with it."""
    opened, other = a_theme(begun), a_theme(begun, "Geld")
    _, (carrying,) = build.answered(begun, "lesgeld")
    with begun.study.writing(begun.user) as writer:
        themes.assign(writer, opened["id"], [carrying["id"]])
    return Meeting(
        by(begun, begun.other_user, themes.change, opened["id"], opened, definition="van de een"),
        by(begun, begun.user, second, opened["id"], other["id"], carrying["id"]),
        theme_row(begun, opened["id"]),
        refused=False,
    )


def theme_restored(begun):
    opened = a_theme(begun)
    by(begun, begun.user, themes.retire, opened["id"])()
    return Meeting(
        by(begun, begun.other_user, themes.change, opened["id"], opened, definition="van de een"),
        by(begun, begun.user, themes.restore, opened["id"]),
        theme_row(begun, opened["id"]),
        refused=False,
    )


def theme_rows(begun):
    opened = a_theme(begun)

    def write(writer, definition):
        codebook.update(writer, [dict(opened) | {"definition": definition}], "changed")

    return both(begun, write, ("van de een",), ("van de ander",), theme_row(begun, opened["id"]))


def carried(begun, first: Callable, second: Callable):
    """Two themes and two notes; whatever one gives to a note stays with it, whatever the other does."""
    theme_id, other = a_theme(begun)["id"], a_theme(begun, "Geld")["id"]
    _, (note, more) = build.answered(begun, "lesgeld\nboeken")
    with begun.study.writing(begun.user) as writer:
        themes.assign(writer, theme_id, [note["id"]])

    def stands():
        carries = read(begun, lambda connection: themes.of_notes(connection, [note["id"], more["id"]]))
        return {
            (row["id"], carried_id): any(each["id"] == carried_id for each in carries.get(row["id"], ()))
            for row in (note, more)
            for carried_id in (theme_id, other)
        }

    return Meeting(
        by(begun, begun.other_user, first, theme_id, other, note["id"], more["id"]),
        by(begun, begun.user, second, theme_id, other, note["id"], more["id"]),
        stands,
        refused=False,
    )


def moved_codings(writer, theme_id, other, _note, _more):
    codings.lock_themes(writer, [theme_id, other])
    codings.move(writer, theme_id, other)


# ---- points and summaries


def a_point(begun, **more) -> dict:
    with begun.study.writing(begun.user) as writer:
        made = points.add(writer, "value", "Meer monteurs", ["employer"], begun.partnership, begun.wave, **more)
    return read(begun, lambda connection: points.get(connection, made))


def point(begun, first: dict, second: dict, refused: bool):
    opened = a_point(begun)

    def stands():
        row = read(begun, lambda connection: points.get(connection, opened["id"]))
        return {"text": row["text"], "perspectives": sorted(row["perspectives"])}

    def write(writer, fields):
        points.change(
            writer, opened["id"], **({"text": opened["text"], "perspectives": ["employer"]} | fields), opened=opened
        )

    return both(begun, write, (first,), (second,), stands, refused)


def point_then(begun, second: Callable, refused: bool):
    _, (note,) = build.answered(begun, "lesgeld")
    opened = a_point(begun, notes={note["id"]: "supports"})

    def stands():
        row = read(begun, lambda connection: points.get(connection, opened["id"]))
        return {name: row[name] for name in ("text", "state", "retired")}

    return Meeting(
        by(begun, begun.user, points.change, opened["id"], "Betere monteurs", ["employer"], opened),
        by(begun, begun.other_user, second, opened),
        stands,
        refused,
    )


def weighed_again(begun):
    talk, (note,) = build.answered(begun, "lesgeld")
    made = a_point(begun, notes={note["id"]: "supports"})
    capture.save(begun.study, begun.user, talk, KEY, "lesgeld en boeken")
    opened = read(begun, lambda connection: points.get(connection, made["id"]))
    return Meeting(
        by(begun, begun.user, points.change, opened["id"], "Betere monteurs", ["employer"], opened),
        by(begun, begun.other_user, point_states.reweigh_notes, opened["id"], {}, "", opened),
        lambda: {"text": read(begun, lambda connection: points.get(connection, opened["id"]))["text"]},
    )


def stance(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    opened = a_point(begun)

    def write(writer, how):
        points.put_note(writer, opened["id"], note["id"], how, opened={"stance": None})

    def stands():
        return {"stance": read(begun, lambda connection: points.get(connection, opened["id"]))["notes"].get(note["id"])}

    return both(begun, write, ("supports",), ("contradicts",), stands)


def summary(begun):
    build.answered(begun, "lesgeld")
    at = (begun.partnership, begun.wave, "block", "costs")

    def write(writer, text):
        matrix_summaries.save(writer, *at, text, opened=0)

    def stands():
        rows = read(begun, lambda connection: matrix_summaries.of_moments(connection, [at[:2]], "block"))
        return {"text": rows[(*at[:2], "costs")]["text"] if rows else ""}

    return both(begun, write, ("van de een",), ("van de ander",), stands)


# ---- agreements, contributions, lessons, and what is written above a state of affairs


def an_agreement(begun) -> dict:
    with begun.study.writing(begun.user) as writer:
        made = agreements.add(writer, begun.partnership, begun.wave, "Elk kwartaal overleg")
    return build.read(begun, agreements.get, made)


def agreement_row(begun, agreement_id: str) -> Callable[[], dict]:
    return row_of(begun, schema.agreement, id=agreement_id)


def agreement(begun, first: dict, second: dict, refused: bool):
    opened = an_agreement(begun)
    fields = {name: opened[name] for name in ("text", "partner_id", "due")}

    def write(writer, changed):
        agreements.change(writer, opened["id"], **(fields | changed), opened=opened)

    return both(begun, write, (first,), (second,), agreement_row(begun, opened["id"]), refused)


def agreement_state(begun, first: tuple, second: tuple, refused: bool, anew: bool = True):
    opened = an_agreement(begun)

    def write(writer, state, reason):
        agreements.change_state(writer, opened["id"], state, reason, opened)

    made = both(begun, write, first, second, agreement_row(begun, opened["id"]), refused)
    made.anew = anew
    return made


def agreement_then(begun, second: Callable, anew: bool = True):
    opened = an_agreement(begun)

    def write(writer):
        agreements.change(writer, opened["id"], "Van de een", None, None, opened)

    return Meeting(
        by(begun, begun.other_user, write),
        by(begun, begun.user, second, opened["id"]),
        agreement_row(begun, opened["id"]),
        refused=False,
        anew=anew,
    )


def a_contribution(begun) -> dict:
    with begun.study.writing(begun.user) as writer:
        at = partnerships.add_partner(writer, begun.partnership, "De Zon", "employer")
        made = contributions.add(writer, at, "gives", "hours", "begeleiden", "200", True)
    return row_of(begun, schema.contribution, id=made)()


def contribution(begun, first: dict, second: dict, refused: bool):
    opened = a_contribution(begun)
    names = ("partner_id", "direction", "kind", "text", "amount", "per_year", "note_id", "respondent_id")
    names = (*names, "other_partner_id")
    fields = {name: opened[name] for name in names}

    def write(writer, changed):
        contributions.change(writer, opened["id"], **(fields | changed), opened=opened)

    return both(begun, write, (first,), (second,), row_of(begun, schema.contribution, id=opened["id"]), refused)


def contribution_retired(begun):
    opened = a_contribution(begun)
    return Meeting(
        by(begun, begun.other_user, contributions.change, opened["id"], opened["partner_id"], "gets", "hours", "les"),
        by(begun, begun.user, contributions.retire, opened["id"]),
        row_of(begun, schema.contribution, id=opened["id"]),
        refused=False,
    )


def a_lesson(begun) -> dict:
    with begun.study.writing(begun.user) as writer:
        made = lessons.add(writer, {"situation": "Groepen vallen stil", "action": "Elke week bellen"})
    return build.read(begun, lessons.get, made)


def lesson(begun, first: dict, second: dict, refused: bool):
    opened = a_lesson(begun)
    _, (note,) = build.answered(begun, "lesgeld")
    evidence = {"notes": [note["id"]], "none": []}

    def write(writer, changed):
        fields = {name: opened[name] for name in schema.LESSON_FIELDS} | changed
        lessons.change(writer, opened["id"], fields, evidence[fields.pop("evidence", "none")], (), opened)

    def stands():
        row = build.read(begun, lessons.get, opened["id"])
        return {name: row[name] for name in (*schema.LESSON_FIELDS, "notes")}

    return both(begun, write, (first,), (second,), stands, refused)


def lesson_retired(begun):
    opened = a_lesson(begun)
    fields = {name: opened[name] for name in schema.LESSON_FIELDS} | {"result": "van de een"}
    return Meeting(
        by(begun, begun.other_user, lessons.change, opened["id"], fields),
        by(begun, begun.user, lessons.retire, opened["id"]),
        row_of(begun, schema.lesson, id=opened["id"]),
        refused=False,
    )


def lesson_used(begun, second: Callable, refused: bool):
    lesson_id = a_lesson(begun)["id"]
    with begun.study.writing(begun.user) as writer:
        use = lessons.record_use(writer, lesson_id, begun.partnership)
    stands = row_of(begun, schema.lesson_use, id=use)
    opened = stands()
    return Meeting(
        by(begun, begun.other_user, lessons.record_use, lesson_id, begun.partnership, "van de een", opened),
        by(begun, begun.user, second, lesson_id, use, opened),
        stands,
        refused,
    )


def state_summary(begun):
    def write(writer, text):
        state_texts.save_summary(writer, begun.partnership, begun.wave, text, opened=0)

    def stands():
        return {"text": build.read(begun, state_texts.summary, begun.partnership, begun.wave)["text"]}

    return both(begun, write, ("van de een",), ("van de ander",), stands)


def sentences(begun):
    def write(writer, order):
        state_texts.choose(writer, begun.partnership, begun.wave, order, opened={})

    def stands():
        chosen = build.read(begun, state_texts.choices, begun.partnership, begun.wave)
        return {"order": sorted(chosen, key=lambda key: chosen[key]["position"])}

    return both(begun, write, (["heard", "joined"],), (["joined", "heard"],), stands)


# ---- interviews, answers and notes


def times(begun, write: Callable, field: str):
    talk = build.interview(begun)
    if field == "started_at":
        talk = interviewing.plan(
            begun.study, begun.user, build.short_guide(), begun.partnership, begun.wave, [begun.employer], "nl"
        )
    made = both(
        begun,
        write,
        (talk, "2026-01-01T10:00:00.000000Z"),
        (talk, "2026-02-02T10:00:00.000000Z"),
        row_of(begun, schema.interview, id=talk),
        False,
    )
    made.anew = False
    return made


def reopened(begun):
    talk, _ = build.answered(begun, "lesgeld")
    interviewing.complete(begun.study, begun.user, talk)
    made = both(begun, interviews.reopen, (talk,), (talk,), row_of(begun, schema.interview, id=talk), False)
    made.anew = False
    return made


def finished(begun):
    talk, _ = build.answered(begun, "lesgeld")
    made = Meeting(
        lambda: interviewing.complete(begun.study, begun.other_user, talk),
        lambda: interviewing.complete(begun.study, begun.user, talk),
        row_of(begun, schema.interview, id=talk),
        refused=False,
        anew=False,
    )
    return made


def asked_in_finished(begun):
    """To ask again what another answered meanwhile changes nothing."""
    talk = build.interview(begun)
    return Meeting(
        lambda: capture.save(begun.study, begun.other_user, talk, KEY, "lesgeld"),
        lambda: build.ask(begun, talk, KEY),
        lambda: build.answer(begun, talk),
        refused=False,
        anew=False,
    )


def answer(begun, first: Callable, second: Callable, refused: bool = True, anew: bool = True):
    talk = build.interview(begun)
    opened = build.answer(begun, talk)

    def stands():
        return {name: build.answer(begun, talk)[name] for name in answers.ANSWER_FIELDS}

    def checked(done):
        assert done is None or done.how != "stale" or refused
        if done is not None and done.how == "stale":
            raise StaleError(done)

    return Meeting(
        lambda: checked(first(begun.study, begun.other_user, talk, KEY, opened)),
        lambda: checked(second(begun.study, begun.user, talk, KEY, opened)),
        stands,
        refused,
        anew,
    )


class StaleError(Exception):
    """A text was typed on a version that another went past: the field shows both."""


def answer_rows(begun):
    talk = build.interview(begun)
    with begun.study.writing(begun.user) as writer:
        opened = answers.lock(writer, talk, KEY)

    def write(writer, text):
        content = saving.content_of(opened) | {"text": text}
        answers.store_version(writer, opened, f"attempt {text}", **content)

    return both(begun, write, ("van de een",), ("van de ander",), lambda: {"text": build.answer(begun, talk)["text"]})


def back(begun):
    talk, _ = build.answered(begun, "eerst")
    capture.save(begun.study, begun.user, talk, KEY, "daarna iets heel anders")
    opened = build.answer(begun, talk)
    return Meeting(
        lambda: capture.save(begun.study, begun.other_user, talk, KEY, "van de een"),
        lambda: history.go_back(begun.study, begun.user, opened["id"], 1, opened=opened),
        lambda: {"text": build.answer(begun, talk)["text"]},
    )


def note(begun, first: dict, second: dict, refused: bool):
    _, (opened,) = build.answered(begun, "lesgeld")
    fields = {name: opened[name] for name in ("text", "block", "kind")}

    def write(who, changed):
        return lambda: capture.rewrite_note(begun.study, who, opened["id"], **(fields | changed), opened=opened)

    return Meeting(
        write(begun.other_user, first), write(begun.user, second), row_of(begun, schema.note, id=opened["id"]), refused
    )


def moved(begun):
    _, (opened,) = build.answered(begun, "lesgeld")
    return Meeting(
        lambda: capture.move_note(begun.study, begun.other_user, opened["id"], "funding", opened),
        lambda: capture.move_note(begun.study, begun.user, opened["id"], "revenues", opened),
        row_of(begun, schema.note, id=opened["id"]),
    )


def undone(begun):
    _, (opened,) = build.answered(begun, "lesgeld")
    capture.move_note(begun.study, begun.user, opened["id"], "funding")
    return Meeting(
        lambda: capture.move_note(begun.study, begun.other_user, opened["id"], "revenues"),
        lambda: history.undo(begun.study, begun.user, opened["id"], 2),
        row_of(begun, schema.note, id=opened["id"]),
    )


def note_rows(begun, write: Callable):
    _, (opened,) = build.answered(begun, "lesgeld")
    return both(
        begun, write, (opened, "van de een"), (opened, "van de ander"), row_of(begun, schema.note, id=opened["id"])
    )


# ---- reading a document


def read_note(begun, first: Callable, second: Callable, refused: bool):
    document = transcript(begun)
    opened = passage_note(begun, document, "Vooral tijd")
    theme_id, other = a_theme(begun)["id"], a_theme(begun, "Geld")["id"]

    def stands():
        carries = read(begun, lambda connection: themes.of_notes(connection, [opened["id"]])).get(opened["id"], [])
        row = row_of(begun, schema.note, id=opened["id"])()
        return {name: row[name] for name in ("text", "block", "kind", "retired")} | {
            theme: any(each["id"] == theme for each in carries) for theme in (theme_id, other)
        }

    def act(how: Callable, who: str):
        return lambda: how(begun.study, who, document, opened, (theme_id, other))

    return Meeting(act(first, begun.other_user), act(second, begun.user), stands, refused)


def reworded(text: str, block: str = "costs") -> Callable:
    return lambda study, who, document, opened, _themes: passage_notes.change_note(
        study, who, document, opened["id"], {"text": text, "block": block, "kind": opened["kind"]}, opened
    )


def brought_back(begun):
    document = transcript(begun)
    opened = passage_note(begun, document, "Vooral tijd")
    capture.move_note(begun.study, begun.user, opened["id"], "funding")
    return Meeting(
        lambda: capture.move_note(begun.study, begun.other_user, opened["id"], "revenues"),
        lambda: passage_notes.restore_note(begun.study, begun.user, document, opened["id"], 2),
        row_of(begun, schema.note, id=opened["id"]),
    )


def linked(begun, write: Callable):
    document = transcript(begun)

    def stands():
        return {
            row["number"]: row["question"]
            for row in read(begun, lambda connection: documents.turns(connection, document))
        }

    number = min(stands())
    return Meeting(
        lambda: write(begun, begun.other_user, document, number, "costs.main", {"question": None}),
        lambda: write(begun, begun.user, document, number, "revenues.main", {"question": None}),
        stands,
    )


def _link_in_store(begun, who, *args):
    by(begun, who, documents.link_question, *args)()


def _link_in_reader(begun, who, *args):
    passage_notes.link_question(begun.study, who, *args)


def _skip(reason: str) -> Callable:
    return lambda study, who, talk, key, opened: capture.pass_over(study, who, talk, key, "skipped", reason, opened)


def _rate(mark: int) -> Callable:
    return lambda study, who, talk, key, opened: capture.rate(study, who, talk, key, mark, opened=opened)


def _save(text: str) -> Callable:
    return lambda study, who, talk, key, opened: capture.save(study, who, talk, key, text, base=opened["revision"])


def _aside(study, who, talk, key, _opened):
    capture.set_aside(study, who, talk, key, "wat niet meer geldt")


def _put(fields: dict) -> Callable:
    def put(study, who, talk, key, opened):
        with study.writing(who) as writer:
            return saving.put(writer, talk, key, fields, opened={"text": opened["text"]} | opened)

    return put


MEETINGS: dict[str, list[Callable]] = {
    "store.partnerships.change": [
        lambda begun: partnership(begun, {"name": "Van de een"}, {"name": "Van de ander"}, True),
        lambda begun: partnership(begun, {"region": "Drenthe"}, {"region": "Twente"}, True),
        lambda begun: partnership(begun, {"since": 2020}, {"since": 2021}, True),
        lambda begun: partnership(begun, {"summary": "een"}, {"summary": "ander"}, True),
        lambda begun: partnership(begun, {"name": "Van de een", "region": "Drenthe"}, {"since": 2021}, False),
    ],
    "store.moments.put_moment": [
        lambda begun: moment(begun, {"phase": "starting"}, {"phase": "ended"}, True),
        lambda begun: moment(begun, {"legal_form": "stichting"}, {"legal_form": "convenant"}, True),
        lambda begun: moment(begun, {"agenda": "van de een"}, {"agenda": "van de ander"}, True),
        lambda begun: moment(begun, {"from_date": "2025-01-01"}, {"from_date": "2025-02-02"}, True),
        lambda begun: moment(begun, {"agenda": "van de een", "phase": "ended"}, {"legal_form": "van de ander"}, False),
        moment_added_twice,
        lambda begun: moment(begun, {"agenda": "van de een"}, {"agenda": "van de ander"}, True, opened=False),
    ],
    "store.partnerships.change_partner": [
        lambda begun: partner(begun, {"organisation": "De Maan"}, {"role": "education"}, False),
        lambda begun: partner(begun, {"role": "government"}, {"role": "education"}, True),
        lambda begun: partner(begun, {"left": "2025-01-01"}, {"left": None, "joined": "2024-03-03"}, False),
        lambda begun: partner(begun, {"left": "2025-01-01"}, {"left": "2025-02-02"}, True),
    ],
    "store.respondents.change": [
        lambda begun: respondent(begun, {"partner_id": None}, {"code": "NT-B9"}, False),
        lambda begun: respondent(begun, {"code": "NT-B8"}, {"code": "NT-B9"}, True),
        lambda begun: respondent(begun, {"role": "government"}, {"role": "education"}, True),
    ],
    "store.study_settings.add_own_role": [own_roles],
    "store.study_settings.change_own_role": [
        lambda begun: own_role_changed(begun, {"label_nl": "Partijen"}, {"label_nl": "Politiek"}, True),
        lambda begun: own_role_changed(begun, {"letter": "V"}, {"letter": "X"}, True),
        lambda begun: own_role_changed(begun, {"letter": "W"}, {"in_table": False}, False),
    ],
    "store.study_settings.put_small_numbers": [
        lambda begun: small_numbers_set(begun, ("all", 3), ("nothing_below_n", 3), True),
        lambda begun: small_numbers_set(begun, ("nothing_below_n", 3), ("all", 5), False),
    ],
    "store.removal.remove_interview": [
        lambda begun: removed_after(
            begun, schema.interview, planned(begun)["id"], interviews.start, removal.remove_interview
        ),
        lambda begun: changed_after(
            begun, schema.interview, planned(begun)["id"], removal.remove_interview, interviews.start
        ),
    ],
    "store.removal.remove_respondent": [
        lambda begun: removed_after(
            begun,
            schema.respondent,
            begun.employer_too,
            lambda w, row_id: respondents.change(w, row_id, "NT-B7", "employer", None),
            removal.remove_respondent,
        ),
        lambda begun: changed_after(
            begun,
            schema.respondent,
            begun.employer_too,
            removal.remove_respondent,
            lambda w, row_id: respondents.change(w, row_id, "NT-B8", "employer", None),
        ),
    ],
    "store.removal.remove_partner": [
        lambda begun: removed_after(
            begun,
            schema.partner,
            a_partner(begun),
            lambda w, row_id: partnerships.change_partner(w, row_id, "De Maan", None, None, None),
            removal.remove_partner,
        ),
        lambda begun: changed_after(
            begun,
            schema.partner,
            a_partner(begun, "De Ster"),
            removal.remove_partner,
            lambda w, row_id: respondents.change(w, begun.government, "NT-G1", "government", row_id),
        ),
    ],
    "store.removal.remove_partnership": [
        lambda begun: changed_after(
            begun,
            schema.partnership,
            a_partnership(begun, "Warmtemakers"),
            removal.remove_partnership,
            lambda w, row_id: partnerships.add_partner(w, row_id, "De Zon"),
        ),
        lambda begun: removed_after(
            begun,
            schema.partnership,
            a_partnership(begun, "Lift Off"),
            lambda w, row_id: partnerships.change(w, row_id, "Lift Omhoog", "", None, ""),
            removal.remove_partnership,
        ),
    ],
    "store.removal.remove_role": [
        lambda begun: role_removed_after(begun, None),
        lambda begun: role_removed_after(begun, lambda w, key: respondents.add(w, begun.partnership, "NT-A1", key)),
    ],
    "store.attributes.change": [
        lambda begun: attribute(begun, ("Grootte", ["klein", "groot"]), ("Maat", ["klein", "groot"]), True),
        lambda begun: attribute(begun, ("Omvang", ["klein", "reus"]), ("Omvang", ["dwerg", "groot"]), True),
        lambda begun: attribute(begun, ("Grootte", ["klein", "groot"]), ("Omvang", ["klein", "groot", "reus"]), False),
        lambda begun: attribute(begun, ("Omvang", ["klein", "reus"]), ("Grootte", ["klein", "groot"]), False),
    ],
    "store.attributes.retire": [attribute_retired],
    "store.attributes.set_value": [value],
    "store.themes.change": [
        lambda begun: theme(begun, {"name": "Van de een"}, {"name": "Van de ander"}, True),
        lambda begun: theme(begun, {"definition": "een"}, {"definition": "ander"}, True),
        lambda begun: theme(begun, {"definition": "een"}, {"name": "Van de ander"}, False),
    ],
    "store.themes.retire": [
        lambda begun: theme_then(begun, lambda w, theme_id, _other, _note: themes.retire(w, theme_id))
    ],
    "store.themes.merge": [
        lambda begun: theme_then(begun, lambda w, theme_id, other, _note: themes.merge(w, theme_id, other))
    ],
    "store.themes.split": [
        lambda begun: theme_then(
            begun, lambda writer, theme_id, _other, note: themes.split(writer, theme_id, "Nieuw", [note])
        )
    ],
    "store.themes.restore": [theme_restored],
    "store.codebook.update": [theme_rows],
    "store.codebook_import.import_all": [
        lambda begun: theme_then(
            begun,
            lambda w, theme_id, _other, _note: codebook_import.import_all(w, [], {theme_id: {"colour": "#23527C"}}),
        )
    ],
    "store.codings.assign": [
        lambda begun: carried(
            begun,
            lambda w, _theme, other, note, _more: themes.assign(w, other, [note]),
            lambda w, theme_id, _other, note, more: themes.assign(w, theme_id, [note, more]),
        )
    ],
    "store.codings.unassign": [
        lambda begun: carried(
            begun,
            lambda w, _theme, other, note, _more: themes.assign(w, other, [note]),
            lambda w, theme_id, _other, note, _more: themes.unassign(w, theme_id, [note]),
        )
    ],
    "store.codings.set_themes": [
        lambda begun: carried(
            begun,
            lambda w, theme_id, other, note, _more: themes.set_themes(w, note, [theme_id, other], [theme_id]),
            lambda w, theme_id, _other, note, _more: themes.set_themes(w, note, [], [theme_id]),
        )
    ],
    "store.codings.move": [
        lambda begun: carried(
            begun, lambda w, _theme, other, _note, more: themes.assign(w, other, [more]), moved_codings
        )
    ],
    "store.points.change": [
        lambda begun: point(begun, {"text": "van de een"}, {"text": "van de ander"}, True),
        lambda begun: point(begun, {"perspectives": ["education"]}, {"perspectives": ["government"]}, True),
        lambda begun: point(begun, {"perspectives": ["education"]}, {"text": "van de ander"}, False),
    ],
    "store.points.retire": [
        lambda begun: point_then(begun, lambda writer, opened: points.retire(writer, opened["id"]), False)
    ],
    "store.points.put_note": [stance],
    "store.point_states.change_state": [
        lambda begun: point_then(
            begun,
            lambda writer, opened: point_states.change_state(writer, opened["id"], "checked", opened=opened),
            True,
        )
    ],
    "store.point_states.reweigh_notes": [weighed_again],
    "store.matrix_summaries.save": [summary],
    "store.agreements.change": [
        lambda begun: agreement(begun, {"text": "van de een"}, {"text": "van de ander"}, True),
        lambda begun: agreement(begun, {"due": "2026-01-31"}, {"due": "2026-02-28"}, True),
        lambda begun: agreement(begun, {"due": "2026-01-31"}, {"text": "van de ander"}, False),
    ],
    "store.agreements.change_state": [
        lambda begun: agreement_state(begun, ("kept", ""), ("not_kept", "vergeten"), True),
        lambda begun: agreement_state(begun, ("kept", ""), ("kept", ""), False, anew=False),
    ],
    "store.agreements.retire": [lambda begun: agreement_then(begun, lambda w, made: agreements.retire(w, made))],
    "store.agreements.carry": [
        lambda begun: agreement_then(begun, lambda w, made: agreements.carry(w, made, begun.later_wave), anew=False)
    ],
    "store.contributions.change": [
        lambda begun: contribution(begun, {"amount": "100"}, {"amount": "300"}, True),
        lambda begun: contribution(begun, {"amount": "100"}, {"text": "uitleggen"}, False),
        lambda begun: contribution(begun, {"direction": "gets"}, {"per_year": False}, False),
    ],
    "store.contributions.retire": [contribution_retired],
    "store.lessons.change": [
        lambda begun: lesson(begun, {"action": "van de een"}, {"action": "van de ander"}, True),
        lambda begun: lesson(begun, {"phase": "design"}, {"block": "costs"}, False),
        lambda begun: lesson(begun, {"evidence": "notes"}, {"factor": 3}, False),
    ],
    "store.lessons.retire": [lesson_retired],
    "store.lessons.record_use": [
        lambda begun: lesson_used(
            begun,
            lambda w, made, _use, opened: lessons.record_use(w, made, begun.partnership, "van de ander", opened),
            True,
        )
    ],
    "store.lessons.retire_use": [
        lambda begun: lesson_used(begun, lambda w, _made, use, _opened: lessons.retire_use(w, use), False)
    ],
    "store.state_texts.save_summary": [state_summary],
    "store.state_texts.choose": [sentences],
    "store.interviews.start": [lambda begun: times(begun, interviews.start, "started_at")],
    "store.interviews.complete": [lambda begun: times(begun, interviews.complete, "completed_at")],
    "store.interviews.reopen": [reopened],
    "store.answers.store_version": [answer_rows],
    "store.notes.change": [lambda begun: note_rows(begun, lambda w, row, text: notes.change(w, row, text=text))],
    "store.notes.change_all": [
        lambda begun: note_rows(begun, lambda w, row, text: notes.change_all(w, [(row, {"text": text})]))
    ],
    "store.documents.link_question": [lambda begun: linked(begun, _link_in_store)],
    "capture.answers.save": [
        lambda begun: answer(begun, _save("van de een"), _save("van de ander")),
        lambda begun: answer(begun, _rate(4), _save("van de ander"), refused=False),
    ],
    "capture.answers.rate": [
        lambda begun: answer(begun, _rate(4), _rate(2)),
        lambda begun: answer(begun, _skip("geen tijd"), _rate(2)),
        lambda begun: answer(begun, _save("van de een"), _rate(2), refused=False),
    ],
    "capture.answers.pass_over": [
        lambda begun: answer(begun, _skip("geen tijd"), _skip("niet nodig")),
        lambda begun: answer(begun, _rate(4), _skip("niet nodig")),
        lambda begun: answer(begun, _save("van de een"), _skip("niet nodig")),
    ],
    "capture.answers.set_aside": [lambda begun: answer(begun, _save("van de een"), _aside, refused=False, anew=False)],
    "capture.saving.put": [
        lambda begun: answer(begun, _put({"text": "een"}), _put({"text": "ander"})),
        lambda begun: answer(begun, _put({"rating": 4}), _put({"rating": 2})),
    ],
    "capture.answers.rewrite_note": [
        lambda begun: note(begun, {"text": "van de een"}, {"text": "van de ander"}, True),
        lambda begun: note(begun, {"block": "funding"}, {"block": "revenues"}, True),
        lambda begun: note(begun, {"kind": "risk"}, {"kind": "strength"}, True),
        lambda begun: note(begun, {"kind": "risk"}, {"text": "/ van de ander"}, True),
        lambda begun: note(begun, {"block": "funding", "kind": "risk"}, {"text": "van de ander"}, False),
    ],
    "capture.answers.move_note": [moved],
    "capture.history.go_back": [back],
    "capture.history.undo": [undone],
    "capture.interviewing.ask": [asked_in_finished],
    "capture.interviewing.complete": [finished],
    "capture.passage_notes.change_note": [
        lambda begun: read_note(begun, reworded("een"), reworded("ander"), True),
        lambda begun: read_note(begun, reworded("Vooral tijd", "funding"), reworded("ander"), False),
    ],
    "capture.passage_notes.remove_note": [
        lambda begun: read_note(
            begun,
            reworded("een"),
            lambda study, who, at, opened, _: passage_notes.remove_note(study, who, at, opened["id"]),
            False,
        )
    ],
    "capture.passage_notes.restore_note": [brought_back],
    "capture.passage_notes.give_theme": [
        lambda begun: read_note(
            begun,
            lambda study, who, at, opened, its: passage_notes.give_theme(study, who, at, opened["id"], its[0], True),
            lambda study, who, at, opened, its: passage_notes.give_theme(study, who, at, opened["id"], its[1], True),
            False,
        )
    ],
    "capture.passage_notes.link_question": [lambda begun: linked(begun, _link_in_reader)],
}
