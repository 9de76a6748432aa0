"""The state of affairs of the demo's fictional partnership, and that each finding's evidence is there."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from canvas import method
from canvas.analysis.findings.same_people import SamePeople
from canvas.cli import main
from canvas.read_models.state_of_affairs import state_by_name
from canvas.report import finding_words
from canvas.speech import Speech
from canvas.store import answers, open_study
from canvas.store.notes import notes
from canvas.store.points import points


def command(demo_file, *words: str) -> str:
    done = CliRunner().invoke(main, ["state", "--study", str(demo_file), "--partnership", "FV", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_demo_says_first_who_left_and_who_was_never_heard(demo_file):
    # data/demo/fictief.toml: fv-service left on 2025-11-01; fv-woonstichting and fv-elektro have no respondent
    lines = command(demo_file, "--language", "en").splitlines()
    assert lines[0] == "FICTIEF VOORBEELD: Warmtemakers Dijkermonde · Meting 2"
    assert lines[2:5] == [
        "Who is aboard",
        "- Not everyone is aboard: 1 partner left and 2 partners were never heard. (n 8)",
        "- Warmtepompservice Winterkraan, the largest company by what it gave (960 hours, the next 640 hours), left on "
        "1 Nov 2025; it was heard last at Meting 2. (n 1)",
    ]
    assert "- Woonstichting De Driekamer was never heard." in lines
    assert "- Elektrobedrijf De Losse Stekker joined on 1 Jan 2026." in lines


def test_what_fell_on_few_voices_is_read_last_and_a_median_says_who_fell_behind_it(demo_file):
    # as Over time lists: 13 ratings of one or two people are lower and 14 higher, beside three of employers.
    # data/demo/fictief.toml, factor 7: FV-B1, FV-B2 and FV-B3 gave 3, 3, 2 and then 4, 1, 4; FV-B2 is of who left
    study = open_study(str(demo_file))
    with study.reading() as connection:
        affairs, _about, _roles = state_by_name(connection, "FV", "Meting 2")
    study.close()
    changed = [finding for finding in affairs.findings if finding.part == "changed"]
    assert [finding.rule for finding in changed] == [*["ratings_rose"] * 3, "points_replaced", "ratings_few"]
    assert (changed[-1].names["lower"], changed[-1].names["higher"]) == (13, 14)
    assert changed[-1].basis.answers
    left = (("Warmtepompservice Winterkraan", "2025-11-01"),)
    (network,) = [finding for finding in changed if finding.names.get("factor") == 7]
    assert network.names["same_people"] == SamePeople(2, 1, 0, 1, 1, left)
    assert finding_words.same_people(network, Speech("en")) == (
        "Who rated both times: 2 higher, 1 lower (to 1). "
        "Who is lower speaks for a partner that has left: Warmtepompservice Winterkraan (1 Nov 2025)."
    )


def test_it_speaks_the_language_that_is_named_and_takes_the_moment_that_is_named(demo_file):
    in_dutch = command(demo_file, "--wave", "Meting 1", "--language", "nl")
    assert "Iedereen is aan boord" in in_dutch
    assert "Wat er veranderde" not in in_dutch  # there is no moment before the first


def test_every_finding_of_every_moment_has_evidence_that_is_there(demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        for wave in ("Meting 1", "Meting 2"):
            affairs, _about, roles = state_by_name(connection, "FV", wave)
            rows = [finding_words.row(finding, Speech("en"), roles) for finding in affairs.findings]
            named = {
                kind: [key for row in rows for key in row["evidence"][kind]] for kind in ("notes", "answers", "points")
            }
            assert len(notes.by_ids(connection, named["notes"])) == len(set(named["notes"]))
            assert {answers.get(connection, key)["id"] for key in named["answers"]} == set(named["answers"])
            assert {points.get(connection, key)["id"] for key in named["points"]} == set(named["points"])
            for row in rows:
                assert "{" not in row["sentence"]
                rests = any(row["evidence"].values()) or row["about"]["partners"] or row["about"]["respondents"]
                assert rests or row["rule"] in ("not_everyone", "everyone", "ratings_rose", "ratings_fell"), row
    study.close()


def test_json_has_the_findings_in_order_with_figure_and_evidence(demo_file):
    rows = json.loads(command(demo_file, "--json", "--language", "nl"))
    assert [*rows[0]][:6] == ["part", "rule", "sentence", "figure", "n", "evidence"]
    assert (rows[0]["rule"], rows[0]["figure"]) == ("not_everyone", 3)
    contested = [row for row in rows if row["part"] == "contested"]
    assert len([row for row in contested if row["rule"] == "point_contested"]) == 7
    assert all(set(row["evidence"]) == {"notes", "answers", "points"} for row in rows)


@pytest.mark.parametrize("language", method.LANGUAGES)
def test_every_rule_and_part_is_worded(language):
    speech = Speech(language)
    for rule in finding_words.RULES:
        assert speech._(finding_words.RULES[rule])
    assert set(finding_words._SENTENCES) == set(finding_words.RULES)


def test_a_partnership_that_is_not_there_is_said(demo_file):
    done = CliRunner().invoke(main, ["state", "--study", str(demo_file), "--partnership", "ZZ"])
    assert done.exit_code == 1
    assert "“ZZ”" in done.output
    assert "Traceback" not in done.output
