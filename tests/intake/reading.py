"""What the tests of the importer share: a file's text read as talk, as a transcript, and read back."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from qualcode.documents import Block, Document, Paragraph, Run, SourceFile, Table, document_of
from qualcode.intake.draft import FileOptions, TranscriptDraft, drafted
from qualcode.intake.labels import key_of
from qualcode.intake.presets import TalkOptions, talk_of
from qualcode.intake.talk import Talk, TalkParagraph, settle_beginning
from qualcode.model import Transcript
from qualcode.transcripts import parse_transcript


def talk(text: str | bytes, suffix: str = ".txt", preset: str = "", declared: Collection[str] = ()) -> Talk:
    """The talk of a file of this text."""
    data = text if isinstance(text, bytes) else text.encode()
    return talk_in(document_of(SourceFile(data, f"t{suffix}", suffix)), preset, declared)


def talk_in(document: Document, preset: str = "", declared: Collection[str] = ()) -> Talk:
    """The talk of a document."""
    return talk_of(document, TalkOptions(preset, frozenset(map(key_of, declared))), "t")


def word_file(*paragraphs: str) -> Document:
    """A document of Word with these paragraphs; what stands between `*` is bold."""
    blocks: list[Block] = []
    for paragraph in paragraphs:
        pieces = paragraph.split("*")
        runs = [Run(piece, bold=number % 2 == 1) for number, piece in enumerate(pieces) if piece]
        blocks.append(Paragraph(tuple(runs)))
    return Document("docx", tuple(blocks))


def sheet(*rows: str, form: str = "csv") -> Document:
    """A document of one table; cells are parted by `|`."""
    return Document(form, (Table(tuple(tuple(row.split("|")) for row in rows)),))


def lines(found: Talk) -> list[tuple[str, str]]:
    """Label and text of every paragraph."""
    return [(entry.label, entry.text) for entry in found.said]


def times(found: Talk) -> list[float | None]:
    """The time of every paragraph."""
    return [entry.time for entry in found.said]


def said(*entries: tuple[str, str] | tuple[str, str, float | None]) -> Talk:
    """Talk as a preset makes it, its beginning settled."""
    found = Talk("plain", [TalkParagraph(*entry) for entry in entries])
    settle_beginning(found)
    return found


NOTHING: Mapping[str, str] = {}


def draft(
    found: Talk,
    own: str = "T1",
    wishes: FileOptions | None = None,
    known: Mapping[str, str] = NOTHING,
    roles: Mapping[str, str] = NOTHING,
) -> TranscriptDraft:
    """The transcript made of talk."""
    return drafted(found, own, wishes or FileOptions(), known=known, head=NOTHING, roles=roles)


def back(made: TranscriptDraft) -> Transcript:
    """The transcript as the study will read it."""
    return parse_transcript(made.text, "T1.txt")


def turns(made: TranscriptDraft) -> list[tuple[str | None, str]]:
    """Who speaks and what they say, as the study will read it."""
    read = back(made)
    return [(turn.participant, read.body[turn.start : turn.end]) for turn in read.turns]
