"""The files of a study's folder, found by its settings and read; knows folder names, counts nothing."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from qualcode.codebook import read_codebook
from qualcode.errors import Fault, FaultsFound, QualcodeError
from qualcode.model import Case, Codebook, Participant, Transcript
from qualcode.settings import FILE_NAME, Settings, read_settings
from qualcode.transcripts import read_cases, read_participants
from qualcode.transcripts.register import read_register, speaker_faults


class StudyParts:
    """The parts of a study's folder, each read when it is first asked for.

    Reading raises `FaultsFound` with every fault of the part.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: Settings = read_settings(folder)

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
