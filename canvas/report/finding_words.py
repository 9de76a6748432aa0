"""How findings read: one sentence each, in a language, and the rule that made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from canvas.analysis import held_back_words
from canvas.analysis.findings.finding import Finding
from canvas.analysis.findings.largest import Largest
from canvas.analysis.findings.same_people import SamePeople
from canvas.errors import N_
from canvas.method import Role
from canvas.report.amount_words import measure
from canvas.speech import Speech, joined

PARTS = {
    "aboard": N_("Who is aboard"),
    "changed": N_("What changed since the moment before"),
    "contested": N_("What they do not agree on"),
    "agreed": N_("What was agreed"),
    "well": N_("What goes well"),
    "shared": N_("What they agree on"),
    "risks": N_("Risks and warnings"),
}
RULES = {
    "not_everyone": N_("Counts partners that left, were never heard or not heard again, and roles that fell silent."),
    "everyone": N_("No partner left or went unheard, and no role fell silent."),
    "heard": N_("Counts people who answered a question, or whose words in a document became a note, at this moment."),
    "partner_left": N_(
        "A partner whose leaving date lies after the moment before, and not after this one. It was the largest of its "
        "role where in every kind of which its amount is known no other of that role gave as much, and at least one "
        "other gave less: each year and once apart, of its own accounts the lowest, of others the highest."
    ),
    "partners_heard": N_("Partners that have not left, of whom somebody was heard at this moment."),
    "partner_left_earlier": N_("A partner that had left by the moment before."),
    "partner_joined": N_("A partner whose joining date lies after the moment before."),
    "partner_not_heard": N_("A partner that has not left, of whom nobody was heard at any moment so far."),
    "partner_not_heard_again": N_("A partner heard at an earlier moment, that has not left and was not heard now."),
    "role_not_heard_again": N_("A role heard at an earlier moment and not at this one."),
    "role_silent": N_("A role that was asked at this moment, never answered, and was not heard before."),
    "role_not_asked": N_("A role with a row in the perspectives table that was never asked up to this moment."),
    "became_contested": N_("A point that stood at the moment before, and is contested now."),
    "became_agreed": N_("A point that stood at the moment before, and is agreed now."),
    "points_replaced": N_("No point is like one of the moment before, on the same question and in its wording."),
    "points_new": N_("Points without one of similar wording on the same question at the moment before."),
    "points_gone": N_("Points of the moment before without one of similar wording on the same question now."),
    "ratings_rose": N_("The middle rating of a role, from three ratings on at both moments, is 1 or more higher."),
    "ratings_fell": N_("The middle rating of a role, from three ratings on at both moments, is 1 or more lower."),
    "few_rose": N_(
        "Fewer than three of a role rated at either moment, and everyone now rated higher than anyone then."
    ),
    "few_fell": N_("Fewer than three of a role rated at either moment, and everyone now rated lower than anyone then."),
    "ratings_few": N_(
        "Fewer than three of a role rated at either moment, and everyone now rated lower, or higher, than anyone then. "
        "Each stands in the course over time."
    ),
    "point_new": N_("A point without one of similar wording on the same question at the moment before."),
    "point_gone": N_("A point of the moment before without one of similar wording on the same question now."),
    "point_reworded": N_("A point with one of similar wording on the same question at the moment before."),
    "point_carried": N_("A point that other perspectives carry than at the moment before."),
    "partner_heard_now": N_("A partner heard at this moment and not at the one compared with."),
    "role_heard_now": N_("A role heard at this moment and not at the one compared with."),
    "point_contested": N_("A point whose state is contested."),
    "point_contradicted": N_("A point that is not called contested, with a note that contradicts it."),
    "agreement_overdue": N_("An agreement that is open after the day before which it was to be kept."),
    "agreement_open": N_("An agreement that is open, of this moment or an earlier one."),
    "agreement_kept": N_("An agreement of this moment or the one before: somebody said that it was kept."),
    "agreement_not_kept": N_(
        "An agreement of this moment or the one before: somebody said that it was not kept, and why."
    ),
    "agreement_changed": N_("An agreement of this moment or the one before: somebody said that it changed, and why."),
    "point_agreed": N_(
        "A point whose state is agreed, that no note contradicts; it rests on a note of the kind strength, and on none "
        "of the kind weakness or risk."
    ),
    "point_shared": N_(
        "A point whose state is agreed, that no note contradicts. Whether that is good does not follow from its notes: "
        "none is of the kind strength, some are of the kind weakness or risk, or you do not see all of them."
    ),
    "partner_leaving": N_("A partner whose leaving date is still to come."),
    "exit_in_words": N_("A note of the kind action that says that somebody stops, leaves or withdraws."),
    "note_of_risk": N_("A note of the kind risk."),
    "factor_low": N_("A success factor that somebody rated 1 or 2."),
}


def rule(finding: Finding, speech: Speech) -> str:
    """Return the rule that made a finding, in words."""
    return speech._(RULES[finding.rule])


# What stands under the title of a part: by which rule things stand there, or in which order.
LINES = {
    "contested": N_(
        "First what is called contested, then what a note contradicts; of either, what most people speak against. "
        "“Differences” goes by block, and starts where ratings lie furthest apart."
    ),
    "well": N_("Agreed points that rest on a strength, and on no weakness or risk."),
    "shared": N_("Agreed, but whether that is a good thing does not follow from the notes."),
}
# The same for who does not see all that these points rest on.
_LINES_HELD_BACK = {
    "contested": N_(
        "First what is called contested, then what a note contradicts; of either in the order in which the points "
        "were written, as how many people speak against them is held back from you. “Differences” goes by block, and "
        "starts where ratings lie furthest apart."
    ),
    "shared": N_(
        "Agreed points. Notes that they rest on are held back from you, so whether what they say is good is not known "
        "here."
    ),
}


def part(key: str, speech: Speech) -> str:
    """Return the title of a part of a state of affairs."""
    return speech._(PARTS[key])


def line(key: str, findings: Sequence[Finding], speech: Speech) -> str:
    """Return what stands under the title of a part with these findings; '' for nothing."""
    lines = _LINES_HELD_BACK if any(finding.names.get("held_back") for finding in findings) else LINES
    about = speech._(lines[key]) if key in lines else speech._(LINES[key]) if key in LINES else ""
    hidden = len(_with_words_held_back(findings))
    return joined([about, hidden_words(hidden, speech) if hidden > 1 else ""], " ")


def hidden_words(number: int, speech: Speech) -> str:
    """Return of how many points of a list words are held back."""
    return speech.n_(
        "Of {n} of these points words that support or contradict it are held back.",
        "Of {n} of these points words that support or contradict them are held back.",
        number,
    )


def said_once(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings of a part as its `line` stands above them: what that says of several, none of them repeats."""
    if len(_with_words_held_back(findings)) < 2:
        return list(findings)
    return [
        replace(finding, names={**finding.names, "held_back": ()}) if finding.rule in _CLAIMS else finding
        for finding in findings
    ]


def _with_words_held_back(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.rule in _CLAIMS and finding.names.get("held_back")]


def sentence(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    """Return the sentence of a finding; `roles` are those of the study by key."""
    claimed = _SENTENCES[finding.rule](finding, speech, roles)
    return joined([claimed, same_people(finding, speech), gone(finding, speech)], " ")


def on_paper(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    """Return the sentence of a finding as a page has room for it: that partners have left, and not again which."""
    claimed = _SENTENCES[finding.rule](finding, speech, roles)
    return joined([claimed, same_people(finding, speech, brief=True), gone(finding, speech, brief=True)], " ")


def gone(finding: Finding, speech: Speech, brief: bool = False) -> str:
    """Return how many of those a finding rests on speak for a partner that has left, and which; '' for none.

    A `brief` one does not say which.
    """
    names: Mapping = finding.names
    if not names.get("gone"):
        return ""
    if brief:
        return speech.n_("({n} of a partner that left)", "({n} of partners that left)", names["gone"])
    partners = partners_with_day(names["gone_partners"], speech)
    if names["gone"] == names["of"]:
        return speech._("Speaks for a partner that has left: {partners}.", partners=partners)
    return speech.n_(
        "{n} of {total} speaks for a partner that has left: {partners}.",
        "{n} of {total} speak for a partner that has left: {partners}.",
        names["gone"],
        total=names["of"],
        partners=partners,
    )


def partners_with_day(partners: Sequence[tuple[str, str]], speech: Speech) -> str:
    """Return partners (organisation and the day on which it left), the last after "and"."""
    return listed([f"{organisation} ({speech.date(left)})" for organisation, left in partners], speech)


def statement(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    """Return the sentence of a finding without what it quotes, for where `sides` stand beside it."""
    if finding.rule not in _CLAIMS:
        return sentence(finding, speech, roles)
    parts = [claim(finding, speech), of_both(finding, speech), _hidden(finding, speech), gone(finding, speech)]
    return joined(parts, " ")


def sides(finding: Finding) -> list[tuple[str | None, str]]:
    """Return what is quoted of either side of a disputed point: the key of a role (None for none) and the words."""
    names = finding.names
    return [
        (str(names[f"{side}_role"]) if names[f"{side}_role"] else None, str(names[side]))
        for side in ("supporting", "contradicting")
        if finding.rule in _CLAIMS and names[side]
    ]


def row(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> dict:
    """Return a finding for a program: part, rule, sentence, figure, n, and evidence: ids by what they are of."""
    basis = finding.basis
    return {
        "part": finding.part,
        "rule": finding.rule,
        "sentence": sentence(finding, speech, roles),
        "figure": finding.figure,
        "n": finding.n,
        "evidence": {"notes": list(basis.notes), "answers": list(basis.answers), "points": list(basis.points)},
        "about": {
            "partners": list(basis.partners),
            "respondents": list(basis.respondents),
            "words": list(basis.words),
        },
    }


def left_out(number: int, people: Sequence[str], speech: Speech) -> str:
    """Return how many sentences were left out and by whom (names); '' for none."""
    if not number:
        return ""
    return speech.n_(
        "{n} sentence was left out by {who}.",
        "{n} sentences were left out by {who}.",
        number,
        who=", ".join(people),
    )


def listed(parts: list[str], speech: Speech) -> str:
    """Return parts of a sentence, the last after "and"."""
    if len(parts) < 2:
        return "".join(parts)
    return speech._("{parts} and {last}", parts=", ".join(parts[:-1]), last=parts[-1])


def counts_in_words(counts: Mapping, worded: Mapping[str, Callable[[int], str]], speech: Speech) -> str:
    """Return the counts that are not 0, each as `worded` says it by its name, the last after "and"."""
    return listed([say(counts[name]) for name, say in worded.items() if counts[name]], speech)


Say = Callable[[Finding, Speech, Mapping[str, Role]], str]


def _not_everyone(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    n_ = speech.n_
    counts = finding.names
    parts = [
        n_("{n} partner left", "{n} partners left", count) if (count := _count(counts, "partner_left")) else "",
        n_("{n} partner was never heard", "{n} partners were never heard", count)
        if (count := _count(counts, "partner_not_heard"))
        else "",
        n_("{n} partner was not heard again", "{n} partners were not heard again", count)
        if (count := _count(counts, "partner_not_heard_again"))
        else "",
        n_("{n} role fell silent", "{n} roles fell silent", count)
        if (count := _count(counts, "role_not_heard_again") + _count(counts, "role_silent"))
        else "",
    ]
    return speech._("Not everyone is aboard: {parts}.", parts=listed([words for words in parts if words], speech))


def _count(counts: Mapping[str, object], name: str) -> int:
    count = counts[name]
    return count if isinstance(count, int) else 0


def _heard(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    if not _count(finding.names, "people"):
        return speech._("Nobody was interviewed at this moment: what is noted comes from documents.")
    people = speech.n_("{n} person", "{n} people", _count(finding.names, "people"))
    roles = speech.n_("{n} role", "{n} roles", _count(finding.names, "roles"))
    return speech._("At this moment {people} of {roles} were heard.", people=people, roles=roles)


def _partners_heard(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    organisations = finding.names["organisations"]
    names = [str(each) for each in organisations] if isinstance(organisations, tuple) else []
    return speech._("Aboard and heard: {organisations}.", organisations=listed(names, speech))


def _partner(message: str, message_heard: str = "") -> Say:
    """Return what says a message of a partner, and another, if there is one, where it was heard before."""

    def say(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
        names = finding.names
        words = message_heard if message_heard and names["last_heard"] else message
        return speech._(
            words,
            organisation=names["organisation"],
            joined=speech.date(str(names["joined"] or "")),
            left=speech.date(str(names["left"] or "")),
            last_heard=names["last_heard"],
        )

    return say


_LEFT = _partner(
    N_("{organisation} left on {left}, and was never heard."),
    N_("{organisation} left on {left}; it was heard last at {last_heard}."),
)


def _left(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    """Return that a partner left; where it was the largest of its role, that first, and by which amounts."""
    names, ahead = finding.names, _largest(finding.names["largest"])
    if not ahead:
        return _LEFT(finding, speech, roles)
    amounts = listed([_ahead(part, speech) for part in ahead], speech)
    if names["role_of"] == "employer":
        size = speech._("the largest company by what it gave")
    else:
        role = _role_words(names["role_of"], speech, roles)
        size = speech._("the largest of “{role}” by what it gave", role=role)
    values = {
        "organisation": names["organisation"],
        "size": size,
        "amounts": amounts,
        "left": speech.date(str(names["left"] or "")),
        "last_heard": names["last_heard"],
    }
    if not names["last_heard"]:
        return speech._("{organisation}, {size} ({amounts}), left on {left}, and was never heard.", **values)
    return speech._("{organisation}, {size} ({amounts}), left on {left}; it was heard last at {last_heard}.", **values)


def _largest(value: object) -> list[Largest]:
    return [part for part in value if isinstance(part, Largest)] if isinstance(value, tuple) else []


def _ahead(part: Largest, speech: Speech) -> str:
    return speech._(
        "{amount}, the next {other}",
        amount=measure(part.span, part.kind, speech),
        other=measure(part.next_span, part.kind, speech),
    )


def _role(finding: Finding, speech: Speech, roles: Mapping[str, Role], message: str) -> str:
    names = finding.names
    role = _role_words(names["role"], speech, roles)
    return speech._(message, role=role, last_heard=names["last_heard"])


def _of_role(message: str) -> Say:
    return lambda finding, speech, roles: _role(finding, speech, roles, message)


def _role_not_heard_again(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    if finding.names["state"] == "not_asked":
        return _role(finding, speech, roles, N_("{role}: heard at {last_heard}, not asked now."))
    return _role(finding, speech, roles, N_("{role}: heard at {last_heard}, asked now and silent."))


def _of_point(message: str) -> Say:
    return lambda finding, speech, _roles: speech._(message, text=_bare(finding.names["text"]))


def _became(message: str, earlier: str, message_earlier: str) -> Say:
    """Return what says a message of a point, and another of one whose state was `earlier` before."""

    def say(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
        words = message_earlier if finding.names["was"] == earlier else message
        return speech._(words, text=_bare(finding.names["text"]))

    return say


def _point_new(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    text = _bare(finding.names["text"])
    if finding.names["state"] == "contested":
        return speech._("New, and contested: “{text}”.", text=text)
    return speech._("New: “{text}”.", text=text)


def _point_reworded(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    names = finding.names
    return speech._(
        "In other words: “{text}”, was “{before}”.", text=_bare(names["text"]), before=_bare(names["before"])
    )


def _point_carried(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    names: Mapping = finding.names
    gained, lost = (
        listed([_role_words(key, speech, roles) for key in names[how]], speech) for how in ("gained", "lost")
    )
    text = _bare(names["text"])
    if gained and lost:
        return speech._("“{text}”: now also {gained}, no longer {lost}.", text=text, gained=gained, lost=lost)
    if gained:
        return speech._("“{text}”: now also {gained}.", text=text, gained=gained)
    return speech._("“{text}”: no longer {lost}.", text=text, lost=lost)


def _points_new(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    points, disputed = _count(finding.names, "points"), _count(finding.names, "contested")
    words = speech.n_("{n} point is new", "{n} points are new", points)
    if not disputed:
        return f"{words}."
    return speech.n_("{words}; {n} of them is contested.", "{words}; {n} of them are contested.", disputed, words=words)


def _points_replaced(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    words = speech.n_(
        "The points were written anew: the {n} of now is like none of the {before} of the moment before",
        "The points were written anew: the {n} of now are like none of the {before} of the moment before",
        _count(finding.names, "points"),
        before=_count(finding.names, "before"),
    )
    disputed = _count(finding.names, "contested")
    if not disputed:
        return f"{words}."
    return speech.n_("{words}; {n} of them is contested.", "{words}; {n} of them are contested.", disputed, words=words)


def _points_gone(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    return speech.n_(
        "{n} point of the moment before is no longer on the table.",
        "{n} points of the moment before are no longer on the table.",
        _count(finding.names, "points"),
    )


def claim(finding: Finding, speech: Speech) -> str:
    """Return what is disputed, without the quotes of either side."""
    return speech._(_CLAIMS[finding.rule], text=_bare(finding.names["text"]))


def _disputed(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    """Return what is disputed, with one quote of either side where there is one."""
    return " ".join([claim(finding, speech), *quotes(finding, speech, roles)])


_CLAIMS = {
    "point_contested": N_("Contested: “{text}”."),
    "point_contradicted": N_("Contradicted: “{text}”."),
}


def quotes(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> list[str]:
    """Return what either side of a disputed point says, one quote each where there is one, and what is held back."""
    names, words = finding.names, []
    for side in ("supporting", "contradicting"):
        if names[side]:
            who = _role_words(names[f"{side}_role"], speech, roles)
            words.append(speech._("{role}: “{text}”.", role=who, text=_bare(names[side])))
    return [*words, *filter(None, (of_both(finding, speech), _hidden(finding, speech)))]


def of_both(finding: Finding, speech: Speech) -> str:
    """Return how many people are quoted of both sides, where nobody else is there to quote; '' for nobody."""
    both = _count({"both": 0, **finding.names}, "both")
    return speech.n_("{n} person says both.", "{n} people say both.", both) if both else ""


def _hidden(finding: Finding, speech: Speech) -> str:
    stances = finding.names.get("held_back")
    return held_back_words.of_point(stances, speech) if stances else ""


def _bare(text: object) -> str:
    return " ".join(str(text).split()).rstrip(". ")


def _role_words(key: object, speech: Speech, roles: Mapping[str, Role]) -> str:
    if not key:
        return speech._("No role")
    return roles[str(key)].label[speech.language] if str(key) in roles else str(key).replace("_", " ")


def _of_agreement(message: str) -> Say:
    def say(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
        names = finding.names
        due = speech._("before {date}", date=speech.date(str(names["due"]))) if names["due"] else ""
        details = ", ".join(str(part) for part in (names["organisation"], due) if part)
        what = f"“{_bare(names['text'])}”" + (f" ({details})" if details else "")
        return speech._(message, what=what, reason=_bare(names["reason"]))

    return say


def _ratings(message: str) -> Say:
    def say(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
        names = finding.names
        about = (
            speech.block(str(names["block"]))
            if "block" in names
            else speech.factor(int(str(names["factor"])), short=True)
        )
        return speech._(
            message,
            about=about,
            role=_role_words(names["role"], speech, roles),
            points=half(abs(finding.figure or 0), speech),
            before=_rating_words(names["before"], speech),
            after=_rating_words(names["after"], speech),
            n=names["n"],
            n_before=names["n_before"],
        )

    return say


def same_people(finding: Finding, speech: Speech, brief: bool = False) -> str:
    """Return how those who rated at both moments did, and who of the lower has left; '' where that is not known.

    A `brief` one does not say which partner that was.
    """
    same = finding.names.get("same_people")
    if not isinstance(same, SamePeople):
        return ""
    if not (same.higher or same.lower or same.same):
        return speech._("Nobody rated both times.")
    n_ = speech.n_
    lower = n_("{n} lower (to {lowest})", "{n} lower (down to {lowest})", same.lower, lowest=same.lowest)
    counts = [
        n_("{n} higher", "{n} higher", same.higher) if same.higher else "",
        lower if same.lower else "",
        n_("{n} the same", "{n} the same", same.same) if same.same else "",
    ]
    words = speech._("Who rated both times: {counts}.", counts=", ".join(count for count in counts if count))
    if not same.gone:
        return words
    if brief:
        left = speech.n_("{n} of the lower left.", "{n} of the lower left.", same.gone)
        return f"{words} {left}"
    partners = partners_with_day(same.partners, speech)
    if same.gone == same.lower == 1:
        left = speech._("Who is lower speaks for a partner that has left: {partners}.", partners=partners)
    else:
        left = n_(
            "{n} of the lower speaks for a partner that has left: {partners}.",
            "{n} of the lower speak for a partner that has left: {partners}.",
            same.gone,
            partners=partners,
        )
    return f"{words} {left}"


def _ratings_few(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    """Return how many ratings of few voices changed."""
    lower, higher = _count(finding.names, "lower"), _count(finding.names, "higher")
    return speech.n_(
        "{n} rating changed where only one or two people rated ({lower} lower, {higher} higher): see “Over time”.",
        "{n} ratings changed where only one or two people rated ({lower} lower, {higher} higher): see “Over time”.",
        lower + higher,
        lower=lower,
        higher=higher,
    )


def _rating_words(rating: object, speech: Speech) -> str:
    """Return a median, or of few the ratings themselves."""
    return ", ".join(map(str, rating)) if isinstance(rating, tuple) else half(rating, speech)


def half(value: object, speech: Speech) -> str:
    """Return a median, which is whole or a half, as a language writes it."""
    words = f"{value:g}"
    return words.replace(".", ",") if speech.language == "nl" else words


def _risk(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    names = finding.names
    return speech._(
        "{role} on {block}: “{text}”.",
        role=_role_words(names["role"], speech, roles),
        block=speech.block(str(names["block"])),
        text=_bare(names["text"]),
    )


def _factor_low(finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    names = finding.names
    factor = speech.factor(int(str(names["factor"])))
    people = speech.n_("{n} person", "{n} people", finding.n)
    if names["why"]:
        why = _bare(names["why"])
        return speech._("{people} rated “{factor}” 1 or 2: “{why}”.", people=people, factor=factor, why=why)
    return speech._("{people} rated “{factor}” 1 or 2, and did not say why.", people=people, factor=factor)


def _everyone(_finding: Finding, speech: Speech, _roles: Mapping[str, Role]) -> str:
    return speech._("Everyone is aboard: no partner left or went unheard, and no role fell silent.")


_SENTENCES: dict[str, Say] = {
    "not_everyone": _not_everyone,
    "everyone": _everyone,
    "heard": _heard,
    "partners_heard": _partners_heard,
    "partner_left": _left,
    "partner_left_earlier": _partner(
        N_("{organisation} had left already, on {left}, and was never heard."),
        N_("{organisation} had left already, on {left}; it was heard last at {last_heard}."),
    ),
    "partner_joined": _partner(N_("{organisation} joined on {joined}.")),
    "partner_not_heard": _partner(N_("{organisation} was never heard.")),
    "partner_not_heard_again": _partner(N_("{organisation} was not heard now; last at {last_heard}.")),
    "role_not_heard_again": _role_not_heard_again,
    "partner_heard_now": _partner(N_("{organisation} was heard now, and not at {last_heard}.")),
    "role_heard_now": _of_role(N_("{role}: heard now, and not at {last_heard}.")),
    "role_silent": _of_role(N_("{role}: asked, and silent.")),
    "role_not_asked": _of_role(N_("{role}: never asked.")),
    "became_contested": _became(
        N_("Contested now: “{text}”."), "agreed", N_("Agreed before, contested now: “{text}”.")
    ),
    "became_agreed": _became(N_("Agreed now: “{text}”."), "contested", N_("Contested before, agreed now: “{text}”.")),
    "point_new": _point_new,
    "point_gone": _of_point(N_("No longer on the table: “{text}”.")),
    "point_reworded": _point_reworded,
    "point_carried": _point_carried,
    "points_replaced": _points_replaced,
    "points_new": _points_new,
    "points_gone": _points_gone,
    "ratings_rose": _ratings(
        N_("{role} on {about}: {points} higher, now {after}, was {before} (n {n}, was {n_before}).")
    ),
    "ratings_fell": _ratings(
        N_("{role} on {about}: {points} lower, now {after}, was {before} (n {n}, was {n_before}).")
    ),
    "few_rose": _ratings(
        N_(
            "{role} on {about}: at least {points} higher, few voices, now {after}, was {before} "
            "(n {n}, was {n_before})."
        )
    ),
    "few_fell": _ratings(
        N_("{role} on {about}: at least {points} lower, few voices, now {after}, was {before} (n {n}, was {n_before}).")
    ),
    "ratings_few": _ratings_few,
    "point_contested": _disputed,
    "point_contradicted": _disputed,
    "point_agreed": _of_point(N_("Agreed: “{text}”.")),
    "point_shared": _of_point(N_("Agreed: “{text}”.")),
    "agreement_overdue": _of_agreement(N_("{what}: its day has passed and it is still open.")),
    "agreement_open": _of_agreement(N_("{what}: still open.")),
    "agreement_kept": _of_agreement(N_("{what}: kept.")),
    "agreement_not_kept": _of_agreement(N_("{what}: not kept, as “{reason}”.")),
    "agreement_changed": _of_agreement(N_("{what}: changed, as “{reason}”.")),
    "partner_leaving": _partner(N_("{organisation} leaves on {left}.")),
    "exit_in_words": _risk,
    "note_of_risk": _risk,
    "factor_low": _factor_low,
}
