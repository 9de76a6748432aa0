"""What is written in other signs is found by plain ones and the other way round, in every source, on both engines."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from canvas.store import documents, open_study
from canvas.store.check.check import check
from canvas.store.database import schema
from canvas.store.database.folding import Folded, folded
from canvas.store.notes import grid, notes
from canvas.store.points import points
from canvas.store.search import search
from canvas.store.search.search_terms import fold
from canvas.store.search_index import search_index
from canvas.store.special_characters import BETWEEN, SPELLED
from tests import build
from tests.examples import examples
from tests.store.search.test_search_words import written_otherwise

# a class of signs: as written, as typed
WRITTEN = {
    "ligature": ("eﬀectief", "effectief"),
    "long ligature": ("oﬃcieel", "officieel"),
    "old ligature": ("laaﬆe", "laaste"),
    "one letter ij": ("bedrĳf", "bedrijf"),
    "capital ij": ("Ĳssel", "ijssel"),
    "oe": ("œuvre", "oeuvre"),
    "ae": ("Ægir", "aegir"),
    "soft hyphens": ("sa\u00admen\u00adwer\u00adkings\u00advorm", "samenwerkingsvorm"),
    "zero-width": ("samen\u200bwer\u200cking\u200ds", "samenwerkings"),
    "joiner": ("pen\u2060voerder", "penvoerder"),
    "byte order mark": ("pen\ufeffvoer\ufeffder", "penvoerder"),
    "direction": ("pen\u200evoer\u202cder", "penvoerder"),
    "lowered": ("CO₂", "CO2"),
    "raised": ("m²", "m2"),
    "unit": ("㎡", "m2"),
    "full-width": ("Ｇｅｌｄ２", "geld2"),
    "mathematical": ("𝗽𝗹𝗮𝗻", "plan"),
    "Roman": ("Ⅳ", "iv"),
    "hyphen that holds": ("e\u2011mail", "e-mail"),
    "space that holds": ("ten\u00a0minste", '"ten minste"'),
    "apostrophe": ("regio’s", "regio's"),
    "apostrophe that is a letter": ("regioʼs", "regio's"),
    "decomposed": ("financie\u0308le", "financiële"),
}


def document(begun: build.Begun, title: str, text: str) -> str:
    with begun.study.writing(begun.user) as writer:
        return documents.add(writer, title=title, text=text, kind="report", source="", language="nl")


def session_notes(begun: build.Begun, texts: list[str]) -> None:
    row = {
        "partnership_id": begun.partnership,
        "wave_id": begun.wave,
        "role": "employer",
        "block": "costs",
        "origin": "session",
        "kind": "plain",
        "answer_id": None,
        "passage_id": None,
    }
    with begun.study.writing(begun.user) as writer:
        notes.add_all(writer, [row | {"text": text, "position": n} for n, text in enumerate(texts)])


def marked_of(begun: build.Begun, words: str, **more) -> dict[str, list[str]]:
    """What is marked, per kind of hit; the number that tells the texts apart left out."""
    made: dict[str, list[str]] = {}
    with begun.study.reading() as connection:
        for hit in search.find(connection, words, **more).hits:
            pieces = [*([hit.title] if hit.title else []), *hit.snippets]
            marked = [piece.text[start:end] for piece in pieces for start, end in piece.marks]
            made[hit.kind] = made.get(hit.kind, []) + [mark for mark in marked if not mark.lower().startswith("nummer")]
    return made


def pasted(written: str) -> str:
    """What a person gets into the field who copies this: a space parts words, unless they stand between quotes."""
    return f'"{written}"' if "\u00a0" in written else written


def test_every_source_is_found_by_what_is_typed_and_by_what_is_pasted(begun):
    texts = [f"Nummer{n}: dit is een {written} voor ons." for n, (written, _typed) in enumerate(WRITTEN.values())]
    build.answered(begun, "\n".join(texts))
    for n, text in enumerate(texts):
        document(begun, f"Verslag {WRITTEN[list(WRITTEN)[n]][0]}", f"{text}\nEn nog iets.")
        with begun.study.writing(begun.user) as writer:
            points.add(writer, "financing", text, ["employer"], begun.partnership, begun.wave)
    for n, (name, (written, typed)) in enumerate(WRITTEN.items()):
        every = {"note": [written], "document": [written, written], "point": [written.replace("\u00a0", " ")]}
        kinds = tuple(every)
        for query in (typed, pasted(written)):
            for ranked in (False, True):
                assert marked_of(begun, f"{query} nummer{n}", kinds=kinds, ranked=ranked) == every, (name, query)
            assert written in marked_of(begun, query, kinds=("answer",))["answer"], (name, query)
    assert check(begun.study)["faults"] == []
    with begun.study.reading() as connection:  # and all stands as it was written
        assert connection.execute(sa.text("SELECT text FROM answer")).scalar() == "\n".join(texts)


def test_a_pasted_word_finds_what_is_written_plainly(begun):
    plain = [typed.strip('"') for _written, typed in WRITTEN.values()]
    session_notes(begun, [f"Nummer{n}: dit is een {typed} voor ons." for n, typed in enumerate(plain)])
    for n, (written, _typed) in enumerate(WRITTEN.values()):
        assert marked_of(begun, f"{pasted(written)} nummer{n}") == {"note": [plain[n]]}, written


def test_the_filter_of_the_grid_finds_it_either_way(begun):
    of_it = [(written, typed.strip('"')) for written, typed in WRITTEN.values()]
    build.answered(begun, "\n".join(f"Als{n} {written} zo" for n, (written, _typed) in enumerate(of_it)))
    plainly = "\n".join(f"Als{n} {typed} zo" for n, (_written, typed) in enumerate(of_it))
    build.answered(begun, plainly, wave=begun.later_wave)
    with begun.study.reading() as connection:
        for n, pair in enumerate(of_it):
            for words in pair:
                assert grid.count(connection, "notes", grid.GridFilter(words=f"als{n} {words}")) == 2, words
                assert grid.count(connection, "answers", grid.GridFilter(words=words)) == 2, words
                assert grid.count(connection, "notes", grid.GridFilter(words=f"als{n} {words}anders")) == 0, words


def test_beginnings_and_rows_of_words_are_found(begun):
    build.answered(begun, "Een eﬀectieve sa\u00admen\u00adwer\u00adking")
    assert marked_of(begun, "ef*")["note"] == marked_of(begun, "effect*")["note"] == ["eﬀectieve"]
    assert marked_of(begun, '"effectieve samenwerking"')["note"] == ["eﬀectieve sa\u00admen\u00adwer\u00adking"]
    assert marked_of(begun, "effectiever") == {}


@examples(25)
@given(pairs=st.lists(written_otherwise(), min_size=1, max_size=5))
def test_a_text_in_any_mixture_of_signs_is_found_by_its_plain_words(begun, pairs):
    text = " ".join(written for _word, written in pairs)
    session_notes(begun, [text])
    words = {word for word, _written in pairs}
    with begun.study.reading() as connection:
        assert grid.count(connection, "notes", grid.GridFilter(words=" ".join(words))) > 0
        for query in (" ".join(words), text):
            hit = search.find(connection, query, kinds=("note",)).hits[0]  # the newest
            assert hit.text == text
            assert {fold(hit.text[start:end]) for start, end in hit.marks} == words
        assert list(search_index.faults(connection)) == []


def test_both_engines_spell_every_sign_alike(begun):
    """Each sign in the index and in the filter is what Python makes of it."""
    signs = sorted({*SPELLED, *BETWEEN})
    texts = [f"q{sign}q" for sign in signs]
    session_notes(begun, texts)
    with begun.study.reading() as connection:
        made = dict(connection.execute(sa.select(schema.note.c.text, Folded(schema.note.c.text))).all())
        assert made == {text: folded(text) for text in texts}
        assert list(search_index.faults(connection)) == []
        for text in texts[::7]:
            query = '"' + " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split()) + '"'
            every = [hit.text for hit in search.find(connection, query, limit=2_000).hits]
            assert text in every, (ascii(text), query)


def test_a_study_indexed_by_an_earlier_version_comes_up_to_date_when_opened(begun):
    build.answered(begun, "Het is eﬀectief")
    target = begun.study.target
    with begun.study.engine.connect() as connection, connection.execution_options(study_write=True).begin():
        connection.exec_driver_sql("UPDATE search_made SET version = 'earlier'")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("UPDATE search_text SET text = 'Het is eﬀectief'")
            connection.exec_driver_sql("DROP TABLE search_sign")
        else:
            connection.exec_driver_sql("UPDATE search_text SET words = to_tsvector('simple', 'Het is eﬀectief')")
    again = open_study(target)
    with again.reading() as connection:
        assert [hit.kind for hit in search.find(connection, "effectief").hits] == ["note", "answer"]
    assert check(again)["faults"] == []
    again.close()


def test_another_program_that_changes_a_text_keeps_the_index_right(begun):
    if begun.study.engine.dialect.name != "sqlite":
        return  # a study on a server is not opened as a file
    build.answered(begun, "Het is gewoon")
    other = sqlite3.connect(begun.study.target)
    other.execute("UPDATE note SET text = 'Het is eﬀec\u00adtief en Ⅳ'")
    other.commit()
    other.close()
    assert marked_of(begun, "effectief iv", kinds=("note",)) == {"note": ["eﬀec\u00adtief", "Ⅳ"]}


def test_check_sees_a_changed_table_of_signs(begun):
    if begun.study.engine.dialect.name != "sqlite":
        return  # PostgreSQL has the signs in a function
    with begun.study.engine.connect() as connection, connection.execution_options(study_write=True).begin():
        connection.exec_driver_sql("DELETE FROM search_sign WHERE plain = 'ff'")
    with begun.study.reading() as connection:
        assert [where for where, _what in search_index.faults(connection)] == ["search_sign"]
