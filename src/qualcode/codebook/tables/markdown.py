"""A codebook as Markdown, to be read, printed, or put into an appendix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.model import Code, Codebook

_SIGNS = re.compile(r"([\\`*_<\[\]|])")
_AT_START = re.compile(r"^(\s*)(?:([#>+=~-])|([0-9]{1,9})([.)])(?=\s|$))", re.MULTILINE)
_LISTS = {
    "include": "Use it for",
    "exclude": "Do not use it for",
    "examples": "Examples",
    "counterexamples": "Not examples",
}
DEEPEST = 6


def as_markdown(codebook: Codebook) -> str:
    """The whole codebook: a heading a code, its definition, when to use it and when not, examples."""
    blocks = [f"# {plain_text(codebook.title)}", f"Version {plain_text(codebook.version)}"]
    for code in codebook:
        blocks.extend(_blocks(codebook, code))
    return "\n\n".join(blocks) + "\n"


def _blocks(codebook: Codebook, code: Code) -> Iterator[str]:
    depth = len(codebook.lineage(code.id))
    yield f"{'#' * min(depth + 1, DEEPEST)} {plain_text(' '.join(code.name.split()))}"
    kind = "" if code.parent or code.kind == "theme" else f", {code.kind}"
    above = " › ".join(plain_text(codebook[name].name) for name in reversed(codebook.lineage(code.id)[1:]))
    yield f"*{above}* › `{code.id}`{kind}" if above else f"`{code.id}`{kind}"
    if code.definition:
        yield plain_text(code.definition)
    for field, title in _LISTS.items():
        entries: Sequence[str] = getattr(code, field)
        if entries:
            yield f"**{title}**"
            yield "\n".join(f"- {plain_text(entry)}".replace("\n", "\n  ") for entry in entries)


def plain_text(text: str) -> str:
    """The text with what Markdown would read as its own signs made harmless."""
    return _AT_START.sub(_harmless, _SIGNS.sub(r"\\\1", text))


def _harmless(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}"
