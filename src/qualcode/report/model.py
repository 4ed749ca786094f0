"""All that a report shows, as plain data: what an export draws, it reads here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.analysis.agreement.coded import CodeAgreement
from qualcode.analysis.cooccur import Cooccurrence
from qualcode.analysis.disputes import Confusion
from qualcode.analysis.tally import Tally
from qualcode.model import Codebook
from qualcode.suggesters import is_suggester


@dataclass(frozen=True, slots=True)
class Matrix:
    """Codes by the groups of an attribute: transcripts that mention them, and codings."""

    attribute: str
    transcripts: Tally
    codings: Tally


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One coding with its words and the attributes that may be shown.

    `segment` is the same for all codings of one segment; `codes` are all its codes, `topics` those of the
    question that it answers.
    """

    id: str
    segment: str
    code: str
    codes: tuple[str, ...]
    topics: tuple[str, ...]
    attributes: Mapping[str, str]
    text: str
    context: str
    evidence: str
    coder: str
    direction: str = ""


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """What was decided about a disagreement: the verdict, whose version it is, by whom, when (UTC) and why.

    `blind` if it was found without seeing whose version was whose.
    """

    verdict: str
    took: str
    by: str
    time: str
    reason: str
    blind: bool


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A code in a unit on which coders differ; `said` has in words what each made of it.

    Where something was decided on which nobody differed, `kind` and `said` are empty.
    """

    id: str
    code: str
    kind: str
    attributes: Mapping[str, str]
    text: str
    said: Mapping[str, str]
    needs_decision: bool
    decision: VerdictRow | None


@dataclass(frozen=True, slots=True)
class CoderComparison:
    """What several coders made of the same transcripts.

    `codes` and `pooled` are the themes', `disputes` of each code as it was given; `decided` those
    in which something was decided, and what was decided besides. `states` says of how many
    transcripts disagreements are open, ready to be settled, settled, or changed since.
    """

    coders: tuple[str, ...]
    transcripts: int
    unit: str
    seed: int
    resamples: int
    codes: tuple[CodeAgreement, ...]
    pooled: CodeAgreement
    reading: tuple[str, ...]
    confusion: Confusion
    disputes: tuple[DisputeRow, ...]
    decided: tuple[DisputeRow, ...]
    states: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """A study's results. `attributes` are shown, `hidden` were left out as identifying.

    `sample` maps an attribute to rows of (group, transcripts, participants, words). `notes` are sentences on
    how the figures came about and what they cannot show. `comparison` is of several coders, if there are any.
    `register` lists the transcripts, only if internal.
    """

    title: str
    program: str
    codebook: Codebook
    unit: str
    where: Mapping[str, Sequence[str]]
    source: Mapping[str, int]
    dates: tuple[str, str]
    numbers: Mapping[str, int]
    internal: bool
    attributes: tuple[str, ...]
    hidden: tuple[str, ...]
    notes: tuple[str, ...]
    themes: tuple[Matrix, ...]
    subthemes: Matrix
    cooccurrence: tuple[Cooccurrence, ...]
    flags: Cooccurrence
    excerpts: tuple[Excerpt, ...]
    comparison: CoderComparison | None
    sample: Mapping[str, Sequence[tuple[str, int, int, int]]]
    register: tuple[Mapping[str, str], ...]

    @property
    def by_hand(self) -> bool:
        """Whether people coded any of the excerpts."""
        return not all(is_suggester(excerpt.coder) for excerpt in self.excerpts)
