"""In which language an answer speaks that no screen draws."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from canvas.method import LANGUAGES


def language_of(request: HTTPConnection) -> str:
    """The language of the link, else the one that this browser last worked in, else Dutch."""
    asked = (request.query_params.get("lang"), request.cookies.get("pps_language"))
    return next((one for one in asked if one in LANGUAGES), "nl")
