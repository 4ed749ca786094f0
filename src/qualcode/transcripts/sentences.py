"""Sentence boundaries of interview talk and of reports.

A boundary is a full stop, question mark, exclamation mark or ellipsis (with closing quotes and brackets)
before white space, unless what stands before is an abbreviation or what follows goes on in lower
case. Talk that trails off (`well … I mean`) stays one sentence; a transcriber's note (`[laughs]`) belongs
to the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOTE = r"[^\S\n]+[\[(][a-z][^\[\]()\n]{0,60}[\])]"
_END = re.compile(rf"[.?!…]+[\"'”’»)\]]*(?:{_NOTE})*(?=\s)|\n\s*\n")
_BEFORE_WORD = re.compile(r"[\s(\[\"'“‘]")
_GOES_ON = re.compile(r"\s*[\"'“‘(\[]*[a-zß-öø-ÿ]")
_STARTS_SENTENCE = re.compile(
    r"\s*[\"'“‘]?(?:The|This|That|These|Those|We|I|It|He|She|They|You|And|But|So|In|On|At|If|For|There|Our|My|"
    r"When|What|As|Yes|No|Not|Then|Now|Well|Our|One|Still|Yet|Because|Although|However)\b"
)
_ELLIPSIS = re.compile(r"(?:…|\.\.)[.…]*(?![.…?!])")
_I = re.compile(r"\s*I\b")
_THROUGH_LAST_WORD = re.compile(r".*[^\W_]", re.DOTALL)
_WORD = re.compile(r"[^\W_]")
_INITIAL = re.compile(r"[A-Z]\.")
_DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}")

_ABBREVIATIONS = frozenset(
    [
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
        "st.",
        "sen.",
        "rep.",
        "gen.",
        "col.",
        "lt.",
        "maj.",
        "capt.",
        "adm.",
        "sgt.",
        "gov.",
        "amb.",
        "hon.",
        "jr.",
        "sr.",
        "vs.",
        "etc.",
        "cf.",
        "ca.",
        "fig.",
        "no.",
        "vol.",
        "pp.",
        "p.",
        "ed.",
        "eds.",
        "approx.",
        "dept.",
        "est.",
        "inc.",
        "ltd.",
        "co.",
        "corp.",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
        "e.g.",
        "i.e.",
        "viz.",
    ]
)
_MAY_END_SENTENCE = frozenset({"etc.", "inc.", "ltd.", "co.", "corp.", "jr.", "sr.", "no."})
_BEFORE_NUMBER = frozenset({"No.", "al.", "Art.", "art.", "Sec.", "sec.", "Para.", "para."})


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans `(start, end)` of the sentences of `text`, without white space at either end.

    Marks without a word (`… My minister`) are no sentence of their own where there is one to go with.
    """
    start, through = 0, _THROUGH_LAST_WORD.match(text)
    for match in _END.finditer(text, 0, through.end() if through else 0):
        if _WORD.search(text, start, match.end()) and _is_boundary(text, match):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        yield left, right


def _is_boundary(text: str, match: re.Match[str]) -> bool:
    mark = match[0]
    if mark.isspace():
        return True
    following = text[match.end() : match.end() + 24]
    if _GOES_ON.match(following):
        return False
    if _ELLIPSIS.match(mark):
        return not _I.match(following)  # always a capital, so it says nothing about a new sentence
    if mark[0] != ".":
        return True
    return not _is_abbreviation(text[max(0, match.start() - 24) : match.start() + 1], following)


def _is_abbreviation(before: str, following: str) -> bool:
    last = _BEFORE_WORD.split(before)[-1]
    if _DOTTED.fullmatch(last) and last.lower() not in _ABBREVIATIONS:
        return not _STARTS_SENTENCE.match(following)
    if _INITIAL.fullmatch(last):
        return last != "I." and not _STARTS_SENTENCE.match(following)
    if last in _BEFORE_NUMBER:
        return following.lstrip(" (")[:1].isdigit()
    if last.lower() in _MAY_END_SENTENCE:
        return False
    return last.lower() in _ABBREVIATIONS
