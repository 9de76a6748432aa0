"""The method as method.md says it: 18 blocks in a grid, roles, four questions, ten factors."""

from __future__ import annotations

import pytest

from canvas import method

# Worked out by hand from the table of blocks in method.md, section 1.
FEEDS = {
    "how": ("partners", "activities", "resources", "governance"),
    "value": ("social_problem", "solution", "impact", "alternatives", "social_value", "commercial_value"),
    "for_whom": ("beneficiaries", "relations", "channels"),
    "financing": ("costs", "revenues", "surplus", "funding", "financial_support"),
}

# Copied from the poster's grid in method.md: column start and end, row start and end.
GRID = {
    "partners": (1, 2, 1, 2),
    "social_value": (7, 8, 1, 1),
    "beneficiaries": (11, 12, 1, 1),
    "activities": (3, 4, 1, 1),
    "commercial_value": (7, 8, 2, 2),
    "financial_support": (11, 12, 2, 2),
    "resources": (3, 4, 2, 2),
    "relations": (9, 10, 1, 1),
    "governance": (1, 4, 3, 3),
    "social_problem": (5, 6, 1, 1),
    "channels": (9, 10, 2, 2),
    "impact": (5, 8, 3, 3),
    "solution": (5, 6, 2, 2),
    "alternatives": (9, 12, 3, 3),
    "costs": (1, 4, 4, 4),
    "surplus": (5, 6, 4, 4),
    "revenues": (7, 9, 4, 4),
    "funding": (10, 12, 4, 4),
}


def test_every_block_stands_where_the_method_puts_it():
    assert {key: block.place for key, block in method.blocks().items()} == GRID


def test_the_blocks_fill_the_grid_of_twelve_by_four_without_overlap():
    filled = [
        (column, row)
        for left, right, top, bottom in (block.place for block in method.blocks().values())
        for column in range(left, right + 1)
        for row in range(top, bottom + 1)
    ]
    assert len(filled) == len(set(filled)) == 12 * 4


def test_each_of_the_four_questions_is_fed_by_its_blocks():
    assert {key: method.blocks_of(key) for key in method.questions()} == FEEDS
    assert list(method.questions()) == ["value", "for_whom", "how", "financing"]


def test_the_five_roles_and_which_have_a_row_in_the_table():
    assert {key: role.in_table for key, role in method.standard_roles().items()} == {
        "employer": True,
        "government": True,
        "education": True,
        "project_lead": False,
        "participant": False,
    }


def test_letters_and_colours_tell_the_roles_apart():
    own = [{"key": f"r{n}", "label_nl": f"Rol {n}", "label_en": f"Role {n}", "in_table": n % 2} for n in range(4)]
    roles = method.roles(own).values()
    for printed in (
        lambda role: role.letter.nl,
        lambda role: role.letter.en,
        lambda role: role.light,
        lambda role: role.dark,
    ):
        assert len({printed(role) for role in roles}) == 9
    assert [role.in_table for role in roles][5:] == [False, True, False, True]


def test_a_role_has_the_letter_of_its_respondents_codes_in_every_language():
    # design.md: a code has the role's Dutch letter in every language; another letter beside FV-B1 would be another role
    letters = {role.letter.nl: role.letter.en for role in method.standard_roles().values()}
    assert letters == {letter: letter for letter in "BOSPD"}


def test_there_are_ten_factors_in_three_groups():
    assert list(method.factors()) == list(range(1, 11))
    groups = [factor.group for factor in method.factors().values()]
    # set it up: 1-3, build good trajectories: 4-6, keep it going: 7-10
    assert [groups.count(part) for part in dict.fromkeys(groups)] == [3, 3, 4]
    assert list(method.factor_groups().values()) == [[1, 2, 3], [4, 5, 6], [7, 8, 9, 10]]


@pytest.mark.parametrize("language", method.LANGUAGES)
def test_everything_has_words_in_both_languages(language):
    for block in method.blocks().values():
        assert block.label[language]
        assert block.short[language]
        assert block.asks[language]
    for role in method.standard_roles().values():
        assert role.label[language]
        assert role.singular[language]
        assert len(role.letter[language]) == 1
    for factor in method.factors().values():
        assert factor.label[language]
        assert 0 < len(factor.short[language]) <= 24
    assert all(question.label[language] for question in method.questions().values())


def test_the_short_dutch_labels_are_those_of_the_method():
    assert ", ".join(block.short.nl for block in method.blocks().values()) == (
        "Partners, Activiteiten, Bronnen, Governance, Probleem, Oplossing, Impact, "
        "Alternatieven in de regio, Sociale waarde, Commerciële waarde, Begunstigden, Relaties, "
        "Kanalen, Kosten, Opbrengsten, Surplus, Financiering, Financiële steun"
    )
