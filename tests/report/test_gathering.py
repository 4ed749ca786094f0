"""What a report shows, and what stays out of it unless it is internal."""

from __future__ import annotations

import csv
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from qualcode import Study
from qualcode.analysis.tally import Tally
from qualcode.errors import QualcodeError
from qualcode.report import export_xlsx, report_of
from qualcode.report.model import Excerpt, Report
from tests.small_study import write_small_study

Changes = Mapping[str, Mapping[str, str]]
Changed = Callable[..., Study]
WORDED = {
    "text",
    "context",
    "evidence",
    "notes",
    "title",
    "program",
    "codebook",
}  # people's and authors' words


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small study with its codings cached; copied, never changed."""
    folder = write_small_study(tmp_path_factory.mktemp("report") / "fruit")
    Study.open(folder).autocode()
    return folder


@pytest.fixture
def changed(coded: Path, tmp_path: Path) -> Changed:
    """The small study with texts replaced: `changed({"qualcode.toml": {"old": "new"}})`."""

    def change(changes: Changes | None = None) -> Study:
        folder = tmp_path / "changed"
        shutil.copytree(coded, folder)
        for name, replacements in (changes or {}).items():
            path = folder / name
            text = path.read_text("utf-8")
            for old, new in replacements.items():
                assert old in text
                text = text.replace(old, new)
            path.write_text(text, "utf-8")
        return Study.open(folder)

    return change


@pytest.fixture(scope="module")
def shared(sample: Study) -> Report:
    """The sample's report as it leaves the team."""
    return report_of(sample.tables)


@pytest.fixture(scope="module")
def internal(sample: Study) -> Report:
    """The sample's report as it stays in the team."""
    return report_of(sample.tables, internal=True)


# --- what it shows ------------------------------------------------------------------------


def test_report_of_the_small_study_says_what_was_counted(changed: Changed) -> None:
    report = report_of(changed().tables)
    assert (report.title, report.unit, report.internal) == ("Fruit", "sentence", False)
    assert re.fullmatch(r"qualcode \d+\.\d+\.\d+", report.program)
    assert report.where == {"kind": ["interview"]}
    assert report.source == {"rules": 4}
    # Ana 15 words in 4 sentences, Bo 5 in 2, Cy 10 in 3, Di 3 in 2
    assert report.numbers == {
        "transcripts": 4,
        "participants": 4,
        "cases": 2,
        "sentences spoken": 11,
        "words spoken": 33,
    }
    assert report.sample == {"group": [("one", 2, 2, 20), ("two", 2, 2, 13), ("three", 0, 0, 0)]}
    assert report.notes[-1] == "Invented fruit."


def test_matrices_are_the_tallies(changed: Changed) -> None:
    study = changed()
    report = report_of(study.tables)
    assert [matrix.attribute for matrix in report.themes] == ["group"]
    assert report.themes[0].transcripts == study.tally("group", "transcripts", "themes")
    assert report.themes[0].codings == study.tally("group", "codings", "themes")
    assert report.subthemes.transcripts == study.tally("group", "transcripts", "subthemes")
    assert [table.unit for table in report.cooccurrence] == ["sentence", "turn"]
    assert report.cooccurrence == (study.cooccur(), study.cooccur(unit="turn"))
    assert report.flags == study.cooccur("flags", having="themes")


def test_a_study_counted_in_turns_shows_them_once(changed: Changed) -> None:
    report = report_of(changed({"qualcode.toml": {'"Fruit"': '"Fruit"\nunit = "turn"'}}).tables)
    assert [table.unit for table in report.cooccurrence] == ["turn"]
    assert report.numbers["turns spoken"] == 5


# Codings of the interviews by hand: in codebook order apples (4 sentences), green apples, pears (3), storm.
EXCERPTS = [
    ("apples", "A green apple, in the [own case].", ("apples", "green_apples"), ("topic_food",), "one"),
    ("apples", "An apple.", ("apples",), ("topic_food",), "two"),
    ("apples", "Apples and pears together.", ("apples", "pears"), ("topic_food",), "two"),
    ("apples", "I like apples.", ("apples",), ("topic_food",), "one"),
    ("green_apples", "A green apple, in the [own case].", ("apples", "green_apples"), ("topic_food",), "one"),
    ("pears", "Apples and pears together.", ("apples", "pears"), ("topic_food",), "two"),
    ("pears", "Sometimes a pear.", ("pears",), ("topic_food",), "one"),
    ("pears", "The pears were good.", ("pears",), (), "one"),
    ("storm", "There was a storm.", ("storm",), ("topic_food",), "two"),
]


def test_excerpts_are_the_codings_of_themes_and_flags(changed: Changed) -> None:
    report = report_of(changed().tables)
    order = [code.id for code in report.codebook]
    found = [
        (excerpt.code, excerpt.text, excerpt.codes, excerpt.topics, excerpt.attributes["group"])
        for excerpt in report.excerpts
    ]
    assert sorted(found, key=lambda row: (order.index(row[0]), row[1])) == EXCERPTS
    assert [order.index(row[0]) for row in found] == sorted(order.index(row[0]) for row in found)
    assert {excerpt.coder for excerpt in report.excerpts} == {"rules"}


def test_codings_of_one_segment_share_it_and_nothing_else_does(changed: Changed) -> None:
    excerpts = report_of(changed().tables).excerpts
    assert len({excerpt.id for excerpt in excerpts}) == len(excerpts)
    texts: dict[str, set[str]] = {}
    for excerpt in excerpts:
        texts.setdefault(excerpt.segment, set()).add(excerpt.text)
    assert len(texts) == 7  # two sentences of the nine rows have two codings each
    assert all(len(together) == 1 for together in texts.values())


def test_there_are_as_many_excerpts_as_codings(sample: Study, shared: Report, internal: Report) -> None:
    counted = [
        total
        for level in ("themes", "subthemes", "flags")
        for total in sample.tally("category", "codings", level).totals
    ]
    for total in counted:
        below = sample.tables.lineages("all")[total.code]
        for report in (shared, internal):
            segments = {excerpt.segment for excerpt in report.excerpts if excerpt.code in below}
            assert len(segments) == total.n


def test_every_excerpt_has_the_evidence_for_its_own_code(changed: Changed) -> None:
    excerpts = report_of(changed().tables).excerpts
    green = {excerpt.code: excerpt.evidence for excerpt in excerpts if excerpt.text.startswith("A green")}
    assert green == {"apples": "rule 1: apple", "green_apples": "rule 1: green + apple"}


def test_transcripts_of_the_same_words_have_excerpts_of_their_own(changed: Changed) -> None:
    study = changed()
    folder = study.folder / "transcripts"
    text = (folder / "A2.txt").read_text("utf-8")
    (folder / "A3.txt").write_text(text.replace("id: A2", "id: A3"), "utf-8")
    excerpts = report_of(Study.open(study.folder).tables).excerpts
    good = [excerpt for excerpt in excerpts if excerpt.text == "The pears were good."]
    assert len({excerpt.id for excerpt in good}) == len({excerpt.segment for excerpt in good}) == 2


# --- what stays out -----------------------------------------------------------------------


def strings(value: object) -> Iterator[str]:
    """Every string of a report but people's and authors' own words."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in WORDED:
                yield from strings(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from strings(list(value.items()))
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from strings(entry)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "transcripts_sample" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_nothing_that_identifies_is_in_a_shared_report(sample: Study, shared: Report) -> None:
    told = set(strings(shared))
    cases = rows(sample.folder, "cases.csv")
    states = {name for row in cases for name in [row["state"], *row["aliases"].split(";")] if name}
    people = {row["participant"] for row in rows(sample.folder, "participants.csv")}
    transcripts = {path.stem for path in (sample.folder / "transcripts_sample").glob("*.txt")}
    assert (len(cases), len(people), len(transcripts)) == (12, 32, 30)
    forbidden = re.compile(rf"\b(?:{'|'.join(map(re.escape, states | people | transcripts))})\b")
    assert not [entry for entry in told if forbidden.search(entry)]
    assert not [entry for entry in told if re.search(r"\d{4}-\d\d-\d\d", entry)]
    assert not told & {row["innovation_rank"] for row in cases if row["innovation_rank"]}
    assert not told & {"EOP", "video", "telephone"}  # special status and mode
    assert shared.register == ()
    assert {excerpt.context for excerpt in shared.excerpts} == {""}


def test_a_shared_report_names_what_it_left_out(sample: Study, shared: Report) -> None:
    assert shared.attributes == ("category", "region", "role", "framework")
    assert {tuple(excerpt.attributes) for excerpt in shared.excerpts} == {shared.attributes}
    assert shared.hidden == sample.settings.identifying
    assert any("Left out as identifying" in note and "innovation_rank" in note for note in shared.notes)
    assert set(shared.sample) == {"category", "region", "framework", "role", "kind"}


def test_an_internal_report_has_what_identifies(internal: Report) -> None:
    assert {"transcript", "participant", "case", "state", "innovation_rank", "date"} <= set(
        internal.attributes
    )
    told = set(strings(internal))
    assert {"Finland", "P01", "I01", "2021-02-18", "26", "EOP"} <= told
    assert internal.hidden == ()
    assert any(note.startswith("INTERNAL") for note in internal.notes)
    assert all(excerpt.text in excerpt.context for excerpt in internal.excerpts)
    assert len(internal.register) == 24
    first = internal.register[0]
    assert (first["transcript"], first["participant"], first["state"]) == ("I01", "P01", "Finland")
    assert (first["transcript.kind"], first["participant.kind"]) == ("interview", "official")
    assert len({row["version"] for row in internal.register}) == 24


def test_first_and_last_date_are_told_by_the_month_only(changed: Changed) -> None:
    study = changed()
    assert report_of(study.tables).dates == ("2021-01", "2021-04")
    assert report_of(study.tables, internal=True).dates == ("2021-01-05", "2021-04-05")


def test_dates_that_do_not_identify_are_told_in_full(changed: Changed) -> None:
    study = changed({"qualcode.toml": {', "date"]': "]"}})
    report = report_of(study.tables)
    assert report.dates == ("2021-01-05", "2021-04-05")
    assert report.attributes == ("group", "date", "role")


def test_another_name_for_the_case_stays_out_like_the_case(changed: Changed) -> None:
    """Only `case` is listed as identifying; `country` says the same, in excerpts, sample and tables."""
    study = changed(
        {
            "qualcode.toml": {
                "[groups]": '[groups]\ncountry = ["South", "North"]',
                'by = ["group"]': 'by = ["country", "group"]',
            }
        }
    )
    report = report_of(study.tables)
    assert report.attributes == ("group", "role")
    assert list(report.sample) == ["group"]
    assert [matrix.attribute for matrix in report.themes] == ["group"]
    assert report.subthemes.attribute == "group"
    assert not {"North", "South"} & set(strings(report))
    inside = report_of(study.tables, internal=True)
    assert [matrix.attribute for matrix in inside.themes] == ["country", "group"]
    assert list(inside.sample) == ["country", "group"]


def test_tables_by_identifying_attributes_alone_are_refused_unless_internal(changed: Changed) -> None:
    study = changed({"qualcode.toml": {'by = ["group"]': 'by = ["country"]'}})
    with pytest.raises(QualcodeError, match=r"^qualcode\.toml \[workbook\] by: .*--internal$"):
        report_of(study.tables)
    assert report_of(study.tables, internal=True).subthemes.attribute == "country"


# --- masks --------------------------------------------------------------------------------

PLANTED = {
    "transcripts/A1.txt": {"in the North.": "in the North, not in the South."},
    "transcripts/B1.txt": {"An apple.": "An apple from Northland, for the South."},
}


def test_own_case_is_masked_in_excerpts_and_other_cases_stay(changed: Changed) -> None:
    study = changed(PLANTED)
    report = report_of(study.tables)
    texts = {excerpt.text for excerpt in report.excerpts}
    assert "A green apple, in the [own case], not in the South." in texts
    assert "An apple from Northland, for the [own case]." in texts
    # in the excerpts of apples and green apples, and of apples
    assert any("(3 times)" in note for note in report.notes)
    inside = {excerpt.text for excerpt in report_of(study.tables, internal=True).excerpts}
    assert "A green apple, in the North, not in the South." in inside
    assert "An apple from Northland, for the South." in inside


def test_own_case_is_masked_in_the_evidence_too(changed: Changed) -> None:
    study = changed({"codebook.yaml": {"[storm]": "[storm, north]"}})
    storms = [excerpt for excerpt in report_of(study.tables).excerpts if excerpt.code == "storm"]
    # every entry of the list is a rule: Cy's sentence was found by the first, Ana's by the second
    assert sorted(excerpt.evidence for excerpt in storms) == ["rule 1: storm", "rule 2: [own case]"]


def test_nobody_in_the_sample_names_their_own_state_in_a_shared_report(
    sample: Study, shared: Report, internal: Report
) -> None:
    names = {case.id: case.names for case in sample.cases}
    inside = {excerpt.id: excerpt for excerpt in internal.excerpts}
    masked = 0
    for excerpt in shared.excerpts:
        own = names[inside[excerpt.id].attributes["state"]]
        pattern = re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, own))})\b")
        for told, full in ((excerpt.text, inside[excerpt.id].text), (excerpt.evidence, "")):
            assert not pattern.search(told)
            if "[own case]" in told and full:
                masked += 1
                assert [*pattern.split(full)] == told.split("[own case]")
            elif full:
                assert told == full  # other states, and all else, stay
    assert masked


# --- order and ids ------------------------------------------------------------------------


def test_ids_of_excerpts_are_the_same_from_run_to_run(sample: Study, shared: Report) -> None:
    again = report_of(Study.open(sample.folder).tables)
    assert [excerpt.id for excerpt in again.excerpts] == [excerpt.id for excerpt in shared.excerpts]
    assert again == shared


def test_ids_survive_a_new_transcript_and_change_with_the_text(changed: Changed) -> None:
    study = changed()
    before = report_of(study.tables).excerpts
    path = study.folder / "transcripts" / "C1.txt"
    text = (study.folder / "transcripts" / "A1.txt").read_text("utf-8")
    path.write_text(text.replace("id: A1", "id: C1").replace("Not much", "Nothing"), "utf-8")
    after = report_of(Study.open(study.folder).tables).excerpts
    assert {excerpt.id for excerpt in before} < {excerpt.id for excerpt in after}
    path.unlink()
    story = study.folder / "transcripts" / "B1.txt"
    story.write_text(story.read_text("utf-8").replace("An apple.", "My apple."), "utf-8")
    changed_ids = {excerpt.id for excerpt in report_of(Study.open(study.folder).tables).excerpts}
    same = {excerpt.id for excerpt in before if excerpt.attributes["group"] == "one"}
    assert {excerpt.id for excerpt in before} & changed_ids == same


def test_order_of_shared_excerpts_does_not_follow_the_interviews(shared: Report, internal: Report) -> None:
    origin = {excerpt.id: excerpt.attributes["transcript"] for excerpt in internal.excerpts}

    def of_one_code(report: Report) -> Iterator[list[str]]:
        for code in report.codebook:
            yield [origin[excerpt.id] for excerpt in report.excerpts if excerpt.code == code.id]

    assert all(sequence == sorted(sequence) for sequence in of_one_code(internal))
    steps = [pair for sequence in of_one_code(shared) for pair in pairwise(sequence) if pair[0] != pair[1]]
    rising = sum(first < second for first, second in steps)
    assert len(steps) > 100
    assert 0.35 < rising / len(steps) < 0.65  # an order that tells nothing rises half of the time


# --- attributes ---------------------------------------------------------------------------


def test_attributes_of_one_name_are_told_apart(changed: Changed) -> None:
    """A transcript's kind and a participant's kind are two things."""
    study = changed({
        "qualcode.toml": {'kind = ["interview"]': 'kind = ["*"]'},
        "transcripts/participants.csv": {
            "country,role": "country,kind", "farmer": "grower", "cook": "eater",
        },
    })  # fmt: skip
    report = report_of(study.tables)
    assert report.attributes == ("group", "transcript.kind", "participant.kind")
    kinds = {
        (excerpt.attributes["transcript.kind"], excerpt.attributes["participant.kind"])
        for excerpt in report.excerpts
    }
    assert kinds == {
        ("interview", "grower"), ("interview", "eater"), ("focus_group", "grower"), ("document", "(none)"),
    }  # fmt: skip


def test_attributes_are_called_as_the_studys_tables_call_them(changed: Changed) -> None:
    report = report_of(changed({"qualcode.toml": {'by = ["group"]': 'by = ["case.group"]'}}).tables)
    assert report.themes[0].attribute == "case.group"
    assert report.attributes == ("case.group", "role")
    assert {excerpt.attributes["case.group"] for excerpt in report.excerpts} == {"one", "two"}


def test_a_report_of_nobody_is_a_report_of_zeros(changed: Changed) -> None:
    report = report_of(changed({"qualcode.toml": {'kind = ["interview"]': 'group = ["three"]'}}).tables)
    assert set(report.numbers.values()) == {0}
    assert (report.excerpts, report.dates) == ((), ("", ""))
    tally: Tally = report.themes[0].transcripts
    assert {total.percent for total in tally.totals} == {None}


# --- the file -----------------------------------------------------------------------------


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def test_shared_workbook_holds_no_name_of_a_case_or_person(changed: Changed) -> None:
    study = changed()
    path = export_xlsx(study.tables)
    assert path == study.texts.workbook_path() == study.folder / "exports" / "qualcode.xlsx"
    assert not re.search(r"North|South|\bAna\b|\bDi\b|2021-0\d-05", text_of(path))


def test_internal_workbook_goes_to_a_file_of_its_own(changed: Changed) -> None:
    study = changed()
    path = export_xlsx(study.tables, internal=True)
    assert path == study.texts.workbook_path(internal=True)
    assert path.name == "qualcode-internal.xlsx"
    assert re.search(r"\bAna\b", text_of(path))
    assert not study.texts.workbook_path().exists()


def test_workbook_can_be_written_elsewhere(changed: Changed, tmp_path: Path) -> None:
    target = tmp_path / "for_the_coauthor.xlsx"
    assert export_xlsx(changed().tables, target) == target
    assert target.stat().st_size > 0


def test_excerpts_can_be_read_by_name(changed: Changed) -> None:
    excerpt: Excerpt = report_of(changed().tables, internal=True).excerpts[0]
    assert excerpt.text == "I like apples."
    assert excerpt.attributes == {
        "group": "one", "transcript": "A1", "participant": "Ana", "case": "North", "date": "2021-01-05",
        "role": "farmer", "country": "North",
    }  # fmt: skip
