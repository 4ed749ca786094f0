"""Co-occurrence: by hand on the small study, recounted on the sample, and its laws."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings

from qualcode import Study
from qualcode.analysis.cooccur import CodePair, cooccur_pairs
from qualcode.analysis.tables import CODING_COLUMNS
from qualcode.errors import QualcodeError
from qualcode.model import UNITS, UnitKind
from tests.analysis.generated import LINEAGES, Made, codings_table, studies
from tests.analysis.recount import Voice, mixed_pieces, pieces_of, read_codes, read_voices, units_with
from tests.small_study import write_small_study


@pytest.fixture(scope="module")
def fruit(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The study counted by hand; shared, so not to be changed."""
    return Study.open(write_small_study(tmp_path_factory.mktemp("cooccur") / "fruit"))


# --- by hand ------------------------------------------------------------------------------
#
# Sentences of the interviews (11), a = apples, p = pears, s = storm, . = none of them:
#     Ana  a . a p      Bo  . p      Cy  a s | ap      Di  . .
# Their turns (5):
#     Ana  ap           Bo  p        Cy  as | ap       Di  .


@pytest.mark.parametrize(
    ("unit", "where", "units", "apples", "pears", "both"),
    [
        ("sentence", {}, 11, 4, 3, 1),
        ("turn", {}, 5, 3, 3, 2),
        ("paragraph", {}, 5, 3, 3, 2),  # every turn is one paragraph
        ("sentence", {"role": ["farmer"]}, 7, 4, 2, 1),
        ("turn", {"role": ["cook"]}, 2, 0, 1, 0),
        ("sentence", {"kind": ["*"]}, 14, 6, 4, 1),  # the document's apples; pears and apples of the group
        ("turn", {"kind": ["focus_group"]}, 2, 1, 1, 0),
    ],
)
def test_codes_meet_where_the_count_by_hand_says(
    fruit: Study, *, unit: str, where: dict[str, list[str]], units: int, apples: int, pears: int, both: int
) -> None:
    table = fruit.cooccur(unit=unit, where=where)
    assert (table.unit, table.units) == (unit, units)
    assert table.having == {"apples": apples, "pears": pears, "plums": 0}
    met = table.pair("apples", "pears")
    assert met.n == both
    assert met.jaccard == pytest.approx(both / (apples + pears - both))


def test_study_unit_is_the_default(fruit: Study) -> None:
    assert fruit.cooccur().unit == "sentence"


def test_flags_meet_themes_in_the_turn_though_in_no_sentence(fruit: Study) -> None:
    sentences = fruit.cooccur("flags", having="themes")
    assert sentences.pair("storm", "apples") == CodePair("storm", "apples", 0, 0.0)
    turns = fruit.cooccur("flags", having="themes", unit="turn")
    assert turns.pair("storm", "apples") == CodePair(
        "storm", "apples", 1, 1 / 3
    )  # of Ana's and Cy's two turns
    assert (turns.rows, turns.columns) == (("storm",), ("apples", "pears", "plums"))
    assert turns.having == {"storm": 1, "apples": 3, "pears": 3, "plums": 0}


def test_parent_meets_its_child_in_all_that_the_child_has(fruit: Study) -> None:
    assert fruit.cooccur("all").pair("apples", "green_apples") == CodePair("apples", "green_apples", 1, 1 / 4)


def test_a_topic_reaches_every_sentence_of_the_answer(fruit: Study) -> None:
    # asked: all four sentences of Ana, all three of Cy; four of the seven have apples
    assert fruit.cooccur("topics", having="themes").pair("topic_food", "apples").n == 4
    assert fruit.cooccur("topics", having="themes").having["topic_food"] == 7


def test_jaccard_is_none_where_neither_code_occurs(fruit: Study) -> None:
    table = fruit.cooccur(where={"role": ["cook"]})
    assert table.pair("apples", "plums") == CodePair("apples", "plums", 0, None)
    assert table.pair("pears", "plums") == CodePair("pears", "plums", 0, 0.0)


def test_as_data_gives_each_pair_of_a_square_table_once(fruit: Study) -> None:
    assert fruit.cooccur(where={"role": ["farmer"]}).as_data() == {
        "unit": "sentence",
        "where": {"kind": ["interview"], "role": ["farmer"]},
        "source": {"rules": 2},
        "units": 7,
        "codes": [{"code": "apples", "n": 4}, {"code": "pears", "n": 2}, {"code": "plums", "n": 0}],
        "cells": [
            {"a": "apples", "b": "pears", "n": 1, "jaccard": 0.2},
            {"a": "apples", "b": "plums", "n": 0, "jaccard": 0.0},
            {"a": "pears", "b": "plums", "n": 0, "jaccard": 0.0},
        ],
        **fruit.cooccur(where={"role": ["farmer"]}).account.beside(),
    }


def test_as_data_gives_all_pairs_of_two_sets_of_codes(fruit: Study) -> None:
    cells = fruit.cooccur("flags", having="themes").as_data()["cells"]
    assert [(cell["a"], cell["b"]) for cell in cells] == [
        ("storm", "apples"),
        ("storm", "pears"),
        ("storm", "plums"),
    ]


def test_wrong_use_is_a_sentence_with_a_remedy(fruit: Study) -> None:
    with pytest.raises(QualcodeError, match=r"^unknown unit 'sentense'; write 'sentence'$"):
        fruit.cooccur(unit="sentense")
    with pytest.raises(QualcodeError, match=r"^unknown codes 'flag'; write 'flags'$"):
        fruit.cooccur(having="flag")
    with pytest.raises(KeyError):
        fruit.cooccur().pair("apples", "storm")


def test_a_study_in_which_the_rules_find_nothing_has_a_table_of_zeros(small_folder: Path) -> None:
    book = small_folder / "codebook.yaml"
    book.write_text("codebook: B\nversion: '1'\ncodes:\n  - {id: a, name: A, rules: [zebra]}\n", "utf-8")
    study = Study.open(small_folder)
    assert study.cooccur().pairs == (CodePair("a", "a", 0, None),)
    assert study.cooccur("flags", having="themes").pairs == ()
    assert [(total.code, total.n, total.N) for total in study.tally().totals] == [("a", 0, 4)]
    assert study.quotes("a") == []


# --- recounted ----------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["rules", "auto"])
@pytest.mark.parametrize("having", ["themes", "flags", "subthemes"])
@pytest.mark.parametrize("where", [{}, {"kind": ["*"]}], ids=["officials", "everything"])
@pytest.mark.parametrize("unit", UNITS)
def test_cooccurrence_in_the_sample_equals_the_recount(
    sample: Study, unit: UnitKind, where: dict[str, list[str]], having: str, source: str
) -> None:
    pieces = pieces_of(sample) if source == "rules" else mixed_pieces(sample, unit)[1]
    codes = read_codes(sample.folder / "codebook" / "partnerships.yaml")
    voices = [voice for voice in read_voices(sample, unit) if where or _official(voice)]
    found = {
        code: units_with(pieces, voices, members)
        for code, members in (codes["themes"] | codes[having]).items()
    }
    table = sample.cooccur("themes", having=having, unit=unit, where=where, source=source)
    assert table.units == sum(len(voice.units) for voice in voices)
    assert table.having == {code: len(units) for code, units in found.items()}
    assert {(pair.a, pair.b): pair.n for pair in table.pairs} == {
        (a, b): len(found[a] & found[b]) for a in codes["themes"] for b in codes[having]
    }
    assert any(pair.n for pair in table.pairs if pair.a != pair.b)  # there is something to find


def _official(voice: Voice) -> bool:
    return voice.attributes["kind"] == "interview" and voice.attributes["participant.kind"] == "official"


# --- laws ---------------------------------------------------------------------------------


@settings(max_examples=60)
@given(study=studies())
def test_cooccurrence_is_that_of_sets_of_units(study: Made) -> None:
    found = {code: units_with(study.pieces, study.voices, members) for code, members in LINEAGES.items()}
    having, pairs = cooccur_pairs(study.codings_table, study.units_table, LINEAGES, LINEAGES)
    assert having == {code: len(units) for code, units in found.items()}
    assert {(pair.a, pair.b): pair.n for pair in pairs} == {
        (a, b): len(found[a] & found[b]) for a in LINEAGES for b in LINEAGES
    }


@settings(max_examples=60)
@given(study=studies())
def test_cooccurrence_is_symmetric_and_its_diagonal_is_what_has_the_code(study: Made) -> None:
    having, pairs = cooccur_pairs(study.codings_table, study.units_table, LINEAGES, LINEAGES)
    by_codes = {(pair.a, pair.b): pair for pair in pairs}
    for (a, b), pair in by_codes.items():
        assert (pair.n, pair.jaccard) == (by_codes[b, a].n, by_codes[b, a].jaccard)
        assert pair.n <= min(having[a], having[b])
        assert pair.jaccard is None or 0 <= pair.jaccard <= 1
        assert (pair.jaccard is None) == (having[a] == having[b] == 0)
    for code, n in having.items():
        assert by_codes[code, code].n == n
        assert by_codes[code, code].jaccard == (1 if n else None)


@settings(max_examples=40)
@given(study=studies())
def test_order_and_repetition_of_codings_and_order_of_units_change_nothing(study: Made) -> None:
    codings = codings_table([*reversed(study.pieces), *study.pieces])
    units = study.units_table.iloc[::-1]
    expected = cooccur_pairs(study.codings_table, study.units_table, LINEAGES, LINEAGES)
    assert cooccur_pairs(codings, units, LINEAGES, LINEAGES) == expected


def test_segments_that_only_touch_share_nothing() -> None:
    units = pd.DataFrame(
        [("T", "A", 0, 10, 0), ("T", "A", 10, 20, 0)],
        columns=["transcript", "participant", "start", "end", "turn"],
    )
    codings = pd.DataFrame(
        [("T", "A", 0, 10, "a", "rules", "", ""), ("T", "A", 10, 12, "b", "rules", "", "")],
        columns=CODING_COLUMNS,
    )
    having, pairs = cooccur_pairs(codings, units, {"a": ["a"]}, {"b": ["b"]})
    assert having == {"a": 1, "b": 1}
    assert pairs == (CodePair("a", "b", 0, 0.0),)


def test_codings_of_voices_that_were_not_selected_do_not_count() -> None:
    """Even where somebody's segment reaches into the talk of another."""
    units = pd.DataFrame(
        [("T", "A", 0, 10, 0)], columns=["transcript", "participant", "start", "end", "turn"]
    )
    codings = pd.DataFrame(
        [("T", "A", 0, 10, "a", "rules", "", ""), ("T", "B", 5, 20, "b", "rules", "", "")],
        columns=CODING_COLUMNS,
    )
    having, _ = cooccur_pairs(codings, units, {"a": ["a"]}, {"b": ["b"]})
    assert having == {"a": 1, "b": 0}
