"""Speakers' labels in front of lines: what may be one, and what a label says of who bears it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualcode.intake.times import CLOCK, STAMP, seconds
from qualcode.intake.words import INTERVIEWER, PARTICIPANT

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e"  # accents: no letters to `re`
_NAME = rf"(?:\+\d[\d ]{{6,16}}\d|[^\W\d_][\w{_MARKS}.'’&/#,-]*(?: ?[ .][\w{_MARKS}.'’&/#-]+){{0,5}})"
_ASIDE = r"(?:\s*\([^()\n]{1,60}\)|\s*\[[^\[\]\n]{1,30}\])?"
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_EMPHASIS = r"[*_]{0,3}"
_BEFORE = rf"\s*{_EMPHASIS}(?:(?P<before>{STAMP})\s*[-–—]?\s*)?{_EMPHASIS}"
_LABELLED = re.compile(
    rf"{_BEFORE}[\[<]?(?P<name>{_NAME})[\]>]?(?P<aside>{_ASIDE})\s*(?P<behind>(?<!\d){STAMP})?{_EMPHASIS}"
    rf"\s*[:：](?!//){_EMPHASIS}(?:\s+|$|(?=[^\s\d])){_EMPHASIS}(?P<rest>.*)",
    re.DOTALL,
)
_TABBED = re.compile(
    rf"{_BEFORE}(?P<name>{_NAME})(?P<aside>{_ASIDE})(?P<behind>)[ ]*\t\s*(?P<rest>.+)", re.DOTALL
)
_ALONE = re.compile(
    rf"{_BEFORE}\[?(?P<name>{_NAME})\]?(?P<aside>{_ASIDE})\s*(?P<behind>(?<!\d){STAMP})?{_EMPHASIS}\s*(?P<rest>)$"
)
STYLES = {
    style: re.compile(rf"{_BEFORE}{form}(?P<rest>\S.*)", re.DOTALL)
    for style, form in {
        "[name] talk": rf"\[(?P<name>{_NAME})(?P<aside>)(?P<behind>)\]\s+",
        "<name> talk": rf"<(?P<name>{_NAME})(?P<aside>)(?P<behind>)>\s+",
        "(name) talk": rf"\((?P<name>{_NAME})(?P<aside>)(?P<behind>)\)\s+",
        "Q. talk": rf"(?P<name>{_CAPITAL}{{1,2}})(?P<aside>)(?P<behind>)\.\s+",
        "name - talk": rf"(?P<name>{_NAME})(?P<aside>{_ASIDE})(?P<behind>)(?:\s+[-–—|]\s+|\s?[–—]\s?)",
    }.items()
}
"""Ways to part a label from the talk for those who don't use a colon."""

_STAMPED = re.compile(rf"(?P<sure>[\[(<]\s*{CLOCK}[^\])>\n]{{0,20}}[\])>]|{CLOCK}(?=\t|\s*$))\s*")
_TIMED = re.compile(CLOCK)
_FROM = re.compile(r"From (.+?)(?:\s+to (?:Everyone|.{1,40}))?")
_LONGEST = 45
_NUMBER = r"(?:[ _#.-]{0,2}(?:\d{1,4}|[a-z]|one|two|three|four))?(?:[ ._-]?[a-z]?\d{0,3})?"
_ROLE = re.compile(rf"(?:(?:{INTERVIEWER}|{PARTICIPANT}){_NUMBER}|question|answer)", re.IGNORECASE)
_ASKS = re.compile(
    rf"(?:(?:{INTERVIEWER}){_NUMBER}|question|q\d?|i\d{{0,2}}|iv\d?|mod\d?|ir\d?)", re.IGNORECASE
)
_CODE = re.compile(
    rf"{_CAPITAL}{{1,6}}[-_ .#]{{0,2}}\d{{1,4}}[a-zA-Z]?\d{{0,2}}|{_CAPITAL}{{1,5}}|"
    rf"{_CAPITAL}{{1,4}}\d{{0,3}}(?:[/-](?:{_CAPITAL}{{1,3}})?\d{{0,4}}){{1,3}}"
)
_DIGIT = re.compile(r"\d")
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Amb|Sir|Col|Gen|DR|MR|MRS|MS|PROF)\.? )*(?=[^\W\d_a-z])[^\W\d_][\w.'’-]*"
    r"(?:,? (?:(?=[^\W\d_a-z])[^\W\d_][\w.'’-]*|"
    r"de|da|do|dos|del|di|van|von|der|den|la|le|el|al|bin|ben|abu|zu)){0,3}(?: \d{1,3})?"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that may begin with a label: the label as written, its key, its time, what follows.

    `aside` is what stands in brackets behind the name; `sure` whether a sign parts label and talk: a tab, or
    a line of its own, is proof only for what looks like a label otherwise.
    """

    name: str
    key: str
    time: float | None
    rest: str
    aside: str
    sure: bool


def key_of(label: str) -> str:
    """Labels that differ only in case, blanks or marks are one."""
    return " ".join(label.strip(" \t:*_[]<>.").casefold().split())


def labelled(line: str) -> Labelled | None:
    """The label that a line may begin with."""
    head = line[:140]
    if ":" in head or "：" in head:
        found = _LABELLED.match(line)
        if found and len(found["name"]) <= _LONGEST:
            return _made(found, sure=True)
    return None


def styled(line: str, style: str) -> Labelled | None:
    """The label that a line may begin with in one of the other `STYLES`."""
    found = STYLES[style].match(line)
    return _made(found, sure=True) if found and len(found["name"]) <= _LONGEST else None


def tabbed_or_alone(line: str, bold: str = "") -> Labelled | None:
    """The label before a tab or on a line of its own, if it looks like one or stands there bold."""
    found = _TABBED.match(line) if "\t" in line[:80] else _ALONE.match(line) if len(line) <= 60 else None
    if found is None:
        return None
    emphatic = bold == line.strip() and _PERSON.fullmatch(found["name"]) is not None
    if not (emphatic or is_role(found["name"]) or is_code(found["name"])):
        return None
    return _made(found, sure=emphatic)


def _made(found: re.Match[str], *, sure: bool) -> Labelled | None:
    name = without_receiver(found["name"].strip(" ,-*_"))
    aside, rest = (found["aside"] or "").strip(" ()[]\t"), found["rest"]
    stamp = found["before"] or found["behind"]
    time = seconds(stamp) if stamp else None
    if aside and _TIMED.search(aside):
        time, aside = seconds(aside), ""
    behind = _STAMPED.match(rest) if time is None else None
    if behind:
        time, rest = seconds(behind[0]), rest[behind.end() :]
    return Labelled(name, key_of(name), time, rest, aside, sure) if name else None


def without_receiver(name: str) -> str:
    """Who wrote, of `From Ann Lee to Everyone` as chats have it."""
    sender = _FROM.fullmatch(name) if name.startswith("From ") else None
    return sender[1] if sender else name


def told_apart(found: Sequence[Labelled | None]) -> list[Labelled | None]:
    """The labels, where one name stands for several: `Woman (40s)` and `Woman (60s)` are two."""
    asides: dict[str, dict[str, int]] = {}
    for entry in found:
        if entry is not None and entry.aside:
            several = asides.setdefault(entry.key, {})
            several[entry.aside] = several.get(entry.aside, 0) + 1
    apart = {key for key, several in asides.items() if sum(count > 1 for count in several.values()) > 1}
    return [
        _with_aside(entry) if entry is not None and entry.aside and entry.key in apart else entry
        for entry in found
    ]


def _with_aside(entry: Labelled) -> Labelled:
    name = f"{entry.name} ({entry.aside})"
    return replace(entry, name=name, key=key_of(name), aside="")


def is_role(label: str) -> bool:
    """Whether a label says what part somebody has: `Interviewer 1`, `Participant`, `SPEAKER_00`."""
    return _ROLE.fullmatch(key_of(label)) is not None


def is_code(label: str) -> bool:
    """Whether a label is in capitals, with or without a number: `BSR06`, `P12/F/45`, `DB`."""
    return _CODE.fullmatch(label) is not None


def has_number(label: str) -> bool:
    """Whether there is a digit in a label."""
    return _DIGIT.search(label) is not None


def asks(label: str) -> bool:
    """Whether a label is one that interviewers have."""
    return _ASKS.fullmatch(key_of(label)) is not None


def is_name(label: str) -> bool:
    """Whether a label is written as names are, one to four words in capitals; or as telephone numbers are."""
    return label.startswith("+") or _PERSON.fullmatch(label) is not None


def is_person(label: str) -> bool:
    """Whether a label looks like the name of a person: two capitalised words or more, or a title."""
    return " " in label and is_name(label) and not is_role(label) and not has_number(label)
