"""Codes as YAML that our reader reads, as rows that come back as they were, and as Markdown."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from qualcode.codebook import parse_codebook
from qualcode.codebook.tables import (
    HEADER,
    Kept,
    as_markdown,
    as_yaml,
    book_of,
    kept_from,
    refuse_size,
    table_rows,
)
from qualcode.delimited import write_delimited
from qualcode.documents import SourceFile, document_of
from qualcode.documents.document import Document, Table
from qualcode.errors import FaultsFound
from qualcode.model import Code, Codebook
from qualcode.tables import TableChoice
from tests.codebook.books import book
from tests.codebook.generated import codebooks


def bare(codes: Codebook | tuple[Code, ...]) -> list[Code]:
    """Codes without their lines and rules."""
    return [replace(code, line=0, rules=()) for code in codes]


def back(document: Document) -> list[Code]:
    return list(book_of(document, TableChoice(), place="codes", name="codes").codes)


# --- YAML ---------------------------------------------------------------------------------


def test_the_yaml_is_laid_out_for_reading() -> None:
    long = "What states expect of each other when nobody else is there to help, and why they do."
    codes = (
        Code("trust", "Trust", "flag", None, long, ("doubt",), (), ("No: never.",), (), (), "#aa0000"),
        Code("others", "In others", "flag", "trust", "One.\n\nTwo."),
        Code("no", "No", "theme"),
    )
    assert as_yaml("Storm study", codes, source="my\ncodes.xlsx") == (
        "# Made from my codes.xlsx by `qualcode codebook import`.\n"
        "codebook: Storm study\n"
        "version: '1'\n"
        "\n"
        "codes:\n"
        "  - id: trust\n"
        "    name: Trust\n"
        "    kind: flag\n"
        "    colour: '#aa0000'\n"
        "    definition: >-\n"
        "      What states expect of each other when nobody else is there to help, and why they do.\n"
        "    include:\n"
        "      - doubt\n"
        "    examples:\n"
        "      - 'No: never.'\n"
        "    children:\n"
        "      - id: others\n"
        "        name: In others\n"
        "        definition: |-\n"
        "          One.\n"
        "\n"
        "          Two.\n"
        "\n"
        "  - id: 'no'\n"
        "    name: 'No'\n"
    )


@settings(max_examples=40)
@given(codebooks())
def test_the_yaml_is_read_as_the_same_codes(codes: Codebook) -> None:
    read = parse_codebook(as_yaml(codes.title, codes.codes, source="x.csv"))
    assert bare(read) == list(codes)
    assert (read.title, read.version) == (codes.title, "1")


@pytest.mark.parametrize(("number", "length"), [(1, 2_000_001), (20_000, 1)])
def test_more_than_the_reader_takes_is_refused_before_it_is_written(number: int, length: int) -> None:
    codes = tuple(Code(f"c{n}", "A", "theme", include=("x" * length,)) for n in range(number))
    with pytest.raises(FaultsFound) as error:
        refuse_size(codes, "codes.csv")
    assert str(error.value) == "codes.csv: holds more than a codebook may; make several codebooks of it"


def test_a_large_codebook_is_not_refused() -> None:
    codes = tuple(Code(f"c{n}", "A", "theme", definition="x" * 500) for n in range(2000))
    refuse_size(codes, "codes.csv")
    assert len(parse_codebook(as_yaml("T", codes[:50])).codes) == 50


OLD = book("""
    - id: trust
      name: Trust
      rules:
        - trust
        - any: [NO, <people>, '"1.0"']
          unless: [no]
        - pattern: [{LOWER: faith, IS_ALPHA: true}]
      children:
        - {id: others, name: In others, rules: [confidence]}
    - {id: doubt, name: Doubt}
""").replace("codes:", "about: On trust.\nlists:\n  people: [friend, yes]\ncodes:")


def test_rules_and_lists_of_an_older_codebook_are_kept_to_the_letter() -> None:
    kept = kept_from(OLD)
    assert (set(kept.rules), kept.title, kept.unreadable) == ({"trust", "others"}, "Fruit", False)
    codes = (
        Code("others", "Others", "theme"),
        Code("trust", "Trusting", "theme"),
        Code("new", "New", "theme"),
    )
    text = as_yaml("Fruit", codes, kept=kept)
    new, old = parse_codebook(text), parse_codebook(OLD)
    assert "about: On trust." in text
    for code in ("trust", "others"):
        ours, theirs = new[code].rules, old[code].rules
        assert [_said(rule) for rule in ours] == [_said(rule) for rule in theirs]
    assert new["new"].rules == ()


def _said(rule: object) -> str:
    """A rule without its lines."""
    return re.sub(r"line=\d+", "", repr(rule))


@pytest.mark.parametrize("text", ["", "codes: [", "codebook: X\nversion: 1\ncodes:\n  - {id: a}\n"])
def test_nothing_is_kept_of_a_codebook_that_cannot_be_read(text: str) -> None:
    assert kept_from(text) == Kept(unreadable=True)


# --- rows ---------------------------------------------------------------------------------


@settings(max_examples=40)
@given(codebooks())
def test_rows_come_back_as_the_same_codes(codes: Codebook) -> None:
    rows = (HEADER, *table_rows(codes))
    assert back(Document("xlsx", (Table(rows),))) == list(codes)


@settings(max_examples=40)
@given(codebooks())
def test_csv_comes_back_as_the_same_codes(codes: Codebook) -> None:
    text = write_delimited(HEADER, table_rows(codes))
    assert back(document_of(SourceFile(text.encode(), "codes.csv", ".csv"))) == list(codes)


def test_text_that_looks_like_a_formula_stays_as_it_is_in_csv() -> None:
    codes = Codebook("T", "1", (Code("a", "=1+1", "theme", definition="@x", include=("-y", "+z")),))
    (_, row) = csv.reader(io.StringIO(write_delimited(HEADER, table_rows(codes))))
    assert row == ["a", "", "=1+1", "theme", "@x", "-y\n+z", "", "", "", "", ""]


def test_rules_are_written_out_in_words() -> None:
    codes = parse_codebook(
        book("""
        - id: a
          name: A
          rules:
            - joint exercise
            - any: [DCB, "standardis*"]
            - any: [trust]
              unless: [bank, fund]
            - weak: [plan, work]
            - all: [[arms, tank], [buy]]
              within: 5
            - all: [[north], [south]]
            - pattern: [{LOWER: faith}]
            - unless: [nothing]
        """)
    )
    assert table_rows(codes)[0][HEADER.index("Rules")].split("\n") == [
        "joint exercise",
        "DCB",
        "standardis*",
        "trust unless: bank | fund",
        "weak: plan | work",
        "(arms | tank) + (buy) within 5 words",
        "(north) + (south)",
        '[{"LOWER": "faith"}]',
        "unless: nothing",
    ]


# --- Markdown -----------------------------------------------------------------------------


def test_markdown_reads_as_a_codebook() -> None:
    codes = (
        Code(
            "trust", "Trust", "theme", None, "Two\n\nparagraphs.", ("doubt",), ("banks",), ("a\nb",), ("c",)
        ),
        Code("others", "In *others*", "theme", "trust"),
        Code("storm", "Storm", "flag"),
    )
    assert as_markdown(Codebook("Storm study", "1.0", codes)) == (
        "# Storm study\n\nVersion 1.0\n\n"
        "## Trust\n\n`trust`\n\nTwo\n\nparagraphs.\n\n"
        "**Use it for**\n\n- doubt\n\n"
        "**Do not use it for**\n\n- banks\n\n"
        "**Examples**\n\n- a\n  b\n\n"
        "**Not examples**\n\n- c\n\n"
        "### In \\*others\\*\n\n*Trust* › `others`\n\n"
        "## Storm\n\n`storm`, flag\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# no heading", "\\# no heading"),
        ("- no list\n1. nor this", "\\- no list\n1\\. nor this"),
        ("1.5 million", "1.5 million"),
        ("a <b> [c](d) `e` f|g", "a \\<b> \\[c\\](d) \\`e\\` f\\|g"),
    ],
)
def test_signs_of_markdown_stay_what_they_are(text: str, expected: str) -> None:
    written = as_markdown(Codebook("T", "1", (Code("a", "A", "theme", definition=text),)))
    assert written.endswith(f"`a`\n\n{expected}\n")
