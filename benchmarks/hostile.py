"""What is hostile against what is ordinary and about as long: work with a bound, not minutes to years.

That all of it is refused or read is asserted in the tests; here is asked how soon.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.timing import Failure, Ratio, worst
from qualcode.codebook import parse_codebook, read_codebook
from qualcode.decoding import decode
from qualcode.delimited import read_delimited
from qualcode.documents import document_of
from qualcode.documents.source import SourceFile
from qualcode.errors import FAULT_LIMIT, FaultsFound
from qualcode.files import MEGABYTE
from qualcode.settings import read_settings
from qualcode.transcripts.sentences import sentence_spans

_N = 100_000
_SENTENCES = [
    "." * _N, '."' * _N, "." * _N + "b", " " * _N, "\n" * _N, ". " * _N, "a. " * _N, "a " + ". " * _N + "b",
    "a. " + " " * _N + "b", "Mr. " * _N + "x", "x. [" + "a" * _N, "(" * _N, "[a" * _N, "a. [b] " * _N,
    "a… " * _N, "a. " + "[b.]" * _N + "x", "a? " * _N, "a\n- a\n" * _N, "1. " * _N, "e.g. " * _N,
    "a. " + "(a " * _N, "a。" * _N, "a." + '"' * _N + "b", "a—" * _N, "a— B" * _N, "aaa.Aa" * _N, "α; " * _N,
    "a.\n" + " \n" * _N + "b", "a.☀" * _N, ".\u00a0»" * _N, "NATO … NATO " * _N, "a " + "\n" * _N + "b",
]  # fmt: skip
_HEAD = 'codebook: Fruit\nversion: "1"\n'


def hostile_ratios(folder: Path) -> Iterator[Ratio | Failure]:
    """Each reader on the worst of what it may be given; `folder` takes what must be a file."""
    plain = ("'Oh! ', over and over", cut("Oh! " * (_N // 4)))
    yield from worst("hostile talk, cut", sentences(), plain, 10)
    yield from worst("hostile codebooks", codebooks(folder), ("2,000 plain codes", book(_plain(2_000))), 10)
    rows = ("1 MB in short rows", table(folder, "a,b\n", "1,2\n", MEGABYTE))
    yield from worst("hostile tables", tables(folder), rows, 10)
    polish = ("10 MB in Windows-1250", bytes_of("łatwo więc \n".encode("cp1250")))
    yield from worst("hostile bytes", encodings(), polish, 10)
    yield from worst("hostile rich text", rich(), ("200 kB of it", rtf(rb"{\b Hello} there.\par ")), 10)
    comments = ("1 MB of comments", toml(folder, b"# Why.\n" * 149_000))
    yield from worst("hostile settings", settings(folder), comments, 10)


def soon(read: Callable[[], object]) -> Callable[[], None]:
    """Reading that may end in faults."""

    def work() -> None:
        with contextlib.suppress(FaultsFound):
            read()

    return work


Works = dict[str, Callable[[], object]]


def cut(text: str) -> Callable[[], object]:
    return lambda: list(sentence_spans(text))


def sentences() -> Works:
    return {f"{text[:12]!r}…": cut(text[:_N]) for text in _SENTENCES}


# --- codebooks ------------------------------------------------------------------------------


def book(text: str) -> Callable[[], object]:
    return soon(lambda: parse_codebook(text, "fruit.yaml"))


def _plain(count: int) -> str:
    lines = (
        f"- {{id: c{n}, name: Name, definition: What it is., rules: [apple, pear]}}\n" for n in range(count)
    )
    return f"{_HEAD}codes:\n" + "".join(lines)


def codebooks(folder: Path) -> Works:
    aliases = [f"a{n}: &a{n} [{f'*a{n - 1}, ' * 10}]" for n in range(1, 30)]
    lists = (
        f"lists: {{long: [{', '.join(['term'] * 10_000)}]}}\n{_HEAD}codes:\n- id: a\n  name: A\n  rules:\n"
    )
    large = folder / "large.yaml"
    large.write_bytes(b"a" * 20 * MEGABYTE)
    found = {
        "aliases of aliases": book("\n".join(["a0: &a0 [ha, ha]", *aliases])),
        "lists without end": book(f"{lists}  - any: [{', '.join(['<long>'] * 50_000)}]\n"),
        "a line of 20 MB": book(
            f"{_HEAD}codes:\n- id: a\n  name: A\n  definition: {'apple ' * (10 * MEGABYTE // 3)}\n"
        ),
        "a file of 20 MB": soon(lambda: read_codebook(large)),
        "a chain of 5,000 parents": book(_chain(5_000)),
    }
    for opening in ("[", "{a: ", "- ", "? ", "{["):
        found[f"{opening!r} without end"] = book("a:\n  " + opening * 200_000)
    for value in ("[],", "a,", "{},", "a: b,"):
        found[f"{value!r} without end"] = book("codebook: [\n" + value * (3 * MEGABYTE // len(value)) + "]")
    for parent in ("zz{}", "c{}0", "c0"):
        codes = (
            f"- {{id: c{n % 2000}, name: N, parent: {parent.format(n)}}}\n" for n in range(4 * FAULT_LIMIT)
        )
        found[f"thousands of faults ({parent})"] = book(f"{_HEAD}codes:\n{''.join(codes)}")
    return found


def _chain(length: int) -> str:
    """Each code below the one before, the deepest first."""
    below = [f"- {{id: c{n}, name: N, parent: c{n - 1}}}\n" for n in range(length - 1, 0, -1)]
    return f"{_HEAD}codes:\n{''.join(below)}- {{id: c0, name: N}}\n"


# --- other files ----------------------------------------------------------------------------


def table(folder: Path, head: str, repeated: str, size: int = 20 * MEGABYTE) -> Callable[[], object]:
    path = folder / f"{abs(hash((head, repeated)))}.csv"
    path.write_text(head + repeated * (size // len(repeated)), "utf-8")
    return soon(lambda: read_delimited(path, place="t.csv"))


def tables(folder: Path) -> Works:
    return {
        "a cell of 20 MB": table(folder, "a,b\n1,", "x"),
        "a quoted cell of 20 MB": table(folder, 'a,b\n1,"', "x"),
        "a heading of 20 MB": table(folder, "", "x"),
        "ten million columns": table(folder, "", "x,"),
    }


def bytes_of(piece: bytes) -> Callable[[], object]:
    data = piece * (10_000_000 // len(piece))
    return soon(lambda: decode(data, place="t.txt"))


def encodings() -> Works:
    pieces = (b"\xe8", b"\xc5\x82\xff", b"\xc3", b"\xff", b"\0", b"a\0", b"a\xb9")
    return {f"10 MB of {piece!r}": bytes_of(piece) for piece in pieces}


def rtf(piece: bytes) -> Callable[[], object]:
    data = rb"{\rtf1 " + piece * (200_000 // len(piece))
    return soon(lambda: document_of(SourceFile(data, "t.rtf", ".rtf")))


def rich() -> Works:
    pieces = (b"x", b"\\", b"'", b"\\'", b"\\u", b"\\bin99999999999", b"\n", b"\\cell", b"\\row ")
    return {f"200 kB of {piece!r}": rtf(piece) for piece in pieces}


def toml(folder: Path, data: bytes) -> Callable[[], object]:
    place = folder / f"{abs(hash(data))}"
    place.mkdir()
    (place / "qualcode.toml").write_bytes(data)
    return soon(lambda: read_settings(place))


def settings(folder: Path) -> Works:
    files = {
        "another encoding": b"[study]\ntitle = 'Fr\xfcchte'\n",
        "NUL bytes": b"\0",
        "too large": b"#" * (MEGABYTE + 1),
        "nested": b"a = " + b"[" * 100_000,
        "a number without end": b"a = " + b"9" * 5000,
        "no such day": b"a = 2021-13-45",
    }
    return {what: toml(folder, data) for what, data in files.items()}
