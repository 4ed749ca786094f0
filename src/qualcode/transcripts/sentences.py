"""Sentence boundaries of interview talk and of reports.

A boundary is a full stop, question mark, exclamation mark or ellipsis (with closing quotes and brackets)
before white space, unless what stands before is an abbreviation or what follows goes on in lower
case. Talk that trails off (`well … I mean`) stays one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.?!…]+[\"'”’»)\]]*(?=\s)|\n\s*\n")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]+$")
_GOES_ON = re.compile(r"\s*[\"'“‘(\[]*[a-zß-öø-ÿ]")
_STARTS_SENTENCE = re.compile(
    r"\s*[\"'“‘]?(?:The|This|That|These|Those|We|I|It|He|She|They|You|And|But|So|In|On|At|If|For|There|Our|My|"
    r"When|What|As|Yes|No|Not|Then|Now|Well|Our|One|Still|Yet|Because|Although|However)\b"
)
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
        "al.",
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
_MAY_END_SENTENCE = frozenset({"etc.", "al.", "inc.", "ltd.", "co.", "corp.", "jr.", "sr.", "no."})


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans `(start, end)` of the sentences of `text`, without white space at either end."""
    start = 0
    for match in _END.finditer(text):
        if _is_boundary(text, match):
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
    if mark[0] != "." or mark.startswith(".."):
        return True
    return not _is_abbreviation(text[max(0, match.start() - 24) : match.start() + 1], following)


def _is_abbreviation(before: str, following: str) -> bool:
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    last = word[0]
    if _DOTTED.fullmatch(last) and last.lower() not in _ABBREVIATIONS:
        return not _STARTS_SENTENCE.match(following)
    if _INITIAL.fullmatch(last):
        return last != "I."
    if last.lower() in _MAY_END_SENTENCE:
        return last == "No." and following.lstrip()[:1].isdigit()
    return last.lower() in _ABBREVIATIONS
