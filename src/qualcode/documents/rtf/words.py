"""The control words of RTF that stand for a sign, end a paragraph, or begin something else than text."""

from __future__ import annotations

SIGNS = {
    "tab": "\t",
    "\t": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "nestcell": "\t",
    "nestrow": "\n",
    "~": "\xa0",
    "_": "\u2011",
    "\\": "\\",
    "{": "{",
    "}": "}",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
PARAGRAPHS = frozenset({"par", "\r", "\n"})
BREAKS = frozenset({"page", "sect", "column"})

LEFT_OUT = {
    "header": "header",
    "headerl": "header",
    "headerr": "header",
    "headerf": "header",
    "footer": "footer",
    "footerl": "footer",
    "footerr": "footer",
    "footerf": "footer",
    "footnote": "footnote",
    "annotation": "comment",
    "pict": "picture",
}
"""Groups that aren't part of the text, and what one of them is called."""

SKIPPED = frozenset(
    {
        *("colortbl", "stylesheet", "fldinst", "listtext", "pntext", "nonshppict", "nonesttables", "filetbl"),
        *(
            "revtbl",
            "listtable",
            "xe",
            "tc",
            "rxe",
            "atnid",
            "atntime",
            "atndate",
            "sp",
            "shprslt",
            "mmathPict",
        ),
    }
)
"""Groups that hold nothing that a reader sees, or see a second time."""

KEPT = frozenset({"shpinst", "shppict"})
"""Groups that whoever doesn't know them is to skip; what we want stands inside."""

ALL = frozenset({"*", "u", *SIGNS, *PARAGRAPHS, *BREAKS, *LEFT_OUT, *SKIPPED, *KEPT})
