"""`qualcode.toml`: what it may say, and what is told where it says something else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode import Study
from qualcode.errors import FaultsFound, QualcodeError
from qualcode.settings import Settings, read_settings
from tests.small_study import SETTINGS

SECTIONS = "study, paths, disclosure, workbook, limits, source, filter, groups"
TITLE = '[study]\ntitle = "Fruit"\n'


def read(text: str | bytes) -> Settings:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "qualcode.toml").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return read_settings(Path(folder))


def refused(text: str | bytes) -> list[str]:
    with pytest.raises(FaultsFound) as found:
        read(text)
    return [str(fault) for fault in found.value.faults]


# --- what is read ---------------------------------------------------------------------------


def test_a_title_is_enough() -> None:
    assert read(TITLE) == Settings(
        title="Fruit",
        unit="sentence",
        language="en",
        pipeline="",
        codebook="codebook/codebook.yaml",
        transcripts="transcripts",
        cases="transcripts/cases.csv",
        participants="transcripts/participants.csv",
        exports="exports",
        where={},
        groups={},
        identifying=("case", "participant", "transcript", "date"),
        by=("category",),
        limits=(),
    )


def test_every_key_is_read() -> None:
    text = """
        [study]
        title = "Fruit"
        unit = "turn"
        language = "de"
        pipeline = "de_core_news_sm"
        [paths]
        codebook = "fruit.yaml"
        transcripts = "texts/interviews"
        cases = "tables/states.csv"
        participants = "tables/people.csv"
        exports = "out"
        [filter]
        kind = ["interview"]
        "participant.kind" = ["official", "expert"]
        [groups]
        region = ["North", "South"]
        [workbook]
        by = ["region", "role"]
        [disclosure]
        identifying = []
        [limits]
        notes = ["Invented.", "Few."]
        """
    assert read(text) == Settings(
        title="Fruit",
        unit="turn",
        language="de",
        pipeline="de_core_news_sm",
        codebook="fruit.yaml",
        transcripts="texts/interviews",
        cases="tables/states.csv",
        participants="tables/people.csv",
        exports="out",
        where={"kind": ("interview",), "participant.kind": ("official", "expert")},
        groups={"region": ("North", "South")},
        identifying=(),
        by=("region", "role"),
        limits=("Invented.", "Few."),
    )


def test_the_mark_that_windows_puts_in_front_is_no_part_of_the_text() -> None:
    assert read(b"\xef\xbb\xbf" + TITLE.replace("\n", "\r\n").encode()).title == "Fruit"


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", '[study]: has no title; add title = "…"'),
        ("[study]\n", '[study]: has no title; add title = "…"'),
        (
            "[study]\ntitle = 3\n",
            '[study] title: is not text; write it in double quotes, as in key = "value"',
        ),
        (
            '[study]\ntitle = " "\n',
            '[study] title: is not text; write it in double quotes, as in key = "value"',
        ),
        ('study = "Fruit"\n', "study: is not a section; write it as [study]"),
        ('[[study]]\ntitle = "Fruit"\n', "study: is not a section; write it as [study]"),
        (f'{TITLE}[stduy]\nunit = "turn"\n', "[stduy]: unknown section; write 'study'"),
        (f'{TITLE}[zzz]\nunit = "turn"\n', f"[zzz]: unknown section; choose one of: {SECTIONS}"),
        (f'unit = "turn"\n{TITLE}', "unit: stands outside of its section; write it below [study]"),
        (f"by = []\n{TITLE}", "by: stands outside of its section; write it below [workbook]"),
        (f'{TITLE}titel = "Fruit"\n', "[study] titel: unknown key; write 'title'"),
        (
            f'{TITLE}zzz = "Fruit"\n',
            "[study] zzz: unknown key; choose one of: title, unit, language, pipeline",
        ),
        (f'{TITLE}unit = "sentences"\n', "[study] unit: unknown unit 'sentences'; write 'sentence'"),
        (
            f'{TITLE}unit = ["turn"]\n',
            '[study] unit: is not text; write it in double quotes, as in key = "value"',
        ),
        (f"{TITLE}[workbook]\nby = 3\n", '[workbook] by: is not a list of texts; write ["one", "two"]'),
        (
            f'{TITLE}[workbook]\nby = "region"\n',
            '[workbook] by: is not a list of texts; write ["one", "two"]',
        ),
        (
            f"{TITLE}[workbook]\nby = []\n",
            '[workbook] by: is empty; name an attribute, such as ["category"], or leave it out',
        ),
        (f"{TITLE}[filter]\nkind = [1]\n", '[filter] kind: is not a list of texts; write ["one", "two"]'),
        (
            f'{TITLE}[filter]\nparticipant.kind = ["official"]\n',
            '[filter] participant: is not a list of texts; quote a name that holds a dot: "participant.kind"',
        ),
        (
            f"{TITLE}[disclosure]\nidentifying = 2021-01-01\n",
            '[disclosure] identifying: is not a list of texts; write ["one", "two"]',
        ),
        (f'{TITLE}[limits]\nnote = ["x"]\n', "[limits] note: unknown key; write 'notes'"),
    ],
)
def test_a_fault_is_told_with_its_section_and_remedy(text: str, sentence: str) -> None:
    assert refused(text) == [f"qualcode.toml {sentence}"]


@pytest.mark.parametrize("key", ["codebook", "transcripts", "cases", "participants", "exports"])
@pytest.mark.parametrize("path", ["/etc/passwd", "../codebook.yaml", "a/../../b", ".."])
def test_a_path_that_leads_out_of_the_study_is_refused(key: str, path: str) -> None:
    assert refused(f'{TITLE}[paths]\n{key} = "{path}"\n') == [
        f"qualcode.toml [paths] {key}: {path!r} leads out of the study; write a path inside its folder"
    ]


@pytest.mark.parametrize("path", ["", "  ", "a\\u0000b"])
def test_a_path_that_is_none_is_refused(path: str) -> None:
    (sentence,) = refused(f'{TITLE}[paths]\ncodebook = "{path}"\n')
    assert sentence.startswith("qualcode.toml [paths] codebook: '")
    assert sentence.endswith(" is no path; write one, or leave the key out")


@pytest.mark.parametrize("path", [".", "a", "./a/b.yaml", "..a", "a..b", "texts/I 01"])
def test_a_path_inside_the_study_is_taken(path: str) -> None:
    assert read(f'{TITLE}[paths]\ntranscripts = "{path}"\n').transcripts == path


def test_all_faults_come_at_once() -> None:
    text = """
        [study]
        titel = "Fruit"
        unit = "page"
        [paths]
        codebook = "/etc/passwd"
        cases = 3
        [fliter]
        kind = ["interview"]
        [groups]
        region = "North"
        """
    assert [sentence.split(":")[0] for sentence in refused(text)] == [
        "qualcode.toml [study] titel",
        "qualcode.toml [study] unit",
        "qualcode.toml [paths] cases",
        "qualcode.toml [paths] codebook",
        "qualcode.toml [fliter]",
        "qualcode.toml [groups] region",
        "qualcode.toml [study]",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[study]\ntitle = "Fruit\n', 2),
        ("[study\n", 1),
        (f"{TITLE}title = 'again'\n", 3),
        (f"{TITLE}\n\nunit\n", 5),
    ],
    ids=["a quotation mark left open", "a bracket left open", "a key twice", "no value"],
)
def test_broken_toml_is_told_with_its_line(text: str, line: int) -> None:
    (sentence,) = refused(text)
    assert sentence.startswith("qualcode.toml: is not TOML (")
    assert f"(at line {line}, " in sentence
    assert sentence.endswith("; mend that line; text stands in double quotes")


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        FaultsFound, match=r"^qualcode\.toml: cannot be read \(no such file or directory\); check"
    ):
        read_settings(tmp_path)
    with pytest.raises(
        QualcodeError, match=r"no study there \(no qualcode\.toml\); make one with `qualcode init"
    ):
        Study.open(tmp_path)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"[study]\ntitle = 'Fr\xfcchte'\n", "qualcode.toml:2: is not UTF-8 (byte 0xfc)"),
        (b"\0", "qualcode.toml: is not text (it holds NUL bytes)"),
        (b"#" * (1024 * 1024 + 1), "qualcode.toml: is larger than 1 MB"),
        (b"a = " + b"[" * 100_000, "qualcode.toml: is nested too deeply"),
        (b"a = " + b"9" * 5000, "qualcode.toml: is not TOML ("),
        (b"a = 2021-13-45", "qualcode.toml: is not TOML ("),
    ],
    ids=["another encoding", "NUL bytes", "too large", "nested", "a number without end", "no such day"],
)
def test_hostile_files_are_sentences(data: bytes, problem: str) -> None:
    (sentence,) = refused(data)
    assert sentence.startswith(problem)
    assert len(sentence) < 700


# --- a law: settings, or faults, and nothing else -------------------------------------------

slips = st.text(max_size=3) | st.sampled_from(
    ["[", "]", '"', "=", "\n", "[[", "{", "}", ".", "3", "'", "#", "\0", "true"]
)


@given(st.text())
@example("a=" + "[" * 3000)
def test_any_text_is_read_or_refused(text: str) -> None:
    assert refused(text)  # no such text names a study and a title


@given(st.integers(0, len(SETTINGS)), st.integers(0, 20), slips)
def test_any_slip_of_the_hand_is_read_or_refused(at: int, out: int, new: str) -> None:
    try:
        settings = read(SETTINGS[:at] + new + SETTINGS[at + out :])
    except FaultsFound as found:
        assert all(str(fault).startswith("qualcode.toml") for fault in found.faults)  # noqa: PT017 - either is right
    else:
        assert settings.title.strip()
        assert settings.by
        assert all(
            isinstance(value, str) for value in (*settings.by, *settings.identifying, *settings.limits)
        )
