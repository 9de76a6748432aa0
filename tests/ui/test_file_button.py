"""A file that cannot be made says why on the screen: place, fault and cure."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _screen() -> None:
    from canvas.errors import UserError
    from canvas.ui import file_button

    def fails(error: Exception) -> bytes:
        raise error

    for error in (UserError("Lijst", "te lang.", "Maak hem korter."), KeyError("x")):
        make = file_button.making(lambda error=error: fails(error))  # type: ignore[misc]
        try:
            make()
        except (UserError, KeyError):
            file_button.draw_fault()
    assert file_button.making(lambda: b"goed")() == b"goed"


def test_what_a_file_failed_on_is_said_where_the_page_is_drawn_anew():
    app = AppTest.from_function(_screen).run()
    assert not app.exception
    shown = [part.proto.body for part in app.get("html")]
    assert ["Lijst:" in shown[0], "Maak hem korter." in shown[0], "x" in shown[1].split("data-turn")[0]] == [
        True,
        True,
        False,
    ]
    assert 'role="alert"' in shown[1]
