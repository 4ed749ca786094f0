"""Zip archives, read by member and never unpacked: bounded, whatever the archive says of itself."""

from __future__ import annotations

import io
import zipfile
import zlib

from qualcode.errors import refuse
from qualcode.files import MEGABYTE

MEMBER_LIMIT = 200 * MEGABYTE
MEMBERS_LIMIT = 20_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


class Archive:
    """The members of a zip archive by name."""

    def __init__(self, archive: zipfile.ZipFile, place: str) -> None:
        self._archive = archive
        self.place = place
        self.names = frozenset(archive.namelist())

    @classmethod
    def of(cls, data: bytes, place: str) -> Archive | None:
        """The archive that `data` is; None if it is none. Raises `FaultsFound` where it is a broken one."""
        if not data.startswith(b"PK\x03\x04"):
            return None
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            refuse(place, "is a damaged archive", "save or download the file once more")
        if len(archive.filelist) > MEMBERS_LIMIT:
            refuse(place, f"holds more than {MEMBERS_LIMIT:,} files", "save it anew from its own program")
        return cls(archive, place)

    def __contains__(self, member: str) -> bool:
        return member in self.names

    def read(self, member: str, limit: int = MEMBER_LIMIT) -> bytes:
        """The bytes of a member of at most `limit` bytes; raises `FaultsFound` otherwise."""
        try:
            info = self._archive.getinfo(member)
            if info.flag_bits & 1:
                refuse(self.place, "is protected by a password", "save it without one")
            with self._archive.open(info) as stream:
                data = stream.read(limit + 1)
        except KeyError:
            refuse(self.place, f"lacks its part {member!r}", "save it anew from its own program")
        except _BROKEN:
            refuse(self.place, f"is damaged in its part {member!r}", "save or download the file once more")
        if len(data) > limit:
            refuse(self.place, f"unpacks to more than {limit // MEGABYTE} MB", "split it into smaller files")
        return data
