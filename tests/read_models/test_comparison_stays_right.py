"""What is kept of a comparison of two moments is never of an earlier state, whoever changed what, and how."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.analysis import over_time
from canvas.capture import answers as capture
from canvas.read_models.over_time_page import ChangesPage, changes_page
from canvas.store import Study, open_study
from canvas.store.database import schema
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.points import points
from canvas.store.themes import codings, themes
from tests import build

ROLES = ["employer", "government"]
BLOCKS = ["costs", "funding"]
WORDS = st.sampled_from(["Reistijd is duur", "Reistijd is heel duur", "Lokalen staan leeg", "De bus rijdt niet", "x"])


@pytest.fixture
def spoken(begun):
    """Notes of two roles on costs at both moments, one with a theme, and ratings."""
    interview, _notes = build.answered(begun, "Reistijd is duur\nLokalen staan leeg")
    capture.rate(begun.study, begun.user, interview, "costs.main", 4)
    later, _notes = build.answered(begun, "Reistijd is heel duur\nNieuw geld", wave=begun.later_wave)
    capture.rate(begun.study, begun.user, later, "costs.main", 2)
    return begun


def page(begun: build.Begun, study: Study | None = None) -> ChangesPage:
    """What the screen reads."""
    waves = (begun.wave, begun.later_wave)
    with (study or begun.study).reading() as connection:
        return changes_page(connection, begun.partnership, waves, (), BLOCKS, ROLES)


def worked_out_anew(begun: build.Begun, monkeypatch: pytest.MonkeyPatch) -> ChangesPage:
    """The same with nothing kept."""
    with monkeypatch.context() as patch:
        patch.setattr(over_time, "_compared", over_time._compared.__wrapped__)
        patch.setattr(over_time, "_matched", over_time._matched.__wrapped__)
        return page(begun)


def ids(begun: build.Begun, table: sa.Table) -> list[str]:
    """The ids in a table, in their order."""
    with begun.study.reading() as connection:
        return list(connection.execute(sa.select(table.c.id).order_by(table.c.id)).scalars())


def test_what_did_not_change_is_kept(spoken):
    first = page(spoken)
    assert page(spoken).blocks is first.blocks


def _note_reworded(begun, writer):
    (note, *_rest) = [notes.get(writer.connection, note_id) for note_id in ids(begun, schema.note)]
    notes.change(writer, note, text="De bus rijdt niet")


def _note_moved(begun, writer):
    notes.change(writer, notes.get(writer.connection, ids(begun, schema.note)[0]), block="funding")


def _note_taken_away(begun, writer):
    notes.change(writer, notes.get(writer.connection, ids(begun, schema.note)[0]), retired=True)


def _theme_given(begun, writer):
    codings.assign(writer, themes.add(writer, "Reizen"), ids(begun, schema.note)[:1])


def _point_made(begun, writer):
    points.add(writer, "value", "Het scheelt tijd", ["employer"], begun.partnership, begun.wave)


def _reason_written(begun, writer):
    later = (begun.partnership, begun.later_wave)
    matrix_summaries.save(writer, *later, "block", "costs", "De bus rijdt niet meer", [], since=begun.wave)


WRITTEN = (_note_reworded, _note_moved, _note_taken_away, _theme_given, _point_made, _reason_written)


@pytest.mark.parametrize("change", WRITTEN)
def test_every_kind_of_change_is_seen_at_once(spoken, monkeypatch, change):
    before = page(spoken)
    with spoken.study.writing(spoken.user) as writer:
        change(spoken, writer)
    assert page(spoken) == worked_out_anew(spoken, monkeypatch)
    assert page(spoken) != before


def test_a_rating_and_a_new_answer_are_seen_at_once(spoken, monkeypatch):
    pages = [page(spoken)]
    interview, _notes = build.answered(spoken, "Subsidie loopt af", key="funding.main")
    pages.append(page(spoken))
    capture.rate(spoken.study, spoken.user, interview, "funding.main", 1)
    pages.append(page(spoken))
    assert pages[-1] == worked_out_anew(spoken, monkeypatch)
    assert all(pages[place] != pages[place + 1] for place in (0, 1))


def test_what_another_process_saves_is_seen_at_once(spoken, monkeypatch):
    before = page(spoken)
    program = (
        "import sys; from canvas.store import open_study; from canvas.store.notes import notes\n"
        "study = open_study(sys.argv[1])\n"
        "with study.writing(sys.argv[2]) as writer:\n"
        "    notes.change(writer, notes.get(writer.connection, sys.argv[3]), text='De bus rijdt niet')\n"
        "study.close()"
    )
    first = ids(spoken, schema.note)[0]
    subprocess.run([sys.executable, "-c", program, spoken.study.target, spoken.user, first], check=True, timeout=60)
    assert page(spoken) == worked_out_anew(spoken, monkeypatch)
    assert page(spoken) != before


def _by_hand() -> st.SearchStrategy:
    """A column of a row that another program writes, past all that the workbench does with a change."""
    note_values = {
        "text": WORDS,
        "block": st.sampled_from(BLOCKS),
        "role": st.sampled_from([*ROLES, None]),
        "kind": st.sampled_from(["note", "quote"]),
        "retired": st.booleans(),
    }
    counts = {name: st.integers(0, 3) for name in ("asked", "answered", "notes", "rated_1", "rated_4", "dont_know")}
    columns = [("note", name, values) for name, values in note_values.items()]
    columns += [("cell", name, values) for name, values in counts.items()]
    return st.sampled_from(columns).flatmap(
        lambda column: st.tuples(st.just(column[0]), st.just(column[1]), st.integers(0, 9), column[2])
    )


@settings(max_examples=15)
@given(changes=st.lists(_by_hand(), min_size=1, max_size=6))
def test_what_another_program_writes_is_seen_whatever_it_is(spoken, monkeypatch, changes):
    beside = open_study(spoken.study.target)  # connections of its own
    for table_name, column, place, value in changes:
        table = schema.metadata.tables[table_name]
        keys = list(table.primary_key.columns)
        with beside.writing(spoken.user) as writer:
            rows = list(writer.execute(sa.select(*keys).order_by(*keys)))
            which = [key == part for key, part in zip(keys, rows[place % len(rows)], strict=True)]
            writer.execute(table.update().where(*which).values({column: value}))
        assert page(spoken) == worked_out_anew(spoken, monkeypatch)
    beside.close()
