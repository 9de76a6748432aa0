"""Sees the bold words that a paragraph begins with: a name that is set off so needs no colon."""

from __future__ import annotations

from lxml import etree

from canvas.exchange.transcripts.speakers import labels

_STYLES = ("Strong", "Zwaar", "Intense", "Intensievebenadrukking")
_OFF = ("0", "false", "off", "none")


def is_bold(text: etree._Element) -> bool:
    """Tell whether the run of Word that holds this text says of itself that it is bold."""
    run = text.getparent()
    space = text.tag.rpartition("}")[0] + "}"
    settings = run.find(f"{space}rPr") if run is not None else None
    if settings is None:
        return False
    bold, style = settings.find(f"{space}b"), settings.find(f"{space}rStyle")
    if bold is not None:
        return bold.get(f"{space}val", "1") not in _OFF
    return style is not None and style.get(f"{space}val", "") in _STYLES


def sets_off(bold_words: str, after: str) -> bool:
    """Tell whether words behind bold ones begin with a space, so that the bold ones may be a label of their own."""
    bare = bold_words.strip()
    parted = after[:1].isspace() or bold_words[-1:].isspace()
    return parted and 0 < len(bare) <= labels.MOST_SIGNS and bare[-1] not in ":;,.?!-–" and "\t" not in bare
