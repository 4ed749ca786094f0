"""Who codes what: transcripts shared out among coders, evenly, some of them to all.

A plan is a pure function of the transcripts, the coders, the number of shared ones and the seed: neither
the order in which they are given nor the version of Python makes a difference. In every stratum:

* the shared part takes its share, by largest remainders (Hamilton's method); of five draws the one counts
  whose transcripts are nearest to their stratum in length;
* the others are dealt so that the coders' numbers differ by one at most, in the stratum and in all; the
  longest first, each to the coder who has the fewest words and has not yet got the number due.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256

from qualcode.errors import refuse
from qualcode.journal.assignments import Assignment

DRAWS = 5
_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%")
_NUMBER = re.compile(r"[0-9]{1,9}")
_Strata = Mapping[str, Sequence["Assignable"]]


@dataclass(frozen=True, slots=True)
class Assignable:
    """A transcript to be coded: the stratum it belongs to, and its length in words."""

    transcript: str
    stratum: str
    words: int


def shared_number(overlap: str, transcripts: int) -> int:
    """How many of so many transcripts `overlap` means: ``20%`` (at least one if not 0 %) or a number, ``8``.

    Raises `FaultsFound` for anything else, and for more than there are.
    """
    if _NUMBER.fullmatch(overlap.strip()):
        wanted = int(overlap)
        if wanted > transcripts:
            remedy = f"write a smaller number, or a share such as {min(wanted, 100)}%"
            refuse("--overlap", f"there are only {transcripts} transcripts to assign", remedy)
        return wanted
    share = _SHARE.fullmatch(overlap.strip())
    if share is None:
        refuse("--overlap", "is neither a share nor a number of transcripts", "write it like 20% or 8")
    percent = Fraction(share[1])
    if percent > 100:
        refuse("--overlap", "is more than all", "write at most 100%")
    halves_up = int(percent * transcripts / 100 + Fraction(1, 2))
    return max(halves_up, 1 if percent else 0)


def plan(
    candidates: Iterable[Assignable],
    coders: Sequence[str],
    shared: int,
    seed: int,
    kept: Sequence[Assignment] = (),
) -> tuple[Assignment, ...]:
    """Assign the candidates that nobody has yet; returns the assignments that are new.

    Args:
        candidates: all transcripts that the plan is about.
        coders: who codes; all of them get the shared transcripts.
        shared: how many transcripts are to be shared in all, those of `kept` among them.
        seed: decides the draws, and what would be a tie.
        kept: what was assigned before, and stays; it counts in everybody's load.
    """
    every = sorted(candidates, key=lambda each: each.transcript)
    taken = {entry.transcript for entry in kept}
    already = {entry.transcript for entry in kept if entry.part == "shared"}
    free = [each for each in every if each.transcript not in taken]
    before = [each for each in every if each.transcript in already]
    drawn = _drawn(every, free, before, shared, seed)
    loads = _loads(every, coders, kept)
    new = [Assignment(each.transcript, coder, "shared") for each in drawn for coder in coders]
    rest = [each for each in free if each not in drawn]
    for each in drawn:
        for load in loads.values():
            load.add(each)
    new += [Assignment(each.transcript, coder, "own") for each, coder in _dealt(rest, loads, seed)]
    return tuple(sorted(new))


# --- the shared part ----------------------------------------------------------------------


def _drawn(
    every: Sequence[Assignable],
    free: Sequence[Assignable],
    before: Sequence[Assignable],
    shared: int,
    seed: int,
) -> frozenset[Assignable]:
    """The candidates that are to be shared now, so that `shared` are in all."""
    there, open_, had = (_by_stratum(each) for each in (every, free, before))
    number = max(0, min(shared - len(before), len(free)))
    quotas = _quotas(there, open_, had, number, seed)
    return frozenset(
        each
        for stratum, wanted in quotas.items()
        for each in _nearest_draw(there[stratum], open_[stratum], had[stratum], wanted, seed)
    )


def _quotas(there: _Strata, free: _Strata, had: _Strata, number: int, seed: int) -> Counter[str]:
    """How many of each stratum to draw, `number` in all.

    One after the other, from the stratum that is furthest behind its share; where nothing was shared
    before, that is the method of largest remainders.
    """
    shared, size = number + sum(map(len, had.values())), sum(map(len, there.values()))
    behind = {stratum: shared * len(members) - size * len(had[stratum]) for stratum, members in there.items()}
    lots = {stratum: _chance(seed, stratum) for stratum in there}
    quotas: Counter[str] = Counter()
    for _ in range(number):
        open_ = (stratum for stratum in there if quotas[stratum] < len(free[stratum]))
        stratum = max(open_, key=lambda name: (behind[name], lots[name]))
        quotas[stratum] += 1
        behind[stratum] -= size
    return quotas


def _nearest_draw(
    there: Sequence[Assignable], free: Sequence[Assignable], had: Sequence[Assignable], number: int, seed: int
) -> Sequence[Assignable]:
    """Of several draws of so many candidates the one after which shared ones are as long as others."""
    draws = [
        sorted(free, key=lambda each: _chance(seed, str(draw), each.transcript))[:number]
        for draw in range(DRAWS)
    ]

    def distance(draw: Sequence[Assignable]) -> int:
        shared = [*had, *draw]
        return abs(_words(shared) * len(there) - _words(there) * len(shared))

    return min(draws, key=distance)


# --- the rest -----------------------------------------------------------------------------


@dataclass
class _Load:
    """What a coder has: numbers of transcripts by stratum and in all, and words."""

    strata: Counter[str] = field(default_factory=Counter)
    transcripts: int = 0
    words: int = 0

    def add(self, each: Assignable) -> None:
        self.strata[each.stratum] += 1
        self.transcripts += 1
        self.words += each.words


def _loads(
    every: Sequence[Assignable], coders: Sequence[str], kept: Sequence[Assignment]
) -> Mapping[str, _Load]:
    loads = {coder: _Load() for coder in coders}
    known = {each.transcript: each for each in every}
    for entry in kept:
        if entry.coder in loads and entry.transcript in known:
            loads[entry.coder].add(known[entry.transcript])
    return loads


def _dealt(
    rest: Sequence[Assignable], loads: Mapping[str, _Load], seed: int
) -> Iterable[tuple[Assignable, str]]:
    """Each candidate with the coder who gets it."""
    due = _due(rest, loads, seed)
    words = {coder: load.words for coder, load in loads.items()}
    for each in sorted(rest, key=lambda each: (-each.words, _chance(seed, each.transcript))):
        waiting = [coder for coder in loads if due[each.stratum][coder]]
        coder = min(waiting, key=lambda name: (words[name], _chance(seed, each.transcript, name)))
        due[each.stratum][coder] -= 1
        words[coder] += each.words
        yield each, coder


def _due(rest: Sequence[Assignable], loads: Mapping[str, _Load], seed: int) -> Mapping[str, Counter[str]]:
    """How many of each stratum every coder gets: first who has the fewest there, then in all."""
    due: dict[str, Counter[str]] = defaultdict(Counter)
    totals = {coder: load.transcripts for coder, load in loads.items()}
    for stratum, members in sorted(_by_stratum(rest).items()):
        there = {coder: load.strata[stratum] for coder, load in loads.items()}
        for _ in members:
            coder = min(there, key=lambda name: (there[name], totals[name], _chance(seed, stratum, name)))
            for tally in (there, totals, due[stratum]):
                tally[coder] += 1
    return due


# --- counting and chance ------------------------------------------------------------------


def _by_stratum(candidates: Iterable[Assignable]) -> dict[str, list[Assignable]]:
    strata: dict[str, list[Assignable]] = defaultdict(list)
    for each in candidates:
        strata[each.stratum].append(each)
    return strata


def _words(candidates: Iterable[Assignable]) -> int:
    return sum(each.words for each in candidates)


def _chance(seed: int, *about: str) -> bytes:
    """A number by lot; a hash, so that it is the same on every machine and doesn't hang on any order."""
    return sha256("\0".join((str(seed), *about)).encode("utf-8", "surrogatepass")).digest()
