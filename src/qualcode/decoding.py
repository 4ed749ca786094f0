"""Bytes → text: the usual encodings, guessed from the bytes and always named.

Of windows-1252 (West European) and windows-1250 (Central European) that one is taken in which the letters
stand where they stand in words: `è` comes between consonants (`père`), `č`, the same byte, beside vowels
(`večer`).
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import islice

from qualcode.errors import refuse

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REMEDY = "name its encoding with --encoding, or save it as UTF-8"
_LOOKED_AT = 400_000
_ENOUGH = 20_000
# The upper bytes of letters and signs in UTF-16; those of emoji.
_UPPER = frozenset((*range(0x28), *range(0xD8, 0xE0), 0xFE, 0xFF))

# UTF-8 sequences of more than one byte; then those that no text in windows-1252 holds by chance.
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_TELLING = re.compile(rb"(?<=[a-z])[\xc3-\xc5][\x80-\xbf](?=[a-z])|\xe2\x80[\x90-\xbf]|\xc2\xa0")
_HIGH = re.compile(rb"[\x80-\xff]")
_ROW_OF_HIGH = re.compile(rb"[\x80-\xff]{4,}")  # no word in Latin letters has so many accents in a row

# What speaks for windows-1252 (W, w) and for windows-1250 (C, c) about a byte that differs between them: four
# groups by what stands before it (nothing, vowel, consonant, other), four letters each by what follows.
# Capitals count as their small letters. Counted over the words of fifteen languages, each with equal weight.
_WEIGHTS = {"W": -6, "w": -2, ".": 0, "c": 2, "C": 6}
_LETTERS = {
    0x8C: "..C. .... .... ....",  # Œ Ś
    0x8D: "CCCC CCCC CCCC CCCC",  #   Ť
    0x8F: "CCCC CCCC CCCC CCCC",  #   Ź
    0x9C: ".wCc C.CC .wC. ..C.",  # œ ś
    0x9D: "CCCC CCCC CCCC CCCC",  #   ť
    0x9F: "..c. ..C. c.C. ..c.",  # Ÿ ź
    0xA3: ".C.c .... .... ....",  # £ Ł
    0xA5: "..C. .... .... ....",  # ¥ Ą
    0xAA: ".... .... .... ....",  # ª Ş
    0xAF: ".Ccc .... .... ....",  # ¯ Ż
    0xB3: ".Ccc CCCC cCCC cCC.",  # ³ ł
    0xB9: ".... C.CC C.CC C.C.",  # ¹ ą
    0xBA: ".CC. CCCC wCCc .CC.",  # º ş
    0xBC: ".cc. .... .... ....",  # ¼ Ľ
    0xBE: ".cc. CCCC cCCc ccc.",  # ¾ ľ
    0xBF: ".Ccc cCCC .Ccc cCCc",  # ¿ ż
    0xE0: "WwW. W.W. WwW. ....",  # à ŕ
    0xE3: ".... .W.. CwCC CCC.",  # ã ă
    0xE5: "W.W. ..W. WWWw ..w.",  # å ĺ
    0xE6: "WCw. CCc. W.W. CCc.",  # æ ć
    0xE8: ".CCw cCcC WCW. cC..",  # è č
    0xEA: ".wW. cw.C .WwC c.Cc",  # ê ę
    0xEC: ".... W... cwCC ....",  # ì ě
    0xEF: "..w. wwWw c... ccc.",  # ï ď
    0xF0: "WC.. WC.. WC.. Wc..",  # ð đ
    0xF1: ".W.. CWC. c... ....",  # ñ ń
    0xF2: ".cw. wC.. WCW. .Cwc",  # ò ň
    0xF5: "c.C. cWC. C.Cw ..w.",  # õ ő
    0xF8: ".CW. CC.C WcW. cC..",  # ø ř
    0xF9: ".... ..c. C.CC C.C.",  # ù ů
    0xFB: "..C. C... CCc. ....",  # û ű
    0xFE: ".c.c cCcC cC.C .C.C",  # þ ţ
}
_CONTESTED = re.compile(rb"[\x8c\x8d\x8f\x9c\x9d\x9f\xa3\xa5\xaa\xaf\xb3\xb9\xba\xbc\xbe\xbf"
                        rb"\xc0\xc3\xc5\xc6\xc8\xca\xcc\xcf-\xd2\xd5\xd8\xd9\xdb\xde"
                        rb"\xe0\xe3\xe5\xe6\xe8\xea\xec\xef-\xf2\xf5\xf8\xf9\xfb\xfe]")  # fmt: skip
_VOWELS = frozenset("aeiouyAEIOUYáéíóúýäöüôâëçîÁÉÍÓÚÝÄÖÜ".encode("cp1252"))
_SIGNS = frozenset(  # what both read as a sign
    b"\x8b\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9b\xa0\xa1\xa2\xa4\xa6\xa7\xa8\xa9\xab\xac\xad\xae"
    b"\xb0\xb1\xb2\xb4\xb5\xb6\xb7\xb8\xbb\xd7\xf7"
)
# Endings and fragments that say more than one neighbour does.
_FRAGMENT = 7
_FIRST, _LAST = r"(?<![a-z\x8a-\xff])", r"(?![a-z\x8a-\xff])"
_WESTERN = re.compile(
    rf"i\xe8[rmtcdbn]e|i\xe8[rv]r|[oi]\xf9{_LAST}|c\xfbt|[lmrsptjgod]\xfb[tlmr][aeirs]"  # -ière, où, coût
    # così, què, manhã, não
    rf"|(?:os|rd|{_FIRST}[sl])\xec{_LAST}|qu[\xe8\xea]|{_FIRST}[\xe0\xe8]{_LAST}|nh\xe3|\xe3[oe]|\xf5e"
    rf"|[aiu]\xf0{_LAST}|e\xf0a|\xf0ur|\xf0i[rs]"  # það, eða
    rf"|{_FIRST}\xfe(?:a\xf0|etta|ess|eir|ar{_LAST}|egar|au|\xe6r|\xfa|\xe9r|i[tnl])"
    rf"|{_FIRST}\xbf(?:qu|c[u\xf3]|por|d[o\xf3]n|y{_LAST})|{_FIRST}(?-i:\xbf[A-Z\xc0-\xde])"  # ¿por qué?
    rf"|[a-z.]\xb2|m\xb3{_LAST}".encode("latin-1"),  # m², m³
    re.IGNORECASE,
)
_CENTRAL = re.compile(
    rf"i\xea[cdkltbzg\xe6\xbf]|[rwptkgbz]\xea[cdkbz]|\xeal[iy]|ni\xea|c\xeas|t\xea{_LAST}"  # się, ręka, więc
    rf"|\xb3[aeoy]|k\x9c|{_FIRST}\xef|[eu]\xef{_LAST}|\xef[ao]|o\xf2"  # była, jakoś, ďalej, keď
    rf"|\xe3[ui]|[ou]u\xe3|{_FIRST}\xe3[sl]"  # său, două, ăla
    rf"|a\xe8k|i\xe8n|(?:sa|{_FIRST})\xe8[iae]|\xf9[bjv]|{_FIRST}k\xe8{_LAST}"  # ačkoli, můj, Kč
    r"|y\xfb".encode("latin-1"),  # gyűlés
    re.IGNORECASE,
)


def decode(data: bytes, *, place: str, encoding: str = "") -> tuple[str, str]:
    """Return the text and the name of the encoding it was read with; raises `FaultsFound` if it is none.

    Tried in turn: a byte order mark, UTF-8, UTF-32 and UTF-16 without a mark, and the one-byte encodings
    windows-1252 and windows-1250, whichever makes the better words. Never guessed is what would be read with
    letters wrong: UTF-8 with a broken byte, other alphabets in one byte.
    """
    if encoding:
        return _decode_as(data, encoding, place), encoding
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decode_as(data, name, place), name
    if b"\0" in data:
        wide = _wide(data) or refuse(place, "is not text (it holds NUL bytes)", "save it as text in UTF-8")
        return _decode_as(data, wide, place), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_broken(data, error, place)
        return _one_byte(data, error.start, place)


def _decode_as(data: bytes, encoding: str, place: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        refuse(place, f"is not {encoding} throughout", _REMEDY)
    except (LookupError, ValueError):
        refuse("--encoding", f"unknown encoding {encoding!r}", "write utf-8, utf-16, cp1252 or cp1250")
    if re.search("[\ud800-\udfff]", text):
        refuse(place, f"is no text in {encoding}", _REMEDY)
    if "\0" in text:
        refuse(place, "is not text (it holds NUL bytes)", "save it as text in UTF-8")
    return text.removeprefix("\ufeff")


def _wide(data: bytes) -> str:
    """UTF-32 or UTF-16 without a mark, known by where the NUL bytes stand; "" for anything else."""
    start = data[:_LOOKED_AT]
    for name, planes, upper in (("utf-32-le", 3, 2), ("utf-32-be", 0, 1)):
        if len(data) % 4 == 0 and not any(start[planes::4]) and max(start[upper::4]) <= 0x10:
            return name
    for name, here, there in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        uppers, lowers = start[here::2], start[there::2]
        known = sum(count for byte, count in Counter(uppers).items() if byte in _UPPER)
        # A blank or a line end every now and then, and letters of alphabets.
        if uppers.count(0) > max(0.03 * len(uppers), 5 * lowers.count(0)) and known >= 0.9 * len(uppers):
            return name
    return ""


def _refuse_broken(data: bytes, error: UnicodeDecodeError, place: str) -> None:
    """Refuse UTF-8 with a few broken bytes: read as anything else, every accent in it would be wrong."""
    sequences = [len(match[0]) for match in islice(_MULTIBYTE.finditer(data), _ENOUGH)]
    high = sum(1 for _ in islice(_HIGH.finditer(data), 4 * _ENOUGH))
    telling = len(sequences) >= 3 or _TELLING.search(data) is not None
    if telling and sum(sequences) >= 0.6 * high:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"is UTF-8 but for a broken byte 0x{data[error.start]:02x}"
        refuse(f"{place}:{line}", problem, f"mend that byte, {_REMEDY}")


def _one_byte(data: bytes, first: int, place: str) -> tuple[str, str]:
    """The text in the likelier of the two; `first` is the first byte that isn't ASCII."""
    start = data[max(0, first - 100) :][:_LOOKED_AT]
    high = sum(1 for _ in _HIGH.finditer(start))
    if sum(len(row) for row in _ROW_OF_HIGH.findall(start)) > 0.3 * high:
        refuse(place, "is in no encoding of Latin letters", "name its own with --encoding, such as cp1251")
    name = "cp1250" if _central(start) > 0 else "cp1252"
    try:
        return data.decode(name), name
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"is neither UTF-8 nor {name} (byte 0x{data[error.start]:02x})"
        return refuse(f"{place}:{line}", problem, _REMEDY)


def _central(data: bytes) -> int:
    """How much speaks for windows-1250; below 0, for windows-1252."""
    total = 0
    for match in _CONTESTED.finditer(data):
        at, byte = match.start(), match[0][0]
        weights = _LETTERS[byte | 0x20 if 0xC0 <= byte < 0xE0 else byte]
        before, after = _place(data[at - 1 : at]), _place(data[at + 1 : at + 2])
        total += _WEIGHTS[weights[5 * before + after]]
    return total + _FRAGMENT * (len(_CENTRAL.findall(data)) - len(_WESTERN.findall(data)))


def _place(byte: bytes) -> int:
    """Which neighbour a byte is, as in `_LETTERS`: 0 nothing, 1 a vowel, 2 a consonant, 3 another letter."""
    if byte and byte[0] in _VOWELS:
        return 1
    if byte >= b"\x8a" and byte[0] not in _SIGNS:
        return 3
    return 2 if byte.isalpha() else 0
