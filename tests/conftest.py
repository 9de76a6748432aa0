"""What all tests share: a fresh study on each engine, the demo study, and nothing of this machine's user."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from canvas.exchange.demo import make_demo
from canvas.store import Study, open_study
from canvas.store.database import schema
from tests import build
from tests.engines import left_out
from tests.examples import load_profile
from tests.run_order import in_order
from tests.run_summary import RunSummary
from tests.shared_statements import share_what_is_compiled

load_profile()
share_what_is_compiled()
NO_LONG_WAIT = "-c lock_timeout=60s"  # for who still has a table: a test that left a connection behind is to be seen


def pytest_configure(config: pytest.Config) -> None:
    """Have the process that prints, and no worker of it, sum up the run."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(RunSummary())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what `tests/engines.py` says, and put files in the order of `tests/run_order.py`, not their tests."""
    out = [item for item in items if left_out(_file(item), _engine(item))]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if not left_out(_file(item), _engine(item))]
    places = {file: place for place, file in enumerate(in_order(map(_file, items)))}
    items.sort(key=lambda item: places[_file(item)])


def _file(item: pytest.Item) -> str:
    return item.nodeid.split("::")[0]


def _engine(item: pytest.Item) -> object:
    """The engine that a study of this test is on, where it has one of either."""
    params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return params.get("study", params.get("place"))


@pytest.fixture(autouse=True)
def _no_study_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or makes a study where the user of this machine keeps theirs."""
    monkeypatch.delenv("PPS_STUDY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-folder"))


def needs(variable: str, for_what: str) -> str:
    """What a variable says; without it the test is skipped, or fails where everything is required."""
    setting = os.environ.get(variable)
    if setting:
        return setting
    reason = f"{variable} is not set, so {for_what} cannot be tried"
    if os.environ.get("PPS_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL database of this test process alone."""
    server = sa.engine.make_url(needs("PPS_TEST_POSTGRES", "PostgreSQL")).set(drivername="postgresql")
    name = f"pps_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        admin.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")  # nobody trips over this server's plug
        try:
            yield server.set(database=name).render_as_string(hide_password=False)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty_postgres(postgres: str) -> Iterator[str]:
    """The URL of a database without tables; what a test leaves in it is gone for the next."""
    _drop_tables(postgres)
    yield postgres
    _drop_tables(postgres)


def _drop_tables(url: str) -> None:
    with psycopg.connect(url, autocommit=True, options=NO_LONG_WAIT) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A file that is not there yet, or the URL of a database without tables."""
    if request.param == "sqlite":
        return str(tmp_path / "study.sqlite")
    return request.getfixturevalue("empty_postgres")


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "study.sqlite"
    open_study(str(path), create=True).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def study(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Study]:
    """An open study with tables and nothing in them."""
    if request.param == "sqlite":
        target = str(tmp_path / "study.sqlite")
        Path(target).write_bytes(request.getfixturevalue("_empty_file").read_bytes())
    else:
        target = request.getfixturevalue("postgres")
        _empty(target)
    opened = open_study(target, create=True)
    yield opened
    opened.close()


def _empty(url: str) -> None:
    with psycopg.connect(url, options=NO_LONG_WAIT) as connection:
        there = {row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        for table in reversed(schema.metadata.sorted_tables):
            if table.name in there:
                connection.execute(f'DELETE FROM "{table.name}"')


@pytest.fixture
def begun(study: Study) -> build.Begun:
    """A study under way: a profile, two waves, a partnership and respondents of two roles."""
    return build.begin(study)


@pytest.fixture(scope="session")
def _demo_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    make_demo(str(path)).close()
    return path


@pytest.fixture
def demo_file(_demo_once: Path, tmp_path: Path) -> Path:
    """A copy of the demo study in a file of this test's own."""
    copy = tmp_path / "demo.sqlite"
    copy.write_bytes(_demo_once.read_bytes())
    return copy
