"""Documents whose passages become notes."""

from __future__ import annotations

from canvas.capture.document_loader import load_document
from canvas.store import documents
from canvas.store.check.check import check
from canvas.store.notes import notes
from tests import recount

SECTIONS = [
    {
        "title": "Opzet 🎓",
        "passage": [
            {
                "text": "Eén school\nen acht bedrijven. ",
                "note": [{"key": "a", "block": "partners", "text": "Acht  bedrijven"}],
            },
            {"text": "Geen notitie hier."},
        ],
    },
    {
        "title": "Geld",
        "passage": [
            {
                "text": "“Wij betalen mee”, zegt de wethouder.",
                "note": [
                    {"key": "b", "block": "funding", "text": "Gemeente betaalt mee", "role": "government"},
                    {"key": "c", "block": "costs", "text": "Wie betaalt, telt mee", "kind": "quote"},
                ],
            }
        ],
    },
]
ABOUT = {"title": "Verslag", "kind": "report", "source": "Eigen archief"}


def load(begun, partnership=True) -> dict[str, str]:
    ids = (begun.partnership, begun.wave) if partnership else (None, None)
    with begun.study.writing(begun.user) as writer:
        return load_document(writer, ABOUT, SECTIONS, *ids)


def test_a_span_counts_code_points_and_gives_exactly_the_passage(begun):
    load(begun)
    (document,) = recount.table(begun.study, "document")
    spans = sorted(recount.table(begun.study, "passage"), key=lambda row: row["start"])
    assert [document["text"][row["start"] : row["end"]] for row in spans] == [
        "Eén school\nen acht bedrijven.",
        "Geen notitie hier.",
        "“Wij betalen mee”, zegt de wethouder.",
    ]
    assert [row["section"] for row in spans] == ["Opzet 🎓", "Opzet 🎓", "Geld"]
    assert spans[0]["start"] == 9  # "Opzet", a space and one emoji are 7 code points; then a line end and a blank line


def test_a_note_leads_back_to_its_passage_section_and_document(begun):
    ids = load(begun)
    with begun.study.reading() as connection:
        (row,) = notes.by_ids(connection, [ids["b"]])
        document = documents.get(connection, row["document_id"])
    assert (row["origin"], row["role"], row["section"], row["document"]) == (
        "passage",
        "government",
        "Geld",
        "Verslag",
    )
    assert document["text"][row["start"] : row["end"]].startswith("“Wij betalen")
    assert (row["codes"], row["answer_id"]) == ([], None)


def test_notes_without_a_role_are_counted_under_none_and_nobody_is_heard(begun):
    load(begun)
    assert (
        recount.stored(begun.study)
        == recount.recounted(begun.study)
        == {
            (begun.partnership, begun.wave, "", "partners"): {"notes": 1},
            (begun.partnership, begun.wave, "", "costs"): {"notes": 1},
            (begun.partnership, begun.wave, "government", "funding"): {"notes": 1},
        }
    )
    assert check(begun.study)["faults"] == []


def test_notes_across_cases_stand_in_no_cell(begun):
    load(begun, partnership=False)
    assert recount.stored(begun.study) == {}
    with begun.study.reading() as connection:
        assert [row["text"] for row in notes.with_sources(connection, across=True)] == [
            "Acht bedrijven",
            "Gemeente betaalt mee",
            "Wie betaalt, telt mee",
        ]
