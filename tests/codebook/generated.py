"""Codebooks as Hypothesis makes them up."""

from __future__ import annotations

from hypothesis import strategies as st

from qualcode.anchors import normal
from qualcode.model import KINDS, Code, Codebook

SIGNS = st.one_of(
    st.sampled_from("ab =+-@\"'“”•–*·1.;,()/>:#|\n\u00a0"),
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"),
)
TEXT = st.text(SIGNS, max_size=60).map(lambda text: normal(text).strip()).filter(bool)
LISTS = st.lists(TEXT, max_size=3).map(tuple)
NAMES = TEXT.map(lambda text: " ".join(text.split())).filter(
    lambda name: name.strip("\u200b\u200c\u200d\u2060")
)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,8}", fullmatch=True)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """A codebook without rules, at most five codes deep, in the order in which the reader gives them."""
    ids = draw(st.lists(IDS, unique=True, min_size=1, max_size=8))
    codes: list[Code] = []
    for own in ids:
        free = [code for code in codes if _depth(codes, code) < 5]
        above = draw(st.sampled_from([None, *free]))
        codes.append(
            Code(
                id=own,
                name=draw(NAMES),
                kind=above.kind if above else draw(st.sampled_from(KINDS)),
                parent=above.id if above else None,
                definition=draw(TEXT | st.just("")),
                include=draw(LISTS),
                exclude=draw(LISTS),
                examples=draw(LISTS),
                counterexamples=draw(LISTS),
                colour=draw(st.sampled_from(["", "#aa00FF"])),
            )
        )
    return Codebook(draw(NAMES), "1", tuple(_parents_first(codes, None)))


def _depth(codes: list[Code], code: Code) -> int:
    above = {entry.id: entry for entry in codes}
    return 1 if code.parent is None else 1 + _depth(codes, above[code.parent])


def _parents_first(codes: list[Code], parent: str | None) -> list[Code]:
    below = [code for code in codes if code.parent == parent]
    return [entry for code in below for entry in (code, *_parents_first(codes, code.id))]
