"""Whose codings count in which transcript, and what readers are told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.layers import choose, note_on_topics, notes_on
from qualcode.errors import QualcodeError

IDS = ["T1", "T2", "T3", "T4"]
FINISHED = {"T1": ["ana"], "T2": ["ana", "ben"], "T3": ["ben", "consensus"]}
CODERS = ["ana", "ben", "cem"]
NOTHING = (
    "nothing to count: cem has not finished any transcript; mark one as done with `qualcode done`, "
    "add --unfinished, or choose another --source"
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("auto", {"T1": "ana", "T2": "ana", "T3": "consensus", "T4": "rules"}),
        ("rules", dict.fromkeys(IDS, "rules")),
        ("consensus", {"T3": "consensus"}),
        ("ana", {"T1": "ana", "T2": "ana"}),
        ("ben,ana", {"T1": "ana", "T2": "ben", "T3": "ben"}),
        (" ben , rules ,ben", {"T1": "rules", "T2": "ben", "T3": "ben", "T4": "rules"}),
        ("ben,auto", {"T1": "ana", "T2": "ben", "T3": "ben", "T4": "rules"}),
        ("cem,consensus", {"T3": "consensus"}),
    ],
)
def test_a_source_chooses_the_first_who_has_finished_a_transcript(
    source: str, expected: dict[str, str]
) -> None:
    assert choose(source, IDS, FINISHED, CODERS).of == expected


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        ({"T1": ["ana", "ben"], "T2": ["ben"]}, "ben"),  # ben finished two
        ({"T1": ["ana", "ben"], "T2": ["ben"], "T3": ["ana"]}, "ana"),  # as many: by name
        ({"T1": ["ana", "ben"], "gone": ["ben"], "gone, too": ["ben"]}, "ana"),  # of this study's
        ({"T1": ["ana", "ben", "consensus"], "T2": ["ben"]}, "consensus"),
    ],
)
def test_of_several_the_one_counts_who_finished_most_of_the_study(
    finished: Mapping[str, Sequence[str]], expected: str
) -> None:
    assert choose("auto", IDS, finished, []).of["T1"] == expected


def test_the_mix_lists_the_preferred_first_and_only_who_counts() -> None:
    layers = choose("auto", IDS, FINISHED, CODERS)
    assert list(layers.mix(IDS).items()) == [("consensus", 1), ("ana", 2), ("rules", 1)]
    assert layers.mix(["T4"]) == {"rules": 1}
    assert choose("ben", IDS, FINISHED, CODERS).mix(["T1", "T2"]) == {"ben": 1}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("anna", "nobody here codes as 'anna'; write 'ana'"),
        ("rules,Ben", "nobody here codes as 'Ben'; write 'ben'"),
        ("x", "nobody here codes as 'x'; choose one of: auto, consensus, ana, ben, cem, rules"),
        (" , ", "the source names nobody; write auto, rules, consensus or names such as ana,ben"),
        ("cem", NOTHING),
    ],
)  # fmt: skip
def test_a_source_that_cannot_be_used_is_refused_with_a_way_out(source: str, said: str) -> None:
    with pytest.raises(QualcodeError) as caught:
        choose(source, IDS, FINISHED, CODERS)
    assert str(caught.value) == said


def test_several_who_have_finished_nothing_are_refused_together() -> None:
    with pytest.raises(QualcodeError, match=r"^nothing to count: none of cem, consensus has finished any"):
        choose("cem,consensus", IDS, {"T1": ["ana"]}, CODERS)


# --- in words -----------------------------------------------------------------------------


def notes(
    source: str,
    finished: Mapping[str, Sequence[str]],
    begun: Mapping[str, Sequence[str]] | None = None,
    seen: Sequence[str] = IDS,
) -> list[str]:
    """What is said of a source, of the transcripts seen."""
    return list(notes_on(choose(source, IDS, finished, CODERS), seen, begun or {}))


def test_nothing_is_said_where_nothing_was_chosen_or_left_out() -> None:
    assert notes("auto", {}) == []
    assert notes("auto", {"T1": ["ana"], "T2": ["ben"], "T3": ["consensus", "ana"]}) == []
    assert notes("rules", FINISHED) == []


def test_how_many_are_left_out_is_said() -> None:
    assert notes("ana", FINISHED) == ["2 transcripts were left out: ana has not finished them."]
    assert notes("ana,ben", FINISHED) == ["1 transcript was left out: none of ana, ben has finished it."]
    assert notes("ana", FINISHED, seen=["T1", "T2"]) == []  # the filter leaves the others out


def test_whose_work_counts_where_several_finished_is_said_with_the_reason() -> None:
    finished = {"T1": ["ana"], "T2": ["ana", "ben"], "T3": ["ana", "ben"]}
    assert "\n".join(notes("auto", finished)) == (
        "2 transcripts were finished by several coders: ana's work counts there, by the number of "
        "transcripts finished (ana 3, ben 2); choose with --source NAME or with [source] prefer in "
        "qualcode.toml."
    )
    assert notes("auto", finished, seen=["T1", "T3"])[0].startswith("1 transcript was finished by several")
    assert notes("ben,auto", finished) == []  # ben was asked for where there is a choice
    assert notes("ana,ben,rules", finished) == []


def test_equals_are_said_to_be_chosen_by_the_oldest_mark() -> None:
    finished = {"T1": ["ana", "cem"], "T2": ["ben", "cem"], "T3": ["ben", "ana"]}
    assert "\n".join(notes("auto", finished)) == (
        "3 transcripts were finished by several coders: ana's or ben's work counts there, by the number of "
        "transcripts finished, then by the oldest mark as done (ana 2, ben 2, cem 2); choose with --source "
        "NAME or with [source] prefer in qualcode.toml."
    )


TIED = {"T1": ["ana", "ben"], "T2": ["ana", "ben"], "T3": ["ana"], "T4": ["ben"]}


def test_a_tie_is_decided_by_preference_else_by_the_oldest_mark_and_never_by_the_alphabet() -> None:
    later = choose("auto", IDS, TIED, [], oldest={"ana": "2026-02", "ben": "2026-01"})
    assert later.of == {"T1": "ben", "T2": "ben", "T3": "ana", "T4": "ben"}
    assert later.tied(IDS) == (2, ("ana", "ben"))
    preferred = choose("auto", IDS, TIED, [], prefer=["ana"], oldest={"ana": "2026-02", "ben": "2026-01"})
    assert preferred.of["T1"] == "ana"
    assert preferred.tied(IDS) == (0, ())
    assert next(notes_on(preferred, IDS, {})) == (
        "2 transcripts were finished by several coders: ana's work counts there, as [source] prefer in "
        "qualcode.toml says (ana 3, ben 3)."
    )
    assert choose("ben,auto", IDS, TIED, []).tied(IDS) == (0, ())  # asked for
    assert choose("auto", IDS, {**TIED, "T3": ["ana", "ben"]}, []).tied(IDS) == (0, ())  # ben finished more


def test_a_preferred_coder_counts_before_one_who_finished_more() -> None:
    finished = {"T1": ["ana", "ben"], "T2": ["ben"], "T3": ["ben"]}
    assert choose("auto", IDS, finished, [], prefer=["ana"]).of["T1"] == "ana"


def test_unfinished_work_counts_where_it_is_asked_for_and_is_marked_as_such() -> None:
    begun = {"T1": ["cem"], "T2": ["cem", "ana"]}
    layers = choose("cem,unfinished", IDS, FINISHED, CODERS, begun=begun)
    assert layers.of == {"T1": "cem", "T2": "cem"}
    assert list(notes_on(layers, IDS, begun)) == [
        "2 transcripts were left out: cem has not finished them.",
        "UNFINISHED: cem's codings in 2 transcripts count though cem has not marked them as done.",
    ]
    with pytest.raises(QualcodeError, match="nothing to count: cem has not finished any transcript"):
        choose("cem", IDS, FINISHED, CODERS, begun=begun)
    with pytest.raises(QualcodeError, match="the source names nobody"):
        choose("unfinished", IDS, FINISHED, CODERS, begun=begun)


def test_a_consensus_that_was_opened_again_is_pointed_out() -> None:
    begun = {"T1": ["consensus", "ana"], "T2": ["consensus"]}
    assert notes("auto", {}, begun) == [
        "The consensus on 2 transcripts was opened again; `qualcode adjudicate` settles it."
    ]
    assert notes("rules", {}, begun) == []


def test_rules_topics_that_stay_are_counted_in_words() -> None:
    assert note_on_topics(0) == []
    assert note_on_topics(1) == [
        "In 1 transcript coded by hand nobody applied a topic: the rules' topics stay there."
    ]
    assert note_on_topics(3)[0].startswith("In 3 transcripts coded by hand")


# --- laws ---------------------------------------------------------------------------------

done = st.dictionaries(
    st.sampled_from(IDS), st.lists(st.sampled_from([*CODERS, "consensus"]), unique=True, min_size=1)
)
sources = st.lists(st.sampled_from([*CODERS, "consensus", "rules", "auto"]), min_size=1, max_size=4)


@given(done, sources)
def test_every_transcript_is_counted_once_or_left_out_because_nobody_named_has_finished_it(
    finished: dict[str, list[str]], named: list[str]
) -> None:
    try:
        layers = choose(",".join(named), IDS, finished, CODERS)
    except QualcodeError:
        assert not {"rules", "auto"} & set(named)
        assert not any(set(named) & set(coders) for coders in finished.values())
        return
    assert sum(layers.mix(IDS).values()) == len(layers.of)
    for name in IDS:
        coder = layers.of.get(name)
        able = [each for each in layers.order if each == "rules" or each in finished.get(name, [])]
        assert coder == (able[0] if able else None)
