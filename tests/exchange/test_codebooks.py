"""Codebooks in and out: what was written reads back, what is broken is mended or refused, and nothing by half."""

from __future__ import annotations

import io
import json
import os
import re
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree

from canvas.cli import main
from canvas.errors import FaultyFileError, UserError
from canvas.exchange import codebooks
from canvas.exchange.codebooks import colours, description, importer
from canvas.exchange.codebooks.model import TEXTS
from canvas.store import open_study
from canvas.store.database.ids import new_id
from canvas.store.themes import codebook_import, themes
from canvas.store.themes.codebook import DEEPEST, cleaned, in_tree, plain_name
from tests import build, recount
from tests.examples import examples
from tests.store.backup.test_backup import everything

GUID = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
OTHER = "9B2D5F10-3C5E-4A2B-8F6C-0A1B2C3D4E5F"


def qdc(codes: str, head: str = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="elders">') -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}<Codes>{codes}</Codes></CodeBook>'.encode()


def code(name: str, within: str = "", guid: str = GUID, more: str = ' isCodable="true"') -> str:
    return f'<Code guid="{guid}" name="{name}"{more}>{within}</Code>'


def names(book: codebooks.Codebook) -> list[tuple[str, str | None]]:
    return [(code.name, code.parent) for code in book.codes]


def warnings(book: codebooks.Codebook) -> list[str]:
    return [message.format(**values) for message, values in book.warnings]


def lines(data: str | bytes, theme_names: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    with pytest.raises(FaultyFileError) as caught:
        codebooks.read(data if isinstance(data, bytes) else data.encode(), "boek.csv", theme_names)
    return [(line, message.format(**values)) for line, message, values in caught.value.faults]


def bring_in(begun, data: bytes, name: str) -> importer.Plan:
    return importer.import_codebook(begun.study, begun.user, data, name)


def standing(begun) -> list[dict]:
    with begun.study.reading() as connection:
        return themes.every(connection, retired=True)


def codebook_rows(rows) -> list[tuple]:
    """What a codebook says, ids left out, in the order of the tree."""
    called = {row["id"]: row["name"] for row in rows}
    fields = ("name", *TEXTS, "colour", "retired", "depth")
    return [(*(row[field] for field in fields), called.get(row["parent_id"])) for row in rows]


# -- what was written reads back ------------------------------------------------------------------------------------

LINE = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
HEADING = st.sampled_from(
    ["[Example]", "[voorbeeld]", "\\[Example]", "\\\\[Retired] ", "[Niet gebruiken]", "=1+1", "'-x"]
)
TEXT = st.lists(LINE | HEADING, max_size=4).map("\n".join)
THEME = st.fixed_dictionaries(
    {
        "name": LINE | st.sampled_from(["=cmd|' /C calc'!A0", "'=1", "''+x", "-", "@naam", 'a;b,c\t"d"', "<b>&amp;"]),
        **dict.fromkeys(TEXTS, TEXT),
        "colour": st.sampled_from(["", "#005F99", "#a03a7c"]),
        "retired": st.booleans(),
    }
)


@st.composite
def books(draw) -> list[dict]:
    """Themes as a study may hold them, in the order of the tree with their depth."""
    rows, taken = [], set()
    for place, written in enumerate(draw(st.lists(THEME, min_size=1, max_size=8))):
        try:
            row = cleaned(written)
        except UserError:
            continue
        if plain_name(row["name"]) in taken:
            continue
        taken.add(plain_name(row["name"]))
        above = draw(st.sampled_from([None, *(theme["id"] for theme in rows)]))
        rows.append(row | {"id": new_id(), "parent_id": above, "position": place, "guid": None, "merged_into": None})
    assume(rows)
    return in_tree(rows)


def through(rows: list[dict], ending: str, language: str) -> list[dict]:
    """The same after writing, reading and planning it for a study without themes."""
    read = codebooks.read(codebooks.write(rows, ending, language), f"boek{ending}")
    assert [message for message in warnings(read) if "isCodable" not in message] == []
    planned = importer.make_plan([], read)
    codebook_import.check_import([], planned.added, planned.changed)
    empty = dict.fromkeys((*TEXTS, "colour"), "") | {"retired": False, "parent_id": None}
    return in_tree([empty | row | {"position": place} for place, row in enumerate(planned.added)])


@pytest.mark.parametrize(("ending", "language"), [(".csv", "nl"), (".csv", "en"), (".csv", ""), (".qdc", "nl")])
@examples(80)
@given(rows=books())
def test_any_codebook_reads_back_as_it_was_written(ending, language, rows):
    assert codebook_rows(through(rows, ending, language)) == codebook_rows(rows)


def test_a_codebook_has_the_heads_of_its_language_and_the_raw_one_keys():
    rows = in_tree(
        [
            {
                "id": "1",
                "parent_id": None,
                "position": 1,
                "retired": True,
                "colour": "#005F99",
                "name": "Géld",
                "definition": "a;b",
                "use_when": "",
                "use_not": "",
                "example": "",
            }
        ]
    )
    assert codebooks.write(rows, ".csv", "nl").decode("utf-8") == (
        "\ufeffNaam;Hoort onder;Omschrijving;Wanneer wel;Wanneer niet;Voorbeeld;Kleur;Buiten gebruik\r\n"
        'Géld;;"a;b";;;;#005F99;ja\r\n'
    )
    assert codebooks.write(rows, ".csv", "en").decode("utf-8") == (
        "\ufeffName,Stands under,Definition,When to use it,When not to use it,Example,Colour,Out of use\r\n"
        "Géld,,a;b,,,,#005F99,yes\r\n"
    )
    assert codebooks.write(rows, ".csv", "").decode("utf-8") == (
        "name,parent,definition,use_when,use_not,example,colour,retired\r\nGéld,,a;b,,,,#005F99,yes\r\n"
    )


@examples(40)
@given(rows=books())
def test_a_qdc_of_any_codebook_keeps_the_rules_of_the_standard(rows):
    data = codebooks.write(rows, ".qdc", "nl")
    check_rules(data)
    schema = os.environ.get("PPS_REFI_XSD")
    if schema:
        etree.XMLSchema(etree.parse(schema)).assertValid(etree.fromstring(data))


def check_rules(data: bytes) -> None:
    """The rules that the standard sets a codebook, in our own words."""
    space = "{urn:QDA-XML:codebook:1.0}"
    root = etree.fromstring(data)
    assert root.tag == space + "CodeBook"
    assert set(root.attrib) <= {"origin"}
    assert [child.tag for child in root] == [space + "Codes"]
    assert len(root[0]) >= 1
    met = []
    for element in root[0].iter():
        if element.tag == space + "Code":
            assert {"guid", "name", "isCodable"} <= set(element.attrib) <= {"guid", "name", "isCodable", "color"}
            assert re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", element.get("guid"))
            assert element.get("isCodable") in ("true", "false")
            assert re.fullmatch("#[0-9A-F]{6}", element.get("color", "#000000"))
            children = [child.tag for child in element]
            assert children[1:] == [space + "Code"] * len(children[1:])
            assert set(children[:1]) <= {space + "Description", space + "Code"}
            met.append(element.get("guid"))
        else:
            assert element.tag in (space + "Codes", space + "Description")
            assert not element.attrib
    assert len(met) == len(set(met))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b' isCodable="true"', b""),
        lambda data: data.replace(b"urn:QDA-XML:codebook:1.0", b"x"),
        lambda data: data.replace(GUID.encode(), b"geen-guid"),
        lambda data: data.replace(b"<Codes>", b"<Codes><Set/>"),
    ],
)
def test_a_file_that_breaks_those_rules_would_be_noticed(spoil):
    whole = qdc(code("A"))
    check_rules(whole)
    with pytest.raises(AssertionError):
        check_rules(spoil(whole))


@examples(150)
@given(
    texts=st.fixed_dictionaries(dict.fromkeys(TEXTS, TEXT)),
    retired=st.booleans(),
    language=st.sampled_from(["nl", "en"]),
)
@example({"definition": "a\n[Example]\nb", "use_when": "", "use_not": "\\[Retired]", "example": ""}, True, "en")
def test_four_texts_come_out_of_one_description_as_they_went_in(texts, retired, language):
    texts = {field: value.strip() for field, value in texts.items()}
    read, is_retired = description.read(description.write(texts, retired, language))
    assert ({field: read.get(field, "") for field in TEXTS}, is_retired) == (texts, retired)


def test_a_description_of_another_program_is_a_definition():
    text = "Over voertuigen.\n\nExample: een bus\n[zie memo]"
    assert description.read(text) == ({"definition": text}, False)


# -- bringing it into a study ---------------------------------------------------------------------------------------

BOOK = (
    "naam;hoort onder;definitie;wel gebruiken;niet gebruiken;voorbeeld;kleur;buiten gebruik\r\n"
    "Vertrouwen;;Rekenen op elkaar;Afspraken;Tevredenheid;'-ja;#005f99;\r\n"
    "Openheid;vertrouwen;;;;;;nee\r\n"
    "Oud;;;;;;;ja\r\n"
).encode("utf-8-sig")


def test_a_dutch_table_from_a_spreadsheet_is_taken_whole(begun):
    bring_in(begun, BOOK, "boek.csv")
    assert codebook_rows(standing(begun)) == [
        ("Vertrouwen", "Rekenen op elkaar", "Afspraken", "Tevredenheid", "-ja", "#005F99", False, 0, None),
        ("Openheid", "", "", "", "", "", False, 1, "Vertrouwen"),
        ("Oud", "", "", "", "", "", True, 0, None),
    ]
    assert {row["how"] for row in recount.table(begun.study, "theme_revision")} == {"imported"}


@pytest.mark.parametrize(("data", "name"), [(BOOK, "boek.csv"), (qdc(code("A", code("B", guid=OTHER))), "boek.qdc")])
def test_the_same_file_twice_changes_nothing(begun, data, name):
    first = bring_in(begun, data, name)
    before = everything(begun.study)
    again = bring_in(begun, data, name)
    assert (len(first.added), len(again.added), again.changed, again.same) == (
        len(first.added),
        0,
        {},
        len(first.added),
    )
    assert everything(begun.study) == before


@pytest.mark.parametrize("ending", codebooks.ENDINGS)
def test_ones_own_export_brought_in_again_changes_nothing(begun, tmp_path, ending):
    bring_in(begun, BOOK, "boek.csv")
    bring_in(begun, qdc(code("Met eigen kenmerk", guid=OTHER)), "boek.qdc")
    out = tmp_path / f"boek{ending}"
    assert codebooks.export(begun.study, out) == 4
    before = everything(begun.study)
    again = bring_in(begun, out.read_bytes(), out.name)
    assert (again.added, again.changed, again.same) == ((), {}, 4)
    assert everything(begun.study) == before


def test_a_guid_of_another_program_stays_with_its_theme_whatever_it_is_called(begun, tmp_path):
    bring_in(begun, qdc(code("Trust", guid=OTHER)), "boek.qdc")
    with begun.study.writing(begun.user) as writer:
        themes.change(writer, standing(begun)[0]["id"], name="Vertrouwen")
    codebooks.export(begun.study, tmp_path / "uit.qdc")
    assert f'guid="{OTHER}" name="Vertrouwen"'.encode() in (tmp_path / "uit.qdc").read_bytes()
    done = bring_in(begun, qdc(code("Trust", guid=OTHER.lower())), "boek.qdc")
    assert list(done.changed.values()) == [{"name": "Trust"}]
    assert [row["name"] for row in standing(begun)] == ["Trust"]


def test_names_that_changed_places_in_the_file_change_places_in_the_study(begun):
    bring_in(begun, qdc(code("A") + code("B", guid=OTHER)), "boek.qdc")
    bring_in(begun, qdc(code("B") + code("A", guid=OTHER)), "boek.qdc")
    assert {row["guid"]: row["name"] for row in standing(begun)} == {GUID: "B", OTHER: "A"}


def test_what_a_file_says_nothing_of_stays_as_it_is(begun):
    bring_in(begun, BOOK, "boek.csv")
    bring_in(begun, b"name,definition\nvertrouwen,Nieuw\n", "boek.csv")
    bring_in(begun, qdc(code("Vertrouwen", "<Description>Nieuwer</Description>")), "boek.qdc")
    assert codebook_rows(standing(begun))[0] == (
        "Vertrouwen",
        "Nieuwer",
        "Afspraken",
        "Tevredenheid",
        "-ja",
        "#005F99",
        False,
        0,
        None,
    )
    assert len(standing(begun)) == 3


def test_a_theme_that_was_merged_away_does_not_come_back(begun):
    bring_in(begun, BOOK, "boek.csv")
    ids = {row["name"]: row["id"] for row in standing(begun)}
    with begun.study.writing(begun.user) as writer:
        themes.merge(writer, ids["Vertrouwen"], ids["Openheid"])
    done = bring_in(begun, BOOK, "boek.csv")
    assert done.merged == (("Vertrouwen", "Openheid"),)
    assert {row["name"] for row in standing(begun)} == {"Openheid", "Oud"}


def test_a_file_that_would_make_a_circle_with_what_is_there_stores_nothing(begun):
    bring_in(begun, b"name,parent\nA,\nB,A\nC,B\n", "boek.csv")
    before = everything(begun.study)
    for data in (b"name,parent\nNieuw,\nA,C\n", b"name,parent\nNieuw,\nX,nergens\n"):
        with pytest.raises(UserError):
            importer.preview(begun.study, data, "boek.csv")
        with pytest.raises(UserError):
            bring_in(begun, data, "boek.csv")
    assert everything(begun.study) == before


def test_a_preview_says_what_would_be_done_and_does_nothing(begun):
    bring_in(begun, BOOK, "boek.csv")
    before = everything(begun.study)
    plan = importer.preview(begun.study, b"name,parent,colour\nOpenheid,,rood\nTijd,Oud,\n", "boek.csv")
    printed = importer.report(plan, stored=False)
    assert (printed["added"], printed["changed"]) == (["Tijd"], {"Openheid": ["colour", "parent_id"]})
    assert everything(begun.study) == before


def test_ten_thousand_themes_come_in_and_go_out(file, tmp_path):
    study = open_study(str(file))
    data = qdc("".join(code(f"Thema {n}", guid=f"{n:08x}-0000-4000-8000-000000000000") for n in range(10_000)))
    assert len(importer.import_codebook(study, "", data, "boek.qdc", "opdrachtregel").added) == 10_000
    assert importer.preview(study, data, "boek.qdc").same == 10_000
    codebooks.export(study, tmp_path / "uit.qdc")
    study.close()
    assert (tmp_path / "uit.qdc").read_bytes().count(b"<Code ") == 10_000


# -- broken tables --------------------------------------------------------------------------------------------------


def test_all_faults_of_a_table_are_said_at_once_with_their_lines():
    fault_lines = lines(
        "name,parent,colour,retired\n"
        "A,B,mauve,\n"
        ",,,\n"
        ",,#000000,\n"
        "B,A,,misschien\n"
        "a,,,\n"
        '"twee\nregels",nergens,,\n'
        "C,C,,,,\n"
    )
    assert fault_lines == [
        (2, "“mauve” is not a colour; write it as #005F99."),
        (2, "“A” comes to stand under itself."),
        (4, "the name is missing."),
        (5, "“misschien” is neither yes nor no."),
        (5, "“B” comes to stand under itself."),
        (6, "“a” stands on line 2 already."),
        (7, "the parent “nergens” is not there."),
        (9, "this row has more cells than there are columns."),
        (9, "“C” comes to stand under itself."),
    ]


def test_a_parent_may_be_a_theme_of_the_study():
    assert names(codebooks.read(b"name,parent\nA,Vertrouwen\n", "b.csv", ["vertrouwen"])) == [("A", "Vertrouwen")]


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        ("thing,definition\nA,b\n", 1, "there is no column “name” among: thing, definition."),
        ("name,naam\nA,b\n", 1, "two columns are the “name”."),
        (
            'name,definition\nA,"open\n',
            2,
            "this row cannot be read: a quotation mark is missing, or a cell has no end.",
        ),
        ("name\n" + "x" * 201 + "\n", 2, "the name is longer than 200 characters."),
    ],
)
def test_a_table_that_cannot_be_read_says_why(data, line, expected):
    assert lines(data) == [(line, expected)]


def test_themes_under_each_other_without_end_are_refused_once():
    rows = "".join(f"T{n},{f'T{n - 1}' if n else ''}\n" for n in range(5_000))
    fault_lines = lines("name,parent\n" + rows)
    assert len(fault_lines) == 1
    assert f"more than {DEEPEST} themes deep" in fault_lines[0][1]


def test_hundreds_of_faults_are_said_in_part_with_their_number():
    fault_lines = lines("name,colour\n" + "".join(f"T{n},geen\n" for n in range(500)))
    assert len(fault_lines) == 201
    assert fault_lines[-1] == (501, "and 300 more faults up to here.")


@pytest.mark.parametrize(
    "text",
    [
        "name;definition\nA;é\n",
        "sep=;\nname;definition\nA;é\n",
        "name\tdefinition\nA\té\n",
        '"name";"definition"\r"A";"é"\r',
        "\nname,definition\n\nA,é\n,\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_tables_of_any_spreadsheet_are_read(text, encoding):
    book = codebooks.read(text.encode(encoding), "boek.csv")
    assert [(code.name, code.definition, code.parent) for code in book.codes] == [("A", "é", None)]
    assert bool(book.warnings) == (encoding == "cp1252")


def test_an_unknown_column_is_left_out_and_said():
    book = codebooks.read(b"name,mood\nA,b\n", "boek.csv")
    assert warnings(book) == ["the column “mood” is not known and is left out."]


CASES = Path(__file__).parents[1] / "cases" / "transcripts"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("f20a_taguette_codebook.csv", [("kosten", "Wat het kost"), ("baten", "Wat het oplevert")]),
        ("f20b_comment_column.csv", [("Kosten", "Wat het kost"), ("Baten", "Wat het oplevert")]),
    ],
)
def test_codebooks_of_taguette_and_atlas_come_in_with_their_definitions(name, codes):
    book = codebooks.read((CASES / name).read_bytes(), name)
    assert [(code.name, code.definition) for code in book.codes] == codes
    assert book.warnings == ()


@pytest.mark.parametrize("separator", [" > ", "\\", "::"])
def test_names_written_as_paths_become_themes_under_each_other(separator):
    rows = [
        "Kosten",
        f"Kosten{separator}Loon",
        "Baten",
        f"Baten{separator}Tijd",
        f"Kosten{separator}Loon{separator}Uur",
    ]
    book = codebooks.read(("Code;Memo\n" + "".join(f"{row};x\n" for row in rows)).encode(), "boek.csv")
    assert [(code.name, code.parent) for code in book.codes] == [
        ("Kosten", None),
        ("Loon", "Kosten"),
        ("Baten", None),
        ("Tijd", "Baten"),
        ("Uur", "Loon"),
    ]


def test_a_path_whose_last_part_is_there_twice_stays_whole_and_is_said():
    book = codebooks.read(b"code\nKosten\nKosten > Overig\nBaten\nBaten > Overig\nA > B\n", "boek.csv")
    assert [(code.name, code.parent) for code in book.codes] == [
        ("Kosten", None),
        ("Kosten > Overig", "Kosten"),
        ("Baten", None),
        ("Baten > Overig", "Baten"),
        ("A > B", None),
    ]
    assert warnings(book) == [
        "“Kosten > Overig” stays a path: another theme ends in the same name.",
        "“Baten > Overig” stays a path: another theme ends in the same name.",
    ]


def test_transparency_of_a_colour_in_a_table_is_said():
    book = codebooks.read(b"name,colour\nA,#8000AAFF\nB,#FF00AAFF\nC,#00AAFF\n", "boek.csv")
    assert [code.colour for code in book.codes] == ["#00AAFF"] * 3
    assert warnings(book) == ["line 2: the transparency of the colour “#8000AAFF” is left out."]


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text_and_read_as_it_was():
    rows = in_tree(
        [
            {
                "id": "1",
                "parent_id": None,
                "position": 1,
                "retired": False,
                "colour": "",
                "name": "=1+1",
                "definition": "@a",
                "use_when": "'=b",
                "use_not": "-c",
                "example": "'d",
            }
        ]
    )
    data = codebooks.write(rows, ".csv", "nl").decode("utf-8-sig")
    assert data.splitlines()[1] == "'=1+1;;'@a;''=b;'-c;'d;;"
    read = codebooks.read(data.encode(), "b.csv").codes[0]
    assert (read.name, read.definition, read.use_when, read.use_not, read.example) == ("=1+1", "@a", "'=b", "-c", "'d")


NO_GUID = "a GUID is missing or is none; the theme is known by its name (line 2)."

# -- broken .qdc ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected", "warned"),
    [
        (qdc(code("A", guid="{" + GUID + "}")), [("A", "")], []),
        (qdc(code("A", guid="nee")), [("A", "")], [NO_GUID]),
        (qdc('<Code name="A" isCodable="1"/>'), [("A", "")], [NO_GUID]),
        (
            qdc(code("A") + code("B")),
            [("A", ""), ("B", "")],
            ["a GUID stands with another code already; the theme is known by its name (line 2)."],
        ),
        (
            qdc(code("A", guid=GUID.replace("-", ""))),
            [("A", "")],
            ["a GUID is written otherwise than the standard has it, and is read (line 2)."],
        ),
        (
            qdc(code("A", more="")),
            [("A", "")],
            ["it is not said whether this code is used for coding; it is (line 2)."],
        ),
        (
            qdc(code("A", more=' isCodable="false"')),
            [("A", "")],
            ["a code that only groups others (isCodable) comes as a theme like any other (line 2)."],
        ),
        (
            qdc(code("A"), "<CodeBook>"),
            [("A", "")],
            ["the namespace of the standard is missing; read as if it were there."],
        ),
        (qdc(code("A")).replace(b"Code", b"CODE").replace(b"name=", b"NAME="), [("A", "")], []),
        (
            qdc(code("A"))
            .replace(b"<Code", b"<q:Code")
            .replace(b"</Code", b"</q:Code")
            .replace(b"xmlns=", b"xmlns:q="),
            [("A", "")],
            [],
        ),
        (qdc(code(" ")), [("Code 1", "")], ["a code without a name is called “Code 1” (line 2)."]),
        (
            qdc(code("A", code("Rest")) + code("B", code("rest", guid=OTHER), guid=OTHER.replace("9", "8"))),
            [("A", ""), ("Rest", "A"), ("B", ""), ("rest (B)", "B")],
            [
                "a GUID stands with another code already; the theme is known by its name (line 2).",
                "a name that another code has too became “rest (B)” (line 2).",
            ],
        ),
        (
            qdc(code("A") + "<Set/>").replace(
                b"</Codes>", b"</Codes><Sets><Set guid='x' name='y'><MemberCode/></Set></Sets>"
            ),
            [("A", "")],
            ["sets of codes are not taken (line 2, 2)."],
        ),
        (qdc(code("A", "<Memo>b</Memo>")), [("A", "")], ["“memo” is not part of a codebook and is left out (line 2)."]),
        (
            qdc(code("A & B")),
            [("A & B", "")],
            ["loose “&” signs are read as they stand, and references to signs that do not exist are left out."],
        ),
        (
            qdc(code("A&#11;")),
            [("A", "")],
            ["loose “&” signs are read as they stand, and references to signs that do not exist are left out."],
        ),
        (qdc(code("A\x0b")), [("A", "")], ["signs without a shape, which XML cannot hold, are left out."]),
    ],
)
def test_what_breaks_the_standard_is_mended_and_said(data, expected, warned):
    book = codebooks.read(data, "boek.qdc")
    assert names(book) == expected
    assert warnings(book) == warned


def test_a_name_that_another_code_has_further_on_is_not_taken_by_a_mended_one():
    book = codebooks.read(qdc(code("A") + code("A", guid=OTHER) + code("A (2)", guid=OTHER.replace("9", "8"))), "b.qdc")
    assert [code.name for code in book.codes] == ["A", "A (3)", "A (2)"]


def test_a_name_without_end_is_cut_and_kept_in_the_definition():
    long = "woord " * 60
    book = codebooks.read(qdc(code(long, "<Description>uitleg</Description>")), "b.qdc")
    assert len(book.codes[0].name) <= 200
    assert book.codes[0].definition == f"{long.strip()}\n\nuitleg"


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#0af", "#00AAFF"),
        ("#00aaff", "#00AAFF"),
        ("00AAFF", "#00AAFF"),
        ("0x00aaff", "#00AAFF"),
        ("#FF00AAFF", "#00AAFF"),
        ("rgb(0, 170, 255)", "#00AAFF"),
        ("0,170,255", "#00AAFF"),
        ("rgba(0,170,255,0.5)", "#00AAFF"),
        ("Blauw", "#0000FF"),
        ("", ""),
        ("rgb(0,170,256)", None),
        ("mauve-ish", None),
        ("#12345", None),
    ],
)
def test_colours_in_other_notations_are_read(written, colour):
    assert colours.colour_of(written) == colour


@pytest.mark.parametrize(
    ("encoding", "declared", "warned"),
    [
        ("utf-16", "utf-16", 0),
        ("iso-8859-1", "iso-8859-1", 0),
        ("cp1252", "utf-8", 1),
        ("utf-8", "iso-9999", 0),
        ("utf-8-sig", "utf-16", 0),
    ],
)
def test_a_codebook_in_any_encoding_is_read(encoding, declared, warned):
    text = qdc(code("Financiële", guid=GUID)).decode().replace('encoding="utf-8"', f'encoding="{declared}"')
    book = codebooks.read(text.encode(encoding), "boek.qdc")
    assert (names(book), len(book.warnings)) == ([("Financiële", "")], warned)


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (qdc(code("A")).replace(b"\n", BOMB, 1), "document type"),
        (b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">' + qdc(code("A"))[39:], "document type"),
        (qdc(code("A"))[:-30], "cut short at line 2"),
        (qdc(""), "is empty"),
        (b"<html><body>Codes</body></html>", "no codebook"),
        (b"Vertrouwen, openheid", "not XML|broken"),
        (b"   ", "is empty"),
        (b"\xff\xfe<\x00C", "damaged|not XML|broken"),
        (b"PK\x03\x04 kapot", "damaged"),
    ],
)
def test_what_is_no_codebook_is_refused_with_the_reason(data, reason):
    with pytest.raises(UserError, match=reason) as caught:
        codebooks.read(data, "boek.qdc")
    assert caught.value.cure


def test_a_million_nested_codes_are_refused_at_once():
    begin = time.perf_counter()
    with pytest.raises(UserError, match=f"more than {DEEPEST} codes deep"):
        codebooks.read(qdc("<Code>" * 1_000_000 + "</Code>" * 1_000_000), "boek.qdc")
    with pytest.raises(UserError, match="nested deeper"):
        codebooks.read(qdc("<x>" * 1_000_000), "boek.qdc")
    with pytest.raises(UserError, match="larger than"):
        codebooks.read(qdc("<Code>" * 4_000_000), "boek.qdc")
    assert time.perf_counter() - begin < 5


def project(codebook: str, name: str = "Project.QDE", **more: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for other, data in more.items():
            out.writestr(f"Sources/{other}", data)
        out.writestr(
            name, f'<Project xmlns="urn:QDA-XML:project:1.0"><Users/>{codebook}<Sources><Code/></Sources></Project>'
        )
    return packed.getvalue()


@pytest.mark.parametrize("name", ["heel.qdpx", "heel.qdc", "heel.zip"])
def test_a_whole_project_gives_its_codebook(name):
    data = project(f"<CodeBook><Codes>{code('A')}</Codes></CodeBook>", tekst=b"een gesprek")
    book = codebooks.read(data, name)
    assert names(book) == [("A", "")]
    assert warnings(book) == ["this is a whole project; only its codebook is taken."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (project(""), "no codebook"),
        (project("", "verslag.docx"), "no project"),
        (project(code("A", "<Description>" + " " * 30_000_000 + "</Description>")), "unfolds into more"),
        (project("")[:-40], "damaged"),
    ],
)
def test_a_project_without_codebook_or_without_end_is_refused(data, reason):
    with pytest.raises(UserError, match=reason):
        codebooks.read(data, "heel.qdpx")


# -- anything at all ------------------------------------------------------------------------------------------------

INNER = "<Description>[Voorbeeld]\nja</Description>" + code("Open", guid=OTHER)
WHOLE = qdc(code("Vertrouwen", INNER, more=' isCodable="true" color="#abc"'))


@st.composite
def mutated(draw) -> tuple[bytes, str]:
    """A good file in which some bytes were replaced, left out or put in; or any bytes at all."""
    data, name = draw(st.sampled_from([(WHOLE, "b.qdc"), (BOOK, "b.csv"), (project(WHOLE.decode()[40:]), "b.qdpx")]))
    if draw(st.booleans()):
        return draw(st.binary(max_size=200)), name
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        put = draw(st.binary(max_size=4) | st.sampled_from([b"<", b"&", b'"', b"\n", b";", b"</Code>", b"<Code>"]))
        data = data[:at] + put + data[at + draw(st.integers(0, 5)) :]
    return data, name


@examples(300)
@given(file=mutated())
def test_any_bytes_give_a_codebook_that_can_be_stored_or_an_error_for_a_person(file):
    data, name = file
    try:
        book = codebooks.read(data, name)
    except UserError as error:
        assert error.message()
        assert error.fault
        return
    assert book.codes
    assert all(code.name and len(code.name) <= 200 for code in book.codes)
    assert len({plain_name(code.name) for code in book.codes}) == len(book.codes)
    planned = importer.make_plan([], book)
    codebook_import.check_import([], planned.added, planned.changed)
    assert warnings(book) is not None


# -- the command line -----------------------------------------------------------------------------------------------


def run(*words: object):
    done = CliRunner().invoke(main, [str(word) for word in words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@pytest.fixture
def file(tmp_path) -> Path:
    """A study file under way."""
    path = tmp_path / "study.sqlite"
    study = open_study(str(path), create=True)
    build.begin(study)
    study.close()
    return path


def test_a_codebook_goes_in_and_out_by_command(file, tmp_path):
    book = tmp_path / "boek.csv"
    book.write_bytes(BOOK)
    dry = json.loads(run("import", "codebook", book, "--study", file, "--dry-run", "--json").stdout)
    assert (dry["added"], dry["stored"]) == (["Vertrouwen", "Openheid", "Oud"], False)
    done = run("import", "codebook", book, "--study", file)
    assert done.stdout == "3 themes added, 0 changed, 0 stand as the file has them.\n"
    again = json.loads(run("import", "codebook", book, "--study", file, "--json").stdout)
    assert (again["added"], again["changed"], again["unchanged"], again["stored"]) == ([], {}, 3, True)
    for name in ("uit.csv", "uit.qdc"):
        assert run("export", "codebook", "--study", file, "--out", tmp_path / name).stdout.startswith(
            "3 themes written"
        )
        assert names(codebooks.read((tmp_path / name).read_bytes(), name)) == [
            ("Vertrouwen", ""),
            ("Openheid", "Vertrouwen"),
            ("Oud", ""),
        ]
    assert run("check", "--study", file).exit_code == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("import", "codebook", "nergens.csv"), "cannot be read"),
        (("import", "codebook", "."), "this is a folder"),
        (("export", "codebook", "--out", "boek.docx"), "End the name in .csv or .qdc."),
        (("export", "codebook", "--out", "boek.qdc"), "there is no theme yet"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(file, words, expected, monkeypatch):
    monkeypatch.chdir(file.parent)
    done = run(*words, "--study", file)
    assert done.exit_code == 1
    assert expected in done.stderr
    assert not list(file.parent.glob("boek.*"))


def test_a_faulty_table_stores_nothing_by_command_and_says_every_line(file, tmp_path):
    book = tmp_path / "boek.csv"
    book.write_text("name,colour\nA,\nB,geen\na,\n", "utf-8")
    done = run("import", "codebook", book, "--study", file)
    assert done.exit_code == 1
    assert [line.strip() for line in done.stderr.splitlines()[1:]] == [
        "line 3: “geen” is not a colour; write it as #005F99.",
        "line 4: “a” stands on line 2 already.",
    ]
    study = open_study(str(file))
    assert recount.table(study, "theme") == []
    study.close()


def test_thousands_of_equal_names_and_open_cdata_are_no_work_that_squares():
    code = "".join(f'<Code guid="{n:032x}" name="x" isCodable="true"/>' for n in range(15_000))
    read = codebooks.read(
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{code}</Codes></CodeBook>'.encode(), "a.qdc"
    )
    assert [code.name for code in read.codes[:3]] == ["x", "x (2)", "x (3)"]
    assert read.codes[-1].name == "x (15000)"
    with pytest.raises(UserError, match="broken or cut short"):
        codebooks.read(b"<CodeBook>" + b"<![CDATA[" * 100_000 + b" & ", "a.qdc")
    with pytest.raises(UserError):
        codebooks.read(b"," * 1_000_000 + b"name," * 1_000_000, "a.csv")


def test_a_colour_of_a_million_spaces_is_none():
    assert colours.colour_of("1" + " " * 1_000_000 + "x") is None
