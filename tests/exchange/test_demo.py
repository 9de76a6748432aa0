"""The demo study as method.md, section 7, wants it: nothing invented outside the fictional partnership."""

from __future__ import annotations

import itertools
import tomllib
from collections import defaultdict

import pytest

from canvas import method
from canvas.errors import UserError
from canvas.exchange.demo import load_demo, make_demo, open_demo
from canvas.shipped import shipped
from canvas.store import Study, moments, open_study, partnerships, study_settings
from canvas.store.check.check import check
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.points import points
from canvas.store.themes import themes
from tests import recount

CASES = {
    "NexTechnician": {
        "project_lead",
        "government",
    },  # a programme director and a municipal officer are quoted
    "Startplein Techniek met Loopbaanleren": {"project_lead"},
    "Toekomst in de Maakindustrie": {"employer"},  # an HR manager
    "Toekomst in de Techniek": {"employer"},
}


@pytest.fixture
def demo(demo_file):
    study = open_study(str(demo_file))
    yield study
    study.close()


def by_name(demo: Study) -> dict[str, dict]:
    with demo.reading() as connection:
        return {row["name"]: row for row in partnerships.every(connection)}


def fictional(demo: Study) -> dict:
    (row,) = [row for row in by_name(demo).values() if row["fictional"]]
    return row


def every_note(demo: Study, **which) -> list[dict]:
    with demo.reading() as connection:
        return notes.with_sources(connection, **which)


def test_nothing_differs_from_a_recount(demo):
    checked = check(demo)
    assert checked["faults"] == []
    assert recount.stored(demo) == recount.recounted(demo)
    assert recount.broken_links(demo) == []
    assert checked["notes"] > 200


def test_it_holds_the_four_cases_and_one_that_says_it_is_fictional(demo):
    names = by_name(demo)
    assert set(names) == {*CASES, fictional(demo)["name"]}
    assert "FICTIEF" in fictional(demo)["name"]
    assert "verzonnen" in fictional(demo)["summary"].lower()


@pytest.mark.parametrize("name", CASES)
def test_each_case_has_25_notes_over_12_blocks_and_roles_only_where_the_source_gives_them(demo, name):
    note_rows = every_note(demo, partnership_id=by_name(demo)[name]["id"])
    assert len(note_rows) >= 25
    assert len({row["block"] for row in note_rows}) >= 12
    assert {row["role"] for row in note_rows} - {None} == CASES[name]
    assert {row["origin"] for row in note_rows} == {"passage"}
    assert sum(row["role"] is None for row in note_rows) > len(note_rows) / 2


def test_nobody_was_interviewed_and_nothing_rated_outside_the_fictional_one(demo):
    own = fictional(demo)["id"]
    for table in ("respondent", "interview"):
        assert {row["partnership_id"] for row in recount.table(demo, table)} == {own}
    interview_id = {row["id"] for row in recount.table(demo, "interview")}
    assert {row["interview_id"] for row in recount.table(demo, "answer")} <= interview_id
    for row in recount.table(demo, "cell"):
        if row["partnership_id"] != own:
            assert (row["asked"], row["respondents"]) == (0, 0)


def test_each_passage_is_the_text_that_a_person_can_correct_in_the_files(demo):
    documents = {row["id"]: row for row in recount.table(demo, "document") if row["kind"] != "transcript"}
    passages = defaultdict(list)
    for row in sorted(recount.table(demo, "passage"), key=lambda row: row["start"]):
        if row["document_id"] not in documents:
            continue
        document = documents[row["document_id"]]
        passages[document["title"]].append((row["section"], document["text"][row["start"] : row["end"]]))
    written = {}
    for path in shipped("data/demo").glob("*.toml"):
        file = tomllib.loads(path.read_text("utf-8"))
        if "document" in file:
            written[file["document"]["title"]] = [
                (section["title"], passage["text"].strip())
                for section in file["section"]
                for passage in section["passage"]
            ]
    assert dict(passages) == written
    assert len(written) == 5  # four cases, and what the publication says across them


def test_every_note_of_a_document_leads_back_to_its_source(demo):
    note_rows = [row for row in every_note(demo) if row["origin"] == "passage" and row["document_kind"] != "transcript"]
    assert all(row["document"] and row["source"] and row["section"] for row in note_rows)


def test_across_cases_all_twelve_cells_and_the_shared_row_hold_points(demo):
    rows = {role.key for role in method.standard_roles().values() if role.in_table}
    with demo.reading() as connection:
        point_rows = points.of_moment(connection)
    own = {(role, point["question"]) for point in point_rows for role in point["perspectives"]}
    assert own == {(role, question) for role in rows for question in method.questions()}
    shared = {
        point["question"] for point in point_rows if set(point["perspectives"]) == rows or not point["perspectives"]
    }
    assert shared == set(method.questions())


def test_every_point_rests_on_at_least_one_note_and_only_on_notes_that_stand(demo):
    standing = {row["id"]: row for row in recount.table(demo, "note") if not row["retired"]}
    linked = defaultdict(set)
    for row in recount.table(demo, "point_note"):
        linked[row["point_id"]].add(row["note_id"])
    for point in recount.table(demo, "point"):
        assert linked[point["id"]], point["text"]
        assert linked[point["id"]] <= standing.keys(), point["text"]


def test_a_point_of_a_moment_rests_on_notes_of_that_moment(demo):
    where = {row["id"]: (row["partnership_id"], row["wave_id"]) for row in recount.table(demo, "note")}
    linked = recount.table(demo, "point_note")
    for point in recount.table(demo, "point"):
        if point["partnership_id"]:
            own = (point["partnership_id"], point["wave_id"])
            assert {where[row["note_id"]] for row in linked if row["point_id"] == point["id"]} == {own}, point["text"]


def test_the_fictional_one_has_two_moments_and_eight_respondents_in_all_five_roles(demo):
    own = fictional(demo)["id"]
    with demo.reading() as connection:
        assert [row["label"] for row in moments.moments(connection, own)] == ["Meting 1", "Meting 2"]
    people = recount.table(demo, "respondent")
    assert len(people) == 8
    assert {row["role"] for row in people} == set(method.standard_roles())
    heard = recount.table(demo, "interview_respondent")
    assert {row["respondent_id"] for row in heard} == {row["id"] for row in people}


def test_the_fictional_one_has_something_to_show_on_every_screen(demo):
    own = fictional(demo)["id"]
    cells = [row for row in recount.table(demo, "cell") if row["partnership_id"] == own]
    for name in (
        "answered",
        "no_opinion",
        "skipped",
        "notes",
        "dont_know",
        *(f"rated_{n}" for n in range(1, 6)),
    ):
        assert sum(row[name] for row in cells) > 0, name
    assert {row["block"] for row in cells if row["notes"]} == set(method.blocks())
    stances = {row["stance"] for row in recount.table(demo, "point_note")}
    assert stances == {"supports", "contradicts"}  # there are disagreements
    states = {row["state"] for row in recount.table(demo, "point") if row["partnership_id"] == own}
    assert "contested" in states


def test_a_transcript_of_the_fictional_one_is_read_into_notes_of_the_one_who_speaks(demo):
    (document,) = [row for row in recount.table(demo, "document") if row["kind"] == "transcript"]
    note_rows = [row for row in every_note(demo) if row["document_id"] == document["id"]]
    assert len(note_rows) == 20
    assert {(row["role"], *row["codes"], row["interview_role"]) for row in note_rows} == {
        ("employer", "FV-B2", "employer")
    }
    # the one note that says it in other words is named in the file
    assert sum(row["text"] != document["text"][row["start"] : row["end"]] for row in note_rows) == 1
    question_keys = {row["question"] for row in note_rows} - {None}
    assert {"governance.main", "funding.main", "impact.main"} <= question_keys
    spans = sorted((row["start"], row["end"]) for row in note_rows)
    assert any(later < end for (_, end), (later, _) in itertools.pairwise(spans))  # passages that overlap


def test_the_codebook_runs_across_blocks_roles_and_both_kinds_of_source(demo):
    with demo.reading() as connection:
        book = {row["name"]: row for row in themes.every(connection)}
        themes_by_note = themes.of_notes(connection, [row["id"] for row in every_note(demo)])
    assert len(book) == 7
    assert all(row["notes"] >= 4 and row["definition"] and row["use_not"] for row in book.values())
    assert (book["Gehoord worden"]["depth"], book["Gehoord worden"]["parent_id"]) == (1, book["Vertrouwen"]["id"])
    coded = [row for row in every_note(demo) if row["id"] in themes_by_note]
    assert {row["origin"] for row in coded} == {"answer", "passage"}
    assert len({row["block"] for row in coded}) >= 10
    assert len({row["role"] for row in coded}) == 5


def test_a_contested_point_has_notes_on_both_sides_and_says_why(demo):
    (point,) = [row for row in recount.table(demo, "point") if row["text"].startswith("Wie veel leerlingen begeleidt")]
    stances = [row["stance"] for row in recount.table(demo, "point_note") if row["point_id"] == point["id"]]
    assert (point["state"], sorted(stances)) == ("contested", ["contradicts", "supports", "supports", "supports"])
    assert "oneerlijk" in point["state_reason"]


def test_no_point_was_checked_by_the_one_who_wrote_it(demo):
    for point in recount.table(demo, "point"):
        assert (point["state"] == "draft") == (point["state_by"] == point["created_by"]), point["text"]


def test_no_respondent_of_the_demo_has_a_name(demo):
    assert all(row["code"].startswith("FV-") for row in recount.table(demo, "respondent"))


def test_the_demo_is_the_same_on_postgresql(empty_postgres, demo):
    study = make_demo(empty_postgres)
    try:
        assert check(study)["faults"] == []
        texts = [sorted(row["text"] for row in recount.table(a_study, "note")) for a_study in (study, demo)]
        assert texts[0] == texts[1]
    finally:
        study.close()


def test_a_study_that_is_there_is_not_overwritten(demo_file):
    before = demo_file.read_bytes()
    with pytest.raises(UserError) as caught:
        make_demo(str(demo_file))
    assert all(caught.value.parts())
    assert str(demo_file) in caught.value.message()
    assert demo_file.read_bytes() == before


def test_a_study_in_which_only_a_profile_was_made_is_not_overwritten(tmp_path):
    from canvas.store import users

    path = tmp_path / "study.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        users.add(writer, "noor-1", "lead")
    study.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="not overwritten"):
        make_demo(str(path))
    assert path.read_bytes() == before


def test_the_demo_beside_a_study_is_made_once_and_then_opened(tmp_path, demo_file, monkeypatch):
    path = tmp_path / "mijn-demo.sqlite"
    loaded = []

    def load(study):  # to make it whole takes seconds, and `demo` does
        loaded.append(study.target)
        study.engine.dispose()
        path.write_bytes(demo_file.read_bytes())

    monkeypatch.setattr("canvas.exchange.demo.load_demo", load)
    open_demo(str(path)).close()
    again = open_demo(str(path))
    assert loaded == [str(path)]
    with again.reading() as connection:
        assert study_settings.describe(connection)["title"].startswith("Demo")
    again.close()


def test_a_demo_that_cannot_be_loaded_leaves_an_empty_study(study, monkeypatch):
    monkeypatch.setattr("canvas.exchange.demo_rows.points.add", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load_demo(study)
    assert all(
        recount.table(study, name) == [] for name in ("study", "user", "partnership", "note", "cell", "document")
    )


def test_only_the_fictional_partnership_has_summaries_and_each_rests_on_notes(demo):
    with demo.reading() as connection:
        pairs = [(row["partnership_id"], row["wave_id"]) for row in moments.moments(connection)]
        of_axis = {axis: matrix_summaries.of_moments(connection, pairs, axis) for axis in matrix_summaries.AXES}
        first, second = (row["id"] for row in moments.waves(connection)[1:])
        of_axis["since"] = matrix_summaries.of_moments(connection, [(fictional(demo)["id"], second)], "block", first)
    assert {axis: len(summaries) for axis, summaries in of_axis.items()} == {
        "block": 5,
        "question": 1,
        "theme": 1,
        "since": 1,
    }
    for summaries in of_axis.values():
        assert {partnership for partnership, _, _ in summaries} == {fictional(demo)["id"]}
        assert all(len(row["notes"]) >= 3 and row["by"] == "evaluator-1" for row in summaries.values())


def test_the_factors_are_rated_at_both_moments_by_all_five_roles_of_the_fictional_one_alone(demo):
    own, labels = fictional(demo)["id"], {row["id"]: row["label"] for row in recount.table(demo, "wave")}
    rated = defaultdict(set)
    for row in recount.table(demo, "cell_factor"):
        assert row["partnership_id"] == own
        rated[labels[row["wave_id"]]].add((row["role"], row["factor"]))
    every = set(itertools.product(method.standard_roles(), method.factors()))
    assert dict(rated) == {"Meting 1": every, "Meting 2": every}


def test_the_low_ratings_of_the_demo_are_explained_but_for_one_and_there_is_disagreement(demo):
    low_ratings = [row for row in recount.table(demo, "answer") if row["factor"]]
    assert len(low_ratings) == 10 * (8 + 7)
    assert [row["text"] for row in low_ratings if row["rating"] in (1, 2)].count("") == 1
    assert sum(row["dont_know"] for row in low_ratings) == 3
    assert {row["rating"] for row in low_ratings if row["factor"] == 2} >= {1, 5}
