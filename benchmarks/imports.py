"""Doubles the size of what is brought in, typed or pasted, each kind made to be slow, and prints how the time grows.

    .venv/bin/python benchmarks/imports.py [--only PART] [--doublings N]

Each size is worked on in a process of its own, without the limits of `canvas.limited_process`. The exponent is fitted
through all sizes (1 is linear, 2 the square); below some 50 ms it says nothing.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from itertools import pairwise

from canvas.analysis import over_time
from canvas.capture import difference, layout, lines, pseudonyms
from canvas.errors import UserError
from canvas.exchange import codebooks, transcripts
from canvas.guides import parse_guide
from canvas.store.search import search_terms


def speech(text: str) -> Callable[[], object]:
    """Return the work of reading a transcript, and of proposing and replacing its terms."""

    def work() -> None:
        read = transcripts.read(text.encode(), "gesprek.txt")
        terms = pseudonyms.propose(read)
        pseudonyms.replace_terms(read, terms)

    return work


def qdc(inner: str) -> Callable[[], object]:
    """Return the work of reading a codebook with this in it."""
    data = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{inner}</Codes></CodeBook>'.encode()
    return lambda: codebooks.read(data, "boek.qdc")


def docx(body: str) -> Callable[[], object]:
    """Return the work of reading a Word file with this body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return lambda: transcripts.read(made.getvalue(), "gesprek.docx")


def matched(old: list[str], new: list[str], retired: Sequence[str] = ()) -> Callable[[], object]:
    """Return the work of matching the notes of an answer with its new lines."""
    return lambda: lines.match(old, new, retired)


def cues(n: int, arrow: str, head: str) -> bytes:
    """Return a transcript of so many cues, as .vtt or .srt writes them."""
    return (
        head + "".join(f"{i}\n00:{i // 60 % 60:02}:{i % 60:02}{arrow}\nJan: zin {i}.\n\n" for i in range(n))
    ).encode()


def guide(body: str) -> Callable[[], object]:
    """Return the work of reading a guide file."""
    return lambda: parse_guide.__wrapped__(body, "gids.toml", None)


CODE = '<Code guid="{0:032x}" name="{1}" isCodable="true"/>'
W = "<w:p><w:r><w:t>Jan: dat is zo.</w:t></w:r></w:p>"
KINDS: dict[str, tuple[int, Callable[[int], Callable[[], object]]]] = {
    "lines, all equal": (2_500, lambda n: matched(["ja"] * n, ["nee", *["ja"] * n])),
    "lines, all different": (
        2_500,
        lambda n: matched([f"regel {i}" for i in range(n)], [f"{i} anders" for i in range(n)]),
    ),
    "lines, reversed": (
        2_500,
        lambda n: matched([f"regel {i}" for i in range(n)], [f"regel {i}" for i in range(n)][::-1]),
    ),
    "lines, every other changed": (
        2_500,
        lambda n: matched([f"regel {i}" for i in range(n)], [f"{'x' * (i % 2)}regel {i}" for i in range(n)]),
    ),
    "lines, nearly equal and long": (
        2_500,
        lambda n: matched(["a" * 190 + str(i) for i in range(n)], ["a" * 190 + str(i + n) for i in range(n)]),
    ),
    "lines, retired ones back": (2_500, lambda n: matched([], ["ja"] * n, ["ja"] * n)),
    "one long line": (50_000, lambda n: matched(["a." * n], ["b" + "a." * n])),
    "words, every other changed": (
        10_000,
        lambda n: (
            lambda: difference.parts(
                " ".join(f"w{i}" for i in range(n)), " ".join(f"{'x' * (i % 2)}w{i}" for i in range(n))
            )
        ),
    ),
    "blank lines": (100_000, lambda n: lambda: layout.paragraphs("a" + "\n " * n + "b")),
    "points over time": (
        1_000,
        lambda n: (
            lambda: over_time._matched.__wrapped__(
                tuple(f"zin {i} over geld" for i in range(n)), tuple(f"geld over zin {i} nu" for i in range(n))
            )
        ),
    ),
    "txt, a. again and again": (250_000, lambda n: speech("a." * n)),
    "txt, capitals": (100_000, lambda n: speech("A " * n)),
    "txt, names": (
        2_500,
        lambda n: speech(
            "\n".join(f"Jan {chr(65 + i % 26)}{'abcdefghij'[i // 26 % 10]}x{i:x}q kwam." for i in range(n))
        ),
    ),
    "txt, one name in a row": (25_000, lambda n: speech("Jan van " * n)),
    "txt, Van": (25_000, lambda n: speech("zei Van " + "Van " * n)),
    "txt, apenstaartje": (25_000, lambda n: speech("a punt " * n + "x apenstaartje y")),
    "txt, brackets": (100_000, lambda n: speech("(" * n)),
    "txt, spaces": (2_500, lambda n: speech((" " * 158 + "x:\n") * n)),
    "txt, @": (100_000, lambda n: speech("a@" * n)),
    "vtt, cues": (5_000, lambda n: lambda: transcripts.read(cues(n, ".000 --> 01:00:00.000", "WEBVTT\n\n"), "a.vtt")),
    "vtt, one voice with brackets": (
        100_000,
        lambda n: (
            lambda: pseudonyms.propose(
                transcripts.read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {'(' * n}>Hallo".encode(), "a.vtt")
            )
        ),
    ),
    "srt, cues": (5_000, lambda n: lambda: transcripts.read(cues(n, ",000 --> 01:00:00,000", ""), "a.srt")),
    "docx, paragraphs": (10_000, lambda n: docx(W * n)),
    "docx, one long paragraph": (10_000, lambda n: docx(f"<w:p>{'<w:r><w:t>a.</w:t></w:r>' * n}</w:p>")),
    "qdc, equal names": (2_500, lambda n: qdc("".join(CODE.format(i, "x") for i in range(n)))),
    "qdc, CDATA without end": (10_000, lambda n: qdc("<![CDATA[" * n + " & ")),
    "qdc, unknown elements": (10_000, lambda n: qdc("".join(f"<e{i}/>" for i in range(n)) + CODE.format(1, "x"))),
    "csv, themes": (
        2_500,
        lambda n: (
            lambda: codebooks.read(
                ("name,parent\n" + "".join(f"t{i},t{i - 1}\n" for i in range(1, n))).encode(), "b.csv"
            )
        ),
    ),
    "csv, columns": (100_000, lambda n: lambda: codebooks.read(("," * n + "name," * n).encode(), "b.csv")),
    "toml, a dotted key": (25_000, lambda n: guide(".".join("a" * n) + " = 1")),
    "toml, a dotted header": (25_000, lambda n: guide("[" + ".".join("a" * n) + "]")),
    "toml, questions": (10_000, lambda n: guide("[[question]]\n" * n)),
    "toml, unknown fields": (2_500, lambda n: guide("".join(f"f{i} = 1\n" for i in range(n)))),
    "search, words": (2_500, lambda n: lambda: search_terms.parse_terms(" ".join(f"w{i}*" for i in range(n)))),
}


def measure_once(kind: str, size: int) -> dict:
    """Do the work of a kind at one size: {seconds, mb, how}; `how` is the fault it ends in, or ""."""
    work = KINDS[kind][1](size)
    began = time.perf_counter()
    try:
        work()
        how = ""
    except UserError as error:
        how = error.parts()[1][:60]
    took = time.perf_counter() - began
    return {"seconds": took, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "how": how}


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Return the power of the size by which the time grows: the slope of a line through their logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(max(took, 1e-6)) for took in seconds]
    middle, height = sum(x) / len(x), sum(y) / len(y)
    return sum((a - middle) * (b - height) for a, b in zip(x, y, strict=True)) / sum((a - middle) ** 2 for a in x)


def main() -> None:
    """Print a line for each kind."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="")
    options.add_argument("--doublings", type=int, default=3)
    options.add_argument("--one", nargs=2)
    wanted = options.parse_args()
    if wanted.one:
        print(json.dumps(measure_once(wanted.one[0], int(wanted.one[1]))))
        return
    for kind, (size, _) in KINDS.items():
        if wanted.only not in kind:
            continue
        sizes, figures = [size * 2**step for step in range(wanted.doublings + 1)], []
        for number in sizes:
            again = [sys.executable, __file__, "--one", kind, str(number)]
            try:
                done = subprocess.run(again, capture_output=True, text=True, check=True, timeout=120)
            except subprocess.TimeoutExpired:
                break
            except subprocess.CalledProcessError as error:
                print(f"{kind:32} {error.stderr.strip().splitlines()[-1][:90]}", flush=True)
                break
            figures.append(json.loads(done.stdout))
        if len(figures) < len(sizes):
            print(f"{kind:32} stopped at {sizes[len(figures)]}", flush=True)
            continue
        seconds = [figure["seconds"] for figure in figures]
        all_seconds = "  ".join(f"{took:7.3f}" for took in seconds)
        ratios = " ".join(f"{after / max(before, 1e-6):4.1f}" for before, after in pairwise(seconds))
        print(
            f"{kind:32} {sizes[-1]:8}  {all_seconds} s   x {ratios}   exponent {exponent(sizes, seconds):4.1f}   "
            f"{figures[-1]['mb']:5} MB   {figures[-1]['how']}",
            flush=True,
        )


if __name__ == "__main__":
    main()
