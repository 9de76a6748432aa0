"""Searching: what is found, in which order, and what is found no more, on both engines."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture import answers as capture
from canvas.capture import history
from canvas.errors import UserError
from canvas.store import documents, interviews, lessons, moments, partnerships
from canvas.store.check.check import check
from canvas.store.database import schema
from canvas.store.migrations import repair_index
from canvas.store.notes import notes
from canvas.store.points import points
from canvas.store.search import search, search_postgres, search_query, search_sqlite
from canvas.store.search_index import search_index
from canvas.store.themes import codings, themes
from tests import build
from tests.examples import examples


def texts(begun: build.Begun, words: str, **more) -> list[str]:
    """The texts of the hits in their order; of notes, unless `kinds` says otherwise."""
    with begun.study.reading() as connection:
        return [hit.text for hit in search.find(connection, words, **{"kinds": ("note",)} | more).hits]


def hits(begun: build.Begun, words: str, **more) -> list[search.Hit]:
    """The hits in their order."""
    with begun.study.reading() as connection:
        return search.find(connection, words, **more).hits


def marked(hit: search.Hit) -> list[str]:
    """The words that are marked in the first piece of a hit."""
    return [hit.text[start:end] for start, end in hit.marks]


def document(begun: build.Begun, text: str, title: str = "Verslag", **more) -> str:
    with begun.study.writing(begun.user) as writer:
        return documents.add(writer, title=title, text=text, kind="report", source="", language="nl", **more)


def session_notes(begun: build.Begun, *lines_of_answer: str, **more) -> list[str]:
    """The ids of notes put on the canvas directly, in this order."""
    row = {
        "partnership_id": begun.partnership,
        "wave_id": begun.wave,
        "role": "employer",
        "block": "costs",
        "origin": "session",
        "kind": "plain",
        "answer_id": None,
        "passage_id": None,
    } | more
    with begun.study.writing(begun.user) as writer:
        return notes.add_all(writer, [row | {"text": text, "position": n} for n, text in enumerate(lines_of_answer)])


def test_all_words_must_occur_wherever_in_the_text(begun):
    build.answered(begun, "De gemeente betaalt de helft\nHet bedrijf betaalt de reis\nDe gemeente denkt mee")
    assert texts(begun, "gemeente betaalt") == texts(begun, "BETAALT   Gemeente") == ["De gemeente betaalt de helft"]
    assert texts(begun, "gemeente betaalt reis") == []


def test_the_newest_come_first(begun):
    session_notes(begun, "geld een", "geld twee", "geld drie")
    assert texts(begun, "geld") == ["geld drie", "geld twee", "geld een"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("financ*", ["financiën", "financiering"]),
        ("financiering*", ["financiering"]),
        ("finan*ce", []),
        ("nanciering*", []),
    ],
)
def test_a_star_finds_what_begins_so(begun, words, expected):
    session_notes(begun, "financiering", "financiën", "geld")
    assert texts(begun, words) == expected


@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", "„{}”", "«{}»"])
def test_words_between_quotes_stand_in_that_row(begun, quotes):
    session_notes(begun, "De school van de stad", "De stad van de school", "Van de school: een brief")
    assert texts(begun, quotes.format("van de school")) == ["Van de school: een brief", "De stad van de school"]
    assert texts(begun, quotes.format("school stad")) == []


@pytest.mark.parametrize("query", ["financiele", "financiële", "FINANCIËLE", "financie\u0308le"])
@pytest.mark.parametrize("stored", ["financiële", "financiele", "Financie\u0308le"])
def test_accents_do_not_count_either_way_composed_or_not(begun, stored, query):
    session_notes(begun, f"een {stored} bijdrage")
    (hit,) = hits(begun, query)
    assert marked(hit) == [stored]


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("e-mail", "Stuur een e-mail."),
        ("mail", "Stuur een e-mail."),
        ("NT-B1", "Gesprek met NT-B1"),
        ("school/bedrijf", "school/bedrijf"),
        ("bedrijf", "school/bedrijf"),
        ("'s-Gravenhage", "in 's-Gravenhage"),
        ("3.000", "kost 3.000 euro"),
        ("2026", "in 2026-2027"),
        ("b", "<b>vet</b>"),
        ("pad", "/een/pad/naar"),
    ],
)
def test_what_is_joined_by_a_sign_is_found_whole_and_in_parts(begun, query, stored):
    session_notes(begun, stored)
    assert texts(begun, query) == [stored]


def test_what_is_written_joined_is_not_found_apart(begun):
    session_notes(begun, "per mail een e sturen")
    assert texts(begun, "e-mail") == []


ODD = [
    '"',
    '""',
    '" "',
    '"geld',
    'geld"',
    '"geld" "',
    "*",
    "**",
    "* *",
    "-",
    "--",
    "-geld",
    ":",
    "geld:",
    "(",
    ")",
    "((geld",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "geld AND",
    "OR geld",
    "NEAR(geld",
    "geld NEAR/2 werk",
    "text : geld",
    "{text} : geld",
    "^geld",
    "geld^2",
    "+geld",
    "geld + werk",
    "'",
    "''",
    "geld'; DROP TABLE note; --",
    "\\",
    "\\'",
    "geld\\",
    "%",
    "_",
    "geld\x00",
    "\x00",
    "🙂",
    "geld 🙂",
    "\ud800geld",
    "geld & werk",
    "geld | werk",
    "!geld",
    "geld <-> werk",
    "geld:*",
    "geld:A",
    "a" * 10_000,
    "geld " * 2_000,
    '"' * 9_999,
    "é" * 5_000,
    "\u0301",
    "\u0301\u0301 geld",
    "٣",
    "ﬁ",
    "ß",
    "中文",
    "שלום",
    "\u202egeld",
    " ".join(f"w{n}" for n in range(1_600)),
]


@pytest.mark.parametrize("ranked", [False, True])
def test_odd_words_never_raise(begun, ranked):
    session_notes(begun, "geld en werk")
    document(begun, "geld en werk")
    with begun.study.reading() as connection:
        for odd in ODD:
            search.find(connection, odd, ranked=ranked)
            search.count(connection, odd)


@pytest.mark.parametrize(
    "odd",
    [
        '"geld',
        'geld"',
        "-geld",
        "geld:",
        "(geld",
        "^geld",
        "+geld",
        "'geld",
        "geld\\",
        "geld\x00",
        "geld 🙂",
        "geld' --",
        "\ud800geld",
        "!geld",
        "geld &",
        "\u202egeld",
        "“geld",
    ],
)
def test_odd_signs_are_passed_by_and_the_words_searched(begun, odd):
    session_notes(begun, "geld en werk")
    assert texts(begun, odd) == ["geld en werk"]


def test_words_that_other_searches_take_for_orders_are_words(begun):
    session_notes(begun, "Black and white", "Not now")
    assert texts(begun, "AND") == ["Black and white"]
    assert texts(begun, "NOT") == ["Not now"]
    assert texts(begun, "black OR white") == []


def test_nothing_to_search_for_finds_nothing(begun):
    session_notes(begun, "geld")
    for empty in ("", "  ", "*", "?!", '""'):
        assert texts(begun, empty) == []
    with begun.study.reading() as connection:
        assert search.count(connection, " ") == {"note": 0, "answer": 0, "document": 0, "point": 0, "lesson": 0}


def test_common_words_are_words_too(begun):
    session_notes(begun, "het is van de school")
    assert texts(begun, "de") == texts(begun, "van het") == ["het is van de school"]


def test_a_changed_answer_is_found_by_what_it_says_now(begun):
    made, _notes = build.answered(begun, "lesgeld en boeken")
    capture.save(begun.study, begun.user, made, "costs.main", "lesgeld en reizen", base=1)
    for kinds in (("note",), ("answer",)):
        assert texts(begun, "reizen", kinds=kinds) == ["lesgeld en reizen"]
        assert texts(begun, "boeken", kinds=kinds) == []
    assert check(begun.study)["faults"] == []


def test_a_removed_line_is_not_found_and_is_again_once_that_is_undone(begun):
    made, _notes = build.answered(begun, "lesgeld\nboeken")
    capture.save(begun.study, begun.user, made, "costs.main", "lesgeld", base=1)
    assert texts(begun, "boeken") == texts(begun, "boeken", kinds=search.KINDS) == []
    answer = build.answer(begun, made)
    last = build.read(begun, history.last_change, answer_id=answer["id"])
    history.undo(begun.study, begun.user, last["note_id"], last["number"])
    assert texts(begun, "boeken") == ["boeken"]
    assert texts(begun, "boeken", kinds=("answer",)) == ["lesgeld\nboeken"]


def test_an_answer_set_aside_or_emptied_is_not_found(begun):
    made, _notes = build.answered(begun, "lesgeld")
    capture.save(begun.study, begun.user, made, "costs.main", "", base=1)
    assert texts(begun, "lesgeld", kinds=search.KINDS) == []


def test_a_retired_point_is_not_found_and_a_point_put_back_is(begun):
    with begun.study.writing(begun.user) as writer:
        made = points.add(writer, "financing", "De school betaalt", ["employer"], begun.partnership, begun.wave)
    assert texts(begun, "school", kinds=("point",)) == ["De school betaalt"]
    with begun.study.writing(begun.user) as writer:
        points.retire(writer, made)
    assert texts(begun, "school", kinds=("point",)) == []
    with begun.study.writing(begun.user) as writer:
        points.retire(writer, made, False)
        points.change(writer, made, "De gemeente betaalt", ["employer"])
    assert texts(begun, "school", kinds=("point",)) == []
    assert texts(begun, "gemeente", kinds=("point",)) == ["De gemeente betaalt"]


def test_a_lesson_is_found_in_each_of_its_texts_until_it_is_taken_off(begun):
    fields = {"situation": "Weinig leerlingen", "action": "Samen met de vakschool werven", "block": "costs"}
    with begun.study.writing(begun.user) as writer:
        made = lessons.add(writer, fields, moment=(begun.partnership, begun.wave))
    (hit,) = hits(begun, "leerlingen vakschool", kinds=search.KINDS, blocks=["costs"])
    assert (hit.kind, hit.id, hit.block, hit.partnership_id) == ("lesson", made, "costs", begun.partnership)
    assert hit.text == "Weinig leerlingen\nSamen met de vakschool werven"
    assert texts(begun, "vakschool", kinds=("lesson",), blocks=["revenues"]) == []
    with begun.study.writing(begun.user) as writer:
        lessons.change(writer, made, fields | {"result": "Wachtlijst"})
    assert len(texts(begun, "wachtlijst", kinds=("lesson",))) == 1
    assert check(begun.study)["faults"] == []
    with begun.study.writing(begun.user) as writer:
        lessons.retire(writer, made)
    assert texts(begun, "vakschool", kinds=("lesson",)) == []


def test_what_is_deleted_leaves_the_index(begun):
    (made,) = session_notes(begun, "geld")
    with begun.study.writing(begun.user) as writer:
        for table in (schema.note_revision.c.note_id, schema.note.c.id):
            writer.execute(table.table.delete().where(table == made))
    assert texts(begun, "geld") == []


def test_a_hit_says_where_it_stands(begun):
    made, (note,) = build.answered(begun, "lesgeld")
    (hit,) = hits(begun, "lesgeld", kinds=("note",))
    assert (hit.kind, hit.id, hit.partnership, hit.code, hit.wave, hit.moment, hit.roles, hit.block, hit.question) == (
        "note",
        note["id"],
        "Nieuwe Techniek",
        "NT",
        "Meting 1",
        1,
        ("employer",),
        "costs",
        "costs.main",
    )
    (hit,) = hits(begun, "lesgeld", kinds=("answer",))
    assert (hit.id, hit.interview_id, hit.question) == (build.answer(begun, made)["id"], made, "costs.main")
    assert (hit.partnership, hit.moment, hit.roles, hit.block) == ("Nieuwe Techniek", 1, ("employer",), "costs")
    with begun.study.writing(begun.user) as writer:
        point = points.add(writer, "financing", "Het lesgeld is hoog", ["government", "employer"])
    (hit,) = hits(begun, "lesgeld", kinds=("point",))
    assert (hit.id, hit.partnership, hit.moment, hit.roles, hit.question, hit.state) == (
        point,
        "",
        None,
        ("employer", "government"),
        "financing",
        "draft",
    )


def test_a_long_answer_is_shown_around_what_was_found(begun):
    before, after = "woord " * 100, " nog meer" * 100
    build.answered(begun, f"{before}lesgeld{after}")
    (hit,) = hits(begun, "lesgeld", kinds=("answer",))
    (piece,) = hit.snippets
    assert piece.before
    assert piece.after
    assert len(piece.text) < 300
    assert marked(hit) == ["lesgeld"]
    assert piece.at == len(before)


def test_a_document_gives_up_to_three_places_in_code_points(begun):
    filler = "De rest doet er niet toe. " * 40
    text = f"🙂 geld {filler}geld {filler}é geld {filler}geld"
    document(begun, text)
    (hit,) = hits(begun, "geld", kinds=("document",))
    assert [text[piece.at : piece.at + 4] for piece in hit.snippets] == ["geld"] * 3
    assert [piece.at for piece in hit.snippets] == [2, 7 + len(filler), 14 + 2 * len(filler)]
    for piece in hit.snippets:
        assert [piece.text[start:end] for start, end in piece.marks] == ["geld"]
    assert hit.document_id == hit.id
    assert hit.at == 2


def test_the_places_with_most_of_the_words_are_shown(begun):
    filler = "De rest doet er niet toe. " * 40
    text = f"geld {filler}geld {filler}geld {filler}geld {filler}geld voor werk {filler}geld"
    document(begun, text)
    (hit,) = hits(begun, "geld werk", kinds=("document",))
    assert [len(piece.marks) for piece in hit.snippets] == [1, 1, 2]
    assert hit.snippets[2].text.startswith("geld voor werk", hit.snippets[2].marks[0][0])


def test_words_that_stand_far_apart_in_a_document_are_found_together(begun):
    filler = "Tussen begin en einde ligt veel. " * 1_000  # several pieces of 6,000 characters
    document(begun, f"appel {filler} peer", title="Fruit")
    document(begun, f"appel {filler}", title="Half")
    assert [hit.title.text for hit in hits(begun, "appel peer", kinds=("document",))] == ["Fruit"]
    assert [hit.title.text for hit in hits(begun, "fruit appel", kinds=("document",))] == ["Fruit"]
    assert hits(begun, '"appel peer"', kinds=("document",)) == []


def test_a_row_of_words_is_found_wherever_a_document_is_cut(begun):
    text = " ".join(f"w{n}" for n in range(4_000))
    document(begun, text)
    for n in (*range(0, 3_990, 97), *range(980, 1_100, 3)):
        (hit,) = hits(begun, f'"w{n} w{n + 1} w{n + 2}"', kinds=("document",))
        assert hit.at == text.index(f"w{n} ")


def test_a_document_without_a_space_is_kept_and_found_by_its_title(begun):
    document(begun, "x" * 50_000, title="Eindeloos")
    (hit,) = hits(begun, "eindeloos")
    assert hit.title.marks == ((0, 9),)
    assert hit.text == "x" * 280


def test_filters_let_through_what_fits_all_of_them(begun):
    with begun.study.writing(begun.user) as writer:
        other = partnerships.add(writer, "Oude Techniek", "OT")
        moments.put_moment(writer, other, begun.wave)
    session_notes(begun, "geld a")
    session_notes(begun, "geld b", role="government")
    session_notes(begun, "geld c", block="funding")
    session_notes(begun, "geld d", wave_id=begun.later_wave)
    session_notes(begun, "geld e", partnership_id=other)
    session_notes(begun, "geld f", role=None)
    session_notes(begun, "geld g", partnership_id=None, wave_id=None)
    assert texts(begun, "geld", partnership_ids=[other]) == ["geld e"]
    assert texts(begun, "geld", partnership_ids=[begun.partnership, other]) == [
        f"geld {fitting}" for fitting in "fedcba"
    ]
    assert texts(begun, "geld", wave_ids=[begun.later_wave]) == ["geld d"]
    assert texts(begun, "geld", roles=["government", None]) == ["geld f", "geld b"]
    assert texts(begun, "geld", blocks=["funding"]) == ["geld c"]
    assert texts(
        begun, "geld", blocks=["costs"], partnership_ids=[begun.partnership], roles=["employer"], wave_ids=[begun.wave]
    ) == ["geld a"]
    assert texts(begun, "geld", partnership_ids=[]) == texts(begun, "geld", kinds=()) == []
    assert texts(begun, "geld", partnership_ids=["x' OR 1", '") OR ("'], roles=["a b"]) == []
    # what hits are filtered by is not what is searched
    assert texts(begun, "employer") == texts(begun, "knote") == texts(begun, begun.partnership) == []


def test_a_note_that_moves_is_filtered_by_where_it_stands_now(begun):
    _made, (note,) = build.answered(begun, "lesgeld")
    capture.move_note(begun.study, begun.user, note["id"], "funding")
    assert texts(begun, "lesgeld", blocks=["costs"]) == []
    assert texts(begun, "lesgeld", blocks=["funding"]) == ["lesgeld"]


def test_respondents_and_questions_are_filters_of_notes_answers_and_documents(begun):
    made, _notes = build.answered(begun, "lesgeld")
    build.answered(begun, "lesgeld ook", "costs.main", wave=begun.later_wave)
    document(begun, "over lesgeld", interview_id=made)
    session_notes(begun, "lesgeld direct")
    mine = {"kinds": search.KINDS, "respondent_ids": [begun.employer]}
    assert sorted(texts(begun, "lesgeld", **mine)) == [
        "lesgeld",
        "lesgeld",
        "lesgeld ook",
        "lesgeld ook",
        "over lesgeld",
    ]
    assert texts(begun, "lesgeld", kinds=search.KINDS, respondent_ids=[begun.government]) == []
    assert sorted(texts(begun, "lesgeld", questions=["costs.main"])) == ["lesgeld", "lesgeld ook"]
    assert texts(begun, "lesgeld", questions=["costs"]) == []


def test_a_passage_is_filtered_by_who_speaks_and_by_the_question_its_turn_answers(begun):
    interview = build.interview(begun)
    made = document(
        begun, "Lesgeld is duur.", interview_id=interview, partnership_id=begun.partnership, wave_id=begun.wave
    )
    with begun.study.writing(begun.user) as writer:
        documents.add_turns(
            writer,
            made,
            [{"label": "B", "part": "respondent", "respondent_id": begun.employer}],
            [{"speaker": "B", "start": 0, "end": 16, "from_ms": None, "to_ms": None, "question": None}],
        )
        passage = documents.add_passage(writer, made, "", 0, 16, 0, begun.employer)
    session_notes(begun, "Lesgeld is duur.", origin="passage", passage_id=passage)
    assert texts(begun, "duur", respondent_ids=[begun.employer]) == ["Lesgeld is duur."]
    assert texts(begun, "duur", questions=["costs.main"]) == []
    with begun.study.writing(begun.user) as writer:
        documents.link_question(writer, made, 0, "costs.main")
    assert texts(begun, "duur", questions=["costs.main"]) == ["Lesgeld is duur."]
    with begun.study.writing(begun.user) as writer:
        documents.link_question(writer, made, 0, None)
    assert texts(begun, "duur", questions=["costs.main"]) == []
    assert check(begun.study)["faults"] == []


@pytest.mark.parametrize("sparse", [0, 20_000], ids=["many", "few"])
def test_a_theme_lets_through_the_notes_that_carry_it_now(begun, monkeypatch, sparse):
    monkeypatch.setattr(search_sqlite, "SPARSE", sparse)
    monkeypatch.setattr(search_sqlite, "LOOKED_UP", sparse)
    first, second, third = session_notes(begun, "geld een", "geld twee", "geld drie")
    with begun.study.writing(begun.user) as writer:
        theme, other = themes.add(writer, "Kosten"), themes.add(writer, "Reis")
        codings.assign(writer, theme, [first, third])
        codings.assign(writer, other, [second])
        points.add(writer, "financing", "geld", [], begun.partnership, begun.wave)
    assert texts(begun, "geld", theme_ids=[theme], kinds=search.KINDS) == ["geld drie", "geld een"]
    assert texts(begun, "geld", theme_ids=[theme, other], ranked=True) != []
    with begun.study.reading() as connection:
        assert search.count(connection, "geld", theme_ids=[theme])["note"] == 2
    with begun.study.writing(begun.user) as writer:
        codings.unassign(writer, theme, [third])
    assert texts(begun, "geld", theme_ids=[theme]) == ["geld een"]
    assert texts(begun, "geld", theme_ids=[]) == []


def test_points_are_filtered_by_their_perspectives_as_they_are_now(begun):
    with begun.study.writing(begun.user) as writer:
        made = points.add(writer, "financing", "geld", ["employer", "education"], begun.partnership, begun.wave)
    assert texts(begun, "geld", kinds=("point",), roles=["education"]) == ["geld"]
    with begun.study.writing(begun.user) as writer:
        points.change(writer, made, "geld", ["government"])
    assert texts(begun, "geld", kinds=("point",), roles=["education"]) == []
    assert texts(begun, "geld", kinds=("point",), roles=["government"]) == ["geld"]


@pytest.mark.parametrize("ranked", [False, True])
def test_pages_follow_one_another_without_a_gap_or_a_hit_twice(begun, ranked):
    session_notes(begun, *(f"geld {'en nog wat ' * (n % 5)}{n}" for n in range(23)))
    document(begun, "over geld")
    seen, after, pages = [], None, 0
    with begun.study.reading() as connection:
        whole = search.find(connection, "geld", ranked=ranked, limit=100)
        while pages == 0 or after is not None:
            page = search.find(connection, "geld", ranked=ranked, limit=10, after=after)
            assert page.more == (pages < 2)
            seen += [hit.id for hit in page.hits]
            after, pages = page.after, pages + 1
    assert not whole.more
    assert len(seen) == 24
    assert pages == 3
    assert seen == [hit.id for hit in whole.hits]


def test_ranked_hits_come_best_first(begun):
    session_notes(
        begun, "geld en ook nog een heleboel andere woorden over iets anders dan dat", "geld, geld en geld", "geld"
    )
    best = hits(begun, "geld", ranked=True)
    assert best[-1].text.startswith("geld en ook")
    assert [hit.rank for hit in best] == sorted((hit.rank for hit in best), reverse=True)


def test_of_very_many_hits_the_newest_are_ranked_and_that_is_said(begun, monkeypatch):
    for engine in (search_sqlite, search_postgres):
        monkeypatch.setattr(engine, "RANKED", 3)
    session_notes(begun, "geld geld geld", *(f"geld {n}" for n in range(3)))
    with begun.study.reading() as connection:
        outcome = search.find(connection, "geld", ranked=True)
        assert outcome.limited
        assert "geld geld geld" not in [hit.text for hit in outcome.hits]
        assert not search.find(connection, "geld 1", ranked=True).limited
    assert search_query.RANKED == 5_000


def test_hits_are_counted_per_kind_up_to_a_limit(begun, monkeypatch):
    build.answered(begun, "geld een\ngeld twee")
    document(begun, "geld en nog eens geld " * 1_000)
    with begun.study.writing(begun.user) as writer:
        points.add(writer, "financing", "geld", [], begun.partnership, begun.wave)
    with begun.study.reading() as connection:
        assert search.count(connection, "geld") == {"note": 2, "answer": 1, "document": 1, "point": 1, "lesson": 0}
        assert search.count(connection, "geld", blocks=["costs"]) == {
            "note": 2,
            "answer": 1,
            "document": 0,
            "point": 0,
            "lesson": 0,
        }
        monkeypatch.setattr(search, "MOST_COUNTED", 1)
        assert search.count(connection, "geld")["note"] == 2  # one more than is counted


def test_on_postgresql_words_with_the_same_stem_are_found_and_marked(begun):
    session_notes(begun, "Drie gemeenten betalen", "Een gemeente betaalt", "De gemeenschap")
    hit_rows = hits(begun, "gemeente")
    if begun.study.engine.dialect.name == "sqlite":
        assert [(hit.text, marked(hit)) for hit in hit_rows] == [("Een gemeente betaalt", ["gemeente"])]
    else:
        assert [(hit.text, marked(hit)) for hit in hit_rows] == [
            ("Een gemeente betaalt", ["gemeente"]),
            ("Drie gemeenten betalen", ["gemeenten"]),
        ]
    assert texts(begun, '"gemeente"') == ["Een gemeente betaalt"]  # between quotes to the letter, on either engine


def test_the_index_is_kept_by_the_database_itself(begun):
    build.answered(begun, "lesgeld\nboeken")
    with begun.study.engine.connect() as plain, plain.execution_options(study_write=True).begin():
        plain.execute(
            schema.note.update().where(schema.note.c.text == "boeken").values(text="schriften", retired=False)
        )
    assert texts(begun, "schriften") == ["schriften"]
    with begun.study.reading() as connection:
        assert list(search_index.faults(connection)) == []


def damage(study, statement: str) -> None:
    with study.engine.connect() as plain, plain.execution_options(study_write=True).begin():
        plain.execute(sa.text(statement))


def test_check_says_where_the_index_differs_and_mending_puts_that_right(begun):
    session_notes(begun, "geld een", "geld twee")
    damage(begun.study, "DELETE FROM search_text WHERE id = (SELECT min(id) FROM search_text)")
    faults = [fault for fault in check(begun.study)["faults"] if fault["check"] == "search index"]
    assert len(faults) == 1
    assert faults[0]["where"].startswith("note ")
    assert "check --mend" in faults[0]["fault"]
    repair_index(begun.study.engine, always=True)
    assert check(begun.study)["faults"] == []
    assert texts(begun, "geld") == ["geld twee", "geld een"]


def test_a_study_without_what_keeps_its_index_gets_a_new_one_when_it_is_opened(begun):
    session_notes(begun, "geld een")
    sqlite = begun.study.engine.dialect.name == "sqlite"
    damage(begun.study, "DROP TRIGGER search_note_in" if sqlite else "DROP TRIGGER search_note_0 ON note")
    with pytest.raises(UserError, match="not whole"):
        texts(begun, "geld")
    assert [fault["check"] for fault in check(begun.study)["faults"]] == ["search index"]
    session_notes(begun, "geld twee")
    again = search_index_opened(begun)
    assert texts(again, "geld") == ["geld twee", "geld een"]
    again.study.close()


def search_index_opened(begun: build.Begun) -> build.Begun:
    """The same study, opened anew."""
    from dataclasses import replace

    from canvas.store import open_study

    return replace(begun, study=open_study(begun.study.target))


WORDS = st.lists(
    st.sampled_from(["geld", "GELD", "gëld", "ge\u0301ld", "geldig", "werk", "wérk", "in", "één", "2026", "x"]),
    min_size=1,
    max_size=5,
)


def plainly(text: str) -> list[str]:
    """The words of a text without accents, by another way than the one that is tested."""
    import unicodedata

    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return bare.split()


@examples(25)
@given(stored=st.lists(WORDS, min_size=1, max_size=6), query_words=st.lists(WORDS, min_size=1, max_size=4))
def test_plain_words_find_what_reading_every_text_finds(begun, stored, query_words):
    """On PostgreSQL at least that: words with the same stem come along."""
    with begun.study.writing(begun.user) as writer:
        writer.execute(schema.note_revision.delete())
        writer.execute(schema.note.delete())
    session_notes(begun, *(" ".join(words) for words in stored))
    for words in query_words:
        query = " ".join(words)
        wanted = sorted(
            text for text in (" ".join(words) for words in stored) if set(plainly(query)) <= set(plainly(text))
        )
        texts_hit = sorted(texts(begun, query))
        if begun.study.engine.dialect.name == "sqlite":
            assert texts_hit == wanted
        else:
            assert not [text for text in wanted if text not in texts_hit]
        # every mark is one of the words that were asked for, on SQLite to the letter
        for hit in hits(begun, query, kinds=("note",)):
            assert hit.marks
            if begun.study.engine.dialect.name == "sqlite":
                assert {plainly(word)[0] for word in marked(hit)} == set(plainly(query))


@examples(60)
@given(query=st.text(max_size=60), ranked=st.booleans())
def test_any_text_is_taken_as_words(begun, query, ranked):
    with begun.study.reading() as connection:
        document_count = connection.execute(sa.select(sa.func.count()).select_from(schema.document)).scalar()
    if not document_count:
        document(begun, "Een zin, en nog een: ‘zo’ — 12.5% 🙂")
        session_notes(begun, "Een zin, en nog een: ‘zo’ — 12.5% 🙂")
    with begun.study.reading() as connection:
        for hit in search.find(connection, query, ranked=ranked).hits:
            assert all(0 <= start < end <= len(hit.text) for start, end in hit.marks)


def test_interviews_hold_their_respondents_in_the_index_when_these_come_later(begun):
    made, _notes = build.answered(begun, "lesgeld")
    with begun.study.writing(begun.user) as writer:
        writer.execute(
            schema.interview_respondent.insert(), [{"interview_id": made, "respondent_id": begun.employer_too}]
        )
        interviews.complete(writer, made)
    assert texts(begun, "lesgeld", respondent_ids=[begun.employer_too]) == ["lesgeld"]
