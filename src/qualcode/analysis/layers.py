"""Whose codings count in which transcript: consensus, then a person's finished work, then the rules.

Where several people finished a transcript, the one counts whom the study prefers (``[source] prefer``), else
who finished most transcripts of the study, and of equals who was the first to mark one as done. A source
names coders instead, in order of preference; what none of them has finished is not counted at all: not coded
is not the same as coded with nothing. Needs no pandas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.errors import QualcodeError
from qualcode.model import CONSENSUS
from qualcode.positions import nearest
from qualcode.suggesters import SUGGESTERS, is_suggester

AUTO = "auto"
UNFINISHED = "unfinished"
"""Named in a source, work counts that its coder has not marked as done, too."""
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
        preferred: the coders whom the study prefers, in order.
        begun: by transcript the coders whose work counts there though they have not marked it as done.
    """

    named: tuple[str, ...]
    order: tuple[str, ...]
    of: Mapping[str, str]
    finished: Finished
    numbers: Mapping[str, int]
    preferred: tuple[str, ...] = ()
    begun: Finished = field(default_factory=dict)

    def tied(self, transcripts: Iterable[str]) -> tuple[int, tuple[str, ...]]:
        """In how many of the transcripts only the oldest mark as done decided, and between whom."""
        rivals = [equals for name in transcripts if len(equals := self._equals(name)) > 1]
        return len(rivals), tuple(sorted({coder for names in rivals for coder in names}))

    def _equals(self, transcript: str) -> list[str]:
        """Whoever might as well count as the one who does, which nobody has named or preferred."""
        chosen = self.of.get(transcript)
        if chosen in (None, CONSENSUS, *SUGGESTERS, *self.named, *self.preferred):
            return []
        people = [coder for coder in self.finished[transcript] if coder != CONSENSUS]
        return [coder for coder in people if self.numbers[coder] == self.numbers[str(chosen)]]

    def mix(self, transcripts: Iterable[str]) -> dict[str, int]:
        """How many of the transcripts count by whose codings, the most preferred coder first."""
        counted = Counter(self.of[transcript] for transcript in transcripts if transcript in self.of)
        return {coder: counted[coder] for coder in self.order if counted[coder]}


def names_in(source: str) -> tuple[str, ...]:
    """The names in a source (`ana,rules`), each once; raises `QualcodeError` where there is none."""
    names = tuple(dict.fromkeys(filter(None, (name.strip() for name in source.split(",")))))
    if not set(names) - {UNFINISHED}:
        raise QualcodeError("the source names nobody; write auto, rules, consensus or names such as ana,ben")
    return names


def choose(
    source: str, transcripts: Sequence[str], finished: Finished, coders: Iterable[str], *,
    prefer: Sequence[str] = (), oldest: Mapping[str, str] | None = None, begun: Finished | None = None,
) -> Layers:  # fmt: skip
    """Choose whose codings count in each of a study's transcripts.

    Args:
        source: `auto`, or names in order of preference, joined with commas; with `unfinished` among them,
            work counts that is not marked as done.
        transcripts: ids of all transcripts of the study.
        finished: by transcript the coders who have marked it done.
        coders: everybody who has coded something.
        prefer: coders whom the study prefers to others.
        oldest: by coder the time of the oldest mark as done.
        begun: by transcript the coders who have coded there without having marked it done.

    Raises `QualcodeError` for somebody unknown, and where those named have finished nothing.
    """
    asked = names_in(source)
    named = tuple(name for name in asked if name != UNFINISHED)
    too = (begun or {}) if UNFINISHED in asked else {}
    work = {transcript: tuple(finished.get(transcript, ())) for transcript in transcripts}
    numbers = Counter(coder for done in work.values() for coder in done)
    people = {*numbers, *coders} - {CONSENSUS}
    best_first = (CONSENSUS, *_best_first(people, numbers, prefer, oldest or {}), *SUGGESTERS)
    _refuse_unknown(named, [AUTO, *best_first])
    order = tuple(
        dict.fromkeys(coder for name in named for coder in (best_first if name == AUTO else (name,)))
    )
    of = {name: coder for name in transcripts for coder in _first(order, {*work[name], *too.get(name, ())})}
    if transcripts and not of:
        if named == (CONSENSUS,):
            raise QualcodeError("there is no consensus on any transcript yet; choose another --source")
        raise QualcodeError(
            f"nothing to count: {_who(named)} finished any transcript; mark one as done with "
            "`qualcode done`, add --unfinished, or choose another --source"
        )
    return Layers(named, order, of, work, numbers, tuple(prefer), too)


def _best_first(
    coders: Iterable[str], numbers: Mapping[str, int], prefer: Sequence[str], oldest: Mapping[str, str]
) -> list[str]:
    """Those whom the study prefers, then who finished most, then who was done with something first."""
    rank = {coder: number for number, coder in enumerate(prefer)}
    return sorted(
        coders,
        key=lambda coder: (rank.get(coder, len(rank)), -numbers[coder], oldest.get(coder, "~"), coder),
    )


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
    people = [coder for coder in layers.order if any(coder in names for names in rivals.values())]
    listed = ", ".join(f"{coder} {layers.numbers[coder]}" for coder in people if coder != CONSENSUS)
    told = f"{_many(len(rivals))} finished by several coders: {' or '.join(winners)} work counts there"
    if all(layers.of[name] in layers.preferred for name in rivals):
        yield f"{told}, as [source] prefer in qualcode.toml says ({listed})."
        return
    equal = ", then by the oldest mark as done" if layers.tied(rivals)[0] else ""
    yield (
        f"{told}, by the number of transcripts finished{equal} ({listed}); choose with --source NAME or with "
        "[source] prefer in qualcode.toml."
    )


def _unfinished(layers: Layers, transcripts: Iterable[str], begun: Finished) -> Iterator[str]:
    """A consensus that was opened again, and work that counts though it is not marked as done."""
    opened = sum(
        CONSENSUS in begun.get(name, ()) and layers.of.get(name) != CONSENSUS for name in transcripts
    )
    if opened and CONSENSUS in layers.order:
        where = "1 transcript" if opened == 1 else f"{opened} transcripts"
        yield f"The consensus on {where} was opened again; `qualcode adjudicate` settles it."
    counted = Counter(
        layers.of[name] for name in transcripts if layers.of.get(name) in layers.begun.get(name, ())
    )
    for coder, number in sorted(counted.items()):
        where = "1 transcript" if number == 1 else f"{number} transcripts"
        yield f"UNFINISHED: {coder}'s codings in {where} count though {coder} has not marked them as done."


def _many(number: int) -> str:
    return "1 transcript was" if number == 1 else f"{number} transcripts were"


def _who(named: Sequence[str]) -> str:
    return f"{named[0]} has not" if len(named) == 1 else f"none of {', '.join(named)} has"
