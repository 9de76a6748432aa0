"""What every answer says of itself: who may frame it, what may load from where, and that no browser keeps it."""

from __future__ import annotations

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.types import Message

# Streamlit and our components draw with inline styles (`style-src`) and load the components' code from blobs
# (`script-src`, `worker-src`). Nothing else may come from, or go to, any other place, whatever a text on screen asks.
_POLICY = (
    "default-src 'self'; script-src 'self' blob: {inline}; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data: blob:; media-src 'self' data: blob:; connect-src 'self' {sockets}; worker-src 'self' blob:; "
    "frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-DNS-Prefetch-Control": "off",
}
_LASTING = "immutable"  # says of a file that its address changes with what is in it: Streamlit's bundles, our script


def every_header(hosts: frozenset[bytes], inline: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the headers of every answer of a server called by `hosts`; `inline` are hashes of scripts in pages."""
    sockets = " ".join(f"ws://{host.decode()}" for host in sorted(hosts))
    policy = _POLICY.format(sockets=sockets, inline=" ".join(f"'sha256-{digest}'" for digest in inline))
    return {"Content-Security-Policy": policy} | _OTHERS


def with_headers(start: Message, headers: dict[str, str]) -> Message:
    """Return the first message of an answer with these headers, kept by no browser unless it can never change."""
    own = MutableHeaders(raw=list(start.get("headers", ())))
    for name in [name for name in own if name.startswith("access-control-")]:
        del own[name]  # no page elsewhere is let in, so none is told that it may read this
    for name, value in headers.items():
        own[name] = value
    if _LASTING not in own.get("cache-control", ""):
        own["Cache-Control"] = "no-store"
    return {**start, "headers": own.raw}


def inline_scripts(page: str) -> tuple[str, ...]:
    """Return the hashes, as a policy names them, of the scripts that stand in a page itself."""
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return tuple(base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)
