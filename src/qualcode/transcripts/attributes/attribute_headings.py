"""What the columns of attribute sheets are called: ids, cases, aliases, what identifies people."""

from __future__ import annotations

import re
from collections.abc import Collection

from qualcode.tables.headings import plain

SURELY = 3
_WHO = "participant|respondent|interviewee|informant|speaker|subject|pseudonym|student|teacher|patient|expert"
_NUMBERS = "id|code|no|nr|number|identifier|label"
_ID = re.compile(
    rf"(?:{_WHO})(?: pseudonym)?(?: (?:{_NUMBERS}))?s?|(?:id|code|no|number) (?:of )?(?:the )?(?:{_WHO})"
)
_WEAK_ID = frozenset({*_NUMBERS.split("|"), "pid", "p", "p no", "key", "alias"})
_NAMES = frozenset({"name", "full name", "first name", "names"})
_CASE = re.compile(
    r"(?:case|country|state|nation|organi[sz]ation|org|site|school|hospital|company|institution|agency|firm|"
    r"municipality|village|district|employer|partner|partner state)(?: (?:id|code|name|no))?"
)
_ALIASES = re.compile(
    r"alias(?:es)?|other names?|also known as|aka|synonyms?|abbreviations?|short names?|acronyms?|"
    r"alternative names?"
)
_PERSONAL = re.compile(
    r"(?:full |first |last |real |family |given )?names?|surname|e ?mail(?: address)?|phone(?: number)?|"
    r"telephone|mobile|address|date of birth|birth ?date|dob|ip(?: address)?|orcid|skype|contact(?: details)?"
)


def id_rank(heading: str) -> int:
    """How likely a heading is that of the ids of participants: 3 surely, 2 and 1 less so, 0 not."""
    text = plain(heading)
    if _ID.fullmatch(text):
        return SURELY
    return 2 if text in _WEAK_ID else int(text in _NAMES)


def case_rank(heading: str, own: Collection[str]) -> int:
    """How likely a heading is that of the case: 2 where the study says so (`own`), 1 by its usual names."""
    text = plain(heading)
    if text == "case" or text in {plain(name) for name in own}:
        return 2
    return int(bool(_CASE.fullmatch(text)))


def mentions_case(heading: str, own: Collection[str]) -> bool:
    """Whether a heading has a word for the case in it, as `Home country` has."""
    text = plain(heading)
    named = any(f" {plain(name)} " in f" {text} " for name in own if plain(name))
    return named or bool(re.search(rf"\b(?:{_CASE.pattern})\b", text))


def is_aliases(heading: str) -> bool:
    """Whether a column holds other names of a case."""
    return bool(_ALIASES.fullmatch(plain(heading)))


def is_personal(heading: str) -> bool:
    """Whether a column by its heading holds what identifies a person."""
    return bool(_PERSONAL.fullmatch(plain(heading)))
