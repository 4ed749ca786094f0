"""PDF: pages written here, and files of other programs (in `files/`, as they cannot be made by code)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from tests.corpus.openfiles import pdf, scan
from tests.corpus.sample import Sample, refused
from tests.corpus.talk import Turn, dialogue, pair, told

MADE = Path(__file__).parent / "files"


def wrapped(turn: Turn, width: int) -> list[str]:
    return textwrap.wrap(told([turn], "{who}: {line}"), width, break_on_hyphens=False)


def written() -> Iterator[Sample]:
    # words stand apart by their place only; a running header and page numbers
    talk, header = dialogue("school", I="Interviewer", P="Teacher"), ["School study, transcript 5", ""]
    halves = ([line for turn in some for line in wrapped(turn, 78)] for some in (talk[:4], talk[4:]))
    pages = [[*header, *lines, "", str(n)] for n, lines in enumerate(halves, 1)]
    warns = ("2 page numbers", "2 running headers", "1 author's name")
    data = pdf(pages, apart=True)
    yield Sample("pdf/words by place.pdf", data, talk, ask="Interviewer", warns=warns)

    # blanks come out as tabs; `secu-/rity` loses its hyphen, `Indo-/Pacific` and `night-/shift` keep it
    lines = (
        "Interviewer: What does security mean on a small/island?/Skipper: It means the boat. When people "
        "from the ministry say secu-/rity, they mean the Indo-/Pacific and a map. I mean the night-/"
        "shift on the slip, and a good torch./Interviewer: Has the night-shift changed?/"
        "Skipper: We’ve gone from three to one. Co-operation, they/call it."
    )
    data = pdf([lines.split("/")], tabs=True)
    yield Sample("pdf/tabs and hyphens.pdf", data, dialogue("island"), ask="Interviewer")

    # every line numbered in the margin
    talk, number, pages = pair(502, "I", "R"), 0, [[]]
    for turn in talk:
        for line in wrapped(turn, 70):
            number += 1
            pages[-1].append(f"{number}  {line}")
            pages += [[]] if len(pages[-1]) == 38 else []
    yield Sample("pdf/numbered lines.pdf", pdf(pages), talk, ask="I", warns="line numbers left out")


def printed() -> Iterator[Sample]:
    """A browser's `print to PDF`."""
    talk = [*dialogue("nurse", I="Interviewer", P="Nurse"), *dialogue("tower", 2, I="Interviewer", P="Nurse")]
    yield Sample(
        "pdf/browser print.pdf",
        (MADE / "browser-print.pdf").read_bytes(),
        talk,
        ask="Interviewer",
        head="Transcript 3 Date: 6 June 2023",
        date="2023-06-06",
        warns=("2 page numbers", "2 running headers"),
    )

    # number | label | talk
    talk, data = pair(516, "I", "R"), (MADE / "browser-table.pdf").read_bytes()
    yield Sample("pdf/browser table.pdf", data, talk, ask="I", head="Interview 5")

    # label, in bold and without a colon | talk
    talk, data = pair(715, "INT", "Resident"), (MADE / "browser-columns.pdf").read_bytes()
    yield Sample("pdf/browser columns.pdf", data, talk, ask="INT")


def typeset() -> Iterator[Sample]:
    """Justified by a typesetter, with ligatures; hyphenated, or not."""
    names = {"I": "Interviewer", "P": "Curator"}
    talk = [turn for name in ("museum", "farm", "bus") for turn in dialogue(name, **names)]
    talk = [
        turn._replace(text=turn.text.replace("…", ".").replace("94%", "most of the time")) for turn in talk
    ]
    data = (MADE / "typeset-hyphenated.pdf").read_bytes()
    yield Sample("pdf/typeset hyphenated.pdf", data, talk, ask="Interviewer", warns="page numbers")

    talk, data = pair(515, "Interviewer", "Skipper"), (MADE / "typeset.pdf").read_bytes()
    yield Sample("pdf/typeset.pdf", data, talk, ask="Interviewer")


def unread() -> Iterator[Sample]:
    yield refused("pdf/scan.pdf", scan(), "text recognition")
    locked = pdf([["Interviewer: Hello."]], locked=True)
    yield refused("pdf/password.pdf", locked, "protected by a password")


FILES = (written, printed, typeset, unread)
