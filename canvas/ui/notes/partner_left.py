"""Says of whom is quoted that the partner it speaks for has left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from canvas.ui.i18n import _, a_date


def left_words(codes: Iterable[str], departed: Mapping[str, Mapping]) -> str:
    """Return which partners of these respondents have left, and when; nothing where none did.

    `departed` is by code what `store.respondents.departed` gives.
    """
    gone = {(row["organisation"], row["left"]) for code in codes if (row := departed.get(code))}
    return ", ".join(
        _("partner has left: {organisation}, {date}", organisation=organisation, date=a_date(left))
        for organisation, left in sorted(gone)
    )
