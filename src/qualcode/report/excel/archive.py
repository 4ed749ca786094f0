"""The finished workbook made reproducible: same input, same bytes.

openpyxl stamps the clock into the document's properties and into every zip entry; both are set to the
epoch of the zip format, the convention of reproducible builds.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO

_STAMP = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_PROPERTIES = "docProps/core.xml"


def write_reproducible(workbook: bytes, stream: IO[bytes]) -> None:
    """Copy an xlsx file to `stream` without the times it carries."""
    source = zipfile.ZipFile(io.BytesIO(workbook))
    with source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == _PROPERTIES:
                data = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, data)
