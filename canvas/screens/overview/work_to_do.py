"""Where a researcher or an evaluator starts: their own work in lists, each row the way to go on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from urllib.parse import quote, urlencode

from canvas.read_models.start_page import AT_ONCE, PARTS, StartPage, start_page
from canvas.speech import today
from canvas.store.row_types import ListedInterview
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_date, a_number, block, joined, n_
from canvas.ui.interviews.interview_labels import state
from canvas.ui.page import PageContext
from canvas.ui.points.point_links import link
from canvas.ui.points.point_wording import flags_line

_SIZE = "work_size_{}"  # session: how many rows of a list are shown
MORE = 20  # rows that come when one asks for more


def work_to_do(page: PageContext, flagged: Sequence[Mapping]) -> bool:
    """Draw the work of this profile, none for a lead; return whether the `flagged` points are in it."""
    if page.user["kind"] not in _DRAWN:
        return False
    sizes = {name: st.session_state.get(_SIZE.format(name), AT_ONCE) for name in PARTS}
    model = page.read(start_page, page.user, today().isoformat(), page.blocks, flagged, sizes)
    with st.container(border=True, key="work"):
        _DRAWN[page.user["kind"]](model)
    return page.user["kind"] == "evaluator"


def _researcher(model: StartPage) -> None:
    if not model.has_work:
        _nothing(
            _("No interview of yours is planned, and every transcript was read."),
            "interview",
            _("Plan an interview"),
        )
        return
    counts = model.counts
    under_way, today_, late, later = (counts[name] for name in ("under_way", "today", "late", "later"))
    unread = model.transcripts.total
    _sentence(
        (under_way, n_("{n} interview is under way", "{n} interviews are under way", under_way)),
        (today_, n_("{n} interview is planned today", "{n} interviews are planned today", today_)),
        (late, n_("the day of {n} interview has passed", "the day of {n} interviews has passed", late)),
        (later, n_("{n} interview is planned later", "{n} interviews are planned later", later)),
        (unread, n_("{n} transcript is to be read", "{n} transcripts are to be read", unread)),
    )
    lists = [("interviews", _("My interviews"), [_interview(row) for row in model.interviews], model.to_hold)]
    texts = [_transcript(row) for row in model.transcripts.rows]
    lists.append(("transcripts", _("Transcripts to read"), texts, unread))
    _draw(lists)
    if not model.to_hold:
        _way("interview", _("Plan an interview"))


def _evaluator(model: StartPage) -> None:
    _draw_evaluators_work(model)
    if model.own_drafts:
        elements.soft(
            n_(
                "{n} point that you wrote waits for somebody else to check it.",
                "{n} points that you wrote wait for somebody else to check them.",
                model.own_drafts,
            )
        )


def _draw_evaluators_work(model: StartPage) -> None:
    if not model.has_work:
        _nothing(
            _("No point waits to be checked, and every block with notes has its summary."),
            "perspectives",
            _("Make a point of notes"),
        )
        return
    drafts, flagged, moments = model.to_check.total, model.flagged.total, model.waiting.total
    _sentence(
        (drafts, n_("{n} point is to be checked", "{n} points are to be checked", drafts)),
        (flagged, n_("{n} point asks for another look", "{n} points ask for another look", flagged)),
        (moments, n_("{n} moment has blocks without a summary", "{n} moments have blocks without a summary", moments)),
    )
    _draw(
        [
            (
                "to_check",
                _("Points to check"),
                [_point(row, "") for row in model.to_check.rows],
                model.to_check.total,
            ),
            (
                "flagged",
                _("Points to look at again"),
                [_point(row, flags_line(row["flags"])) for row in model.flagged.rows],
                model.flagged.total,
            ),
            (
                "waiting",
                _("Moments with blocks without a summary"),
                [_waiting(row) for row in model.waiting.rows],
                moments,
            ),
        ]
    )


_DRAWN: dict[str, Callable[[StartPage], None]] = {"researcher": _researcher, "evaluator": _evaluator}


def _draw(lists: Iterable[tuple[str, str, Sequence[str], int]]) -> None:
    """Draw lists (name, title, rows as HTML, how many there are in all) side by side, none that is empty."""
    drawn = [row for row in lists if row[3]]
    places = st.columns(len(drawn), gap="large") if len(drawn) > 1 else [st.container()]
    for place, (name, title, rows, total) in zip(places, drawn, strict=False):
        with place:
            count = f'<span class="pps-soft">{a_number(total)}</span>'
            st.html(f'<h3 class="pps-h3">{escape(title)} {count}</h3><ul class="pps-work">{"".join(rows)}</ul>')
            if total > len(rows):
                st.button(
                    n_("Show {n} more", "Show {n} more", min(MORE, total - len(rows))),
                    key=f"work_more_{name}",
                    type="tertiary",
                    on_click=st.session_state.__setitem__,
                    args=(_SIZE.format(name), len(rows) + MORE),
                )


def _interview(row: ListedInterview) -> str:
    how = state(row)
    way = _("Resume") if how == "under_way" else _("Start")
    day, now = row["planned_on"], today().isoformat()
    when = _("under way") if how == "under_way" else a_date(day) if day else _("no date")
    if how == "planned" and day == now:
        when = _("today")
    late = how == "planned" and bool(day) and str(day) < now
    title = f"{way}: {', '.join(row['codes'])}"
    passed = escape(_("day has passed"))
    mark = f' <span class="pps-chip wrong">{passed}</span>' if late else ""
    return _row(f"interview?interview={row['id']}", title, joined([row["name"], row["label"], when]), mark)


def _transcript(row: Mapping) -> str:
    where = joined([row["name"] or _("Across partnerships"), row["label"] or "", a_date(row["added_at"])])
    return _row(f"documents?document={row['id']}", row["title"], where)


def _point(row: Mapping, about: str) -> str:
    where = joined([row["partnership"] or _("Across partnerships"), row["wave"] or "", about])
    return _row(link(row), row["text"], where)


def _waiting(row: Mapping) -> str:
    """Return the row of a moment: its first blocks, each the way to its cell, and how many more there are."""
    key = f"{row['code']}-{row['position']}"
    first = row["blocks"][:3]

    def cell(name: str) -> str:
        query = {"view": "framework", "scope": "moments", "moments": key, "axis": "block", "cell": f"{key}|{name}"}
        return (
            f'<a class="go" href="{escape("compare?" + urlencode(query, quote_via=quote))}">{escape(block(name))}</a>'
        )

    more = len(row["blocks"]) - len(first)
    rest = n_("and {n} more", "and {n} more", more) if more else ""
    ways = ", ".join(cell(name) for name in first)
    return (
        f'<li>{ways} <span class="pps-soft">{escape(rest)}</span>'
        f'<p class="pps-soft">{escape(joined([row["name"], row["label"]]))}</p></li>'
    )


def _row(to: str, title: str, where: str, mark: str = "") -> str:
    return (
        f'<li><a class="go" href="{escape(to)}">{escape(title)}</a>{mark}<p class="pps-soft">{escape(where)}</p></li>'
    )


def _sentence(*parts: tuple[int, str]) -> None:
    """Draw the parts of which there are any as a sentence."""
    words = ", ".join(part for count, part in parts if count)
    _head(f"{words[:1].upper()}{words[1:]}.")


def _nothing(line: str, to: str, way: str) -> None:
    _head(line)
    _way(to, way)


def _head(line: str) -> None:
    title = escape(_("My work"))
    st.html(f'<h2 class="pps-h2">{title}</h2><p class="pps-work-line">{escape(line)}</p>')


def _way(to: str, words: str) -> None:
    st.html(f'<p class="pps-way"><a class="go" href="{escape(to)}">{escape(words)}</a></p>')
