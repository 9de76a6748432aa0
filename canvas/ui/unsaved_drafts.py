"""Words that were typed in an interview and lie in this browser only: what every screen says of them."""

from __future__ import annotations

from canvas.ui.i18n import _


def drafts_notice(owner: str, token: str) -> dict:
    """Return what the browser needs to tell of the drafts of this owner: {owner, pass, words}."""
    return {
        "owner": owner,
        "pass": token,
        "words": {
            "title": _("Not stored yet"),
            "one": _("1 text is not stored yet"),
            "many": _("{n} texts are not stored yet"),
            "line": _("Kept on this device alone. Open the interview and it is stored as soon as that is possible."),
            "open": _("Open the interview"),
            "copy": _("Copy"),
            "copied": _("Copied"),
            "drop": _("Throw away"),
            "sure": _("Really throw away?"),
        },
    }
