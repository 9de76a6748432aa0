"""The fingerprint of what a guide says, by which a study knows that it keeps the same one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def content_hash(document: Mapping) -> str:
    """Make the SHA-256 of what a guide says: layout and comments do not count, wording does."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
