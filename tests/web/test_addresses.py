"""Addresses without a screen: the overview under its name, and a page of our own for all others."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse

from canvas.web.addresses import Addresses
from tests.web.asgi_requests import Answer, answered, scope

LAYER = Addresses(PlainTextResponse("Streamlit"), screens=["overview", "notes"], files=["favicon.png", "index.html"])


def get(address: str, *headers: tuple[bytes, bytes]) -> Answer:
    return answered(LAYER, scope(address, *headers))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?partnership=TO",
        "/notes",
        "/notes/",
        "/notes?lang=en",
        "/favicon.png",
        "/media/x.csv",
        "/static/js/x.js",
        "/_stcore/health",
        "/component/x",
        "/werkbank/answer",
    ],
)
def test_what_is_served_is_left_alone(path):
    assert get(path).text == "Streamlit"


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/overview", "/"),
        ("/overview/", "/"),
        ("/overview?lang=en&wave=2", "/?lang=en&wave=2"),
        ("/index.html", "/"),
        ("/overview?q=%C3%A9%0d%0aX", "/?q=%C3%A9%0d%0aX"),
    ],
)
def test_the_overview_under_its_name_leads_to_it_with_what_the_link_asks(path, to):
    answer = get(path)
    assert (answer.status, answer.headers["location"]) == (307, to)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/Notes",
        "/notes/costs",
        "/notes/_stcore/health",
        "/static",
        "/%00",
        "/%ff",
        "/..%2f..",
        "/" + "x" * 9000,
    ],
)
def test_any_other_address_is_a_404_of_our_own(path):
    answer = get(path)
    assert answer.status == 404
    assert "op dit adres is geen scherm." in answer.text
    assert 'href="/?lang=nl">Naar het overzicht<' in answer.text
    assert len(answer.text) < 2500


def test_it_speaks_the_language_of_the_link_else_of_the_browser():
    assert "there is no screen at this address." in get("/nothing?lang=en").text
    assert "there is no screen at this address." in get("/nothing", (b"cookie", b"pps_language=en")).text
    assert "op dit adres" in get("/nothing?lang=xx").text


def test_what_the_address_says_is_never_markup():
    answer = get("/<script>alert(1)</script>")
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
