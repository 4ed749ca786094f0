"""The rules' layer is derived: what is computed again when something changes, and what is not."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode import Study
from qualcode.codebook import parse_codebook
from qualcode.coding.cache import Cache, RulesKey, transcript_key
from qualcode.coding.engine import Engine
from qualcode.coding.language import StudyLanguage
from qualcode.model import Coding, Evidence, Segment, Transcript
from qualcode.suggesting.derive import Derived, derive, kept
from qualcode.suggesting.rules import RuleSuggester
from qualcode.transcripts import parse_transcript

BOOK = """\
codebook: Fruit
version: "1"
codes:
  - id: apples
    name: Apples
    definition: Apples.
    rules:
      - any: [apple]
        unless: [pie]
  - {id: pears, name: Pears, rules: [pear]}
"""
HEAD = "---\nid: {}\nkind: interview\nspeakers: {{INT: interviewer, A: Ana, B: Bo}}\n---\n\n"
BODIES = {"T1": "A: Apples.\n\nB: A “pear”.", "T2": "B: Nothing.", "T3": "INT: Well?\n\nA: Pears."}


def read(name: str, body: str) -> Transcript:
    return parse_transcript(HEAD.format(name) + body, f"{name}.txt")


def transcripts(**changed: str) -> list[Transcript]:
    return [read(name, body) for name, body in {**BODIES, **changed}.items()]


def key(book: str = BOOK) -> RulesKey:
    return RulesKey(parse_codebook(book), "sentence", "en", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".qualcode" / "rules"


@pytest.fixture
def run(english: StudyLanguage, folder: Path) -> Callable[..., Derived]:
    """Derive the codings in the folder's cache."""

    def derived(texts: Sequence[Transcript] | None = None, rules: RulesKey | None = None) -> Derived:
        rules = rules or key()
        suggester = RuleSuggester(rules, lambda: Engine(rules.codebook, rules.unit, english))
        return derive(suggester, transcripts() if texts is None else texts, Cache(folder))

    return derived


Run = Callable[..., Derived]


def summary(derived: Derived) -> list[tuple[str, str]]:
    return [(coding.segment.transcript, coding.code) for coding in derived.codings]


FOUND = [("T1", "apples"), ("T1", "pears"), ("T3", "pears")]


# --- what is computed again ---------------------------------------------------------------


def test_the_first_run_computes_all_and_the_second_none(run: Run) -> None:
    first, second = run(), run()
    assert (first.computed, first.cached) == (3, 0)
    assert (second.computed, second.cached) == (0, 3)
    assert summary(first) == FOUND
    assert second.codings == first.codings


def test_a_warm_cache_asks_for_no_engine(run: Run, folder: Path) -> None:
    run()

    def engine() -> Engine:
        raise AssertionError("the engine was loaded")

    assert derive(RuleSuggester(key(), engine), transcripts(), Cache(folder)).computed == 0


def test_a_changed_transcript_is_the_only_one_computed_again(run: Run) -> None:
    run()
    changed = run(transcripts(T2="B: A pear."))
    assert (changed.computed, changed.cached) == (1, 2)
    assert summary(changed) == [("T1", "apples"), ("T1", "pears"), ("T2", "pears"), ("T3", "pears")]


def test_another_speaker_of_the_same_words_is_a_change(run: Run) -> None:
    """The body is the same; who says it is not: the interviewer isn't coded."""
    run()
    texts = [
        *transcripts()[:2],
        parse_transcript(HEAD.format("T3").replace("A: Ana", "A: interviewer") + BODIES["T3"]),
    ]
    changed = run(texts)
    assert changed.computed == 1
    assert summary(changed) == [("T1", "apples"), ("T1", "pears")]


def test_an_attribute_of_a_transcript_changes_nothing(run: Run) -> None:
    run()
    dated = [replace(entry, attributes={"date": "2021-01-01"}, place="elsewhere") for entry in transcripts()]
    assert run(dated).computed == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("any: [apple]", "any: [apple, plum]"),
        ("unless: [pie]", "unless: [cake]"),
        ("rules: [pear]", "rules: ['\"pear\"']"),
        ("rules: [pear]", "rules: [{name: other, any: [pear]}]"),
        ("id: pears", "id: peaches"),
        ("name: Pears", "name: Pears, kind: flag"),
        ("name: Pears", "name: Pears, parent: apples"),
    ],
)
def test_a_changed_rule_computes_all_again(run: Run, old: str, new: str) -> None:
    run()
    assert run(rules=key(BOOK.replace(old, new))).computed == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("definition: Apples.", "definition: Round ones."),
        ("definition: Apples.", "definition: >-\n      Round ones,\n      of three lines."),
        ("definition: Apples.", "definition: Apples.\n    examples:\n      - An apple.\n      - Two."),
        ("name: Apples", 'name: "Apples & co"\n    colour: "#aabbcc"'),
        ("codebook: Fruit", "# A comment.\n\ncodebook: More fruit"),
        ('version: "1"', 'version: "2"'),
    ],
)
def test_a_change_that_is_no_rule_computes_nothing_again(run: Run, old: str, new: str) -> None:
    run()
    assert run(rules=key(BOOK.replace(old, new))).computed == 0


@pytest.mark.parametrize("change", [{"unit": "turn"}, {"language": "de"}, {"pipeline": "en_tiny"}])
def test_unit_language_and_pipeline_are_part_of_the_key(change: dict[str, str]) -> None:
    assert replace(key(), **change).digest() != key().digest()  # type: ignore[arg-type]


def test_another_version_of_the_pipeline_is_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = replace(key(), pipeline="en_tiny")
    digests = [rules.digest()]
    for version in ("1.0", "2.0"):
        folder = tmp_path / version / f"en_tiny-{version}.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: en_tiny\nVersion: {version}\n")
        monkeypatch.syspath_prepend(folder.parent)
        digests.append(rules.digest())
    assert len(set(digests)) == 3


def test_a_pipeline_may_be_a_folder(tmp_path: Path) -> None:
    assert replace(key(), pipeline=str(tmp_path)).digest() != key().digest()


def test_stale_transcripts_can_be_counted_beforehand(run: Run, folder: Path) -> None:
    def stale(**changed: str) -> int:
        suggester = RuleSuggester(key(), lambda: pytest.fail("the engine was loaded"))
        return [kept(suggester, each, Cache(folder)) for each in transcripts(**changed)].count(None)

    assert stale() == 3
    run()
    assert stale() == 0
    assert stale(T2="B: Other.") == 1


def test_codings_come_in_the_order_of_the_transcripts_wherever_they_come_from(run: Run) -> None:
    run(transcripts()[1:])
    mixed = run()
    assert (mixed.computed, mixed.cached) == (1, 2)
    assert summary(mixed) == FOUND


def test_only_what_is_computed_is_tracked(run: Run, folder: Path, english: StudyLanguage) -> None:
    run(transcripts()[:1])
    shown: list[tuple[str, list[str]]] = []

    def track(entries: Sequence[Transcript], about: str) -> Iterable[Transcript]:
        shown.append((about, [entry.id for entry in entries]))
        return entries

    engine = Engine(key().codebook, "sentence", english)
    suggester = RuleSuggester(key(), lambda: engine)
    derive(suggester, transcripts(), Cache(folder), track)
    derive(suggester, transcripts(), Cache(folder), track)
    assert shown == [("Coding by rules", ["T2", "T3"])]


# --- what is kept -------------------------------------------------------------------------


def test_codings_come_back_from_the_cache_as_they_were(folder: Path) -> None:
    (transcript, *_) = transcripts()
    codings = (
        Coding(
            Segment("T1", 3, 10),
            "apples",
            "rules",
            "Ana",
            None,
            (Evidence("rule 1", ("“Ap\u00adples”", "𝔸")),),
        ),
        Coding(
            Segment("T1", 12, 20), "pears", "rules", None, None, (Evidence("a", ()), Evidence("b", ("x",)))
        ),
    )
    Cache(folder).save(transcript, "key", codings)
    assert Cache(folder).load(transcript, "key") == codings
    assert Cache(folder).load(transcript, "another key") is None


def test_keys_tell_transcripts_apart() -> None:
    one, two = read("T1", "A: Yes."), read("T2", "A: Yes.")
    assert transcript_key("d", one) != transcript_key("d", two)
    assert transcript_key("d", one) != transcript_key("e", one)
    assert transcript_key("d", one) == transcript_key("d", read("T1", "A: Yes."))


def test_what_is_kept_of_interviews_is_private(run: Run, folder: Path) -> None:
    run()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    files = sorted(folder.iterdir())
    assert [path.name for path in files] == ["T1.json", "T2.json", "T3.json"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


# --- what can go wrong --------------------------------------------------------------------


def torn(text: str) -> str:
    return text[: len(text) // 2]


def without_codings(text: str) -> str:
    return json.dumps({"key": json.loads(text)["key"]})


def with_entry(entry: object) -> Callable[[str], str]:
    return lambda text: json.dumps({"key": json.loads(text)["key"], "codings": [entry]})


@pytest.mark.parametrize(
    "spoil",
    [
        torn,
        without_codings,
        lambda _: "",
        lambda _: "\0\0\0",
        lambda _: "[]",
        lambda _: "null",
        lambda _: "[" * 100_000,
        with_entry(None),
        with_entry([1, 2]),
        with_entry(["1", 2, "apples", "rules", None, []]),
        with_entry([1, 2, "apples", "rules", None, 3]),
        with_entry([1, 2, "apples", "rules", None, [["rule"]]]),
    ],
)
def test_a_torn_or_foreign_cache_file_is_computed_again(
    run: Run, folder: Path, spoil: Callable[[str], str]
) -> None:
    whole = run().codings
    path = folder / "T1.json"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    mended = run()
    assert mended.computed == 1
    assert mended.codings == whole
    assert run().computed == 0


def test_a_cache_file_that_is_not_utf_8_is_computed_again(run: Run, folder: Path) -> None:
    whole = run().codings
    (folder / "T1.json").write_bytes(b"\xff\xfe{")
    assert run().codings == whole


def test_a_cache_folder_that_cannot_be_made_does_not_break_the_result(run: Run, folder: Path) -> None:
    folder.parent.write_text("a file stands where the folder should")
    for _ in range(2):
        derived = run()
        assert derived.computed == 3
        assert summary(derived) == FOUND


def test_a_read_only_cache_folder_does_not_break_the_result(run: Run, folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    try:
        assert summary(run()) == FOUND
    finally:
        folder.chmod(0o700)


def test_a_file_that_cannot_be_replaced_does_not_break_the_result(run: Run, folder: Path) -> None:
    (folder / "T1.json" / "in the way").mkdir(parents=True)
    assert summary(run()) == FOUND
    assert run().computed == 1


# --- the study ----------------------------------------------------------------------------


def test_the_study_keeps_its_cache_between_openings(small_folder: Path) -> None:
    assert Study.open(small_folder).suggestions.stale() == 6
    first = Study.open(small_folder).autocode()
    again = Study.open(small_folder)
    assert again.suggestions.stale() == 0
    second = again.autocode()
    assert (first.computed, second.computed) == (6, 0)
    assert second.codings == first.codings
