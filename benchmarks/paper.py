"""How long it takes to write an agenda and a state of affairs as PDF: reading the study apart from making the page.

Run: python benchmarks/paper.py [--study FILE] [--partnership NAME] [--times 20]

Without a study it is the demo, of which the fictional partnership has most. Figures are the median and the slowest of
so many runs, in milliseconds as a user waits; the first page of a process, which reads the fonts, stands apart.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from canvas.exchange.demo import make_demo
from canvas.read_models.agenda_page import PAPERS, paper
from canvas.read_models.state_of_affairs import moment_by_name
from canvas.report.paper import Paper
from canvas.report.writers import paper_pdf
from canvas.speech import Speech
from canvas.store import Study, open_study


def milliseconds(work: Callable[[], object], times: int) -> list[float]:
    """Return what each of so many runs took."""
    taken = []
    for _turn in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def read(study: Study, kind: str, partnership: str) -> Paper:
    """Return the page of a kind of the newest moment of a partnership, in Dutch."""
    with study.reading() as connection:
        pair, about, roles = moment_by_name(connection, partnership)
        return paper(connection, kind, pair, about["blocks"], roles, Speech("nl"))


def main() -> None:
    """Print a line for each page and what it is made of."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--study")
    options.add_argument("--partnership", default="FV")
    options.add_argument("--times", type=int, default=20)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        study = open_study(chosen.study) if chosen.study else make_demo(str(Path(folder) / "demo.sqlite"))
        pages = {kind: read(study, kind, chosen.partnership) for kind in PAPERS}
        (first,) = milliseconds(lambda: paper_pdf.pdf(pages["state"]), 1)
        print(f"first page of a process: {first:.0f} ms")
        for kind, page in pages.items():
            for name, work in (
                ("read", lambda kind=kind: read(study, kind, chosen.partnership)),
                ("write", lambda page=page: paper_pdf.pdf(page)),
            ):
                taken = milliseconds(work, chosen.times)
                print(f"{kind:8} {name:6} median {statistics.median(taken):6.1f} ms, slowest {max(taken):6.1f} ms")
        study.close()


if __name__ == "__main__":
    main()
