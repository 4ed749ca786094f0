"""Whether the dot behind a word ends a sentence or belongs to an abbreviation, an initial, a number.

The tables hold words in lower case without their last dot: English first, then what talk in German, French,
Spanish, Italian and Russian is full of.
"""

from __future__ import annotations

import re


def _table(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name follows, whatever it begins with.
_TITLES = _table("""
    mr mrs ms dr drs prof sen rep gen brig col maj capt cpt cdr adm lt sgt cpl gov amb hon rev pres supt
    messrs hr fr frl dott sig dña dra mme mlle
""")
_ALWAYS_TITLES = _table("mr mrs ms dr hr")  # the others are words as well: `our union rep. We asked him.`
# More of the sentence follows, whatever it begins with.
_MIDDLE = _table("""
    e.g eg i.e ie cf viz vs ca approx incl excl esp resp z.b d.h bzw bspw inkl exkl ggf evtl sog vgl zzgl
    z d p.ex p.ej ej env aprox núm pág ud uds vd vds
""")
# A number follows; without one the word is a word (`The answer was no.`, `a work of art.`).
_NUMBERED = _table("""
    no nos nr art arts sec sect para paras fig figs p pp vol vols ch chap eq tab app kap bd ziff abs n.º
""")
_WORDS_TOO = _table("no art arts fig figs app tab")
# The end of a list, and of the sentence wherever a capital follows.
_TRAILING = _table("etc ecc usw uvm ff т.д т.п др")
# The end of a sentence only where the next word is one that begins sentences.
_OTHERS = _table("""
    st ste mt ft ave rd blvd hwy sq apt jr sr sra esq inc ltd co corp bros plc llc gmbh dept univ inst
    assn assoc govt min max avg est ed eds hrsg al ibid op loc cit orig misc tel ext mgmt intl natl temp
    hrs yrs mins lbs oz km cm mm kg jan feb mar apr jun jul aug sep sept oct nov dec ph.d ll.m m.sc b.sc
    str jh jhd geb gest mio mrd tsd aufl anm av cont ref refs yr wk tbsp tsp gal pt pts ee.uu ee uu avda
    lic ing г ул им руб см т.е т.к е к
""")
_KINDS: dict[str, str] = {
    word: kind
    for kind, table in (
        ("other", _OTHERS),
        ("title", _TITLES),
        ("middle", _MIDDLE),
        ("numbered", _NUMBERED),
        ("trailing", _TRAILING),
        ("time", _table("a.m p.m")),
    )
    for word in table
}
TAILS = frozenset(word[-3:] for word in _KINDS)
"""How the abbreviations end: a word of three letters or more that doesn't is none."""
_BEHIND_TIMES = _table("""
    eastern central pacific mountain et est edt ct cst cdt pt pst pdt mt gmt utc bst cet cest local monday
    tuesday wednesday thursday friday saturday sunday
""")
# A letter behind these is no initial: `plan B`, `vitamin C`.
_LETTERED = _table("""
    plan option group type class section annex appendix part vitamin team level grade tier phase room
    block hall gate schedule unit point case model form hepatitis building door platform company village
    person
""")
# German writes ordinals with a dot: `im 2. Stock`, `am 3. Mai`.
_BEFORE_ORDINALS = _table("vom zum bis der die das dem den des im beim ab seit jeder jede jedes")
_MONTHS = _table("januar jänner februar märz april mai juni juli august september oktober november dezember")
_ENGLISH_MONTHS = _table("april august september november")

_STARTERS = _table("""
    the this that these those we i it he she they you there here who what when where why how which whose
    and but so or nor because although though however if unless until while since before after as once
    then now in on at by for from of to with without about under over between among during despite my our
    your his her their its one some any each every all both most many much few several nobody everybody
    somebody anybody nothing everything something neither either none no not never only even just also
    again still yet yes yeah yep okay ok well oh anyway actually maybe perhaps sure right sorry please
    thanks thank is are was were do did does have has had can could would should let today yesterday
    tomorrow der die das ein eine wir ich er sie es und aber dann da nein ja le la les un une il elle nous
    vous ils elles je mais et ce ça on non oui donc alors puis el los las yo él ella nosotros pero
    entonces sí ahora luego я мы вы он она они это но и потом
""")
_UNFINISHED = _table("""
    the a an of to and or but in with for from my our your his her their its this that is was were are be
    been at by on as if who which very not whose
""")
_SHOUTED = _table("we he she they you nobody then so yes no")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_]{1,2})+|[^\W\d_]{2}\.[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC]{2,}|[VXLC]")


def starts_sentences(word: str) -> bool:
    """Whether a word with a capital is one that begins sentences (`They`), and not a name.

    Where all is in capitals, only words that rarely stand elsewhere say so.
    """
    if not word[:1].isupper():
        return False
    return word.lower() in (_STARTERS if len(word) == 1 or word[1:].islower() else _SHOUTED)


def is_unfinished(word: str) -> bool:
    """Whether nobody ends a sentence on this word, so that dots behind it are a pause (`the … Ministry`)."""
    return word.lower().lstrip("(\"'“‘") in _UNFINISHED


def dot_ends(word: str, before: str, following: str, *, uncapitalised: bool) -> bool:
    """Whether a sentence ends at the dot behind `word`.

    `before` is what stands in front of the word, `following` the next word without the signs in front of
    it; `uncapitalised` says that the sentence itself began in lower case, as in automatic transcripts.
    """
    kind = _KINDS.get(word.lower())
    if kind is not None:
        return _abbreviation_ends(kind, word, following)
    if len(word) == 1 and word.isalpha():
        return _initial_ends(word, before, following)
    if word.isdigit():
        return _number_ends(word, before, following, uncapitalised=uncapitalised)
    return not _DOTTED.fullmatch(word) or starts_sentences(following)


def _abbreviation_ends(kind: str, word: str, following: str) -> bool:
    if kind == "numbered":
        return _unnumbered(word, following)
    if kind == "trailing":
        return not following[:1].islower()
    if kind == "time":
        return _time_ends(word, following)
    if kind == "middle" or (kind == "title" and (word[0].isupper() or word.lower() in _ALWAYS_TITLES)):
        return False
    return starts_sentences(following)


def _unnumbered(word: str, following: str) -> bool:
    if following[:1].islower():
        return word.lower() in _WORDS_TOO
    return not (following[:1].isdigit() or (word[0].isupper() and _ROMAN.fullmatch(following)))


def _time_ends(word: str, following: str) -> bool:
    if len(following) > 1 and following.isupper() and word.isupper():
        return starts_sentences(following)
    return following[:1].isupper() and following.lower() not in _BEHIND_TIMES


def _initial_ends(letter: str, before: str, following: str) -> bool:
    if letter == "I":  # `So do I.`, but `J. I. Wood`
        return not before.endswith(".")
    if letter.lower() == letter.upper():  # a script without capitals has no initials
        return True
    return before.lower().lstrip("(") in _LETTERED or starts_sentences(following)


def _number_ends(number: str, before: str, following: str, *, uncapitalised: bool) -> bool:
    if following[:1].islower():
        return uncapitalised or len(number) > 2
    if len(number) > 2 or starts_sentences(following):
        return True
    if before == "am" or following.lower() in _MONTHS - _ENGLISH_MONTHS:
        return following.lower() not in _MONTHS
    return before.lower() not in _BEFORE_ORDINALS
