"""Labels in front of the talk: `INTERVIEWER: …`, `[00:58] P10: …`, `P1 (female, 34): …`, `Q:` and `A:`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from qualcode.intake.aliases import drifted
from qualcode.intake.labels import (
    STYLES,
    Labelled,
    has_number,
    is_code,
    is_person,
    is_role,
    labelled,
    styled,
    tabbed_or_alone,
    told_apart,
)
from qualcode.intake.lines import TalkDocument, TalkLine
from qualcode.intake.presets.none import stamped, without_stamp
from qualcode.intake.speakers import legend, speakers_among, unbelieved, without_numbers
from qualcode.intake.talk import Talk, TalkParagraph, tidy
from qualcode.intake.times import seconds
from qualcode.intake.words import META, NO_SPEAKERS, SAYING

HEAD_LINES = 25
STYLED = 0.3
_SLIPPED = re.compile(r"[;,]? +(?=[^\W\d_a-z])")
_SENTENCE_END = re.compile(r"[.?!…]$")
_MARK = re.compile(r"\s*#(\d{1,2}:\d{2}:\d{2})(?:-\d+)?#$")
_HEADING = re.compile(r"[A-Z]{1,2}\d{1,3}[A-Z]{1,2}\d{1,3}")


def read(page: TalkDocument, declared: frozenset[str]) -> Talk | None:
    """Fits where two lines or more begin with what is a speaker's label, most often before a colon."""
    lines = page.lines
    roles, head = _head(lines)
    plain = [None if number < head else labelled(line.text) for number, line in enumerate(lines)]
    labels = without_numbers(told_apart(plain))
    weak = [
        tabbed_or_alone(line.text, line.bold) if entry is None and number >= head else None
        for number, (line, entry) in enumerate(zip(lines, labels, strict=True))
    ]
    talk = _with_labels(lines, labels, weak, roles=roles, head=head, declared=declared)
    if talk is not None:
        return talk
    for style in STYLES:
        labels = [None if number < head else styled(line.text, style) for number, line in enumerate(lines)]
        if sum(entry is not None for entry in labels) < STYLED * len(lines[head:]):
            continue
        talk = _with_labels(lines, labels, [None] * len(lines), roles=roles, head=head, declared=declared)
        if talk is not None:
            return talk
    return None


def _with_labels(
    lines: Sequence[TalkLine],
    labels: Sequence[Labelled | None],
    weak: Sequence[Labelled | None],
    *,
    roles: Mapping[str, str],
    head: int,
    declared: frozenset[str],
) -> Talk | None:
    """The talk, if the labels are speakers' labels."""
    candidates = [entry for entry in (*labels, *weak) if entry is not None]
    blocks = sum(line.fresh for line in lines[head:])
    speakers = speakers_among(candidates, blocks, declared | roles.keys())
    if sum(entry.key in speakers for entry in candidates) < 2 and not declared & speakers.keys():
        return None
    slips = _slips([entry for entry in labels if entry], speakers)
    named = [_chosen(pair, speakers, slips) for pair in zip(labels, weak, strict=True)]
    talk = _assembled(lines, named, speakers, slips, head)
    talk.roles = {speakers[key]: role for key, role in roles.items() if key in speakers}
    written = {entry.key: entry.name for entry in candidates}
    talk.aliases = {written[slip]: speakers[key] for slip, key in slips.items()}
    doubtful = unbelieved([entry for entry in labels if entry], speakers.keys() | slips.keys())
    if doubtful:
        talk.notes.append(
            f"{doubtful} lines begin with words and a colon that recur and were kept as talk; "
            "--speaker LABEL=… makes a speaker of them"
        )
    return talk


# --- the head of a file -------------------------------------------------------------------


def _head(lines: Sequence[TalkLine]) -> tuple[dict[str, str], int]:
    """Who is who by a legend, and how many lines at the beginning are about the interview (`Date: …`)."""
    roles: dict[str, str] = {}
    last_legend = last_meta = 0
    for number, line in enumerate(lines[:HEAD_LINES]):
        found = legend(line.text)
        if found:
            roles.update(found)
            last_legend = number + 1
    for number, line in enumerate(lines[:HEAD_LINES]):
        about = labelled(line.text)
        if about is None:
            if number and len(line.text) > 120:
                break
            continue
        if META.fullmatch(about.key):
            last_meta = number + 1
        elif (
            len(about.rest.split()) > 6 or _SENTENCE_END.search(about.rest.strip()) or not about.rest.strip()
        ):
            break
    return roles, _through_details(lines, max(last_legend, last_meta))


def _through_details(lines: Sequence[TalkLine], head: int) -> int:
    """Further details right below those already found: `Interviewer: Name`, `Participant: P3`."""
    if not head:
        return 0
    while head < min(len(lines), HEAD_LINES) and (not lines[head].fresh or _names_somebody(lines[head])):
        head += 1
    return head


def _names_somebody(line: TalkLine) -> bool:
    """Whether a line says who had a role, and no more."""
    about = labelled(line.text)
    if about is None or not is_role(about.name):
        return False
    who = about.rest.strip()
    return is_person(who) or (is_code(who) and has_number(who))


# --- who is a speaker ---------------------------------------------------------------------


def _slips(found: Sequence[Labelled], speakers: Mapping[str, str]) -> dict[str, str]:
    """Keys that are slips of a speaker's: of labels that are none themselves, and of rare ones that are."""
    counts = Counter(entry.key for entry in found)
    rare = {key: n for key, n in counts.items() if key not in NO_SPEAKERS}
    slips = drifted(rare, {key: counts[key] for key in speakers})
    return {slip: key for slip, key in slips.items() if key not in slips}


def _chosen(
    pair: tuple[Labelled | None, Labelled | None], speakers: Mapping[str, str], slips: Mapping[str, str]
) -> Labelled | None:
    for entry in pair:
        if entry is not None and slips.get(entry.key, entry.key) in speakers:
            return entry
    return None


def _unmarked(line: str, speakers: Mapping[str, str]) -> Labelled | None:
    """A label that lost its colon once: a speaker's code or role, and a capital behind it."""
    text = line.strip()
    for key, name in speakers.items():
        rest = text[len(name) :]
        following = (rest.split() or [""])[0].strip(".,?!").casefold()
        sure = has_number(name) or is_role(name)
        # `DB What now?` has lost its colon; `US Army officers` never had one
        telling = sure or (name.isupper() and (rest[:1] in (";", ",") or following in SAYING))
        if len(name) > 1 and telling and text.startswith(name) and _SLIPPED.match(rest):
            return Labelled(name, key, None, rest.lstrip(" ;,"), aside="", sure=False)
    return None


# --- the talk -----------------------------------------------------------------------------


def _assembled(
    lines: Sequence[TalkLine],
    named: Sequence[Labelled | None],
    speakers: Mapping[str, str],
    slips: Mapping[str, str],
    head: int,
) -> Talk:
    talk = Talk("plain", preamble=[tidy(line.text) for line in lines[:head]])
    stamps = stamped(list(lines[head:]))
    asides = unmarked = 0
    waiting: float | None = None  # a time stamp on a line of its own belongs to what follows
    for line, found in zip(lines[head:], named[head:], strict=True):
        entry = found or _unmarked(line.text, speakers)
        if entry is not None:
            unmarked += not entry.sure and "\t" not in line.text and bool(entry.rest)
            asides += bool(entry.aside)
            time = waiting if entry.time is None else entry.time
            words, waiting = _without_mark(tidy(entry.rest))
            talk.said.append(TalkParagraph(speakers[slips.get(entry.key, entry.key)], words, time))
            continue
        time, text = without_stamp(line.text) if stamps else (None, line.text)
        words, mark = _without_mark(tidy(text))
        if time is not None and not words:
            waiting = time
            continue
        if talk.said and (line.heading or _HEADING.fullmatch(words)):
            talk.left_out["heading inside the talk"] += 1
            continue
        time, waiting = (waiting if time is None else time), mark
        _go_on(talk.said, words, time, fresh=line.fresh)
    _say(talk, asides, unmarked)
    return talk


def _without_mark(words: str) -> tuple[str, float | None]:
    """Words without the mark `#00:01:02-4#` that f4 puts where a turn ends, and when it ends."""
    found = _MARK.search(words) if words.endswith("#") else None
    return (words[: found.start()], seconds(found[1])) if found else (words, None)


def _go_on(said: list[TalkParagraph], words: str, time: float | None, *, fresh: bool) -> None:
    last = said[-1] if said else None
    if last is not None and not last.text and last.label:
        last.text, last.time = words, last.time if last.time is not None else time
    elif last is None or fresh or time is not None:
        said.append(TalkParagraph("", words, time))
    else:
        last.text = f"{last.text} {words}"


def _say(talk: Talk, asides: int, unmarked: int) -> None:
    if asides:
        talk.left_out["remark in brackets behind a label"] = asides
    if unmarked:
        talk.notes.append(f"{unmarked} label{'s' * (unmarked > 1)} without a colon")
