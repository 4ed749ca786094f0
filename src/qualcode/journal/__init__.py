"""The coders' logs: one append-only file a person, folded into what that person decided."""

from qualcode.journal.acts import Act, stacks_of
from qualcode.journal.adjudicating import Adjudicator, Verdict
from qualcode.journal.applying import quoted_span, span_at
from qualcode.journal.carrying import Carried, Carrying, as_codings, carry, faults_of, speaker_at
from qualcode.journal.events import Event
from qualcode.journal.hand import Hand
from qualcode.journal.ids import new_id
from qualcode.journal.journal import Journal, Reading
from qualcode.journal.ledger import Done, HandCoding, Ledger, Note, Rejection, Ruling, fold
from qualcode.journal.names import RESERVED, coder_name
from qualcode.journal.settling import find_coding, settle
from qualcode.journal.wanted import Applied, Wanted

__all__ = [
    "RESERVED",
    "Act",
    "Adjudicator",
    "Applied",
    "Carried",
    "Carrying",
    "Done",
    "Event",
    "Hand",
    "HandCoding",
    "Journal",
    "Ledger",
    "Note",
    "Reading",
    "Rejection",
    "Ruling",
    "Verdict",
    "Wanted",
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
    "stacks_of",
]
