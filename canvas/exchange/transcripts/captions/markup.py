"""Takes the markup out of the text of a cue: voices, styles, times within it, and entities."""

from __future__ import annotations

import html
import re

from canvas.exchange.transcripts.read_log import Reading

# Only what WebVTT and SubRip know: “<laughs>” and “x < y” are words of the transcript. No part may cross another `<`
# or `{`, which keeps the search linear on a file that consists of them.
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font|span|em|strong|br)(?:[\s./][^<>]*)?>|<[0-9:.]{5,20}>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]*)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def spans_by_voice(reading: Reading, payload: str) -> list[tuple[str | None, str]]:
    """Return the text of a cue without markup, as (speaker, text).

    The speaker of its voice tag, None where there is none.
    """
    spans: list[tuple[str | None, list[str]]] = [(None, [])]
    at = 0
    for tag in _TAG.finditer(payload):
        spans[-1][1].append(payload[at : tag.start()])
        at = tag.end()
        reading.markup(tag[0])
        voice = _VOICE.fullmatch(tag[0])
        if voice:
            spans.append((" ".join(_entities(None, voice[1]).split()) or None, []))
        elif tag[0].lower() == "</v>":
            spans.append((None, []))
    spans[-1][1].append(payload[at:])
    voiced = [(voice, _entities(reading, "".join(parts))) for voice, parts in spans]
    return [(voice, text) for voice, text in voiced if text.strip()]


def _entities(reading: Reading | None, text: str) -> str:
    def character(entity: re.Match) -> str:
        stands_for = html.unescape(entity[0])
        if reading is not None:
            reading.markup_count(len(entity[0]) - sum(map(len, stands_for.split())))
        return stands_for

    return _ENTITY.sub(character, text) if "&" in text else text
