"""What few people said never reaches a lead: by no table, model, screen, route, file or command."""

from __future__ import annotations

import json
import zipfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import FunctionType

import openpyxl
import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from canvas import method
from canvas.access.small_numbers import Limits
from canvas.bench import screens as bench_screens
from canvas.bench.sample import samples
from canvas.capture import answers as capture
from canvas.capture import passage_notes
from canvas.cli import main
from canvas.errors import ChangedMeanwhileError, UserError
from canvas.exchange import grid_file, raw_rows, tables
from canvas.read_models import held_back, interviews_page
from canvas.read_models.agenda_page import agenda_page
from canvas.read_models.documents_page import reader_page
from canvas.read_models.state_of_affairs import state_of_affairs
from canvas.report import evidence, files
from canvas.speech import Speech
from canvas.store import (
    Study,
    agreements,
    agreements_across,
    documents,
    factors,
    lesson_filter,
    lessons,
    open_study,
    partnerships,
    respondents,
    state_texts,
    study_settings,
    users,
)
from canvas.store.agreements_across import AgreementFilter
from canvas.store.database import schema
from canvas.store.lesson_filter import LessonFilter
from canvas.store.limited import limited_views
from canvas.store.limited.limited_study import as_seen_by
from canvas.store.notes.grid import GridFilter, GridOrder
from canvas.store.points import points
from canvas.store.search import search
from canvas.store.shared_lessons import shared_lessons
from canvas.store.themes import codings
from canvas.web import answer_route, document_route, passes, study_cache
from tests import build
from tests.access import small_study
from tests.access.small_study import CHECKED, COMPANY, OFFICIAL, OPEN, POINT, REASON, SECRETS, TRANSCRIPT, Small
from tests.examples import examples
from tests.pages.screens import open_screen
from tests.screens_of_app import SCREENS
from tests.store.test_factors import scan

CODES = ("NT-G1", "NT-B1", "NT-B4")
FOR_ALL = {"partnership_wave", "agreement", "agreement_revision", "state_summary", "state_summary_revision"}
RULES = ("checked_points", "nothing_below_n")


@pytest.fixture
def small(begun) -> Small:
    return small_study.make(begun)


@pytest.fixture
def small_file(tmp_path) -> Path:
    """The same study in a file, closed."""
    study = open_study(str(tmp_path / "small.sqlite"), create=True)
    small_study.make(build.begin(study))
    study.close()
    return tmp_path / "small.sqlite"


def put_rule(small: Small, rule: str, below: int = 3) -> None:
    with small.begun.study.writing(small.evaluator) as writer:
        study_settings.put_small_numbers(writer, rule, below)


def seen_by(small: Small, kind: str) -> Study:
    return as_seen_by(small.begun.study, {"kind": kind})


def every_text(study: Study) -> dict[str, str]:
    """All that a reading of a study can give: per table, every value of every row.

    What was typed for all partners is masked where it is read, so those tables are given as their readers do.
    """
    with study.reading() as connection:
        names = [name for name in (*schema.metadata.tables, "search_text") if name not in FOR_ALL]
        return {"for all": for_all_partners(connection)} | {
            name: " ".join(map(str, connection.execute(sa.text(f'SELECT * FROM "{name}"')).fetchall()))
            for name in names
        }


def for_all_partners(connection) -> str:
    """Return what every partner reads, by each way that it is read."""
    pairs = [(row.partnership_id, row.wave_id) for row in connection.execute(sa.select(schema.partnership_wave)).all()]
    read: list = [agreements_across.across(connection, AgreementFilter(), "2026-01-01")]
    for pair in pairs:
        listed = agreements.of_partnership(connection, pair[0])
        read += [listed, agreements.of_partnership(connection, pair[0], [pair[1]])]
        read += [(agreements.get(connection, row["id"]), agreements.versions(connection, row["id"])) for row in listed]
        read += [state_texts.summary(connection, *pair), state_texts.summary_versions(connection, *pair)]
        page = agenda_page(connection, pair, method.blocks(), method.roles(), Speech("nl"))
        read += [page.moment["agenda"], page.items, page.agreements]
    return repr(read)


def within(texts: dict[str, str], words) -> set[tuple[str, str]]:
    return {(name, word) for name, text in texts.items() for word in words if word.lower() in text.lower()}


@pytest.mark.parametrize("rule", RULES)
def test_no_table_of_a_leads_reading_holds_what_few_said(small, rule):
    put_rule(small, rule)
    of_researcher, of_lead = every_text(seen_by(small, "researcher")), every_text(seen_by(small, "lead"))
    assert {word for _name, word in within(of_researcher, (*SECRETS, REASON, *CODES))} == {*SECRETS, REASON, *CODES}
    assert within(of_lead, (*SECRETS, REASON, *CODES)) == set()
    assert OPEN in of_lead["note"]
    assert (CHECKED in of_lead["point"]) == (rule == "checked_points")
    assert every_text(seen_by(small, "evaluator")) == every_text(small.begun.study)


@pytest.mark.parametrize("word", [OFFICIAL, TRANSCRIPT, "beginnen"])
def test_looking_for_words_in_agreements_tells_a_lead_nothing_by_its_hits(small, word):
    found_by = {}
    for kind in ("researcher", "lead"):
        with seen_by(small, kind).reading() as connection:
            rows, total = agreements_across.across(connection, AgreementFilter(words=word), "2026-01-01")
            assert len(rows) == total
            found_by[kind] = total
    assert found_by["researcher"] > 0
    assert found_by["lead"] == (found_by["researcher"] if word == "beginnen" else 0)


def test_where_the_study_says_all_a_lead_sees_all(small):
    put_rule(small, "all")
    assert every_text(seen_by(small, "lead")) == every_text(small.begun.study)


def test_a_limited_reading_leaves_no_view_behind(small):
    lead, whole = seen_by(small, "lead"), small.begun.study
    before = every_text(whole)
    with lead.snapshot():
        assert every_text(lead) == every_text(lead)
        assert every_text(whole) == before
    with whole.writing(small.begun.user) as writer:
        points.add(writer, "value", "Nog een punt", [], *small.pair)
    assert "Nog een punt" in every_text(whole)["point"]
    assert "Nog een punt" in every_text(lead)["point"]


def test_each_table_is_limited_or_named_as_one_without_words():
    limited = limited_views.tables(Limits(3, True))
    assert limited | limited_views.WHOLE == set(schema.metadata.tables)
    assert limited & limited_views.WHOLE == set()


def test_views_have_the_columns_of_their_tables(small):
    with seen_by(small, "lead").reading() as connection:
        for name, table in schema.metadata.tables.items():
            columns = set(connection.execute(sa.text(f'SELECT * FROM "{name}" WHERE 1 = 0')).keys())
            assert columns == {column.name for column in table.c}, name


def test_who_answered_stays_and_what_they_said_does_not(small):
    with small.begun.study.reading() as connection:
        whole = connection.execute(sa.select(schema.cell).where(schema.cell.c.role == "government")).mappings().all()
    with seen_by(small, "lead").reading() as connection:
        few = connection.execute(sa.select(schema.cell).where(schema.cell.c.role == "government")).mappings().all()
        total = connection.execute(sa.select(sa.func.sum(schema.rollup_block.c.rated_2))).scalar()
        noted = connection.execute(sa.select(schema.rollup_moment.c.notes)).scalars().all()
    assert [row["asked"] for row in few] == [row["asked"] for row in whole] == [1, 1]
    assert [row["answered"] for row in few] == [row["answered"] for row in whole]
    assert sum(row["rated_2"] for row in whole) == 1
    assert sum(row["rated_2"] for row in few) == 0
    assert sum(row["notes"] for row in few) == 0
    assert total == 0  # no difference between a total and its parts says what was held back
    assert noted == [3]  # of the three employers of no partner: as many as its list holds


@pytest.mark.parametrize("rule", RULES)
def test_a_count_of_notes_is_that_of_the_notes_that_are_shown(small, rule):
    put_rule(small, rule)
    with small.begun.study.writing(small.evaluator) as writer:  # what a publication says of officials is nobody's words
        publication = documents.add(
            writer,
            title="Artikel",
            text="Reizen kost",
            kind="publication",
            source="",
            language="nl",
            partnership_id=small.pair[0],
            wave_id=small.pair[1],
        )
    noted = passage_notes.note_passage(small.begun.study, small.evaluator, publication, 0, 5, "costs")["note_id"]
    with small.begun.study.writing(small.evaluator) as writer:
        codings.assign(writer, small.theme, [noted])
    counts_are_those_of_the_lists(seen_by(small, "lead"), {("employer", 3), ("", 1)})


def test_counts_of_the_demo_study_are_those_of_the_notes_that_are_shown(demo_file):
    demo = open_study(str(demo_file))
    for rule in RULES:
        with demo.writing("") as writer:
            writer.user_id = users.find_or_add(writer, "evaluator-1")
            study_settings.put_small_numbers(writer, rule, 3)
        counts_are_those_of_the_lists(as_seen_by(demo, {"kind": "lead"}), set())
    demo.close()


def counts_are_those_of_the_lists(lead: Study, expected: set[tuple[str, int]]) -> None:
    """Every count of notes in a cell, a theme's cell and all that is added up from them equals what can be read."""
    place = "n.partnership_id, n.wave_id, coalesce(n.role, '')"
    standing = "FROM note AS n {} WHERE NOT n.retired AND n.partnership_id IS NOT NULL"
    coded = standing.format("JOIN coding AS k ON k.note_id = n.id AND k.removed_at IS NULL")
    lists = {
        "cell": f"SELECT {place}, n.block, count(*) {standing.format('')} GROUP BY {place}, n.block",
        "cell_theme": f"SELECT {place}, k.theme_id, count(DISTINCT n.id) {coded} GROUP BY {place}, k.theme_id",
        "rollup_block": f"SELECT n.wave_id, coalesce(n.role, ''), n.block, count(*) {standing.format('')} "
        "GROUP BY n.wave_id, coalesce(n.role, ''), n.block",
        "rollup_moment": f"SELECT n.partnership_id, n.wave_id, count(*) {standing.format('')} "
        "GROUP BY n.partnership_id, n.wave_id",
    }
    counts = {
        "cell": "SELECT partnership_id, wave_id, role, block, notes FROM cell WHERE notes > 0",
        "cell_theme": "SELECT partnership_id, wave_id, role, theme_id, notes FROM cell_theme WHERE notes > 0",
        "rollup_block": "SELECT wave_id, role, block, sum(notes) FROM rollup_block WHERE notes > 0 "
        "GROUP BY wave_id, role, block",
        "rollup_moment": "SELECT partnership_id, wave_id, notes FROM rollup_moment WHERE notes > 0",
    }
    with lead.reading() as connection:

        def rows_of(query: str) -> set[tuple]:
            return {(*row[:-1], int(row[-1])) for row in connection.execute(sa.text(query))}

        for name, query in counts.items():
            assert rows_of(query) == rows_of(lists[name]), name
        by_role = {(role, number) for *_place, role, _block, number in rows_of(counts["cell"])}
        assert expected <= by_role
        assert rows_of("SELECT count(*) FROM cell_theme WHERE notes = 0 AND respondents > 0") == {(0,)}


@contextmanager
def answers_kept(monkeypatch):
    """Keep what every read model and query gives that the list of views asks."""
    given_back: list[str] = []

    def keeping(of):
        def call(*values, **more):
            model = of(*values, **more)
            given_back.append(repr(model))
            return model

        return call

    rooms = [bench_screens] + [
        value
        for value in vars(bench_screens).values()
        if getattr(value, "__name__", "").startswith("canvas.read_models.")
    ]
    for room in rooms:
        for name, value in list(vars(room).items()):
            module = getattr(value, "__module__", "")
            if isinstance(value, FunctionType) and module.startswith(("canvas.read_models", "canvas.store")):
                monkeypatch.setattr(room, name, keeping(value))
    yield given_back


def test_no_read_model_gives_a_lead_what_few_said(small, monkeypatch):
    def asked_by(kind):
        with answers_kept(monkeypatch) as given_back, seen_by(small, kind).reading() as connection:
            for sample in samples(connection)[:6]:
                for view in bench_screens.VIEWS:
                    try:
                        view.ask(connection, sample)
                    except UserError as error:  # what one person said is not opened
                        assert kind == "lead", view.name
                        given_back.append(error.message())
            roles = ["employer", "government"]
            given_back.append(repr(state_of_affairs(connection, small.pair, roles, roles)))
            given_back.append(repr(search.find(connection, OPEN)))
            given_back += [repr(search.find(connection, word)) for word in (OFFICIAL, COMPANY, TRANSCRIPT, POINT)]
            counted = [search.count(connection, word) for word in (OFFICIAL, COMPANY, TRANSCRIPT, POINT)]
        monkeypatch.undo()
        return " ".join(given_back), [sum(counts.values()) for counts in counted]

    words, hits = asked_by("researcher")
    assert {word for word in SECRETS if word in words} == set(SECRETS)
    assert all(hits)
    words, hits = asked_by("lead")
    assert {word for word in (*SECRETS, *CODES) if word in words} == set()
    assert hits == [0, 0, 0, 0]
    assert OPEN in words


def test_the_page_says_what_is_held_back_and_of_whom(small):
    with small.begun.study.reading() as connection:
        assert held_back.held_back(connection, small.pair) is None
    with seen_by(small, "lead").reading() as connection:
        model = held_back.held_back(connection, small.pair)
    # notes: of the official one in an answer and one of the transcript, of the company one; points: the one not checked
    assert model == held_back.HeldBack(3, True, {"government": 1}, {"Eenling BV": 1}, 3, 1)


def test_a_lead_opens_no_interview_and_no_transcript(small):
    with seen_by(small, "lead").reading() as connection:
        for interview in (small.interview, small.open_interview):
            with pytest.raises(UserError, match="word by word"):
                interviews_page.open_interview(connection, interview)
        with pytest.raises(UserError):
            reader_page(connection, small.document)


def test_a_conflict_does_not_tell_a_lead_what_another_wrote(small):
    lead, opened = seen_by(small, "lead"), {"text": "zoals ik het zag", "perspectives": []}
    with pytest.raises(UserError) as met, lead.writing(small.lead) as writer:
        points.change(writer, small.point, "iets van mij", [], opened)
    assert not isinstance(met.value, ChangedMeanwhileError)
    assert POINT not in met.value.message()


def test_no_file_for_a_lead_holds_what_few_said(small):
    lead = seen_by(small, "lead")
    made = {}
    for kind in ("notes", "answers"):
        for ending in (".xlsx", ".csv", ".jsonl"):
            table = raw_rows.whole_table(lead, kind, None) if ending == ".jsonl" else None
            shown = table or grid_file.whole_table(lead, kind, "nl", None)[0]
            made[kind + ending] = str(shown.rows)
            assert tables.bytes_of(shown, ending, f"x{ending}", "x")
    with lead.reading() as connection:
        gathered = evidence.evidence(connection, evidence.tables_named(connection, "", "", ""))
    made["evidence"] = files.content(gathered, Speech("nl"), ".md").decode()
    assert within(made, (*SECRETS, *CODES)) == set()
    assert OPEN in made["notes.csv"]
    assert CHECKED in made["evidence"]


def test_no_route_gives_a_lead_what_few_said(small, monkeypatch):
    monkeypatch.setattr(study_cache, "study_at", lambda *_where: small.begun.study)
    lead = seen_by(small, "lead")
    granted = passes.Pass("", False, small.lead, "nl", {small.interview}, {small.document})
    status, reply = answer_route._look(lead, granted, {"interview": small.interview, "question": "costs.main"})
    assert (status, within({"look": json.dumps(reply)}, SECRETS)) == (200, set())
    with pytest.raises(UserError):
        document_route._open(lead, granted, {"document": small.document})


@pytest.mark.parametrize("page", SCREENS)
def test_no_screen_shows_a_lead_what_few_said(monkeypatch, small_file, page):
    app = open_screen(monkeypatch, small_file, page, "trekker-1")
    assert not app.exception
    everything = str(app._tree) + " ".join(str(part.proto) for part in app.get("html"))
    everything += " ".join(part.proto.json for part in app.get("bidi_component"))
    assert {word for word in SECRETS if word in everything} == set()


def test_a_researcher_sees_it_all_on_the_same_screens(monkeypatch, small_file):
    seen = ""
    for page in ("canvas", "perspectives", "notes", "evidence"):
        app = open_screen(monkeypatch, small_file, page, "onderzoeker-1")
        seen += " ".join(str(part.proto) for part in app.get("html"))
        seen += " ".join(part.proto.json for part in app.get("bidi_component"))
    assert {word for word in (OFFICIAL, COMPANY, TRANSCRIPT, POINT) if word in seen} == {
        OFFICIAL,
        COMPANY,
        TRANSCRIPT,
        POINT,
    }


def test_links_to_what_is_held_back_lead_nowhere(monkeypatch, small_file):
    study = open_study(str(small_file))
    with study.reading() as connection:
        ids = {
            name: connection.execute(sa.text(query)).scalar()
            for name, query in {
                "interview": "SELECT id FROM interview WHERE role = 'government'",
                "document": "SELECT id FROM document",
                "point": f"SELECT id FROM point WHERE text LIKE '{POINT}%'",
            }.items()
        }
    study.close()
    for page, link in (
        ("interview", {"interview": ids["interview"]}),
        ("documents", {"document": ids["document"]}),
        ("perspectives", {"point": ids["point"]}),
        ("evidence", {"point": ids["point"]}),
        ("search", {"q": OFFICIAL}),
    ):
        app = open_screen(monkeypatch, small_file, page, "trekker-1", **link)
        assert not app.exception, page
        shown = " ".join(str(part.proto) for part in app.get("html")).replace(f"“{OFFICIAL}”", "")
        shown += " ".join(part.proto.json for part in app.get("bidi_component") if page != "search")
        assert within({page: shown}, SECRETS) <= ({("search", OFFICIAL)} if page == "search" else set()), page


@pytest.mark.parametrize(
    "command",
    [
        ["state", "--partnership", "NT"],
        ["state", "--partnership", "NT", "--json"],
        ["search", OPEN],
        ["search", OFFICIAL],
        ["search", TRANSCRIPT, "--ranked"],
        ["search", OFFICIAL, "--json"],
    ],
)
def test_no_command_tells_a_lead_what_few_said(small_file, command):
    of_lead = CliRunner().invoke(main, [*command, "--study", str(small_file), "--as", "lead"])
    of_all = CliRunner().invoke(main, [*command, "--study", str(small_file)])
    assert (of_lead.exit_code, of_all.exit_code) == (0, 0), of_lead.output
    assert within({"": of_lead.stdout}, SECRETS) == set()
    assert "Made for a partnership lead: what was said in a role" in of_lead.stderr
    assert "Made for" not in of_all.stderr
    assert command[1] == OPEN or within({"": of_all.stdout}, SECRETS)


@pytest.mark.parametrize("what", ["notes", "answers", "codebook", "evidence"])
def test_a_command_writes_a_lead_no_file_with_what_few_said(small_file, tmp_path, what):
    out = tmp_path / ("out.md" if what == "evidence" else "out.csv")
    done = CliRunner().invoke(main, ["export", what, "--study", str(small_file), "--out", str(out), "--as", "lead"])
    assert done.exit_code == 0, done.output
    assert within({what: out.read_text("utf-8-sig")}, SECRETS) == set()


@pytest.mark.parametrize("what", ["agenda", "state"])
def test_no_page_of_paper_for_a_lead_holds_what_few_said(small_file, tmp_path, what):
    made = {}
    for reader in ("lead", "researcher"):
        out = tmp_path / f"{reader}.pdf"
        line = ["export", what, "--partnership", "NT", "--study", str(small_file), "--out", str(out), "--as", reader]
        done = CliRunner().invoke(main, line)
        assert done.exit_code == 0, done.output
        text = " ".join(page.extract_text() for page in PdfReader(out).pages)
        made[reader] = " ".join(text.replace("\u200b", "").split())
    assert within({what: made["lead"]}, (*SECRETS, *CODES)) == set()
    # 3 notes and 1 point: as test_the_page_says_what_is_held_back_and_of_whom counts them
    assert "achtergehouden, want weinig mensen spraken: 3 notities, 1 punt" in made["lead"]
    assert "achtergehouden" not in made["researcher"]


def test_files_made_for_a_lead_say_what_was_left_out_and_others_do_not(small):
    opening = "Gemaakt voor een trekker: wat is gezegd in een rol of bij een partner van wie minder dan 3 mensen"
    for kind, expected in (("lead", True), ("researcher", False)):
        reader = seen_by(small, kind)
        made = grid_file.filtered_file(reader, "notes", GridFilter(), GridOrder(), ".xlsx", "nl")
        sheets = {sheet.title: sheet["A1"].value for sheet in openpyxl.load_workbook(BytesIO(made))}
        assert ("Achtergehouden" in sheets) is expected
        assert not expected or sheets["Achtergehouden"].startswith(opening)
        with reader.reading() as connection:
            gathered = evidence.evidence(connection, evidence.tables_named(connection, "", "", ""))
        for ending in (".md", ".docx"):
            sheet = files.content(gathered, Speech("nl"), ending)
            text = sheet.decode() if ending == ".md" else "\n".join(p.text for p in Document(BytesIO(sheet)).paragraphs)
            assert (opening in text) is expected, (kind, ending)
            assert ("Hier achtergehouden: 3 notities, 1 punt." in text) is expected, (kind, ending)


# who was heard, as a role, a company (0: none) and a rating (0: does not know) each, and what the first three of them
# rated together in a group; what the rule says of it, worked out by counting alone
PEOPLE = st.tuples(
    st.sampled_from(["employer", "employer", "government"]), st.integers(0, 2), st.none() | st.integers(0, 5)
)


@examples(25)
@given(st.lists(PEOPLE, max_size=9), st.none() | st.integers(1, 5))
def test_the_views_hold_back_what_the_rule_says(tmp_path_factory, people, together):
    study = open_study(str(tmp_path_factory.mktemp("rule") / "study.sqlite"), create=True)
    begun = build.begin(study)
    with study.writing(begun.user) as writer:
        companies = [partnerships.add_partner(writer, begun.partnership, f"Bedrijf {n}") for n in (1, 2)]
        ids = [
            respondents.add(writer, begun.partnership, f"NT-P{n}", role, companies[place - 1] if place else None)
            for n, (role, place, _rating) in enumerate(people)
        ]
    given_in = [
        ([n], rating, build.interview(begun, person))
        for n, (person, (_, _, rating)) in enumerate(zip(ids, people, strict=True))
    ]
    for (n,), rating, made in given_in:
        capture.save(study, begun.user, made, "costs.main", f"Woord {n}")
        if rating is not None:
            capture.rate(study, begun.user, made, "costs.main", rating or None, rating == 0)
    group = [n for n, (role, _, _) in enumerate(people) if role == "employer"][:3]
    if together and group:  # later than the others: it is the vote of each of them
        made = build.interview(begun, *(ids[n] for n in group))
        capture.rate(study, begun.user, made, "costs.main", together)
        given_in.append((group, together, made))
    rule = Limits(3, True)
    roles, places = ([person[at] for person in people] for at in (0, 1))
    is_open = [
        rule.is_open(roles.count(role), places.count(place) if place else None) for role, place, _rating in people
    ]
    expected = {f"Woord {n}" for n in range(len(people)) if is_open[n]}
    counted, singly = {}, {}
    for role in set(roles):
        of_role = [row for row in given_in if roles[row[0][0]] == role and row[1] is not None]
        votes = {n: rating for some, rating, _ in of_role for n in some}
        raters = sum(rating > 0 for rating in votes.values())
        shown = roles.count(role) >= 3 and rule.shows_ratings(raters, len(votes) - raters)
        counted[role] = [sum(vote == value for vote in votes.values()) * shown for value in (1, 2, 3, 4, 5, 0)]
        all_open = all(is_open[n] for some, _, _ in of_role for n in some)
        singly |= {made: rating if shown and all_open else None for _, rating, made in of_role}
    with as_seen_by(study, {"kind": "lead"}).reading() as connection:
        words = set(connection.execute(sa.select(schema.note.c.text)).scalars())
        cells = [row for row in connection.execute(sa.select(schema.cell)).mappings() if row["asked"]]
        across = connection.execute(
            sa.select(*(sa.func.sum(schema.rollup_block.c[name]) for name in schema.RATED))
        ).one()
        answers = {}
        for table, of in (
            (schema.answer, schema.answer.c.id),
            (schema.answer_revision, schema.answer_revision.c.answer_id),
        ):
            query = sa.select(schema.answer.c.interview_id, table.c.rating, table.c.dont_know).where(
                of == schema.answer.c.id
            )
            for interview_id, rating, unsure in connection.execute(query):
                if rating or unsure:
                    answers.setdefault(table.name, {})[interview_id] = rating or 0
    study.close()
    assert words == expected
    assert {row["role"]: [row[name] for name in schema.RATED] for row in cells} == counted
    assert [int(total or 0) for total in across] == [
        sum(of) for of in zip(*counted.values(), strict=True)
    ] or not people
    visible = {made: rating for made, rating in singly.items() if rating is not None}
    assert answers.get("answer", {}) == answers.get("answer_revision", {}) == visible


def test_ratings_that_few_people_of_a_heard_role_gave_are_held_back(begun):
    with begun.study.writing(begun.user) as writer:
        third = respondents.add(writer, begun.partnership, "NT-B3", "employer")
        officials = [respondents.add(writer, begun.partnership, f"NT-G{n}", "government") for n in (2, 3, 4)]
    for person in officials:  # three rated revenues too, so that it can be compared
        official = build.interview(begun, person, question_keys=("revenues.main",))
        capture.rate(begun.study, begun.user, official, "revenues.main", 5)
    people = (begun.employer, begun.employer_too, third)
    made = [build.interview(begun, person, question_keys=("costs.main", "revenues.main")) for person in people]
    for interview, costs, revenues in zip(made, (1, 5, None), (2, 3, 4), strict=True):
        capture.save(begun.study, begun.user, interview, "costs.main", "Reistijd")
        for question, rating in (("costs.main", costs), ("revenues.main", revenues)):
            if rating:
                capture.rate(begun.study, begun.user, interview, question, rating)
    for person in people[:2]:
        scan(begun, {1: 1}, who=person, text="Te weinig samen")
    pair = (begun.partnership, begun.wave)
    with begun.study.writing(begun.user) as writer:
        study_settings.put_small_numbers(writer, "checked_points", 3)

    def seen(kind: str) -> dict:
        with as_seen_by(begun.study, {"kind": kind}).reading() as connection:
            rated = sa.select(schema.answer.c.block, schema.answer.c.factor, schema.answer.c.rating)
            rated = rated.where(schema.answer.c.rating.is_not(None))
            return {
                "blocks": {
                    row["block"]: [row[name] for name in schema.RATED]
                    for row in connection.execute(sa.select(schema.cell)).mappings()
                    if row["role"] == "employer" and any(row[name] for name in schema.RATED)
                },
                "low": [row["text"] for row in factors.answers(connection, [pair], figure="low")],
                "factors": [row["rated_1"] for row in factors.of_moments(connection, [pair])],
                "across": [row["rated_1"] for row in factors.of_wave(connection, begun.wave)],
                "answers": sorted(rating for _, _, rating in connection.execute(rated)),
                "compared": connection.execute(sa.select(schema.rollup_moment.c.compared)).scalars().all(),
                "words": len(search.find(connection, "weinig samen").hits),
                "model": held_back.held_back(connection, pair),
            }

    of_all, of_lead = seen("researcher"), seen("lead")
    assert (of_all["low"], of_all["factors"], of_all["across"]) == (["Te weinig samen"] * 2, [2], [2])
    assert of_all["answers"] == [1, 1, 1, 2, 3, 4, 5, 5, 5, 5]
    assert of_lead["blocks"] == {"revenues": [0, 1, 1, 1, 0, 0]}
    assert (of_lead["low"], of_lead["factors"], of_lead["across"]) == ([], [0], [0])
    assert of_lead["answers"] == [2, 3, 4, 5, 5, 5]
    assert of_lead["compared"] == of_all["compared"] == [1]
    assert of_lead["words"] == of_all["words"] > 0  # the words of a role with three people are open, beside no rating
    model = of_lead["model"]
    assert (model.roles, model.rated_blocks, model.rated_factors) == (
        {},
        {"employer": ["costs"]},
        {"employer": [1]},
    )
    assert model.any
    for people_needed, expected in ((2, (of_all["answers"], [1])), (4, ([], [0]))):
        with begun.study.writing(begun.user) as writer:
            study_settings.put_small_numbers(writer, "checked_points", people_needed)
        of_lead = seen("lead")
        assert (of_lead["answers"], of_lead["compared"]) == expected


@pytest.mark.parametrize("ending", [".json", ".docx"])
def test_a_file_of_lessons_holds_nobodys_words_also_where_they_were_copied_into_one(small_file, tmp_path, ending):
    out = tmp_path / f"lessen{ending}"
    study = open_study(str(small_file))
    with study.reading() as connection:
        spoken = connection.exec_driver_sql(f"select id, text from note where text like '%{OFFICIAL}%'").fetchall()
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "evaluator-1")
        for note_id, text in spoken:
            lessons.add(writer, {"situation": f"NT-G1: {text.upper()}!", "action": text}, [note_id])
    study.close()
    done = CliRunner().invoke(main, ["export", "lessons", "--study", str(small_file), "--out", str(out)])
    assert (done.exit_code, bool(spoken)) == (0, True), done.output
    content = out.read_bytes() if ending == ".json" else zipfile.ZipFile(out).read("word/document.xml")
    assert (OFFICIAL.casefold().encode() in content.lower(), b"NT-G1" in content) == (False, False)
    assert "[…]".encode() in content


def test_a_lead_who_changes_a_lesson_leaves_what_it_rests_on_as_it_is(monkeypatch, small_file):
    monkeypatch.setattr("streamlit.toast", lambda *_text, **_how: None)  # AppTest takes it for a part of the drawer
    study = open_study(str(small_file))
    with study.reading() as connection:
        note_id = connection.exec_driver_sql(f"select id from note where text like '%{OFFICIAL}%'").scalar()
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "evaluator-1")
        made = lessons.add(writer, {"situation": "Stil", "action": "Bellen"}, [note_id])
    app = open_screen(monkeypatch, small_file, "lessons", "trekker-1", write=made)
    assert OFFICIAL not in str([field.options for field in app.multiselect])
    app.text_area[0].set_value("Nog stiller").run()
    next(button for button in app.button if button.label == "Opslaan").click().run()
    with study.reading() as connection:
        row = lessons.get(connection, made)
    study.close()
    assert (row["situation"], row["notes"]) == ("Nog stiller", [note_id])


@pytest.mark.parametrize("rule", RULES)
def test_a_lesson_shows_a_lead_no_words_that_were_copied_into_it(monkeypatch, small_file, rule):
    study = open_study(str(small_file))
    with study.reading() as connection:
        spoken = dict(connection.exec_driver_sql("select text, id from note").fetchall())
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "evaluator-1")
        study_settings.put_small_numbers(writer, rule, 3)
        other = partnerships.add(writer, "Elders", "EL", "", None)
        words = " ".join(text for text in spoken if any(secret in text for secret in SECRETS))
        # neither does the lesson rest on these notes, nor are its own words held back
        made = lessons.add(writer, {"situation": "Het viel stil", "action": f"NT-G1: {words}", "region": OPEN})
        lessons.record_use(writer, made, other, words)
        lessons.change(writer, made, {"situation": "Stil", "action": f"NT-G1: {words}", "region": OPEN})
        of_note = next(iter(note for text, note in spoken.items() if OFFICIAL in text))
        resting = lessons.add(writer, {"situation": "Rust ergens op", "action": "Bellen"}, [of_note])
    assert words
    with as_seen_by(study, {"kind": "lead"}).reading() as connection:
        row = lessons.get(connection, made)
        texts = str([row, lessons.every(connection), lessons.versions(connection, made)])
        texts += str([lessons.use_versions(connection, use["id"]) for use in row["uses"]])
        assert lessons.evidence_size(connection, resting) == (1, 0)
    assert {word for word in (*SECRETS, "NT-G1") if word in texts} == set()
    assert (row["situation"], row["region"]) == ("Stil", OPEN)
    with study.reading() as connection:
        assert words in lessons.get(connection, made)["action"]
        files = str(shared_lessons(connection))
    study.close()
    assert {word for word in (*SECRETS, *CODES) if word in files} == set()
    for lesson_id, expected in ((made, "[respondent]"), (resting, "1 punt of notitie waar deze les op rust is achter")):
        app = open_screen(monkeypatch, small_file, "lessons", "trekker-1", lesson=lesson_id)
        shown = " ".join(str(part.proto) for part in app.get("html"))
        shown += " ".join(part.proto.json for part in app.get("bidi_component"))
        assert {word for word in (*SECRETS, "NT-G1") if word in shown} == set()
        assert expected in shown
        assert "rust nog niet op" not in shown


def test_no_hit_in_lessons_tells_a_lead_of_words_that_are_held_back(small):
    copied = f"{OFFICIAL} gaat niet door"  # what the one official said, whole
    with small.begun.study.writing(small.begun.user) as writer:
        lessons.add(writer, {"situation": "Stil", "action": f"Zij zei: {copied}", "region": copied})
        lessons.add(writer, {"situation": "Stil genoeg", "action": "Bellen", "region": "Twente"})
    hits = {}
    for kind in ("researcher", "lead"):
        with seen_by(small, kind).reading() as connection:
            filters = [LessonFilter(words=words) for words in (OFFICIAL, "stil", "bellen twente")]
            hits[kind] = [
                (lesson_filter.count(connection, each), len(lesson_filter.page_of(connection, each)))
                for each in filters
            ]
            wanted = [(OFFICIAL, 1 if kind == "researcher" else 0), ("stil", 2), ("bellen", 1)]
            for words, number in wanted:  # the search over the whole study
                assert search.count(connection, words, kinds=["lesson"]) == {"lesson": number}
                assert len(search.find(connection, words, kinds=["lesson"]).hits) == number
            regions = lesson_filter.choices(connection)["region"]
            assert (copied in regions, "Twente" in regions) == (kind == "researcher", True)
    assert hits == {"researcher": [(1, 1), (2, 2), (1, 1)], "lead": [(0, 0), (2, 2), (1, 1)]}
