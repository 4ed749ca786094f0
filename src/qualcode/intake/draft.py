"""Talk → a canonical transcript: who the speakers are, what stands in the head, how the body is written."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from itertools import count as numbers

from qualcode.anchors import body_hash, canonical
from qualcode.intake.dates import date_among
from qualcode.intake.labels import asks, has_number, is_person, is_role, key_of
from qualcode.intake.talk import UNLABELLED, Talk, TurnDraft, turns_of
from qualcode.intake.times import clock
from qualcode.model import INTERVIEWER

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ .'-]*(?<! )")
_YAML_WORDS = frozenset(["y", "n", "yes", "no", "true", "false", "on", "off", "null"])
_SPEAKER_LIKE = re.compile(
    r"[A-Z][A-Z0-9]{0,15} ?:(?:\s|$)|(?i:interviewer|moderator|facilitator) ?:(?:\s|$)"
)
_STAMP_LIKE = re.compile(r"\[\d{1,3}:\d\d:\d\d")
_NO_ID = re.compile(r"[^A-Za-z0-9_.-]+")
_SEVERAL = 2
_BETWEEN = (" of ", " in ", " inside ", " behind ", " without ")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What the user says about a file instead of leaving it to be found out.

    `speakers` are participants by the key of a label; `interviewers` keys of labels.
    """

    speakers: Mapping[str, str] = field(default_factory=dict)
    interviewers: frozenset[str] = frozenset()
    kind: str = ""
    date: str = ""

    @property
    def declared(self) -> frozenset[str]:
        """Keys of all labels that the user says are speakers."""
        return self.interviewers | self.speakers.keys()


@dataclass(frozen=True, slots=True)
class TranscriptDraft:
    """A transcript as it would be written.

    `words` are what blanks part; `timed` turns have a time stamp; `speakers` counts the turns
    by label as the file has it; `participants` are those who speak.
    """

    id: str
    text: str
    body: str
    preset: str
    turns: int
    words: int
    timed: int
    speakers: Mapping[str, int]
    participants: tuple[str, ...]
    warnings: tuple[str, ...]


def drafted(
    talk: Talk,
    own: str,
    wishes: FileOptions,
    *,
    known: Mapping[str, str],
    head: Mapping[str, str],
    roles: Mapping[str, str],
) -> TranscriptDraft:
    """The transcript `own` made of talk.

    Args:
        talk: what a preset read.
        own: the transcript's id.
        wishes: what the user said.
        known: ids of participants by their key, from the study's table.
        head: further keys of the head, such as ``source``, in order.
        roles: who the transcript's speakers are already, where it is there: name in the text → id.
    """
    spoken = bool(talk.labels)
    turns = list(turns_of(talk.said, spoken=spoken))
    counts = Counter(turn.label for turn in turns) if spoken else Counter[str]()
    names = _names(talk, own, wishes, known, roles)
    participants = tuple(dict.fromkeys(who for _, who in names.values() if who != INTERVIEWER))
    body = canonical("\n\n".join(_paragraphs(turns, names)))
    kind = wishes.kind or head.get("kind") or _kind(spoken, participants)
    date = wishes.date or head.get("date") or date_among(talk.preamble)
    top = {**head, "id": own, "kind": kind, **({"date": date} if date else {})}
    words = sum(text.count(" ") + 1 for turn in turns for _, text in turn.paragraphs)
    above = _head(top, dict(names.values()), _without_names(talk.preamble, names), body)
    return TranscriptDraft(
        id=own,
        text=f"---\n{above}---\n\n{body}\n",
        body=body,
        preset=talk.preset,
        turns=len(turns),
        words=words,
        timed=sum(turn.paragraphs[0][0] is not None for turn in turns),
        speakers={label: counts[label] for label in talk.labels if counts[label]},
        participants=participants,
        warnings=tuple(_warnings(talk, names, wishes)),
    )


def _kind(spoken: bool, participants: Sequence[str]) -> str:  # noqa: FBT001 - read at its one call
    if not spoken:
        return "document"
    return "focus_group" if len(participants) > _SEVERAL else "interview"


# --- speakers -----------------------------------------------------------------------------


def _names(
    talk: Talk, own: str, wishes: FileOptions, known: Mapping[str, str], roles: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """For every label the name that stands in the text, and who it is.

    A label given a participant, or one that is a participant's id, becomes that id in the text: the name that
    the file had is not kept.
    """
    settled = _settled(wishes, roles)
    interviewers = {label for label in talk.labels if _is_interviewer(label, talk, wishes, settled)}
    others = [label for label in talk.labels if label not in interviewers]
    found: dict[str, tuple[str, str]] = {}
    ids: dict[str, tuple[str, str]] = {}
    names: dict[str, tuple[str, str]] = {}
    written: dict[str, tuple[str, str]] = {}
    for label in talk.labels:
        key = key_of(label)
        shown = _free(_sound(label), key, written, " ")
        if key in wishes.speakers:
            who = wishes.speakers[key]
            found[label] = ("INT", INTERVIEWER) if who.casefold() == INTERVIEWER else (who, who)
        elif label in interviewers:
            found[label] = (shown, INTERVIEWER)
        elif shown.casefold() in settled:
            found[label] = (shown, settled[shown.casefold()])
        elif key in known:
            found[label] = (known[key], known[key])
        elif len(others) == 1 and own.casefold() in known:
            found[label] = (shown, known[own.casefold()])
        else:
            found[label] = (shown, _free(scoped(label, own), key, ids, "-"))
    return {label: (_free(name, who, names, " "), who) for label, (name, who) in found.items()}


def _free(wanted: str, owner: str, taken: dict[str, tuple[str, str]], sign: str) -> str:
    """What is wanted, with a number where somebody else has it: some alphabets leave an id no letters."""
    numbered = (f"{wanted}{sign}{number}" for number in numbers(2))
    entries = (taken.setdefault(entry.casefold(), (owner, entry)) for entry in chain([wanted], numbered))
    return next(entry for who, entry in entries if who == owner)


def _settled(wishes: FileOptions, roles: Mapping[str, str]) -> dict[str, str]:
    """Who is who already; where the user names the interviewers, nobody else is one."""
    named = wishes.interviewers
    people = {name: INTERVIEWER if who.casefold() == INTERVIEWER else who for name, who in roles.items()}
    return {name.casefold(): who for name, who in people.items() if not (named and who == INTERVIEWER)}


def _is_interviewer(label: str, talk: Talk, wishes: FileOptions, settled: Mapping[str, str]) -> bool:
    if key_of(label) in wishes.speakers:
        return False
    if key_of(label) in wishes.interviewers:
        return True
    if wishes.interviewers or _sound(label).casefold() in settled:
        return settled.get(_sound(label).casefold()) == INTERVIEWER
    return talk.roles[label] == INTERVIEWER if label in talk.roles else asks(label)


def scoped(label: str, own: str) -> str:
    """An id for a speaker nobody knows.

    `Participant` is somebody else in every transcript, so the transcript's id stands in front of it; `BSR06`
    in the transcript `BSR06_final` is not.
    """
    name = slug(label)[:LONGEST_NAME] or "speaker"
    tokens = re.split(r"[_. -]+", own.casefold())
    if name.casefold() in tokens and has_number(name) and not is_role(label) and len(name) > _SEVERAL:
        return name
    return f"{own}-{name}"


def slug(text: str) -> str:
    """A text as an id: letters without accents, digits, `_ . -`; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NO_ID.sub("_", plain).strip("_.-")


def _sound(label: str) -> str:
    return " ".join(label.replace(":", " ").split())[:LONGEST_NAME].rstrip() or "SPEAKER"


# --- the file -----------------------------------------------------------------------------


def _paragraphs(turns: Sequence[TurnDraft], names: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The body's paragraphs; one that would read as a speaker's or a time goes on with the one before it."""
    speakers = {name.casefold() for name, _ in names.values()}
    for turn in turns:
        name = names[turn.label][0] if turn.label else ""
        written: list[str] = []
        for number, (time, text) in enumerate(turn.paragraphs):
            stamp = "" if time is None else f"[{clock(time)}] "
            if number == 0 and name:
                written.append(f"{stamp}{name}: {text}")
            elif written and (_reads_as_speaker(text, speakers) or (not stamp and _STAMP_LIKE.match(text))):
                written[-1] = f"{written[-1]} {text}"
            else:
                written.append(f"{stamp}{text}")
        yield from written


def _reads_as_speaker(text: str, speakers: set[str]) -> bool:
    name, colon, _ = text[:120].partition(":")
    return (
        bool(colon)
        and bool(speakers)
        and (name.strip().casefold() in speakers or _SPEAKER_LIKE.match(text) is not None)
    )


def _without_names(lines: Sequence[str], names: Mapping[str, tuple[str, str]]) -> list[str]:
    """The preamble with ids where labels stand that were given one."""
    given = {label: name for label, (name, _) in names.items() if key_of(name) != key_of(_sound(label))}
    found = list(lines)
    for label, name in given.items():
        form = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)", re.IGNORECASE)
        found = [form.sub(name, line) for line in found]
    return found


def _head(top: Mapping[str, str], speakers: Mapping[str, str], preamble: Sequence[str], body: str) -> str:
    first = ("id", "kind", "date")
    lines = [
        f"{_scalar(key)}: {_scalar(top[key])}"
        for key in (*first, *(key for key in top if key not in first))
        if key in top
    ]
    lines.append(f"imported: {body_hash(body)[:16]}")
    if speakers:
        lines += ["speakers:", *(f"  {_scalar(name)}: {_scalar(who)}" for name, who in speakers.items())]
    kept = [line for line in preamble if line]
    if kept:
        lines += ["preamble: |-", *(f"  {line}" for line in kept)]
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) is not None and text.casefold() not in _YAML_WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


# --- what the user should know ------------------------------------------------------------


def _warnings(talk: Talk, names: Mapping[str, tuple[str, str]], wishes: FileOptions) -> Iterator[str]:
    for slip, label in talk.aliases.items():
        yield f"{slip!r} taken for {label!r}; give it a speaker of its own with --speaker {slip!r}=…"
    if talk.preamble:
        n = len(talk.preamble)
        yield f"{n} line{'s' * (n > 1)} before the first speaker kept in the head as `preamble`"
    for what, count in sorted((+talk.left_out).items()):
        yield f"{count} {_plural(what, count)} left out"
    yield from talk.notes
    if names and not any(who == INTERVIEWER for _, who in names.values()):
        yield "no interviewer among the speakers; name one with --interviewer LABEL"
    persons = [label for label, (name, _) in names.items() if label == name and is_person(label)]
    if persons and not all(key_of(label) in wishes.interviewers for label in persons):
        n = len(persons)
        yield (
            f"{n} speaker{'s look' if n > 1 else ' looks'} like the name of a person; "
            "--speaker LABEL=P01 writes a pseudonym instead"
        )
    if UNLABELLED not in names and any(is_role(label) for label in names) is False and not names:
        yield "no speakers found; it comes in as a document"


def _plural(what: str, count: int) -> str:
    """The plural of the first noun of `remark behind a label`, and of both in `header or page number`."""
    if count == 1:
        return what
    if " or " in what:
        return " or ".join(_plural(part, count) for part in what.split(" or "))
    first, sign, rest = next((part for part in map(what.partition, _BETWEEN) if part[1]), (what, "", ""))
    return f"{first}{'es' if first.endswith(('s', 'x', 'ch')) else 's'}{sign}{rest}"
