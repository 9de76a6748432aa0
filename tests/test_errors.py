"""A user's error is said as place, fault and cure, in any language."""

from canvas.errors import ChangedMeanwhileError, FaultyFileError, NotFoundError, UserError

DUTCH = {
    "no {what} here.": "geen {what} hier.",
    "Look at {where}.": "Kijk bij {where}.",
    "line {line}": "regel {line}",
    ",": ".",
}


def translate(message: str) -> str:
    return DUTCH.get(message, message)


def test_an_error_is_said_as_place_fault_and_cure_with_its_gaps_filled():
    error = UserError("study.sqlite", "no {what} here.", "Look at {where}.", what="notes", where="{odd} <b>")
    assert str(error) == error.message() == "study.sqlite: no notes here. Look at {odd} <b>."
    assert error.message(translate) == "study.sqlite: geen notes hier. Kijk bij {odd} <b>."


def test_a_large_number_in_an_error_has_its_thousands_apart_as_its_language_writes_them():
    error = UserError("here", "no {what} here.", what=1_000_000)
    assert error.message() == "here: no 1,000,000 here."
    assert error.message(translate) == "here: geen 1.000.000 hier."
    assert UserError("here", "no {what} here.", what=2026).message(translate) == "here: geen 2026 hier."


def test_an_error_without_a_cure_ends_with_its_fault():
    assert UserError("here", "it broke.").message() == "here: it broke."


def test_a_place_that_a_user_named_with_braces_is_said_as_it_is():
    assert UserError("map{1}/{x}.toml", "it broke.").message() == "map{1}/{x}.toml: it broke."


def test_a_file_says_all_its_faults_a_line_each():
    error = FaultyFileError("{gids}.toml", [(3, "no {what} here.", {"what": "key"}), (9, "too long.", {})])
    assert error.message().split("\n") == [
        "{gids}.toml: 2 faults found. Mend these and try again.",
        "  line 3: no key here.",
        "  line 9: too long.",
    ]
    assert error.lines(translate)[0] == "regel 3: geen key hier."


def test_a_file_with_one_fault_speaks_of_one():
    printed = FaultyFileError("gids.toml", [(3, "too long.", {})]).message()
    assert printed == "gids.toml: one fault found. Mend it and try again.\n  line 3: too long."


def test_what_changed_meanwhile_is_said_with_who_did_it_and_cut_short():
    assert "noor changed it meanwhile; it now says “{x}”." in ChangedMeanwhileError("Note", "{x}", "noor").message()
    error = ChangedMeanwhileError("Point", "x" * 500)
    assert "“" + "x" * 400 + "…”" in error.message()
    assert error.now == "x" * 500


def test_an_id_that_is_not_found_is_said_and_cut_short():
    printed = NotFoundError("Note", "x" * 500).message()
    assert "“" + "x" * 80 + "”" in printed
    assert len(printed) < 200
    assert "“FV\\x07é\\u200b”" in NotFoundError("Partnership", "FV\aé\u200b").message()  # a sign that nobody sees
