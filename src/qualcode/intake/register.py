"""The transcripts that a study has, by their heads alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qualcode.errors import FaultsFound
from qualcode.transcripts.canonical import read_head


@dataclass(slots=True)
class Register:
    """The transcripts that the study has, by their heads alone, and those that are on their way."""

    heads: dict[str, tuple[Path, dict[str, str], dict[str, str]]]
    taken: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Register:
        """Read the heads of a folder's transcripts; files that are none are passed over."""
        heads = {}
        for path in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
            try:
                attributes, speakers = read_head(path, path.name)
            except FaultsFound:
                continue
            heads[attributes["id"].casefold()] = (path, attributes, speakers)
        return cls(heads)
