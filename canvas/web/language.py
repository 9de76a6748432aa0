"""Chooses the language of an answer that no screen draws."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from canvas.method import LANGUAGES


def language_of(request: HTTPConnection) -> str:
    """Return the language of the link, else the one that this browser last worked in, else Dutch."""
    candidates = (request.query_params.get("lang"), request.cookies.get("pps_language"))
    return next((language for language in candidates if language in LANGUAGES), "nl")
