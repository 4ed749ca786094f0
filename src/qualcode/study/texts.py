"""The files that a study's researchers write, found by its settings; knows folder names, counts nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from qualcode.codebook import read_codebook
from qualcode.errors import Fault, FaultsFound, QualcodeError
from qualcode.journal import pointing
from qualcode.model import Case, Codebook, Participant, Span, Transcript, Unit, UnitKind
from qualcode.settings import FILE_NAME, Settings, read_settings
from qualcode.transcripts import read_cases, read_participants, units_of
from qualcode.transcripts.register import read_register, speaker_faults

WORKBOOK = "qualcode.xlsx"
INTERNAL_WORKBOOK = "qualcode-internal.xlsx"


class Texts:
    """Settings, codebook, cases, participants and transcripts, each read once, when it is first asked for.

    Reading raises `FaultsFound` with every fault of the part.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: Settings = read_settings(folder)
        self._units: dict[UnitKind, Mapping[str, tuple[Unit, ...]]] = {}

    @classmethod
    def open(cls, path: str | Path | None = None) -> Self:
        """Open the study in `path`; without one, in this folder or the nearest above that has one.

        Raises `QualcodeError` where there is no `qualcode.toml`, `FaultsFound` where it is broken.
        """
        if path is not None:
            folder = Path(path)
            if not (folder / FILE_NAME).is_file():
                raise QualcodeError(
                    f"{folder}: no study there (no {FILE_NAME}); make one with `qualcode init {folder}`"
                )
            return cls(folder)
        try:
            here = Path.cwd()
        except OSError:
            raise QualcodeError(
                "the folder we stand in is gone; go to another, or name one with --study DIR"
            ) from None
        for folder in (here, *here.parents):
            if (folder / FILE_NAME).is_file():
                return cls(folder)
        raise QualcodeError(
            f"no study here or above (no {FILE_NAME}); name one with --study DIR, "
            "or make one with `qualcode init DIR`"
        )

    # --- the parts ------------------------------------------------------------------------

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook."""
        return read_codebook(self.folder / self.settings.codebook, self.settings.codebook)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases, in the order of their table; none where the study has no such table."""
        path = self._table("cases")
        return read_cases(path, self.settings.cases) if path else ()

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """The participants, in the order of their table; none where the study has no such table."""
        path = self._table("participants")
        return read_participants(path, self.cases, self.settings.participants) if path else ()

    def _table(self, which: Literal["cases", "participants"]) -> Path | None:
        """Where a table is; None where the study has none and names none."""
        named: str = getattr(self.settings, which)
        if (self.folder / named).exists():
            return self.folder / named
        if named == getattr(Settings(title=""), which):
            return None
        raise FaultsFound([Fault(f"{FILE_NAME} [paths] {which}", f"there is no {named}", "correct the path")])

    @cached_property
    def transcripts(self) -> tuple[Transcript, ...]:
        """The transcripts in order of their ids."""
        transcripts, faults = read_register(
            self.folder / self.settings.transcripts, self.settings.transcripts
        )
        try:
            faults = [*faults, *speaker_faults(transcripts, self.participants)]
        except FaultsFound as error:  # who speaks is not known then; what else is wrong is
            faults = [*faults, *error.faults]
        if faults:
            raise FaultsFound(faults)
        if not transcripts:
            raise FaultsFound(
                [
                    Fault(
                        self.settings.transcripts,
                        "holds no transcript",
                        "bring some in with `qualcode import FILE`",
                    )
                ]
            )
        return transcripts

    # --- parts of the parts ---------------------------------------------------------------

    def transcript(self, name: str) -> Transcript:
        """The transcript of that id; raises `FaultsFound` with the nearest one."""
        return pointing.named("transcript", name, {entry.id: entry for entry in self.transcripts})

    def units(self, kind: UnitKind) -> Mapping[str, tuple[Unit, ...]]:
        """By transcript its units of a kind, in order."""
        if kind not in self._units:
            self._units[kind] = {entry.id: units_of(entry, kind) for entry in self.transcripts}
        return self._units[kind]

    @staticmethod
    def span(transcript: Transcript, *, quote: str = "", nth: int = 0, at: str = "") -> Span:
        """The span of the words `quote` (the `nth` time they stand there) or of `at` (START:END)."""
        return pointing.span_at(transcript, at) if at else pointing.quoted_span(transcript, quote, nth)

    def workbook_path(self, *, internal: bool = False) -> Path:
        """Where the workbook is written unless another place is named."""
        return self.folder / self.settings.exports / (INTERNAL_WORKBOOK if internal else WORKBOOK)
