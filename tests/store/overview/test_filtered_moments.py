"""Many partnerships at once: what fits, in which order, page by page, and figures beside a plain recount."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas import method
from canvas.analysis.response_state import state
from canvas.store import Study, attributes, moments, partnerships
from canvas.store.counts import rollups
from canvas.store.database import schema
from canvas.store.database.ids import new_id
from canvas.store.notes import notes
from canvas.store.overview import filtered_cells, filtered_moments
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.store.themes import themes
from tests.build import Begun, begin, short_guide
from tests.examples import examples
from tests.recount import table

BLOCKS = ("costs", "partners", "channels", "surplus")
ROLES = ("employer", "government", "")
SCOPE = ("costs", "partners", "surplus")
NAMES = ("alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india")
REGIONS, PHASES, FORMS = ("Noord", "Zuid", ""), method.PHASES, ("", "stichting", "vereniging")


@dataclass
class Made:
    """A study of partnerships whose notes and ratings are known, and the size that each partnership has."""

    begun: Begun
    waves: tuple[str, str]
    size: str
    theme: str

    @property
    def study(self) -> Study:
        return self.begun.study


@pytest.fixture
def made(study) -> Made:
    """Ten partnerships, most at two waves, with notes, ratings and factors by chance, always the same."""
    chance, begun = random.Random(5), begin(study)
    waves = (begun.wave, begun.later_wave)
    with study.writing(begun.user) as writer:
        size = attributes.add(writer, "partnership", "Omvang", "number")
        theme = themes.add(writer, "Geld")
        ids = []
        for place, name in enumerate(NAMES):
            where = {"region": chance.choice(REGIONS), "fictional": place % 4 == 3}
            ids.append(partnerships.add(writer, name, f"P{place}", **where))
            attributes.set_value(writer, "partnership", ids[-1], size, str(place))
            for wave in waves[: 1 + place % 2]:
                how = {"phase": chance.choice(PHASES), "legal_form": chance.choice(FORMS)}
                moments.put_moment(writer, ids[-1], wave, **how)
        guide_row = {"id": new_id(), "key": "k", "version": 1, "hash": "h", "content": short_guide().content}
        writer.execute(schema.guide.insert(), [guide_row | {"added_at": writer.at}])
        at = [(partnership_id, wave) for place, partnership_id in enumerate(ids) for wave in waves[: 1 + place % 2]]
        at += [(begun.partnership, wave) for wave in waves]
        for name, of in _rows_told_by(chance, begun, at, guide_row["id"], theme, writer.at).items():
            writer.execute(schema.metadata.tables[name].insert(), of)
        rollups.fill(writer.connection)
    return Made(begun, waves, size, theme)


def _rows_told_by(chance, begun, places, guide, theme, at) -> dict[str, list[dict]]:
    rows = defaultdict(list)
    for partnership, wave in places:
        for role in chance.sample(ROLES, chance.randint(0, 3)):
            talk = new_id()
            if role:
                rows["interview"].append(
                    {
                        "id": talk,
                        "partnership_id": partnership,
                        "wave_id": wave,
                        "role": role,
                        "guide_id": guide,
                        "language": "nl",
                        "mode": "phone",
                        "started_at": at,
                        "interviewer_id": begun.user,
                        "created_at": at,
                    }
                )
            for block in chance.sample(BLOCKS, chance.randint(0, 4)):
                for number in range(chance.randint(0, 5) if role else 0):
                    rated = chance.choice((None, 1, 2, 3, 4, 5))
                    rows["answer"].append(
                        {
                            "id": new_id(),
                            "interview_id": talk,
                            "question": f"{block}.{number}",
                            "block": block,
                            "text": "",
                            "rating": rated,
                            "dont_know": False,
                            "reason": "",
                            "asked_at": at,
                            "state": "answered" if rated else chance.choice(("open", "skipped", "no_opinion")),
                            "revision": 1,
                            "factor": chance.choice((None, None, 3, 10)) if rated else None,
                        }
                    )
                for _number in range(chance.randint(0, 3)):
                    note = new_id()
                    rows["note"].append(
                        {
                            "id": note,
                            "partnership_id": partnership,
                            "wave_id": wave,
                            "role": role or None,
                            "block": block,
                            "text": "x",
                            "kind": "plain",
                            "origin": "session",
                            "position": 0,
                            "revision": 1,
                            "created_at": at,
                            "changed_at": at,
                            "retired": False,
                        }
                    )
                    if chance.random() < 0.4:
                        coded = {"note_id": note, "theme_id": theme, "user_id": begun.user, "coded_at": at}
                        rows["coding"].append(coded)
    return rows


def kinds() -> st.SearchStrategy[dict]:
    """What is asked of moments, sizes as numbers and waves as places."""

    def some(values) -> st.SearchStrategy[tuple]:
        return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)

    return st.fixed_dictionaries(
        {
            "waves": some([0, 1]),
            "words": st.sampled_from(["", "", "a", "O", "P1", "zzz", "%"]),
            "regions": some(REGIONS[:2]),
            "phases": some(PHASES),
            "legal_forms": some(FORMS[1:]),
            "size": st.sampled_from([None, None, 3, 7]),
            "role": st.sampled_from(["", "", "employer", "education"]),
            "covered": some((0, 1, 2, 3)),
        }
    )


def which_of(made: Made, conditions: dict) -> MomentFilter:
    filters = (AttributeFilter(made.size, "partnership", low=str(conditions["size"])),) if conditions["size"] else ()
    names = ("words", "regions", "phases", "legal_forms", "role", "covered")
    waves = tuple(made.waves[place] for place in conditions["waves"])
    return MomentFilter(
        waves=waves, attribute_filters=filters, blocks=SCOPE, **{name: conditions[name] for name in names}
    )


class Recount:
    """The study as plain rows, and what should be found in them."""

    def __init__(self, made: Made) -> None:
        self.made = made
        self.partnerships = {row["id"]: row for row in table(made.study, "partnership")}
        self.sizes = {row["partnership_id"]: int(row["value"]) for row in table(made.study, "partnership_attribute")}
        self.positions = {row["id"]: row["position"] for row in table(made.study, "wave")}
        self.places = table(made.study, "partnership_wave")
        self.cells = table(made.study, "cell")
        self.factors = table(made.study, "cell_factor")

    def fitting(self, conditions: dict) -> list[dict]:
        def fits(row: dict) -> bool:
            place = self.partnerships[row["partnership_id"]]
            name_and_code = f"{place['name']} {place['code']}".lower()
            pair = (row["partnership_id"], row["wave_id"])
            return (
                (
                    not conditions["waves"]
                    or row["wave_id"] in [self.made.waves[wave_place] for wave_place in conditions["waves"]]
                )
                and conditions["words"].lower() in name_and_code
                and (not conditions["regions"] or place["region"] in conditions["regions"])
                and (not conditions["phases"] or row["phase"] in conditions["phases"])
                and (not conditions["legal_forms"] or row["legal_form"] in conditions["legal_forms"])
                and (
                    not conditions["covered"]
                    or self.figures(pair, conditions["role"])["blocks"] in conditions["covered"]
                )
                and (not conditions["size"] or self.sizes.get(row["partnership_id"], -1) >= conditions["size"])
            )

        return [row for row in self.places if fits(row)]

    def of(self, pair: tuple[str, str], role: str = "") -> list[dict]:
        of_moment = [row for row in self.cells if (row["partnership_id"], row["wave_id"]) == pair]
        return [row for row in of_moment if not role or row["role"] == role]

    def figures(self, pair: tuple[str, str], role: str) -> dict[str, int]:
        cells = self.of(pair, role)
        heard = [row for row in cells if state(row) == "heard"]
        return {
            "notes": sum(row["notes"] for row in cells),
            "roles": len({row["role"] for row in heard} - {""}),
            "blocks": len({row["block"] for row in heard} & set(SCOPE)),
            "gap": self.gap(pair),
        }

    def gap(self, pair: tuple[str, str]) -> int:
        by_block = defaultdict(list)
        for row in self.of(pair):
            if (middle := middle_of(row)) is not None:
                by_block[row["block"]].append(2 * middle)
        return max((int(max(few) - min(few)) for few in by_block.values()), default=0)

    def key(self, row: dict) -> tuple:
        place = self.partnerships[row["partnership_id"]]
        return place["fictional"], place["name"].lower(), place["id"], self.positions[row["wave_id"]]


def middle_of(row: dict) -> float | None:
    ratings = [value for value in range(1, 6) for _ in range(row[f"rated_{value}"])]
    return median(ratings) if len(ratings) >= 3 else None


def pairs_in(rows: list[dict]) -> list[tuple[str, str]]:
    return [(row["partnership_id"], row["wave_id"]) for row in rows]


def test_pages_put_together_are_all_that_fits_in_order_with_their_figures(made):
    recount = Recount(made)

    @examples(60)
    @given(kinds(), st.sampled_from(filtered_moments.SORTS), st.booleans(), st.integers(1, 7))
    def holds(conditions, sort, down, size):
        moment_filter = which_of(made, conditions)
        fitting = recount.fitting(conditions)
        with made.study.reading() as connection:
            assert filtered_moments.count(connection, moment_filter) == (
                len(fitting),
                len({row["partnership_id"] for row in fitting}),
            )
            starts = range(0, len(fitting) + 1, size)
            pages = [filtered_moments.page_of(connection, moment_filter, sort, down, start, size) for start in starts]
            paged_rows = [row for page in pages for row in page]
            assert filtered_moments.pairs_of(connection, moment_filter, sort, down) == pairs_in(paged_rows)
        figures = {pair: recount.figures(pair, moment_filter.role) for pair in pairs_in(fitting)}
        names = ("notes", "roles", "blocks", "gap")
        assert {
            pair: {name: row[name] for name in names}
            for pair, row in zip(pairs_in(paged_rows), paged_rows, strict=True)
        } == figures
        expected = sorted(fitting, key=recount.key)
        if sort == "name" and down:
            expected = sorted(expected, key=lambda row: recount.key(row)[1:3], reverse=True)
            expected = sorted(expected, key=lambda row: recount.key(row)[0])
        elif sort != "name":
            by = {"changed": lambda row: row["changed_at"]}.get(
                sort, lambda row: figures[row["partnership_id"], row["wave_id"]].get(sort)
            )
            expected = sorted(expected, key=by, reverse=down)
        assert pairs_in(paged_rows) == pairs_in(expected)

    holds()


def test_totals_from_rollups_and_from_cells_say_what_a_recount_says(made):
    recount = Recount(made)

    @examples(40)
    @given(kinds())
    def holds(conditions):
        moment_filter = which_of(made, conditions)
        pairs = set(pairs_in(recount.fitting(conditions)))
        expected = defaultdict(lambda: [0, 0, 0])
        bits = dict.fromkeys(pairs, 0)
        for row in recount.cells:
            pair = (row["partnership_id"], row["wave_id"])
            if pair in pairs and moment_filter.role in ("", row["role"]):
                totals = expected[row["role"], row["block"]]
                heard = state(row) == "heard"
                totals[0], totals[1], totals[2] = (
                    totals[0] + row["notes"],
                    totals[1] + row["rated_4"],
                    totals[2] + heard,
                )
                bits[pair] |= rollups.BLOCK_BITS[row["block"]] if heard else 0
        with made.study.reading() as connection:
            total_rows = filtered_cells.totals(connection, "block", moment_filter)
            assert sorted(filtered_cells.covered_blocks(connection, moment_filter)) == sorted(bits.values())
        totals = {(row["role"], row["row"]): [row["notes"], row["rated_4"], row["partnerships"]] for row in total_rows}
        assert {key: counts for key, counts in totals.items() if any(counts)} == {
            key: counts for key, counts in expected.items() if any(counts)
        }

    holds()


def test_one_block_across_is_what_its_cells_are(made):
    recount = Recount(made)

    @examples(30)
    @given(kinds(), st.sampled_from(BLOCKS))
    def holds(conditions, block):
        moment_filter = which_of(made, conditions)
        pairs = pairs_in(recount.fitting(conditions))
        with made.study.reading() as connection:
            cells_of_block = filtered_cells.cells_of_row(connection, "block", block, moment_filter)
            whole = filtered_cells.cells(connection, "block", pairs, moment_filter.role)
        at = ("partnership_id", "wave_id", "role")
        assert sorted(cells_of_block, key=lambda row: [row[name] for name in at]) == sorted(
            (row for row in whole if row["row"] == block), key=lambda row: [row[name] for name in at]
        )
        assert len(whole) == len([row for pair in pairs for row in recount.of(pair, moment_filter.role)])

    holds()


@pytest.mark.parametrize("figure", filtered_cells.FIGURES)
def test_each_figure_of_every_cell_is_that_of_a_recount(made, figure):
    recount = Recount(made)
    role = "employer" if figure in ("median", "agreement") else ""

    @examples(20)
    @given(kinds())
    def holds(conditions):
        conditions |= {"role": role}
        moment_filter = which_of(made, conditions)
        with made.study.reading() as connection:
            figure_rows = filtered_cells.figure_of_cells(connection, "block", figure, moment_filter)
        expected = defaultdict(list)
        for pair in pairs_in(recount.fitting(conditions)):
            for row in recount.of(pair, role):
                expected[*pair, row["block"]].append(row)
        figures = {at: figure_of(figure, of) for at, of in expected.items()}
        assert {row[:3]: row[3:] for row in figure_rows} == {
            at: cell_figure for at, cell_figure in figures.items() if cell_figure
        }

    holds()


def figure_of(figure: str, of: list[dict]) -> tuple:
    """The figure of a block at a moment; nothing where there is none, or a count is nothing."""
    middles = [2 * middle for row in of if (middle := middle_of(row)) is not None]
    if figure in ("notes", "roles"):
        heard = sum(state(row) == "heard" for row in of if row["role"])
        total = sum(row["notes"] for row in of) if figure == "notes" else heard
        return (total,) if total else ()
    if figure == "gap":
        return (max(middles) - min(middles),) if len(middles) > 1 else ()
    if not middles:
        return ()
    return tuple(of[0][f"rated_{value}"] for value in range(1, 6)) if figure == "agreement" else (middles[0],)


def test_factors_and_themes_have_cells_totals_and_a_matrix_too(made):
    recount = Recount(made)
    with made.study.reading() as connection:
        moment_filter = MomentFilter(waves=made.waves[:1])
        pairs = filtered_moments.pairs_of(connection, moment_filter)
        factors = filtered_cells.cells(connection, "factor", pairs)
        rated = filtered_cells.totals(connection, "factor", moment_filter)
        coded = filtered_cells.totals(connection, "theme", moment_filter)
        codings = filtered_cells.figure_of_cells(connection, "theme", "notes", moment_filter)
        three = filtered_cells.cells_of_row(connection, "factor", "3", moment_filter)
    expected = [row for row in recount.factors if row["wave_id"] == made.waves[0]]
    assert len(factors) == len(expected) > 3
    assert {row["row"] for row in factors} <= {"3", "10"}
    assert sum(row["rated_2"] for row in rated) == sum(row["rated_2"] for row in expected)
    assert all(state(row) == "heard" for row in factors if row["answered"])
    assert len(three) == len([row for row in expected if row["factor"] == 3])
    of_theme = [row for row in table(made.study, "cell_theme") if row["wave_id"] == made.waves[0]]
    assert (
        sum(row["notes"] for row in coded)
        == sum(row["notes"] for row in of_theme)
        == sum(row[3] for row in codings)
        > 3
    )
    assert {row[2] for row in codings} == {made.theme}


def test_some_moments_come_in_the_order_asked_and_names_are_those_that_fit(made):
    with made.study.reading() as connection:
        every = filtered_moments.pairs_of(connection, MomentFilter())
        pairs_wanted = [every[3], every[0], ("nobody", made.waves[0])]
        assert pairs_in(filtered_moments.rows_of_pairs(connection, pairs_wanted)) == pairs_wanted[:2]
        assert list(filtered_moments.partnership_names(connection, MomentFilter(words="a")).values()) == [
            "alfa",
            "bravo",
            "charlie",
            "india",
            "delta",
        ]
        assert filtered_moments.partnership_names(connection, MomentFilter(words="zzz")) == {}
        assert filtered_moments.filter_choices(connection)["regions"] == ["Flevoland", "Noord", "Zuid"]
        assert filtered_moments.page_of(connection, MomentFilter(pairs=())) == []
        assert filtered_cells.figure_of_cells(connection, "block", "notes", MomentFilter(pairs=())) == []


def test_notes_of_more_moments_than_a_statement_takes_alternatives_are_found(made):
    with made.study.reading() as connection:
        pairs = filtered_moments.pairs_of(connection, MomentFilter())
        nobody = [(str(place), made.waves[0]) for place in range(1500)]
        few, crowd = (notes.with_sources(connection, moments=of) for of in (pairs, [*pairs, *nobody]))
    assert {note["id"] for note in few} == {note["id"] for note in crowd} != set()
