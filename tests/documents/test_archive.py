"""Zip archives: read by member, bounded, and never believed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.documents import archive as module
from qualcode.documents.archive import Archive
from qualcode.errors import FaultsFound
from qualcode.files import MEGABYTE


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def opened(data: bytes) -> Archive:
    archive = Archive.of(data, "f.zip")
    assert archive is not None
    return archive


def read_all(data: bytes) -> str:
    """The text of all members, or what is said of an archive that cannot be read."""
    try:
        archive = Archive.of(data, "f.zip")
        names = sorted(archive.names) if archive is not None else []
        return "".join(archive.read(name).decode("latin-1") for name in names) if archive is not None else ""
    except FaultsFound as error:
        return str(error)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_are_read_by_name(method: int) -> None:
    archive = opened(packed(("a/b.xml", b"text"), ("empty", b""), method=method))
    assert archive.names == {"a/b.xml", "empty"}
    assert (archive.read("a/b.xml"), archive.read("empty"), archive.head("a/b.xml", 2)) == (
        b"text",
        b"",
        b"te",
    )
    assert "a/b.xml" in archive
    assert "b.xml" not in archive


def test_slashes_and_letters_are_compared_as_office_programs_do() -> None:
    archive = opened(packed(("\\word\\Document.xml", b"1"), ("A", b"upper"), ("a", b"lower")))
    assert archive.read("word/document.xml") == b"1"
    assert (archive.read("A"), archive.read("a")) == (b"upper", b"lower")


def test_names_that_lead_elsewhere_are_names_like_others() -> None:
    archive = opened(packed(("../../up", b"1"), ("/etc/x", b"2"), ("a/../b", b"3")))
    assert archive.names == {"../../up", "etc/x", "a/../b"}
    assert "b" not in archive


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"text", b"%PDF-1.4", b"\n" + packed(("a", b""))],
    ids=["nothing", "half a signature", "text", "a PDF", "an archive behind a line"],
)
def test_what_does_not_begin_as_an_archive_is_none(data: bytes) -> None:
    assert Archive.of(data, "f") is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed(), "is an empty archive"),
        (b"PK\x03\x04", "is a damaged archive"),
        (packed(("a", b"text"))[:-10], "is a damaged archive"),
        (packed(("a", b"text"))[:40], "is a damaged archive"),
    ],
    # named: the archives hold the time at which they were packed, and workers must agree on names
    ids=["empty", "a signature alone", "cut near its end", "cut early"],
)
def test_broken_archives_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(FaultsFound, match=f"f.zip: {said}"):
        Archive.of(data, "f.zip")


def test_what_follows_the_archive_does_no_harm() -> None:
    assert opened(packed(("a", b"text")) + b"\0" * 1000).read("a") == b"text"


def test_a_missing_member_is_named() -> None:
    with pytest.raises(FaultsFound, match="lacks its part 'gone'"):
        opened(packed(("a", b""))).read("gone")


def test_a_member_that_is_there_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a", b"1"), ("a", b"2"))
    with pytest.raises(FaultsFound, match="more than once"):
        opened(data).read("a")


def test_an_encrypted_member_is_said_to_be_so() -> None:
    data = bytearray(packed(("a", b"text")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(FaultsFound, match="protected by a password"):
        opened(bytes(data)).read("a")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_have_no_bound_and_are_refused(method: int) -> None:
    with pytest.raises(FaultsFound, match="packed in a way that cannot be read"):
        opened(packed(("a", b"text"), method=method)).read("a")


def test_an_unknown_way_of_packing_is_refused() -> None:
    data = bytearray(packed(("a", b"text")))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 77)
    with pytest.raises(FaultsFound, match="packed in a way that cannot be read"):
        opened(bytes(data)).read("a")


@pytest.mark.parametrize("size", [0, 2, 5000, 2**32 - 2])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_size_that_is_a_lie_yields_the_whole_text_or_a_sentence(size: int, method: int) -> None:
    data = bytearray(packed(("a", b"text" * 10), method=method))
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, size)
    outcome = read_all(bytes(data))
    assert outcome == "text" * 10 or "damaged in its part 'a'" in outcome


def test_a_member_that_unpacks_to_more_than_is_said_is_cut_there() -> None:
    """The entry says a kilobyte; a megabyte is packed."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packing.compress(b"\0" * MEGABYTE) + packing.flush()
    data = bytearray(packed(("a", b"\0" * 1024)))
    begin = data.index(b"PK\x01\x02")
    head = bytearray(data[: 30 + 1])
    entry, end = bytearray(data[begin : begin + 47]), bytearray(data[begin + 47 :])
    struct.pack_into("<L", head, 18, len(bomb))
    struct.pack_into("<L", entry, 20, len(bomb))
    struct.pack_into("<L", end, 16, len(head) + len(bomb))
    assert opened(bytes(head + bomb + entry + end)).read("a") == b"\0" * 1024


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    with pytest.raises(FaultsFound, match="unpacks to more than 1 MB"):
        opened(packed(("a", b"\0" * (20 * MEGABYTE)))).read("a", limit=MEGABYTE)


def test_many_members_together_have_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOTAL_LIMIT", MEGABYTE)
    archive = opened(packed(("a", b"\0" * MEGABYTE), ("b", b"\0")))
    archive.read("a")
    with pytest.raises(FaultsFound, match="unpacks to more than 1 MB"):
        archive.read("b")


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    data = packed(("a", b""))
    entry = data[data.index(b"PK\x01\x02") : data.index(b"PK\x05\x06")]
    with pytest.raises(FaultsFound, match="more than 20,000 files"):
        Archive.of(data + entry * 20_001, "f.zip")


@settings(max_examples=300)
@given(st.data())
def test_damage_anywhere_is_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(
        packed(("a", b"secret " * 20), ("b", b"secret"), method=data.draw(st.sampled_from([0, 8])))
    )
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    outcome = read_all(bytes(whole))
    assert len(outcome) <= 146 if outcome.startswith("secret") else "secret" not in outcome
