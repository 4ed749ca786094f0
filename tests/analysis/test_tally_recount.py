"""Every tally of the sample study against an independent recount."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from qualcode import Study
from qualcode.analysis.tally import COUNTS, Count, Tally
from tests.analysis.recount import (
    Piece,
    Voice,
    counted,
    mixed_pieces,
    out_of,
    pieces_of,
    read_codes,
    read_voices,
)

NAMES = ("themes", "subthemes", "flags", "topics", "all")
GROUPS = {
    "category": ["NATO-Aspirant", "Europe-Non-NATO", "Indo-Pacific"],
    "region": ["Europe", "Indo-Pacific"],
    "role": ["NATO ambassador", "deputy head of mission", "ministry official", "academic", "analyst"],
    "framework": ["EAPC", "PAG"],
    "kind": ["interview", "focus_group", "document"],
}


class Sample(NamedTuple):
    """The sample study as plain lists, read from its files: codings as they were made, and in units."""

    source: str
    made: list[Piece]
    pieces: list[Piece]
    voices: list[Voice]
    codes: dict[str, dict[str, set[str]]]

    @property
    def officials(self) -> list[Voice]:
        """What counts by default: interviews with partner officials."""
        return [
            voice
            for voice in self.voices
            if (voice.attributes["kind"], voice.attributes["participant.kind"]) == ("interview", "official")
        ]


@pytest.fixture(scope="module", params=["rules", "auto"])
def plain(sample: Study, request: pytest.FixtureRequest) -> Sample:
    codes = read_codes(sample.folder / "codebook" / "partnerships.yaml")
    rules = pieces_of(sample)
    made, pieces = (rules, rules) if request.param == "rules" else mixed_pieces(sample)
    return Sample(request.param, made, pieces, read_voices(sample), codes)


def assert_recounted(tally: Tally, plain: Sample, voices: list[Voice], groups: list[str], level: str) -> None:
    pieces, codes = plain.made if tally.count == "words" else plain.pieces, plain.codes[level]
    having = {code: [piece for piece in pieces if piece.code in members] for code, members in codes.items()}
    parts = {
        group: [voice for voice in voices if voice.attributes[tally.by] == group.replace("(none)", "")]
        for group in groups
    }
    assert [(group.group, group.N) for group in tally.groups] == [
        (group, out_of(parts[group], tally.count)) for group in groups
    ]
    assert [(cell.code, cell.group, cell.n, cell.N) for cell in tally.cells] == [
        (code, group, counted(having[code], part, members, tally.count), out_of(part, tally.count))
        for code, members in codes.items()
        for group, part in parts.items()
    ]
    everyone = out_of(voices, tally.count)
    assert [(total.code, total.n, total.N) for total in tally.totals] == [
        (code, counted(having[code], voices, members, tally.count), everyone)
        for code, members in codes.items()
    ]


@pytest.mark.parametrize("by", ["category", "region", "role", "framework"])
@pytest.mark.parametrize("count", COUNTS)
def test_tallies_of_the_sample_equal_the_recount(sample: Study, plain: Sample, count: Count, by: str) -> None:
    for level in NAMES:
        tally = sample.tally(by, count, level, source=plain.source)
        assert_recounted(tally, plain, plain.officials, GROUPS[by], level)


@pytest.mark.parametrize("by", ["category", "role", "kind"])
@pytest.mark.parametrize("count", COUNTS)
def test_tallies_of_everything_equal_the_recount(sample: Study, plain: Sample, count: Count, by: str) -> None:
    tally = sample.tally(by, count, "all", {"kind": ["*"]}, source=plain.source)
    nowhere = any(not voice.attributes[by] for voice in plain.voices)
    groups = [*GROUPS[by], *(["(none)"] if nowhere else [])]
    assert_recounted(tally, plain, plain.voices, groups, "all")


@pytest.mark.parametrize("count", COUNTS)
def test_narrowed_tallies_equal_the_recount(sample: Study, plain: Sample, count: Count) -> None:
    where = {"state": ["South Korea", "japan"], "role": ["deputy head of mission"]}
    voices = [
        voice
        for voice in plain.officials
        if voice.case in ("Republic of Korea", "Japan")
        and voice.attributes["role"] == "deputy head of mission"
    ]
    assert len(voices) == 2  # one of each state
    tally = sample.tally("category", count, "all", where, source=plain.source)
    assert_recounted(tally, plain, voices, GROUPS["category"], "all")


def test_recount_has_something_to_count(plain: Sample) -> None:
    """Guards the tests above against agreeing on nothing."""
    pieces, codes, voices = plain.pieces, plain.codes, plain.officials
    assert out_of(voices, "transcripts") == 24
    assert out_of(voices, "cases") == 12
    assert out_of(voices, "words") > 24 * 400
    assert all(counted(pieces, voices, members, "transcripts") for members in codes["themes"].values())
    assert len(codes["themes"]) == 5
    assert len(codes["subthemes"]) == 35
    assert len(codes["flags"]) == 10
    assert len(codes["topics"]) == 6


def test_interviewers_questions_are_never_counted_with_themes(plain: Sample) -> None:
    asked = {piece.code for piece in plain.made if piece.participant == "interviewer"}
    assert asked  # topics are coded on the questions
    assert asked <= set(plain.codes["topics"])
