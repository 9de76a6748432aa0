"""A list of respondents as it is pasted: read line by line, stored as a whole or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas import method
from canvas.errors import FaultyFileError, UserError
from canvas.exchange import respondent_list
from canvas.store import respondents
from canvas.store.respondents import NewRespondent
from tests import build

ROLES = method.roles([{"key": "unions", "label_nl": "Vakbonden", "label_en": "Unions", "in_table": True}])
PARTNERS = [
    {"id": "1", "organisation": "De Zon", "left": None},
    {"id": "2", "organisation": "De Maan", "left": None},
    {"id": "3", "organisation": "De Ster", "left": "2024-01-01"},
    {"id": "4", "organisation": "De Ster", "left": None},
]
LETTERS = {role.key: role.letter.nl for role in ROLES.values()}


def read(text: str) -> list[tuple[str, str | None, str]]:
    return [(row.role, row.partner_id, row.code) for row in respondent_list.read(text, ROLES, PARTNERS)]


def faults(text: str) -> list[str]:
    with pytest.raises(FaultyFileError) as caught:
        read(text)
    return caught.value.lines()


@pytest.mark.parametrize(
    "text",
    [
        "Ondernemer\tDe Zon\tNT-B7\nVakbonden\t\t\n",  # as it comes from Excel
        "ondernemer; de zon; NT-B7\r\nUnions",
        "Employer, De Zon, NT-B7\n\nA\n",  # a role by its letter: A is the first free one
        "Rol\tPartner\tCode\nOndernemers\tDe Zon\tNT-B7\nvakbonden\t\t",
        "Code\tRol\tOrganisatie\nNT-B7\tB\tDe Zon\n\tA\t",
        '"Ondernemer";"De Zon";"NT-B7"\n"Vakbonden"',
    ],
)
def test_a_line_is_a_role_a_partner_and_a_code_however_it_is_pasted(text):
    assert read(text) == [("employer", "1", "NT-B7"), ("unions", None, "")]


def test_of_an_organisation_that_left_and_came_back_it_is_the_one_that_is_here():
    assert read("ondernemer;De Ster") == [("employer", "4", "")]


def test_everything_that_is_wrong_is_told_by_line():
    assert faults("ondernemer;De Zon\nJan Jansen;De Zon\n;De Maan\noverheid;De Wolk\nondernemer;;NT-B4;jan@zon.nl") == [
        "line 2: “Jan Jansen” is no role of this study.",
        "line 3: the role is missing.",
        "line 4: “De Wolk” is no partner here.",
        "line 5: there is more in it than role, partner and code.",
    ]


@pytest.mark.parametrize("text", ["", "  \n\t\n", "Rol;Partner;Code\n"])
def test_a_list_with_nobody_in_it_is_refused(text):
    with pytest.raises(UserError, match="nobody in it"):
        read(text)


def test_a_very_long_list_is_refused():
    with pytest.raises(UserError, match="more than 500 lines"):
        read("ondernemer\n" * 501)
    assert len(read("ondernemer\n" * 500)) == 500


@given(st.text())
def test_no_text_breaks_it(text):
    try:
        read(text)
    except UserError as error:
        assert all(error.parts())


def add(begun: build.Begun, *new: NewRespondent) -> list[str]:
    with begun.study.writing(begun.user) as writer:
        return respondents.add_all(writer, begun.partnership, new, LETTERS)


def codes(begun: build.Begun) -> list[str]:
    return [row["code"] for row in build.read(begun, respondents.of_partnership, begun.partnership)]


def test_who_has_no_code_gets_the_next_free_one_also_within_the_list(begun):
    # there are NT-B1 and NT-B2; the list brings NT-B4 itself, so the two others become NT-B3 and NT-B5
    rows = [NewRespondent(1, "employer"), NewRespondent(2, "employer", None, "nt-b4"), NewRespondent(3, "employer")]
    assert add(begun, *rows) == ["NT-B3", "NT-B4", "NT-B5"]
    assert codes(begun) == ["NT-B1", "NT-B2", "NT-B3", "NT-B4", "NT-B5", "NT-G1"]


def test_where_one_code_is_wrong_nobody_is_added(begun):
    before = codes(begun)
    rows = [
        NewRespondent(1, "employer"),
        NewRespondent(2, "employer", None, "Jan Jansen"),
        NewRespondent(3, "employer", None, "NT-B1"),
        NewRespondent(4, "education", None, "NT-S1"),
        NewRespondent(5, "education", None, "NT-S1"),
    ]
    with pytest.raises(FaultyFileError) as caught:
        add(begun, *rows)
    assert caught.value.lines() == [
        "line 2: “JAN JANSEN” does not look like a code.",
        "line 3: “NT-B1” exists already.",
        "line 5: “NT-S1” stands in it twice.",
    ]
    assert codes(begun) == before


def test_a_stray_tab_makes_no_columns_and_a_very_long_line_is_a_fault_of_that_line():
    assert read("ondernemer;De Zon;NT-B7\nvakbonden;;\n\toverheid;;")[:2] == [
        ("employer", "1", "NT-B7"),
        ("unions", None, ""),
    ]
    assert faults("ondernemer\nB;;" + '"' + "x" * 200_000) == ["line 2: it is longer than 2000 characters."]
