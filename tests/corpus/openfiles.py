"""OpenDocument texts, RTF, old Office files and PDF, byte by byte."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence

from tests.corpus.word import zipped

NAMES = {
    "office": "office", "style": "style", "text": "text", "table": "table", "meta": "meta",
    "fo": "xsl-fo-compatible",
}  # fmt: skip
ODF = " ".join(
    [f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for name, kind in NAMES.items()]
    + ['xmlns:dc="http://purl.org/dc/elements/1.1/"']
)
MIME = "application/vnd.oasis.opendocument.text"


def odt(body: str, *, automatic: str = "", master: str = "") -> bytes:
    """An .odt: T1 is a bold span; `automatic` adds styles, `master` fills the master page."""
    begin = '<?xml version="1.0" encoding="UTF-8"?>\n'
    content = (
        f'{begin}<office:document-content {ODF} office:version="1.3"><office:automatic-styles>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"/>'
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/>'
        f"</style:style>{automatic}</office:automatic-styles><office:body>"
        '<office:text text:use-soft-page-breaks="true"><text:sequence-decls>'
        '<text:sequence-decl text:display-outline-level="0" text:name="Illustration"/></text:sequence-decls>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    meta = (
        f'{begin}<office:document-meta {ODF} office:version="1.3"><office:meta>'
        "<meta:initial-creator>Hanna Brandt</meta:initial-creator><dc:creator>Hanna Brandt</dc:creator>"
        "</office:meta></office:document-meta>"
    )
    styles = (
        f'{begin}<office:document-styles {ODF} office:version="1.3"><office:styles>'
        '<style:style style:name="Standard" style:family="paragraph"/></office:styles><office:master-styles>'
        f'<style:master-page style:name="Standard">{master}</style:master-page></office:master-styles>'
        "</office:document-styles>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta")
    )
    manifest = (
        f'{begin}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>{entries}'
        "</manifest:manifest>"
    )
    parts = [("mimetype", MIME), ("content.xml", content), ("styles.xml", styles), ("meta.xml", meta)]
    return zipped([*parts, ("META-INF/manifest.xml", manifest)], stored="mimetype")


WORDS = {"’": "rquote", "‘": "lquote", "“": "ldblquote", "”": "rdblquote", "–": "endash", "—": "emdash"}


def rtf_text(text: str, encoding: str = "cp1252", program: str = "word") -> str:
    r"""Text as Word (`\'hh`, words for quotes), TextEdit or LibreOffice (`\uN\'hh`) escape it."""
    return "".join(_rtf_letter(letter, encoding, program) for letter in text)


def _rtf_letter(letter: str, encoding: str, program: str) -> str:
    if ord(letter) < 128:
        return {"\t": r"\tab "}.get(letter, f"\\{letter}" if letter in "\\{}" else letter)
    if ord(letter) > 0xFFFF:
        high, low = struct.unpack("<2h", letter.encode("utf-16-le"))
        return rf"\u{high}?\u{low}?"
    code = ord(letter) - (0x10000 if ord(letter) >= 0x8000 else 0)
    known = letter.encode(encoding, "ignore")
    byte = rf"\'{known[0]:02x}" if known else ""
    if program == "libreoffice":
        return rf"\u{code}" + (byte or r"\'3f")
    if program == "textedit":
        return byte or rf"\uc0\u{code} "
    return f"\\{WORDS[letter]} " if letter in WORDS else byte or rf"\u{code}?"


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file, as old Office wrote them and as files with a password are."""
    free, end, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
    sectors, table, entries = list[bytes](), [0xFFFFFFFD, end], list[tuple[str, int, int]]()
    for name, content in streams.items():
        data = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        first, count = 2 + len(sectors), len(data) // 512
        sectors += [data[at * 512 : (at + 1) * 512] for at in range(count)]
        table += [first + at + 1 for at in range(count - 1)] + [end]
        entries.append((name, first, len(data)))

    directory = b""
    for number, (name, first, size) in enumerate([("Root Entry", end, 0), *entries]):
        raw = name.encode("utf-16-le") + b"\0\0"
        right = number + 1 if 0 < number < len(entries) else none
        links = (2, 1, none, right, none) if number else (5, 1, none, none, 1)
        directory += raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), *links)
        directory += b"\0" * 36 + struct.pack("<IQ", first, size)
    head = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    used = struct.pack("<128I", *table, *[free] * (128 - len(table)))
    return head + used + directory.ljust(512, b"\0") + b"".join(sectors)


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>stream\n".encode() + packed + b"\nendstream"


TABS = _stream(
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    b"1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfchar <20> <0009> endbfchar\n"
    b"1 beginbfrange <21> <7E> <0021> endbfrange\n"
    b"5 beginbfchar <91> <2018> <92> <2019> <93> <201C> <94> <201D> <97> <2014> endbfchar\n"
    b"endcmap CMapName currentdict /CMap defineresource pop end end"
)
"""A font's map to Unicode that makes every blank a tab, as some layout programs write it."""


def pdf(
    pages: Sequence[Sequence[str]], *, tabs: bool = False, apart: bool = False, locked: bool = False
) -> bytes:
    """Lines of text on pages.

    `tabs`: blanks read as tabs. `apart`: no blanks, words stand apart by their place. `locked`: a password.
    """
    widths = " ".join(["500"] * 224)
    font = (
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255"
        f"/Widths[{widths}]/FontDescriptor 4 0 R{'/ToUnicode 5 0 R' if tabs else ''}>>"
    )
    described = (
        b"<</Type/FontDescriptor/FontName/Helvetica/Flags 32/FontBBox[-166 -225 1000 931]/ItalicAngle 0"
        b"/Ascent 718/Descent -207/CapHeight 718/StemV 88>>"
    )
    kids, objects = list[str](), [font.encode(), described, TABS]
    for lines in pages:
        shown = b" T*\n".join(_shown(line, apart=apart) for line in lines)
        objects.append(_stream(b"BT /F1 11 Tf 15 TL 1 0 0 1 72 780 Tm\n" + shown + b" T*\nET"))
        resources = "/Resources<</Font<</F1 3 0 R>>>>"
        place = f"/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}/Contents {len(objects) + 2} 0 R"
        objects.append(f"<<{place}>>".encode())
        kids.append(f"{len(objects) + 2} 0 R")
    tree = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    secret = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'ab' * 32}>/U<{'cd' * 32}>/P -44>>/ID[<00><00>]"
    return _finished([b"<</Type/Catalog/Pages 2 0 R>>", tree, *objects], secret if locked else "")


def _shown(line: str, *, apart: bool) -> bytes:
    raw = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    if apart and raw:
        return b"[" + b" -480 ".join(b"(" + word + b")" for word in raw.split(b" ")) + b"] TJ"
    return b"(" + raw + b") Tj" if raw else b""


def scan() -> bytes:
    """A scanned page: one grey picture, no text."""
    grey = _stream(
        bytes((x * y) % 200 + 55 for y in range(120) for x in range(85)),
        "/Type/XObject/Subtype/Image/Width 85/Height 120/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</XObject<</Im0 4 0 R>>>>>>"
    )
    tree = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return _finished(
        [b"<</Type/Catalog/Pages 2 0 R>>", tree, page, grey, _stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")]
    )


def _finished(objects: Sequence[bytes], trailer: str = "") -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), list[int]()
    for number, data in enumerate([*objects, b"<</Author(Hanna Brandt)>>"], 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    size, begin = len(offsets) + 1, len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    ends = f"/Size {size}/Root 1 0 R/Info {len(offsets)} 0 R{trailer}"
    return bytes(out) + f"trailer\n<<{ends}>>\nstartxref\n{begin}\n%%EOF\n".encode()
