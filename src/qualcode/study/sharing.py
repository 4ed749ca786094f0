"""Who can be compared: coders who finished the same transcripts, and what is left out for that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from qualcode.errors import QualcodeError, refuse
from qualcode.model import CONSENSUS, Coding
from qualcode.positions import nearest
from qualcode.suggesters import SUGGESTERS, is_suggester

_TWO = 2


@dataclass(frozen=True, slots=True)
class Work:
    """What people did: by transcript who finished it, and their codings."""

    finished: Mapping[str, Sequence[str]]
    codings: Sequence[Coding]


def chosen_coders(
    writers: Sequence[str], named: Sequence[str], work: Work, passing: Collection[str]
) -> tuple[str, ...]:
    """Who is compared: those named, else all who finished something, else the two who share most.

    `writers` are all who wrote a line. Raises `QualcodeError` for somebody unknown, or one alone.
    """
    people = _people(work.finished.values())
    chosen = tuple(dict.fromkeys(named)) or comparable(work.finished, passing) or tuple(people)
    if not named and len(chosen) < _TWO:
        who = "nobody has" if not chosen else f"only {chosen[0]} has"
        raise QualcodeError(
            f"agreement is between two coders, and {who} marked a transcript done (`qualcode done`); "
            "or compare with the codebook: --coders NAME,rules"
        )
    known = [*dict.fromkeys([*writers, *people]), *SUGGESTERS]
    for coder in chosen:
        if coder not in known:
            refuse("--coders", f"nobody here codes as {coder!r}", nearest(coder, known))
    if len(chosen) < _TWO:
        refuse("--coders", "names one coder", "name two or more, such as ana,bo")
    return chosen


def _people_of(coders: Iterable[str]) -> list[str]:
    return [coder for coder in coders if not is_suggester(coder)]


def _people(finished: Iterable[Sequence[str]]) -> list[str]:
    return sorted({coder for names in finished for coder in names} - {CONSENSUS})


def comparable(finished: Mapping[str, Sequence[str]], transcripts: Collection[str]) -> tuple[str, ...]:
    """Whose work on these transcripts can be compared: all people who finished any, if they share enough.

    Where all of them share less than half of what the two do who share most: these two. Nobody where no
    two share any.
    """
    those = [set(names) - {CONSENSUS} for name, names in finished.items() if name in transcripts]
    people = sorted(set().union(*those))
    pairs = Counter(pair for names in those for pair in combinations(sorted(names), _TWO))
    if not pairs:
        return ()
    best = min(pairs, key=lambda pair: (-pairs[pair], pair))
    together = sum(names >= set(people) for names in those)
    return tuple(people) if together * _TWO >= pairs[best] else best


def shared_transcripts(
    transcripts: Iterable[str], coders: Sequence[str], work: Work, passing: Collection[str]
) -> tuple[str, ...]:
    """The transcripts that all of the coders finished; raises `QualcodeError` where there are none."""
    people = _people_of(coders)
    shared = tuple(
        name
        for name in transcripts
        if name in passing and all(coder in work.finished.get(name, ()) for coder in people)
    )
    if not shared:
        raise QualcodeError(
            f"there is no transcript that {' and '.join(people)} marked done and that the filter lets pass; "
            "mark them with `qualcode done`, or widen --where"
        )
    return shared


def notes_on_sharing(
    coders: Sequence[str], work: Work, shared: int, passing: Collection[str], *, named_all: bool
) -> Iterator[str]:
    """What is left out."""
    people = _people_of(coders)
    some = sum(any(coder in work.finished.get(name, ()) for coder in people) for name in passing)
    if some > shared:
        yield (
            f"{some - shared} more done by some of {', '.join(people)} but not by all: not compared, for "
            "not seen is not the same as not coded."
        )
    others = [coder for coder in _people(work.finished.values()) if coder not in people]
    if others and not named_all:
        yield (
            f"Compared are {' and '.join(people)}, who share most transcripts; "
            f"{', '.join(others)} finished some, too: choose with --coders."
        )
