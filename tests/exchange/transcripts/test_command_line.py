"""`import transcript` with every case there is: what it prints is what is right, and what it stores can be counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest
from click.testing import Result

from canvas.exchange.transcripts import READERS
from canvas.exchange.transcripts.read_log import characters
from canvas.store import documents, moments, open_study
from tests import build
from tests.exchange.transcripts import test_cases as first
from tests.exchange.transcripts.foreign_layouts import Case, every_case
from tests.test_cli import run

NO_TRANSCRIPTS = {"f20a_taguette_codebook.csv", "f20b_comment_column.csv"}
CAPTIONS_OF_NAMES = {
    "f13b_speaker_with_such_a_name.vtt": [
        ("Emma Kuiper", "Zegt u het maar, mevrouw Klein.", 0),
        ("Karin Klein", "Dank u. Klein is trouwens mijn eigen naam.", 4_000),
        ("Emma Kuiper", "Dank, mevrouw Klein.", 8_000),
    ],
    "f13c_speaker_with_such_a_name.vtt": [
        ("Emma Kuiper", "Wat vindt u, Wil?", 0),
        ("Wil de Vries", "Dat het beter kan, zei ik ook tegen Emma.", 4_000),
        ("Emma Kuiper", "En Wil, wie betaalt dat?", 8_000),
    ],
}


def plain_turns(name: str) -> list[tuple[str, str, None]]:
    """The turns of the cases about names and search: a line each, the label before its first colon."""
    lines = (first.CASES / name).read_text("utf-8").splitlines()
    if not all(": " in line for line in lines):
        return [("", line, None) for line in lines]
    return [(line.partition(": ")[0], line.partition(": ")[2], None) for line in lines]


def first_case(name: str) -> Case:
    turns = first.TURNS.get(name) or CAPTIONS_OF_NAMES.get(name) or plain_turns(name)
    return Case(name, (first.CASES / name).read_bytes(), turns, tuple(first.LEFT_OUT.get(name, ())))


FIRST = {path.name: first_case(path.name) for path in first.CASES.iterdir() if path.name not in NO_TRANSCRIPTS}
EVERY = FIRST | every_case()


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A study under way, in which nothing is to be stored."""
    study = open_study(str(tmp_path_factory.mktemp("command") / "study.sqlite"), create=True)
    build.begin(study)
    yield study.target
    study.close()


def bring_in(case: Case, folder: Path, study: str, *more: object) -> Result:
    """The command with the file of a case; where it asks who the interviewer is, who speaks first."""
    file = folder / case.file_name
    file.write_bytes(case.data)
    words = ["import", "transcript", file, "--partnership", "NT", "--respondent", "NT-B1", "--study", study, *more]
    done = run(*words)
    if done.exit_code and "who of these is the interviewer" in done.stderr:
        named = next(who for who, *_ in case.turns if who)
        done = run(*words, "--interviewer", named)
    return done


@pytest.mark.parametrize("name", EVERY)
def test_a_dry_run_prints_the_right_turns_speakers_and_what_is_left_out(name, target, tmp_path):
    case = EVERY[name]
    done = bring_in(case, tmp_path, target, "--dry-run", "--json")
    assert done.exit_code == 0, done.stderr
    printed = json.loads(done.stdout)
    assert [(turn["speaker"], turn["text"], turn["from_ms"]) for turn in printed["turns"]] == case.turns
    voices = [who for who, *_ in case.turns]
    assert printed["speakers"] == {who: voices.count(who) for who in voices}
    assert [row["text"] for row in printed["left_out"]] == list(case.left_out)
    assert printed["complete"] is True

    lines = bring_in(case, tmp_path, target, "--dry-run").stdout.splitlines()
    characters_kept = sum(characters(text) for _, text, _ in case.turns)
    assert lines[0].startswith("Complete: ")
    assert f" {characters_kept} of " in f" {lines[0]}"
    for who in dict.fromkeys(voices):
        words = sum(len(text.split()) for voice, text, _ in case.turns if voice == who)
        sentence = f"  {who or '(no name)'}: {voices.count(who)} turn{'s' * (voices.count(who) > 1)}, "
        assert any(line.startswith(f"{sentence}{words} word{'s' * (words > 1)} (") for line in lines), (sentence, lines)
    assert sum(line.startswith("  left out, ") for line in lines) == len(case.left_out)


def test_after_all_these_dry_runs_nothing_is_stored(target, tmp_path):
    bring_in(EVERY["otter.txt"], tmp_path, target, "--dry-run")
    study = open_study(target)
    with study.reading() as connection:
        there = [(row["partnership_id"], row["wave_id"]) for row in moments.moments(connection)]
        assert [row for moment in there for row in documents.of_moment(connection, *moment)] == []
    study.close()


@pytest.mark.parametrize("name", sorted(NO_TRANSCRIPTS))
def test_a_codebook_is_no_transcript_and_the_command_says_what_is(name, target, tmp_path):
    case = Case(name, (first.CASES / name).read_bytes(), [])
    done = bring_in(case, tmp_path, target, "--dry-run")
    assert done.exit_code == 1
    assert f"{name}: a transcript is a {', '.join(READERS)} file." in done.stderr
    assert "Traceback" not in done.stderr


STORED = [
    "teams.vtt",
    "amberscript.srt",
    "otter.txt",
    "teams_en.docx",
    "tabel.odt",
    "kop_en_voet.pdf",
    "f4_voor.rtf",
    "noscribe.html",
    "f23d_otranscribe.otr",
    "whisperx.json",
    "whisper.tsv",
    "meet.sbv",
    "gesprek.htm",
]
OF_EACH_KIND = EVERY | {"gesprek.htm": Case("gesprek.htm", EVERY["gesprek.html"].data, EVERY["gesprek.html"].turns)}


def test_one_of_each_kind_is_stored_below():
    assert {PurePath(name).suffix for name in STORED} == set(READERS)


@pytest.mark.parametrize("name", STORED)
def test_what_is_stored_has_every_turn_and_is_counted_in_the_study(name, begun, tmp_path):
    case = OF_EACH_KIND[name]
    done = bring_in(case, tmp_path, begun.study.target, "--keys", tmp_path / "lijst.csv", "--json")
    assert done.exit_code == 0, done.stderr
    with begun.study.reading() as connection:
        document = documents.get(connection, json.loads(done.stdout)["document"])
        turns = documents.turns(connection, document["id"])
        speakers = {row["label"]: row["part"] for row in documents.speakers(connection, document["id"])}
    stored = [(document["text"][row["start"] : row["end"]], row["from_ms"]) for row in turns]
    assert stored == [(text, at) for _, text, at in case.turns]
    voices = dict(zip((row["speaker"] for row in turns), (who for who, *_ in case.turns), strict=True))
    assert [voices[row["speaker"]] for row in turns] == [who for who, *_ in case.turns]
    assert len(set(voices.values())) == len(voices) == len(speakers)
    if len(voices) > 1:
        assert "interviewer" in speakers.values()
    assert document["intake"]["characters_kept"] == characters(document["text"])
    assert document["intake"]["characters_in"] == characters(document["text"]) + sum(
        characters(text) for text in case.left_out
    ) + (characters("Gesprek") if name == "gesprek.htm" else 0)
