"""The filter on words of the grid finds the same with the index of parts of words as by reading every text."""

from __future__ import annotations

import sqlite3

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.store import open_study
from canvas.store.database import schema
from canvas.store.database.folding import folded
from canvas.store.migrations import repair_index
from canvas.store.notes import grid
from canvas.store.notes.grid import GridFilter, GridOrder
from canvas.store.search_index import part_table, search_index, word_parts
from tests import build

TEXTS = ["Reistijd is duur", "Lokalen staan leeg", "Geld van de gemeente", "De bus rijdt niet", "Zestien lessen"]


@pytest.fixture
def spoken(begun, monkeypatch):
    """Five answers and as many notes, and words that are looked up however many texts there are."""
    for text in TEXTS:
        build.answered(begun, text)
    monkeypatch.setattr(word_parts, "SHARE", 1)
    monkeypatch.setattr(grid, "RARE", 0)
    monkeypatch.setattr(part_table, "WORTH_ADDING", 1)
    return begun


def pages_of(begun: build.Begun, words: str, order: GridOrder | None = None) -> list[tuple[int, list[str]]]:
    """What the grid finds of notes and of answers: how many, and the first fifty."""
    with begun.study.reading() as connection:
        return [
            (
                grid.count(connection, kind, grid_filter),
                grid.ids(connection, kind, grid_filter, order, 0, grid.ROWS_A_PAGE),
            )
            for kind in grid.KINDS
            for grid_filter in [GridFilter(words=words)]
        ]


def read(begun: build.Begun, words: str) -> list[tuple[int, list[str]]]:
    """The same by reading every text, in Python."""
    wanted = (folded(words) or "").split()
    pages = []
    with begun.study.reading() as connection:
        for table in (schema.note, schema.answer):
            is_standing = table.c.retired.is_(False) if table is schema.note else sa.true()
            rows = connection.execute(
                sa.select(table.c.id, table.c.text).where(is_standing).order_by(table.c.id.desc())
            )
            fitting = [row.id for row in rows if all(word in (folded(row.text) or "") for word in wanted)]
            pages.append((len(fitting), fitting))
    return pages


def put(begun: build.Begun, texts: list[str]) -> None:
    """Write texts in the first notes and answers, as another program may."""
    for table in (schema.note, schema.answer):
        with begun.study.writing(begun.user) as writer:
            ids = writer.execute(sa.select(table.c.id).order_by(table.c.id)).scalars().all()
            for row_id, text in zip(ids, texts, strict=False):
                writer.execute(table.update().where(table.c.id == row_id).values(text=text))


ODD = st.text(st.sampled_from("abcABC1 -'éÉçßﬁĳǡ\u0301\u0305\u0345\u00ad\u200bœ²①’“ªșﬀ㎡İıſ\u1e9e"), max_size=12)


@settings(max_examples=60)
@given(
    texts=st.lists(ODD, min_size=5, max_size=5),
    words=ODD,
    cut=st.tuples(st.integers(0, 9), st.integers(3, 8)),
    anew=st.booleans(),
)
def test_any_words_are_found_in_any_texts_as_by_reading_them(spoken, texts, words, cut, anew):
    put(spoken, texts)
    if anew:
        repair_index(spoken.study.engine, always=True)
    part = (folded(texts[0]) or "")[cut[0] : cut[0] + cut[1]]
    for query in (words, part):
        assert pages_of(spoken, query) == read(spoken, query)
    with spoken.study.reading() as connection:
        assert list(search_index.faults(connection)) == []
    assert not search_index.is_corrupt(spoken.study.engine)


@pytest.mark.parametrize(
    "words", ["reistijd", "REIS", "ijd", "an", "leeg staan", "zzz", "gemeente reistijd", "e", "16"]
)
def test_parts_of_words_are_found_in_every_order(spoken, words):
    assert pages_of(spoken, words) == read(spoken, words)
    by_text = pages_of(spoken, words, GridOrder("text"))
    assert [(number, sorted(ids, reverse=True)) for number, ids in by_text] == read(spoken, words)


def _damage(begun: build.Begun, rows: str) -> None:
    """Take away what the table of parts of words looks up in, as a page that went bad would."""
    build.answered(begun, "Wachtlijst")
    repair_index(begun.study.engine, always=True)
    with begun.study.writing(begun.user) as writer:
        writer.connection.exec_driver_sql(f"DELETE FROM search_part_data WHERE {rows}")
    begun.study.close()  # what a connection has read of it goes with it


@pytest.mark.parametrize("rows", ["id > 10", "id = 10", "true"])
def test_where_the_table_of_parts_is_damaged_texts_are_read_and_a_check_says_so(spoken, rows):
    if spoken.study.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no such table")
    _damage(spoken, rows)
    assert search_index.is_corrupt(spoken.study.engine)
    for words in ("reistijd", "zzz"):
        assert pages_of(spoken, words) == read(spoken, words)
    build.answered(spoken, "Nog een wachtlijst")
    repair_index(spoken.study.engine)  # as opening does, which the damage may not stop
    assert pages_of(spoken, "wachtlijst") == read(spoken, "wachtlijst")
    repair_index(spoken.study.engine, always=True)
    assert not search_index.is_corrupt(spoken.study.engine)
    assert pages_of(spoken, "wachtlijst") == read(spoken, "wachtlijst")


def test_what_is_changed_and_taken_away_is_found_as_it_stands(spoken):
    put(spoken, ["Nieuwe woorden"])
    with spoken.study.writing(spoken.user) as writer:
        last = writer.execute(sa.select(sa.func.max(schema.note.c.id))).scalar()
        writer.execute(schema.note.update().where(schema.note.c.id == last).values(retired=True))
    for words in ("woorden", "reistijd", "lessen"):
        assert pages_of(spoken, words) == read(spoken, words)
    with spoken.study.writing(spoken.user) as writer:
        writer.execute(schema.note.update().where(schema.note.c.id == last).values(retired=False))
    assert pages_of(spoken, "lessen") == read(spoken, "lessen")


def test_a_word_that_no_text_has_is_known_from_the_index_alone(spoken):
    open_study(spoken.study.target).close()
    with spoken.study.reading() as connection:
        candidates = word_parts.candidates(connection, "woordenboek", 10)
        assert candidates == (0 if connection.dialect.name == "sqlite" else None)
        if connection.dialect.name != "sqlite":
            return
        fitting = grid._fitting(connection, "notes", GridFilter(words="woordenboek"), sa.literal(1))
        query = fitting.compile(connection.engine)
        values = tuple(query.params[name] for name in query.positiontup)
        plan = "\n".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values))
    assert "SCAN note" not in plan
    assert "SEARCH search_text USING INTEGER PRIMARY KEY" in plan


def test_texts_are_found_also_once_they_are_in_the_table_of_parts(spoken):
    more = open_study(spoken.study.target)  # puts in it what came
    with more.reading() as connection:
        assert not search_index.lags(connection)
    more.close()
    for words in ("reistijd", "lessen", "zzz", "ijd"):
        assert pages_of(spoken, words) == read(spoken, words)
    put(spoken, ["Lessen in de avond", "Reistijd"])
    build.answered(spoken, "Avondlessen")
    for _turn in range(2):
        for words in ("reistijd", "avond", "lessen", "lokalen"):
            assert pages_of(spoken, words) == read(spoken, words)
        open_study(spoken.study.target).close()


def test_an_id_that_is_given_again_is_found_by_its_new_words(spoken):
    open_study(spoken.study.target).close()
    with spoken.study.writing(spoken.user) as writer:
        last = writer.execute(sa.select(sa.func.max(schema.note.c.id))).scalar()
        writer.execute(schema.note.update().where(schema.note.c.id == last).values(retired=True))
    build.answered(spoken, "Geheel nieuwe woorden")
    open_study(spoken.study.target).close()
    for words in ("geheel", "zestien", "lessen", "nieuwe"):
        assert pages_of(spoken, words) == read(spoken, words)


def test_another_program_without_our_functions_and_tokens_may_write(demo_file):
    open_study(str(demo_file)).close()
    plain = sqlite3.connect(demo_file)
    plain.execute("UPDATE note SET text = 'Een ander programma' WHERE id = (SELECT max(id) FROM note)")
    plain.commit()
    plain.close()
    study = open_study(str(demo_file))
    with study.reading() as connection:
        assert word_parts.candidates(connection, "programma", 1_000) >= 1
        assert grid.count(connection, "notes", GridFilter(words="ander programma")) == 1
        triggers = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    assert not any("search_part " in statement.partition("BEGIN")[2] for statement in triggers)
    study.close()
