"""Notes and answers as files for people: in the words of a language, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.exchange import columns, grid_file
from canvas.exchange.grid_file import filtered_file
from canvas.exchange.wording import day, distinct_heads
from canvas.speech import Speech
from canvas.store import attributes
from canvas.store.notes.grid import GridFilter, GridOrder
from canvas.store.themes import themes
from tests import build
from tests.build import answered, begin


@pytest.fixture
def begun(study):
    """An interview of two employers with an answer and a rating, themes, and attributes named as columns are."""
    begun = begin(study)
    _talk, made = answered(begun, "=1+1\n-2 uur\ngewoon")
    with study.writing(begun.user) as writer:
        theme = themes.add(writer, "@Geld; uren")
        themes.assign(writer, theme, [made[0]["id"]])
        size = attributes.add(writer, "partnership", "Omvang", "number")
        same = attributes.add(writer, "respondent", "omvang", "number")
        harm = attributes.add(writer, "respondent", "=kop", "text")
        role = attributes.add(writer, "respondent", "rol", "text")
        attributes.set_value(writer, "partnership", begun.partnership, size, "-12,5")
        attributes.set_value(writer, "respondent", begun.employer, same, "3")
        attributes.set_value(writer, "respondent", begun.employer, harm, "+31")
        attributes.set_value(writer, "respondent", begun.employer, role, "B")
    return begun


def table(begun, kind="notes", language="nl", keys=(), order=None):
    """The rows of the .csv, read as a spreadsheet of that language does."""
    data = filtered_file(begun.study, kind, GridFilter(), order or GridOrder("text"), ".csv", language, keys)
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert csv.Sniffer().sniff(text.splitlines()[0], ";,").delimiter == (";" if language == "nl" else ",")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if language == "nl" else ","))


def sheet(begun, kind="notes", language="nl", grid_filter=None, keys=()):
    data = filtered_file(begun.study, kind, grid_filter or GridFilter(), GridOrder("text"), ".xlsx", language, keys)
    return openpyxl.load_workbook(io.BytesIO(data)).active


def today(begun, form: str) -> str:
    with begun.study.reading() as connection:
        from canvas.store.notes import grid

        (first, *_rest) = grid.page(connection, "notes", GridFilter())
    return f"{day(first['date']):{form}}"


def test_a_dutch_csv_says_everything_in_dutch(begun):
    rows = table(begun)
    assert [row["Notitie"] for row in rows] == ["'-2 uur", "'=1+1", "gewoon"]
    first = rows[1]
    assert first["Thema’s"] == "'@Geld; uren"
    assert (first["Samenwerking: Omvang"], first["Respondent: omvang"]) == ("-12,5", "3")
    assert (first["'=kop"], first["Respondent: rol"]) == ("'+31", "B")
    assert (first["Samenwerking"], first["Meetmoment"], first["Rol"]) == ("Nieuwe Techniek", "Meting 1", "Ondernemers")
    assert (first["Respondent"], first["Venster"]) == ("NT-B1", "Kosten")
    assert (first["Soort"], first["Herkomst"]) == ("Notitie", "Gesprek")
    assert first["Vraag"] == "Wat kost het uw bedrijf aan uren en geld om iemand in te werken?"
    assert first["Datum"] == today(begun, "%d-%m-%Y")


def test_an_english_csv_says_the_same_in_english(begun):
    first = table(begun, language="en")[1]
    assert (first["Partnership: Omvang"], first["Respondent: omvang"], first["rol"]) == ("-12.5", "3", "B")
    assert (first["Partnership"], first["Moment"], first["Role"]) == ("Nieuwe Techniek", "Meting 1", "Employers")
    assert (first["Block"], first["Kind"], first["Origin"]) == ("Costs", "Note", "Interview")
    assert first["Question"] == "What does it cost your company in hours and money to train someone on the job?"
    assert first["Date"] == today(begun, "%Y-%m-%d")


def test_a_workbook_has_days_numbers_and_text_and_columns_that_fit(begun):
    first = sheet(begun, grid_filter=GridFilter(words="uur"))
    head, row = list(first.iter_rows())
    assert {cell.data_type for cell in head} == {"s"}
    assert all(cell.font.bold for cell in head)
    cells = {name.value: cell for name, cell in zip(head, row, strict=True)}
    assert (cells["Notitie"].value, cells["Notitie"].data_type) == ("-2 uur", "s")
    assert (cells["Samenwerking: Omvang"].value, cells["Samenwerking: Omvang"].data_type) == (-12.5, "n")
    assert (cells["=kop"].value, cells["=kop"].data_type) == ("+31", "s")
    assert isinstance(cells["Datum"].value, datetime)
    assert cells["Datum"].number_format == "dd-mm-yyyy"
    assert f"{cells['Datum'].value:%d-%m-%Y}" == today(begun, "%d-%m-%Y")
    assert first.title == "Notities"
    assert first.freeze_panes == "A2"
    assert first.auto_filter.ref == "A1:O2"
    widths = {name.value: first.column_dimensions[name.column_letter].width for name in head}
    # the question of 63 characters stops at 60, “Ondernemers” (11) is longer than “Rol”, “NT-B1” than no head at all
    assert (widths["Vraag"], widths["Rol"], widths["Respondent"], widths["Datum"]) == (60, 12, 14, 12)
    assert cells["Vraag"].alignment.wrap_text
    assert not cells["Rol"].alignment.wrap_text
    english = sheet(begun, language="en", grid_filter=GridFilter(words="uur"))
    assert [cell.number_format for cell in english[2] if isinstance(cell.value, datetime)] == ["d mmm yyyy"]


def test_answers_go_out_with_state_rating_and_how_many_notes_they_gave(study):
    begun = begin(study)
    answered(begun, "een\ntwee")
    silent = build.interview(begun, begun.government, question_keys=("costs.main", "solution.main"))
    capture.pass_over(study, begun.user, silent, "costs.main", "no_opinion")
    capture.rate(study, begun.user, silent, "solution.main", None, dont_know=True)
    rows = {(row["Respondent"], row["Venster"]): row for row in table(begun, "answers")}
    heard = rows["NT-B1", "Kosten"]
    assert (heard["Antwoord"], heard["Stand"], heard["Notities"], heard["Cijfer"]) == (
        "een\ntwee",
        "Beantwoord",
        "2",
        "",
    )
    silent_row = rows["NT-G1", "Kosten"]
    assert (silent_row["Stand"], silent_row["Rol"]) == ("Geen mening", "Overheden")
    assert silent_row["Vraag"] == "Welke kosten draagt uw organisatie voor deze samenwerking?"
    assert [row["Cijfer"] for row in rows.values() if row["Cijfer"]] == ["weet niet"]


def test_columns_are_those_that_were_chosen_in_that_order(begun):
    rows = table(begun, keys=["text", "role", "note_id"])
    assert list(rows[0]) == ["Notitie", "Rol", "Id van de notitie"]
    assert len({row["Id van de notitie"] for row in rows}) == 3


def test_columns_are_named_by_key_or_by_head_in_either_language(begun):
    with begun.study.reading() as connection:
        own = attributes.every(connection)
    omvang = next(row["id"] for row in own if row["name"] == "Omvang")
    named = 'Rol,note, "Samenwerking: Omvang",role,question_key'
    assert columns.column_keys(named, "notes", own) == ["role", "text", omvang, "question_key"]
    for wrong, part in (("rol,mening", "“mening”"), ("", "no column"), (" , ", "no column")):
        with pytest.raises(UserError) as caught:
            columns.column_keys(wrong, "notes", own)
        assert part in caught.value.message()
        assert "question_key" in caught.value.message()
        assert "Omvang" in caught.value.message()


def test_the_raw_form_has_keys_and_numbers_as_they_are(begun):
    data = filtered_file(begun.study, "notes", GridFilter(), GridOrder("text"), ".jsonl", "nl")
    first, second, _third = map(json.loads, data.decode("utf-8").splitlines())
    assert (first["text"], second["text"], second["role"], second["block"], second["question"]) == (
        "-2 uur",
        "=1+1",
        "employer",
        "costs",
        "costs.main",
    )
    assert (second["partnership: Omvang"], second["respondent: omvang"], second["rol"]) == (-12.5, 3, "B")
    assert second["date"].count("-") == 2
    assert len(second["note_id"]) == 36


def test_a_file_is_whole_though_it_is_read_in_parts(begun, monkeypatch):
    monkeypatch.setattr("canvas.store.notes.grid.PART", 2)
    assert len(table(begun)) == 3


NAMES = st.text("aArRoOlL :()2", max_size=8)


@given(st.lists(NAMES, max_size=12))
def test_no_two_heads_are_the_same_capitals_aside(names):
    heads = [head.casefold() for head in distinct_heads(names)]
    assert len(set(heads)) == len(heads) == len(names)
    assert all(heads)


@given(
    st.lists(st.tuples(st.sampled_from(["partnership", "respondent"]), NAMES.filter(str.strip)), max_size=6),
    st.sampled_from(["nl", "en"]),
)
def test_no_attribute_takes_the_head_of_a_column(names, language):
    own = [{"id": str(n), "scope": scope, "name": name, "kind": "text"} for n, (scope, name) in enumerate(names)]
    for kind in ("notes", "answers"):
        heads = [column.head.casefold() for column in columns.available_columns(kind, own, Speech(language))]
        assert len(set(heads)) == len(heads)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("2026-06-30T22:30:00Z", "2026-07-01"),
        ("2025-03-01", "2025-03-01"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("", "None"),
        (None, "None"),
    ],
)
def test_a_day_is_that_in_the_netherlands_and_what_is_known_in_part_stays(stored, shown):
    assert str(day(stored)) == shown


def test_a_study_that_is_not_begun_gives_heads_alone(study):
    made, title = grid_file.whole_table(study, "notes", "en", None)
    assert (made.heads[0], list(made.rows), title) == ("Partnership", [], "Notes")
