"""Spelling texts out in plain letters within the database: what `special_characters` does, in SQL of either engine."""

from __future__ import annotations

from canvas.store.special_characters import BETWEEN, RARE, SPELLED, character_class

# Signs that nearly all texts consist of, and that are looked for as they are; the most frequent first, as they are
# compared one by one.
_USUAL = (
    " entairodslgvhkmub.pwjcz,f'y-?\n()\":;!0123456789/qxDHWIEVASMNOBGKTPZJLRFCUYQX&%+=@#*_[]éëïöüèóáç’‘“”–…•€„—\u00a0"
    "êàíúñâôîûÉËÖÜÏ$<>~|\\\t\r^{}`«»·→°½¼"
)
_COMMON = [sign for sign in SPELLED if sign not in RARE]
_SIGNS = [*_COMMON, *sorted(RARE)]
_OF_RARE = character_class(RARE, gap=64)
_OF_ANY = character_class(SPELLED)

SQLITE_NAME = "pps_spelled"  # the function that every connection to a study file knows
SIGN_TABLE = "CREATE TABLE search_sign (number INTEGER PRIMARY KEY, sign TEXT NOT NULL, plain TEXT NOT NULL)"
# the rows of that table
SIGN_ROWS = [(number, sign, SPELLED[sign]) for number, sign in enumerate(_SIGNS, 1)]


def on_sqlite(text: str) -> str:
    """Spell out an expression in SQL of SQLite, by our own function: the quickest, for very many texts."""
    return f"CASE WHEN length({text}) = length(CAST({text} AS BLOB)) THEN {text} ELSE {SQLITE_NAME}({text}) END"


def on_any_sqlite(text: str) -> str:
    """Spell out an expression in SQL that SQLite knows by itself, by the signs in table `search_sign`.

    So another program that changes a text in the file is not refused, and keeps the index right as well.
    """
    # each step looks for the next sign that occurs
    following = "SELECT number FROM search_sign WHERE number > spelled.number AND instr(spelled.said, sign)"
    number = f"{following} AND number <= spelled.last ORDER BY number LIMIT 1"
    last = f"CASE WHEN {text} GLOB '*[{_OF_RARE}]*' THEN {len(_SIGNS)} ELSE {len(_COMMON)} END"
    return (
        f"CASE WHEN length({text}) = length(CAST({text} AS BLOB)) OR ltrim({text}, {_quoted(_USUAL)}) = '' THEN {text} "
        f"ELSE (WITH RECURSIVE spelled (number, said, last) AS (SELECT 0, {text}, {last} UNION ALL "
        "SELECT next.number, replace(said, next.sign, next.plain), last FROM spelled "
        f"JOIN search_sign AS next ON next.number = ({number})) "
        "SELECT said FROM spelled ORDER BY number DESC LIMIT 1) END"
    )


def on_postgresql(text: str, spelled: str = "") -> str:
    """Spell out an expression in SQL of PostgreSQL; `spelled` is what does so where there is anything to spell out."""
    spelled = spelled or body_on_postgresql(text)
    return f"CASE WHEN octet_length({text}) > length({text}) AND {text} ~ '[{_OF_ANY}]' THEN {spelled} ELSE {text} END"


def body_on_postgresql(text: str) -> str:
    """Spell out an expression that holds such signs."""
    rare = f"CASE WHEN {text} ~ '[{_OF_RARE}]' THEN {_replaced(text, sorted(RARE))} ELSE {text} END"
    return _replaced(rare, _COMMON)


def between_on_postgresql(text: str) -> str:
    """Write the signs between words as they are typed, in an expression in SQL of PostgreSQL."""
    return f"translate({text}, {_quoted(''.join(BETWEEN))}, {_quoted(''.join(BETWEEN.values()))})"


def _replaced(text: str, signs: list[str]) -> str:
    single = sorted((sign for sign in signs if len(SPELLED[sign]) < 2), key=lambda sign: -len(SPELLED[sign]))
    into = "".join(SPELLED[sign] for sign in single)
    made = f"translate({text}, {_quoted(''.join(single))}, {_quoted(into)})"  # what has no counterpart is left out
    for sign in signs:
        if len(SPELLED[sign]) > 1:
            made = f"replace({made}, {_quoted(sign)}, {_quoted(SPELLED[sign])})"
    return made


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
