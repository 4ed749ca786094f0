"""What is wrong with a codebook: on which line, in which words, and all of it at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qualcode import Study
from qualcode.codebook import parse_codebook, read_codebook
from qualcode.errors import FaultsFound
from qualcode.positions import nearest
from tests.codebook.books import HEAD, PLACE, book, faults_of, line_of, marked
from tests.small_study import CODEBOOK

A = "- {id: a, name: A}\n"
ALL_KEYS = (
    "choose one of: id, name, kind, parent, definition, include, exclude, examples, counterexamples, rules, "
    "colour, children"
)

ONE_FAULT = {
    "an id twice": (
        book("""
            - id: apples
              name: Apples
            - name: Again
              id: apples  # <-
            """),
        "the id 'apples' stands already on line 4",
        "give one of them another id",
    ),
    "an id twice, once as a child": (
        book("""
            - id: fruit
              name: Fruit
              children:
                - id: apples
                  name: Apples
            - {id: apples, name: Apples}  # <-
            """),
        "the id 'apples' stands already on line 7",
        "give one of them another id",
    ),
    "an orphan": (
        book("""
            - id: apples
              name: Apples
            - id: green
              name: Green
              parent: aples  # <-
            """),
        "unknown parent of 'green' (an orphan): 'aples'",
        "write 'apples'",
    ),
    "its own parent": (
        book("- id: a\n  name: A\n  parent: a  # <-"),
        "'a' is its own ancestor (a cycle)",
        "give it another `parent`",
    ),
    "a parent beside another place": (
        book("""
            - id: a
              name: A
              children:
                - id: b
                  name: B
                  parent: c  # <-
            - {id: c, name: C}
            """),
        "a code says `parent: c` but stands under the children of 'a'",
        "leave `parent` out or move the code",
    ),
    "a child of another kind": (
        book("""
            - id: a
              name: A
              kind: flag
              children:
                - id: b
                  name: B
                  kind: theme  # <-
            """),
        "'b' is a theme below 'a', a flag",
        "leave `kind` out or move the code",
    ),
    "a misspelt key of a code": (
        book("- id: a\n  name: A\n  defintion: text  # <-"),
        "unknown key in a code 'defintion'",
        "write 'definition'",
    ),
    "a key like no other": (
        book("- id: a\n  name: A\n  zzz: text  # <-"),
        "unknown key in a code 'zzz'",
        ALL_KEYS,
    ),
    "a misspelt key of the codebook": (
        f"codebok: Fruit  # <-\n{HEAD}{A}",
        "unknown key in the codebook 'codebok'",
        "write 'codebook'",
    ),
    "a key that is a list": (
        book("- id: a\n  name: A\n  ? [x]  # <-\n  : text"),
        "unknown key in a code '?'",
        ALL_KEYS,
    ),
    "a key twice": (
        book("- id: a\n  name: A\n  name: B  # <-"),
        "the key 'name' stands twice in a code",
        "keep one of them",
    ),
    "a misspelt kind": (
        book("- id: a\n  name: A\n  kind: flga  # <-"),
        "unknown kind 'flga'",
        "write 'flag'",
    ),
    "an id with a blank": (
        book("- id: big apples  # <-\n  name: A"),
        "the id 'big apples' cannot be used",
        "write letters, digits, _ . - only, such as us_leadership",
    ),
    "an id that could leave a folder": (
        book("- id: ../a  # <-\n  name: A"),
        "the id '../a' cannot be used",
        "write letters, digits, _ . - only, such as us_leadership",
    ),
    "a colour by name": (
        book("- id: a\n  name: A\n  colour: red  # <-"),
        "the colour 'red' cannot be used",
        'write "#rrggbb"',
    ),
    "no id": (
        book("- {id: a, name: A}\n- name: B  # <-"),
        "a code has no `id`",
        "add `id:` (short name used in files and commands: letters, digits, _ . -)",
    ),
    "no id above children": (
        book("- name: B  # <-\n  children:\n  - {id: c, name: C}"),
        "a code has no `id`",
        "add `id:` (short name used in files and commands: letters, digits, _ . -)",
    ),
    "no name": (
        book("- {id: a, name: A}\n- id: b  # <-"),
        "a code has no `name`",
        "add `name:` (name printed in tables)",
    ),
    "no version": (
        f"codebook: Fruit  # <-\ncodes:\n{A}",
        "the codebook has no `version`",
        "add `version:` (version, printed with every result)",
    ),
    "no codes": (
        "codebook: Fruit  # <-\nversion: 1\ncodes: []",
        "the codebook has no codes",
        "add one under `codes:`",
    ),
    "a key without a value": (
        book("- id: a\n  name:  # <-\n  definition: text"),
        "`name` is empty",
        "write something or leave the key out",
    ),
    "codes without a value": (
        'codebook: Fruit\nversion: "1"\ncodes:  # <-\nabout: x',
        "a list of codes is not a list",
        "write one entry a line, each behind `- `",
    ),
    "an example without a value": (
        book("- id: a\n  name: A\n  examples:\n  - one\n  -  # <-\n  - two"),
        "an entry of `examples` is empty",
        "write something or leave the key out",
    ),
    "a mapping where text belongs": (
        book("- id: a\n  name: {en: A}  # <-"),
        "`name` is not plain text",
        "write text; quote it if it holds `: `",
    ),
    "an example that YAML takes for a mapping": (
        book("- id: a\n  name: A\n  examples:\n  - He said: no.  # <-"),
        "an entry of `examples` is not plain text",
        "write text; quote it if it holds `: `",
    ),
    "a mapping where a list belongs": (
        book("- id: a\n  name: A\n  include: {x: y}  # <-"),
        "`include` is not a list",
        "write one entry a line, each behind `- `",
    ),
    "codes as a mapping": (
        'codebook: Fruit\nversion: "1"\ncodes: {a: A}  # <-',
        "a list of codes is not a list",
        "write one entry a line, each behind `- `",
    ),
    "a code that is a word": (
        book("- {id: a, name: A}\n- apples  # <-"),
        "a code is not a mapping",
        "write `- id: …` and `name: …`",
    ),
    "a codebook that is a list": ("- a  # <-", "the codebook is not a mapping", "write `key: value` lines"),
    "a codebook that is a word": ("fruit  # <-", "the codebook is not a mapping", "write `key: value` lines"),
    "a tab as indentation": (
        book("- id: a\n  name: A\n\tdefinition: text  # <-"),
        "is not YAML (found a tab character that violates indentation)",
        "indent with spaces, not with a tab",
    ),
    "a tab in front of a value": (
        book("- id: a\n  name: A\n  definition:\n\t  text  # <-"),
        "is not YAML (found character that cannot start any token)",
        "indent with spaces, not with a tab",
    ),
    "a colon inside plain text": (
        book("- id: a\n  name: A\n  definition: Apples: all  # <-"),
        "is not YAML (mapping values are not allowed in this context)",
        "check the indentation, and quote text that holds `: ` or starts with one of *&!%@`[{'\"",
    ),
    "a quotation mark that is left open": (
        f'{book(A)}about: "fruit  # <-\n\n',
        "is not YAML (found unexpected end of stream)",
        "check the indentation, and quote text that holds `: ` or starts with one of *&!%@`[{'\"",
    ),
    "a second document": (
        f"{book(A)}---  # <-\n{HEAD}{A}",
        "is not YAML (but found another document)",
        "take the --- out; a file holds one document",
    ),
    "an alias": (
        book("- id: a\n  name: &name A\n- id: b\n  name: *name  # <-"),
        "uses the alias *name",
        "write the value out",
    ),
    "a merge key": (
        book("- &a {id: a, name: A}\n- id: b\n  name: B\n  <<: *a  # <-"),
        "uses the alias *a",
        "write the value out",
    ),
    "a control character": (
        book("- id: a\n  name: A\a  # <-"),
        "holds the control character U+0007",
        "take it out",
    ),
    "a NUL byte": (book("- id: a\n  name: A\0  # <-"), "holds the control character U+0000", "take it out"),
    "half of a surrogate pair": (
        book("- id: a\n  name: A\udc9f  # <-"),
        "holds the control character U+DC9F",
        "take it out",
    ),
    "no list of rules": (
        book("- id: a\n  name: A\n  rules: apple  # <-"),
        "`rules` is not a list",
        "write one entry a line, each behind `- `",
    ),
}


@pytest.mark.parametrize(("text", "problem", "remedy"), ONE_FAULT.values(), ids=ONE_FAULT.keys())
def test_a_fault_is_told_once_with_its_line_and_remedy(text: str, problem: str, remedy: str) -> None:
    (fault,) = faults_of(text)
    assert (fault.problem, fault.remedy) == (problem, remedy)
    assert [line_of(fault)] == marked(text)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n", "   \n"])
def test_an_empty_codebook_is_refused(text: str) -> None:
    (fault,) = faults_of(text)
    assert str(fault) == "fruit.yaml:1: is empty; start from `qualcode init` or `qualcode codebook schema`"


def test_every_code_of_a_cycle_is_named_and_none_that_hangs_below_it() -> None:
    text = book("""
        - id: a
          name: A
          parent: c  # <-
        - id: b
          name: B
          parent: a  # <-
        - id: c
          name: C
          parent: b  # <-
        - id: below
          name: Below
          parent: a
        """)
    faults = faults_of(text)
    assert [line_of(fault) for fault in faults] == marked(text)
    assert [fault.problem for fault in faults] == [
        f"{code!r} is its own ancestor (a cycle)" for code in ("a", "b", "c")
    ]


MANY_FAULTS = """\
codebook: Fruit
versoin: 1                          # <- unknown key (and no version, told on line 1)
codes:
  - id: apples
    name: Apples
    colour: reddish                 # <- colour
    examples: {}                    # <- not a list
    rules:
      - all: [[apple]]              # <- one group
      - "*apple"                    # <- asterisk
      - pattern: [{LOWER: {REGEX: "("}}]   # <- regular expression
      - wihtin: 3                   # <- unknown key; and the rule says nothing
    children:
      - id: pears
        name: Pears
        kind: flag                  # <- below a theme
      - id: apples                  # <- again
        name: Apples
      - just a word                 # <- no code
  - id: plums
    name:                           # <- empty
    parent: plumtree                # <- orphan
  - id: loop
    name: Loop
    parent: loop                    # <- cycle
"""


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    lines = [line_of(fault) for fault in faults_of(MANY_FAULTS)]
    assert lines == sorted(lines)
    assert sorted(set(lines)) == [1, *marked(MANY_FAULTS)]
    assert lines.count(12) == 2  # the misspelt key and the rule that says nothing
    assert len(lines) == len(marked(MANY_FAULTS)) + 2


def test_a_fault_reads_place_problem_remedy() -> None:
    with pytest.raises(FaultsFound) as found:
        parse_codebook(MANY_FAULTS, PLACE)
    sentences = str(found.value).splitlines()
    assert len(sentences) == len(found.value.faults)
    for sentence, fault in zip(sentences, found.value.faults, strict=True):
        assert re.fullmatch(r"fruit\.yaml:\d+: .+; .+", sentence)
        assert sentence == f"{fault.place}: {fault.problem}; {fault.remedy}"


def test_a_missing_codebook_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        FaultsFound, match=r"^book\.yaml: cannot be read \(no such file or directory\); check"
    ):
        read_codebook(tmp_path / "book.yaml", "book.yaml")


def test_a_pattern_that_spacy_refuses_is_a_fault_of_its_line(small_folder: Path) -> None:
    text = CODEBOOK.replace("rules: [plum]}", "rules: [{pattern: [{LOWERR: plum}]}]}  # <-")
    (small_folder / "codebook.yaml").write_text(text, "utf-8")
    (fault,) = Study.open(small_folder).check()
    assert [fault.place] == [f"codebook.yaml:{line}" for line in marked(text)]
    assert fault.problem.startswith("bad spaCy pattern")


def test_a_long_list_of_names_is_cut_short() -> None:
    few, many = ([f"x{number}" for number in range(count)] for count in (20, 21))
    assert nearest("zzz", few) == f"choose one of: {', '.join(few)}"
    assert nearest("zzz", many) == f"choose one of: {', '.join(few)}, …"


def test_names_without_end_are_not_all_compared() -> None:
    names = (f"x{number}" for number in range(10_000))
    assert nearest("x7", names) == "write 'x7'"
    assert next(names, "none left") != "none left"
