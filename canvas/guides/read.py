"""Reading a guide file, with every fault in it named by line.

A file is read section by section, a section being the head or one `[[question]]`: so a slip in one question does not
hide the slips in the others, and each has its line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from canvas import method, regular_files
from canvas.errors import N_, FaultyFileError, UserError
from canvas.guides.model import Guide, Question, content_hash
from canvas.shipped import shipped

KINDS = ("text", "rating")  # choice and amount join when a guide needs them
HEAD_KEYS = {"id", "version", "languages", "minutes", "title", "intro"}
QUESTION_KEYS = {
    "key",
    "block",
    "kind",
    "roles",
    "text",
    "text_for",
    "probes",
    "probes_for",
    "rating",
    "rating_text",
    "explain",
    "factor",
}
QUESTION_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
# What may hold words that look like a header (comments, strings), and the header of a question itself.
_TOKENS = re.compile(
    "|".join(
        (
            r"#[^\n]*",
            r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}',
            r"'{3}.*?'{3,5}",
            r'"(?:[^"\\\n]|\\.)*"',
            r"'[^'\n]*'",
            r"""(?P<header>^[ \t]*\[\[[ \t]*["']?question["']?[ \t]*\]\])""",
        )
    ),
    re.DOTALL | re.MULTILINE,
)
MOST_PARTS = 8  # of a dotted key; ours have two
MOST_FAULTS = 200  # said at once
_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:(?:[\w-]++|"")[ \t]*+\.[ \t]*+){8}""")
LARGEST_GUIDE = 2_000_000  # characters; a guide of a full day's questions stays far below

Fault = tuple[int, str, dict]


def read_guide(path: Path) -> Guide:
    """Return the guide in a file; raises FaultyFileError with all its faults, or UserError where it cannot be read."""
    if not path.exists():
        raise UserError(str(path), N_("there is no such guide file."), N_("Check the path."))
    try:
        text = regular_files.read_file(path, 4 * LARGEST_GUIDE + 8, N_("Check it and try again.")).decode("utf-8-sig")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise UserError(str(path), N_("this is not a text file in UTF-8."), N_("Save it as UTF-8 text.")) from None
    return parse_guide(text, path.name)


@lru_cache(maxsize=64)
def parse_guide(text: str, place: str = "guide", roles: tuple[str, ...] | None = None) -> Guide:
    """Return the guide that `text` holds; raises FaultyFileError with every fault and its line. `place` names the file.

    `roles` are the keys of the roles a study has, and another one is a fault then; without them every role will do,
    since a guide may be written for a study with roles of its own.
    """
    if len(text) > LARGEST_GUIDE:
        raise UserError(place, N_("the guide is larger than {most} characters."), N_("Split it."), most=LARGEST_GUIDE)
    faults: list[Fault] = []
    sections = _sections(text)
    head = _parse_section(*sections[0], faults)
    if head is not None:
        _check_head(head, sections[0][1], faults)
        if len(sections) == 1:
            faults.append((1, N_("there is no question: a guide needs at least one [[question]]."), {}))
    else:
        head = {}  # its slip is named; what else it lacks, a question perhaps, cannot be told
    rows = [(line, section, _parse_section(line, section, faults)) for line, section in sections[1:]]
    languages = tuple(head["languages"]) if _are_languages(head.get("languages")) else method.LANGUAGES
    questions: list[Question] = []
    line_by_key: dict[str, int] = {}
    for line, section, parsed in rows:
        if len(faults) > MOST_FAULTS:
            break  # each further one is looked for through all of its question
        for field in sorted(set(parsed or ()) - {"question"})[: MOST_FAULTS + 1]:  # such as [questions.text_for]
            line_number = _line_of(line, section, field)
            faults.append((line_number, N_("“{field}” is not a field of a guide."), {"field": field}))
        for row in parsed["question"] if parsed else ():
            check = _QuestionCheck(line, section, row, languages, roles, faults)
            if check.passes(line_by_key):
                questions.append(_question(row))
    if faults:
        raise _faulty(place, faults)
    minutes = head.get("minutes", 0)
    return Guide(
        head["id"],
        head["version"],
        languages,
        minutes,
        head.get("title", dict.fromkeys(languages, head["id"])),
        head.get("intro", dict.fromkeys(languages, "")),
        tuple(questions),
        text,
    )


def _faulty(place: str, faults: list[Fault]) -> FaultyFileError:
    faults = sorted(faults, key=lambda fault: fault[0])
    more = [(faults[-1][0], N_("and {more} more faults up to here."), {"more": len(faults) - MOST_FAULTS})]
    return FaultyFileError(place, faults[:MOST_FAULTS] + more * (len(faults) > MOST_FAULTS))


def guide_hash(guide: Guide) -> str:
    """Return the fingerprint of what a guide says, kept with each study that used it."""
    return content_hash(tomllib.loads(guide.content))


@cache
def shipped_guides() -> dict[str, Guide]:
    """Return the guides that ship with the product, by id, the longest first."""
    guides = [read_guide(path) for path in sorted(shipped("interview_guides").glob("*.toml"))]
    return {guide.id: guide for guide in sorted(guides, key=lambda guide: -len(guide.questions))}


def _sections(text: str) -> list[tuple[int, str]]:
    """Return (first line, text) of the head and of each question.

    A header inside a multi-line string does not count.
    """
    starts = [0, *(match.start() for match in _TOKENS.finditer(text) if match["header"])]
    sections, line = [], 1
    for start, end in pairwise([*starts, len(text)]):
        sections.append((line, text[start:end]))
        line += text.count("\n", start, end)
    return sections


def _line_of(line: int, section: str, *path: str) -> int:
    """Return the line of a field in a section that begins at `line`, each name of `path` looked for after the last."""
    offset = 0
    for name in path:
        field = re.compile(rf"^[^\n#]*?(?<![\w-]){re.escape(name)}(?![\w-])[\w.]*+[\"']?\s*+[=\]]", re.MULTILINE)
        match = field.search(section, offset)
        offset = match.start() if match else offset
    return line + section.count("\n", 0, offset)


def _blanked(match: re.Match) -> str:
    """Return an empty string for a string and nothing for a comment, on as many lines."""
    return match[0] if match["header"] else '""' * (match[0][0] != "#") + "\n" * match[0].count("\n")


def _parse_section(line: int, section: str, faults: list[Fault]) -> dict | None:
    bare = _TOKENS.sub(_blanked, section)
    if long := _LONG_KEY.search(bare):  # each part of a key is a table in the one before
        at = line + bare.count("\n", 0, long.start())
        faults.append((at, N_("a key has more than {most} parts."), {"most": MOST_PARTS}))
        return None
    try:
        return tomllib.loads(section)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        at = line + int(match[1]) - 1 if match else line + section.count("\n") - 1
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        faults.append((max(at, line), N_("this is not valid TOML: {why}."), {"why": reason}))
        return None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a list a thousand deep
        faults.append((line, N_("this is not valid TOML: {why}."), {"why": str(error)}))
        return None


def _are_languages(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(language in method.LANGUAGES for language in value)


def _check_head(head: Mapping, section: str, faults: list[Fault]) -> None:
    def fault(at: str, message: str, **values: object) -> None:
        faults.append((_line_of(1, section, at), message, values))

    if not (isinstance(head.get("id"), str) and re.fullmatch(r"[a-z0-9][a-z0-9-]*", head["id"])):
        fault("id", N_('id must be a short name such as "pps-short".'))
    if not _is_integer(head.get("version")) or head["version"] < 1:
        fault("version", N_("version must be a whole number from 1."))
    if not _are_languages(head.get("languages")):
        fault("languages", N_('languages must list "nl", "en" or both.'))
    if "minutes" in head and not (_is_integer(head["minutes"]) and 0 < head["minutes"] <= 600):
        fault("minutes", N_("minutes must be a whole number from 1 to 600."))
    for key in ("title", "intro"):
        languages = head["languages"] if _are_languages(head.get("languages")) else ()
        if key in head and not _has_texts(head[key], languages):
            fault(key, N_("{field} must hold a text in each language of the guide."), field=key)
    for key in sorted(set(head) - HEAD_KEYS)[: MOST_FAULTS + 1]:
        fault(key, N_("“{field}” is not a field of a guide."), field=key)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _has_texts(value: object, languages: tuple[str, ...]) -> bool:
    return isinstance(value, dict) and all(
        isinstance(value.get(language), str) and value[language].strip() for language in languages
    )


class _QuestionCheck:
    """Checks one question, each fault at the line of its field."""

    def __init__(
        self,
        line: int,
        section: str,
        row: Mapping,
        languages: tuple,
        study_roles: tuple[str, ...] | None,
        faults: list[Fault],
    ) -> None:
        self.line, self.section, self.row, self.languages, self.faults = line, section, row, languages, faults
        self.study_roles = study_roles
        self.faults_before = len(faults)

    def passes(self, seen: dict[str, int]) -> bool:
        row, fault = self.row, self.fault
        key = row.get("key")
        if not isinstance(key, str) or not QUESTION_KEY.fullmatch(key):
            fault("key", N_("key must be a name such as costs.main."))
        elif key in seen:
            fault("key", N_("key “{key}” stands at line {first} already."), key=key, first=seen[key])
        else:
            seen[key] = self.line
        block = row.get("block", "")
        if not isinstance(block, str) or block not in method.blocks():
            fault("block", N_("“{given}” is not one of the 18 blocks."), given=str(block)[:60])
        if row.get("kind") not in KINDS:
            fault("kind", N_("kind must be one of {kinds}."), kinds=", ".join(KINDS))
        roles = row.get("roles", [])
        if not isinstance(roles, list) or not all(isinstance(role, str) and role for role in roles):
            fault("roles", N_("roles must be a list of role keys."))
        else:
            for role in roles:
                self._check_known(("roles",), role)
        if not _has_texts(row.get("text"), self.languages):
            fault("text", N_("{field} must hold a text in each language of the guide."), field="text")
        self._check_for_roles("text_for", lambda value: _has_texts(value, self.languages))
        if not self._are_probes(row.get("probes", [])):
            fault("probes", N_("{field} must be a list of texts in each language of the guide."), field="probes")
        self._check_for_roles("probes_for", self._are_probes)
        self._check_rating()
        for field in sorted(set(row) - QUESTION_KEYS)[: MOST_FAULTS + 1]:
            fault(field, N_("“{field}” is not a field of a question."), field=field)
        return len(self.faults) == self.faults_before

    def _check_for_roles(self, field: str, is_right: Callable[[object], bool]) -> None:
        value = self.row.get(field, {})
        if not isinstance(value, dict):
            self.fault(field, N_("{field} must name roles, each with its wording."), field=field)
            return
        roles = self.row.get("roles") or []
        for role, wording in value.items():
            if isinstance(roles, list) and roles and role not in roles:
                self.fault_at(
                    (field, role), N_("{field} words role “{role}”, which roles does not list."), field=field, role=role
                )
            else:
                self._check_known((field, role), role)
            if not is_right(wording):
                self.fault_at(
                    (field, role),
                    N_("{field} must hold a text in each language of the guide."),
                    field=f"{field}.{role}",
                )

    def _check_known(self, at: tuple[str, ...], role: str) -> None:
        if self.study_roles is not None and role not in self.study_roles:
            self.fault_at(
                at,
                N_("“{role}” is not a role of this study; its roles are {known}."),
                role=role[:60],
                known=", ".join(self.study_roles),
            )

    def _are_probes(self, value: object) -> bool:
        return isinstance(value, list) and all(_has_texts(probe, self.languages) for probe in value)

    def _check_rating(self) -> None:
        row = self.row
        if not isinstance(row.get("rating", False), bool):
            self.fault("rating", N_("rating must be true or false."))
        has_rating = row.get("rating") is True or "rating_text" in row
        if has_rating and not _has_texts(row.get("rating_text"), self.languages):
            at = "rating_text" if "rating_text" in row else "rating"
            self.fault(at, N_("a rating needs rating_text in each language of the guide."))
        if "explain" in row and not (row.get("rating") is True or row.get("kind") == "rating"):
            self.fault("explain", N_("explain asks about a rating, and this question has none."))
        elif "explain" in row and not _has_texts(row["explain"], self.languages):
            self.fault("explain", N_("{field} must hold a text in each language of the guide."), field="explain")
        if "factor" in row and not (_is_integer(row["factor"]) and row["factor"] in method.factors()):
            self.fault("factor", N_("factor must be a number from 1 to 10."))

    def fault(self, at: str, message: str, **values: object) -> None:
        self.fault_at((at,), message, **values)

    def fault_at(self, path: tuple[str, ...], message: str, **values: object) -> None:
        self.faults.append((_line_of(self.line, self.section, *path), message, values))


def _question(row: Mapping) -> Question:
    rated = row["kind"] == "rating"
    return Question(
        row["key"],
        row["block"],
        row["kind"],
        tuple(row.get("roles", ())),
        row["text"],
        row.get("text_for", {}),
        tuple(row.get("probes", ())),
        {role: tuple(probes) for role, probes in row.get("probes_for", {}).items()},
        row.get("rating", False) or rated,
        row.get("rating_text", row["text"] if rated else {}),
        row.get("explain", {}),
        row.get("factor"),
    )
