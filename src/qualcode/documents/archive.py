"""Zip archives, read by member and never unpacked: bounded, whatever the archive says of itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import NoReturn

from qualcode.errors import refuse
from qualcode.files import MEGABYTE

MEMBER_LIMIT = 200 * MEGABYTE
TOTAL_LIMIT = 400 * MEGABYTE
MEMBERS_LIMIT = 20_000
_START = (b"PK\x03\x04", b"PK\x07\x08PK\x03\x04")
_EMPTY = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ArithmeticError, ValueError)
_BROKEN_TOO = (*_BROKEN, NotImplementedError, RuntimeError)
_AGAIN = "save or download the file once more"
_ANEW = "save it anew from its own program"


class Archive:
    r"""The members of a zip archive by name.

    Names are only ever compared, never used as paths; as in office files, `\\` is as good as `/`, a leading
    `/` is none, and an upper-case letter is found where there is no lower-case one.
    """

    def __init__(self, archive: zipfile.ZipFile, place: str) -> None:
        self._archive = archive
        self._left = TOTAL_LIMIT
        self.place = place
        self._members: dict[str, list[zipfile.ZipInfo]] = {}
        for info in archive.filelist:
            self._members.setdefault(_plain(info.filename), []).append(info)
        self.names = frozenset(self._members)
        self._by_lower = {name.lower(): name for name in sorted(self.names, reverse=True)}

    @classmethod
    def of(cls, data: bytes, place: str) -> Archive | None:
        """The archive that `data` is; None if it is none. Raises `FaultsFound` where it is a broken one."""
        if data.startswith(_EMPTY):
            refuse(place, "is an empty archive", "look for the file that holds the text")
        if not data.startswith(_START):
            return None
        if data.count(_ENTRY) > MEMBERS_LIMIT:
            refuse(place, f"holds more than {MEMBERS_LIMIT:,} files", _ANEW)
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN_TOO:
            refuse(place, "is a damaged archive", _AGAIN)
        return cls(archive, place)

    def __contains__(self, member: str) -> bool:
        return member in self._members or member.lower() in self._by_lower

    def read(self, member: str, limit: int = MEMBER_LIMIT) -> bytes:
        """The bytes of a member of at most `limit` bytes; raises `FaultsFound` otherwise."""
        data = self._unpacked(member, limit + 1)
        if len(data) > limit:
            refuse(self.place, f"unpacks to more than {limit // MEGABYTE} MB", "split it into smaller files")
        return data

    def head(self, member: str, size: int = 4096) -> bytes:
        """The first bytes of a member; raises `FaultsFound` where it is damaged as far as that."""
        return self._unpacked(member, size)

    def _unpacked(self, member: str, size: int) -> bytes:
        info = self._info(member)
        if info.flag_bits & 1:
            refuse(self.place, "is protected by a password", "save it without one")
        if info.compress_type not in _KNOWN:
            # Others unpack without a bound, and no office program uses them.
            refuse(self.place, "is packed in a way that cannot be read", _ANEW)
        try:
            with self._archive.open(info) as stream:
                data = stream.read(size)
        except _BROKEN_TOO:
            self._refuse_damaged(member)
        self._left -= len(data)
        if self._left < 0:
            refuse(self.place, f"unpacks to more than {TOTAL_LIMIT // MEGABYTE} MB", _ANEW)
        return data

    def _info(self, member: str) -> zipfile.ZipInfo:
        found = self._members.get(member) or self._members.get(self._by_lower.get(member.lower(), ""), [])
        if not found:
            refuse(self.place, f"lacks its part {member!r}", _ANEW)
        if len(found) > 1:
            refuse(self.place, f"holds its part {member!r} more than once", _ANEW)
        return found[0]

    def _refuse_damaged(self, member: str) -> NoReturn:
        refuse(self.place, f"is damaged in its part {member!r}", _AGAIN)


def _plain(name: str) -> str:
    return name.replace("\\", "/").removeprefix("/")
