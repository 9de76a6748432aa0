"""Themes: a codebook with history, given to many notes at once."""

import pytest

from canvas.errors import ChangedMeanwhile, NotFound, UserError
from canvas.store import codings, notes, themes
from tests import build, recount


def made(begun, name, **said):
    with begun.study.writing(begun.user) as writer:
        return themes.add(writer, name, **said)


def do(begun, verb, *given, by=None, **more):
    with begun.study.writing(by or begun.user) as writer:
        return verb(writer, *given, **more)


def every(begun, retired=False):
    with begun.study.reading() as connection:
        return themes.every(connection, retired)


def tree(begun, retired=False):
    return [(row["depth"], row["name"], row["notes"]) for row in every(begun, retired)]


def of_notes(begun, note_ids):
    with begun.study.reading() as connection:
        found = themes.of_notes(connection, note_ids)
    return {note_id: [row["name"] for row in given] for note_id, given in found.items()}


def history(begun, theme_id):
    with begun.study.reading() as connection:
        return [(row["how"], row["name"], row["by"], row["others"]) for row in themes.revisions(connection, theme_id)]


@pytest.fixture
def three(begun):
    """The ids of three notes of one employer."""
    return [row["id"] for row in build.said(begun, "Reiskosten\nLeermeester\nVerzuim")[1]]


def test_a_theme_is_given_to_many_notes_at_once_and_again_without_doubling(begun, three):
    trust = made(begun, "Vertrouwen")
    assert do(begun, themes.give, trust, three) == 3
    assert do(begun, themes.give, trust, three) == 0
    assert do(begun, themes.give, trust, three[:1], by=begun.other_user) == 1
    assert tree(begun) == [(0, "Vertrouwen", 3)]
    assert of_notes(begun, three) == dict.fromkeys(three, ["Vertrouwen"])


def test_a_theme_taken_off_is_gone_for_all_coders_but_kept_with_who_took_it(begun, three):
    trust = made(begun, "Vertrouwen")
    do(begun, themes.give, trust, three)
    do(begun, themes.give, trust, three[:1], by=begun.other_user)
    assert do(begun, themes.take, trust, three[:2], by=begun.other_user) == 2
    assert do(begun, themes.take, trust, three[:2]) == 0
    assert of_notes(begun, three) == {three[2]: ["Vertrouwen"]}
    stored = recount.table(begun.study, "coding")
    assert len(stored) == 4
    assert {row["removed_by"] for row in stored if row["note_id"] != three[2]} == {begun.other_user}
    assert do(begun, themes.give, trust, three) == 2  # it comes back where it was taken off
    assert tree(begun) == [(0, "Vertrouwen", 3)]


def test_merging_keeps_coder_and_time_and_leads_old_ids_to_the_target(begun, three):
    trust, faith = made(begun, "Vertrouwen"), made(begun, "Geloof")
    below = made(begun, "Onderling", parent_id=faith)
    do(begun, themes.give, faith, three[:2], by=begun.other_user)
    do(begun, themes.give, trust, three[1:])
    before = {row["note_id"]: row["coded_at"] for row in recount.table(begun.study, "coding") if row["theme_id"] == faith}
    do(begun, themes.merge, faith, trust)
    assert tree(begun, retired=True) == [(0, "Vertrouwen", 3), (1, "Onderling", 0)]
    moved = [
        row for row in recount.table(begun.study, "coding")
        if row["theme_id"] == trust and row["user_id"] == begun.other_user
    ]  # fmt: skip
    assert {row["note_id"]: row["coded_at"] for row in moved} == before
    with begun.study.reading() as connection:
        assert themes.get(connection, faith)["id"] == trust
    assert do(begun, themes.give, faith, three[:1]) == 1
    assert history(begun, faith)[0] == ("merged", "Geloof", "onderzoeker-1", ["Vertrouwen"])
    assert history(begun, trust)[0] == ("merged", "Vertrouwen", "onderzoeker-1", ["Geloof"])
    assert history(begun, below)[0][:2] == ("changed", "Onderling")
