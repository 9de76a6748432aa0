"""A study can be searched after it was moved from an older version, copied, or put back, on either engine."""

from __future__ import annotations

import pytest

from canvas.store import open_study
from canvas.store.backup.backup import back_up
from canvas.store.backup.restoring import restore
from canvas.store.check.check import check
from canvas.store.search import search
from canvas.store.search_index import search_index
from tests import build
from tests.store.migrations.test_migrations import OLD_ROWS, POINT_ROWS, study_at


def hits_of(study, words: str) -> list[tuple[str, str]]:
    with study.reading() as connection:
        assert list(search_index.faults(connection)) == []
        return [(hit.kind, hit.text) for hit in search.find(connection, words).hits]


def fill(begun: build.Begun) -> None:
    build.answered(begun, "Geld van de gemeente\nfinanciële steun")


STEUN = [("note", "financiële steun"), ("answer", "Geld van de gemeente\nfinanciële steun")]


def test_a_study_of_the_first_version_can_be_searched_once_it_is_opened(place):
    study_at("0001", place, OLD_ROWS + ";\n" + POINT_ROWS)
    study = open_study(place)
    assert sorted(hits_of(study, "lesgeld")) == [
        ("answer", "lesgeld en boeken"),
        ("note", "lesgeld en boeken"),
        ("point", "De school betaalt het lesgeld"),
    ]
    assert hits_of(study, "tek*") == [("document", "tekst")]
    # its rows are short texts made for reading: no ids, no times, an interview with nobody
    assert [row for row in check(study)["faults"] if row["check"] not in ("values", "places", "documents")] == []
    study.close()


@pytest.mark.parametrize("to", ["file", "server"])
def test_a_study_that_was_put_back_can_be_searched(begun, tmp_path, request, to):
    fill(begun)
    made = back_up(begun.study.target, tmp_path / "backup.sqlite").path
    build.answered(begun, "later gezegd: steun", wave=begun.later_wave)
    server = begun.study.engine.dialect.name != "sqlite"
    if to == "server":
        target = begun.study.target if server else request.getfixturevalue("empty_postgres")
    else:
        target = str(tmp_path / "back.sqlite") if server else begun.study.target
    restore(made, target, replace_existing=True)
    back = open_study(target)
    assert sorted(hits_of(back, "financiele steun")) == sorted(STEUN)
    assert hits_of(back, "later") == []
    again = build.Begun(**{name: getattr(begun, name) for name in begun.__dataclass_fields__} | {"study": back})
    build.answered(again, "na het terugzetten: steun", wave=begun.later_wave)
    assert [kind for kind, text in hits_of(back, "terugzetten")] == ["note", "answer"]
    assert check(back)["faults"] == []
    back.close()


def test_who_has_a_study_open_searches_what_was_put_back(begun, tmp_path):
    fill(begun)
    made = back_up(begun.study.target, tmp_path / "backup.sqlite").path
    build.answered(begun, "later gezegd", wave=begun.later_wave)
    restore(made, begun.study.target, replace_existing=True)
    assert hits_of(begun.study, "later") == []
    assert sorted(hits_of(begun.study, "steun")) == sorted(STEUN)


def test_a_backup_holds_its_index_and_is_searched_as_it_lies(begun, tmp_path):
    fill(begun)
    copy = open_study(str(back_up(begun.study.target, tmp_path / "backup.sqlite").path))
    assert sorted(hits_of(copy, "steun")) == sorted(STEUN)
    copy.close()
