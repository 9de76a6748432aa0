"""The roles of a study's own: each with a letter of its own, in its notes and in the codes of who speaks in it."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from canvas import method
from canvas.errors import NotFoundError, UserError
from canvas.store import respondents, study_settings
from canvas.store.database import schema
from tests import build


def done(begun: build.Begun, by, *what, **more):
    with begun.study.writing(begun.user) as writer:
        return by(writer, *what, **more)


def refused(begun: build.Begun, by, *what) -> str:
    before = roles(begun)
    with pytest.raises(UserError) as caught, begun.study.writing(begun.user) as writer:
        by(writer, *what)
    assert roles(begun) == before
    assert all(caught.value.parts())
    return caught.value.message()


def roles(begun: build.Begun) -> dict[str, method.Role]:
    return method.roles(build.read(begun, study_settings.describe)["own_roles"])


def test_a_role_has_the_letter_that_was_chosen_in_both_languages(begun):
    key = done(begun, study_settings.add_own_role, "Vakbonden", "Unions", True, "v")
    assert (roles(begun)[key].letter.nl, roles(begun)[key].letter.en) == ("V", "V")


def test_without_a_choice_it_is_the_first_that_is_free(begun):
    # method.toml: A C F H K M R V are the letters for own roles, in that order
    assert build.read(begun, study_settings.free_letters)[:3] == ["A", "C", "F"]
    done(begun, study_settings.add_own_role, "Vakbonden", "Unions", True, "A")
    key = done(begun, study_settings.add_own_role, "Kerken", "Churches", True)
    assert roles(begun)[key].letter.nl == "C"


@pytest.mark.parametrize(
    ("letter", "why"),
    [
        ("B", "“B” is the letter of another role"),
        ("g", "“G” stands in the code NT-G1, of another role"),
        ("1", "“1” is no letter"),
        ("ABC", "is no letter"),
        ("É", "“É” is no letter"),
        ("ß", "“ß” is no letter"),  # whose capital is two letters
        ("<b>", "is no letter"),
    ],
)
def test_a_letter_of_another_role_or_no_letter_is_refused(begun, letter, why):
    assert why in refused(begun, study_settings.add_own_role, "Vakbonden", "Unions", True, letter)


def test_another_letter_leaves_codes_as_they_are_and_nobody_else_gets_the_old_one(begun):
    key = done(begun, study_settings.add_own_role, "Vakbonden", "Unions", True, "V")
    done(begun, respondents.add, begun.partnership, "NT-V1", key)
    done(begun, study_settings.change_own_role, key, "Vakbonden", "Unions", True, "K")
    assert roles(begun)[key].letter.nl == "K"
    assert "NT-V1" in [row["code"] for row in build.read(begun, respondents.of_partnership, begun.partnership)]
    assert build.read(begun, respondents.propose_code, begun.partnership, "K") == "NT-K1"
    message = refused(begun, study_settings.add_own_role, "Verenigingen", "Clubs", True, "V")
    assert "“V” stands in the code NT-V1, of another role" in message
    assert "V" not in build.read(begun, study_settings.free_letters)
    done(begun, study_settings.change_own_role, key, "Vakbonden", "Unions", True, "V")  # its own again
    assert roles(begun)[key].letter.nl == "V"


def test_a_role_of_a_study_of_before_keeps_the_letter_and_colour_of_its_place(begun):
    rows = [{"key": f"r{n}", "label_nl": f"Rol {n}", "label_en": f"Role {n}", "in_table": True} for n in range(3)]
    with begun.study.writing(begun.user) as writer:
        writer.execute(sa.update(schema.study).values(own_roles=json.dumps(rows)))
    before = roles(begun)
    assert [before[f"r{n}"].letter.nl for n in range(3)] == ["A", "C", "F"]
    done(begun, study_settings.add_own_role, "Vakbonden", "Unions", True, "Z")
    after = roles(begun)
    assert {key: after[key] for key in before} == before


def test_a_name_that_another_role_has_is_refused_in_either_language(begun):
    key = done(begun, study_settings.add_own_role, "Vakbonden", "Unions", True)
    assert "exists already" in refused(begun, study_settings.add_own_role, "ondernemers", "Bosses", True)
    assert "exists already" in refused(begun, study_settings.change_own_role, key, "Vakbonden", "EMPLOYERS", True, "A")
    with pytest.raises(NotFoundError):
        done(begun, study_settings.change_own_role, "nergens", "Kerken", "Churches", True, "C")


def test_letters_and_colours_stay_apart_however_many_roles_there_are(begun):
    for n in range(30):
        done(begun, study_settings.add_own_role, f"Rol {n}", f"Role {n}", False)
    letters = [role.letter.nl for role in roles(begun).values()]
    assert len(set(letters)) == len(letters) == 35
