"""Which column of a codebook's table is what, by the many names that people give them."""

from __future__ import annotations

import pytest

from qualcode.codebook.tables.code_headings import meaning
from qualcode.documents.document import Paragraph, Run
from qualcode.tables import TableChoice
from tests.codebook.tabled import code_named, read, refused, tree
from tests.documents.laid_out import across, table

HEADINGS = {
    "level": "Code, CODES, Theme, Sub-theme, Subcategory, Categories, Level 1, 2nd level, Sub-code",
    "name": "Name, Code name, Label, Node, Code / Label",
    "id": "ID, Code ID, Mnemonic",
    "parent": "Parent, Parent code, Belongs to",
    "kind": "Kind, Code type, Type",
    "colour": "Colour, color",
    "number": "No., #, Nr, Code number",
    "definition": "Definition, Description, Brief Definition, full definition, Memo, Definition/Description",
    "include": "Include, Inclusion criteria, When to use, Use for:, Use when, Inclusions",
    "exclude": "Exclude, Exclusions, When NOT to use, Do not use for, Don’t use when, Does not include",
    "examples": "Examples, Example 1, Typical examples, Illustrative quote(s), Quote, Exemplar",
    "counterexamples": "Counterexamples, Non-examples, Atypical examples, Close but no, Negative example",
    "count": "Files, References, Frequency, Number of participants, n",
}


@pytest.mark.parametrize(
    ("field", "heading"), [(field, each) for field, names in HEADINGS.items() for each in names.split(", ")]
)
def test_headings_are_known_under_their_many_names(field: str, heading: str) -> None:
    found = meaning(heading)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Notes",
        "Inclusion and exclusion criteria",
        "Trust in others",
        "We use it " * 20,
        "1 2 3 4 5 6 7 8 Code",
    ],
)
def test_other_texts_are_no_headings_of_codebooks(heading: str) -> None:
    assert meaning(heading) is None


# --- where the header is ------------------------------------------------------------------


def test_a_codebook_with_all_columns_below_a_title_from_the_third_column_on() -> None:
    found = read(
        """
        | | Codebook of the storm study
        | |
        | | Code | Code type | Brief definition | Full definition | When to use | When not to use | Examples
        | | U.S. leadership | theme | Weight. | What it does. | doubt\\npraise | mere places | "We waited."
        | | Storm | flag | Wind. | | any storm | | - "It blew."\\n- So loud!
        """
    )
    assert (found.header_row, found.title, found.levels, found.how) == (
        3,
        "Codebook of the storm study",
        (2,),
        "",
    )
    assert found.columns == {
        "name": "Code",
        "kind": "Code type",
        "definition": "Brief definition + Full definition",
        "include": "When to use",
        "exclude": "When not to use",
        "examples": "Examples",
    }
    leadership, storm = found.codes
    assert leadership.id == "us_leadership"
    assert leadership.definition == "Weight.\n\nWhat it does."
    assert leadership.include == ("doubt", "praise")
    assert leadership.exclude == ("mere places",)
    assert leadership.examples == ("We waited.",)
    assert (storm.kind, storm.definition, storm.examples) == ("flag", "Wind.", ("It blew.", "So loud!"))
    assert found.warnings == ()


def test_codes_and_memos_are_a_codebook() -> None:
    found = read("Code | Memo\nTrust | In others.\nDoubt |")
    assert [(code.id, code.definition) for code in found.codes] == [("trust", "In others."), ("doubt", "")]
    assert (found.header_row, found.title, found.ignored) == (1, "file name", ())


def test_codes_alone_are_a_codebook() -> None:
    assert tree(read("Codes\nTrust\nDoubt")) == ["Trust", "Doubt"]


def test_a_header_of_two_rows_is_read_by_its_lower_one() -> None:
    found = read(
        table(
            "Code | Criteria | \n | Inclusion | Exclusion\nTrust | yes | no",
            merged={(1, 0): (0, 0), (0, 2): (0, 1)},
        )
    )
    assert (found.header_row, found.columns) == (
        2,
        {"name": "Code", "include": "Inclusion", "exclude": "Exclusion"},
    )
    assert tree(found) == ["Trust"]


def test_the_header_may_be_repeated_on_every_page() -> None:
    assert tree(read("Code | Definition\nTrust | x\nCode | Definition\nDoubt | y")) == ["Trust", "Doubt"]


def test_the_best_of_several_tables_is_read_and_the_others_are_said() -> None:
    found = read(table("Version | Date\n1 | May", "About"), table("Code | Memo\nTrust | x", "Codes"))
    assert found.sheet == "Codes"
    assert found.warnings == ("Read: Codes. Not read: About; name one with --sheet.",)


def test_a_heading_of_the_text_titles_the_table_below_it() -> None:
    heading = Paragraph((Run("Codebook of trust"),), heading=True)
    plain = Paragraph((Run("as of May"),))
    assert read(heading, plain, "Code | Memo\nTrust | x").title == "Codebook of trust"
    assert read(plain, "Code | Memo\nTrust | x").title == "file name"


def test_a_table_without_codes_is_refused_without_its_words() -> None:
    message = refused("Speaker | Text\nINT | Tell me all.\nP01 | The secret.")
    assert message == (
        "codes.xlsx: has no row of headings with a column such as Code or Theme; "
        "say where they are with --header ROW and --column FIELD=HEADING"
    )


def test_headings_without_codes_below_are_refused() -> None:
    assert refused("Code | Memo").startswith("codes.xlsx:1: there are no codes below the headings")


# --- columns that share a meaning ---------------------------------------------------------


def test_several_columns_of_examples_are_joined() -> None:
    found = read("Code | Example 1 | Example 2 | Example 3\nTrust | one | | three")
    assert found.codes[0].examples == ("one", "three")
    assert found.columns["examples"] == "Example 1 + Example 2 + Example 3"


def test_a_brief_definition_that_is_the_full_one_is_taken_once() -> None:
    assert (
        read("Code | Brief definition | Full definition\nTrust | same | same").codes[0].definition == "same"
    )


def test_a_short_code_beside_a_name_is_its_id() -> None:
    found = read("Code | Code name | Definition\nT1 | Trust in others | x\nT2 | Doubt | y")
    assert [(code.id, code.name) for code in found.codes] == [("T1", "Trust in others"), ("T2", "Doubt")]


def test_a_long_code_beside_a_name_stays_the_code() -> None:
    found = read("Code | Name\nTrust in others | Trust\nDoubt about me | Doubt")
    assert found.codes[0].name == "Trust in others"
    assert found.codes[0].definition == "Name: Trust"


def test_a_second_column_of_a_kind_that_codes_have_once_is_kept_as_text() -> None:
    found = read("Code | Colour | Color\nTrust | #aa0000 | blue")
    assert (found.codes[0].colour, found.codes[0].definition) == ("#aa0000", "Color: blue")


# --- columns without a field --------------------------------------------------------------


def test_what_no_field_takes_is_kept_in_the_definition_and_said() -> None:
    found = read(
        "Code | Definition | Notes | | Who\nTrust | In others. | see Doubt | blank head | \nDoubt | | | |"
    )
    assert code_named(found, "Trust").definition == "In others.\n\nNotes: see Doubt\n\nblank head"
    assert found.warnings == (
        "No field for: Notes, column 4. What stands there is kept at the end of the definitions.",
    )


def test_counts_and_running_numbers_are_left_out_and_said() -> None:
    found = read(
        "No. | Name | Description | Files | References | Rules\n"
        "1 | Trust | x | 3 | 1,204 | trust\n2 | Doubt | y | 0 | 0 |"
    )
    assert found.ignored == ("Files", "References", "Rules", "No.")
    assert [code.definition for code in found.codes] == ["x", "y"]
    assert "number" not in found.columns


def test_a_column_named_like_a_count_that_holds_words_is_kept() -> None:
    assert read("Code | Sources\nTrust | letters, 1950").codes[0].definition == "Sources: letters, 1950"


def test_types_that_are_no_kinds_are_kept_as_text() -> None:
    found = read("Code | Code type\nTrust | deductive\nDoubt | inductive")
    assert [(code.kind, code.definition) for code in found.codes] == [
        ("theme", "Code type: deductive"),
        ("theme", "Code type: inductive"),
    ]


def test_types_among_kinds_that_are_none_are_kept_and_counted() -> None:
    found = read("Code | Type\nTrust | Themes\nStorm | FLAG\nRain | weather\nWind | sub-theme")
    assert [code.kind for code in found.codes] == ["theme", "flag", "theme", "theme"]
    assert code_named(found, "Rain").definition == "Type: weather"
    assert code_named(found, "Wind").definition == ""
    assert found.warnings == ("Kinds but theme, flag and topic: 1; they are kept in the definitions.",)


def test_a_family_has_the_kind_of_its_top_or_the_one_that_all_below_agree_on() -> None:
    found = read(
        """
        Parent | Name | Kind
        | Weather | flag
        Weather | Storm | flag
        Weather | Rain | theme
        Guide | Opening | topic
        Guide | Closing | topic
        """
    )
    kinds = {code.name: code.kind for code in found.codes}
    assert kinds == {"Weather": "flag", "Storm": "flag", "Rain": "flag"} | dict.fromkeys(
        ("Guide", "Opening", "Closing"), "topic"
    )
    assert "Codes of another kind than the one above them: 1; they get its kind." in found.warnings


@pytest.mark.parametrize(
    ("cell", "colour"),
    [("#A1b2C3", "#A1b2C3"), ("a1b2c3", "#a1b2c3"), ("#abc", "#aabbcc"), ("Blue", "#2980b9")],
)
def test_colours_are_read_in_their_forms(cell: str, colour: str) -> None:
    assert read(f"Code | Colour\nTrust | {cell}").codes[0].colour == colour


def test_a_colour_that_is_none_is_kept_as_text_and_counted() -> None:
    found = read("Code | Colour\nTrust | mauve-ish")
    assert (found.codes[0].colour, found.codes[0].definition) == ("", "Colour: mauve-ish")
    assert found.warnings == ("Colours that are not #rrggbb: 1; they are kept in the definitions.",)


def test_atypical_examples_are_counterexamples_with_a_word_on_it() -> None:
    found = read("Code | Typical examples | Atypical examples\nTrust | yes | hardly")
    assert (found.codes[0].examples, found.codes[0].counterexamples) == (("yes",), ("hardly",))
    assert "--column 'examples=Atypical examples'" in found.warnings[0]


def test_what_the_reader_of_the_file_left_out_is_passed_on() -> None:
    from qualcode.codebook.tables import book_of
    from qualcode.documents.document import Document

    made = Document("docx", (table("Code\nTrust"),), left_out={"comment": 2}, notes=("Odd.",))
    found = book_of(made, TableChoice(), place="x.docx", name="x")
    assert found.warnings == ("Odd.", "Left out of the file: 2 × comment.")
    assert found.format == "docx"


# --- what the user says -------------------------------------------------------------------


def test_the_user_can_say_what_a_column_is() -> None:
    found = read(
        "Thing | Code | Meaning to us | Quote\nTrust | 17a | x | y",
        choice=TableChoice(columns=("name=thing", "ID = Code", "definition=Meaning to us", "ignore=Quote")),
    )
    assert found.columns == {"name": "Thing", "id": "Code", "definition": "Meaning to us"}
    assert found.ignored == ("Quote",)
    assert (found.codes[0].id, found.codes[0].name, found.codes[0].examples) == ("17a", "Trust", ())


def test_the_user_can_say_which_columns_are_levels() -> None:
    found = read(
        "Group B | Group A\nx | A\ny | A", choice=TableChoice(columns=("level1=Group A", "Level 2=Group B"))
    )
    assert tree(found) == ["A", "A > x", "A > y"]
    assert found.columns == {"level 1": "Group A", "name": "Group B"}


def test_a_name_by_the_user_takes_the_place_of_all_names_that_were_guessed() -> None:
    found = read("Theme | Code | Words\nA | x | trust", choice=TableChoice(columns=("name=Words",)))
    assert tree(found) == ["trust"]
    assert found.codes[0].definition == "Theme: A\n\nCode: x"


def test_a_single_field_by_the_user_takes_the_place_of_the_guess() -> None:
    found = read("Code | Colour | Mood\nTrust | red | #00aa00", choice=TableChoice(columns=("colour=Mood",)))
    assert (found.codes[0].colour, found.codes[0].definition) == ("#00aa00", "Colour: red")


def test_header_and_title_by_the_user_hold() -> None:
    rows = "Code | Memo\nCode | Definition | Examples\nTrust | x | y"
    found = read(rows, choice=TableChoice(header=1), title="Mine")
    assert (found.header_row, found.title) == (1, "Mine")
    assert tree(found) == ["Code", "Trust"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("name", "--column: 'name' is not FIELD=HEADING; write it like --column name=Label"),
        ("name= ", "--column: 'name= ' is not FIELD=HEADING; write it like --column name=Label"),
        ("exampels=Code", "--column: unknown field 'exampels'; write 'examples'"),
        ("name=Codde", "--column: codes.xlsx has no heading 'codde'; write 'Code'"),
    ],
)
def test_what_the_user_says_wrong_is_refused(said: str, message: str) -> None:
    assert refused("Code | Memo\nTrust | x", choice=TableChoice(columns=(said,))) == message


def test_a_header_without_names_is_refused_with_its_headings() -> None:
    message = refused("Thing | Meaning\nTrust | x", choice=TableChoice(header=1))
    assert message == (
        "codes.xlsx: has no column that names codes; "
        "name it with --column name=HEADING; there are: Thing, Meaning"
    )


def test_a_header_merged_over_several_columns_names_all_their_levels() -> None:
    found = read(table("Code | | | Definition\nA | | | a\n | B | | b\n | | C | c", merged=across(0, 0, 3)))
    assert tree(found) == ["A", "A > B", "A > B > C"]
    assert code_named(found, "C").definition == "c"
