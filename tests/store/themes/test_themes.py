"""Themes: a codebook with history, given to many notes at once."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from canvas.errors import ChangedMeanwhileError, NotFoundError, UserError
from canvas.store import attributes, open_study
from canvas.store.backup import backup
from canvas.store.backup.restoring import restore
from canvas.store.check.check import check
from canvas.store.database.schema import theme
from canvas.store.notes import notes
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.themes import codings, theme_counts, themes
from canvas.store.themes.codebook import DEEPEST
from tests import build, recount
from tests.examples import examples
from tests.store.backup.test_backup import everything


def made(begun, name, **fields):
    with begun.study.writing(begun.user) as writer:
        return themes.add(writer, name, **fields)


def do(begun, verb, *arguments, by=None, **more):
    with begun.study.writing(by or begun.user) as writer:
        return verb(writer, *arguments, **more)


def every(begun, retired=False):
    with begun.study.reading() as connection:
        return themes.every(connection, retired)


def tree(begun, retired=False):
    return [(row["depth"], row["name"], row["notes"]) for row in every(begun, retired)]


def of_notes(begun, note_ids):
    with begun.study.reading() as connection:
        themes_by_note = themes.of_notes(connection, note_ids)
    return {note_id: [row["name"] for row in theme_rows] for note_id, theme_rows in themes_by_note.items()}


def history(begun, theme_id):
    with begun.study.reading() as connection:
        return [(row["how"], row["name"], row["by"], row["others"]) for row in themes.revisions(connection, theme_id)]


@pytest.fixture
def three(begun):
    """The ids of three notes of one employer."""
    return [row["id"] for row in build.answered(begun, "Reiskosten\nLeermeester\nVerzuim")[1]]


def test_a_theme_is_given_to_many_notes_at_once_and_again_without_doubling(begun, three):
    trust = made(begun, "Vertrouwen")
    assert do(begun, themes.assign, trust, three) == 3
    assert do(begun, themes.assign, trust, three) == 0
    assert do(begun, themes.assign, trust, three[:1], by=begun.other_user) == 1
    assert tree(begun) == [(0, "Vertrouwen", 3)]
    assert of_notes(begun, three) == {note_id: ["Vertrouwen"] for note_id in three}


def test_a_theme_taken_off_is_gone_for_all_coders_but_kept_with_who_took_it(begun, three):
    trust = made(begun, "Vertrouwen")
    do(begun, themes.assign, trust, three)
    do(begun, themes.assign, trust, three[:1], by=begun.other_user)
    assert do(begun, themes.unassign, trust, three[:2], by=begun.other_user) == 2
    assert do(begun, themes.unassign, trust, three[:2]) == 0
    assert of_notes(begun, three) == {three[2]: ["Vertrouwen"]}
    stored = recount.table(begun.study, "coding")
    assert len(stored) == 4
    assert {row["removed_by"] for row in stored if row["note_id"] != three[2]} == {begun.other_user}
    assert do(begun, themes.assign, trust, three) == 2  # it comes back where it was taken off
    assert tree(begun) == [(0, "Vertrouwen", 3)]


def test_merging_keeps_coder_and_time_and_leads_old_ids_to_the_target(begun, three):
    trust, faith = made(begun, "Vertrouwen"), made(begun, "Geloof")
    below = made(begun, "Onderling", parent_id=faith)
    do(begun, themes.assign, faith, three[:2], by=begun.other_user)
    do(begun, themes.assign, trust, three[1:])
    before = {
        row["note_id"]: row["coded_at"] for row in recount.table(begun.study, "coding") if row["theme_id"] == faith
    }
    do(begun, themes.merge, faith, trust)
    assert tree(begun, retired=True) == [(0, "Vertrouwen", 3), (1, "Onderling", 0)]
    moved = [
        row
        for row in recount.table(begun.study, "coding")
        if row["theme_id"] == trust and row["user_id"] == begun.other_user
    ]
    assert {row["note_id"]: row["coded_at"] for row in moved} == before
    with begun.study.reading() as connection:
        assert themes.get(connection, faith)["id"] == trust
    assert do(begun, themes.assign, faith, three[:1]) == 1
    assert history(begun, faith)[0] == ("merged", "Geloof", "onderzoeker-1", ["Vertrouwen"])
    assert history(begun, trust)[0] == ("merged", "Vertrouwen", "onderzoeker-1", ["Geloof"])
    assert history(begun, below)[0][:2] == ("changed", "Onderling")


def test_a_parent_merged_into_its_own_child_gives_that_child_its_place(begun):
    top = made(begun, "Samenwerken")
    trust = made(begun, "Vertrouwen", parent_id=top)
    middle = made(begun, "Onderling", parent_id=trust)
    deep = made(begun, "Aan tafel", parent_id=middle)
    do(begun, themes.merge, trust, deep)
    assert tree(begun) == [(0, "Samenwerken", 0), (1, "Aan tafel", 0), (2, "Onderling", 0)]
    assert check(begun.study)["faults"] == []


def test_a_merged_theme_that_is_restored_has_the_notes_it_had_and_the_target_keeps_them(begun, three):
    trust, faith = made(begun, "Vertrouwen"), made(begun, "Geloof")
    do(begun, themes.assign, faith, three[:2])
    do(begun, themes.unassign, faith, three[:1])
    do(begun, themes.merge, faith, trust)
    do(begun, themes.restore, faith)
    assert tree(begun) == [(0, "Vertrouwen", 1), (0, "Geloof", 1)]
    assert of_notes(begun, three) == {three[1]: ["Geloof", "Vertrouwen"]}


@pytest.mark.parametrize(
    ("source", "target"), [("Vertrouwen", "Vertrouwen"), ("Oud", "Vertrouwen"), ("Vertrouwen", "Oud")]
)
def test_what_cannot_be_merged_is_refused_and_changes_nothing(begun, source, target):
    ids = {name: made(begun, name) for name in ("Vertrouwen", "Oud")}
    do(begun, themes.retire, ids["Oud"])
    before = everything(begun.study)
    with pytest.raises(UserError):
        do(begun, themes.merge, ids[source], ids[target])
    assert everything(begun.study) == before


def test_splitting_moves_the_chosen_notes_with_coder_and_time(begun, three):
    top = made(begun, "Samenwerken")
    trust = made(begun, "Vertrouwen", parent_id=top, colour="#005F99")
    do(begun, themes.assign, trust, three, by=begun.other_user)
    before = {row["note_id"]: row["coded_at"] for row in recount.table(begun.study, "coding")}
    openly = do(begun, themes.split, trust, "Openheid", three[:2], definition="Of men zegt wat men denkt.")
    assert tree(begun) == [(0, "Samenwerken", 0), (1, "Vertrouwen", 1), (1, "Openheid", 2)]
    moved = [row for row in recount.table(begun.study, "coding") if row["theme_id"] == openly]
    assert {(row["note_id"], row["user_id"], row["coded_at"]) for row in moved} == {
        (note_id, begun.other_user, before[note_id]) for note_id in three[:2]
    }
    assert history(begun, openly) == [("split", "Openheid", "onderzoeker-1", ["Vertrouwen"])]
    assert history(begun, trust)[0] == ("split", "Vertrouwen", "onderzoeker-1", ["Openheid"])


def test_a_retired_theme_stays_on_its_notes_and_is_offered_no_more(begun, three):
    trust = made(begun, "Vertrouwen")
    made(begun, "Openheid", parent_id=trust)
    do(begun, themes.assign, trust, three[:1])
    do(begun, themes.retire, trust)
    assert of_notes(begun, three) == {three[0]: ["Vertrouwen"]}
    assert tree(begun) == [(0, "Openheid", 0)]
    assert tree(begun, retired=True) == [(0, "Vertrouwen", 1), (1, "Openheid", 0)]
    with pytest.raises(UserError, match="no longer in use"):
        do(begun, themes.assign, trust, three[1:])
    do(begun, themes.restore, trust)
    assert tree(begun) == [(0, "Vertrouwen", 1), (1, "Openheid", 0)]
    assert [row[0] for row in history(begun, trust)] == ["restored", "retired", "added"]


def test_every_version_is_kept_with_what_was_done_by_whom(begun):
    trust = made(begun, "Vertrouwen", definition="Rekenen op elkaar.")
    do(begun, themes.change, trust, name="Onderling vertrouwen", by=begun.other_user)
    do(begun, themes.change, trust, colour="#00aa55")
    do(begun, themes.change, trust, colour="#00AA55")  # nothing new: no version
    assert history(begun, trust) == [
        ("changed", "Onderling vertrouwen", "onderzoeker-1", []),
        ("renamed", "Onderling vertrouwen", "onderzoeker-2", []),
        ("added", "Vertrouwen", "onderzoeker-1", []),
    ]
    assert check(begun.study)["faults"] == []


@pytest.mark.parametrize("name", ["vertrouwen", "  VERTROUWEN ", "Vertróuwen", "Ｖertrouwen"])
def test_names_differ_in_more_than_capitals_accents_and_spaces(begun, name):
    trust, other = made(begun, "Vertrouwen"), made(begun, "Openheid")
    with pytest.raises(UserError, match="exists already"):
        made(begun, name)
    with pytest.raises(UserError, match="exists already"):
        do(begun, themes.change, other, name=name)
    do(begun, themes.change, trust, name=name)  # its own name may be written otherwise
    do(begun, themes.retire, trust)
    with pytest.raises(UserError, match="no longer in use"):
        made(begun, name)
    do(begun, themes.restore, trust)
    do(begun, themes.merge, trust, other)
    made(begun, name)  # what was merged away has left its name free
    with pytest.raises(UserError, match="exists already"):
        do(begun, themes.restore, trust)


@pytest.mark.parametrize(
    ("field", "value"), [("name", " "), ("name", "x" * 201), ("colour", "rood"), ("colour", "#12345")]
)
def test_a_theme_without_name_or_with_a_colour_that_is_none_is_refused(begun, field, value):
    with pytest.raises(UserError):
        made(begun, **{"name": "Vertrouwen"} | {field: value})
    assert every(begun) == []


def test_a_theme_does_not_come_to_stand_under_itself_nor_too_deep(begun):
    chain = [made(begun, "0")]
    for level in range(1, DEEPEST):
        chain.append(made(begun, str(level), parent_id=chain[-1]))
    for own in (0, 1, DEEPEST - 1):
        with pytest.raises(UserError, match="under itself"):
            do(begun, themes.change, chain[0], parent_id=chain[own])
    with pytest.raises(UserError, match="deep"):
        made(begun, "te diep", parent_id=chain[-1])
    pair = made(begun, "paar")
    made(begun, "onder paar", parent_id=pair)
    with pytest.raises(UserError, match="deep"):
        do(begun, themes.change, pair, parent_id=chain[-2])
    with pytest.raises(NotFoundError):
        made(begun, "wees", parent_id="nergens")


def test_two_who_change_one_theme_both_keep_their_words(begun):
    trust = made(begun, "Vertrouwen", definition="oud")
    with begun.study.reading() as connection:
        opened = themes.get(connection, trust)
    do(begun, themes.change, trust, opened=opened, definition="van een ander", by=begun.other_user)
    with pytest.raises(ChangedMeanwhileError, match="van een ander"):
        do(begun, themes.change, trust, opened=opened, name="Vertrouwen", definition="van mij")
    do(begun, themes.change, trust, opened=opened, name="Onderling vertrouwen", definition="oud")
    with begun.study.reading() as connection:
        now = themes.get(connection, trust)
    assert (now["name"], now["definition"]) == ("Onderling vertrouwen", "van een ander")


def test_a_note_taken_away_counts_no_more_and_gets_no_theme(begun, three):
    trust = made(begun, "Vertrouwen")
    do(begun, themes.assign, trust, three)
    with begun.study.writing(begun.user) as writer:
        notes.change(writer, notes.get(writer.connection, three[0]), retired=True)
    assert tree(begun) == [(0, "Vertrouwen", 2)]
    other = made(begun, "Openheid")
    assert do(begun, themes.assign, other, [*three, "nergens"]) == 2


def test_what_a_form_of_a_note_did_not_show_is_left_as_another_made_it(begun, three):
    trust, openly, time = (made(begun, name) for name in ("Vertrouwen", "Openheid", "Tijd"))
    do(begun, themes.set_themes, three[0], [trust, openly])
    do(begun, themes.set_themes, three[0], [time], by=begun.other_user, opened=[])
    assert of_notes(begun, three) == {three[0]: ["Openheid", "Tijd", "Vertrouwen"]}
    assert do(begun, themes.set_themes, three[0], [trust], opened=[trust, openly])
    assert of_notes(begun, three) == {three[0]: ["Tijd", "Vertrouwen"]}
    assert not do(begun, themes.set_themes, three[0], [time, trust])


def test_a_theme_is_heard_per_role_with_distinct_respondents_and_notes(begun):
    trust = made(begun, "Vertrouwen")
    _, mine = build.answered(begun, "een\ntwee")
    interview = build.interview(begun, begun.employer, begun.employer_too)
    build.capture.save(begun.study, begun.user, interview, "costs.main", "drie")
    both = build.notes_of(begun, interview)
    public = build.interview(begun, begun.government)
    build.capture.save(begun.study, begun.user, public, "costs.main", "vier")
    all_ = [row["id"] for row in (*mine, *both, *build.notes_of(begun, public))]
    do(begun, themes.assign, trust, all_)
    do(begun, themes.assign, trust, all_[:2], by=begun.other_user)
    with begun.study.reading() as connection:
        counts_by_role = {row["role"]: row for row in theme_counts.counts_by_role(connection)[0]}
        together = theme_counts.counts_by_role(connection)[1][trust]
        by = codings.assigned_by(connection, trust)
        assert {note_id: [who for who, _at in first] for note_id, first in by.items()} == {
            all_[0]: ["onderzoeker-1", "onderzoeker-2"],
            all_[1]: ["onderzoeker-1", "onderzoeker-2"],
            all_[2]: ["onderzoeker-1"],
            all_[3]: ["onderzoeker-1"],
        }
        assert theme_counts.note_counts(connection) == {"notes": 4, "coded": 4}
    assert together == {"notes": 4, "respondents": 3, "partnerships": 1}
    assert (
        counts_by_role["employer"]["notes"],
        counts_by_role["employer"]["respondents"],
        counts_by_role["employer"]["partnerships"],
    ) == (
        3,
        2,
        1,
    )
    assert (counts_by_role["government"]["notes"], counts_by_role["government"]["respondents"]) == (1, 1)


def test_a_filter_on_attributes_leaves_what_those_respondents_said(begun):
    trust = made(begun, "Vertrouwen")
    _, mine = build.answered(begun, "een\ntwee")
    interview = build.interview(begun, begun.employer, begun.employer_too)
    build.capture.save(begun.study, begun.user, interview, "costs.main", "drie")
    do(begun, themes.assign, trust, [row["id"] for row in (*mine, *build.notes_of(begun, interview))])
    with begun.study.writing(begun.user) as writer:
        size = attributes.add(writer, "respondent", "Grootte", "text")
        region = attributes.add(writer, "partnership", "Streek", "text")
        attributes.set_value(writer, "respondent", begun.employer_too, size, "klein")
        attributes.set_value(writer, "partnership", begun.partnership, region, "noord")
    small = [AttributeFilter(size, "respondent", words="klein")]
    south = [AttributeFilter(region, "partnership", words="zuid")]
    with begun.study.reading() as connection:
        assert theme_counts.counts_by_role(connection, small)[1] == {
            trust: {"notes": 1, "respondents": 1, "partnerships": 1}
        }
        assert theme_counts.note_counts(connection, small) == {"notes": 1, "coded": 1}
        assert theme_counts.counts_by_role(connection, south)[1] == {}
        assert theme_counts.note_counts(connection, south) == {"notes": 0, "coded": 0}


@pytest.mark.parametrize(
    ("spoilt", "expected"),
    [
        ({"definition": "iets anders"}, "its definition is not that of version 1"),
        ({"revision": 7}, "stands at version 7, the newest version is 1"),
    ],
)
def test_a_theme_that_differs_from_its_newest_version_is_found(begun, spoilt, expected):
    trust = made(begun, "Vertrouwen")
    assert check(begun.study)["faults"] == []
    with begun.study.engine.begin() as connection:
        connection.execute(theme.update().values(**spoilt))
    assert check(begun.study)["faults"] == [{"check": "themes", "where": f"theme {trust}", "fault": expected}]


def test_a_circle_of_themes_is_found_and_still_shown(begun):
    trust = made(begun, "Vertrouwen")
    made(begun, "Openheid", parent_id=trust)
    with begun.study.engine.begin() as connection:
        other = connection.execute(sa.select(theme.c.id).where(theme.c.name == "Openheid")).scalar()
        connection.execute(theme.update().where(theme.c.id == trust).values(parent_id=other, merged_into=other))
    faults = {fault["fault"] for fault in check(begun.study)["faults"]}
    assert faults == {
        "its parent_id, merged_into is not that of version 1",
        "stands under itself",
        "was merged into another theme and is offered still",
    }
    with begun.study.engine.begin() as connection:
        connection.execute(theme.update().values(merged_into=None))
    assert len(every(begun)) == 2


@pytest.mark.usefixtures("postgres")
def test_themes_made_in_any_order_come_back_from_a_backup_on_either_engine(begun, three, tmp_path):
    young = made(begun, "Later bedacht")
    first = made(begun, "Vertrouwen")
    do(begun, themes.change, young, parent_id=first)
    top = made(begun, "Samenwerken")
    do(begun, themes.change, first, parent_id=top)  # parents are younger than what stands under them
    gone = made(begun, "Geloof")
    do(begun, themes.merge, gone, first)
    do(begun, themes.assign, young, three)
    before, file = everything(begun.study), backup.back_up_open(begun.study).path
    for target in (str(tmp_path / "elders.sqlite"), begun.study.target):
        restore(file, target, replace_existing=True)
        back = open_study(target)
        assert check(back)["faults"] == []
        assert everything(back) == before
        back.close()


def test_two_who_add_the_same_theme_at_once_make_one(begun):
    outcomes = together(begun, *[lambda writer: themes.add(writer, "Vertrouwen")] * 6)
    assert sum(isinstance(outcome, UserError) for outcome in outcomes) == 5
    assert [row["name"] for row in every(begun)] == ["Vertrouwen"]


def test_giving_while_it_is_merged_away_loses_no_note(begun, three):
    for round_ in range(4):
        trust, faith = made(begun, f"Vertrouwen {round_}"), made(begun, f"Geloof {round_}")
        together(
            begun,
            *(
                lambda writer, note_id=note_id, faith=faith: themes.assign(writer, faith, [note_id])
                for note_id in three
            ),
            lambda writer, faith=faith, trust=trust: themes.merge(writer, faith, trust),
        )
        assert {row["name"]: row["notes"] for row in every(begun)}[f"Vertrouwen {round_}"] == 3


def test_two_who_put_each_others_theme_under_theirs_make_no_circle(begun):
    first, other = made(begun, "Een"), made(begun, "Ander")
    outcomes = together(
        begun,
        lambda writer: themes.change(writer, first, parent_id=other),
        lambda writer: themes.change(writer, other, parent_id=first),
    )
    assert sum(isinstance(outcome, UserError) for outcome in outcomes) == 1
    assert check(begun.study)["faults"] == []


def together(begun, *verbs):
    """What each gives, or the UserError it raises, all done at the same time."""
    outcomes, start = [], threading.Barrier(len(verbs))

    def run(verb):
        start.wait()
        try:
            with begun.study.writing(begun.user) as writer:
                outcomes.append(verb(writer))
        except UserError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=run, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == len(verbs)
    return outcomes


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["assign", "unassign", "merge", "split", "retire", "restore"]),
        st.integers(0, 5),
        st.integers(0, 5),
        st.sets(st.integers(0, 2)),
        st.integers(0, 1),
    ),
    max_size=25,
)


@examples(25)
@given(steps=STEPS)
def test_counts_are_those_of_a_recount_whatever_is_done_in_whatever_order(steps, begun, three):
    model = Model(["A", "B", "C", "D"])
    ids = {name: made(begun, f"{name} {model.mark}") for name in model.standing}
    for step, (verb, first, second, which, coder) in enumerate(steps):
        names = sorted(ids)
        source, target = names[first % len(names)], names[second % len(names)]
        chosen, by = {three[place] for place in which}, (begun.user, begun.other_user)[coder]
        name = f"S{step}"
        picture = {
            "assign": lambda s=source, c=chosen: (s, c),
            "unassign": lambda s=source, c=chosen: (s, c),
            "merge": lambda s=source, t=target: (s, t),
            "split": lambda s=source, c=chosen, n=name: (s, n, c),
            "retire": lambda s=source: (s,),
            "restore": lambda s=source: (s,),
        }[verb]()
        expected = getattr(model, verb)(coder, *picture)
        assigned = [
            ids[source],
            *{
                "assign": (chosen,),
                "unassign": (chosen,),
                "merge": (ids[target],),
                "split": (f"{name} {model.mark}", chosen),
                "retire": (),
                "restore": (),
            }[verb],
        ]
        try:
            out = do(begun, getattr(themes, verb), *assigned, by=by)
        except UserError:
            assert expected == "refused"
            continue
        assert expected != "refused"
        if verb == "split":
            ids[name] = out
        if verb in ("assign", "unassign"):
            assert out == expected
    counted = {row["name"].split()[0]: row["notes"] for row in every(begun, retired=True) if row["id"] in ids.values()}
    assert counted == model.counts()
    assert check(begun.study)["faults"] == []


class Model:
    """What themes should hold, as plain sets of (note, coder)."""

    made = 0

    def __init__(self, names):
        Model.made += 1
        self.mark = f"reeks{Model.made}"
        self.standing = {name: set() for name in names}
        self.retired, self.into, self.then = set(), {}, {}

    def now(self, name):
        while name in self.into:
            name = self.into[name]
        return name

    def assign(self, coder, name, chosen):
        name = self.now(name)
        if name in self.retired:
            return "refused"
        new = {(note, coder) for note in chosen} - self.standing[name]
        self.standing[name] |= new
        return len(new)

    def unassign(self, _, name, chosen):
        name = self.now(name)
        gone = {pair for pair in self.standing[name] if pair[0] in chosen}
        self.standing[name] -= gone
        return len({note for note, _ in gone})

    def merge(self, _, source, target):
        source, target = self.now(source), self.now(target)
        if source == target or {source, target} & self.retired:
            return "refused"
        self.then[source] = set(self.standing[source])
        self.standing[target] |= self.standing[source]
        self.standing[source] = set()
        self.retired.add(source)
        self.into[source] = target

    def split(self, _, source, name, chosen):
        source = self.now(source)
        if source in self.retired:
            return "refused"
        moved = {pair for pair in self.standing[source] if pair[0] in chosen}
        self.standing[source] -= moved
        self.standing[name] = moved

    def retire(self, _, name):
        self.retired.add(self.now(name))

    def restore(self, _, name):
        self.retired.discard(name)
        if name in self.into:
            del self.into[name]
            self.standing[name] = self.then.pop(name)

    def counts(self):
        return {
            name: len({note for note, _ in pairs}) for name, pairs in self.standing.items() if name not in self.into
        }


def test_where_many_notes_carry_a_theme_the_same_is_told_from_what_is_counted_per_partnership(begun, monkeypatch):
    trust, openly = made(begun, "Vertrouwen"), made(begun, "Openheid")
    _, mine = build.answered(begun, "een\ntwee")
    _, later = build.answered(begun, "drie", wave=begun.later_wave)
    with begun.study.writing(begun.user) as writer:
        apart = notes.add(
            writer,
            partnership_id=None,
            wave_id=None,
            role=None,
            block="costs",
            text="uit de publicatie",
            origin="session",
            position=0,
        )
    do(begun, themes.assign, trust, [*(row["id"] for row in (*mine, *later)), apart])
    do(begun, themes.assign, openly, [apart])
    with begun.study.reading() as connection:
        by_role, together = theme_counts.counts_by_role(connection)
        monkeypatch.setattr(theme_counts, "READ_AT_MOST", 0)
        assert theme_counts.too_many_to_read(connection)
        from_cells, reach = theme_counts.counts_by_role(connection)
        assert theme_counts.note_counts(connection) == {"notes": 4, "coded": None}
        assert theme_counts.counts(connection) == {trust: 4, openly: 1}
    assert together[trust] == {"notes": 4, "respondents": 1, "partnerships": 1}
    assert {key: row | {"respondents": None} for key, row in together.items()} == reach
    assert sorted((row["theme_id"], row["role"] or "", row["notes"]) for row in from_cells) == sorted(
        (row["theme_id"], row["role"] or "", row["notes"]) for row in by_role
    )
