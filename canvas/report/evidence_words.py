"""Gathered evidence said in a language, piece by piece: what every writer writes, so that no two of them can differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from canvas import method
from canvas.analysis import held_back_words
from canvas.analysis.perspectives import SHARED
from canvas.errors import N_
from canvas.report.blocks import Fact, Facts, Heading, Line, Piece, Rows, printable_piece
from canvas.report.evidence_model import Evidence, Point, Table
from canvas.report.note_words import NoteWords
from canvas.report.origin_words import complete_line, interview_line, role_name
from canvas.speech import Speech, joined

STATES = {
    "heard": N_("Heard"),
    "no_opinion": N_("No opinion"),
    "not_answered": N_("Silent: asked, no answer"),
    "not_asked": N_("Not asked"),
}
HISTORY = {
    "": N_("first version kept"),
    "made": N_("made"),
    "changed": N_("words or perspectives changed"),
    "looked": N_("changed notes weighed anew"),
    "retired": N_("taken off the table"),
    "put_back": N_("put back on the table"),
    "notes": N_("notes put to it or taken off"),
}
NOTE_DONE = {
    "supports": N_("supports"),
    "contradicts": N_("contradicts"),
    "taken_off": N_("no longer a note of this point"),
}
FLAGS = {
    "erased": N_("note {number} was erased since it was weighed"),
    "withdrawn": N_("note {number} was taken away since it was weighed"),
    "returned": N_("note {number} was taken away and put back since it was weighed"),
    "changed": N_("note {number} was changed since it was weighed"),
    "added": N_("note {number} was added since the point was signed"),
    "turned": N_("note {number} bears on the point in another way since it was signed"),
    "taken_off": N_("a note was taken off since the point was signed"),
}


def title(evidence: Evidence, speech: Speech) -> str:
    """Say what a sheet is called, on screen and as the title of its file; a fictional one says so first."""
    fictional = {"all": speech._("Fictional"), "some": speech._("Partly fictional"), "": ""}[evidence.fictional]
    only = evidence.tables[0] if len(evidence.tables) == 1 else None
    if only is None:
        return joined([fictional, speech._("Evidence"), evidence.study])
    about = speech._("Evidence of a point") if only.scope.point_id else speech._("Evidence")
    return joined([fictional, about, table_name(only, speech)])


def table_name(table: Table, speech: Speech) -> str:
    """Say which table it is, and which part of it."""
    whole = joined([table.partnership, table.wave]) or speech._("Across partnerships")
    return joined(
        [
            whole,
            speech.question(table.scope.question) if table.scope.question else "",
        ]
    )


def pieces(evidence: Evidence, speech: Speech) -> list[Piece]:
    """Return the pieces of a sheet, in the order in which they are read."""
    return [printable_piece(piece) for piece in _Words(evidence, speech).all()]


class _Words:
    """Says one gathered evidence in one language."""

    def __init__(self, evidence: Evidence, speech: Speech) -> None:
        self.evidence, self.speech = evidence, speech
        self._notes = NoteWords(evidence, speech)

    def all(self) -> Iterator[Piece]:
        yield Heading(1, title(self.evidence, self.speech))
        yield from self._head()
        for table in self.evidence.tables:
            yield from self._table(table)
        if not self.evidence.tables:
            yield Line(self.speech._("No table of this study holds a point or a note yet."))
        yield from self._sources()

    def _head(self) -> Iterator[Piece]:
        _, evidence = self.speech._, self.evidence
        if evidence.fictional:
            whole = _("A fictional example: nobody said what stands here, and no such partnership exists.")
            part = _("Part of this is of a fictional partnership: nobody said that, and it does not exist.")
            yield Line(whole if evidence.fictional == "all" else part, "notice")
        if evidence.limits:
            yield Line(held_back_words.rule_of_file(evidence.limits, self.speech), "notice")
        by = _("by {name}", name=evidence.made_by) if evidence.made_by else _("from the command line")
        yield Facts(
            (
                Fact(_("Study"), evidence.study),
                Fact(_("Made"), joined([self.speech.time(evidence.made_at), by])),
                Fact(_("Made with"), f"PPS-werkbank {evidence.version}"),
            )
        )
        yield Line(
            _(
                "How to read this. A point is a conclusion of the evaluators. Under it stand the notes it rests on, "
                "and always those that contradict it. Under a note stand the question as it was asked and the words "
                "that were spoken or written, with the note itself marked in them. Notes and sources have a number "
                "by which this text refers to them."
            ),
            "soft",
        )

    def _table(self, table: Table) -> Iterator[Piece]:
        _ = self.speech._
        if table.wave:
            where = joined([table.partnership, table.wave, self.speech.name(table.phase)])
        else:
            where = _("Across partnerships: points about no single one")
        yield Heading(2, joined([where, _("Fictional") if table.fictional else ""]))
        if table.scope.row:
            yield Facts((Fact(_("Perspective"), self._row(table.scope.row)),))
        if hidden := held_back_words.amount(*table.held_back, self.speech):
            yield Line(_("Held back here: {much}.", much=hidden), "notice")
        if table.heard:
            yield self._heard(table)
        none = _("No point that you may see stands here.") if table.held_back[1] else _("No point stands here.")
        if not table.points:
            yield Line(none, "soft")
        questions = dict.fromkeys(question for _row, question in table.heard) if table.points else ()
        for question in [key for key in method.questions() if key in questions]:
            there = [point for point in table.points if point.question == question]
            yield Heading(3, self.speech.question(question))
            if not there:
                yield Line(none, "soft")
            for point in there:
                yield from self._point(point)
        if table.taken_off:
            heads = (_("Point"), _("Taken off by"), _("When"), _("Id"))
            rows = (
                (gone["text"], gone["by"], self.speech.time(gone["made_at"]), gone["id"]) for gone in table.taken_off
            )
            yield Rows(_("Points that were taken off the table"), heads, tuple(rows))

    def _heard(self, table: Table) -> Rows:
        _ = self.speech._
        questions = list(dict.fromkeys(question for _row, question in table.heard))
        rows = []
        for row in dict.fromkeys(row for row, _question in table.heard):
            cells = [table.heard[row, question] for question in questions]
            rows.append((self._row(row), *(self._state(cell) for cell in cells)))
        heads = (_("Role"), *(self.speech.question(question) for question in questions))
        return Rows(_("Who was heard on what"), heads, tuple(rows))

    def _state(self, heard: Mapping) -> str:
        counted = self.speech.n_("{n} note", "{n} notes", heard["notes"]) if heard["notes"] else ""
        state = heard["state"]
        return joined([self.speech._(STATES[state]), counted])

    def _row(self, key: str) -> str:
        return self.speech._("Shared") if key == SHARED else role_name(self.speech, self.evidence.roles, key)

    def _point(self, point: Point) -> Iterator[Piece]:
        _, speech = self.speech._, self.speech
        yield Heading(4, _("Point {n}: {text}", n=point.number, text=point.text))
        if point.retired:
            yield Line(_("This point was taken off the table."), "warning")
        stated = _(
            "{state} by {who}, {when}",
            state=speech.name(point.state),
            who=point.state_by,
            when=speech.time(point.state_at),
        )
        whose = ", ".join(map(self._row, point.perspectives)) or _("about the partnership as a whole")
        yield self._facts(
            (_("State"), stated),
            (_("Reason"), point.reason),
            (_("Perspectives"), joined([whose, speech.name(point.reach) if point.perspectives else ""])),
            (_("Rests on"), self._rests_on(point)),
        )
        yield from self._flags(point)
        yield from self._notes.of_point(point)
        if point.history:
            yield self._history(point)

    def _rests_on(self, point: Point) -> str:
        return joined(self._counted(point.counts))  # that words are held back stands under it, before the notes

    def _counted(self, count: Mapping[str, int]) -> list[str]:
        """Return what was counted of a point; of a side with words held back no 0, which would say there is nothing."""
        n_ = self.speech.n_
        gone = n_("{n} note was taken away", "{n} notes were taken away", count["withdrawn"])
        carried = [
            n_("{n} note", "{n} notes", count["notes"]),
            n_("{n} respondent", "{n} respondents", count["respondents"]),
            n_("{n} role", "{n} roles", count["roles"]),
            n_("{n} interview", "{n} interviews", count["interviews"]),
            n_("{n} document", "{n} documents", count["documents"]) if count["documents"] else "",
        ]
        against = n_("{n} note contradicts it", "{n} notes contradict it", count["contradicting"])
        return [
            *(carried if count["notes"] or not count["held_back_supports"] else []),
            against if count["contradicting"] or not count["held_back_contradicts"] else "",
            gone if count["withdrawn"] else "",
        ]

    def _flags(self, point: Point) -> Iterator[Piece]:
        numbers = {note.id: note.number for note in (*point.supporting, *point.contradicting)}
        for flag in point.flags:
            how = flag["how"]
            sentence = self.speech._(FLAGS[how], number=numbers.get(flag["note_id"], "?"))
            if flag["how"] == "changed" and flag["before"]["text"] != flag["now"]["text"]:
                sentence = self.speech._(
                    "{what}: it said “{before}”, now “{after}”",
                    what=sentence,
                    before=flag["before"]["text"],
                    after=flag["now"]["text"],
                )
            yield Line(self.speech._("Look again: {what}", what=sentence), "warning")

    def _history(self, point: Point) -> Rows:
        _ = self.speech._
        rows = (
            (self.speech.time(act["at"]), act["by"], self._done(act), act["reason"], self._details(act))
            for act in point.history
        )
        heads = (_("When"), _("Who"), _("What was done"), _("Why"), _("Words and notes"))
        return Rows(_("How this point came to be"), heads, tuple(rows))

    def _done(self, act: Mapping) -> str:
        _ = self.speech._
        if act["how"] == "state":
            return self.speech.name(act["state"])
        how = act["how"]
        return joined([_(HISTORY[how]), _("so a draft again") if act["fell_back"] else ""])

    def _details(self, act: Mapping) -> str:
        _ = self.speech._
        words = "".join(text for how, text in act["parts"] if how != "removed")
        lines = [_("words: {text}", text=words)] if words else []
        for roles, message in (
            (act["gained"], _("perspectives added: {roles}")),
            (act["lost"], _("taken off: {roles}")),
        ):
            lines += [message.format(roles=", ".join(map(self._row, roles)))] if roles else []
        for note in act["notes"]:
            message = note["text"] if note["text"] is not None else _("The words of this note were erased.")
            how = note["how"]
            lines.append(joined([_(NOTE_DONE[how]), message], ": "))
        return "\n".join(lines)

    def _sources(self) -> Iterator[Piece]:
        _, speech, evidence = self.speech._, self.speech, self.evidence
        yield Heading(2, _("Sources"))
        if not evidence.interviews and not evidence.documents:
            yield Line(_("No note here comes from an interview or a document."), "soft")
        for interview in evidence.interviews:
            yield Heading(3, self._source(interview.id, _("Interview {codes}", codes=", ".join(interview.codes))))
            yield self._facts(
                (_("Partnership and moment"), joined([interview.partnership, interview.wave])),
                (_("Interview"), interview_line(speech, evidence.roles, interview)),
                (_("Completed"), speech.time(interview.completed_at) or _("Not completed yet")),
                (_("SHA-256 of the guide"), interview.guide_hash),
            )
        for document in evidence.documents:
            yield Heading(3, self._source(document.id, document.title))
            yield self._facts(
                (_("Source"), document.source),
                (_("Date"), speech.date(document.dated)),
                (_("Added"), joined([speech.time(document.added_at), document.added_by])),
                (_("Read"), complete_line(speech, document)),
                (_("SHA-256 of the file"), document.hash),
                (_("SHA-256 of its text"), evidence.text_hashes.get(document.id, "")),
            )

    def _source(self, identifier: str, words: str) -> str:
        return self.speech._("Source {n}: {text}", n=self.evidence.source_number(identifier), text=words)

    def _facts(self, *facts: tuple[str, str]) -> Facts:
        return Facts(tuple(Fact(name, text) for name, text in facts if text))
