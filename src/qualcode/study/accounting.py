"""The account of a table of a study: what its logs hold, held against what the table shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd

from qualcode.analysis.account import Account, Shown, account
from qualcode.study.log import Log

_Pairs = Iterable[tuple[str, str]]


def account_of(
    log: Log,
    voices: pd.DataFrame,
    standing: tuple[_Pairs, _Pairs],
    codes: Collection[str] | None = None,
) -> Account:
    """Account for every coding in a log.

    Args:
        log: what the logs hold.
        voices: those who pass the table's filter (see `analysis.tables`).
        standing: transcript and coder where that coder's work counts, and where it is only unfinished.
        codes: the codes that the table counts; all of them if None.
    """
    codebook = log.texts.codebook
    counting, unfinished = map(frozenset, standing)
    shown = Shown(
        transcripts={text.id for text in log.texts.transcripts},
        codes=codebook.by_id.keys(),
        asked=codebook.by_id.keys() if codes is None else codes,
        topics={code.id for code in codebook if code.kind == "topic"},
        counting=counting,
        unfinished=unfinished,
        voices=set(zip(voices["transcript"], voices["participant"], strict=True)),
    )
    if log.logged.newer:  # what people decided is not known; only what is nobody's decision is counted then
        return account((), log.logged.faults, {}, shown)
    return account(log.placed, log.logged.faults, log.speakers, shown)
