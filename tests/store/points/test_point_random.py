"""Whatever is done to a point and its notes in whatever order, its flags and counts are those of a plain recount."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from canvas import method
from canvas.analysis.point_support import support_counts
from canvas.errors import UserError
from canvas.store.check.check import check
from canvas.store.database import schema
from canvas.store.notes import notes
from canvas.store.points import point_states, points
from tests import build
from tests.examples import examples

NOTES, TEXTS = range(3), ("lesgeld", "reiskosten")
ACTS = st.one_of(
    st.tuples(st.just("edit"), st.sampled_from(NOTES), st.sampled_from(TEXTS)),
    st.tuples(st.sampled_from(["retire", "restore", "erase"]), st.sampled_from(NOTES), st.none()),
    st.tuples(st.just("put"), st.sampled_from(NOTES), st.sampled_from([None, "supports", "contradicts"])),
    st.tuples(st.just("state"), st.sampled_from([0, 1]), st.sampled_from(method.POINT_STATES)),
    st.tuples(st.sampled_from(["look", "reword"]), st.sampled_from([0, 1]), st.none()),
)


@dataclass
class Model:
    """A point as plain values: each note (text, gone, erased), each link with the note as it was weighed."""

    notes: dict[int, tuple[str, bool, bool]] = field(
        default_factory=lambda: dict.fromkeys(NOTES, ("lesgeld", False, False))
    )
    links: dict[int, tuple[str, tuple[str, bool, bool]]] = field(default_factory=dict)
    signed: dict[int, str] = field(default_factory=dict)
    state: str = "draft"
    author: int = 0
    worded: int = 0

    def flags(self) -> dict[int, str]:
        flags = {}
        for n, (_stance, weighed) in self.links.items():
            text, gone, erased = self.notes[n]
            if erased and not weighed[2]:
                flags[n] = "erased"
            elif gone != weighed[1]:
                flags[n] = "withdrawn" if gone else "returned"
            elif text != weighed[0]:
                flags[n] = "changed"
        if self.state != "draft":
            for n in NOTES:
                was, now = self.signed.get(n), self.links.get(n, (None,))[0]
                if was != now and n not in flags:
                    flags[n] = "taken_off" if now is None else "added" if was is None else "turned"
        return flags

    def sign(self) -> None:
        self.signed = {n: stance for n, (stance, _) in self.links.items()}

    def may(self, act: str, which: int, what: str | None) -> bool:
        """Whether the act is to be accepted."""
        if act == "put":
            return not (what and what != self.links.get(which, (None,))[0] and any(self.notes[which][1:]))
        if act == "look":
            return bool(self.flags())
        if act == "state":
            step = what in point_states.STEPS[self.state]
            return (
                step
                and not (what == "checked" and which == self.author)
                and not (what in ("checked", "agreed") and self.flags())
            )
        return True

    def do(self, act: str, which: int, what: str | None) -> None:
        if act == "put":
            if what is None:
                self.links.pop(which, None)
            elif what != self.links.get(which, (None,))[0]:
                self.links[which] = (what, self.notes[which])
        elif act == "look":
            self.links = {n: (stance, self.notes[n]) for n, (stance, _) in self.links.items()}
            self.sign()
        elif act == "state":
            self.state = what
            self.sign()
        elif act == "reword":
            self.state, self.author, self.worded = "draft", which, self.worded + 1
        elif not self.notes[which][2]:
            text, gone, _ = self.notes[which]
            self.notes[which] = {
                "edit": (what, gone, False),
                "retire": (text, True, False),
                "restore": (text, False, False),
                "erase": ("", gone, True),
            }[act]


def act_on(
    begun: build.Begun, model: Model, point: str, ids: list[str], act: str, which: int, what: str | None
) -> None:
    with begun.study.writing((begun.user, begun.other_user)[which % 2]) as writer:
        if act == "put":
            points.put_note(writer, point, ids[which], what)
        elif act == "look":
            point_states.reweigh_notes(writer, point, {})
        elif act == "state":
            point_states.change_state(writer, point, what, "Daarom")
        elif act == "reword":
            points.change(writer, point, f"Versie {model.worded + 1}", [])
        elif not model.notes[which][2]:
            note_row = notes.lock(writer, ids[which])
            if act == "erase":
                row = schema.note.update().where(schema.note.c.id == ids[which])
                writer.execute(row.values(text="", erased_at=writer.at))
            else:
                notes.change(writer, note_row, **({"text": what} if act == "edit" else {"retired": act == "retire"}))


@examples(12)
@given(acts=st.lists(ACTS, max_size=25))
def test_flags_counts_and_states_are_those_of_a_plain_recount(begun, acts):
    model, which = Model(), {"partnership_id": begun.partnership, "wave_id": begun.wave, "block": "costs"}
    with begun.study.writing(begun.user) as writer:
        ids = [
            notes.add(writer, **which, role=role, text="lesgeld", origin="session", position=0)
            for role in ("employer", "government", None)
        ]
        point = points.add(writer, "financing", "Versie 0", [], begun.partnership, begun.wave)
    for act in acts:
        allowed = model.may(*act)
        try:
            act_on(begun, model, point, ids, *act)
        except UserError:
            assert not allowed
        else:
            assert allowed
            model.do(*act)
        with begun.study.reading() as connection:
            row, flagged = points.get(connection, point), points.flagged(connection, point)
            linked = {note["id"]: note for note in notes.by_ids(connection, ids)}
        assert {flag["note_id"]: flag["how"] for point_row in flagged for flag in point_row["flags"]} == {
            ids[n]: how for n, how in model.flags().items()
        }
        assert (row["state"], row["text"]) == (model.state, f"Versie {model.worded}")
        assert row["notes"] == {ids[n]: stance for n, (stance, _) in model.links.items()}
        bearing = {n: stance for n, (stance, _) in model.links.items() if not any(model.notes[n][1:])}
        counted, stances = support_counts(row, linked), list(bearing.values())
        assert (counted["notes"], counted["contradicting"]) == (stances.count("supports"), stances.count("contradicts"))
        assert counted["withdrawn"] == len(model.links) - len(bearing)
        assert counted["roles"] == sum(how == "supports" and n < 2 for n, how in bearing.items())
    assert [fault for fault in check(begun.study)["faults"] if fault["check"] == "points"] == []
