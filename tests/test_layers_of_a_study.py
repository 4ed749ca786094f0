"""Tables of a study that people have coded in part; counted by hand (see `tests/coded_study.py`)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qualcode import Study
from qualcode.analysis.tally import COUNTS, Count, Tally
from qualcode.errors import QualcodeError
from qualcode.model import INHERITED, LEVELS, UNITS, Coding, UnitKind
from tests.coded_study import apply, code_by_hand, finish
from tests.small_study import write_small_study


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of fruit, in part coded by hand; shared, so not to be changed."""
    return code_by_hand(write_small_study(tmp_path_factory.mktemp("layers") / "fruit"))


@pytest.fixture(scope="module")
def coded(folder: Path) -> Study:
    """The same, opened."""
    return Study.open(folder)


def figures(tally: Tally) -> dict[str, list[tuple[int, int]]]:
    """n and N by code: of the groups one and two, and over all."""
    return {
        code: [
            *((tally.cell(code, group).n, tally.cell(code, group).N) for group in ("one", "two")),
            (tally.total(code).n, tally.total(code).N),
        ]
        for code in ("apples", "pears")
    }


# --- by hand ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        # ana: A1 has both; rules: A2 has pears, B1 both; ana: B2 nothing
        ("transcripts", {"apples": [(1, 2), (1, 2), (2, 4)], "pears": [(2, 2), (1, 2), (3, 4)]}),
        ("participants", {"apples": [(1, 2), (1, 2), (2, 4)], "pears": [(2, 2), (1, 2), (3, 4)]}),
        ("cases", {"apples": [(1, 1), (1, 1), (2, 2)], "pears": [(1, 1), (1, 1), (2, 2)]}),
        # A1 has four sentences, two with apples, two with pears; A2 two; B1 three; B2 two
        ("codings", {"apples": [(2, 6), (2, 5), (4, 11)], "pears": [(3, 6), (1, 5), (4, 11)]}),
        # "like apples. Not" and two sentences of 2 and 4 words; "else. A", 4 words in A2, 4 in B1
        ("words", {"apples": [(3, 20), (6, 13), (9, 33)], "pears": [(6, 20), (4, 13), (10, 33)]}),
    ],
)
def test_finished_work_counts_and_the_rules_elsewhere(
    coded: Study, count: Count, expected: dict[str, list[tuple[int, int]]]
) -> None:
    assert figures(coded.tally("group", count)) == expected


def test_the_mix_stands_beside_every_table(coded: Study) -> None:
    assert coded.tally().source == {"ana": 2, "rules": 2}
    assert coded.cooccur().source == {"ana": 2, "rules": 2}
    assert coded.tally(where={"kind": ["*"]}).source == {"ana": 2, "rules": 4}
    assert list(coded.tally().as_data()["source"]) == ["ana", "rules"]


def test_the_rules_alone_count_as_if_nobody_had_coded(coded: Study, small: Study) -> None:
    for count in COUNTS:
        by_rules, alone = coded.tally("group", count, source="rules"), small.tally("group", count)
        assert replace(by_rules, account=alone.account) == alone
    assert replace(coded.cooccur(source="rules"), account=small.cooccur().account) == small.cooccur()
    assert coded.quotes("apples", source="rules") == small.quotes("apples")
    assert coded.tables.notes(source="rules", topics=True) == ()


def test_the_rules_alone_count_whatever_stands_in_a_log_and_account_for_it(folder: Path) -> None:
    with (folder / "codings" / "ana.jsonl").open("a") as stream:
        stream.write("garbage\n")
    tally = Study.open(folder).tally(source="rules")
    assert tally.N == 4
    assert tally.account.left_out("damaged") == 1
    assert tally.account.counted == 0
    assert tally.account.total == 1 + tally.account.left_out("layer") > 1


def test_what_a_named_coder_has_not_finished_is_not_counted_at_all(coded: Study) -> None:
    tally = coded.tally("group", "codings", source="ana")
    assert figures(tally) == {
        "apples": [(2, 4), (0, 2), (2, 6)],
        "pears": [(2, 4), (0, 2), (2, 6)],
    }
    assert tally.source == {"ana": 2}
    assert coded.cooccur(source="ana").units == 6
    assert coded.tables.notes(source="ana") == ("2 transcripts were left out: ana has not finished them.",)


def test_a_filter_that_leaves_a_coder_nothing_gives_a_table_of_zeros(coded: Study) -> None:
    tally = coded.tally("kind", where={"kind": ["document"]}, source="ana")
    assert (tally.N, tally.source) == (0, {})
    assert coded.tables.notes({"kind": ["document"]}, "ana") == (
        "1 transcript was left out: ana has not finished it.",
    )


def test_codes_meet_in_the_units_that_they_lie_in(coded: Study) -> None:
    sentences, turns = coded.cooccur(), coded.cooccur(unit="turn")
    assert (sentences.units, dict(sentences.having)) == (11, {"apples": 4, "pears": 4, "plums": 0})
    assert sentences.pair("apples", "pears").n == 2  # the second sentence of A1, the last of B1
    assert sentences.pair("apples", "pears").jaccard == 2 / 6
    assert (turns.units, dict(turns.having)) == (5, {"apples": 3, "pears": 3, "plums": 0})
    assert turns.pair("apples", "pears").n == 2


def test_quotes_are_the_segments_as_coded(coded: Study) -> None:
    apples, pears = coded.quotes("apples"), coded.quotes("pears")
    assert [(quote.text, quote.coder, quote.direction, quote.memo) for quote in apples] == [
        ("like apples. Not", "ana", "", ""),
        ("An apple.", "rules", "", ""),
        ("Apples and pears together.", "rules", "", ""),
    ]
    first = pears[0]
    assert (first.text, first.coder, first.direction, first.memo) == ("else. A", "ana", "+", "an aside")
    assert first.context.startswith("I like apples.")


def test_codes_of_one_segment_say_their_directions(small_folder: Path) -> None:
    words = "Really nothing."
    apply(small_folder, "ana", "B2", "apples", words, direction="+")
    apply(small_folder, "ana", "B2", "pears", words, direction="-")
    apply(small_folder, "ana", "B2", "plums", words)
    apply(small_folder, "ana", "B2", "storm", words, direction="-")
    finish(small_folder, "ana", ["B2"])

    def directions(*codes: str) -> list[str]:
        return [
            quote.direction
            for quote in Study.open(small_folder).tables.segments(codes)
            if quote.coder == "ana"
        ]

    assert directions("apples") == ["+"]
    assert directions("plums") == [""]
    assert directions("pears", "storm") == ["-"]
    assert directions("apples", "pears") == ["apples +; pears -"]
    assert directions("apples", "plums") == ["apples +"]


def test_work_begun_counts_once_it_is_marked_as_done(small_folder: Path) -> None:
    apply(small_folder, "ana", "B2", "plums", "Really nothing.")
    study = Study.open(small_folder)
    assert study.tally().total("plums").n == 0
    assert study.tables.notes() == (
        "1 of ana's 1 codings not counted: B2 not marked done (`qualcode account`).",
    )
    finish(small_folder, "ana", ["B2"])
    study = Study.open(small_folder)
    assert study.tally().total("plums").n == 1
    assert study.tables.notes() == ()


def test_a_study_forgets_its_tables_when_somebody_codes(small_folder: Path) -> None:
    finish(small_folder, "ana", ["B2"])
    study = Study.open(small_folder)
    assert (study.tally().total("plums").n, len(study.quotes("plums"))) == (0, 0)
    study.apply("plums", "B2", coder="ana", quote="Nothing.", memo="ripe")
    assert study.tally().total("plums").n == 1
    assert [quote.memo for quote in study.quotes("plums")] == ["ripe"]


def test_a_coding_over_two_speakers_counts_for_both(small_folder: Path) -> None:
    """In a focus group: Ana says "Pears.", Eve "Apples!"."""
    apply(small_folder, "ben", "F1", "plums", "Pears.\n\nEve: Apples!")
    finish(small_folder, "ben", ["F1"])
    tally = Study.open(small_folder).tally("kind", "participants", where={"kind": ["focus_group"]})
    assert (tally.total("plums").n, tally.total("pears").n, tally.N) == (2, 0, 2)
    quotes = Study.open(small_folder).quotes("plums", {"kind": ["focus_group"]})
    assert [(quote.participant, quote.text) for quote in quotes] == [("Ana", "Pears."), ("Eve", "Apples!")]


def test_themes_on_a_question_are_nobodys(small_folder: Path) -> None:
    apply(small_folder, "ana", "B2", "plums", "Hello?")
    finish(small_folder, "ana", ["B2"])
    assert Study.open(small_folder).tally().total("plums").n == 0


# --- topics -------------------------------------------------------------------------------


def test_topics_of_a_coder_are_inherited_and_else_the_rules_stay(small_folder: Path) -> None:
    """The rules find food in A1 (four sentences of answers) and B1 (three); ana asks about it in B2 (two)."""
    assert Study.open(small_folder).tally("group", "codings", "topics").total("topic_food").n == 7
    apply(small_folder, "ana", "B2", "topic_food", "Hello?")
    finish(small_folder, "ana", ["A1", "B2"])
    study = Study.open(small_folder)
    tally = study.tally("group", "codings", "topics")
    assert [tally.cell("topic_food", group).n for group in ("one", "two")] == [4, 5]
    assert study.tables.notes(topics=True) == (
        "In 1 transcript coded by hand nobody applied a topic: the rules' topics stay there.",
    )
    assert study.tables.notes() == ()
    assert {quote.coder for quote in study.quotes("topic_food") if quote.transcript == "B2"} == {"ana"}


# --- whom the source names ----------------------------------------------------------------


def test_several_coders_of_one_transcript_are_told_apart_by_source(small_folder: Path) -> None:
    apply(small_folder, "ana", "B2", "plums", "Nothing.")
    finish(small_folder, "ana", ["B2"])
    finish(small_folder, "ben", ["B2", "A2"])
    study = Study.open(small_folder)
    assert [study.tally(source=who).total("plums").n for who in ("auto", "ana,rules", "ben")] == [0, 1, 0]
    assert study.tally(source="ana,rules").source == {"ana": 1, "rules": 3}
    assert "\n".join(study.tables.notes()) == (
        "1 transcript was finished by several coders: ben's work counts there, by the number of transcripts "
        "finished (ben 2, ana 1); choose with --source NAME or with "
        "[source] prefer in qualcode.toml."
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("anna", "nobody here codes as 'anna'; write 'ana'"),
        ("consensus", "there is no consensus on any transcript yet; .*"),
        ("", "the source names nobody; .*"),
    ],
)
def test_a_source_that_cannot_be_used_is_refused(coded: Study, source: str, said: str) -> None:
    with pytest.raises(QualcodeError, match=f"^{said}$"):
        coded.tally(source=source)


# --- a law --------------------------------------------------------------------------------


def taken_over(study: Study, names: set[str], *, inherited: bool) -> Study:
    """The study with a coder who has finished some transcripts and decided there what the rules did."""
    mine = Study.open(study.folder)
    log = mine.log
    log.hand_codings = tuple(
        Coding(entry.segment, entry.code, "ana", entry.participant)
        for entry in study.suggestions.codings()
        if entry.segment.transcript in names
        and (inherited or all(why.rule != INHERITED for why in entry.evidence))
    )
    log.finished = dict.fromkeys(names, ("ana",))
    log.placed = ()
    return mine


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    numbers=st.sets(st.integers(0, 40)),
    level=st.sampled_from(LEVELS),
    count=st.sampled_from(get_args(Count)),
    unit=st.sampled_from(UNITS),
    inherited=st.booleans(),
)
@example(numbers=set(range(41)), level="all", count="codings", unit="turn", inherited=False)
@example(numbers=set(range(41)), level="all", count="words", unit="paragraph", inherited=True)
def test_a_coder_who_decides_as_the_rules_do_gets_the_tables_of_the_rules(
    sample: Study, *, numbers: set[int], level: str, count: Count, unit: UnitKind, inherited: bool
) -> None:
    names = {entry.id for number, entry in enumerate(sample.transcripts) if number in numbers}
    expected = {"ana": len(names), "rules": len(sample.transcripts) - len(names)}
    codes = [code.id for code in sample.codebook.level(level)]
    everything = {"kind": ["*"], "participant.kind": ["*"]}

    def tables(study: Study, source: str) -> list[object]:
        tally = study.tally("kind", count, level, everything, source=source)
        pairs = study.cooccur(level, "", unit, everything, source=source)
        if source != "rules":
            assert tally.source == pairs.source == {who: n for who, n in expected.items() if n}
        quotes = study.tables.segments(codes, everything, source=source)
        places = [(quote.transcript, quote.start, quote.end, set(quote.codes)) for quote in quotes]
        alike = {"source": 0, "account": 0}  # who coded, and what is left out for that, differs
        return [{**tally.as_data(), **alike}, {**pairs.as_data(), **alike}, places]

    assert tables(taken_over(sample, names, inherited=inherited), "auto") == tables(sample, "rules")
