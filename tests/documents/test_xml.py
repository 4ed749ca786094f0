"""XML as events: whole and right, or a sentence in bounded time and memory."""

from __future__ import annotations

import codecs
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.documents import elements, xml
from qualcode.documents.elements import attribute, walk
from qualcode.errors import FaultsFound


def events(data: bytes | str, depth_limit: int = xml.DEPTH_LIMIT) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(("start", name, *(f"{key}={value}" for key, value in attributes.items())))

    xml.parse(
        data if isinstance(data, bytes) else data.encode(),
        place="f.xml",
        start=start,
        end=lambda name: found.append(("end", name)),
        text=lambda text: found.append(("text", text)),
        depth_limit=depth_limit,
    )
    return found


def text_of(data: bytes) -> str:
    return "".join(event[1] for event in events(data) if event[0] == "text")


SPACES = {"w": ("urn:word", "urn:strict"), "x": ("urn:other",)}


def walked(data: bytes | str, *, repetitive: bool = False) -> list[str]:
    """What the known elements `w:a`, `w:b` and `x:a` are and say."""
    found: list[str] = []

    def say(text: str) -> None:
        """Neighbouring texts are one: how they are divided says nothing."""
        said = found.pop() if found and found[-1].startswith("=") else "="
        found.append(said + text)

    def noting(name: str) -> Callable[[elements.Attributes], None]:
        return lambda attributes: found.append(f"<{name} {attribute(attributes, 'v')}>")

    walk(
        data if isinstance(data, bytes) else data.encode(),
        place="f.xml",
        spaces=SPACES,
        starts={name: noting(name) for name in ("w:a", "w:b", "x:a")},
        ends={"w:a": lambda: found.append("</w:a>")},
        text=say,
        repetitive=repetitive,
    )
    return found


def test_names_come_as_written() -> None:
    assert events('<w:a w:v="1" xmlns:w="u">x<b/>y</w:a>') == [
        ("start", "w:a", "w:v=1", "xmlns:w=u"),
        ("text", "x"),
        ("start", "b"),
        ("end", "b"),
        ("text", "y"),
        ("end", "w:a"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "<a>Zoë €</a>".encode(),
        codecs.BOM_UTF8 + "<a>Zoë €</a>".encode(),
        "<a>Zoë €</a>".encode("utf-16"),
        codecs.BOM_UTF16_BE + "<a>Zoë €</a>".encode("utf-16-be"),
        "<a>Zoë €</a>".encode("utf-16-le"),
        "<a>Zoë €</a>".encode("utf-16-be"),
        '<?xml version="1.0" encoding="windows-1252"?><a>Zoë €</a>'.encode("cp1252"),
        '<?xml version="1.0" encoding="UTF-16"?><a>Zoë €</a>'.encode(),
        '<?xml version="1.0" encoding="ISO-8859-1"?><a>Zoë €</a>'.encode(),
        '<?xml version="1.0" encoding="no-such-thing"?><a>Zoë €</a>'.encode(),
        '<?xml version="1.0" encoding="UTF-8"?><a>Zoë €</a>'.encode("utf-16"),
    ],
)
def test_the_bytes_tell_the_encoding_even_where_the_declaration_lies(data: bytes) -> None:
    assert text_of(data) == "Zoë €"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"text",
        b"<a>",
        b"<a></b>",
        b"<a>\0</a>",
        b"<a>\xff</a>",
        b"<a>\xed\xa0\x80</a>",
        b"<a>&#xD800;</a>",
        b"<a>&nbsp;</a>",
        b"<a b='1' b='2'/>",
        b"<a/><b/>",
        b"<?xml version='1.0' encoding='rot13'?><a>\xe9</a>",
        b"<?xml version='1.0' encoding='shift_jis'?><a>\x83\x65</a>",
        b"<?xml version='1.0' encoding='utf-8'?><a>\xe9</a>",
        codecs.BOM_UTF16_LE + b"<\0a",
        codecs.BOM_UTF16_LE + b"<\0a\0>\0\0\xd8<\0/\0a\0>\0",
    ],
)
def test_broken_xml_is_a_sentence_with_its_line(data: bytes) -> None:
    with pytest.raises(FaultsFound, match=r"^f.xml line 1: is broken XML; save it anew"):
        events(data)
    with pytest.raises(FaultsFound, match="is broken XML"):
        walked(data)


BILLION = (
    "<!DOCTYPE a [<!ENTITY x 'ha'>"
    + "".join(f"<!ENTITY x{i} '{'&x;' * 9}'>" for i in range(9))
    + "]><a>&x8;</a>"
)
EXTERNAL = "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"


@pytest.mark.parametrize("data", [BILLION, EXTERNAL, "<!DOCTYPE a><a/>"])
def test_a_doctype_is_refused(data: str) -> None:
    for read in (events, walked):
        with pytest.raises(FaultsFound, match=r"^f.xml: declares a DOCTYPE"):
            read(data)


def test_depth_has_a_limit() -> None:
    assert len(events("<a>" * 250 + "</a>" * 250)) == 500
    assert len(events("<a>" * 300 + "</a>" * 300, depth_limit=300)) == 600
    for read in (events, walked):
        with pytest.raises(FaultsFound, match="nested deeper than 250"):
            read("<a>" * 1_000_000)
    assert len(events("<r>" + "<a></a>" * 1000 + "</r>")) == 2002, "siblings are not depth"


def test_a_tag_has_a_limit() -> None:
    long = "x" * (xml.TAG_LIMIT + 2 * xml.CHUNK)
    for hostile in (f"<a b='{long}'/>", f"<a {long}", f"<a><!--{long}--></a>"):
        with pytest.raises(FaultsFound, match="has a tag of more than 4 MB"):
            events(hostile)
    assert text_of(f"<a>{long}</a>".encode()) == long


def test_names_have_a_limit() -> None:
    many = " ".join(f"b{number}=''" for number in range(xml.NAMES_LIMIT))
    for hostile in (f"<a {many}/>", "<a>" + "".join(f"<b{number}/>" for number in range(30_000)) + "</a>"):
        with pytest.raises(FaultsFound, match="more than 20,000 different names"):
            events(hostile)


def test_a_long_namespace_is_not_repeated_with_every_name() -> None:
    hostile = f"<x:a xmlns:x='{'u' * 100_000}'>" + "<x:b/>" * 20_000 + "</x:a>"
    tracemalloc.start()
    with pytest.raises(FaultsFound, match="namespace"):
        walked(hostile)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


MANY = " ".join(f"xmlns:p{number}='u{number}'" for number in range(300))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("<w:a xmlns:w='urn:word' w:v='1'/>", ["<w:a 1>", "</w:a>"]),
        ("<w:a xmlns:w='urn:strict' w:v='1'/>", ["<w:a 1>", "</w:a>"]),
        ("<q:a xmlns:q='urn:word' q:v='1'/>", ["<w:a 1>", "</w:a>"]),
        ("<a xmlns='urn:word' v='1'>t</a>", ["<w:a 1>", "=t", "</w:a>"]),
        ("<w:a xmlns:w='urn:other' v='1'/>", ["<x:a 1>"]),
        ("<w:a xmlns:w='urn:unknown'/>", []),
        ("<a v='1'/>", []),
        ("<w:a xmlns:w = 'urn:word'><w:c/></w:a>", ["<w:a >", "</w:a>"]),
        # What follows, only the parser can tell.
        ("<w:a xmlns:w='urn:word'><w:a xmlns:w='urn:other' w:v='1'/></w:a>", ["<w:a >", "<x:a 1>", "</w:a>"]),
        ("<w:a xmlns:w='urn&#58;word' w:v='1'/>", ["<w:a 1>", "</w:a>"]),
        ("<é:a xmlns:é='urn:word' é:v='1'/>", ["<w:a 1>", "</w:a>"]),
        ("<w:a xmlns:w='urn:word'>xmlns:w</w:a>", ["<w:a >", "=xmlns:w", "</w:a>"]),
        (f"<w:a {MANY} xmlns:w='urn:word'/>", ["<w:a >", "</w:a>"]),
    ],
)
def test_elements_are_known_by_their_namespace(data: str, found: list[str]) -> None:
    assert walked(data) == found
    assert walked(data.encode("utf-16")) == found


def test_a_missing_attribute_is_empty_and_endings_of_names_are_not_names() -> None:
    assert attribute({"w:val": "1"}, "val") == "1"
    assert attribute({"urn:word:val": "1"}, "val") == "1"
    assert attribute({"interval": "1", "w:x-val": "2"}, "val") == ""


NOISE = st.sampled_from(
    [
        '<w:c w:v="1"/>',
        "<w:c/>",
        '<q:d v="a>b"/>',
        "<w:c w:v='/>'/>",
        '<w:c v="/>"  />',
        "<w:b/>",
        '<w:b w:v="1"/>',
        "<w:e></w:e>",
        "<w:e><w:c/></w:e>",
        "<w:e>text</w:e>",
        "<w:a>",
        "<w:bb/>",
        "\n",
        "text",
        "&lt;w:c/>",
    ]
)


@settings(max_examples=150)
@given(st.lists(NOISE, min_size=1, max_size=12), st.lists(st.integers(0, 11), max_size=30))
def test_cutting_out_what_repeats_changes_nothing(noise: list[str], order: list[int]) -> None:
    body = "".join(noise[number % len(noise)] for number in order) * 3 + "".join(noise)
    body = body.replace("<w:a>", "<w:a>x</w:a>")
    data = f"<w:r xmlns:w='urn:word' xmlns:q='urn:q'>{body}{'<w:c/>.' * 4000}</w:r>"
    assert walked(data, repetitive=True) == walked(data)


def test_comments_and_quoted_sections_keep_what_looks_like_an_element() -> None:
    inside = "<w:c/>" * 4000
    data = f"<w:a xmlns:w='urn:word'><![CDATA[{inside}]]>{inside}</w:a>"
    assert walked(data, repetitive=True) == ["<w:a >", f"={inside}", "</w:a>"]


def test_what_repeats_is_cut_out_before_the_parser_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    fed: list[int] = []
    monkeypatch.setattr(xml, "feed", lambda data, **_: fed.append(len(data)))
    idle = '<w:p><w:c/><w:d v="1"/></w:p>'
    data = f"<w:r xmlns:w='urn:word'>{(idle + '<w:a/>') * 2000}</w:r>"
    walked(data)
    walked(data, repetitive=True)
    assert fed == [len(data), len(data) - 2000 * len(idle)]


def complaints(data: bytes) -> list[str]:
    """What is said of XML that cannot be read, by both ways of reading."""
    said = []
    for read in (events, walked):
        try:
            read(data)
        except FaultsFound as error:
            said.append(str(error))
    return said


@settings(max_examples=300)
@given(st.binary(max_size=60) | st.text("<>/ab:x='\"!?[]-&;#\0 \n", max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert all(said.startswith("f.xml") for said in complaints(data))
