"""The text as it will be stored: what is marked in it, led back to what was said, in rows that stay small."""

from __future__ import annotations

from canvas.capture import pseudonyms, replacement_preview
from canvas.capture.transcript import Transcript, Turn


def talk(*texts: str) -> Transcript:
    return Transcript("x.txt", "txt", "0" * 64, tuple(Turn("A", text) for text in texts), 0, 0, 0, 0)


def shown_of(read: Transcript, decisions=None, listed=()) -> list[replacement_preview.Row]:
    terms = pseudonyms.propose(read, listed)
    decisions = decisions or {}
    new, list_ = pseudonyms.replace_terms(read, terms, decisions)
    rows = replacement_preview.rows(read, terms, decisions, list_)
    # whatever is marked, what stands there is what will be stored, and leads back to what was read
    for number, turn in enumerate(read.turns):
        bits = [bit for row in rows if row.turn == number for bit in row.bits]
        assert "".join(bit.text for bit in bits) == new.turns[number].text
        assert "".join(bit.original for bit in bits) == turn.text
    return rows


def marked(rows: list[replacement_preview.Row], mark: str) -> list[tuple]:
    return [(row.turn, bit.text, bit.original, bit.terms) for row in rows for bit in row.bits if bit.mark == mark]


def test_codes_lead_back_to_what_they_stand_for_and_what_stays_is_marked_apart():
    rows = shown_of(talk("Mevrouw Karin Testers zegt het.", "In Zwolle vroeg ik Karin, en Testers ook. Zwolle!"))
    assert marked(rows, "replaced") == [
        (0, "[persoon 1]", "Karin Testers", ("Karin Testers", "Testers", "Karin")),
        (1, "[persoon 1]", "Karin", ("Karin",)),
        (1, "[persoon 1]", "Testers", ("Testers",)),
    ]
    assert marked(rows, "stays") == [(1, "Zwolle", "Zwolle", ("Zwolle",)), (1, "Zwolle", "Zwolle", ("Zwolle",))]
    assert replacement_preview.remaining_names(rows) == {"Zwolle": 2}


def test_a_decision_turns_one_mark_into_the_other():
    read = talk("Mevrouw Karin Testers zegt het.", "In Zwolle vroeg ik Karin.")
    rows = shown_of(read, {"Zwolle": "[stad]", "Karin": None})
    assert [bit[1] for bit in marked(rows, "replaced")] == ["[persoon 1]", "[stad]"]
    assert replacement_preview.remaining_names(rows) == {"Karin": 1}


def test_what_stays_within_a_replacement_is_gone_and_is_not_counted():
    rows = shown_of(talk("Wij zijn van Bakkerij Zwolle Oost. Dat is in Zwolle."), listed=["Bakkerij Zwolle Oost"])
    assert marked(rows, "stays") == [(0, "Zwolle", "Zwolle", ("Zwolle",))]
    assert marked(rows, "replaced")[0][:3] == (0, "[term 1]", "Bakkerij Zwolle Oost")


def test_one_who_speaks_for_an_hour_is_shown_in_parts_and_no_sign_is_lost():
    rows = shown_of(talk("Dit zegt Karin Testers, mevrouw Testers dus. " * 300, "x" * 9_000))
    assert all(sum(len(bit.original) for bit in row.bits) <= replacement_preview.LONGEST_ROW for row in rows)
    assert [row.goes_on for row in rows[:3]] == [False, True, True]
    assert [row.turn for row in rows if not row.goes_on] == [0, 1]


def test_pages_hold_all_rows_once_and_no_more_than_their_measure():
    rows = shown_of(talk(*(f"Woord {number} en nog iets." for number in range(205))))
    pages = replacement_preview.pages(rows)
    assert pages[0] == (0, replacement_preview.ROWS)
    assert pages[-1] == (200, 205)
    assert len(pages) == 6
    assert replacement_preview.pages([]) == [(0, 0)]
    long = shown_of(talk(*["woord " * 390] * 10))
    assert [end - first for first, end in replacement_preview.pages(long)] == [3, 3, 3, 1]
