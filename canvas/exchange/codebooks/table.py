"""Codebooks as .csv: one theme a row, made to be read and written in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from canvas.capture.word_sets import phrases
from canvas.errors import N_, FaultyFileError, UserError
from canvas.exchange.codebooks.colours import TRANSPARENT, colour_of, has_alpha
from canvas.exchange.codebooks.model import MOST_CODES, TEXTS, Code, Codebook, RepairLog
from canvas.exchange.wording import LANGUAGES
from canvas.speech import Speech
from canvas.store.database.text import clean, clean_line
from canvas.store.themes.codebook import DEEPEST, LONGEST_NAME, plain_name

COLUMNS = ("name", "parent", *TEXTS, "colour", "retired")
HEADS = {
    "name": N_("Name"),
    "parent": N_("Stands under"),
    "definition": N_("Definition"),
    "use_when": N_("When to use it"),
    "use_not": N_("When not to use it"),
    "example": N_("Example"),
    "colour": N_("Colour"),
    "retired": N_("Out of use"),
}
_OTHERS = {
    "naam": "name",
    "thema": "name",
    "theme": "name",
    "code": "name",
    "bovenliggend": "parent",
    "hoort onder": "parent",
    "valt onder": "parent",
    "ouder": "parent",
    "bovenliggend thema": "parent",
    "definitie": "definition",
    "omschrijving": "definition",
    "description": "definition",
    "use when": "use_when",
    "wel gebruiken": "use_when",
    "wanneer wel": "use_when",
    "use not": "use_not",
    "do not use when": "use_not",
    "niet gebruiken": "use_not",
    "wanneer niet": "use_not",
    "voorbeeld": "example",
    "kleur": "colour",
    "color": "colour",
    "buiten gebruik": "retired",
    "vervallen": "retired",
    # as Taguette, ATLAS.ti, MAXQDA, NVivo and Dedoose head them
    "tag": "name",
    "tag name": "name",
    "code name": "name",
    "codenaam": "name",
    "code system": "name",
    "codesysteem": "name",
    "codesystem": "name",
    "parent code": "parent",
    "bovenliggende code": "parent",
    "oudercode": "parent",
    "comment": "definition",
    "comments": "definition",
    "opmerking": "definition",
    "commentaar": "definition",
    "memo": "definition",
    "code memo": "definition",
    "codememo": "definition",
    "toelichting": "definition",
    "beschrijving": "definition",
    "example quote": "example",
    "codekleur": "colour",
    "code color": "colour",
    "code colour": "colour",
}
# what other programs count in a codebook: nothing of a theme is lost with it
_COUNTS = phrases(
    """
    number of highlights, frequency, frequentie, grounded, density, groundedness, coded segments, gecodeerde
    segmenten, files, references, documents, documenten, % codings, codings, aantal, number, nr, id
    """
)
_PATH = re.compile(r"\s+>\s+|\s*\\\s*|\s*::\s*")
_YES = {"yes", "ja", "true", "waar", "1", "x", "j", "y"}
_NO = {"", "no", "nee", "false", "onwaar", "0", "n"}
MOST_COLUMNS = 1_000
MOST_FIELD = 1_000_000  # characters in one cell
MOST_FAULTS = 200  # said at once
# What a spreadsheet would run gets an apostrophe; what has one already gets another, so that reading takes one off.
_ARMED = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")


def write(rows: Sequence[Mapping], names: Mapping[str, str], language: str = "") -> bytes:
    """Return the bytes of a .csv for themes in the order of the tree; `names` are those of all themes by id.

    In a language it has that language's heads, and the separator and mark by which its Excel opens it
    (`tables.csv_bytes`); "" is the raw form. Cells that a spreadsheet would run are disarmed in every form: `read`
    takes that off again.
    """
    _ = Speech(language or "en")._
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=";" if language == "nl" else ",")
    table.writerow([_(HEADS[column]) if language else column for column in COLUMNS])
    yes = _("yes") if language else "yes"
    for row in rows:
        theme = {**row, "parent": names.get(row["parent_id"], ""), "retired": yes if row["retired"] else ""}
        table.writerow(["'" + theme[column] if _ARMED.match(theme[column]) else theme[column] for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig" if language else "utf-8")


def read(data: bytes, name: str, theme_names: Iterable[str] = ()) -> Codebook:
    """Return the codebook in a .csv; `known` are names of themes that a parent may be besides those of the file.

    Raises FaultyFileError with every fault and its line.
    """
    mended = RepairLog()
    text = _text(data, name, mended)
    rows = _rows(text, name)
    if not rows:
        raise UserError(name, N_("this file is empty."), N_("Choose a codebook; an export shows how it should look."))
    head_line, head = rows[0]
    columns = _columns(name, head_line, head, mended)
    faults: list[tuple[int, str, dict]] = []
    codes = [
        _code(line, dict(zip(columns, cells, strict=False)), len(cells) - len(columns), faults, mended)
        for line, cells in rows[1:]
    ]
    if "parent" not in columns:
        codes = _from_paths(codes, mended)
    if len(codes) > MOST_CODES:
        raise UserError(
            name,
            N_("this holds more than {most} themes."),
            N_("Split it, or leave out what is not used."),
            most=MOST_CODES,
        )
    _check_tree(codes, set(map(plain_name, theme_names)), faults)
    if faults:
        faults.sort(key=lambda fault: fault[0])
        more = len(faults) - MOST_FAULTS
        raise FaultyFileError(
            name,
            faults[:MOST_FAULTS]
            + [(faults[-1][0], N_("and {more} more faults up to here."), {"more": more})] * (more > 0),
        )
    return Codebook(name, tuple(codes), mended.warnings())


def _text(data: bytes, name: str, mended: RepairLog) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
            mended(N_("the file is not in UTF-8 and was read as Windows text. Check the letters with accents."))
    if "\0" in text or text.startswith(("PK\x03\x04", "%PDF", "{\\rtf")):
        raise UserError(
            name,
            N_("this is not text but another kind of file under this name."),
            N_("In Excel choose “save as” and there CSV UTF-8."),
        )
    if text.lstrip()[:1] == "<":
        raise UserError(name, N_("this is XML under the name of a table."), N_("Give it the ending .qdc."))
    return text


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold something, each with the line it begins on."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, skipped = text, 0
    if named := re.match(r"sep=(.)\n", text, re.IGNORECASE):  # a line by which Excel says how it was written
        delimiter, first, skipped = named[1], text[named.end() :], 1
    else:
        head = re.sub(r'"[^"]*"', "", text.lstrip("\n").partition("\n")[0])
        delimiter = max(";,\t", key=head.count)
    csv.field_size_limit(MOST_FIELD)
    reader = csv.reader(io.StringIO(first, newline=""), delimiter=delimiter, strict=True)
    numbered_rows: list[tuple[int, list[str]]] = []
    line = skipped + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                numbered_rows.append((line, cells))
            line = skipped + reader.line_num + 1
    except csv.Error:
        fault = N_("this row cannot be read: a quotation mark is missing, or a cell has no end.")
        raise FaultyFileError(name, [(line, fault, {})]) from None
    return numbered_rows


def _columns(name: str, line: int, head: Sequence[str], mended: RepairLog) -> list[str]:
    """Return what each column holds, "" for one that is left out."""
    columns: list[str] = []
    twice = []
    if len(head) > MOST_COLUMNS:
        raise FaultyFileError(name, [(line, N_("this row has more than {most} columns."), {"most": MOST_COLUMNS})])
    for heading in head:
        plain = re.sub(r"[\s_\-]+", " ", plain_name(heading.lstrip("\ufeff"))).strip()
        column = plain if plain in COLUMNS else _own_heads().get(plain) or _OTHERS.get(plain, "")
        if column and column in columns:
            twice.append((line, N_("two columns are the “{column}”."), {"column": column}))
        elif not column and plain and plain not in _COUNTS:
            mended(N_("the column “{column}” is not known and is left out."), column=clean_line(heading)[:60])
        columns.append(column)
    if "name" not in columns:
        twice.append(
            (
                line,
                N_("there is no column “name” among: {columns}."),
                {"columns": ", ".join(clean_line(heading)[:40] for heading in head[:12])},
            )
        )
    if twice:
        raise FaultyFileError(name, twice)
    return columns


@cache
def _own_heads() -> dict[str, str]:
    """Return the columns by the heads that `write` gives them in each language."""
    return {plain_name(Speech(language)._(head)): column for language in LANGUAGES for column, head in HEADS.items()}


def _from_paths(codes: Sequence[Code], mended: RepairLog) -> list[Code]:
    """Split names that are paths (“Kosten > Loon”) into name and parent, where the whole file is written so.

    A path counts where what it begins with is a code of the file itself. A last part that another code has already
    stays a path: names of themes are there once.
    """
    paths = {plain_name(code.name): _PATH.split(code.name) for code in codes if code.name}
    whole = {tuple(map(plain_name, parts)): plain for plain, parts in paths.items()}
    nested = {plain for plain, parts in paths.items() if tuple(map(plain_name, parts[:-1])) in whole}
    if not nested:
        return list(codes)
    last = Counter(plain_name(parts[-1]) for parts in paths.values())
    short: dict[str, str] = {}
    for code in codes:
        plain = plain_name(code.name)
        parts = paths.get(plain, [code.name])
        alone = plain in nested and last[plain_name(parts[-1])] == 1
        short[plain] = clean_line(parts[-1]) if alone else code.name
        if plain in nested and not alone:
            mended(N_("“{name}” stays a path: another theme ends in the same name."), code.line, name=code.name[:80])
    named = []
    for code in codes:
        plain = plain_name(code.name)
        above = whole.get(tuple(map(plain_name, paths.get(plain, [""])[:-1]))) if plain in nested else None
        named.append(replace(code, name=short.get(plain, code.name), parent=short[above] if above else code.parent))
    return named


def _code(line: int, row: Mapping[str, str], more: int, faults: list, mended: RepairLog) -> Code:
    cells = {column: clean(_rearmed(cell)).strip() for column, cell in row.items() if column}
    named = clean_line(cells["name"]) if "name" in cells else ""
    if not named:
        faults.append((line, N_("the name is missing."), {}))
    if len(named) > LONGEST_NAME:
        faults.append((line, N_("the name is longer than {longest} characters."), {"longest": LONGEST_NAME}))
    if more > 0:
        faults.append((line, N_("this row has more cells than there are columns."), {}))
    colour = colour_of(cells["colour"]) if "colour" in cells else None
    if "colour" in cells and colour is None:
        faults.append((line, N_("“{given}” is not a colour; write it as #005F99."), {"given": cells["colour"][:40]}))
    if "colour" in cells and colour and has_alpha(cells["colour"]):
        mended(TRANSPARENT, line, given=cells["colour"][:40])
    retired = None
    if "retired" in cells:
        retired = cells["retired"].casefold() in _YES
        if not retired and cells["retired"].casefold() not in _NO:
            faults.append((line, N_("“{given}” is neither yes nor no."), {"given": cells["retired"][:40]}))
    parent = clean_line(cells["parent"]) if "parent" in cells else None
    texts = {field: cells.get(field) for field in TEXTS}
    return Code(named, parent, **texts, colour=colour, retired=retired, line=line)


def _rearmed(cell: str) -> str:
    return cell[1:] if _DISARMED.match(cell) else cell


def _check_tree(codes: Sequence[Code], theme_names: set[str], faults: list) -> None:
    first: dict[str, Code] = {}
    for code in codes:
        other = first.setdefault(plain_name(code.name), code) if code.name else code
        if other is not code:
            faults.append(
                (code.line, N_("“{name}” stands on line {first} already."), {"name": code.name, "first": other.line})
            )
    above = {plain: plain_name(code.parent or "") for plain, code in first.items()}
    too_deep = False
    for plain, code in first.items():
        if above[plain] and above[plain] not in first and above[plain] not in theme_names:
            faults.append((code.line, N_("the parent “{parent}” is not there."), {"parent": (code.parent or "")[:80]}))
        path: list[str] = []
        at = plain
        while at in first and at not in path and len(path) <= DEEPEST:
            path.append(at)
            at = above[at]
        if at == plain:
            faults.append((code.line, N_("“{name}” comes to stand under itself."), {"name": code.name}))
        elif len(path) > DEEPEST and not too_deep and at not in path:
            too_deep = True
            faults.append(
                (
                    code.line,
                    N_("“{name}” stands more than {deepest} themes deep."),
                    {"name": code.name, "deepest": DEEPEST},
                )
            )
