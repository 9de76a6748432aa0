"""Codebooks as .qdc, the exchange format of REFI-QDA; a project (.qdpx, .qde) gives the codebook that is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from canvas.errors import N_, UserError
from canvas.exchange.codebooks import colours, description, guids
from canvas.exchange.codebooks.elements import StopWalkingError, walk
from canvas.exchange.codebooks.model import MOST_CODES, TEXTS, Code, Codebook, RepairLog, TakenNames
from canvas.store.database.text import clean, clean_line
from canvas.store.themes.codebook import DEEPEST, LONGEST_NAME, SHAPELESS

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_ELEMENTS = {"codebook", "codes", "code", "description", "sets", "set", "membercode"}


def write(rows: Sequence[Mapping], name: str, origin: str, language: str) -> bytes:
    """Return the bytes of a .qdc for themes in the order of the tree with their depth; raises UserError for none."""
    if not rows:
        raise UserError(name, N_("there is no theme yet, and a .qdc must hold one."), N_("Make a theme first."))
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<CodeBook xmlns="{NAMESPACE}" origin={quoteattr(origin)}>',
        " <Codes>",
    ]
    open_at: list[int] = []
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        while open_at and open_at[-1] >= row["depth"]:
            out.append("  " + " " * open_at.pop() + "</Code>")
        space = "  " + " " * row["depth"]
        colour = f' color="{row["colour"]}"' if row["colour"] else ""
        codable = "false" if row["retired"] else "true"
        begin = f'{space}<Code guid="{guids.guid_of(row)}" name={quoteattr(row["name"])} isCodable="{codable}"{colour}'
        text = description.write(row, row["retired"], language)
        if not text and not (following and following["depth"] > row["depth"]):
            out.append(f"{begin}/>")
            continue
        out.append(f"{begin}>")
        if text:
            out.append(f"{space} <Description>{escape(text)}</Description>")
        open_at.append(row["depth"])
    out += ["  " + " " * depth + "</Code>" for depth in reversed(open_at)]
    return "\n".join([*out, " </Codes>", "</CodeBook>", ""]).encode("utf-8")


def read(data: bytes, name: str) -> Codebook:
    """Return the codebook in the XML of a .qdc or .qde; what breaks the standard is mended, each with a warning.

    Raises UserError for what cannot be read, holds no codebook, or is beyond what a codebook can be.
    """
    mended = RepairLog()
    reader = _CodebookReader(name)
    walk(data, name, reader.begin, reader.end, reader.text, reader.start_over, mended)
    for message, line, values in reader.warnings:
        mended(message, line, **values)
    if not reader.is_codebook:
        raise UserError(
            name, N_("there is no codebook in this file."), N_("Export the codebook as .qdc and choose that.")
        )
    if not reader.codes:
        raise UserError(name, N_("the codebook in this file is empty."), N_("Check it in the program it came from."))
    return Codebook(name, _mended(reader.codes, mended), mended.warnings())


class _CodebookReader:
    """The codes met on the way through a file, as they stand there: each a dict, with the place of its parent."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.start_over()

    def start_over(self) -> None:
        """Forget all that was found."""
        self.codes: list[dict] = []
        self.warnings: list[tuple[str, int | None, dict]] = []
        self.path: list[str] = []
        self.open: list[int] = []
        self.is_codebook = self.done = False

    def begin(self, element: str, attributes: dict[str, str], line: int) -> None:
        """Take in the begin of an element."""
        if not self.path and element == "codebook" and NAMESPACE not in attributes.values():
            self.warnings.append((N_("the namespace of the standard is missing; read as if it were there."), None, {}))
        self.path.append(element)
        if element == "codebook" and not self.is_codebook:
            self.is_codebook = True
            if len(self.path) > 1:
                self.warnings.append((N_("this is a whole project; only its codebook is taken."), None, {}))
        elif element == "set" and self.is_codebook:
            self.warnings.append((N_("sets of codes are not taken (line {lines})."), line, {}))
        elif not self._inside():
            return
        elif element == "code":
            if len(self.open) >= DEEPEST:
                raise UserError(
                    self.name,
                    N_("a code stands more than {deepest} codes deep (line {line})."),
                    N_("Bring it higher up in the program it came from."),
                    deepest=DEEPEST,
                    line=line,
                )
            if len(self.codes) >= MOST_CODES:
                raise UserError(
                    self.name,
                    N_("this holds more than {most} themes."),
                    N_("Split it, or leave out what is not used."),
                    most=MOST_CODES,
                )
            self.codes.append(
                {
                    "line": line,
                    "above": self.open[-1] if self.open else None,
                    "description": [],
                    **{key: attributes.get(key) for key in ("guid", "name", "iscodable")},
                    "color": attributes.get("color", attributes.get("colour")),
                }
            )
            self.open.append(len(self.codes) - 1)
        elif element not in _ELEMENTS:
            self.warnings.append(
                (
                    N_("“{element}” is not part of a codebook and is left out (line {lines})."),
                    line,
                    {"element": element[:40]},
                )
            )

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        if element == "code" and self._inside() and self.open:
            self.open.pop()
        self.path.pop()
        if element == "codebook" and self.path:
            raise StopWalkingError  # what follows in a project is no concern of ours

    def text(self, characters: str) -> None:
        """Take in text within an element."""
        if self.open and self.path[-1] == "description" and self.path[-2] == "code":
            self.codes[self.open[-1]]["description"].append(characters)

    def _inside(self) -> bool:
        return self.is_codebook and "sets" not in self.path[:-1]


def _mended(rows: Sequence[Mapping], mended: RepairLog) -> tuple[Code, ...]:
    names, guids_so_far = TakenNames(), TakenNames()
    names_in_file = [_name(number, row, mended) for number, row in enumerate(rows, 1)]
    own = [names.take(name) for name in names_in_file]  # a name belongs to the first that has it, before any is made
    codes: list[Code] = []
    for row, name, is_own in zip(rows, names_in_file, own, strict=True):
        line, parent = row["line"], codes[row["above"]].name if row["above"] is not None else ""
        texts, retired = description.read(clean("".join(row["description"])))
        whole = clean_line(row["name"])
        if len(whole) > LONGEST_NAME:
            texts["definition"] = f"{whole}\n\n{texts.get('definition', '')}".strip()
        if not is_own:
            name = _free(name, parent, names)
            mended(N_("a name that another code has too became “{name}” (line {lines})."), line, name=name)
        codes.append(
            Code(
                name,
                parent,
                **{field: texts.get(field) for field in TEXTS},
                colour=_colour(row, mended),
                retired=_retired(row, retired, mended),
                guid=_guid(row, guids_so_far, mended),
                line=line,
            )
        )
    return tuple(codes)


def _name(number: int, row: Mapping, mended: RepairLog) -> str:
    name, line = clean_line(SHAPELESS.sub(" ", row["name"] or "")), row["line"]
    if not name:
        name = f"Code {number}"
        mended(N_("a code without a name is called “{name}” (line {lines})."), line, name=name)
    if len(name) > LONGEST_NAME:
        name = clean_line(name[: LONGEST_NAME - 20]) + "…"
        mended(N_("a name that is too long is cut; the whole of it stands in the definition (line {lines})."), line)
    return name


def _free(name: str, parent: str, names: TakenNames) -> str:
    short = name[: LONGEST_NAME - 40]
    if parent and len(parent) <= 36 and names.take(f"{short} ({parent})"):
        return f"{short} ({parent})"
    return names.numbered(short)


def _colour(row: Mapping, mended: RepairLog) -> str | None:
    if row["color"] is None:
        return None
    colour = colours.colour_of(row["color"])
    if colour is None:
        mended(
            N_("“{given}” is not a colour; the code gets none (line {lines})."), row["line"], given=row["color"][:40]
        )
    elif not colours.is_standard(row["color"].strip()):
        mended(
            N_("the colour “{given}” is read as {colour} (line {lines})."),
            row["line"],
            given=row["color"][:40],
            colour=colour or "–",
        )
    return colour


def _retired(row: Mapping, marked: bool, mended: RepairLog) -> bool | None:
    is_codable = (row["iscodable"] or "").strip().lower()
    if is_codable not in ("true", "false", "1", "0"):
        mended(N_("it is not said whether this code is used for coding; it is (line {lines})."), row["line"])
    elif is_codable in ("false", "0") and not marked:
        mended(
            N_("a code that only groups others (isCodable) comes as a theme like any other (line {lines})."),
            row["line"],
        )
    return True if marked else None


def _guid(row: Mapping, guids_so_far: TakenNames, mended: RepairLog) -> str | None:
    guid = guids.read_guid(row["guid"] or "")
    if guid is None:
        mended(N_("a GUID is missing or is none; the theme is known by its name (line {lines})."), row["line"])
    elif not guids_so_far.take(guid):
        mended(
            N_("a GUID stands with another code already; the theme is known by its name (line {lines})."), row["line"]
        )
        return None
    elif not guids.is_standard(row["guid"].strip()):
        mended(N_("a GUID is written otherwise than the standard has it, and is read (line {lines})."), row["line"])
    return guid
