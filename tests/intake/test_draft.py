"""Talk → a canonical transcript: who speaks, what stands in the head, what the user is told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualcode.intake.draft import FileOptions, drafted, scoped, slug
from qualcode.intake.labels import key_of
from qualcode.intake.talk import Talk, TalkParagraph, settle_beginning, tidy, turns_of
from qualcode.intake.times import clock
from qualcode.model import ID, INTERVIEWER
from qualcode.transcripts import parse_transcript
from tests.intake.reading import back, draft, said, turns

PAIR = (("I", "Why?", 5.0), ("P", "So.", 9.5))

# --- who speaks ---------------------------------------------------------------------------


def test_speakers_nobody_knows_belong_to_their_transcript() -> None:
    assert turns(draft(said(*PAIR), "Mill_2")) == [(INTERVIEWER, "Why?"), ("Mill_2-P", "So.")]


def test_a_label_that_is_in_the_transcripts_name_is_an_id_as_it_is() -> None:
    assert scoped("P07", "Interview_P07_take2") == "P07"
    assert scoped("P0", "P07") == "P07-P0"


def test_a_speaker_can_never_become_the_interviewer_by_their_id() -> None:
    made = draft(
        said(("Interviewer", "Why?"), ("Q", "So.")), "interviewer_notes", FileOptions({}, frozenset("q"))
    )
    assert [who for who, _ in turns(made)] == ["interviewer_notes-Interviewer", INTERVIEWER]


def test_participants_of_the_table_are_known_in_any_case() -> None:
    made = draft(said(("i", "Why?"), ("p07", "So.")), known={"p07": "P07"})
    assert turns(made) == [(INTERVIEWER, "Why?"), ("P07", "So.")]
    assert "P07: So." in made.body


def test_the_sole_speaker_beside_the_interviewer_is_whom_the_transcript_is_called_after() -> None:
    assert turns(draft(said(*PAIR), "p07", known={"p07": "P07"}))[1][0] == "P07"
    group = said(*PAIR, ("R", "No."))
    assert [who for who, _ in turns(draft(group, "p07", known={"p07": "P07"}))] == [
        INTERVIEWER,
        "p07-P",
        "p07-R",
    ]


def test_who_the_study_says_they_are_goes_before_what_is_found() -> None:
    made = draft(said(*PAIR), roles={"I": "P01", "p": "interviewer"})
    assert [who for who, _ in turns(made)] == ["P01", INTERVIEWER]


def test_what_the_user_says_goes_before_both() -> None:
    wishes = FileOptions({"p": "P09"}, frozenset("i"))
    made = draft(said(*PAIR), wishes=wishes, known={"p": "P"}, roles={"I": "P01", "P": "P02"})
    assert [who for who, _ in turns(made)] == [INTERVIEWER, "P09"]


def test_two_labels_can_be_one_participant() -> None:
    made = draft(said(("A", "One."), ("B", "Two.")), wishes=FileOptions({"a": "P1", "b": "P1"}))
    assert [who for who, _ in turns(made)] == ["P1", "P1"]
    assert made.participants == ("P1",)


def test_two_people_whose_names_leave_the_same_letters_stay_two() -> None:
    made = draft(said(("Zoë", "One."), ("Zoe", "Two."), ("Анна", "Three."), ("Вера", "Four.")))
    assert len(set(made.participants)) == 4
    assert all(ID.fullmatch(who) for who in made.participants)


def test_a_name_of_a_participant_that_another_label_has_is_not_shared() -> None:
    made = draft(said(("Ann", "One."), ("Bob", "Two.")), wishes=FileOptions({"ann": "Bob"}))
    assert len({who for who, _ in turns(made)}) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee", "Ann_Lee"),
        ("Zoë", "Zoe"),
        ("  .x. ", "x"),
        ("Анна", ""),
        ("a/b\\c", "a_b_c"),
        ("№ 7", "No_7"),
    ],
)
def test_an_id_has_plain_letters_only(text: str, expected: str) -> None:
    assert slug(text) == expected


# --- head and body ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "kind"),
    [([], "document"), (["A"], "interview"), (["A", "B"], "interview"), (["A", "B", "C"], "focus_group")],
)
def test_the_kind_follows_from_who_speaks(people: list[str], kind: str) -> None:
    talk = said(*(((who, "So.") for who in ["I", *people]) if people else [("", "So.")]))
    assert back(draft(talk)).kind == kind


def test_the_head_is_what_the_study_had_and_what_the_user_says() -> None:
    head = {"mode": "video", "kind": "focus_group", "date": "2020-02-02", "wave: 2": "y", "source": "x"}
    made = drafted(said(*PAIR), "T1", FileOptions(date="2021-01-01"), known={}, head=head, roles={})
    read = parse_transcript(made.text)
    assert (read.id, read.kind) == ("T1", "focus_group")
    assert read.attributes == {"date": "2021-01-01", "mode": "video", "wave: 2": "y"}
    assert made.text.splitlines()[1:4] == ["id: T1", "kind: focus_group", 'date: "2021-01-01"']


def test_lines_before_the_talk_are_kept_in_the_head_and_are_no_attribute() -> None:
    made = draft(said(("", "# Notes: 1"), ("", "--- x"), ("", "{a: 'b"), *PAIR))
    assert "preamble: |-\n  # Notes: 1\n  --- x\n  {a: 'b\n---\n" in made.text
    assert back(made).attributes == {}
    assert any(warning.startswith("3 lines before the first speaker") for warning in made.warnings)


def test_the_day_in_the_preamble_is_the_transcripts() -> None:
    made = draft(said(("", "Date: 14 March 2023"), *PAIR))
    assert back(made).attributes == {"date": "2023-03-14"}
    assert back(
        draft(said(("", "Date: 14 March 2023"), *PAIR), wishes=FileOptions(date="2023-03-15"))
    ).attributes == {"date": "2023-03-15"}


def test_times_stand_before_turns_and_paragraphs_and_are_no_words() -> None:
    made = draft(said(*PAIR, ("", "And so on.", 70.0)))
    assert made.body == "[00:00:05] I: Why?\n\n[00:00:09.500] P: So.\n\n[00:01:10] And so on."
    assert [turn.time for turn in back(made).turns] == ["00:00:05", "00:00:09.500"]
    assert (made.timed, made.turns, made.words) == (2, 2, 5)


@pytest.mark.parametrize("time", [None, 70.0])
@pytest.mark.parametrize(
    "words", ["NATO: it came", "I: no", "Interviewer : so", "P:", "X1: yes", "[00:01:02] late"]
)
def test_words_that_look_like_a_speaker_or_a_time_stay_words(words: str, time: float | None) -> None:
    made = draft(said(*PAIR, ("", words, time), ("I", "Oh.")))
    (_, one, two) = turns(made)
    assert one[1].split() == [
        *["So."],
        *(["[00:01:10]"] if "[00:01:10]" in one[1] else []),
        *words.split(),
    ]
    assert two == (INTERVIEWER, "Oh.")


# --- warnings -----------------------------------------------------------------------------


def warned(talk: Talk, wishes: FileOptions | None = None) -> str:
    return " | ".join(draft(talk, wishes=wishes).warnings)


def test_a_sound_interview_gives_no_warning() -> None:
    assert warned(said(*PAIR)) == ""


def test_what_is_odd_is_said() -> None:
    talk = said(("Ann Lee", "Why?"), ("Max Roth", "So."))
    talk.aliases = {"Maks Roth": "Max Roth"}
    talk.left_out.update({"comment": 1, "tracked deletion": 3, "heading inside the talk": 2})
    talk.notes.append("4 odd things")
    found = warned(talk)
    assert "'Maks Roth' taken for 'Max Roth'" in found
    assert "1 comment left out | 2 headings inside the talk left out | 3 tracked deletions left out" in found
    assert "4 odd things" in found
    assert "no interviewer among the speakers; name one with --interviewer LABEL" in found
    assert "2 speakers look like the name of a person" in found


def test_names_that_were_replaced_are_not_warned_of() -> None:
    talk = said(("Ann Lee", "Why?"), ("Max Roth", "So."))
    wishes = FileOptions({"ann lee": "P1"}, frozenset(["max roth"]))
    assert "name of a person" not in warned(talk, wishes)


def test_a_text_of_nobody_is_said_to_be_a_document() -> None:
    assert "no speakers found; it comes in as a document" in warned(said(("", "Notes.")))


# --- laws ---------------------------------------------------------------------------------

PIECES = [
    "well", "No.", "he:", "[sic]", "INT:", "P1:", "NATO: so", "Interviewer: I", "#x", "- y", "'q",
    '"d', "{", "}", "…",
    "𝔸🙂", "שלום", "مرحبا", "\u202eabc", "cafe\u0301", "a\x00b", "x\u2028y", "[00:01:02]", "---", "|",
    "&amp;", "*b*",
    "!z", "%", "@", "`", "\u200b", "1:2", "A:B", "\ufeff", "é:", "\x85",
]  # fmt: skip
LABELS = [
    "", "", "INT", "P1", "p1", "no", "Yes", "null", "~", "a: b", "a b", "#1", "[P1]", "'x'",
    '"x', "Ann Lee", "Zoë", "Zoe",
    "Анна", "Борис", "👍", "-", "- a", "*", "&a", "!t", "|", ">", "%", "@", "`", "{a", "1", "INTERVIEWER",
    "א", ":",
    "\u202ea", "x" * 300, "y " * 200, "UNLABELLED", "id", "speakers",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join)
TIME = st.one_of(st.none(), st.sampled_from([0.0, 1.5, 360000.0, -3.0, 59.9996, 1e9]))
TALK = st.lists(
    st.tuples(st.one_of(st.sampled_from(LABELS), st.text(max_size=6)), TEXT, TIME), min_size=1, max_size=7
)
WISHES = st.sampled_from(
    [
        FileOptions(),
        FileOptions({"p1": "P7", "zoe": "Interviewer"}),
        FileOptions({}, frozenset(["p1", "анна"])),
        FileOptions({"ann lee": "INT"}, kind="focus_group", date="2020-01-02"),
    ]
)


def tidied(entries: list[tuple[str, str, float | None]]) -> Talk:
    talk = Talk("plain", [TalkParagraph(tidy(label), tidy(text), time) for label, text, time in entries])
    settle_beginning(talk)
    return talk


@settings(max_examples=400)
@given(TALK, WISHES, st.sampled_from(["T1", "interviewer", "P1x"]))
@example([("A", "x", None), ("", "NATO: so", 3.0)], FileOptions(), "T1")
@example([("Анна", "x", None), ("Борис", "y", None)], FileOptions(), "T1")
@example([("A", "x", 1e9), ("B", "[00:01:02]", None)], FileOptions(), "T1")
def test_what_is_written_reads_back_as_what_was_said(
    entries: list[tuple[str, str, float | None]], wishes: FileOptions, own: str
) -> None:
    """Law: same turns, words and times; people who differ stay apart; nobody else is in the head."""
    talk = tidied(entries)
    if not talk.labels:
        return
    made = draft(talk, own, wishes, known={"p1": "P1", "ann lee": "Ann"})
    read = back(made)
    expected = list(turns_of(talk.said, spoken=True))
    assert len(read.turns) == len(expected) == made.turns
    people: dict[str | None, set[str]] = {}
    for turn, said_ in zip(read.turns, expected, strict=True):
        words = " ".join(text for _, text in said_.paragraphs)
        spans = " ".join(read.body[slice(*span)] for span in turn.paragraphs)
        assert spans.split() == unicodedata.normalize("NFC", words).split()
        first = said_.paragraphs[0][0]
        assert turn.time == ("" if first is None else clock(first))
        people.setdefault(turn.participant, set()).add(key_of(said_.label))
    assert None not in people
    assert all(
        len(keys) == 1 for who, keys in people.items() if who not in {INTERVIEWER, "P7", "P1", "INT", "Ann"}
    )
    assert set(read.participants) == set(made.participants)
    assert made.words == sum(len(text.split()) for turn in expected for _, text in turn.paragraphs)


@settings(max_examples=200)
@given(TALK)
def test_writing_again_what_was_read_back_changes_nothing(
    entries: list[tuple[str, str, float | None]],
) -> None:
    """Law: with the head and the people of the first time, the second text is the first."""
    talk = tidied(entries)
    made = draft(talk)
    if not made.words:
        return
    read = back(made)
    roles = {turn.speaker: turn.participant for turn in read.turns if turn.speaker and turn.participant}
    head = {"kind": read.kind, **read.attributes}
    again = drafted(talk, "T1", FileOptions(), known={}, head=head, roles=roles)
    assert again.body == made.body
    assert parse_transcript(again.text) == parse_transcript(made.text)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.just(""), TEXT, TIME), min_size=1, max_size=6))
def test_a_document_reads_back_word_for_word(entries: list[tuple[str, str, float | None]]) -> None:
    """Law: where nobody is named, the body holds the words and nobody speaks."""
    talk = tidied(entries)
    made = draft(talk)
    if made.words:
        read = back(made)
        words = " ".join((f"[{clock(e.time)}] " if e.time is not None else "") + e.text for e in talk.said)
        assert read.body.split() == unicodedata.normalize("NFC", words).split()
        assert (read.kind, read.participants) == ("document", ())
