"""Streamlit as the screens use it: what is written in a widget shows character for character as it was typed.

Every screen imports this as `st` in place of Streamlit (a house test keeps it so). Each function with a text has a line
here that says which of its arguments Streamlit reads as Markdown, as tried in a browser (decision 32); these are made
plain on the way. A function that stands in neither list is refused: find out what it reads before it is added.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

import streamlit
from streamlit.delta_generator import DeltaGenerator

# argument → how it reads: "text" is Markdown; "each" gives the Markdown of an option; "ours" is Markdown in one place
# and stands as it is in another, so that no typed text can go there. All else is read as it stands.
_LABEL = {"label": "text", "help": "text"}
_OPTIONS = {**_LABEL, "format_func": "each"}
READS = {
    "button": _LABEL,
    "download_button": _LABEL,
    "form_submit_button": _LABEL,
    "page_link": _LABEL,
    "popover": _LABEL,
    "checkbox": _LABEL,
    "toggle": _LABEL,
    "text_input": _LABEL,
    "text_area": _LABEL,
    "number_input": _LABEL,
    "date_input": _LABEL,
    "file_uploader": _LABEL,
    "selectbox": _LABEL,
    "multiselect": _LABEL,  # options: as they stand
    "radio": _OPTIONS,
    "pills": _OPTIONS,
    "segmented_control": _OPTIONS,
    "expander": {"label": "text"},
    "toast": {"body": "text"},
    "spinner": {"text": "text"},
    "dialog": {"title": "text"},
    "Page": {"title": "ours"},
    "caption": {"body": "text", "help": "text"},
    "markdown": {"body": "text", "help": "text"},
}
PASSES = {
    "code",
    "columns",
    "components",
    "container",
    "context",
    "empty",
    "form",
    "html",
    "logo",
    "navigation",
    "plotly_chart",
    "query_params",
    "rerun",
    "session_state",
    "set_page_config",
    "stop",
    "switch_page",
}

# Links, arrows and Streamlit's own signs are made of a text after its signs were escaped; a mark of Streamlit's with
# nothing in it cuts the text there, and adds no character to what is shown or copied.
_CUT = ":small[]"
_CUT_AT = re.compile(r"(?i)(?<=[-<>~=!])(?=[-=>])|(?<=:)(?=streamlit:|material/|//)|(?<=www)(?=\.)|(?=@)")
_SIGNS = re.compile(r"[\\`*_\[\]<$~:]|&(?=#?\w+;)")
_OPENING = re.compile(r"^(?:[-+=>#]|\d+(?=[.)]))")  # a list, a quotation, a title


def as_typed(text: str) -> str:
    """Give the Markdown that shows `text` as it stands; white space as a browser shows it: one space, none around."""
    pieces = _CUT_AT.split(" ".join(str(text).split()))
    return _CUT.join(_escaped(piece, opens=not at) for at, piece in enumerate(pieces)) or " "


def _escaped(piece: str, opens: bool) -> str:
    opening = _OPENING.match(piece) if opens else None
    piece = _SIGNS.sub(r"\\\g<0>", piece)
    if opening:
        return opening[0] + "\\" + piece[opening.end() :] if opening[0].isdigit() else "\\" + piece
    return piece


def shipped_markdown(text: str) -> None:
    """Draw a text that ships with the product as the Markdown that it is; nothing that anybody typed goes in."""
    streamlit.markdown(text)


class Place:
    """Stands for a column, a container or another part of the screen, with the same functions on it."""

    def __init__(self, part: DeltaGenerator) -> None:
        self._part = part

    def __enter__(self) -> Place:
        self._part.__enter__()
        return self

    def __exit__(self, *raised: Any) -> bool | None:
        return self._part.__exit__(*raised)

    def __getattr__(self, name: str) -> Any:
        """Give what the part has by this name."""
        shows_text = callable(getattr(DeltaGenerator, name, None))
        return _plainly(self._part, name) if shows_text else getattr(self._part, name)


if TYPE_CHECKING:  # a type checker must know that nothing runs after it

    def stop() -> NoReturn:
        """Stop the run."""


def __getattr__(name: str) -> Any:
    return _plainly(streamlit, name)


def _plainly(of: Any, name: str) -> Any:
    if name in READS:
        return _reading(of, name)
    if name not in PASSES:
        raise AttributeError(f"plain_streamlit does not know what {name} reads: add it to READS or PASSES")
    value = getattr(of, name)
    return _placing(value) if name in ("columns", "container", "empty", "form") else value


def _reading(of: Any, name: str) -> Callable[..., Any]:
    def call(*values: Any, **named: Any) -> Any:
        places = _places(name)
        listed = list(values)
        for argument, how in READS[name].items():
            if places[argument] < len(listed):
                listed[places[argument]] = _made_plain(listed[places[argument]], how)
            elif argument in named or how == "each":
                named[argument] = _made_plain(named.get(argument), how)
        return _placed(getattr(of, name)(*listed, **named))

    return call


@cache
def _places(name: str) -> dict[str, int]:
    """Return the place of each argument read as Markdown; out of reach for one that is passed by name alone."""
    parameters = inspect.signature(_ORIGINAL[name]).parameters
    order = [argument for argument, how in parameters.items() if how.kind is not how.KEYWORD_ONLY]
    return {argument: order.index(argument) if argument in order else len(parameters) + 1 for argument in READS[name]}


_ORIGINAL = {name: getattr(streamlit, name) for name in READS}


def _made_plain(value: Any, how: str) -> Any:
    if how == "each":
        return lambda option: as_typed((value or str)(option))
    if how == "ours" and value is not None and as_typed(value) != value:
        raise ValueError(f"read as Markdown in the menu and as it stands in the browser's tab: {value}")
    return None if value is None else as_typed(value)


def _placing(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *values, **named: _placed(function(*values, **named))


def _placed(made: Any) -> Any:
    if isinstance(made, DeltaGenerator):
        return Place(made)
    return (
        [_placed(part) for part in made]
        if isinstance(made, list) and made and isinstance(made[0], DeltaGenerator)
        else made
    )
