"""Ids are UUIDv7 (RFC 9562) and sort in the order of making; times are UTC."""

import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from canvas.store.database.ids import new_id, now


def test_an_id_says_that_it_is_a_uuid_of_version_7_and_of_the_variant_of_the_rfc():
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_the_first_48_bits_of_an_id_are_the_milliseconds_of_now():
    before = time.time_ns() // 1_000_000
    moment = int(new_id().replace("-", "")[:12], 16)
    assert before <= moment <= time.time_ns() // 1_000_000 + 1


def test_ids_rise_even_within_one_millisecond():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)


def test_ids_rise_when_the_clock_is_set_back(monkeypatch):
    first = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000_000_000_000)  # 2001
    assert new_id() > first


def test_eight_threads_never_make_the_same_id():
    with ThreadPoolExecutor(8) as pool:
        made = [new for some in pool.map(lambda _: [new_id() for _ in range(5_000)], range(8)) for new in some]
    assert len(set(made)) == 40_000


def test_times_are_utc_to_the_millisecond():
    time = now()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", time)
    assert abs((datetime.now(UTC) - datetime.fromisoformat(time)).total_seconds()) < 5
