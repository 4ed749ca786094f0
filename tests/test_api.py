"""What a script may rely on: names and signatures. A change here is one that its CHANGELOG has to tell."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import qualcode
from qualcode import Study

NAMES = [
    "Adjudication", "Agreement", "AssignmentPlan", "AssignmentRequest", "Code", "Codebook", "CoderSession",
    "Coding", "CodingRequest", "Concordance", "Cooccurrence", "Disputes", "Fault", "FaultsFound",
    "QualcodeError", "Quote", "SearchRequest", "Segment", "Study", "Tally", "Transcript",
]  # fmt: skip

_WHO = "coders: 'Sequence[str]' = (), codes: 'str | Sequence[str]' = 'themes', where: 'Where | None' = None"
METHODS = {
    "open": "(path: 'str | Path | None' = None) -> 'Self'",
    "refresh": "(self) -> 'bool'",
    "check": "(self, *, patterns: 'bool' = True, logs: 'bool' = True) -> 'list[Fault]'",
    "autocode": "(self, track: 'Track[Transcript]' = TRACK) -> 'Derived'",
    "tally": "(self, by: 'str' = '', count: 'Count' = 'transcripts', codes: 'str' = 'themes', "
    "where: 'Where | None' = None, *, source: 'str' = 'auto') -> 'Tally'",
    "cooccur": "(self, codes: 'str' = 'themes', having: 'str' = '', unit: 'str' = '', "
    "where: 'Where | None' = None, *, source: 'str' = 'auto') -> 'Cooccurrence'",
    "quotes": "(self, code: 'str', where: 'Where | None' = None, *, source: 'str' = 'auto') -> 'list[Quote]'",
    "find": "(self, sought: 'str | SearchRequest', track: 'Track[Transcript]' = TRACK) -> 'Concordance'",
    "workbook": "(self, path: 'Path | None' = None, *, internal: 'bool' = False, source: 'str' = 'auto', "
    "force: 'bool' = False) -> 'Path'",
    "compare": f"(self, {_WHO}, unit: 'str' = '') -> 'Compared'",
    "agreement": f"(self, {_WHO}, unit: 'str' = '', *, track: 'Track[str]' = TRACK) -> 'Agreement'",
    "rounds": f"(self, {_WHO}, unit: 'str' = '', *, track: 'Track[str]' = TRACK) -> 'Rounds'",
    "disputes": "(self, coders: 'Sequence[str]' = ()) -> 'Disputes'",
    "adjudication": "(self, by: 'str' = '', coders: 'Sequence[str]' = (), *, hide_names: 'bool' = False) "
    "-> 'Adjudication'",
    "plan": "(self, wish: 'AssignmentRequest') -> 'AssignmentPlan'",
    "assign": "(self, plan: 'AssignmentPlan') -> 'str'",
    "session": "(self, coder: 'str', *, blind: 'bool' = False) -> 'CoderSession'",
    "apply": "(self, code: 'str', transcript: 'str', *, coder: 'str', quote: 'str' = '', nth: 'int' = 0, "
    "at: 'str' = '', direction: 'str' = '', memo: 'str' = '', blind: 'bool' = False) -> 'AppliedCoding'",
    "suggested": "(self, code: 'str', transcript: 'str', *, coder: 'str', span: 'Span | None' = None, "
    "track: 'Track[Transcript]' = TRACK) -> 'Sequence[Coding]'",
    "resolve": "(self, entry: 'PlacedCoding', span: 'Span | None', *, coder: 'str', reason: 'str' = '') "
    "-> 'str'",
    "merge": "(self, paths: 'Iterable[Path]' = (), *, dry_run: 'bool' = False) -> 'merging.Merge'",
}
PARTS = {
    "folder", "settings", "codebook", "cases", "participants", "transcripts",
    "texts", "suggestions", "rules", "voices", "log", "tables",
}  # fmt: skip


def test_the_package_exports_what_a_script_needs() -> None:
    assert qualcode.__all__ == NAMES
    assert set(NAMES) <= set(dir(qualcode))
    for name in NAMES:
        assert getattr(qualcode, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Hand'"):
        _ = qualcode.Hand


def test_a_study_has_these_methods_and_no_others() -> None:
    public = {name for name in vars(Study) if not name.startswith("_")}
    assert public - PARTS == METHODS.keys()


@pytest.mark.parametrize("name", METHODS)
def test_signatures_stay(name: str) -> None:
    signature = str(inspect.signature(getattr(Study, name)))
    start, _, rest = signature.partition("<function silently")
    if rest:
        signature = f"{start}TRACK{rest.partition('>')[2]}"
    assert signature == METHODS[name]


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_study_has_these_parts(name: str, small: Study) -> None:
    assert getattr(small, name) is not None


def test_importing_the_package_is_cheap_and_coding_loads_nothing_heavy() -> None:
    heavy = "[name for name in ('pandas', 'spacy', 'openpyxl', 'numpy') if name in sys.modules]"
    script = f"import sys\nimport qualcode\nassert 'yaml' not in sys.modules\nqualcode.Study\nprint({heavy})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
