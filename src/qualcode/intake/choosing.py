"""What somebody says about the files of an import, checked."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.errors import QualcodeError
from qualcode.intake.draft import FileOptions
from qualcode.intake.labels import key_of
from qualcode.intake.presets import PRESETS
from qualcode.intake.results import ImportOptions
from qualcode.model import ID, TRANSCRIPT_KINDS
from qualcode.positions import nearest
from qualcode.tables.values import IN_OUR_TABLES, is_missing
from qualcode.transcripts.canonical import is_date


def chosen(
    *, preset: str = "", encoding: str = "", speakers: Iterable[str] = (), interviewers: Iterable[str] = (),
    kind: str = "", date: str = "", own: str = "", replace: bool = False,
) -> ImportOptions:  # fmt: skip
    """The options of an import; raises `QualcodeError` for what is none."""
    if preset and preset not in PRESETS:
        raise QualcodeError(f"--preset {preset}: unknown; {nearest(preset, PRESETS)}")
    if kind and kind not in TRANSCRIPT_KINDS:
        raise QualcodeError(f"--kind {kind}: unknown; {nearest(kind, TRANSCRIPT_KINDS)}")
    if date and not is_date(date):
        raise QualcodeError(f"--date {date}: is none; write it as 2021-03-15")
    if own and not ID.fullmatch(own):
        raise QualcodeError(f"--id {own}: cannot be used; write letters, digits, _ . - only")
    named = dict(_named(entry) for entry in speakers)
    wishes = FileOptions(named, frozenset(map(key_of, interviewers)), kind, date)
    return ImportOptions(wishes, preset, encoding, own, replace)


def _named(entry: str) -> tuple[str, str]:
    """Label and participant of `LABEL=PARTICIPANT`."""
    label, sign, who = entry.rpartition("=")
    usable = ID.fullmatch(who.strip()) and not is_missing(who, IN_OUR_TABLES)
    if not sign or not key_of(label) or not usable:
        raise QualcodeError(
            f"--speaker {entry}: is not LABEL=PARTICIPANT; write it like --speaker 'Ann Lee=P07'"
        )
    return key_of(label), who.strip()
