"""Sentence boundaries of interview talk and of reports.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis of any script, with the
closing quotes, brackets, transcriber's notes (`[laughs]`) and emoji behind it, unless what stands before
is an abbreviation or what follows goes on. Talk that trails off (`well … I mean`) stays one sentence. A
word in lower case goes on after `?`, `!` and `…`; after the full stop of an ordinary word it does not:
automatic transcripts forget their capitals.

What is decided about one boundary depends on its sentence and the next word only, so that a sentence
cut once more stays whole; and on no more than a few signs of these, so that the time is linear whatever
the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.transcripts.abbreviations import TAILS, dot_ends, is_unfinished, starts_sentences
from qualcode.transcripts.marks import CLOSING, END, MARKER, STOPS

_THROUGH_LAST_WORD = re.compile(r".*[^\W_]", re.DOTALL)
_WORD = re.compile(r"[^\W_]")
_GAP = re.compile(r"\s*")
_AHEAD = re.compile(r"(\W{0,24})(\w{0,24})")
_ITEM = re.compile(MARKER)
_ELLIPSIS = re.compile(r"(?:…|\.\.)[.…]*(?![.…?!])")
_CLOSED = re.compile(rf"[{CLOSING}][{STOPS}]")  # `(approx.).`: the second dot is a full stop
_ADDRESS = re.compile(r"[@/\\=_]|\.[a-z0-9]|www\.")
_JOINED = re.compile(r"[-—–/]")
_OPENING = "([{\"'“‘«„»¿¡—–-/"
_DOTS = (".", "…")
_QUOTES = "\"'”’»“‘«"
_ITEM_BEHIND = tuple(":;,.?!…")
_SEEN = 24  # so many signs before a mark are looked at: longer than any abbreviation
_EXCLAIMED = ("yahoo", "jeopardy")  # names that end in an exclamation mark
_TAILS = TAILS | {name[-3:] for name in _EXCLAIMED}


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans `(start, end)` of the sentences of `text`, without white space at either end.

    Marks without a word (`… My minister`) are no sentence of their own where there is one to go with.
    """
    start, last = _behind_gap(text, 0), _THROUGH_LAST_WORD.match(text)
    through, word, item = last.end() if last else 0, _first_word(text, start), 0
    for match in END.finditer(text):
        if match.end() >= through:
            break
        at = match.start()
        if word >= at:
            continue
        if match.lastgroup == "plain" and text[at - 3 : at] not in _TAILS:
            yield start, at + 1  # most are like this: an ordinary word, a mark, a blank, a capital
            start = word = at + 2
        elif at - word <= 2 and (number := _item_number(text, start, word, match, item)):
            item = number
        elif _is_boundary(text, start, word, match):
            yield start, _end(text, start, match)
            start = _behind_gap(text, match.end())
            word = _first_word(text, start)
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _behind_gap(text: str, position: int) -> int:
    return _GAP.match(text, position).end()  # type: ignore[union-attr] # matches always


def _first_word(text: str, start: int) -> int:
    """Where the first letter or digit is; the end of the text where there is none."""
    if text[start : start + 1].isalpha():
        return start
    found = _WORD.search(text, start)
    return found.start() if found else len(text)


def _end(text: str, start: int, match: re.Match[str]) -> int:
    """Where the sentence ends that a mark closes; a line end is no part of it."""
    if text[match.start()] != "\n":
        return match.end()
    return start + len(text[start : match.start()].rstrip())


def _item_number(text: str, start: int, word: int, match: re.Match[str], before: int) -> int:
    """The number of a list's item that stands at the start of the sentence (`2. Then we pay`), or 0.

    It does so at the start of a line, or behind the item before it.
    """
    if match[0] != "." or not text[word : match.start()].isdecimal():
        return 0
    number, gap = int(text[word : match.start()]), text[max(0, start - _SEEN) : start].rstrip(" \t")
    return number if not gap or gap[-1] == "\n" or number == before + 1 else 0


def _is_boundary(text: str, start: int, word: int, match: re.Match[str]) -> bool:
    kind = match.lastgroup
    if kind == "item":
        return _item_begins(text, start, match)
    if kind in ("stop", "plain"):
        note = text[start] == "[" and (match["more"] or "")[-1:] == "]"  # `[Door closes.] We left`
        return not note and _stop_ends(text, start, word, match)
    if kind == "glued":
        return _glued_ends(text, start, match)
    if kind == "wide":  # 「…。」と言いました goes on
        return match[0][-1] not in "」』" or not text.startswith(("と", "って"), match.end())
    if kind == "dash":
        _, following = _ahead(text, match.end())
        return starts_sentences(following) and following != "I"
    return True


def _ahead(text: str, end: int) -> tuple[str, str]:
    """The signs in front of the next word, and as much of the word as counts (`I.` is an initial)."""
    opening, word = _AHEAD.match(text, end).groups()  # type: ignore[union-attr] # matches always
    return (opening, "I." if word == "I" and text.startswith("I.", end + len(opening)) else word)


def _item_begins(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the next line is an item of a list, which began in this line or behind a stop or colon."""
    end = match.start()
    above = text[max(start, end - _SEEN) : end].rstrip()
    return above[-1:] in _ITEM_BEHIND or bool(_ITEM.match(text, max(start, text.rfind("\n", start, end) + 1)))


def _stop_ends(text: str, start: int, word: int, match: re.Match[str]) -> bool:
    at = match.start()
    mark = text[at] + (match["more"] or "")
    opening, following = _ahead(text, match.end())
    if "¿" in opening or "¡" in opening:
        return True
    seen = text[max(start, at - _SEEN) : at]
    if _ELLIPSIS.match(mark):
        return _ellipsis_ends(seen, following)
    if following[:1].islower() and (mark[0] != "." or mark[-1] in _QUOTES or opening.strip()):
        return _begins_in_lower_case(mark, opening, uncapitalised=text[word].islower())
    if mark == "!" and seen.lower().endswith(_EXCLAIMED):
        return starts_sentences(following)
    if mark[0] != "." or _CLOSED.search(mark):
        return True
    return _dot_ends(seen, following, uncapitalised=text[word].islower())


def _begins_in_lower_case(mark: str, opening: str, *, uncapitalised: bool) -> bool:
    """Whether a sentence begins with a word in lower case, behind more than a plain full stop."""
    if mark[-1] in _QUOTES or "—" in opening or "–" in opening:  # “Why?” he asked
        return False
    return opening.lstrip()[:1] in _DOTS or (uncapitalised and len(mark) == 1)


def _dot_ends(seen: str, following: str, *, uncapitalised: bool) -> bool:
    pieces = seen.split()
    if not pieces or seen[-1].isspace():
        return True
    word = _JOINED.split(pieces[-1])[-1].lstrip(_OPENING)
    before = pieces[-2] if len(pieces) > 1 else ""
    return dot_ends(word, before, following, uncapitalised=uncapitalised)


def _ellipsis_ends(seen: str, following: str) -> bool:
    """`well … I mean` and `about… 30` go on: what follows says nothing about a new sentence."""
    if following == "I" or not following[:1].isalpha() or following[0].islower():
        return False
    if starts_sentences(following):
        return True
    if is_unfinished(seen.rstrip().rpartition(" ")[2]):
        return False
    return not (len(following) > 1 and following.isupper()) or seen.isupper()


def _glued_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """`done.Then`, where nothing says that it is an address or a file's name."""
    dot = match.start()
    left = text[max(start, dot - _SEEN) : dot].rsplit(None, 1)[-1]
    right = text[dot + 1 : dot + 1 + _SEEN].split(None, 1)[0]
    if _ADDRESS.search(f"{left}{text[dot]}{right}"):
        return False
    _, following = _ahead(text, match.end())
    return text[dot] != "." or dot_ends(left.lstrip(_OPENING), "", following, uncapitalised=False)
