"""Guide files: what a good one gives, and every fault of a bad one at its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.errors import FaultyFileError, UserError
from canvas.guides import Guide, parse_guide, read_guide
from canvas.guides.read import guide_hash
from tests.examples import examples

HEAD = """\
id = "proef"
version = 1
languages = ["nl", "en"]
"""

GOOD = """\
id = "proef"
version = 3
languages = ["nl", "en"]
minutes = 20
title = { nl = "Proef", en = "Trial" }

[[question]]
key = "costs.main"
block = "costs"
kind = "text"
roles = ["employer", "government"]
text = { nl = "Wat kost het?", en = "What does it cost?" }
probes = [{ nl = "Wie betaalt?", en = "Who pays?" }]
[question.text_for]
employer = { nl = "Wat kost het u?", en = "What does it cost you?" }

[[question]]
key = "surplus.main"
block = "surplus"
kind = "rating"
factor = 10
text = { nl = "Blijft er over?", en = "Is there a surplus?" }
"""


def faults(text: str) -> list[tuple[int, str]]:
    """The faults in a guide as (line, message)."""
    with pytest.raises(FaultyFileError) as caught:
        parse_guide(text, "proef.toml")
    printed = caught.value.message()
    count = len(caught.value.faults)
    assert printed.startswith("proef.toml: one fault found." if count == 1 else f"proef.toml: {count} faults found.")
    for line in caught.value.lines():
        assert f"\n  {line}" in printed
    return [(line, message.format(**values)) for line, message, values in caught.value.faults]


def question(more: str = "", key: str = "costs.main", block: str = "costs") -> str:
    """Five lines of a question without faults, and what comes after them."""
    return (
        f'[[question]]\nkey = "{key}"\nblock = "{block}"\nkind = "text"\n'
        f'text = {{ nl = "Wat kost het?", en = "What does it cost?" }}\n{more}'
    )


def test_a_good_guide_gives_its_questions_in_order():
    guide = parse_guide(GOOD)
    assert (guide.id, guide.version, guide.minutes, guide.title["en"]) == ("proef", 3, 20, "Trial")
    assert [question.key for question in guide.questions] == ["costs.main", "surplus.main"]
    costs, surplus = guide.questions
    assert costs.wording("employer", "nl") == "Wat kost het u?"
    assert costs.wording("government", "nl") == "Wat kost het?"
    assert costs.probes_to("government", "en") == ["Who pays?"]
    assert (costs.asked_of("education"), surplus.asked_of("education")) == (False, True)
    assert [question.key for question in guide.for_role("education")] == ["surplus.main"]


def test_a_question_of_kind_rating_is_rated_by_its_own_words():
    surplus = parse_guide(GOOD).questions[1]
    assert surplus.rating
    assert surplus.rating_text["en"] == "Is there a surplus?"
    assert surplus.factor == 10


def test_what_a_role_rates_is_its_own_wording_of_a_rating_and_else_the_words_of_the_rating():
    costs, surplus = parse_guide(
        GOOD.replace('kind = "text"', 'kind = "text"\nrating = true\nrating_text = { nl = "Eerlijk?", en = "Fair?" }')
        + '[question.text_for]\nemployer = { nl = "Houdt u over?", en = "Do you have a surplus?" }\n'
    ).questions
    assert (costs.rating_wording("employer", "en"), costs.rating_wording("government", "nl")) == ("Fair?", "Eerlijk?")
    assert surplus.rating_wording("employer", "en") == "Do you have a surplus?"
    assert surplus.rating_wording("government", "nl") == "Blijft er over?"
    assert parse_guide(GOOD).question("costs.main").rating_wording("employer", "nl") == ""


def test_a_rating_may_ask_for_an_explanation_in_each_language_and_nothing_else_may():
    explain = 'explain = { nl = "Waarom?", en = "Why?" }\n'
    assert parse_guide(GOOD + explain).questions[1].explain["en"] == "Why?"
    assert parse_guide(GOOD).questions[1].explain == {}
    lines = GOOD.count("\n")
    assert faults(GOOD + 'explain = { nl = "Waarom?" }\n') == [
        (lines + 1, "explain must hold a text in each language of the guide.")
    ]
    assert faults(GOOD.replace('kind = "text"\n', 'kind = "text"\n' + explain)) == [
        (11, "explain asks about a rating, and this question has none.")
    ]


def test_all_faults_of_a_file_are_listed_at_once_each_at_its_line():
    text = """\
id = "Proef!"
version = 0
languages = ["nl", "fr"]
minutes = 900
colour = "red"

[[question]]
key = "Costs main"
block = "kosten"
kind = "essay"
roles = "employer"
text = { nl = "Wat kost het?" }
probes = ["Wie betaalt?"]
factor = 11
length = 5

[[question]]
key = "surplus.main"
block = "surplus"
kind = "text"
text = { nl = "Blijft er over?", en = " " }
rating = true
"""
    # lines counted by hand in the text above
    assert faults(text) == [
        (1, 'id must be a short name such as "pps-short".'),
        (2, "version must be a whole number from 1."),
        (3, 'languages must list "nl", "en" or both.'),
        (4, "minutes must be a whole number from 1 to 600."),
        (5, "“colour” is not a field of a guide."),
        (8, "key must be a name such as costs.main."),
        (9, "“kosten” is not one of the 18 blocks."),
        (10, "kind must be one of text, rating."),
        (11, "roles must be a list of role keys."),
        (12, "text must hold a text in each language of the guide."),
        (13, "probes must be a list of texts in each language of the guide."),
        (14, "factor must be a number from 1 to 10."),
        (15, "“length” is not a field of a question."),
        (21, "text must hold a text in each language of the guide."),
        (22, "a rating needs rating_text in each language of the guide."),
    ]


def test_a_slip_in_one_question_does_not_hide_the_fault_in_another():
    slip = '[[question]]\nkey = "costs.main\nblock = "costs"\n'
    faults_seen = faults(HEAD + slip + question(key="surplus.main", block="winst"))
    # after three lines of head: the second line of the first question, and the third of the next
    assert [line for line, _ in faults_seen] == [5, 9]
    assert "not valid TOML" in faults_seen[0][1]
    assert faults_seen[1][1] == "“winst” is not one of the 18 blocks."


def test_a_slip_in_the_head_is_one_fault_and_the_questions_are_read_all_the_same():
    faults_seen = faults('id = "proef\nversion = 1\n' + question(block="winst"))
    assert [line for line, _ in faults_seen] == [1, 5]


@pytest.mark.parametrize("head", ['id = "proef\n', "[[question]\n"])
def test_a_slip_in_the_head_is_not_called_a_lack_of_questions_as_well(head):
    faults_seen = faults(head)
    assert len(faults_seen) == 1
    assert "not valid TOML" in faults_seen[0][1]


def test_roles_that_a_study_does_not_have_are_faults_where_its_roles_are_known():
    more = """\
roles = ["employer", "baas"]
text_for.baas = { nl = "U?", en = "You?" }
[question.probes_for]
employer = [{ nl = "Hoeveel?", en = "How much?" }]
"""
    text = HEAD + question(more) + question('text_for.chef = { nl = "U?", en = "You?" }\n', key="surplus.main")
    assert len(parse_guide(text).questions) == 2  # read alone, it may be meant for a study with these roles
    assert len(parse_guide(text, "proef.toml", ("employer", "baas", "chef")).questions) == 2
    with pytest.raises(FaultyFileError) as caught:
        parse_guide(text, "proef.toml", ("employer", "government"))
    # three lines of head, five of each question before `more`
    assert caught.value.lines() == [
        "line 9: “baas” is not a role of this study; its roles are employer, government.",
        "line 10: “baas” is not a role of this study; its roles are employer, government.",
        "line 18: “chef” is not a role of this study; its roles are employer, government.",
    ]


def test_a_key_used_twice_names_the_line_where_it_stood_first():
    faults_seen = faults(HEAD + question() + question("\n") + question(key="surplus.main"))
    assert faults_seen == [(10, "key “costs.main” stands at line 4 already.")]


def test_a_field_given_twice_is_a_fault_at_its_line():
    faults_seen = faults(HEAD + question('kind = "text"\n'))
    assert faults_seen[0][0] in (9, 10)  # Python's own reader names the end of the line or the line after it
    assert "not valid TOML" in faults_seen[0][1]


def test_a_language_that_is_missing_for_one_role_is_found_at_that_role():
    more = 'text_for.employer = { nl = "U?", en = "You?" }\ntext_for.government = { nl = "U?" }\n'
    faults_seen = faults(HEAD + question(more))
    assert faults_seen == [(10, "text_for.government must hold a text in each language of the guide.")]


def test_a_probe_in_one_language_is_found_under_probes_and_not_under_the_text_of_the_same_role():
    more = """\
[question.text_for]
employer = { nl = "U?", en = "You?" }
[question.probes_for]
employer = [{ nl = "Hoeveel?" }]
"""
    assert faults(HEAD + question(more)) == [
        (12, "probes_for.employer must hold a text in each language of the guide.")
    ]


def test_a_wording_for_a_role_that_is_not_asked_is_a_fault():
    more = 'roles = ["employer"]\ntext_for.education = { nl = "U?", en = "You?" }\n'
    assert faults(HEAD + question(more)) == [(10, "text_for words role “education”, which roles does not list.")]


def test_a_table_under_a_misspelt_name_is_a_fault_and_not_silently_left_out():
    more = '[questions.text_for]\nemployer = { nl = "U?", en = "You?" }\n'
    assert faults(HEAD + question(more)) == [(9, "“questions” is not a field of a guide.")]


def test_a_guide_without_questions_is_a_fault():
    assert faults(HEAD) == [(1, "there is no question: a guide needs at least one [[question]].")]


def test_an_empty_guide_lists_what_it_needs():
    assert [message.split()[0] for _, message in faults("")] == ["id", "version", "languages", "there"]


@pytest.mark.parametrize(
    "wrong",
    [
        'block = ["costs"]',
        "block = 5",
        "block = { nl = 1 }",
        "kind = []",
        "roles = [[]]",
        "text = 5",
        "text_for = 5",
        "probes = {}",
        "probes_for = []",
        "probes_for.employer = 5",
        'rating = "ja"',
        "factor = true",
        "factor = 1.0",
        "factor = []",
        "key = 5",
        "rating_text = 5",
        "text_for.employer = []",
    ],
)
def test_a_value_of_the_wrong_kind_is_a_fault_at_its_line(wrong):
    name = wrong.split(" ")[0]
    other_lines = [line for line in question().splitlines() if not line.startswith(f"{name} ")]
    text = HEAD + "\n".join(other_lines) + f"\n{wrong}\n"
    faults_seen = faults(text)
    assert [line for line, _ in faults_seen] == [len(text.splitlines())]


def test_a_header_inside_a_text_of_several_lines_begins_no_question():
    more = "probes = [{ nl = \"\"\"\n[[question]]\n\"\"\", en = '''\n[[question]]\n''' }]\n"
    guide = parse_guide(HEAD + question(more) + question(key="surplus.main", block="surplus"))
    assert len(guide.questions) == 2
    assert guide.questions[0].probes[0]["nl"] == "[[question]]\n"


@pytest.mark.parametrize("mark", ['"""', "'''"])
def test_quotes_in_a_comment_or_in_another_string_hide_no_question(mark):
    other = "'" if mark == '"""' else '"'
    probe = f"{{ nl = {other}{mark}{other}, en = {other}x{mark}{other} }}"
    more = f"# a long text stands between {mark}\nprobes = [{probe}]\n"
    guide = parse_guide(HEAD + question(more) + question(key="surplus.main", block="surplus"))
    assert [question.key for question in guide.questions] == ["costs.main", "surplus.main"]


def test_an_odd_way_of_writing_the_header_hides_no_question():
    text = HEAD + question() + question(key="surplus.main").replace("[[question]]", '  [[ "question" ]]  # two')
    assert [question.key for question in parse_guide(text).questions] == ["costs.main", "surplus.main"]


def test_signs_that_only_look_like_a_new_line_do_not_shift_the_lines():
    text = HEAD + question().replace("Wat kost het?", "Wat\u2028kost\x85het?") + question(key="surplus.main", block="x")
    assert faults(text) == [(11, "“x” is not one of the 18 blocks.")]


def test_windows_line_ends_count_as_one_line():
    text = (HEAD + question(block="x")).replace("\n", "\r\n")
    assert faults(text) == [(6, "“x” is not one of the 18 blocks.")]


@pytest.mark.parametrize("value", ["[" * 5000, "{ a = " * 5000, "9" * 5000], ids=["lists", "tables", "digits"])
def test_a_value_no_reader_can_hold_is_a_fault(value):
    faults_seen = faults(HEAD + question(f"factor = {value}\n"))
    assert len(faults_seen) == 1
    assert "not valid TOML" in faults_seen[0][1]


def test_the_hash_ignores_layout_and_comments():
    laid_out = "# a comment\n" + GOOD.replace(" = ", "  =  ").replace("\n\n", "\n\n\n# more\n")
    assert guide_hash(parse_guide(laid_out)) == guide_hash(parse_guide(GOOD))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wat kost het?", "Wat kost dat?"),
        ("version = 3", "version = 4"),
        ('"employer", ', ""),
        ("factor = 10", "factor = 9"),
    ],
)
def test_the_hash_follows_what_is_said(old, new):
    changed = GOOD.replace(old, new, 1)
    if "employer" in old:
        changed = changed.replace("employer =", "government =")
    assert guide_hash(parse_guide(changed)) != guide_hash(parse_guide(GOOD))


def test_a_guide_kept_as_text_reads_back_as_the_same_guide():
    guide = parse_guide(GOOD)
    assert parse_guide(guide.content) == guide


def test_a_file_is_read_and_named_by_its_faults(tmp_path):
    path = tmp_path / "proef.toml"
    path.write_text(GOOD, "utf-8")
    assert read_guide(path) == parse_guide(GOOD)
    path.write_text(GOOD.replace('block = "costs"', 'block = "kosten"'), "utf-8")
    with pytest.raises(FaultyFileError) as caught:
        read_guide(path)
    assert "proef.toml: one fault found." in caught.value.message()
    assert "line 9: “kosten” is not one of the 18 blocks." in caught.value.message()


def test_a_file_saved_by_windows_with_a_mark_before_it_is_read(tmp_path):
    path = tmp_path / "proef.toml"
    path.write_text(GOOD, "utf-8-sig")
    assert read_guide(path).id == "proef"


def unreadable(path) -> str:
    with pytest.raises(UserError) as caught:
        read_guide(path)
    place, fault, cure = caught.value.parts()
    assert path.name in place
    assert fault
    assert cure
    return caught.value.message()


def test_a_file_that_is_absent_says_so(tmp_path):
    assert "no such guide file" in unreadable(tmp_path / "weg.toml")


def test_a_folder_is_no_guide(tmp_path):
    assert "this is a folder, not a file." in unreadable(tmp_path)


def test_a_file_that_is_not_utf_8_says_so(tmp_path):
    path = tmp_path / "oud.toml"
    path.write_bytes(GOOD.replace("Wat", "Wát").encode("latin-1"))
    assert "UTF-8" in unreadable(path)


def test_an_empty_file_lists_what_it_needs(tmp_path):
    path = tmp_path / "leeg.toml"
    path.touch()
    assert "there is no question" in unreadable(path)


def test_a_file_of_three_million_characters_is_refused_unread(tmp_path):
    path = tmp_path / "groot.toml"
    path.write_text(GOOD + "# " + "x" * 3_000_000, "utf-8")
    assert "larger than 2,000,000 characters" in unreadable(path)


PARTS = (
    "[[question]]",
    '[["question"]]',
    "[question.text_for]",
    "[other]",
    'key = "costs.main"',
    'block = "costs"',
    'kind = "text"',
    'kind = "rating"',
    "rating = true",
    'text = { nl = "a", en = "b" }',
    "text = 5",
    "[[",
    "]]",
    'probes = [{ nl = "a" }]',
    '"""',
    "'''",
    '"',
    "#",
    "= 1979-05-27",
    "languages = [[]]",
    "id = {}",
    "\x00",
    "\r",
    'languages = ["nl"]',
    'id = "x"',
    "version = 1",
    "a = " + "[" * 2000,
    "roles = [{}]",
    "text_for.x = []",
)


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=6), max_size=14).map("\n".join) | st.text())
@examples(400)
def test_any_text_is_a_guide_or_a_fault_said_to_the_user(text):
    try:
        guide = parse_guide(text)
    except UserError as error:
        assert error.message()
    else:
        assert isinstance(guide, Guide)
        assert len(guide_hash(guide)) == 64


@given(st.sampled_from(range(len(GOOD))), st.integers(0, 30), st.sampled_from(PARTS) | st.text(max_size=3))
@examples(300)
def test_a_good_guide_with_a_slip_anywhere_is_a_guide_or_a_fault(at, gone, put):
    try:
        guide = parse_guide(GOOD[:at] + put + GOOD[at + gone :])
    except UserError as error:
        assert error.message()
    else:
        assert guide.questions
        for parsed_question in guide.questions:
            assert parsed_question.wording("employer", guide.language_for("nl"))
            assert not parsed_question.rating or parsed_question.rating_text[guide.languages[0]]


def test_a_key_of_thousands_of_parts_and_thousands_of_faults_are_no_work_that_squares():
    for text in (
        ".".join("a" * 50_000) + " = 1",
        "[" + ".".join("a" * 50_000) + "]",
        "a = {" + "b." * 50_000 + "c = 1}",
    ):
        with pytest.raises(FaultyFileError) as caught:
            parse_guide(text)
        assert "line 1: a key has more than 8 parts." in caught.value.lines()
    with pytest.raises(FaultyFileError) as caught:
        parse_guide("[[question]]\n" * 10_000)
    assert 200 <= len(caught.value.faults) <= 201
    fields = "".join(f"f{n} = 1\n" for n in range(5_000))
    with pytest.raises(FaultyFileError):
        parse_guide(fields)


def test_dots_in_words_and_comments_are_no_key_of_many_parts():
    text = GOOD + "\n# a.b.c.d.e.f.g.h.i.j\n"
    assert parse_guide(text).content == text
