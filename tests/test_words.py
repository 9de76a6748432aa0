"""Every message has its Dutch words, with the same gaps; nothing in the catalogue is left over."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from canvas.method import LANGUAGES
from canvas.ui.i18n import CATALOGUE

ROOT = Path(__file__).parents[1]
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}
GAP = re.compile(r"\{[^{}]*\}")


def messages() -> set:
    """Every message in the code, a tuple for singular and plural."""
    messages_seen = set()
    for place in ("canvas", "pages"):
        for _, _, message, _, _ in extract_from_dir(ROOT / place, keywords=KEYWORDS):
            messages_seen.add(message)
    from babel.messages.extract import extract_from_file

    messages_seen |= {row[1] for row in extract_from_file("python", ROOT / "app.py", keywords=KEYWORDS)}
    return messages_seen


@pytest.fixture(scope="module")
def dutch() -> dict:
    with (CATALOGUE / "nl" / "LC_MESSAGES" / "workbench.po").open("rb") as file:
        return {message.id: message for message in read_po(file, locale="nl") if message.id}


def test_the_extraction_finds_the_messages_of_the_screens():
    assert "Overview" in messages()
    assert ("{n} note", "{n} notes") in messages()


def test_every_message_is_in_dutch(dutch):
    missing = []
    for message in messages():
        translation = dutch[message].string if message in dutch else ""
        if not translation or (isinstance(translation, tuple | list) and not all(translation)):
            missing.append(message)
    assert missing == []


def test_nothing_in_the_catalogue_is_unused_or_doubtful(dutch):
    assert set(dutch) - messages() == set()
    assert [message.id for message in dutch.values() if message.fuzzy] == []


def test_a_translation_has_the_gaps_of_its_message(dutch):
    for message in dutch.values():
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = set(GAP.findall(ids[-1]))
        assert all(set(GAP.findall(string)) == wanted for string in strings), message.id


def test_every_text_of_the_method_is_in_both_languages():
    def check(value: object) -> int:
        if isinstance(value, dict):
            if set(value) & set(LANGUAGES):
                assert set(value) == set(LANGUAGES), value
                assert all(text.strip() for text in value.values()), value
                return 1
            return sum(check(part) for part in value.values())
        return sum(check(part) for part in value) if isinstance(value, list) else 0

    # 4 questions x 2 texts, 18 blocks x 3, 5 roles x 3, 10 factors x 2
    assert check(tomllib.loads((ROOT / "canvas/method/method.toml").read_text("utf-8"))) == 8 + 54 + 15 + 20


def test_no_message_hides_in_an_f_string_where_extraction_cannot_see_it():
    hidden = []
    for path in [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "canvas").rglob("*.py")]:
        for text in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr)):
            calls = [node for node in ast.walk(text) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
            hidden += [f"{path.name}:{call.lineno}" for call in calls if call.func.id in KEYWORDS]
    assert hidden == []


def test_a_message_is_written_out_where_it_is_translated():
    built = []
    for path in [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "canvas").rglob("*.py")]:
        if path.name in ("words.py", "errors.py"):
            continue
        for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
            # a look-up in a table of messages marked with N_ is as good as the message itself
            written = call.args and isinstance(call.args[0], ast.Constant | ast.Subscript)
            if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS and not written:
                built.append(f"{path.name}:{call.lineno}")
    assert built == []


# a thing has one name on screen (design.md); these are other names of a partnership, a block, a moment, a guide, a
# note, an interview and Excel
OTHER_NAMES = re.compile(
    r"\b(cas(us|ussen|es?)|samenwerkingsverband(en)?|projecten|blok(ken)?|vlak(ken)?|(?<!meet)moment(en)?|wave|meting(en)?|"
    r"leidra(ad|den)|plakbriefjes?|briefjes?|aantekening(en)?|interviews?|gei?nterviewden?|rekenblad(en)?|spreadsheets?)\b",
    re.I,
)
NAMES_OF_DATA = {"Meting 1", "Meting 2", "Meting {n}"}  # proposed as the name of a moment


def test_a_thing_has_one_name_in_dutch(dutch):
    others = {}
    for message in dutch.values():
        for text in message.string if isinstance(message.string, tuple | list) else (message.string,):
            spoken = GAP.sub("", text)
            if text not in NAMES_OF_DATA and OTHER_NAMES.search(spoken):
                others[text] = OTHER_NAMES.search(spoken)[0]
    assert others == {}


def test_a_partnership_is_no_case_in_english_either():
    texts = {part for message in messages() for part in (message if isinstance(message, tuple) else (message,))}
    assert [text for text in texts if re.search(r"\b(cases?|spreadsheets?)\b", GAP.sub("", text), re.I)] == []


@pytest.mark.parametrize("text", ["Kies een casus", "Voor een rekenblad", "Op dit moment", "Een eigen leidraad"])
def test_another_name_would_be_noticed(text):
    assert OTHER_NAMES.search(text)
    assert not OTHER_NAMES.search(
        "Kies een samenwerking, een meetmoment en een gespreksleidraad; de interviewer, Excel"
    )
