"""`import transcript`: what it prints, what it stores, whom it asks for the list, and when it stores nothing."""

from __future__ import annotations

import csv
import json
import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from canvas.capture import interviewing
from canvas.exchange.transcripts.importing import import_target
from canvas.guides import shipped_guides
from canvas.store import Study, documents, interviews, moments, open_study, users
from tests import build
from tests.test_cli import fault, run

CAPTIONS = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
<v Interviewer>Hoe lang bent u hier, Joris? En met wie?</v>

2
00:00:05.000 --> 00:00:09.000
<v Joris Verzonnen>Drie jaar, met Truus Bedacht. Mail truus@example.org of bel 06-00000000.</v>

3
00:00:75.000 --> 00:00:12.000
<v Joris Verzonnen>Truus Bedacht begon met de werkplaats.</v>
"""


@pytest.fixture
def captions(tmp_path: Path) -> Path:
    path = tmp_path / "Joris.vtt"
    path.write_text(CAPTIONS, "utf-8")
    return path


def add(begun: build.Begun, file: Path, *more: object, codes: tuple[str, ...] = ("NT-B1",)):
    """The command run on a study under way, for its partnership."""
    who = [word for code in codes for word in ("--respondent", code)]
    return run("import", "transcript", file, "--partnership", "NT", *who, "--study", begun.study.target, *more)


def documents_and_terms(study: Study) -> tuple[list[dict], list[str]]:
    """What a study holds of it: its transcripts at any moment, and the names of its profiles."""
    with study.reading() as connection:
        at = [(row["partnership_id"], row["wave_id"]) for row in moments.moments(connection)]
        document_rows = [row for moment in at for row in documents.of_moment(connection, *moment)]
        return document_rows, [row["name"] for row in users.every(connection)]


def test_a_dry_run_says_what_was_read_and_would_be_replaced_and_stores_nothing(begun, captions):
    done = add(begun, captions, "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:3] == [
        "Not complete: 2 of 3 cues read; 128 of 128 characters kept.",
        "  Interviewer: 1 turn, 9 words (interviewer)",
        "  Joris Verzonnen: 1 turn, 16 words (NT-B1)",
    ]
    assert "  “Truus Bedacht” (2 places) becomes [persoon 1]" in done.stdout.splitlines()
    assert done.stdout.splitlines()[-1] == (
        "Nothing is stored. It would go to a new interview, with NT-B1 (Nieuwe Techniek, Meting 2)."
    )
    assert done.stderr == "Note: line 12: an impossible time; the words under it are kept, without a time.\n"
    assert documents_and_terms(begun.study) == ([], ["onderzoeker-1", "onderzoeker-2"])


def test_json_holds_what_the_issue_asks_of_a_dry_run(begun, captions):
    printed = json.loads(add(begun, captions, "--dry-run", "--json").stdout)
    proposed = {row["term"]: row for row in printed.pop("proposed")}
    assert printed.pop("turns")[0] == {
        "speaker": "Interviewer",
        "from_ms": 1_000,
        "text": "Hoe lang bent u hier, Joris? En met wie?",
    }
    assert printed == {
        "cues_in_file": 3,
        "cues_read": 2,
        "speakers": {"Interviewer": 1, "Joris Verzonnen": 1},
        "characters_in": 128,
        "characters_kept": 128,
        "characters_left_out": 0,
        "complete": False,
        "left_out": [],
        "doubtful": {},
        "warnings": ["line 12: an impossible time; the words under it are kept, without a time."],
    }
    assert proposed["Truus Bedacht"] == {
        "term": "Truus Bedacht",
        "kind": "name",
        "places": 2,
        "code": "[persoon 1]",
        "replaced": True,
    }
    assert proposed["Joris"]["code"] == "NT-B1"
    assert {"truus@example.org", "06-00000000"} <= proposed.keys()


def test_a_transcript_is_stored_without_names_and_their_list_is_handed_over(begun, captions, tmp_path):
    keys = tmp_path / "lijst.csv"
    done = add(begun, captions, "--keys", keys, "--json")
    assert done.exit_code == 0
    printed = json.loads(done.stdout)
    assert printed["replaced"] == {"terms": 5, "places": 5}  # Joris, Truus twice, mail, phone; the label has no place
    with begun.study.reading() as connection:
        document = documents.get(connection, printed["document"])
        turns = documents.turns(connection, printed["document"])
        speakers = documents.speakers(connection, printed["document"])
        interview = interviews.get(connection, printed["interview"])
        names = {row["id"]: row["name"] for row in users.every(connection)}
    assert document["text"] == (
        "Hoe lang bent u hier, NT-B1? En met wie?\n\n"
        "Drie jaar, met [persoon 1]. Mail [e-mail 1] of bel [telefoon 1]. [persoon 1] begon met de werkplaats."
    )
    assert document["hash"] == sha256(captions.read_bytes()).hexdigest()
    assert [(row["speaker"], row["from_ms"], row["to_ms"]) for row in turns] == [
        ("Interviewer", 1_000, 4_000),
        ("NT-B1", 5_000, 9_000),
    ]
    assert {row["label"]: (row["part"], row["code"]) for row in speakers} == {
        "Interviewer": ("interviewer", None),
        "NT-B1": ("respondent", "NT-B1"),
    }
    assert names[document["added_by"]] == "opdrachtregel"
    assert (interview["mode"], interview["guide_key"], interview["label"], interview["codes"]) == (
        "online",
        "pps-short",
        "Meting 2",
        ["NT-B1"],
    )
    assert interview["started_at"]
    assert not interview["completed_at"]
    rows = list(csv.DictReader(keys.read_text("utf-8-sig").splitlines(), delimiter=";"))
    # a place is a character in the text as stored, from 1: "Hoe lang bent u hier, " is 22 characters long
    assert {row["Vervangen"]: (row["Vervangen door"], row["Plaatsen"]) for row in rows} == {
        "Joris": ("NT-B1", "beurt 1, teken 23"),
        "Joris Verzonnen": ("NT-B1", ""),
        "Truus Bedacht": ("[persoon 1]", "beurt 2, teken 16; beurt 2, teken 66"),
        "truus@example.org": ("[e-mail 1]", "beurt 2, teken 34"),
        "06-00000000": ("[telefoon 1]", "beurt 2, teken 52"),
    }
    if os.name == "posix":
        assert stat.S_IMODE(keys.stat().st_mode) == 0o600


def test_sentences_say_that_an_interview_was_made_and_where_the_list_is(begun, captions, tmp_path):
    keys = tmp_path / "lijst.csv"
    assert add(begun, captions, "--keys", keys, "--wave", "Meting 1").stdout.splitlines()[-2:] == [
        "Stored with the interview of NT-B1 (Nieuwe Techniek, Meting 1), made for it: online, on the short guide.",
        f"5 terms replaced at 5 places. The list is in {keys}: keep it apart from the study. It is the only way back.",
    ]


def test_the_latest_started_interview_with_just_these_respondents_is_taken(begun, captions, tmp_path):
    alone = build.interview(begun, begun.employer, wave=begun.later_wave)
    together = build.interview(begun, begun.employer, begun.employer_too, wave=begun.later_wave)
    interviewing.plan(
        begun.study, begun.user, build.short_guide(), begun.partnership, begun.later_wave, [begun.employer], "nl"
    )
    printed = json.loads(add(begun, captions, "--keys", tmp_path / "een.csv", "--json").stdout)
    assert printed["interview"] == alone
    other = tmp_path / "twee.vtt"
    other.write_text(
        CAPTIONS + "\n4\n00:01:00.000 --> 00:01:01.000\n<v Kees Verzonnen>Ja zeker, dat was toen zo.</v>\n"
    )
    printed = json.loads(
        add(
            begun,
            other,
            "--keys",
            tmp_path / "twee.csv",
            "--json",
            "--speaker",
            "Joris Verzonnen=NT-B1",
            "--speaker",
            "Kees Verzonnen=NT-B2",
            codes=("nt-b1", "NT-B2"),
        ).stdout
    )
    assert printed["interview"] == together
    with begun.study.reading() as connection:
        codes_by_label = {row["label"]: row["code"] for row in documents.speakers(connection, printed["document"])}
    assert codes_by_label == {"Interviewer": None, "NT-B1": "NT-B1", "NT-B2": "NT-B2"}


def test_a_factor_scan_takes_a_transcript_only_where_there_is_no_other_interview(begun):
    def there() -> str:
        return import_target.find_target(begun.study, "NT", ["NT-B1"], "Meting 1").interview["id"]

    scan = interviewing.plan(
        begun.study,
        begun.user,
        shipped_guides()["factor-scan"],
        begun.partnership,
        begun.wave,
        [begun.employer],
        "nl",
        start=True,
    )
    assert there() == scan
    planned = interviewing.plan(
        begun.study, begun.user, build.short_guide(), begun.partnership, begun.wave, [begun.employer], "nl"
    )
    assert there() == planned


def test_an_interview_that_was_held_comes_before_one_that_is_planned(begun):
    together = build.interview(begun, begun.employer, begun.employer_too, wave=begun.later_wave)
    plan = (begun.study, begun.user, build.short_guide(), begun.partnership, begun.later_wave)
    planned = interviewing.plan(*plan, [begun.employer_too], "nl")
    assert import_target.find_target(begun.study, "NT", ["NT-B2"], None).interview["id"] == together
    alone = interviewing.plan(*plan, [begun.employer_too], "nl", start=True)
    assert import_target.find_target(begun.study, "NT", ["NT-B2"], None).interview["id"] == alone != planned


def test_partnership_and_wave_are_found_by_name_code_and_number(begun):
    for partnership in ("NT", "nt", "Nieuwe Techniek", " nieuwe techniek"):
        for wave in ("Meting 1", "meting 1", "1"):
            target = import_target.find_target(begun.study, partnership, ("nt-b1",), wave)
            assert (target.partnership["id"], target.wave["wave_id"]) == (begun.partnership, begun.wave)
            assert [row["id"] for row in target.people] == [begun.employer]
    assert import_target.find_target(begun.study, "NT", ["NT-B1"], None).wave["wave_id"] == begun.later_wave


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (["--partnership", "XX"], "Partnership: “XX” is not there. Choose one of these: NT."),
        (["--respondent", "NT-B9"], "Respondent: “NT-B9” is not there. Choose one of these: NT-B1, NT-B2, NT-G1."),
        (["--respondent", "NT-G1"], "they speak from different roles"),  # known only when the interview is made
        (["--wave", "Meting 9"], "Moment: “Meting 9” is not there. Choose one of these: Meting 1, Meting 2."),
        (["--interviewer", "Kees"], "Speaker: “Kees” is not there. Choose one of these: Interviewer, Joris Verzonnen."),
        (["--speaker", "Joris Verzonnen=NT-B2"], "Respondent: “NT-B2” is not there. Choose one of these: NT-B1"),
        (["--keep", "Karel"], "“Karel” is not among what is proposed to be replaced. See what is, with --dry-run."),
        (["--profile", "joris@example.org"], "an e-mail address says who you are."),
    ],
)
def test_what_is_not_there_is_said_with_what_is_and_nothing_is_stored(begun, captions, tmp_path, more, expected):
    keys = tmp_path / "lijst.csv"
    assert expected in fault(add(begun, captions, "--keys", keys, *more))
    assert documents_and_terms(begun.study) == ([], ["onderzoeker-1", "onderzoeker-2"])
    assert not keys.exists()


def test_without_a_place_for_the_list_nothing_is_stored(begun, captions, tmp_path):
    assert "names and other terms would be replaced (5), and nowhere is said where their list goes." in fault(
        add(begun, captions)
    )
    keys = tmp_path / "lijst.csv"
    keys.write_text("van een ander gesprek")
    assert "may be the only list of another transcript" in fault(add(begun, captions, "--keys", keys))
    assert "End the name in .csv." in fault(add(begun, captions, "--keys", tmp_path / "lijst.xlsx"))
    assert "this folder is not there" in fault(add(begun, captions, "--keys", tmp_path / "weg" / "lijst.csv"))
    assert keys.read_text() == "van een ander gesprek"
    assert documents_and_terms(begun.study) == ([], ["onderzoeker-1", "onderzoeker-2"])


def test_without_anything_to_replace_no_list_is_needed(begun, tmp_path):
    file = tmp_path / "gesprek.txt"
    file.write_text("Interviewer: Hoe gaat het?\nNT-B1: Goed hoor.\nInterviewer: Mooi.\n")
    done = add(begun, file)
    assert done.exit_code == 0
    assert "list" not in done.stdout
    assert [row["title"] for row in documents_and_terms(begun.study)[0]] == ["Transcript NT-B1"]


def test_terms_are_kept_and_added_as_asked(begun, captions, tmp_path):
    more = ("--keep", "truus bedacht", "--term", "werkplaats")
    printed = json.loads(add(begun, captions, "--keys", tmp_path / "lijst.csv", "--json", *more).stdout)
    with begun.study.reading() as connection:
        text = documents.get(connection, printed["document"])["text"]
    assert "Truus Bedacht begon met de [term 1]." in text
    assert "NT-B1?" in text


def test_the_same_file_twice_is_refused_with_where_it_stands(begun, captions, tmp_path):
    add(begun, captions, "--keys", tmp_path / "een.csv")
    second = add(begun, captions, "--keys", tmp_path / "twee.csv", "--wave", "1")
    assert "this file is in the study already, as “Transcript NT-B1” (Nieuwe Techniek · Meting 2" in fault(second)
    assert "this file is in the study already" in fault(add(begun, captions, "--dry-run"))
    assert not (tmp_path / "twee.csv").exists()
    assert len(documents_and_terms(begun.study)[0]) == 1


def test_the_same_talk_from_another_file_is_stored_and_said(begun, captions, tmp_path):
    add(begun, captions, "--keys", tmp_path / "een.csv")
    again = tmp_path / "anders.vtt"
    again.write_text(CAPTIONS.replace("00:00:75.000", "00:00:11.000"))
    done = add(begun, again, "--keys", tmp_path / "twee.csv")
    assert done.exit_code == 0
    assert "largely the same words stand there already, as “Transcript NT-B1”" in done.stderr


def test_who_cannot_be_told_is_asked_for(begun, tmp_path):
    file = tmp_path / "gesprek.txt"
    file.write_text("Aap Bedacht: Een zin.\nNoot Bedacht: Nog een zin.\nAap Bedacht: Zo.\nNoot Bedacht: Ja.\n")
    message = fault(add(begun, file, "--dry-run"))
    assert "it cannot be told who of these is the interviewer: Aap Bedacht, Noot Bedacht." in message
    done = add(begun, file, "--dry-run", "--interviewer", "Noot Bedacht")
    assert done.exit_code == 0
    assert "  Aap Bedacht: 2 turns, 3 words (NT-B1)" in done.stdout
    assert "  Noot Bedacht: 2 turns, 4 words (interviewer)" in done.stdout


def test_a_file_that_is_not_there_or_cannot_be_read_is_said(begun, tmp_path):
    assert "cannot be read" in fault(add(begun, tmp_path / "weg.vtt"))
    (tmp_path / "map.vtt").mkdir()
    assert "this is a folder, not a file." in fault(add(begun, tmp_path / "map.vtt"))
    bad = tmp_path / "kapot.vtt"
    bad.write_text("WEBVTT\n")
    assert fault(add(begun, bad)).startswith("Error: kapot.vtt: there is no timing line (-->) in it")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["x.vtt"],
        ["x.vtt", "--partnership", "NT"],
        ["x.vtt", "--respondent", "NT-B1"],
        ["x.vtt", "--partnership", "NT", "--respondent", "NT-B1", "--speaker", "Joris"],
        ["x.vtt", "--partnership", "NT", "--respondent", "NT-B1", "--speaker", "=NT-B1"],
    ],
)
def test_wrong_usage_exits_2(words):
    assert run("import", "transcript", *words).exit_code == 2


def test_a_failure_while_storing_leaves_no_list_of_names_behind(begun, captions, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("disk full")

    monkeypatch.setattr("canvas.capture.transcript_intake.put_transcript", fail)
    keys = tmp_path / "lijst.csv"
    with pytest.raises(RuntimeError, match="disk full"):
        add(begun, captions, "--keys", keys)
    assert not keys.exists()
    opened = open_study(begun.study.target)
    assert documents_and_terms(opened) == ([], ["onderzoeker-1", "onderzoeker-2"])
    opened.close()
