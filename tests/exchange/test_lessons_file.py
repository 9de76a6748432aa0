"""Lessons as a file: out without people's words, back without loss, twice without effect, each fault in its place."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvas import method
from canvas.cli import main
from canvas.errors import FaultyFileError, UserError
from canvas.exchange.lessons_file import lessons_importer, lessons_json
from canvas.report import lessons_report
from canvas.speech import Speech
from canvas.store import Study, lessons, open_study, partnerships, study_settings, users
from canvas.store.check.check import check
from canvas.store.database.text import clean, clean_line, is_blank, printable
from canvas.store.points import points
from canvas.store.shared_lessons import SharedLesson, SharedQuote, shared_lessons
from tests import build

WORDS = {"situation": "Groepen vallen stil", "action": "Elke week bellen", "result": "", "applies_to": ""}
NONE = {"question": "", "block": "", "factor": None, "phase": "", "region": ""}


def write(begun: build.Begun, function, *values, **more):
    with begun.study.writing(begun.user) as writer:
        return function(writer, *values, **more)


@pytest.fixture
def another(tmp_path: Path):
    study = open_study(str(tmp_path / "another.sqlite"), create=True)
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "evaluator-9", "evaluator")
        study_settings.begin(writer, "Onderzoek Zuid", "nl")[0]
    yield study
    study.close()


def stored(study: Study) -> list[dict]:
    with study.reading() as connection:
        return lessons.every(connection)


def file_of(begun: build.Begun, title: str = "Proefonderzoek") -> bytes:
    return lessons_json.write(build.read(begun, shared_lessons), title, "nl")[0]


def test_a_file_holds_no_words_of_respondents_and_no_codes(begun):
    _interview, (note,) = build.answered(begun, "Het lesgeld is ons veel te hoog")
    point = write(begun, points.add, "financing", "Lesgeld drukt", ["employer"], begun.partnership, begun.wave)
    other = write(begun, partnerships.add, "Elders", "EL", "", None)
    said_in_it = {"situation": "NT-B1: “het lesgeld is ons VEEL te hoog!”", "block": "costs", "factor": 8}
    made = write(begun, lessons.add, WORDS | said_in_it, [note["id"]], [point], (begun.partnership, begun.wave))
    write(begun, lessons.record_use, made, other, "Ook nt-g1 zag het")
    off = write(begun, lessons.add, WORDS)
    write(begun, lessons.retire, off)
    assert build.read(begun, shared_lessons) == [
        SharedLesson(
            guid=made,
            fields=WORDS | NONE | {"situation": "[respondent]: “[…]!”", "block": "costs", "factor": 8},
            partnership="Nieuwe Techniek",
            moment="Meting 1",
            points=1,
            drafts=1,
            notes=1,
            uses=(("Elders", "Ook [respondent] zag het"),),
        )
    ]
    content = file_of(begun).decode()
    assert "lesgeld is ons" not in content.casefold()
    assert "NT-" not in content.upper()
    text = docx_text(lessons_report.docx(build.read(begun, shared_lessons), "Proef", Speech("nl"), "2026-11-30T08:00Z"))
    assert "lesgeld is ons" not in text.casefold()
    assert "NT-" not in text.upper()
    for words in (
        "Lessen van Proef",
        "[respondent]: “[…]!”",
        "Venster: Kosten",
        "Rust op: 1 punt, 1 punt nog niet gecontroleerd, 1 notitie",
        "Elders",
    ):
        assert words in text


def docx_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def test_what_stands_in_a_publication_goes_along(demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        note_id, text = connection.exec_driver_sql(
            "select n.id, n.text from note n join passage p on p.id = n.passage_id "
            "join document d on d.id = p.document_id where d.kind = 'publication' order by n.id"
        ).first()
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "evaluator-1")
        lessons.add(writer, WORDS, [note_id])
    with study.reading() as connection:
        quotes = [quote for row in shared_lessons(connection) for quote in row.quotes if quote.text == text]
    study.close()
    assert [quote.text for quote in quotes] == [text]
    assert quotes[0].document


def test_lessons_come_in_with_where_they_are_from_and_twice_changes_nothing(begun, another):
    about = {"block": "costs", "factor": 3, "phase": "running", "region": "Flevoland", "question": "financing"}
    first = write(begun, lessons.add, WORDS | about, moment=(begun.partnership, begun.wave))
    write(begun, lessons.add, WORDS | {"situation": "Nieuwer"})
    data = file_of(begun)
    plan = lessons_importer.import_lessons(another, "", data, "lessen.json", "opdrachtregel")
    assert (len(plan.added), plan.same, plan.differing) == (2, 0, 0)
    rows = stored(another)
    assert [row["situation"] for row in rows] == ["Nieuwer", "Groepen vallen stil"]  # in the same order
    assert {name: rows[1][name] for name in about} == about
    assert (rows[1]["source"], rows[1]["guid"]) == ("Proefonderzoek · Nieuwe Techniek · Meting 1", first)
    plan = lessons_importer.import_lessons(another, "", data, "lessen.json", "opdrachtregel")
    assert ((len(plan.added), plan.same, plan.differing), stored(another)) == ((0, 2, 0), rows)
    # what was changed here meanwhile stays as it is here
    with another.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "evaluator-9")
        lessons.change(writer, rows[0]["id"], WORDS | {"situation": "Anders"})
        lessons.retire(writer, rows[1]["id"])
    plan = lessons_importer.import_lessons(another, "", data, "lessen.json", "opdrachtregel")
    assert (len(plan.added), plan.same, plan.differing) == (0, 1, 1)
    # and back home nothing is new
    with another.reading() as connection:
        back = lessons_json.write(shared_lessons(connection), "Onderzoek Zuid", "nl")[0]
    plan = lessons_importer.preview(begun.study, back, "terug.json")
    assert (len(plan.added), plan.same + plan.differing) == (0, 1)
    assert check(another)["faults"] == []


def test_a_lesson_passed_on_says_from_which_study_it_first_came(begun, another):
    write(begun, lessons.add, WORDS)
    lessons_importer.import_lessons(another, "", file_of(begun), "een.json", "x")
    with another.reading() as connection:
        passed_on = json.loads(lessons_json.write(shared_lessons(connection), "Onderzoek Zuid", "nl")[0])
    assert (passed_on["study"], passed_on["lessons"][0]["source"]) == ("Onderzoek Zuid", "Proefonderzoek")
    assert lessons_json.read(json.dumps(passed_on).encode(), "x.json")[0].source == "Proefonderzoek"


TEXTS = st.text(max_size=40)
FILLED = TEXTS.filter(lambda text: not is_blank(clean(text)))
SHARED = st.builds(
    SharedLesson,
    guid=st.uuids().map(str),
    fields=st.fixed_dictionaries(
        {
            "situation": FILLED,
            "action": FILLED,
            "result": TEXTS,
            "applies_to": TEXTS,
            "region": TEXTS,
            "question": st.sampled_from(["", *method.questions()]),
            "block": st.sampled_from(["", *method.blocks()]),
            "phase": st.sampled_from(["", *method.PHASES]),
            "factor": st.sampled_from([None, *method.factors()]),
        }
    ),
    source=TEXTS,
    quotes=st.lists(st.builds(SharedQuote, TEXTS, TEXTS), max_size=2).map(tuple),
    uses=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
)


def one_line(text: str) -> str:
    return clean_line(printable(text))


@given(st.lists(SHARED, max_size=4, unique_by=lambda lesson: lesson.guid), TEXTS)
def test_what_is_written_is_read_back(shared, study):
    try:
        data = lessons_json.write(shared, study, "nl")[0]
    except UnicodeEncodeError:  # half a sign: no database holds one
        return
    for lesson, row in zip(shared, lessons_json.read(data, "lessen.json"), strict=True):
        lines = ("question", "block", "phase", "region")
        expected = {
            name: printable(value).strip() for name, value in lesson.fields.items() if name not in (*lines, "factor")
        }
        expected |= {name: one_line(lesson.fields[name]) for name in lines} | {"factor": lesson.fields["factor"]}
        assert row.fields == expected
        assert (row.guid, row.source) == (lesson.guid, one_line(lesson.source) or one_line(study))


SIZES = st.sampled_from([0, 199, 200, 600, 601, 19_999, 20_000, 100_000])
LONG = st.builds(
    lambda sign, size: ("a" + sign * size)[:size], st.sampled_from(["b", "é", "\x01", "😀", "\u2028"]), SIZES
)
LONG_FILLED = LONG.map(lambda text: text or "a")


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.builds(
            SharedLesson,
            guid=st.uuids().map(str),
            fields=st.fixed_dictionaries(
                {"situation": LONG_FILLED, "action": LONG_FILLED, "result": LONG, "applies_to": LONG, "region": LONG}
            ).map(lambda texts: NONE | texts),
            source=LONG,
            partnership=LONG,
            moment=LONG,
            quotes=st.lists(st.builds(SharedQuote, LONG, LONG), max_size=9).map(lambda quotes: tuple(quotes * 9)),
            uses=st.lists(st.tuples(LONG, LONG), max_size=2).map(tuple),
        ),
        max_size=6,
        unique_by=lambda lesson: lesson.guid,
    ),
    LONG,
)
def test_what_is_written_can_be_read_and_written_again_whatever_its_size(shared, study):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lessons_json, "MOST_BYTES", 2_500_000)
        patch.setattr(lessons_json, "MOST_LESSONS", 4)
        read = [lesson for part in lessons_json.write(shared, study, "nl") for lesson in lessons_json.read(part, "x")]
        assert [lesson.guid for lesson in read] == [lesson.guid for lesson in shared]
        again = [SharedLesson(lesson.guid, lesson.fields, lesson.source) for lesson in read]
        for part in lessons_json.write(again, study, "nl"):
            lessons_json.read(part, "x")


def test_what_a_file_cannot_hold_is_not_stored_and_no_source_is_without_end(begun, another):
    longest = WORDS | {"situation": "x" * 20_000, "region": "r" * 200}
    made = write(begun, lessons.add, longest)
    for name, size in (("situation", 20_001), ("region", 201)):
        with pytest.raises(UserError, match="longer than"):
            write(begun, lessons.change, made, longest | {name: "x" * size})
    lessons_importer.import_lessons(another, "", file_of(begun, "t" * 700), "een.json", "x")
    (row,) = stored(another)
    assert (row["situation"], row["source"]) == ("x" * 20_000, "t" * 599 + "…")
    with pytest.raises(UserError, match="“study” is longer"):
        lessons_importer.preview(another, of_rows(GOOD, study="t" * 601), "x")


def test_own_lessons_come_back_as_the_same_though_words_were_left_out_of_the_file(begun):
    build.answered(begun, "Het lesgeld is ons veel te hoog")
    write(begun, lessons.add, WORDS | {"situation": "Zij zei: het lesgeld is ons veel te hoog, nt-b1 ook"})
    data = file_of(begun)
    assert "lesgeld" not in data.decode()
    plan = lessons_importer.preview(begun.study, data, "terug.json")
    assert (len(plan.added), plan.same, plan.differing) == (0, 1, 0)
    changed = data.replace(b"Elke week", b"Elke dag")
    assert lessons_importer.import_lessons(begun.study, begun.user, changed, "terug.json").differing == 1


def of_rows(*rows: object, **head: object) -> bytes:
    whole = {"kind": lessons_json.KIND, "version": 1, "study": "Noord", "lessons": list(rows)} | head
    return json.dumps(whole).encode()


GOOD = {"id": "a", **WORDS}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b"\x00 \n", "empty"),
        (b"%PDF-1.7", "cut short or damaged: it cannot be read from line 1, character 1"),
        (of_rows(GOOD)[:-30], "cut short"),
        (b"\xff\xfe\xfa", "not in UTF-8"),
        (b"[" * 100_000, "no lessons"),
        (b"9" * 10_000, "no lessons"),
        (b"[]", "no lessons"),
        (b'{"kind": "themes"}', "no lessons"),
        (of_rows(version=2), "newer kind"),
        (of_rows(version=True), "no lessons"),
        (of_rows(version="1"), "no lessons"),
        (of_rows(GOOD).replace(b'"lessons"', b'"lessons": [], "lessons"'), "“lessons” stands twice"),
        (of_rows(GOOD).replace(b'"situation"', b'"situation": "x", "situation"'), "“situation” stands twice"),
        (of_rows(GOOD).decode().encode("utf-16"), "not in UTF-8"),
        (of_rows(lessons={}), "no lessons"),
        (of_rows(study=[1]), "no lessons"),
        (b" " * 5_000_001 + b"{", "larger than 5 MB"),
        (of_rows(*[1] * 5_001), "more than 5000 lessons"),
    ],
)
def test_a_file_that_is_none_says_what_is_wrong(begun, data, fault):
    with pytest.raises(UserError, match=fault) as met:
        lessons_importer.import_lessons(begun.study, "", data, "lessen.json", "x")
    assert met.value.place == "lessen.json"
    assert met.value.cure
    assert build.read(begun, lessons.every) == []


def test_all_faults_of_lessons_are_said_at_once_and_nothing_is_stored(begun):
    data = of_rows(
        GOOD,
        7,
        {"id": ""},
        GOOD | {"id": "b", "action": " ", "block": "nergens"},
        GOOD | {"id": "c", "factor": 11},
        GOOD | {"id": "d", "factor": True},
        GOOD | {"id": "e", "region": {"x": 1}},
        GOOD | {"id": "f", "situation": "x" * 20_001},
    )
    with pytest.raises(FaultyFileError) as met:
        lessons_importer.import_lessons(begun.study, "", data, "lessen.json", "x")
    assert met.value.lines() == [
        "lesson 2: this is no lesson.",
        "lesson 3: it has no id.",
        "lesson 4: “action” is empty.",
        "lesson 4: “block” says “nergens”, which the method has not.",
        "lesson 5: “factor” says “11”, which the method has not.",
        "lesson 6: “factor” says “True”, which the method has not.",
        "lesson 7: “region” is no text.",
        "lesson 8: “situation” is longer than 20000 characters.",
    ]
    assert build.read(begun, lessons.every) == []
    with pytest.raises(FaultyFileError, match="twice"):
        lessons_importer.preview(begun.study, of_rows(GOOD, GOOD), "lessen.json")


def test_hostile_texts_come_in_as_they_are(begun):
    hostile = "<script>alert(1)</script> \\ud800 =CMD() \u202e'; drop table lesson; --"
    data = json.dumps({"kind": lessons_json.KIND, "version": 1, "lessons": [GOOD | {"situation": hostile}]})
    lessons_importer.import_lessons(begun.study, "", data.encode(), "x" * 500, "x")
    assert build.read(begun, lessons.every)[0]["situation"] == hostile
    signs = of_rows(GOOD | {"id": "s", "action": "a\x07b\x0bc"})
    lessons_importer.import_lessons(begun.study, "", signs, "x", "x")
    assert build.read(begun, lessons.every)[0]["action"] == "ab\nc"  # control signs go, a break stays one
    half = '{"kind": "%s", "version": 1, "lessons": [{"id": "q", "situation": "a\\ud800b", "action": "c"}]}'
    lessons_importer.import_lessons(begun.study, "", (half % lessons_json.KIND).encode(), "x", "x")
    assert build.read(begun, lessons.every)[0]["situation"] == "ab"


def run(*words: object):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_commands_take_lessons_out_and_in(tmp_path, demo_file, another):
    study = open_study(str(demo_file))
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "evaluator-1")
        lessons.add(writer, WORDS)
    count = len(stored(study))
    study.close()
    file, word = tmp_path / "lessen.json", tmp_path / "lessen.docx"
    done = run("export", "lessons", "--study", demo_file, "--out", file)
    assert done.stdout == f"{count} lesson{'s' if count > 1 else ''} written to {file}\n"
    assert run("export", "lessons", "--study", demo_file, "--out", word, "--language", "en").exit_code == 0
    assert "In which situation" not in docx_text(word.read_bytes())
    assert "Lessons of" in docx_text(word.read_bytes())
    wrong = run("export", "lessons", "--study", demo_file, "--out", tmp_path / "lessen.txt")
    assert (wrong.exit_code, "End the name in .json or .docx." in wrong.stderr) == (1, True)
    to = another.target
    assert f"{count} lesson" in run("import", "lessons", file, "--study", to, "--dry-run").stdout
    assert stored(another) == []
    done = run("import", "lessons", file, "--study", to, "--json")
    assert json.loads(done.stdout) == {"stored": True, "added": count, "same": 0, "differing": 0}
    again = run("import", "lessons", file, "--study", to)
    assert again.stdout == f"0 lessons added, {count} stand as the file has them.\n"
    missing = run("import", "lessons", tmp_path / "weg.json", "--study", to)
    assert (missing.exit_code, "weg.json" in missing.stderr) == (1, True)


def test_what_a_lesson_rests_on_and_is_used_in_is_handed_on_by_a_study_it_came_to(begun, another):
    _interview, (note,) = build.answered(begun, "Het lesgeld is ons veel te hoog")
    point = write(begun, points.add, "financing", "Lesgeld drukt", ["employer"], begun.partnership, begun.wave)
    other = write(begun, partnerships.add, "Elders", "EL", "", None)
    made = write(begun, lessons.add, WORDS, [note["id"]], [point], (begun.partnership, begun.wave))
    write(begun, lessons.record_use, made, other, "Het hielp")
    first = file_of(begun)
    lessons_importer.import_lessons(another, "", first, "a.json", "evaluator-9")
    with another.reading() as connection:
        again = lessons_json.write(shared_lessons(connection), "Onderzoek Zuid", "nl")[0]
    (was,), (now,) = (json.loads(file)["lessons"] for file in (first, again))
    assert was["rests_on"] == {"points": 1, "contested": 0, "drafts": 1, "notes": 1}
    assert {name: now[name] for name in ("id", "rests_on", "used_in", "quotes")} == {
        name: was[name] for name in ("id", "rests_on", "used_in", "quotes")
    }
    third = lessons_json.read(again, "b.json")
    assert third[0].came_with == {"rests_on": was["rests_on"], "used_in": was["used_in"]}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("rests_on", 3),
        ("rests_on", {"notes": "3"}),
        ("rests_on", {"points": -1}),
        ("used_in", ["Elders"]),
        ("used_in", {"partnership": "Elders"}),
        ("quotes", [{"text": 3}]),
    ],
)
def test_what_came_with_a_lesson_in_another_shape_is_a_fault_of_its_part(part, value):
    row = {"id": "x"} | WORDS | {part: value}
    whole = {"kind": lessons_json.KIND, "version": 1, "lessons": [row]}
    with pytest.raises(FaultyFileError) as caught:
        lessons_json.read(json.dumps(whole).encode(), "a.json")
    assert caught.value.lines() == [f"lesson 1: “{part}” is not as a workbench writes it."]
