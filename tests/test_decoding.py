"""Encodings are guessed from the bytes, named, and never guessed where letters would come out wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.decoding import decode
from qualcode.errors import FaultsFound

PLACE = "t.txt"


def refused(data: bytes, encoding: str = "") -> str:
    with pytest.raises(FaultsFound) as found:
        decode(data, place=PLACE, encoding=encoding)
    (fault,) = found.value.faults
    return str(fault)


# --- encodings that say what they are -------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xef\xbb\xbfna\xc3\xafve", "utf-8-sig"),
        (b"na\xc3\xafve", "utf-8"),
        ("naïve".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "naïve".encode("utf-16-be"), "utf-16"),
        ("naïve".encode("utf-32"), "utf-32"),
        (b"\x00\x00\xfe\xff" + "naïve".encode("utf-32-be"), "utf-32"),
    ],
)
def test_unicode_is_known_by_its_mark_or_its_bytes(data: bytes, name: str) -> None:
    assert decode(data, place=PLACE) == ("naïve", name)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        "P1: We met at the café – twice.\r\n",
        "P1: Да, мы там были. Потом домой.\n",
        "P1: Ναι, πήγαμε μαζί στο σπίτι.\n",
        "One 😀 two.",
    ],
    ids=["Latin", "Cyrillic", "Greek", "an emoji"],
)
def test_wide_encodings_without_a_mark_are_known_by_their_nul_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), place=PLACE) == (text, encoding)


def test_a_mark_that_stands_twice_is_no_text() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa", place=PLACE) == ("a", "utf-8-sig")


def test_no_bytes_are_no_text() -> None:
    assert decode(b"", place=PLACE) == ("", "utf-8")


# --- one byte a letter ----------------------------------------------------------------------

CENTRAL = [
    *("się", "więcej", "mówił", "była", "można", "są", "myślę", "Łódź", "żeby", "źle", "ręka"),
    *("člověk", "při", "můj", "teď", "řekl", "Kč", "několik", "děti", "že přijde"),
    *("keď", "ďalej", "ľudia", "podľa", "byť", "čo", "Slovenčina"),
    *("večer", "također", "kuća", "riječ", "mogućnost", "međutim", "čovek", "všeč"),
    *("nő", "időpont", "gyűlés", "erdő", "tűz", "gyümölcsöző kérdésről"),
    *("ţară", "două", "său", "şi", "aşa", "fără", "situaţie", "învăţământ"),
]
WESTERN = [
    *(
        "père",
        "très",
        "être",
        "même",
        "où",
        "déjà",
        "août",
        "première",
        "sœur",
        "naïve",
        "à la fête",
        "connaître",
    ),
    *("größer", "schön", "weiß", "Übung", "Mädchen"),
    *("año", "¿Dónde?", "¿qué?", "mañana", "señor", "1º", "número 2ª"),
    *("não", "ações", "você", "manhã", "põe", "informação", "pão"),
    *("på", "må", "være", "gør", "først", "København", "også", "ågren", "själv", "öl", "Ærø", "får"),
    *("così", "più", "perché è vero", "città", "può"),
    *("það er", "með", "eða", "þetta"),
    *("perquè", "això", "20 m³ und 3 m²", "carrière"),
]


@pytest.mark.parametrize("text", CENTRAL)
def test_central_european_words_are_read_as_such(text: str) -> None:
    assert decode(text.encode("cp1250"), place=PLACE) == (text, "cp1250")


@pytest.mark.parametrize("text", WESTERN)
def test_west_european_words_are_read_as_such(text: str) -> None:
    assert decode(text.encode("cp1252"), place=PLACE) == (text, "cp1252")


@pytest.mark.parametrize(
    "text",
    [
        "I: “Tell me – if you can – what you’d do…”\r\nP: €5, ‘no’ more. • That’s §3 ©",
        "Wir müssen üben, Frau Köhler.",
        "¿Y entonces? ¡Claro que sí! El número 1º costó ½ o ¾ más.",
        "See note¹ and note² and page ³ for the £5 and ¥7 fees: 20 × 3 ± 1 µm, «fine», 25°.",
    ],
)
def test_signs_alone_don_t_make_a_text_central_european(text: str) -> None:
    """0x85 is an ellipsis; read as Latin-1 it would break lines."""
    assert decode(text.encode("cp1252"), place=PLACE) == (text, "cp1252")


def test_a_long_text_is_judged_by_all_its_words() -> None:
    polish = "Powiedziała, że chcą więcej pieniędzy i że zależy im na współpracy. " * 3
    french = "Elle a dit qu'à la fête son père et sa mère étaient prêts, où que ce fût, même très tôt. " * 3
    assert decode((polish + "Crème brûlée.").encode("cp1250", "ignore"), place=PLACE)[1] == "cp1250"
    assert decode((french + "Mrs. Dabrowska.").encode("cp1252"), place=PLACE)[1] == "cp1252"


def test_bytes_at_the_ends_have_no_neighbours() -> None:
    assert decode(b"\xe8", place=PLACE) == ("è", "cp1252")
    assert decode("ř".encode("cp1250") + b"eka", place=PLACE) == ("řeka", "cp1250")


# --- what is not guessed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("naïve, Größe, élan\n".encode() + b"caf\xe9 and more", 2),
        ("na\u00efve".encode() + b"\nx\ny \xff z", 3),
        ("It’s said".encode() + b" here\n\x93", 2),
        ("Więc są źli, że ".encode()[:-1] + b"\xc5", 1),
    ],
    ids=["an accent in another encoding", "a single accent before it", "a curly quote", "cut off at the end"],
)
def test_utf_8_with_a_broken_byte_is_told_with_its_line(data: bytes, line: int) -> None:
    sentence = refused(data)
    assert sentence.startswith(f"t.txt:{line}: is UTF-8 but for a broken byte 0x")
    assert "--encoding" in sentence


def test_two_signs_that_happen_to_look_like_utf_8_don_t_make_a_text_so() -> None:
    text = "«Le café fermé», dit-il: «L’É»"  # the last two are C9 BB
    assert decode(text.encode("cp1252"), place=PLACE) == (text, "cp1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Мы говорили об этом вчера.", "cp1251"),
        ("Μιλήσαμε για αυτό χθες.", "cp1253"),
        ("昨日それについて話しました。", "shift_jis"),
        ("我们昨天谈过这件事。", "gb18030"),
    ],
)
def test_other_alphabets_in_one_or_two_bytes_are_left_to_the_user(text: str, encoding: str) -> None:
    sentence = refused(text.encode(encoding))
    assert sentence.startswith("t.txt: is in no encoding of Latin letters; name its own with --encoding")
    assert decode(text.encode(encoding), place=PLACE, encoding=encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"one\ntwo \x81 caf\xe9", "t.txt:2: is neither UTF-8 nor cp1252 (byte 0x81)"),
        ("Się mówi. ".encode("cp1250") + b"\x83", "t.txt:1: is neither UTF-8 nor cp1250 (byte 0x83)"),
    ],
)
def test_a_byte_that_is_nothing_in_the_likelier_encoding_is_told_rather_than_read_in_the_other(
    data: bytes, problem: str
) -> None:
    assert refused(data).startswith(problem)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfea\0\0\xd8b\0", "t.txt: is not utf-16 throughout; "),
        ("ab cd".encode("utf-16-le") + b"\0\xdc \0", "t.txt: is not utf-16-le throughout; "),
        ("We met. ".encode("utf-16-le")[:-1], "t.txt: is not utf-16-le throughout; "),
        (b"\xff\xfea\0\0\0", "t.txt: is not text (it holds NUL bytes); "),
        (b"plain\0text", "t.txt: is not text (it holds NUL bytes); "),
        (b"\0\0\0\0", "t.txt: is not text (it holds NUL bytes); "),
        (bytes(range(256)) * 4, "t.txt: is not text (it holds NUL bytes); "),
        (b"".join(bytes((number, 0, number, 64)) for number in range(1, 250)), "t.txt: is not text ("),
    ],
    ids=[
        "half a pair in UTF-16",
        "half a pair without a mark",
        "half a letter",
        "a NUL in UTF-16",
        "a NUL",
        "nothing but NULs",
        "every byte",
        "NULs at every fourth place",
    ],
)
def test_what_is_no_text_is_refused(data: bytes, sentence: str) -> None:
    assert refused(data).startswith(sentence)


# --- an encoding that is named --------------------------------------------------------------


def test_a_named_encoding_is_taken_at_its_word() -> None:
    assert decode("œuf".encode("mac-roman"), place=PLACE, encoding="mac-roman") == ("œuf", "mac-roman")
    assert decode("na\u00efve".encode(), place=PLACE, encoding="cp1252") == ("naÃ¯ve", "cp1252")


@pytest.mark.parametrize("encoding", ["no-such", "hex", "zlib", "rot13", "../utf-8", "a\0b"])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    assert refused(b"abc", encoding).startswith("--encoding: unknown encoding ")


@pytest.mark.parametrize(
    ("data", "encoding", "sentence"),
    [
        (b"caf\xe9", "utf-8", "t.txt: is not utf-8 throughout; "),
        (b"\\ud800", "unicode-escape", "t.txt: is no text in unicode-escape; "),
        (b"abc", "undefined", "t.txt: is not undefined throughout; "),
    ],
)
def test_bytes_that_are_not_in_the_named_encoding_are_refused(
    data: bytes, encoding: str, sentence: str
) -> None:
    assert refused(data, encoding).startswith(sentence)


# --- laws -----------------------------------------------------------------------------------


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf_8_is_read_as_it_was_written(text: str) -> None:
    assert decode(text.encode(), place=PLACE) == (text, "utf-8")


@settings(max_examples=300)
@given(st.binary(max_size=120))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, place=PLACE)
    except FaultsFound:
        return
    assert "\0" not in text
    assert text == data.decode(encoding).removeprefix("\ufeff")


@pytest.mark.parametrize("byte", [b"\xe8", b"\xc5\x82\xff", b"\xc3", b"\xff", b"\0", b"a\0", b"a\xb9"])
def test_ten_megabytes_of_anything_are_decided(byte: bytes) -> None:
    data = byte * (10_000_000 // len(byte))
    try:
        decode(data, place=PLACE)
    except FaultsFound as found:
        assert str(found).startswith(PLACE)  # noqa: PT017 - either outcome is right
