"""What a sound codebook becomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import parse_codebook, read_codebook
from qualcode.errors import FaultsFound
from qualcode.model import Code, CodeKind, Rule, Term
from tests.codebook.books import HEAD, book

EVERY_KEY = """\
codebook: Fruit and weather
version: 1.0
about: What people say about fruit.
codes:
  - id: apples
    name: Apples
    kind: theme
    colour: "#aa0000"
    definition: >-
      Apples of
      every sort.
    include: [eaten, baked]
    exclude: pears (code pears)
    examples:
      - An apple a day.
    counterexamples:
      - The Big Apple never sleeps.
    rules:
      - apple
      - name: baking
        all: [[apple, fruit], cake]
        within: 6
        unless: [computer]
    children:
      - id: green_apples
        name: Green apples
  - id: storm
    name: Storm
    kind: flag
"""


def test_every_key_of_a_code_is_read() -> None:
    book = parse_codebook(EVERY_KEY, "fruit.yaml")
    apples = Code(
        id="apples",
        name="Apples",
        kind="theme",
        parent=None,
        definition="Apples of every sort.",
        include=("eaten", "baked"),
        exclude=("pears (code pears)",),
        examples=("An apple a day.",),
        counterexamples=("The Big Apple never sleeps.",),
        rules=(
            Rule("rule 1", any=(Term("apple", 19),), line=19),
            Rule(
                "baking",
                all=((Term("apple", 21), Term("fruit", 21)), (Term("cake", 21),)),
                within=6,
                unless=(Term("computer", 23),),
                line=20,
            ),
        ),
        colour="#aa0000",
        line=5,
    )
    green = Code(id="green_apples", name="Green apples", kind="theme", parent="apples", line=25)
    storm = Code(id="storm", name="Storm", kind="flag", line=27)
    assert book.codes == (apples, green, storm)
    assert (book.title, book.version, book.place) == ("Fruit and weather", "1.0", "fruit.yaml")


@pytest.mark.parametrize(
    "written", ["1.0", "no", "2021-01-01", "0x1F", "null", "~", "1_000", "12:30:45", "true", "'quoted'"]
)
def test_a_scalar_stays_the_word_that_was_written(written: str) -> None:
    text = book(
        f"- {{id: apples, name: {written}, examples: [{written}], rules: [x{written.strip(chr(39))}]}}"
    )
    code = parse_codebook(text)["apples"]
    assert code.name == written.strip("'")
    assert code.examples == (written.strip("'"),)


@pytest.mark.parametrize(
    ("stated", "kind"), [("", "theme"), (", kind: flag", "flag"), (", kind: topic", "topic")]
)
def test_children_take_the_kind_of_the_code_above(stated: str, kind: CodeKind) -> None:
    codes = parse_codebook(
        book(f"- {{id: a, name: A{stated}, children: [{{id: b, name: B, children: [{{id: c, name: C}}]}}]}}")
    )
    assert [(code.id, code.parent, code.kind) for code in codes] == [
        ("a", None, kind),
        ("b", "a", kind),
        ("c", "b", kind),
    ]


def test_a_child_may_repeat_the_kind_and_the_parent_it_has_anyway() -> None:
    text = book("- {id: a, name: A, kind: flag, children: [{id: b, name: B, kind: flag, parent: a}]}")
    assert parse_codebook(text)["b"] == Code("b", "B", "flag", parent="a", line=4)


def test_a_parent_may_be_named_before_it_is_written() -> None:
    text = book("""
        - {id: green, name: Green, parent: apples}
        - {id: pears, name: Pears}
        - {id: apples, name: Apples}
        - {id: red, name: Red, parent: apples}
        """)
    assert [code.id for code in parse_codebook(text)] == ["pears", "apples", "green", "red"]


def test_a_codebook_is_read_from_a_file_as_windows_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "fruit.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + book("- id: a\n  name: Ä\n").replace("\n", "\r\n").encode("utf-8"))
    codebook = read_codebook(path)
    assert [(code.id, code.name, code.line) for code in codebook] == [("a", "Ä", 4)]
    assert codebook.place == str(path)


def test_a_codebook_is_named_by_the_place_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "fruit.yaml"
    path.write_text("- a", "utf-8")
    with pytest.raises(FaultsFound, match=r"^codebook/fruit\.yaml:1: the codebook is not a mapping"):
        read_codebook(path, "codebook/fruit.yaml")


def test_the_hash_tells_versions_of_the_text_apart() -> None:
    one, same, other = (parse_codebook(book(f"- {{id: a, name: {name}}}")) for name in "AAB")
    assert one.hash == same.hash != other.hash
    assert len(one.hash) == 64


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_line_ends_of_old_yaml_are_blanks_to_us_as_they_are_to_editors(sign: str) -> None:
    code = parse_codebook(
        book(f"- id: a\n  name: Apples{sign}and pears\n  definition: x\n- {{id: b, name: B}}")
    )
    assert code["a"].name == "Apples and pears"
    assert code["b"].line == 7


# --- a law: the two ways of writing a tree are the same tree --------------------------------

Tree = list["Tree"]
trees: st.SearchStrategy[Tree] = st.recursive(
    st.just([]), lambda below: st.lists(below, max_size=4), max_leaves=25
).filter(bool)


def _nested(tree: Tree, above: str = "c", indent: str = "") -> str:
    text = ""
    for number, below in enumerate(tree):
        own = f"{above}.{number}"
        text += f"{indent}- id: {own}\n{indent}  name: N\n"
        if below:
            text += f"{indent}  children:\n{_nested(below, own, indent + '  ')}"
    return text


def _flat(tree: Tree, above: str = "c") -> str:
    text = ""
    for number, below in enumerate(tree):
        own = f"{above}.{number}"
        parent = "" if above == "c" else f", parent: {above}"
        text += f"- {{id: {own}, name: N{parent}}}\n" + _flat(below, own)
    return text


def _preorder(tree: Tree, above: str = "c") -> list[str]:
    own = [(f"{above}.{number}", below) for number, below in enumerate(tree)]
    return [name for who, below in own for name in (who, *_preorder(below, who))]


def _depth(tree: Tree) -> int:
    return 1 + max(map(_depth, tree), default=0)


@given(trees.filter(lambda tree: _depth(tree) <= 10))
def test_children_and_parents_write_the_same_tree(tree: Tree) -> None:
    nested, flat = parse_codebook(HEAD + _nested(tree)), parse_codebook(HEAD + _flat(tree))
    assert [code.id for code in nested] == _preorder(tree)
    assert [(code.id, code.parent) for code in nested] == [(code.id, code.parent) for code in flat]
