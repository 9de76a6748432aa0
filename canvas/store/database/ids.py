"""Ids and times: made here, so that they sort in the order of making."""

import os
import threading
import time
import uuid
from datetime import UTC, datetime

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a UUIDv7 (RFC 9562) as text: 48 bits of milliseconds, 12 of sequence, 62 random.

    Ids rise within a process.
    """
    global _last
    with _lock:
        # milliseconds and a 12-bit fraction of one in a single number, so that ids of one moment still rise
        _last = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
        moment, sequence = divmod(_last, 4096)
    chance = int.from_bytes(os.urandom(8)) & (1 << 62) - 1
    return str(uuid.UUID(int=(moment & (1 << 48) - 1) << 80 | 7 << 76 | sequence << 64 | 2 << 62 | chance))


def now() -> str:
    """Return the server's time, UTC ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
