"""Registers the components of our own, and lets in from a browser only what has the shape that was declared.

Any page in a browser can send any value for any component: no text, other keys, a text without end, half a sign. What
is not of its shape, or names nothing that the component shows, is passed over as if it had not been sent.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Collection, Mapping
from types import SimpleNamespace

from streamlit.components.v2.bidi_component import serialization
from streamlit.util import AttributeDictionary

from canvas.store.database.text import clean
from canvas.ui import plain_streamlit as st

LONGEST_VALUE = 2_000  # characters of a key, a link or another short value that a component sends
LARGEST_MESSAGE = 4_000_000  # characters of what comes at once
_AT_ONCE = 50  # events that come at once
_DEEPEST = 12  # levels of lists and records within each other

Shape = Callable[[object], bool]  # whether a value is of the shape it must have
SENDS: dict[str, dict[str, Shape]] = {}  # name of a component → its events and their shapes, as they were registered


def component(name: str, sends: Mapping[str, Shape] | None = None, **how: object) -> Callable[..., SimpleNamespace]:
    """Register a component, at import: registered on a page it would be made anew with every run.

    `sends` are its events. What is returned draws it: give `key`, `data` and, where wanted, `on` (event → what to call
    with the value before the run) and `among` (event → the values that mean something now). It returns the value of
    each event of this run, None for none.
    """
    shapes = SENDS[name] = dict(sends or {})
    mount = st.components.v2.component(name, **how)

    def draw(
        key: str,
        data: Mapping,
        on: Mapping[str, Callable] | None = None,
        among: Mapping[str, Collection] | None = None,
        **where: object,
    ) -> SimpleNamespace:
        calls, allowed = on or {}, among or {}

        def sound(event: str, sent: object) -> object:
            value = read_value(shapes[event], sent)
            return None if value is None or (event in allowed and value not in allowed[event]) else value

        def caller(event: str) -> Callable[[], None]:
            def happened() -> None:
                sent = st.session_state.get(key)
                value = sound(event, sent.get(event) if isinstance(sent, Mapping) else None)
                if value is not None and event in calls:
                    calls[event](value)

            return happened

        drawn = mount(key=key, data=data, **{f"on_{event}_change": caller(event) for event in shapes}, **where)
        return SimpleNamespace(**{event: sound(event, getattr(drawn, event, None)) for event in shapes})

    return draw


def return_focus(component_key: str, at: str) -> None:
    """Have the component with this key put the keyboard at a part of it, once a drawer that it opened is closed."""
    st.session_state[f"{component_key}_focus"] = {"key": at, "nonce": uuid.uuid4().hex}


def focus_of(component_key: str) -> dict | None:
    """Return where this component is to put the keyboard, as its data says it; None for nowhere."""
    return st.session_state.get(f"{component_key}_focus")


def close_trap() -> None:
    """Have Streamlit take what a browser sends to a component as nothing where it is not a few events with values.

    It expects broken JSON alone: brackets without end, or a number of thousands of figures, broke the run. The names
    are internal, as `server.close_traps` says of another. None of ours has a state beside its events, so none is read.
    """

    def no_state(serde: serialization.BidiComponentSerde, _sent: object) -> AttributeDictionary:
        return AttributeDictionary(serde.default or {})

    setattr(serialization, "handle_deserialize", _events)  # noqa: B010 - a checker takes an assignment for a mistake
    setattr(serialization.BidiComponentSerde, "deserialize", no_state)  # noqa: B010


def _events(sent: str | None) -> list[dict] | None:
    read = _read(sent)
    events = [event for event in (read if isinstance(read, list) else [read])[:_AT_ONCE] if isinstance(event, dict)]
    return events or None


def read_value(shape: Shape, sent: object) -> object:
    """Return what was sent, read as JSON where its shape says so; None where it is not of that shape."""
    if isinstance(shape, Written):
        sent = _read(sent)
    return sent if sent is not None and shape(sent) else None


class Written:
    """The shape of a value that comes as a text of JSON, as Streamlit takes no other values for changed."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape

    def __call__(self, value: object) -> bool:
        """Return whether the value is of the shape that was read from JSON."""
        return self._shape(value)


def a_line(longest: int = LONGEST_VALUE) -> Shape:
    """Return whether a value is a text that can be stored as it stands: a key, an id, a link."""
    return lambda value: isinstance(value, str) and len(value) <= longest and clean(value) == value


def anything(_value: object) -> bool:
    """Return whether something was sent at all, where nobody looks at what."""
    return True


def a_flag(value: object) -> bool:
    """Return whether a value is yes or no."""
    return isinstance(value, bool)


def a_count(value: object) -> bool:
    """Return whether a value is a whole number from nothing to what JavaScript counts to."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def digits(value: object) -> bool:
    """Return whether a value is a whole number, written in few figures."""
    return isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 9


def either(*shapes: Shape) -> Shape:
    """Return whether a value is of one of these shapes."""
    return lambda value: any(shape(value) for shape in shapes)


def nothing(value: object) -> bool:
    """Return whether a value says that there is none."""
    return value is None


def a_record(**fields: Shape) -> Shape:
    """Return whether a value has these fields and no others, each of its shape."""
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == fields.keys()
        and all(shape(value[name]) for name, shape in fields.items())
    )


def a_mapping(of: Shape, key: Shape | None = None, most: int = 10_000) -> Shape:
    """Return whether a value leads from keys to values of a shape."""
    named = key or a_line()
    return lambda value: (
        isinstance(value, dict) and len(value) <= most and all(named(name) and of(item) for name, item in value.items())
    )


def a_list(of: Shape, most: int = 10_000) -> Shape:
    """Return whether a value is a row of values of a shape."""
    return lambda value: isinstance(value, list) and len(value) <= most and all(map(of, value))


def a_text(longest: int = 10_000) -> Shape:
    """Return whether a value is a text as somebody typed it; where it is stored it is cleaned."""
    return lambda value: isinstance(value, str) and len(value) <= longest


def _read(sent: object) -> object:
    if not isinstance(sent, str) or len(sent) > LARGEST_MESSAGE:
        return None
    try:
        read = json.loads(sent)
    except (ValueError, RecursionError):
        return None
    return read if _is_shallow(read, _DEEPEST) else None


def _is_shallow(value: object, levels: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_shallow(part, levels - 1) for part in inside)
