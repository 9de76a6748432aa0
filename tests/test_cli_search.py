"""The command that searches, and the one that makes its index anew."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from canvas.cli import main
from canvas.store import open_study

LIGATURES = Path(__file__).parent / "cases" / "transcripts" / "f19_search_ligature_soft_hyphen.txt"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def test_hits_come_as_records_with_their_marks_and_where_they_stand(demo_file):
    code, printed = run("search", "penvoerder", "financiele", "--study", str(demo_file), "--json", "--limit", "1")
    (hit,) = json.loads(printed)
    assert code == 0
    assert [hit["text"][start:end] for start, end in hit["marks"]] == ["penvoerder", "financiële"]
    assert {name: hit[name] for name in ("kind", "wave", "role", "block")} == {
        "kind": "note",
        "wave": "Meting 1",
        "role": "government",
        "block": "governance",
    }
    assert hit["partnership"].startswith("FICTIEF VOORBEELD")
    assert hit["id"]


def test_a_document_says_where_in_it_the_words_stand(demo_file):
    code, printed = run("search", "handdruk", "--study", str(demo_file), "--json")
    printed = [hit for hit in json.loads(printed) if hit["kind"] == "document"]
    assert code == 0
    assert len(printed) == 1
    study = open_study(str(demo_file))
    with study.reading() as connection:
        text = connection.exec_driver_sql("SELECT text FROM document WHERE id = ?", (printed[0]["id"],)).scalar()
    study.close()
    assert [text[place["at"] : place["at"] + 8] for place in printed[0]["places"]] == ["handdruk"]


def test_hits_come_as_lines_and_it_is_said_that_there_are_more(demo_file):
    code, printed = run("search", "gemeente", "--study", str(demo_file), "--limit", "3", "--ranked")
    lines = printed.splitlines()
    assert code == 0
    assert len(lines) == 4
    assert all("[gemeente]" in line.casefold() for line in lines[:3])
    assert lines[3] == "These are the first 3; there are more."


def test_nothing_found_is_said_and_is_no_fault(demo_file):
    assert run("search", "zeemeermin", "--study", str(demo_file)) == (0, "Nothing was found.\n")
    assert run("search", '"', "--study", str(demo_file), "--json") == (0, "[]\n")


def test_check_mends_an_index_that_lost_a_text(demo_file):
    study = open_study(str(demo_file))
    with study.engine.connect() as connection:
        connection.connection.driver_connection.execute("DELETE FROM search_text WHERE kind = 'point'")
    study.close()
    code, printed = run("check", "--study", str(demo_file))
    assert code == 1
    assert "search index: point" in printed
    assert "check --mend" in printed
    code, printed = run("check", "--mend", "--study", str(demo_file))
    assert code == 0
    assert "nothing differs" in printed


def test_check_sees_what_the_index_itself_would_answer_wrongly(demo_file):
    study = open_study(str(demo_file))
    with study.engine.connect() as connection:
        driver = connection.connection.driver_connection
        row = driver.execute("SELECT id, title, text, tags FROM search_text WHERE kind = 'note' LIMIT 1").fetchone()
        driver.execute(
            "INSERT INTO search_text_fts (search_text_fts, rowid, title, text, tags) VALUES ('delete', ?, ?, ?, ?)", row
        )
        driver.execute(
            "INSERT INTO search_text_fts (rowid, title, text, tags) VALUES (?, ?, 'heel iets anders', ?)",
            (row[0], row[1], row[3]),
        )
    study.close()
    code, printed = run("check", "--study", str(demo_file))
    assert code == 1
    assert "does not fit its texts" in printed
    assert run("check", "--mend", "--study", str(demo_file))[0] == 0


def test_a_transcript_in_ligatures_and_soft_hyphens_is_found_by_plain_words(demo_file, tmp_path):
    study, keys = str(demo_file), str(tmp_path / "keys.csv")
    code, printed = run(
        "import",
        "transcript",
        str(LIGATURES),
        "--partnership",
        "FV",
        "--respondent",
        "FV-B1",
        "--study",
        study,
        "--keys",
        keys,
    )
    assert code == 0, printed
    for query, written in (
        ("effectief", "eﬀectief"),
        ("samenwerkingsvorm", "sa\u00admen\u00adwer\u00adkings\u00advorm"),
    ):
        for typed in (query, written, query.upper()):
            code, printed = run("search", typed, "--study", study, "--json")
            (hit,) = [hit_row for hit_row in json.loads(printed) if written in hit_row["text"]]
            assert (code, hit["kind"]) == (0, "document")
            assert [hit["text"][start:end] for start, end in hit["marks"]] == [written]
    assert run("check", "--study", study)[0] == 0
