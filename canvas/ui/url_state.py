"""What is chosen on a screen: kept in the session, told in the link, and taken from one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from canvas.ui import plain_streamlit as st


class UrlState:
    """The choices of a screen by name: for `fields` tuples of values as a link has them, for `single` one text each.

    `name` sets its keys in the session apart. `also` says of other parts of a link whether they are the screen's own.
    `usual` is the (name, value) that the link says where nothing is chosen: so going back to that takes choices off,
    while a link that says nothing at all, as of the menu, leaves them.
    """

    def __init__(
        self,
        name: str,
        fields: Collection[str],
        single: Collection[str],
        also: Callable[[str], bool] | None = None,
        usual: tuple[str, str] | None = None,
    ) -> None:
        self._fields, self._single, self._also, self._usual = fields, single, also, usual
        self._chosen = f"{name}_chosen"  # session: name → a tuple of values, or one text for those of `single`
        self._last_link = f"{name}_link"  # session: the link as it was last told or taken over
        self._pressed = f"{name}_pressed"  # session: whether something was chosen that the link was not told yet

    def take_link(self) -> dict[str, str]:
        """Take over, as a whole, a link not seen before and return its parts; nothing where it was seen.

        Where this very run began with a choice, the browser may not have heard yet of the one before it, and still
        have the link from before both: that is not where somebody went, and taking it over would undo both choices.
        """
        link = {name: value for name, value in st.query_params.to_dict().items() if self._is_own(name)}
        if st.session_state.pop(self._pressed, False) or not link or link == st.session_state.get(self._last_link):
            return {}
        st.session_state[self._last_link] = link
        parts: dict[str, object] = {name: link[name] for name in self._single if link.get(name)}
        for name in self._fields:
            values = tuple(dict.fromkeys(value for value in link.get(name, "").split(",") if value))
            if values:
                parts[name] = values
        st.session_state[self._chosen] = parts
        return link

    def chosen(self) -> dict:
        """Return what is chosen, by name."""
        return dict(st.session_state.get(self._chosen, {}))

    def put(self, name: str, value: tuple[str, ...] | str) -> None:
        """Have this be chosen; an empty value takes the choice off."""
        others = self.chosen()
        others.pop(name, None)
        st.session_state[self._pressed] = True
        st.session_state[self._chosen] = others | ({name: value} if value else {})

    def keep_only(self, names: Collection[str]) -> None:
        """Take off every choice but these."""
        st.session_state[self._pressed] = True
        st.session_state[self._chosen] = {name: value for name, value in self.chosen().items() if name in names}

    def tell_link(self, more: Mapping[str, str] | None = None) -> None:
        """Have the link say what is chosen, and `more`; once a run, as the browser takes its time over every change."""
        link = {name: ",".join(value) if isinstance(value, tuple) else value for name, value in self.chosen().items()}
        link |= more or {}
        if self._usual and not link:
            link = dict([self._usual])
        st.session_state[self._last_link] = link
        st.session_state.pop(self._pressed, None)
        now = st.query_params.to_dict()
        query = {name: value for name, value in now.items() if not self._is_own(name)} | link
        if query != now:
            st.query_params.from_dict(query)

    def _is_own(self, name: str) -> bool:
        return name in self._fields or name in self._single or (self._also is not None and self._also(name))
