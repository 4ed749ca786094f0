"""Whose codings count in which transcript: consensus, then a person's finished work, then the rules.

Where several people finished a transcript, the one counts who finished most transcripts of the study; of
equals the first by name. A source names coders instead, in order of preference; what none of them has
finished is not counted at all: not coded is not the same as coded with nothing. Needs no pandas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.errors import QualcodeError
from qualcode.model import CONSENSUS
from qualcode.positions import nearest
from qualcode.suggesters import SUGGESTERS, is_suggester

AUTO = "auto"
Finished = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Layers:
    """The coder whose codings count, by transcript.

    Attributes:
        named: what the source names, in order.
        order: the coders that this means, the most preferred first, finished with anything or not.
        of: by transcript the coder that counts; transcripts that are left out are not in it.
        finished: by transcript the coders who have finished it (suggesters always have).
        numbers: how many transcripts of the study each coder has finished.
    """

    named: tuple[str, ...]
    order: tuple[str, ...]
    of: Mapping[str, str]
    finished: Finished
    numbers: Mapping[str, int]

    def mix(self, transcripts: Iterable[str]) -> dict[str, int]:
        """How many of the transcripts count by whose codings, the most preferred coder first."""
        counted = Counter(self.of[transcript] for transcript in transcripts if transcript in self.of)
        return {coder: counted[coder] for coder in self.order if counted[coder]}


def names_in(source: str) -> tuple[str, ...]:
    """The names in a source (`ana,rules`), each once; raises `QualcodeError` where there is none."""
    names = tuple(dict.fromkeys(filter(None, (name.strip() for name in source.split(",")))))
    if not names:
        raise QualcodeError("the source names nobody; write auto, rules, consensus or names such as ana,ben")
    return names


def choose(source: str, transcripts: Sequence[str], finished: Finished, coders: Iterable[str]) -> Layers:
    """Choose whose codings count in each of a study's transcripts.

    Args:
        source: `auto`, or names in order of preference, joined with commas.
        transcripts: ids of all transcripts of the study.
        finished: by transcript the coders who have marked it done.
        coders: everybody who has coded something.

    Raises `QualcodeError` for somebody unknown, and where those named have finished nothing.
    """
    named = names_in(source)
    work = {transcript: tuple(finished.get(transcript, ())) for transcript in transcripts}
    numbers = Counter(coder for done in work.values() for coder in done)
    people = {*numbers, *coders} - {CONSENSUS}
    best_first = (CONSENSUS, *_by_number(people, numbers), *SUGGESTERS)
    _refuse_unknown(named, [AUTO, *best_first])
    order = tuple(
        dict.fromkeys(coder for name in named for coder in (best_first if name == AUTO else (name,)))
    )
    of = {transcript: coder for transcript in transcripts for coder in _first(order, work[transcript])}
    if transcripts and not of:
        if named == (CONSENSUS,):
            raise QualcodeError("there is no consensus on any transcript yet; choose another --source")
        raise QualcodeError(
            f"nothing to count: {_who(named)} finished any transcript; mark one as done with "
            "`qualcode done`, or choose another --source"
        )
    return Layers(named, order, of, work, numbers)


def _by_number(coders: Iterable[str], numbers: Mapping[str, int]) -> list[str]:
    return sorted(coders, key=lambda coder: (-numbers[coder], coder))


def _first(order: Sequence[str], done: Collection[str]) -> list[str]:
    """The first coder who has finished a transcript, if any."""
    return [coder for coder in order if is_suggester(coder) or coder in done][:1]


def _refuse_unknown(named: Iterable[str], known: Sequence[str]) -> None:
    for name in named:
        if name not in known:
            raise QualcodeError(f"nobody here codes as {name!r}; {nearest(name, known)}")


# --- in words -----------------------------------------------------------------------------


def notes_on(layers: Layers, transcripts: Collection[str], begun: Finished) -> Iterator[str]:
    """What a reader of a table must know of the layers of its transcripts: a sentence each.

    `begun` has by transcript those who have coded there without having marked it done.
    """
    left_out = sum(transcript not in layers.of for transcript in transcripts)
    if left_out:
        them = "it" if left_out == 1 else "them"
        yield f"{_many(left_out)} left out: {_who(layers.named)} finished {them}."
    yield from _several(layers, transcripts)
    yield from _unfinished(layers, transcripts, begun)


def note_on_unread(number: int) -> list[str]:
    """What a reader must know where something in the logs cannot be read."""
    if not number:
        return []
    what, them = ("1 fault", "it") if number == 1 else (f"{number} faults", "them")
    return [f"{what} in the logs: what cannot be read is not counted; `qualcode verify` names {them}."]


def note_on_topics(number: int) -> list[str]:
    """That so many transcripts coded by hand have the rules' topics, if any."""
    where = "1 transcript" if number == 1 else f"{number} transcripts"
    return [f"In {where} coded by hand nobody applied a topic: the rules' topics stay there."] * bool(number)


def note_on_changed(transcripts: Collection[str]) -> list[str]:
    """Which settled transcripts somebody has worked on since, if any."""
    if not transcripts:
        return []
    listed = ", ".join(transcripts)
    note = (
        f"UNSETTLED: somebody worked on {listed} after the consensus was settled; what counts is the old "
        "consensus, until `qualcode adjudicate` settles it again."
    )
    return [note]


def _several(layers: Layers, transcripts: Iterable[str]) -> Iterator[str]:
    """Where people were chosen that nobody named, though others finished the same transcripts."""
    rivals = {
        transcript: people
        for transcript in transcripts
        if layers.of.get(transcript) not in (None, CONSENSUS, *SUGGESTERS, *layers.named)
        and len(people := layers.finished[transcript]) > 1
    }
    if not rivals:
        return
    winners = [f"{coder}'s" for coder in layers.order if coder in {layers.of[name] for name in rivals}]
    people = _by_number({coder for names in rivals.values() for coder in names}, layers.numbers)
    numbers = [layers.numbers[coder] for coder in people]
    by_name = ", then by name" if len(set(numbers)) < len(numbers) else ""
    listed = ", ".join(f"{coder} {layers.numbers[coder]}" for coder in people)
    yield (
        f"{_many(len(rivals))} finished by several coders: {' or '.join(winners)} work counts there, by the "
        f"number of transcripts finished{by_name} ({listed}); choose with --source NAME."
    )


def _unfinished(layers: Layers, transcripts: Iterable[str], begun: Finished) -> Iterator[str]:
    """Work that would count if it were marked as done."""
    rank = {coder: number for number, coder in enumerate(layers.order)}
    behind = Counter(
        coder
        for transcript in transcripts
        for coder in begun.get(transcript, ())
        if coder in rank and rank[coder] < rank.get(layers.of.get(transcript, ""), len(rank))
    )
    for coder, number in sorted(behind.items()):
        where = "1 transcript" if number == 1 else f"{number} transcripts"
        them = "it is" if number == 1 else "they are"
        if coder == CONSENSUS:
            yield f"The consensus on {where} was opened again; `qualcode adjudicate` settles it."
        else:
            yield f"{coder}'s codings in {where} do not count until {them} marked as done (`qualcode done`)."


def _many(number: int) -> str:
    return "1 transcript was" if number == 1 else f"{number} transcripts were"


def _who(named: Sequence[str]) -> str:
    return f"{named[0]} has not" if len(named) == 1 else f"none of {', '.join(named)} has"
