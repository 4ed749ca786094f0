"""Files of Word, part by part, with what programs write around the text."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from tests.corpus.talk import Turn

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
SCHEMAS = "http://schemas.openxmlformats.org"
PACKAGE = f"{SCHEMAS}/package/2006"
OFFICE = f"{SCHEMAS}/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = {
    "mc": f"{SCHEMAS}/markup-compatibility/2006",
    "r": OFFICE,
    "v": "urn:schemas-microsoft-com:vml",
    "wp": f"{SCHEMAS}/drawingml/2006/wordprocessingDrawing",
    "w": f"{SCHEMAS}/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": f"{SCHEMAS}/drawingml/2006/main",
}
W = " ".join(f'xmlns:{name}="{url}"' for name, url in SPACES.items()) + ' mc:Ignorable="w14"'
ITALIC = "<w:i/><w:iCs/>"
HEADING = '<w:pStyle w:val="Heading1"/>'
TITLE = '<w:pStyle w:val="Title"/>'
DOUBLE = '<w:spacing w:line="480" w:lineRule="auto"/>'
HANGING = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs><w:ind w:left="720" w:hanging="720"/>'
BREAK = "<w:r><w:br/></w:r>"
SECTION = (
    '<w:sectPr w:rsidR="00A77B3E">{}<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708"/>'
    '<w:cols w:space="708"/><w:docGrid w:linePitch="360"/></w:sectPr>'
)
STYLES = (
    f"{XML}<w:styles {W}>"
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation"/></w:style>'
    '<w:style w:type="character" w:styleId="Internal"><w:name w:val="Internal note"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style></w:styles>'
)
SETTINGS = f'{XML}<w:settings {W}><w:zoom w:percent="100"/>{{}}<w:defaultTabStop w:val="720"/></w:settings>'


def zipped(parts: Iterable[tuple[str, str | bytes]], stored: str = "") -> bytes:
    """A zip archive of these parts, the same every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def t(text: str) -> str:
    """Text in a run, with tabs and line breaks as their own elements."""
    out = []
    for piece in re.split(r"([\t\n])", text):
        space = ' xml:space="preserve"' if piece != piece.strip() else ""
        plain = f"<w:t{space}>{escape(piece, quote=False)}</w:t>" if piece else ""
        out.append({"\t": "<w:tab/>", "\n": "<w:br/>"}.get(piece, plain))
    return "".join(out)


def r(text: str, look: str = "", attributes: str = "") -> str:
    """A run."""
    own = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r{attributes}>{own}{t(text)}</w:r>"


def b(text: str, look: str = "") -> str:
    """A bold run."""
    return r(text, f"<w:b/><w:bCs/>{look}")


def p(*runs: str, look: str = "", attributes: str = "") -> str:
    """A paragraph."""
    own = f"<w:pPr>{look}</w:pPr>" if look else ""
    return f"<w:p{attributes}>{own}{''.join(runs)}</w:p>"


def labelled(turn: Turn, mark: str = ": ", look: str = "") -> str:
    """A turn: a bold label before the first of its paragraphs."""
    first, *others = turn.paragraphs
    return p(b(turn.who + mark) + r(first), look=look) + "".join(p(r(text), look=look) for text in others)


class Noise:
    """Runs and paragraphs as Word leaves them: revision marks, runs cut anywhere, spelling, bookmarks."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same every time
        self.marks = 0

    def mark(self) -> str:
        return f"00{self.random.randrange(16**6):06X}"

    def runs(self, text: str, look: str = "") -> str:
        """The text in several runs, cut also inside words."""
        out, language = [], '<w:lang w:val="en-GB"/>'
        while text:
            cut = self.random.randrange(4, 60)
            run = r(text[:cut], look + language, f' w:rsidR="{self.mark()}" w:rsidRPr="{self.mark()}"')
            out.append(self._surrounded(run, text[:cut]))
            text = text[cut:]
        return "".join(out)

    def _surrounded(self, run: str, text: str) -> str:
        chance = self.random.random()
        if chance < 0.25:
            return f'<w:proofErr w:type="spellStart"/>{run}<w:proofErr w:type="spellEnd"/>'
        if chance < 0.4:
            self.marks += 1
            start = f'<w:bookmarkStart w:id="{self.marks}" w:name="_Hlk{self.marks}"/>'
            return f'{start}{run}<w:bookmarkEnd w:id="{self.marks}"/>'
        return run + "<w:r><w:lastRenderedPageBreak/></w:r>" if chance < 0.5 and " " in text else run

    def p(self, *runs: str, look: str = "") -> str:
        attributes = f' w:rsidR="{self.mark()}" w:rsidRDefault="{self.mark()}"'
        spacing = '<w:spacing w:after="160" w:line="360" w:lineRule="auto"/><w:jc w:val="both"/>'
        own = f'{look or spacing}<w:rPr><w:lang w:val="en-GB"/></w:rPr>'
        return p(*runs, look=own, attributes=attributes)


def table(rows: Sequence[Sequence[str]], *, header: bool = False, noise: Noise | None = None) -> str:
    """A table; a blank line parts paragraphs in a cell, and `header` makes the first row one."""
    grid = '<w:gridCol w:w="2200"/>' * len(rows[0])
    out = [f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>']
    for number, row in enumerate(rows):
        out.append("<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if header and number == 0 else ""))
        for cell in row:
            texts = cell.split("\n\n")
            inside = "".join(noise.p(noise.runs(text)) if noise else p(r(text)) for text in texts)
            out.append(f'<w:tc><w:tcPr><w:tcW w:w="2200" w:type="dxa"/></w:tcPr>{inside}</w:tc>')
        out.append("</w:tr>")
    return "".join(out) + "</w:tbl>"


def core(author: str, title: str = "") -> str:
    """Who made an office file, and when."""
    when = '<dcterms:{0} xsi:type="dcterms:W3CDTF">2023-06-12T09:20:00Z</dcterms:{0}>'
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>7</cp:revision>"
        f"{when.format('created')}{when.format('modified')}</cp:coreProperties>"
    )


def relations(*targets: tuple[str, str, str]) -> str:
    """A part's relations: id, kind and target of each."""
    return (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{own}" Type="{"" if "/" in kind else OFFICE + "/"}{kind}" Target="{target}"'
            + (' TargetMode="External"/>' if "://" in target else "/>")
            for own, kind, target in targets
        )
        + "</Relationships>"
    )


def content_types(**overrides: str) -> str:
    """`[Content_Types].xml`: the type of every part by its name (`__` for a slash)."""
    named = "".join(
        f'<Override PartName="/{name.replace("__", "/")}.xml" ContentType="{kind}+xml"/>'
        for name, kind in overrides.items()
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


NOTHING: Mapping[str, str] = {}


def docx(
    body: str,
    *,
    author: str | None = "Hanna Brandt",
    title: str = "",
    section: bool = True,
    settings: str = "",
    extra: Mapping[str, str] = NOTHING,
    links: Mapping[str, str] = NOTHING,
) -> bytes:
    """A .docx; `extra` are parts by name: comments, footnotes, header1, footer1."""
    kinds = {name: name.rstrip("0123456789") for name in ("styles", "settings", *extra)}
    targets = [(name, kind, f"{name}.xml") for name, kind in kinds.items()]
    targets += [(own, "hyperlink", url) for own, url in links.items()]
    shown = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{name}"/>'
        for name, kind in kinds.items()
        if kind in ("header", "footer")
    )
    ends = SECTION.format(shown) if section else ""
    types = {f"word__{name}": f"{KIND}.{kind}" for name, kind in kinds.items()}
    parts = [
        ("[Content_Types].xml", content_types(word__document=f"{KIND}.document.main", **types)),
        (
            "_rels/.rels",
            relations(
                ("a", "officeDocument", "word/document.xml"),
                ("b", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ),
        ),
        ("word/document.xml", f"{XML}<w:document {W}><w:body>{body}{ends}</w:body></w:document>"),
        ("word/_rels/document.xml.rels", relations(*targets)),
        ("word/styles.xml", STYLES),
        ("word/settings.xml", SETTINGS.format(settings)),
        *((f"word/{name}.xml", XML + text) for name, text in extra.items()),
    ]
    return zipped([*parts, ("docProps/core.xml", core(author, title))] if author is not None else parts)
