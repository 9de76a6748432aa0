"""Which interview is open on this screen, at which question one is, and all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.capture import interviewing
from canvas.capture.interviewing import Step
from canvas.errors import UserError
from canvas.guides import Guide, Question
from canvas.method import Role
from canvas.read_models.interviews_page import open_interview
from canvas.store.database.ids import new_id
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import block, factor
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_picker

OPEN = "interview_open"  # session: id of the interview that this screen holds
AT = "interview_at"  # session: per interview the key of the question shown, or END
WISH = "interview_wish"  # session: (interview, question one came from, where to) until the next run
FOCUS = "interview_focus"  # session: raised whenever the cursor should go to the field
WRONG = "interview_wrong"  # session: why the interview that was asked for cannot be shown, for one run
_LISTED = "interview_listed"  # session: whether the list was shown last
_AWAY = "interview_away"  # session: whether another screen was shown last
_SESSION = "interview_session"  # session: an id of its own
_TOLD = "interview_told"  # session: the question as the link last said it
END = "to-finish"  # the place after the last question; with its hyphen no question key can be the same


@dataclass(frozen=True)
class Sitting:
    """An interview as it stands: its row, its guide, the answers given, the way through and where one is."""

    row: dict
    guide: Guide
    role: Role | None
    given: dict[str, dict]
    way: list[Step]
    at: str

    @property
    def place(self) -> int:
        """The index of the question shown; the number of questions at the end."""
        keys = [step.question.key for step in self.way]
        return keys.index(self.at) if self.at in keys else len(keys)

    @property
    def language(self) -> str:
        """The language the questions are put in."""
        return self.guide.language_for(self.row["language"])

    @property
    def done(self) -> int:
        """How many questions have an answer, an opinion or a reason."""
        return len(self.way) - len(interviewing.left_open(self.way))

    def asked(self, question: Question) -> str:
        """A question as it is put in this interview."""
        return question.wording(self.row["role"], self.language)


def chosen() -> str | None:
    """The interview that the link or this session names; a link to a moment leads to the list instead."""
    st.session_state.pop(WRONG, None)
    if "interview" in st.query_params:
        return st.query_params["interview"]
    return None if "partnership" in st.query_params else st.session_state.get(OPEN)


def open_(interview_id: str) -> None:
    """Have this screen hold an interview from the next run on, at the question where it was left."""
    for key in ("partnership", "moment", "question"):
        st.query_params.pop(key, None)
    st.session_state[OPEN] = st.query_params["interview"] = interview_id
    st.session_state.get(AT, {}).pop(interview_id, None)
    to_field()


def to_field() -> None:
    """Put the cursor in the answer field, or the keyboard at the end where that is shown, with the next run."""
    st.session_state[FOCUS] = st.session_state.get(FOCUS, 0) + 1


def session() -> str:
    """The id of this session's memory: what was asked of the browser in an earlier one counts no more."""
    return st.session_state.setdefault(_SESSION, new_id())


def leave() -> None:
    """Go back to the list of interviews."""
    st.session_state.pop(OPEN, None)
    for key in ("interview", "question"):
        st.query_params.pop(key, None)


def wish(interview_id: str, question: str, to: str) -> None:
    """Go from `question` to another one, to next, previous or END, with the next run."""
    st.session_state[WISH] = (interview_id, question, to)


def listed() -> None:
    """The list is shown: an interview opened from it goes on where it was left, with the cursor in the field."""
    st.session_state[_LISTED] = True


def away() -> None:
    """Another screen is shown: who comes to an interview from there has the cursor in its field."""
    st.session_state[_AWAY] = True


def sit(page: PageContext, interview_id: str) -> Sitting | None:
    """The interview with this id, made the open one; None where there is none, which the list then says."""
    try:
        model = page.read(open_interview, interview_id)
    except UserError as error:
        leave()  # out of the link too, or the fault would come back with every reload
        st.session_state[WRONG] = error
        return None
    st.session_state[OPEN] = interview_id
    if st.session_state.pop(_LISTED, False):
        st.session_state.get(AT, {}).pop(interview_id, None)
        to_field()
    if st.session_state.pop(_AWAY, False):
        to_field()
    row = model.interview
    moment_picker.go_to(row)
    way = interviewing.steps(model.guide, row["role"], model.answers)
    role = page.roles.get(row["role"])
    return Sitting(row, model.guide, role, model.answers, way, _settle(interview_id, way))


def _settle(interview_id: str, way: list[Step]) -> str:
    """Where one is: the wish, else the link, else where one was or left off."""
    keys = [step.question.key for step in way]
    held = st.session_state.setdefault(AT, {})
    wanted = st.session_state.pop(WISH, None)
    told = (interview_id, st.query_params.get("question"))
    if wanted and wanted[0] == interview_id:
        held[interview_id] = _target(keys, wanted[1], wanted[2])
        to_field()
    elif told[1] and told != st.session_state.get(_TOLD):
        held[interview_id] = told[1]
    if held.get(interview_id) not in [*keys, END]:
        held[interview_id] = keys[interviewing.first_to_do(way)] if keys else END
    at = held[interview_id]
    if (st.query_params.get("interview"), st.query_params.get("question")) != (interview_id, at):
        st.query_params.from_dict({"interview": interview_id, "question": at})
    st.session_state[_TOLD] = (interview_id, at)
    return at


def _target(keys: list[str], start: str, to: str) -> str:
    if to not in ("next", "previous"):
        return to
    place = (keys.index(start) if start in keys else len(keys)) + (1 if to == "next" else -1)
    return keys[max(place, 0)] if place < len(keys) else END


def first_open(sitting: Sitting) -> str:
    """The question to go on with."""
    return sitting.way[interviewing.first_to_do(sitting.way)].question.key if sitting.way else END


def subject(question: Question, short: bool = False) -> str:
    """What a question is about, on screen: its block, or the success factor that it has rated."""
    return factor(question.factor, short) if question.factor else block(question.block)
