"""Sentence boundaries of interview talk, held to boundaries marked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.transcripts.sentences import sentence_spans

# One piece of talk a line; ` | ` is where a reader hears a sentence end. All of it is invented.
MARKED = """\
We came late. | Nobody minded.
Are we ready? | I doubt it.
It works! | Mostly.
So, um, we tried. | And, you know, it held.
I mean — well — yes. | Then we stopped.
They said no — twice — and left. | We stayed.
Well … I mean, who knows. | Not me.
It was … I'd say, odd. | Still, we went.
We tried… I think twice. | Then no more.
He paused... and then agreed. | We signed.
That was hard… | The next year was worse.
It dragged on... | Nobody slept.
You mean...? | I do.
Who knows?! | We all asked.
What?? | Nothing.
“We want in.” | That is what he said.
“Why now?” he asked. | Nobody answered.
He said, "Not yet." | Then he left.
She wrote 'maybe.' | We took it as yes.
He calls it “partnership.” | I call it a queue.
«Enough.» | The table laughed.
We work with the U.S. Navy every year. | It helps.
Nothing moves without the U.S. | We all know it.
They listen to the U.S. | And to nobody else.
A U.S.-led effort came first. | Ours came second.
The U.S. was late. | So were we.
We flew to Washington, D.C., in May. | It rained.
The office is in D.C. | They close early.
Talks start at 9 a.m. in the hall. | Bring coffee.
We left at 5 p.m. | No one noticed.
Our money goes into S&T. | Nothing else grows.
They fund R&D. | We fund S&T. | Both wait.
The format was 30+N. | Then it was nothing.
Mr. Brown called. | Mrs. Green did not.
I asked Dr. Hill, Prof. Lake and Gen. Stone. | All declined.
Ask Lt. Col. Moss. | He has the list.
The St. John's office closed. | We moved.
Take a partner, e.g. Northland. | They wait for months.
Some formats, i.e. Thirty plus one, died. | Others live.
See No. 5 on the list. | It is short.
Was it enough? | No. | We said so.
The answer was no. | We went home.
Read Art. 5 again. | It says less than you think.
State of the art. | That is all we ask.
Lake et al. (2019) counted them. | Nobody else did.
Pens, paper, etc. | We brought it all.
Green & Co. built it. | Twice.
I met J. R. Smith there. | We talked.
So do I. | We both do.
There is no plan B. | We looked.
It costs 3.5 million. | Cheap, in a way.
We met in 2014. | Then came the war.
How many? | About 30. | Maybe 31.
It was late. [laughs] | Then we sang.
It was late (laughs). | Then we sang.
It was late. (pause) | Then we sang.
We have, [sighs] a problem. | It grows.
They closed [the ministry]. | We watched.
(It was a joke.) | Nobody got it.
And do we get asked? | Sometimes. | Rarely in time.
Why? because we said so. | That's why.
You ask who pays? | We do, i.e. the taxpayer. | Who else?
Is it fair? | … Next question.
… My minister says nothing. | He never did.
The vote was 12 vs. 10. | It passed.
From Jan. 5 to Feb. 2 we waited. | Then it came.
"""


def pieces(marked: str) -> tuple[str, list[str]]:
    parts = marked.split(" | ")
    return " ".join(parts), parts


def inner_ends(parts: list[str]) -> set[int]:
    """Where the sentences but the last end, in the joined text."""
    ends, position = set(), 0
    for part in parts[:-1]:
        position += len(part)
        ends.add(position)
        position += 1
    return ends


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("marked", MARKED.strip().split("\n"))
def test_boundaries_are_where_a_reader_hears_them(marked: str) -> None:
    text, expected = pieces(marked)
    assert sentences(text) == expected


# Where the words alone don't tell, a rule must fail somewhere; these count against it.
HARD = """\
We follow the U.S. | Partners know that. | It shows.
They built it for Green & Co. Ltd. in spring. | In autumn it fell.
We asked Smith Jr. | He knew.
The list ends with no. 7. | Nobody reads on.
i think so. | yeah. | Anyway.
"""


def test_boundaries_of_the_whole_table_reach_f1_of_97_percent() -> None:
    hits = found = marked = 0
    for line in (MARKED + HARD).strip().split("\n"):
        text, expected = pieces(line)
        ends = {end for _, end in sentence_spans(text)} - {len(text)}
        hits += len(ends & inner_ends(expected))
        found += len(ends)
        marked += len(inner_ends(expected))
    assert marked >= 60
    assert 2 * hits / (found + marked) >= 0.97


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \n \n "])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert sentences(text) == []


def test_a_blank_line_ends_a_sentence_without_a_mark() -> None:
    assert sentences("A heading\n\nA sentence without end\n \nAnd more") == [
        "A heading",
        "A sentence without end",
        "And more",
    ]


def test_a_line_break_alone_ends_none() -> None:
    assert sentences("It goes on\nhere. Then\nends.") == ["It goes on\nhere.", "Then\nends."]


@pytest.mark.parametrize("text", ["…", "— …", "* * *"])
def test_marks_alone_are_kept_where_there_is_nothing_to_go_with(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text", ["We left. …", "We left. [laughs]", "We left. —", "We left. [laughs] [pause]"]
)
def test_what_trails_behind_the_last_words_goes_with_them(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [". " * 50_000, "a. " * 50_000, "a " + "\n" * 100_000 + "b", "x. [" + "a" * 100_000, "(" * 100_000],
)
def test_long_and_odd_text_is_cut_at_once(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


TALK = st.lists(
    st.sampled_from(
        [
            "we", "We", "I", "U.S.", "S&T.", "no.", "No.", "5", "e.g.", "J.", "…", "...", "?", "!”",
            "“So", "[laughs]", "(pause)", "—", "ended.", "why?", "\n\n", "\n", "Mr.", "etc.", "et al.",
            "(2019)", "é.", "\u00a0",
        ]
    ),
    max_size=14,
)  # fmt: skip


@given(TALK, st.sampled_from([" ", "  ", "\n"]))
def test_sentences_cover_all_but_blanks_in_order(words: list[str], between: str) -> None:
    """Law: spans don't overlap, are in order, hold no blanks at their ends, and leave out blanks only."""
    text = between.join(words)
    position = 0
    for start, end in sentence_spans(text):
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert not text[position:].strip()


@given(TALK)
def test_a_sentence_holds_a_word_wherever_there_is_one(words: list[str]) -> None:
    """Law: either no sentence or every sentence has a letter or digit."""
    found = sentences(" ".join(words))
    worded = [any(sign.isalnum() for sign in sentence) for sentence in found]
    assert all(worded) or len(found) == 1


@given(TALK)
def test_sentences_of_a_sentence_are_itself(words: list[str]) -> None:
    """Law: cutting twice changes nothing, so an excerpt of one unit stays one unit."""
    for sentence in sentences(" ".join(words)):
        assert sentences(sentence) == [sentence]
