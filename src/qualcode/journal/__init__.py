"""The coders' logs: one append-only file a person, folded into what that person decided."""

from qualcode.journal.applying import Applied, apply, quoted_span, span_at
from qualcode.journal.carrying import Carried, as_codings, carry, faults_of, speaker_at
from qualcode.journal.events import Event
from qualcode.journal.fold import HandCoding, fold
from qualcode.journal.ids import new_id
from qualcode.journal.journal import Journal, Reading
from qualcode.journal.names import RESERVED, coder_name
from qualcode.journal.settling import find_coding, settle

__all__ = [
    "RESERVED",
    "Applied",
    "Carried",
    "Event",
    "HandCoding",
    "Journal",
    "Reading",
    "apply",
    "as_codings",
    "carry",
    "coder_name",
    "faults_of",
    "find_coding",
    "fold",
    "new_id",
    "quoted_span",
    "settle",
    "span_at",
    "speaker_at",
]
