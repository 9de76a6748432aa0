"""What looks empty is taken for empty: no agreement, contribution, lesson or point says nothing that can be seen."""

import pytest

from canvas.errors import UserError
from canvas.store import agreements, contributions, lessons, partnerships
from canvas.store.database.text import is_blank
from canvas.store.points import points

SEEN = ["a", "é", "١", "!", "👍", "اتفاق", "€"]
UNSEEN = ["", " ", "\u200b", "\u202e\u200b ", "\u0301", "\u00a0\u2003", "\ufe0f"]


@pytest.mark.parametrize("text", SEEN)
def test_a_letter_a_digit_a_sign_or_a_symbol_is_seen(text):
    assert not is_blank(f"\u200b{text}")


@pytest.mark.parametrize("text", UNSEEN)
def test_nothing_is_stored_of_which_nothing_is_seen(begun, text):
    assert is_blank(text)
    at = (begun.partnership, begun.wave)
    with begun.study.writing(begun.user) as writer:
        partner = partnerships.add_partner(writer, begun.partnership, "Bedrijf")
        for write in (
            lambda: agreements.add(writer, *at, text),
            lambda: lessons.add(writer, {"situation": text, "action": text}),
            lambda: points.add(writer, "value", text, []),
            lambda: contributions.add(writer, partner, "gives", "in_kind", text),
        ):
            with pytest.raises(UserError, match="still empty"):
                write()
