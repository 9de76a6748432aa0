"""The grid: what fits a filter, in which order, page by page, and what that gives of notes and of answers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture import answers as capture
from canvas.store import attributes, documents, moments, partnerships, respondents
from canvas.store.database.folding import folded
from canvas.store.notes import grid, notes
from canvas.store.notes.grid import WITHOUT_ONE, GridFilter, GridOrder
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.themes import themes
from tests.build import Begun, begin, interview, notes_of
from tests.examples import examples

ROLES = ("employer", "government", "education", "project_lead", "participant")
BLOCKS = ("costs", "partners", "channels")
TEXTS = ("Het kost tijd", "Coöperatie werkt", "te duur, 100% zeker", "Één loket", "rust", "COÖPERATIE te klein")
KINDS = ("plain", "risk", "quote")


@dataclass
class Made:
    """A study of known notes: for each what a reader would know of it, and the ids by name."""

    begun: Begun
    facts: list[dict]
    ids: dict[str, str]


@pytest.fixture
def made(study) -> Made:
    """Notes of two partnerships, of interviews (one with two people), a document and a session; some have themes."""
    begun = begin(study)
    ids = {"NT": begun.partnership, "one": begun.wave, "two": begun.later_wave}
    ids |= {"B1": begun.employer, "B2": begun.employer_too, "G1": begun.government}
    with study.writing(begun.user) as writer:
        ids["OL"] = partnerships.add(writer, "Oud Land", "OL")
        moments.put_moment(writer, ids["OL"], begun.wave)
        ids["O1"] = respondents.add(writer, ids["OL"], "OL-O1", "education")
        for name, parent in (("Geld", None), ("Loon", "Geld"), ("Tijd", None)):
            ids[name] = themes.add(writer, name, parent_id=ids.get(parent))
        ids["size"] = attributes.add(writer, "partnership", "Omvang", "number")
        ids["years"] = attributes.add(writer, "respondent", "Jaren", "number")
        ids["sector"] = attributes.add(writer, "respondent", "Sector", "choice", ["Zorg", "Techniek"])
        attributes.set_value(writer, "partnership", ids["NT"], ids["size"], "25")
        for who, years, sector in (("B1", "2,5", "Zorg"), ("B2", "10", "Techniek"), ("O1", "30", "Zorg")):
            attributes.set_value(writer, "respondent", ids[who], ids["years"], years)
            attributes.set_value(writer, "respondent", ids[who], ids["sector"], sector)
    facts = []
    text, kind, give = cycle(TEXTS), cycle(KINDS), cycle(((), ("Geld",), ("Loon",), ("Tijd", "Loon"), ()))

    def noted(note_id: str, **more) -> None:
        fact = {"id": note_id, "question": "", "who": (), "role": WITHOUT_ONE, "themes": next(give)} | more
        facts.append(fact)

    talks = (
        (("B1",), "employer", "one"),
        (("B1", "B2"), "employer", "one"),
        (("G1",), "government", "two"),
        (("B2",), "employer", "two"),
    )
    for who, role, wave in talks:
        questions = [f"{block}.main" for block in BLOCKS]
        talk = interview(begun, *(ids[code] for code in who), question_keys=tuple(questions), wave=ids[wave])
        for question, block in zip(questions[:2], BLOCKS, strict=False):
            lines = [next(text), next(text)]
            capture.save(study, begun.user, talk, question, "\n".join(lines))
            for row, line in zip(notes_of(begun, talk, question), lines, strict=True):
                noted(
                    row["id"],
                    partnership="NT",
                    wave=wave,
                    role=role,
                    block=block,
                    text=line,
                    kind=next(kind),
                    origin="answer",
                    who=who,
                    question=question,
                )
    with study.writing(begun.user) as writer:
        rest = {"kind": "plain", "position": 0, "answer_id": None, "passage_id": None, "origin": "session"}
        places = (
            ("OL", "one", "education", "costs"),
            ("OL", "one", None, "channels"),
            (WITHOUT_ONE, WITHOUT_ONE, None, "partners"),
        )
        loose = [
            {"partnership_id": ids.get(place), "wave_id": ids.get(wave), "role": role, "block": block}
            | rest
            | {"text": next(text)}
            for place, wave, role, block in places
        ]
        new = notes.add_all(writer, loose)
        gone = notes.add(
            writer,
            partnership_id=ids["NT"],
            wave_id=begun.wave,
            role=None,
            block="costs",
            text="weg",
            origin="session",
            position=0,
        )
        notes.change(writer, notes.get(writer.connection, gone), retired=True)
    for note_id, row in zip(new, loose, strict=True):
        noted(
            note_id,
            partnership="OL" if row["partnership_id"] else WITHOUT_ONE,
            wave="one" if row["wave_id"] else WITHOUT_ONE,
            role=row["role"] or WITHOUT_ONE,
            block=row["block"],
            text=row["text"],
            kind=next(kind),
            origin="session",
        )
    with study.writing(begun.user) as writer:
        for fact in facts:
            notes.change(writer, notes.get(writer.connection, fact["id"]), kind=fact["kind"])
        for name in ("Geld", "Loon", "Tijd"):
            themes.assign(writer, ids[name], [fact["id"] for fact in facts if name in fact["themes"]])
    return Made(begun, facts, ids)


YEARS = {"B1": 2.5, "B2": 10.0, "O1": 30.0}
SECTORS = {"B1": "Zorg", "B2": "Techniek", "O1": "Zorg"}


KEYS = ("partnerships", "waves", "roles", "blocks", "questions", "kinds", "origins")


def fits(fact: dict, chosen: dict) -> bool:
    """Whether a note should be found: the same filter, in plain Python."""

    def among(name: str, value: str) -> bool:
        return not chosen[name] or value in chosen[name]

    carried = {"Loon": {"Geld", "Loon"}, "Geld": {"Geld"}, "Tijd": {"Tijd"}}
    tags = set().union(*(carried[name] for name in fact["themes"])) or {WITHOUT_ONE}
    who = [code for code in fact["who"] if not chosen["respondents"] or code in chosen["respondents"]]
    low, sector = chosen["years"], chosen["sector"]
    who = [code for code in who if low is None or YEARS.get(code, -1) >= low]
    who = [code for code in who if not sector or SECTORS.get(code) == sector]
    return (
        all(among(name, fact[name.removesuffix("s")]) for name in KEYS)
        and (bool(who) or not (chosen["respondents"] or low is not None or sector))
        and (not chosen["themes"] or bool(tags & set(chosen["themes"])))
        and all(word in folded(fact["text"]) for word in folded(chosen["words"]).split())
        and (chosen["size"] is None or (fact["partnership"] == "NT" and chosen["size"] <= 25))
    )


def some_of(*values: str) -> st.SearchStrategy:
    return st.one_of(st.just(()), st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple))


CHOSEN = st.fixed_dictionaries(
    {
        "partnerships": some_of("NT", "OL", WITHOUT_ONE),
        "waves": some_of("one", "two"),
        "roles": some_of("employer", "government", "education", WITHOUT_ONE),
        "respondents": some_of("B1", "B2", "G1"),
        "blocks": some_of(*BLOCKS),
        "questions": some_of("costs.main", "partners.main"),
        "themes": some_of("Geld", "Loon", "Tijd", WITHOUT_ONE),
        "kinds": some_of(*KINDS),
        "origins": some_of("answer", "session"),
        "words": st.sampled_from(["", "", "", "cooperatie", "COÖP te", "100%", "een", "_", "nergens"]),
        "years": st.sampled_from([None, None, None, 2.5, 5.0, 40.0]),
        "sector": st.sampled_from(["", "", "Zorg", "Techniek"]),
        "size": st.sampled_from([None, None, 25, 26]),
    }
)


def filter_of(chosen: dict, ids: dict) -> GridFilter:
    named = {name: tuple(ids.get(key, key) for key in chosen[name]) for name in (*KEYS, "respondents", "themes")}
    filters = []
    if chosen["years"] is not None:
        filters.append(AttributeFilter(ids["years"], "respondent", low=str(chosen["years"])))
    if chosen["sector"]:
        filters.append(AttributeFilter(ids["sector"], "respondent", choices=(chosen["sector"],)))
    if chosen["size"] is not None:
        filters.append(AttributeFilter(ids["size"], "partnership", low=str(chosen["size"])))
    return GridFilter(words=chosen["words"], filters=tuple(filters), **named)


def test_pages_give_exactly_the_notes_that_fit_each_once_whatever_the_order(made):
    with made.begun.study.reading() as connection:
        rows_of_attributes = attributes.every(connection)
    columns = [
        "",
        "partnership",
        "wave",
        "role",
        "respondent",
        "block",
        "question",
        "themes",
        "kind",
        "origin",
        "text",
        "date",
        *rows_of_attributes,
    ]

    @examples(40)
    @given(CHOSEN, st.sampled_from(columns), st.booleans(), st.integers(3, 9))
    def holds(chosen, column, down, size):
        grid_filter = filter_of(chosen, made.ids)
        attribute = column if isinstance(column, dict) else None
        order = GridOrder("" if attribute else column, down, ROLES, BLOCKS, attribute)
        expected = {fact["id"] for fact in made.facts if fits(fact, chosen)}
        with made.begun.study.reading() as connection:
            total = grid.count(connection, "notes", grid_filter)
            paged = []
            for start in range(0, total + 1, size):
                paged += [row["id"] for row in grid.page(connection, "notes", grid_filter, order, start, size)]
            assert [row["id"] for row in grid.all_rows(connection, "notes", grid_filter, order)] == paged
        assert total == len(expected)
        assert len(paged) == len(set(paged))
        assert set(paged) == expected

    holds()


def texts(made, kind="notes", grid_filter=None, **order) -> list[str]:
    with made.begun.study.reading() as connection:
        return [row["text"] for row in grid.page(connection, kind, grid_filter or GridFilter(), GridOrder(**order))]


def column(made, of, grid_filter=None, **order) -> list:
    with made.begun.study.reading() as connection:
        return [of(row) for row in grid.page(connection, "notes", grid_filter or GridFilter(), GridOrder(**order))]


def test_the_newest_note_stands_first_unless_asked_otherwise(made):
    newest = [fact["text"] for fact in reversed(made.facts)]
    assert texts(made) == newest
    assert texts(made, down=True) == newest[::-1]


def test_each_column_sorts_both_ways_and_what_has_no_value_comes_last(made):
    names = column(made, lambda row: row["partnership"], column="partnership")
    assert names == ["Nieuwe Techniek"] * 16 + ["Oud Land"] * 2 + [None]
    names = column(made, lambda row: row["partnership"], column="partnership", down=True)
    assert names == ["Oud Land"] * 2 + ["Nieuwe Techniek"] * 16 + [None]
    who = column(made, lambda row: min(row["codes"], default=""), column="respondent")
    assert who[:16] == sorted(who[:16])
    assert who[16:] == [""] * 3
    assert column(made, lambda row: row["role"], column="role", roles=ROLES) == [
        *["employer"] * 12,
        *["government"] * 4,
        "education",
        None,
        None,
    ]
    blocks = column(made, lambda row: row["block"], column="block", blocks=BLOCKS, down=True)
    assert blocks == ["channels"] + ["partners"] * 9 + ["costs"] * 9
    words = column(made, lambda row: folded(row["text"]), column="text")
    assert words == sorted(words)
    tags = column(made, lambda row: row["themes"][0]["name"] if row["themes"] else None, column="themes")
    assert tags == [*["Geld"] * 4, *["Loon"] * 8, *[None] * 7]


def test_attributes_sort_as_numbers_and_in_the_order_of_their_choices(made):
    with made.begun.study.reading() as connection:
        by_name = {row["name"]: row for row in attributes.every(connection)}
    years = by_name["Jaren"]
    years_shown = column(
        made, lambda row: min(map(float, row["of_respondents"].get(years["id"], ["99"]))), attribute=years
    )
    assert years_shown == [2.5] * 8 + [10.0] * 4 + [99] * 7
    sector = by_name["Sector"]
    years_shown = column(made, lambda row: row["of_respondents"].get(sector["id"]), attribute=sector)
    assert years_shown == [["Zorg", "Techniek"]] * 4 + [["Zorg"]] * 4 + [["Techniek"]] * 4 + [None] * 7
    size = by_name["Omvang"]
    assert column(made, lambda row: row["of_partnership"].get(size["id"]), attribute=size)[:17] == ["25"] * 16 + [None]


def test_a_row_of_a_note_says_all_that_its_columns_show(made):
    fact = made.facts[4]
    assert fact["who"] == ("B1", "B2")
    grid_filter = GridFilter(questions=(fact["question"],), respondents=(made.ids["B1"],), words=fact["text"])
    with made.begun.study.reading() as connection:
        (row,) = [listed for listed in grid.page(connection, "notes", grid_filter) if listed["id"] == fact["id"]]
    assert row["partnership"] == "Nieuwe Techniek"
    assert row["wave"] == "Meting 1"
    assert row["codes"] == ["NT-B1", "NT-B2"]
    assert [theme["name"] for theme in row["themes"]] == sorted(fact["themes"])
    assert row["of_partnership"] == {made.ids["size"]: "25"}
    assert row["of_respondents"] == {made.ids["years"]: ["2.5", "10"], made.ids["sector"]: ["Zorg", "Techniek"]}
    assert row["date"]


def test_answers_are_rows_too_with_state_and_how_many_notes_stand_on_them(made):
    with made.begun.study.reading() as connection:
        assert grid.count(connection, "answers", GridFilter()) == 12
        rows = grid.page(connection, "answers", GridFilter(states=("answered",)), GridOrder("notes"))
        assert [(row["notes"], row["state"]) for row in rows] == [(2, "answered")] * 8
        silent = grid.page(connection, "answers", GridFilter(states=("open",)))
        assert {(row["block"], row["notes"], row["text"]) for row in silent} == {("channels", 0, "")}
        assert grid.count(connection, "answers", GridFilter(origins=("session",))) == 0
        of_both = grid.page(connection, "answers", GridFilter(respondents=(made.ids["B2"],)))
        assert {tuple(row["codes"]) for row in of_both} == {("NT-B1", "NT-B2"), ("NT-B2",)}
        columns = "partnership wave role respondent block question themes text date state rating notes"
        for name in columns.split():
            for down in (False, True):
                answer_ids = grid.ids(connection, "answers", GridFilter(), GridOrder(name, down, ROLES, BLOCKS))
                assert len(set(answer_ids)) == 12


def test_an_answer_is_found_by_the_themes_of_its_notes_and_gives_those_notes(made):
    of_answers: dict[tuple, list[dict]] = {}
    for fact in made.facts:
        if fact["origin"] == "answer":
            of_answers.setdefault((fact["who"], fact["wave"], fact["question"]), []).append(fact)
    tagged = [facts for facts in of_answers.values() if any("Tijd" in fact["themes"] for fact in facts)]
    bare = [facts for facts in of_answers.values() if not any(fact["themes"] for fact in facts)]
    with made.begun.study.reading() as connection:
        answer_ids = grid.ids(connection, "answers", GridFilter(themes=(made.ids["Tijd"],)))
        assert len(answer_ids) == len(tagged) > 0
        note_ids = grid.notes_of_answers(connection, answer_ids)
        assert set(note_ids) == {fact["id"] for facts in tagged for fact in facts}
        none = grid.count(connection, "answers", GridFilter(themes=(WITHOUT_ONE,)))
        assert none == len(bare) + 4  # and the four that were asked and not answered
        tagged_or_not = GridFilter(themes=(WITHOUT_ONE, made.ids["Tijd"]))
        assert grid.count(connection, "answers", tagged_or_not) == none + len(tagged)
        assert grid.count(connection, "answers", GridFilter(kinds=("risk",))) == len(
            [facts for facts in of_answers.values() if any(fact["kind"] == "risk" for fact in facts)]
        )


def test_a_theme_that_was_merged_is_found_under_what_it_became(made):
    with made.begun.study.reading() as connection:
        both = grid.count(connection, "notes", GridFilter(themes=(made.ids["Geld"], made.ids["Tijd"])))
    with made.begun.study.writing(made.begun.user) as writer:
        themes.merge(writer, made.ids["Tijd"], made.ids["Geld"])
    with made.begun.study.reading() as connection:
        assert grid.count(connection, "notes", GridFilter(themes=(made.ids["Tijd"],))) == both
        assert grid.count(connection, "notes", GridFilter(themes=(made.ids["Geld"],))) == both


def test_a_theme_taken_off_a_note_leaves_it_without(made):
    tagged = [fact["id"] for fact in made.facts if "Geld" in fact["themes"]]
    with made.begun.study.reading() as connection:
        before = grid.count(connection, "notes", GridFilter(themes=(WITHOUT_ONE,)))
    with made.begun.study.writing(made.begun.user) as writer:
        themes.unassign(writer, made.ids["Geld"], tagged)
    with made.begun.study.reading() as connection:
        assert grid.count(connection, "notes", GridFilter(themes=(WITHOUT_ONE,))) == before + len(tagged)


def test_counting_stops_where_nobody_counts_any_more(made, monkeypatch):
    monkeypatch.setattr(grid, "COUNTED", 5)
    with made.begun.study.reading() as connection:
        assert grid.count(connection, "notes", GridFilter()) == 6
        assert grid.count(connection, "notes", GridFilter(partnerships=(made.ids["OL"],))) == 2


@pytest.fixture
def begun_with_transcript(study) -> tuple[Begun, str]:
    """A transcript of an interview with one employer, and the note made of what was said in it on costs."""
    begun = begin(study)
    talk = interview(begun, begun.employer, question_keys=("costs.main",))
    with study.writing(begun.user) as writer:
        text = "INT: Wat kost het?\n\nB1: Vooral tijd."
        document = documents.add(
            writer,
            title="Gesprek",
            text=text,
            kind="transcript",
            source="",
            language="nl",
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            interview_id=talk,
        )
        spoken = [
            {"label": "INT", "part": "interviewer", "respondent_id": None},
            {"label": "B1", "part": "respondent", "respondent_id": begun.employer},
        ]
        untimed = {"from_ms": None, "to_ms": None}
        turns = [
            {"speaker": "INT", "start": 0, "end": 18, "question": None} | untimed,
            {"speaker": "B1", "start": 20, "end": len(text), "question": "costs.main"} | untimed,
        ]
        documents.add_turns(writer, document, spoken, turns)
        passage = documents.add_passage(writer, document, "", 24, len(text), 1, begun.employer)
        made = notes.add(
            writer,
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            role="employer",
            block="costs",
            text="Vooral tijd.",
            origin="passage",
            position=0,
            passage_id=passage,
        )
    return begun, made


def test_a_passage_is_found_by_who_speaks_and_by_the_question_its_turn_was_linked_to(begun_with_transcript):
    begun, note_id = begun_with_transcript
    with begun.study.reading() as connection:
        assert grid.ids(connection, "notes", GridFilter(respondents=(begun.employer,))) == [note_id]
        assert grid.ids(connection, "notes", GridFilter(questions=("costs.main",))) == [note_id]
        assert grid.ids(connection, "notes", GridFilter(respondents=(begun.employer_too,))) == []
        (row,) = grid.page(connection, "notes", GridFilter(), GridOrder("respondent"))
        assert (row["codes"], row["question"]) == (["NT-B1"], "costs.main")


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("kind", grid.KINDS)
def test_pages_by_partnership_are_parts_of_the_whole_in_that_order(made, kind, down):
    order = GridOrder("partnership", down)
    with made.begun.study.reading() as connection:
        whole = grid.ids(connection, kind, GridFilter(), order, most=None)
        for size in (1, 2, 5, len(whole), len(whole) + 3):
            parts = [
                grid.ids(connection, kind, GridFilter(), order, start, size) for start in range(0, len(whole), size)
            ]
            assert [row_id for part in parts for row_id in part] == whole
        assert grid.ids(connection, kind, GridFilter(), order, len(whole), 5) == []
        some = GridFilter(partnerships=(made.ids["OL"], WITHOUT_ONE))
        assert grid.ids(connection, kind, some, order, most=5) == grid.ids(connection, kind, some, order, most=None)[:5]
