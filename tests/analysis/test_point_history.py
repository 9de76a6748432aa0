"""A point's history as one reads it: acts rather than rows, and what differs."""

from __future__ import annotations

from canvas.analysis.point_history import changes, history
from canvas.capture import answers as capture
from canvas.store.points import point_states, point_versions, points
from tests import build


def of(begun: build.Begun, point_id: str) -> list[dict]:
    with begun.study.reading() as connection:
        return history(point_versions.of_point(connection, point_id))


def test_writing_rewording_signing_and_notes_are_acts_with_who_and_why(begun):
    _, (first, two, three) = build.answered(begun, "lesgeld\nreiskosten\nboeken")
    with begun.study.writing(begun.user) as writer:
        made = points.add(
            writer,
            "financing",
            "Leren kost geld",
            ["employer"],
            begun.partnership,
            begun.wave,
            {first["id"]: "supports", two["id"]: "contradicts"},
        )
    with begun.study.writing(begun.other_user) as writer:
        point_states.change_state(writer, made, "checked")
    with begun.study.writing(begun.other_user) as writer:
        points.put_note(writer, made, three["id"], "supports")
        points.put_note(writer, made, two["id"], None)
    with begun.study.writing(begun.user) as writer:
        point_states.reweigh_notes(writer, made, {}, "Boeken horen erbij")
        points.change(writer, made, "Leren kost veel geld", ["government"])
    acts = of(begun, made)
    assert [(act["how"], act["by"], act["state"], act["fell_back"], act["reason"]) for act in acts] == [
        ("changed", "onderzoeker-1", "draft", True, ""),
        ("looked", "onderzoeker-1", "checked", False, "Boeken horen erbij"),
        ("notes", "onderzoeker-2", "checked", False, ""),
        ("state", "onderzoeker-2", "checked", False, ""),
        ("made", "onderzoeker-1", "draft", False, ""),
    ]
    assert acts[0]["parts"] == [("same", "Leren kost "), ("added", "veel "), ("same", "geld")]
    assert (acts[0]["gained"], acts[0]["lost"]) == (["government"], ["employer"])
    assert acts[2]["notes"] == [{"how": "supports", "text": "boeken"}, {"how": "taken_off", "text": "reiskosten"}]
    assert acts[4]["notes"] == [{"how": "supports", "text": "lesgeld"}, {"how": "contradicts", "text": "reiskosten"}]
    assert acts[4]["parts"] == [("added", "Leren kost geld")]
    assert acts[4]["gained"] == []


def test_what_changed_in_a_note_is_said_word_by_word_and_of_block_and_kind(begun):
    interview, (note,) = build.answered(begun, "lesgeld te hoog")
    with begun.study.writing(begun.user) as writer:
        made = points.add(writer, "financing", "Leren kost geld", [], notes={note["id"]: "supports"})
    capture.save(begun.study, begun.user, interview, "costs.main", "! lesgeld niet te hoog")
    capture.move_note(begun.study, begun.user, note["id"], "surplus")
    with begun.study.reading() as connection:
        ((flag,),) = [row["flags"] for row in points.flagged(connection, made)]
    change_by_field = {change["what"]: change for change in changes(flag)}
    assert change_by_field["text"]["parts"] == [("same", "lesgeld "), ("added", "niet "), ("same", "te hoog")]
    assert (change_by_field["block"]["before"], change_by_field["block"]["now"]) == ("costs", "surplus")
    assert (change_by_field["kind"]["before"], change_by_field["kind"]["now"]) == ("plain", "risk")
    assert changes({"how": "withdrawn"}) == []
