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
from canvas.store.row_types import ListedInterview
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import block, factor
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_picker

OPEN = "interview_open"  # session: id of the interview that this screen holds
QUESTION_SHOWN = "interview_at"  # session: per interview the key of the question shown, or END
WISH = "interview_wish"  # session: (interview, question one came from, where to) until the next run
FOCUS = "interview_focus"  # session: raised whenever the cursor should go to the field
WRONG = "interview_wrong"  # session: why the interview that was asked for cannot be shown, for one run
_LISTED = "interview_listed"  # session: whether the list was shown last
_AWAY = "interview_away"  # session: whether another screen was shown last
_SESSION = "interview_session"  # session: an id of its own
_LAST_LINK = "interview_told"  # session: the question as the link last said it
END = "to-finish"  # the place after the last question; with its hyphen no question key can be the same


@dataclass(frozen=True)
class OpenInterview:
    """An interview as it stands: its row, its guide, the answers given, the way through and where one is."""

    row: ListedInterview
    guide: Guide
    role: Role | None
    answers: dict[str, dict]
    steps: list[Step]
    at: str

    @property
    def place(self) -> int:
        """Return the index of the question shown; the number of questions at the end."""
        keys = [step.question.key for step in self.steps]
        return keys.index(self.at) if self.at in keys else len(keys)

    @property
    def language(self) -> str:
        """Return the language the questions are put in."""
        return self.guide.language_for(self.row["language"])

    @property
    def done(self) -> int:
        """Return how many questions have an answer, an opinion or a reason."""
        return len(self.steps) - len(interviewing.left_open(self.steps))

    def wording(self, question: Question) -> str:
        """Return a question as it is put in this interview."""
        return question.wording(self.row["role"], self.language)


def chosen() -> str | None:
    """Return the interview that the link or this session names; a link to a moment leads to the list instead."""
    st.session_state.pop(WRONG, None)
    if "interview" in st.query_params:
        return st.query_params["interview"]
    return None if "partnership" in st.query_params else st.session_state.get(OPEN)


def open_(interview_id: str) -> None:
    """Have this screen hold an interview from the next run on, at the question where it was left."""
    for key in ("partnership", "moment", "question"):
        st.query_params.pop(key, None)
    st.session_state[OPEN] = st.query_params["interview"] = interview_id
    st.session_state.get(QUESTION_SHOWN, {}).pop(interview_id, None)
    focus_field()


def focus_field() -> None:
    """Put the cursor in the answer field, or the keyboard at the end where that is shown, with the next run."""
    st.session_state[FOCUS] = st.session_state.get(FOCUS, 0) + 1


def session() -> str:
    """Return the id of this session's memory: what was asked of the browser in an earlier one counts no more."""
    return st.session_state.setdefault(_SESSION, new_id())


def leave() -> None:
    """Go back to the list of interviews."""
    st.session_state.pop(OPEN, None)
    for key in ("interview", "question"):
        st.query_params.pop(key, None)


def go_next_run(interview_id: str, question: str, to: str) -> None:
    """Go from `question` to another one, to next, previous or END, with the next run."""
    st.session_state[WISH] = (interview_id, question, to)


def list_shown() -> None:
    """Remember that the list is shown: from it an interview goes on where it was left, the cursor in the field."""
    st.session_state[_LISTED] = True


def away() -> None:
    """Remember that another screen is shown: who comes back to an interview has the cursor in its field."""
    st.session_state[_AWAY] = True


def resume(page: PageContext, interview_id: str) -> OpenInterview | None:
    """Make the interview with this id the open one and return it; None where there is none, which the list says."""
    try:
        model = page.read(open_interview, interview_id)
    except UserError as error:
        leave()  # out of the link too, or the fault would come back with every reload
        st.session_state[WRONG] = error
        return None
    st.session_state[OPEN] = interview_id
    if st.session_state.pop(_LISTED, False):
        st.session_state.get(QUESTION_SHOWN, {}).pop(interview_id, None)
        focus_field()
    if st.session_state.pop(_AWAY, False):
        focus_field()
    row = model.interview
    moment_picker.go_to(row)
    steps = interviewing.steps(model.guide, row["role"], model.answers)
    role = page.roles.get(row["role"])
    return OpenInterview(row, model.guide, role, model.answers, steps, _settle(interview_id, steps))


def _settle(interview_id: str, steps: list[Step]) -> str:
    """Return where one is: where one wished to go, else the link, else where one was or left off."""
    keys = [step.question.key for step in steps]
    positions = st.session_state.setdefault(QUESTION_SHOWN, {})
    wish = st.session_state.pop(WISH, None)
    linked = (interview_id, st.query_params.get("question"))
    if wish and wish[0] == interview_id:
        positions[interview_id] = _target(keys, wish[1], wish[2])
        focus_field()
    elif linked[1] and linked != st.session_state.get(_LAST_LINK):
        positions[interview_id] = linked[1]
    if positions.get(interview_id) not in [*keys, END]:
        positions[interview_id] = keys[interviewing.first_to_do(steps)] if keys else END
    at = positions[interview_id]
    if (st.query_params.get("interview"), st.query_params.get("question")) != (interview_id, at):
        st.query_params.from_dict({"interview": interview_id, "question": at})
    st.session_state[_LAST_LINK] = (interview_id, at)
    return at


def _target(keys: list[str], start: str, to: str) -> str:
    if to not in ("next", "previous"):
        return to
    place = (keys.index(start) if start in keys else len(keys)) + (1 if to == "next" else -1)
    return keys[max(place, 0)] if place < len(keys) else END


def first_open(interview: OpenInterview) -> str:
    """Return the question to go on with."""
    return interview.steps[interviewing.first_to_do(interview.steps)].question.key if interview.steps else END


def subject(question: Question, short: bool = False) -> str:
    """Return what a question is about, on screen: its block, or the success factor that it has rated."""
    return factor(question.factor, short) if question.factor else block(question.block)
