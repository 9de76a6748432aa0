"""Broken files of every kind give a transcript whose books are right, or a fault that can be said."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from canvas.capture.transcript import Transcript
from canvas.errors import UserError
from canvas.exchange.transcripts import READERS, read
from tests.examples import examples
from tests.exchange.transcripts.made_files import paragraphs, printed, word, writer

SOUND = {
    ".vtt": b"WEBVTT\n\nNOTE made by hand\n\n1\n00:00:01.000 --> 00:00:02.500 align:start\n"
    b"<v Bo Kok>Ja, <i>zeker</i> &amp; graag.</v>\n\n"
    b"2\n00:00:03.000 --> 00:00:04.000\n<v Interviewer>Hoe dan?</v>\n",
    ".srt": b"1\n00:00:01,000 --> 00:00:02,500\nBo: Ja, {\\i1}zeker{\\i0}.\n\n"
    b"2\n00:00:03,000 --> 00:00:04,000\nAn: Hoe dan?\n",
    ".txt": "[00:01:02] Bo: Ja, zeker.\nAn (01:04): Hoe dan?\n\nBo: Zó.\r\nAn   0:07\nDaar.\n".encode(),
    ".docx": word(paragraphs("Bo: Ja, zeker.", "An: Hoe dan?", "Bo: Zo.", "An: Goed.")),
    ".odt": writer("<text:p>Bo: Ja, <text:span>zeker</text:span>.</text:p><text:p>An: Hoe dan?</text:p>"),
    ".pdf": printed(["Bo: Ja, zeker.", "An: Hoe dan?"], ["Bo: Zo.", "An: Goed."]),
    ".rtf": rb"{\rtf1\ansi Bo: Ja, {\b zeker}.\par An: Hoe dan\'3f\par Bo: Zo.\par An: Goed.\par}",
    ".html": b"<html><head><title>Gesprek</title></head><body><p>Bo: Ja, <b>zeker</b>.</p><p>An: Hoe dan?</p>"
    b"</body></html>",
    ".htm": b"<p>Bo: Ja, zeker.<br>An: Hoe dan?</p><script>alert('nee')</script>",
    ".otr": b'{"text":"<p><span class=\\"timestamp\\" data-timestamp=\\"2.1\\">00:02</span> Bo: Ja, zeker.</p>'
    b'<p>An: Hoe dan?</p>"}',
    ".json": b'{"text":"Ja, zeker. Hoe dan?","segments":[{"start":0.0,"end":2.5,"text":" Ja, zeker."},'
    b'{"start":3,"end":4,"text":" Hoe dan?","speaker":"An"}]}',
    ".tsv": b"start\tend\ttext\n0\t2500\tBo: Ja, zeker.\n3000\t4000\tAn: Hoe dan?\n",
    ".sbv": b"0:00:00.000,0:00:02.500\nBo: Ja, zeker.\n\n0:00:03.000,0:00:04.000\nAn: Hoe dan?\n",
}
PIECES = [
    b"-->",
    b"\n\n",
    b"\r",
    b"\x00",
    b"<v ",
    b">",
    b"</v>",
    b"&amp;",
    b"&#0;",
    b"&#xd800;",
    b"{\\",
    b"}",
    b"00:99:99.000",
    b"99999999999",
    b"WEBVTT",
    b"NOTE ",
    b"STYLE",
    b":",
    b": ",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xe9",
    b"\t",
    b"[",
    b"]",
    b"<w:p>",
    b"<!DOCTYPE x>",
    b"PK\x03\x04",
    "\u202eא\u0301".encode(),
    b"@@1@@",
    b"L1",
    b"A" * 200,
]


def checked_reading(data: bytes, name: str) -> Transcript | None:
    """What reading gives, after seeing that its books are right; None where the file is refused with a reason."""
    try:
        read_ = read(data, name)
    except UserError as error:
        assert error.fault
        assert error.cure
        assert error.message()
        return None
    spoken_text = "".join("".join(turn.text for turn in read_.turns).split())
    assert len(spoken_text) == read_.characters_kept <= read_.characters_in
    assert read_.characters_kept + read_.characters_left_out <= read_.characters_in
    assert 0 <= read_.cues_read <= read_.cues_in_file
    assert all(turn.text.strip() and len(turn.text) <= 1_500 for turn in read_.turns)
    assert not set(spoken_text) & {"\x00", "\ud800"}
    for message, values in read_.warnings:
        assert message.format(**values)
    return read_


@pytest.mark.parametrize("ending", READERS)
def test_the_files_that_are_broken_below_are_sound_to_begin_with(ending):
    read_ = checked_reading(SOUND[ending], "gesprek" + ending)
    assert read_ is not None
    assert read_.complete
    assert read_.characters_kept > 15


@pytest.mark.parametrize("ending", READERS)
@examples(60)
@given(data=st.binary(max_size=400))
@example(data=b"\x00")
@example(data=b"-->")
def test_any_bytes_at_all_are_read_or_refused(ending, data):
    checked_reading(data, "gesprek" + ending)


@pytest.mark.parametrize("ending", [".vtt", ".srt", ".txt"])
@examples(60)
@given(
    text=st.text(max_size=300),
    before=st.sampled_from(["", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n", "1\n00:00:01,0 --> 00:00:02,0\n"]),
)
def test_any_text_at_all_is_read_or_refused(ending, text, before):
    checked_reading((before + text).encode("utf-8", "surrogatepass"), "gesprek" + ending)


@st.composite
def broken(draw: st.DrawFn, ending: str) -> bytes:
    """A sound file in which things were put in, taken out or changed."""
    data = bytearray(SOUND[ending])
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        match draw(st.integers(0, 3)):
            case 0:
                data[at:at] = draw(st.sampled_from(PIECES))
            case 1:
                del data[at : at + draw(st.integers(1, 30))]
            case 2:
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=2))
            case 3:
                data[at:at] = data[draw(st.integers(0, len(data))) :][:60]
    return bytes(data)


@pytest.mark.parametrize("ending", READERS)
def test_a_sound_file_that_was_damaged_is_read_or_refused(ending):
    @examples(120)
    @given(data=broken(ending))
    def damaged(data: bytes) -> None:
        checked_reading(data, "gesprek" + ending)

    damaged()
