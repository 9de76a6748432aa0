"""Goes over every write of the study: none writes over what another changed since it was opened, unless it is shown."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa

import canvas.capture
import canvas.store
from canvas.capture import answers as capture
from canvas.errors import ChangedMeanwhileError, UserError
from canvas.store import moments, partnerships, respondents, study_settings
from canvas.store.database import schema
from canvas.store.points import points
from canvas.store.study import Writer
from tests import build
from tests.store import conflicting_writes
from tests.store.conflicting_writes import HOLDS, INSERTS, MEETINGS, WITHIN, Meeting, StaleError, by, row_of

ROOT = Path(__file__).parents[2]


def writes(*packages: ModuleType) -> dict[str, inspect.Signature]:
    """Every public function that takes a Writer, or a study and who writes in it, by package, module and name."""
    every = {}
    for package in packages:
        short = package.__name__.rpartition(".")[2]
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.ispkg and ".migrations." not in module.name:
                called = f"{short}.{module.name.rpartition('.')[2]}"
                every |= of_module(importlib.import_module(module.name), called)
    return every


def of_module(module: ModuleType, called: str) -> dict[str, inspect.Signature]:
    every = {}
    for name, function in vars(module).items():
        if inspect.isfunction(function) and not name.startswith("_") and function.__module__ == module.__name__:
            signature = inspect.signature(function)
            types = {str(each.annotation) for each in signature.parameters.values()}
            if "Writer" in types or ("Study" in types and "user_id" in signature.parameters):
                every[f"{called}.{name}"] = signature
    return every


def unaccounted(every) -> set[str]:
    """The writes for which nobody says what becomes of it when two people meet."""
    return set(every) - MEETINGS.keys() - INSERTS.keys() - HOLDS.keys() - WITHIN.keys()


def judge(meeting: Meeting) -> None:
    """Fail where the second writes over what the first changed, or where what they do meets in nothing."""
    at_first = meeting.stands()
    meeting.first()
    opened = meeting.stands()
    changed = {field for field in opened if opened[field] != at_first.get(field)} - {"changed_at", "revision"}
    assert changed, "the first changes nothing, so there is nothing to write over"
    try:
        meeting.second()
    except (UserError, StaleError, sa.exc.IntegrityError) as met:
        assert meeting.refused, f"it was refused: {met}"
        assert meeting.stands() == opened, "something was stored all the same"
        if isinstance(met, ChangedMeanwhileError):
            assert all(clash.mine != clash.now for clash in met.clashes)
        return
    after = meeting.stands()
    assert {field: after.get(field) for field in changed} == {field: opened[field] for field in changed}, "overwritten"
    assert not meeting.refused, "what the second wrote was dropped in silence"
    assert (after != opened) == meeting.anew, "what the second wrote was dropped in silence"


def test_every_write_is_accounted_for_and_no_other():
    every = writes(canvas.store, canvas.capture)
    assert unaccounted(every) == set()
    assert (MEETINGS.keys() | INSERTS.keys() | HOLDS.keys() | WITHIN.keys()) - every.keys() == set()
    assert set(WITHIN.values()) <= MEETINGS.keys()


@pytest.mark.parametrize("name", sorted(MEETINGS))
def test_nothing_is_written_over_unseen(begun, name):
    for number, scenario in enumerate(MEETINGS[name]):
        if number:
            renew(begun)
        judge(scenario(begun))


def renew(begun: build.Begun) -> None:
    """Give the fixture's own rows back what they said at first; what a scenario made beside them may stay."""
    with begun.study.writing(begun.user) as writer:
        first = {"name": "Nieuwe Techniek", "region": "Flevoland", "since": 2024, "summary": ""}
        writer.execute(schema.partnership.update().values(**first))
        writer.execute(schema.partnership_wave.update().values(**moments._NEW_MOMENT))
        for number, respondent_id in enumerate((begun.employer, begun.employer_too), 1):
            fields = {"code": f"NT-B{number}", "role": "employer", "partner_id": None}
            writer.execute(schema.respondent.update().where(schema.respondent.c.id == respondent_id).values(**fields))
        writer.execute(schema.partner.update().values(left="2020-01-01", joined=None, organisation=schema.partner.c.id))
        writer.execute(schema.theme.update().values(name=schema.theme.c.id))
        writer.execute(schema.attribute.update().values(name=schema.attribute.c.id))


# ---- the test is tested: what it is there for, it catches


def overwrites(writer: Writer, partnership_id: str, region: str) -> None:
    """Write over whatever stands."""
    writer.execute(schema.partnership.update().where(schema.partnership.c.id == partnership_id).values(region=region))


def test_a_write_that_nobody_accounted_for_is_caught(monkeypatch):
    monkeypatch.setattr(overwrites, "__module__", partnerships.__name__)
    monkeypatch.setattr(partnerships, "overwrites", overwrites, raising=False)
    assert unaccounted(writes(canvas.store)) == {"store.partnerships.overwrites"}


def test_a_write_that_overwrites_unseen_is_caught(begun):
    planted = Meeting(
        by(begun, begun.other_user, overwrites, begun.partnership, "Drenthe"),
        by(begun, begun.user, overwrites, begun.partnership, "Twente"),
        row_of(begun, schema.partnership, id=begun.partnership),
    )
    with pytest.raises(AssertionError, match="overwritten"):
        judge(planted)
    planted.first = planted.second = lambda: None
    with pytest.raises(AssertionError, match="changes nothing"):
        judge(planted)


def test_every_screen_says_what_its_write_was_based_on():
    """No screen leaves out what was opened where a write can be told, or goes past the write that checks."""
    every = writes(canvas.store, canvas.capture)
    asks = {
        name.split(".")[1:] and tuple(name.split(".")[1:]) for name, its in every.items() if "opened" in its.parameters
    }
    within = {tuple(name.split(".")[1:]) for name in WITHIN}
    left_out = []
    for path in [*(ROOT / "canvas/ui").glob("*.py"), *(ROOT / "pages").glob("*.py")]:
        tree = ast.parse(path.read_text("utf-8"))
        modules = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                modules |= {alias.asname or alias.name: (node.module or "", alias.name) for alias in node.names}
        for node in ast.walk(tree):
            called = isinstance(node, ast.Call) and whose(node.func, modules)
            if called in within:
                left_out.append(f"{path.name}:{node.lineno} {called}")
            if called in asks:
                name = next(name for name in every if tuple(name.split(".")[1:]) == called)
                place = list(every[name].parameters).index("opened")
                if len(node.args) <= place and all(keyword.arg not in ("opened", None) for keyword in node.keywords):
                    left_out.append(f"{path.name}:{node.lineno} {called}")
    assert [
        call for call in left_out if "put_moment" not in call
    ] == []  # where a moment is added there was none to open


def whose(func: ast.expr, modules: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
    """The module and name of what is called, where it is one of the study's."""
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id in modules:
        return modules[func.value.id][1], func.attr
    if isinstance(func, ast.Name) and func.id in modules:
        return modules[func.id][0].rpartition(".")[2], modules[func.id][1]
    return None


# ---- nothing comes between the look and the write


PEOPLE = 6


def together(begun: build.Begun, write) -> list[object]:
    """What each of six people is told who write at the same moment: None, or what they met."""
    ready = threading.Barrier(PEOPLE)

    def write_as(number: int) -> object:
        ready.wait()
        try:
            with begun.study.writing((begun.user, begun.other_user)[number % 2]) as writer:
                write(writer, number)
        except ChangedMeanwhileError as met:
            return met
        return None

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(write_as, range(PEOPLE)))


def test_of_those_who_write_at_one_moment_one_is_stored_and_the_others_are_shown_it(begun):
    opened = row_of(begun, schema.partnership, id=begun.partnership)()
    at = {"partnership_id": begun.partnership, "wave_id": begun.wave}
    first = row_of(begun, schema.partnership_wave, **at)()
    who = row_of(begun, schema.respondent, id=begun.employer)()
    point = conflicting_writes.a_point(begun)
    _, (note,) = build.answered(begun, "lesgeld")
    same = [opened[name] for name in ("name", "region", "since")]
    tried = {
        "partnership": lambda writer, n: partnerships.change(writer, begun.partnership, *same, f"van {n}", opened),
        "moment": lambda writer, n: moments.put_moment(writer, **at, agenda=f"van {n}", opened=first),
        "respondent": lambda writer, n: respondents.change(writer, begun.employer, f"NT-B{n}0", "employer", None, who),
        "point": lambda writer, n: points.change(writer, point["id"], f"van {n}", ["employer"], point),
        "stance": lambda writer, n: points.put_note(
            writer, point["id"], note["id"], points.STANCES[n % 2], opened={"stance": None}
        ),
    }
    for name, write in tried.items():
        met = together(begun, write)
        alike = PEOPLE // 2 if name == "stance" else 1  # those who mean the same are no conflict
        assert met.count(None) == alike, name
        assert all(error.clashes[0].now for error in met if error), name


def test_those_who_write_different_fields_or_add_at_one_moment_are_all_stored(begun):
    opened = row_of(begun, schema.partnership, id=begun.partnership)()
    fields = {name: opened[name] for name in ("name", "region", "since", "summary")}
    new = [{"region": "Drenthe"}, {"since": 2020}, {"summary": "van een ander"}]
    met = together(
        begun, lambda writer, n: partnerships.change(writer, begun.partnership, **(fields | new[n % 3]), opened=opened)
    )
    assert met == [None] * PEOPLE
    after = row_of(begun, schema.partnership, id=begun.partnership)()
    assert (after["region"], after["since"], after["summary"]) == ("Drenthe", 2020, "van een ander")
    together(begun, lambda writer, n: study_settings.add_own_role(writer, f"Rol {n}", f"Role {n}", False))
    assert len(conflicting_writes.read(begun, study_settings.describe)["own_roles"]) == PEOPLE


def test_of_ratings_at_one_moment_one_is_stored(begun):
    talk = build.interview(begun)
    opened = build.answer(begun, talk)
    ready = threading.Barrier(5)

    def rate(mark: int) -> int | None:
        ready.wait()
        try:
            capture.rate(begun.study, begun.user, talk, "costs.main", mark, opened=opened)
        except ChangedMeanwhileError:
            return None
        return mark

    with ThreadPoolExecutor(5) as pool:
        stored = [mark for mark in pool.map(rate, range(1, 6)) if mark]
    assert stored == [build.answer(begun, talk)["rating"]]
