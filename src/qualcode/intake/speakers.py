"""Which of the labels in a file are speakers, and who they are by its legend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from qualcode.intake.labels import Labelled, asks, has_number, is_code, is_name, is_role, key_of
from qualcode.intake.words import META, NO_SPEAKERS, SAYING

DENSE = 0.8
OFTEN = 3
_ASKED = re.compile(r"[qa]\d{1,3}")
_LONGEST = 4
_FIRST_LABELS = 4


def speakers_among(found: Sequence[Labelled], blocks: int, declared: Collection[str]) -> dict[str, str]:
    """The keys that are speakers, each with the form that is written most often.

    `blocks` is the number of paragraphs in the file: where nearly all are labelled, a rare label is believed
    more easily. `declared` are keys that the user named.
    """
    counts = Counter(entry.key for entry in found)
    sure = Counter(entry.key for entry in found if entry.sure)
    shown = _most_written(found)
    strong = {key for key in counts if _is_strong(key, shown[key], counts[key])}
    believed = sum(counts[key] for key in strong)
    names = {key for key in sure if key not in strong and _is_name(key, shown[key])}
    accepted = {
        key for key in strong if believed >= 2 and _has_weight(key, shown[key], counts[key], sure[key])
    }
    accepted |= _believed_names(names, accepted, sure, shown, blocks) | _two_alone(found, strong, names)
    if accepted:
        accepted |= {key for key in sure if sure[key] >= OFTEN and _may_speak(shown[key])}
    accepted |= {key for key in counts if key in declared}
    return {key: shown[key] for key in counts if key in accepted}


def without_numbers(found: Sequence[Labelled | None]) -> list[Labelled | None]:
    """The labels; `Q1`, `A1`, `Q2`, `A2` … are one who asks and one who answers, not as many as there are."""
    keys = [entry.key for entry in found if entry is not None and _ASKED.fullmatch(entry.key)]
    numbers = {letter: [key[1:] for key in keys if key[0] == letter] for letter in "qa"}
    if len(keys) < 2 * OFTEN or numbers["q"] != numbers["a"] or len(set(keys)) < len(keys):
        return list(found)
    return [
        replace(entry, name=entry.name[0], key=entry.key[0])
        if entry is not None and entry.key in keys
        else entry
        for entry in found
    ]


def unbelieved(found: Sequence[Labelled], speakers: Collection[str]) -> int:
    """How many lines begin with a label that recurs and was not believed."""
    counts = Counter(entry.key for entry in found if entry.sure and entry.name[:1].isupper())
    return sum(
        count
        for key, count in counts.items()
        if count > 1 and key not in speakers and len(key.split()) < _LONGEST and key not in NO_SPEAKERS
    )


def _believed_names(
    names: set[str], accepted: set[str], sure: Mapping[str, int], shown: Mapping[str, str], blocks: int
) -> set[str]:
    """Names that repeat themselves; those that stand once where nearly every paragraph has its speaker."""
    repeated = {key for key in names if sure[key] >= 2}
    if len(repeated | accepted) < 2 and sum(sure[key] for key in repeated) < 4:
        repeated = set()
    together = names | accepted
    if sum(sure[key] for key in together) < DENSE * blocks or len(together) < 2:
        return repeated
    return {key for key in names if key in repeated or accepted or repeated or " " in shown[key]}


def _two_alone(found: Sequence[Labelled], strong: set[str], names: set[str]) -> set[str]:
    """An interviewer who asks once and somebody who then tells a life."""
    keys = [entry.key for entry in found if entry.sure]
    if 2 <= len(keys) <= _FIRST_LABELS and asks(keys[0]) and keys[0] in strong and keys[1] in strong | names:
        return {keys[0], keys[1]}
    return set()


def _most_written(found: Iterable[Labelled]) -> dict[str, str]:
    forms: dict[str, Counter[str]] = {}
    for entry in found:
        forms.setdefault(entry.key, Counter())[entry.name] += 1
    return {key: form.most_common(1)[0][0] for key, form in forms.items()}


def _is_strong(key: str, shown: str, count: int) -> bool:
    if (key in NO_SPEAKERS or key.split(maxsplit=1)[0] in NO_SPEAKERS) and not is_role(key):
        return False
    return is_role(shown) or (is_code(shown) and (count >= 2 or has_number(shown)))


def _has_weight(key: str, shown: str, count: int, sure: int) -> bool:
    """A tab, or a line of its own, must repeat itself; so must `A:` and `question:`."""
    single = key in ("question", "answer") or not (is_role(shown) or has_number(shown))
    return count >= 2 if single or not sure else True


def _is_name(key: str, shown: str) -> bool:
    return (
        key not in NO_SPEAKERS
        and key.split(maxsplit=1)[0] not in NO_SPEAKERS
        and META.fullmatch(key) is None
        and is_name(shown)
    )


def _may_speak(shown: str) -> bool:
    """Whether a label that recurs may be a speaker's: `Several voices`, `The CHAIR`."""
    words = shown.split()
    if words[0] in ("The", "THE") and len(words) > 1 and words[1].isupper():
        words = words[1:]
    return (
        shown[:1].isupper()
        and len(words) <= _LONGEST
        and not any(word.casefold().strip(".,'’") in SAYING for word in words)
        and META.fullmatch(key_of(shown)) is None
    )


# --- legends ------------------------------------------------------------------------------

_PAIR = re.compile(
    r"\(?(?P<label>[^\W\d_]{1,4}\d{0,2})\s*(?P<sign>=|:|-|–|—|\bis\b|\bfor\b)\s*"
    r"(?:the |an? )?(?P<role>.{3,60}?)\)?\.?"
)
_PARTS = re.compile(r"[;,/\n]|\band\b")
_TITLE = re.compile(r"\s*(?:legend|key|abbreviations|speakers?|note)\s*[:：]\s*", re.IGNORECASE)


def legend(line: str) -> Mapping[str, str]:
    """Who is who, if the line is a legend such as `I = interviewer, P = participant`."""
    if len(line) > 250:
        return {}
    title = _TITLE.match(line)
    parts = [part.strip() for part in _PARTS.split(line[title.end() if title else 0 :]) if part.strip()]
    found = [_PAIR.fullmatch(part) for part in parts]
    pairs = [
        (pair["label"], pair["sign"], pair["role"]) for pair in found if pair and pair["label"].isupper()
    ]
    if not pairs or len(pairs) < len(parts) or any(len(role.split()) > 5 for _, _, role in pairs):
        return {}
    said = [is_role(role) or is_role(role.split()[0]) for _, _, role in pairs]
    if not any(said) or (len(pairs) == 1 and pairs[0][1] == ":" and not is_role(pairs[0][2])):
        return {}
    return {
        key_of(label): "interviewer" if asks(role.split()[0].rstrip("s")) or asks(role) else "participant"
        for label, _, role in pairs
    }
