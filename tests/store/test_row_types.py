"""The typed rows name the columns that their tables and queries really give."""

from __future__ import annotations

import pytest

from canvas.store import (
    agreements,
    agreements_across,
    attributes,
    contributions,
    documents,
    interviews,
    lessons,
    moments,
    partnerships,
    respondents,
    row_types,
)
from canvas.store.agreements_across import AgreementFilter
from canvas.store.database import schema
from canvas.store.notes import notes
from canvas.store.points import points
from canvas.store.themes import themes
from tests import build

OF_TABLES = {
    row_types.CellRow: "cell",
    row_types.NoteRow: "note",
    row_types.PointRow: "point",
    row_types.PartnershipRow: "partnership",
    row_types.PartnerRow: "partner",
    row_types.RespondentRow: "respondent",
    row_types.WaveRow: "wave",
    row_types.InterviewRow: "interview",
    row_types.AttributeRow: "attribute",
    row_types.ThemeRow: "theme",
    row_types.FactorCellRow: "cell_factor",
    row_types.ReadDocument: "document",
    row_types.AgreementRow: "agreement",
    row_types.ContributionRow: "contribution",
    row_types.LessonRow: "lesson",
}


@pytest.mark.parametrize(("row", "table"), OF_TABLES.items())
def test_a_typed_row_has_the_columns_of_its_table(row, table):
    assert sorted(row.__annotations__) == sorted(schema.metadata.tables[table].c.keys())


def keys(row_type) -> list[str]:
    return sorted(row_type.__annotations__)


def test_a_moment_has_the_columns_that_its_type_names(begun):
    with begun.study.reading() as connection:
        row = moments.moments(connection, begun.partnership)[0]
    assert list(row) == list(row_types.MomentRow.__annotations__)


def test_rows_of_queries_have_the_keys_that_their_types_name(begun):
    _interview_id, note_rows = build.answered(begun, "lesgeld en boeken")
    with begun.study.writing(begun.user) as writer:
        themes.add(writer, "Reistijd")
        attributes.add(writer, "partnership", "Sector", "choice", ["Zorg"])
        documents.add(
            writer,
            title="Verslag",
            text="Reizen kost tijd",
            kind="report",
            source="",
            language="nl",
            partnership_id=begun.partnership,
            wave_id=begun.wave,
        )
        points.add(writer, "value", "Reizen kost tijd", ["employer"], begun.partnership, begun.wave)
        partner = partnerships.add_partner(writer, begun.partnership, "De Zon")
        agreements.add(writer, begun.partnership, begun.wave, "Elk kwartaal overleg", partner, "2026-03-31")
        contributions.add(writer, partner, "gives", "hours", "begeleiden", "200")
        lessons.add(writer, {"situation": "Groepen vallen stil", "action": "Elke week bellen"})
    with begun.study.reading() as connection:
        rows = {
            row_types.AnswerNote: notes.of_answer(connection, note_rows[0]["answer_id"]),
            row_types.SourcedNote: notes.by_ids(connection, [note_rows[0]["id"]]),
            row_types.TablePoint: points.of_moment(connection, begun.partnership, begun.wave),
            row_types.PartnershipRow: partnerships.every(connection),
            row_types.ListedRespondent: respondents.of_partnership(connection, begun.partnership),
            row_types.RespondentRow: respondents.every(connection),
            row_types.WaveRow: moments.waves(connection),
            row_types.ListedInterview: interviews.of_moment(connection, begun.partnership, begun.wave),
            row_types.ListedDocument: documents.of_moment(connection, begun.partnership, begun.wave),
            row_types.AttributeRow: attributes.every(connection),
            row_types.TreeTheme: themes.tree(connection),
            row_types.CountedTheme: themes.every(connection),
            row_types.ListedAgreement: agreements.of_partnership(connection, begun.partnership),
            row_types.AcrossAgreement: agreements_across.across(connection, AgreementFilter(), "2026-01-01")[0],
            row_types.ListedContribution: contributions.of_partnerships(connection, [begun.partnership]),
            row_types.ListedLesson: lessons.every(connection),
        }
    assert {row_type: sorted(listed[0]) for row_type, listed in rows.items()} == {
        row_type: keys(row_type) for row_type in rows
    }
