"""The words behind a number."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from qualcode import Study
from qualcode.analysis.quotes import coded_segments, quotes_of
from qualcode.analysis.tables import CODING_COLUMNS
from qualcode.errors import QualcodeError
from qualcode.transcripts import parse_transcript
from tests.small_study import write_small_study


@pytest.fixture(scope="module")
def fruit(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The study counted by hand; shared, so not to be changed."""
    return Study.open(write_small_study(tmp_path_factory.mktemp("quotes") / "fruit"))


@pytest.mark.parametrize(
    ("code", "where", "expected"),
    [
        (
            "apples",
            {},
            [
                ("A1", "Ana", "I like apples."),
                ("A1", "Ana", "A green apple, in the North."),
                ("B1", "Cy", "An apple."),
                ("B1", "Cy", "Apples and pears together."),
            ],
        ),
        ("green_apples", {}, [("A1", "Ana", "A green apple, in the North.")]),
        ("storm", {}, [("B1", "Cy", "There was a storm.")]),
        ("plums", {}, []),
        ("pears", {"role": ["cook"]}, [("A2", "Bo", "The pears were good.")]),
        ("pears", {"country": ["Northland"], "role": ["farmer"]}, [("A1", "Ana", "Sometimes a pear.")]),
        ("apples", {"kind": ["document"]}, [("D1", "", "The apple report.")]),
        ("pears", {"kind": ["focus_group"]}, [("F1", "Ana", "Pears.")]),
    ],
)
def test_quotes_of_a_code_are_the_sentences_that_have_it(
    fruit: Study, code: str, where: dict[str, list[str]], expected: list[tuple[str, str, str]]
) -> None:
    quotes = fruit.quotes(code, where)
    assert [(quote.transcript, quote.participant, quote.text) for quote in quotes] == expected


def test_a_quote_brings_its_codes_evidence_turn_and_attributes(fruit: Study) -> None:
    quote = next(quote for quote in fruit.quotes("apples") if quote.text.startswith("A green"))
    assert quote.codes == ("apples", "green_apples")
    assert quote.evidence == "rule 1: apple; rule 1: green + apple"
    assert quote.coder == "rules"
    assert quote.context == ("I like apples. Not much else. A green apple, in the North. Sometimes a pear.")
    assert quote.attributes == {
        "case": "North",
        "transcript.kind": "interview",
        "transcript.date": "2021-01-05",
        "participant.role": "farmer",
        "case.country": "North",
        "case.group": "one",
    }


def test_a_quote_names_only_the_codes_that_were_asked_for(fruit: Study) -> None:
    assert [quote.codes for quote in fruit.quotes("pears") if quote.transcript == "B1"] == [("pears",)]
    both = [quote for quote in fruit.tables.segments(["pears", "apples"]) if quote.transcript == "B1"]
    assert [quote.codes for quote in both] == [("apples",), ("apples", "pears")]


def test_there_are_as_many_quotes_as_codings_counted(sample: Study) -> None:
    tally = sample.tally("category", "codings", "all", source="rules")
    for code in tally.codes:
        assert len(sample.quotes(code, source="rules")) == tally.total(code).n
    for cell in sample.tally("category", "codings", source="rules").cells:
        assert len(sample.quotes(cell.code, {"category": [cell.group]}, source="rules")) == cell.n


def test_in_units_there_are_as_many_quotes_as_codings_counted_whoever_coded(sample: Study) -> None:
    """A segment that people coded may lie over several units, or several over one."""
    tally, below = sample.tally("category", "codings", "all"), sample.tables.lineages("all")
    for code in tally.codes:
        assert len(sample.tables.segments(below[code], unit="sentence")) == tally.total(code).n


def test_text_and_context_are_cut_from_the_body(sample: Study) -> None:
    bodies = {transcript.id: transcript for transcript in sample.transcripts}
    quotes = [quote for theme in sample.codebook.themes for quote in sample.quotes(theme.id, {"kind": ["*"]})]
    assert len(quotes) > 100
    for quote in quotes:
        transcript = bodies[quote.transcript]
        assert quote.text == transcript.body[quote.start : quote.end]
        assert quote.text in quote.context
        turn = [turn for turn in transcript.turns if turn.start <= quote.start and quote.end <= turn.end]
        assert [transcript.body[entry.start : entry.end] for entry in turn] == [quote.context]
        assert (turn[0].participant or "") == quote.participant


def test_quotes_stand_in_the_order_of_transcripts_and_of_the_talk(sample: Study) -> None:
    """In a focus group, too, where the voices take turns."""
    everything = sample.tables.segments([code.id for code in sample.codebook], {"kind": ["*"]})
    places = [(quote.transcript, quote.start) for quote in everything]
    assert places == sorted(places)
    group = [quote.participant for quote in everything if quote.transcript == "F01"]
    assert group != sorted(group)  # voices do alternate


def test_unknown_code_is_refused_with_the_nearest(fruit: Study) -> None:
    with pytest.raises(QualcodeError, match=r"^no code 'aples' in the codebook; write 'apples'$"):
        fruit.quotes("aples")


def test_codings_of_one_segment_are_one_quote() -> None:
    """Several coders and two rules: every code and every piece of evidence once, coders by name."""
    transcript = parse_transcript(
        "---\nid: T1\nkind: interview\nspeakers:\n  Ana: Ana\n---\n\nAna: Apples. Pears.\n"
    )
    voices = pd.DataFrame(
        [("T1", "Ana", "", "interview", 2, 2)],
        columns=["transcript", "participant", "case", "transcript.kind", "words", "units"],
    )
    codings = pd.DataFrame(
        [
            ("T1", "Ana", 13, 19, "pears", "rules", "", "rule 1: Pears"),
            ("T1", "Ana", 5, 12, "apples", "rules", "", "rule 1: Apples"),
            *(
                ("T1", "Ana", 5, 12, "apples", who, "+", "")
                for who in ("emil", "dora", "clara", "boris", "anna")
            ),
            ("T1", "Ana", 5, 12, "fruit", "rules", "", "rule 1: Apples"),
            ("T1", "Eve", 5, 12, "apples", "rules", "", "another voice"),
        ],
        columns=CODING_COLUMNS,
    )
    first, second = quotes_of(coded_segments(codings, voices, ["apples", "fruit", "pears"]), [transcript])
    assert (first.text, first.codes, first.coder) == (
        "Apples.",
        ("apples", "fruit"),
        "anna;boris;clara;dora;emil;rules",
    )
    assert first.evidence == "rule 1: Apples"
    assert (second.text, second.codes, second.context) == ("Pears.", ("pears",), "Apples. Pears.")
    assert first.attributes == {"case": "", "transcript.kind": "interview"}


def test_a_folder_of_quotes_is_read_again_after_a_change(small_folder: Path) -> None:
    """A study opened anew quotes the text as it stands now."""
    assert len(Study.open(small_folder).quotes("storm")) == 1
    path = small_folder / "transcripts" / "B1.txt"
    path.write_text(path.read_text("utf-8").replace("a storm", "a breeze"), "utf-8")
    assert Study.open(small_folder).quotes("storm") == []
