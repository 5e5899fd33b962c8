"""Numerals that are no quantities: dates, years, times, ranks, names, codes, scores.

Each rule has a name and looks at one numeral in its context; ``reason`` gives the name of
the first that applies. Rules see at most a few words on either side, so the cost is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kursk_claims.extract.quantities import calendar, currencies, units
from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.context import OPENERS, Context, words
from kursk_claims.extract.quantities.numerals import Numeral
from kursk_claims.extract.rules import Rule
from kursk_claims.lexicon import alternatives

_S = f"[{SPACES}]"


def _in_code(c: Context) -> bool:
    """``G7``, ``S-300``, ``299C``, ``#5``: letters or signs grown together with the number."""
    if c.numeral.kind == "times" or (c.numeral.notation == "word" and not c.before.endswith("-")):
        return False
    if re.search(r"[^\W\d]$|[^\W\d_][-‑]$|[^\W\d_]\d+[-‑]$|[#@&=_^\\]$|[^\W\d]\.$|[^\W_]/$|\[$|-\d+[-‑]$", c.before):
        if re.match(r"[a-z]\d", c.after):
            return True
        measured = re.search(r"\d([^\W\d_]+)[-‑]$", c.before)  # "3km-5km"
        if measured and c.has_unit and units.symbol_of_sign(measured.group(1)):
            return False
        return not re.search(r"(?:^|\W)(?:[A-Z]{3}|Fr\.|ca\.|max\.|min\.|[Ii]nkl\.|[Mm]ind\.)$", c.before)
    joined = re.match(r"[-‑]\d", c.after)  # "241117-99-53606", "3-4-3"
    if joined and (re.match(r"[-‑]\d+[-‑]\d", c.after) or re.search(r"\d[-‑]$", c.before)):
        return True
    if re.match(r"[^\W_]", c.after):
        resolution = len(c.numeral.text) == 1 and c.after.startswith("K")  # "4K"
        return resolution or not (c.has_unit or re.match(r"[Mm]al\b|[Ff]ach", c.after))
    return bool(re.match(r"\]|[/&=]\w", c.after) and not c.has_unit and not re.match(r"/\d+\b(?![/.])", c.after))


def _damaged(c: Context) -> bool:
    """Digits on both sides of a sign that could not be decoded: nobody knows what stood between them."""
    return bool(re.search("\\d\ufffd+$", c.before) or re.match("\ufffd+\\d", c.after))


def _padded(c: Context) -> bool:
    """``007``, ``0800``: a leading zero writes a code or a part of a time."""
    return c.plain and len(c.numeral.text) > 1 and c.numeral.text[0] == "0" and c.numeral.value != 0


def _telephone(c: Context) -> bool:
    """Groups of digits joined by spaces, slashes or hyphens after ``+49``, ``0…`` or ``Tel.``."""
    if c.numeral.notation == "word":
        return False
    start = re.search(r"[\d\s/()+‑-]*$", c.before)
    run = (start.group() if start else "") + c.numeral.text
    rest = re.match(r"[\d\s/()‑-]*", c.after)
    run += rest.group() if rest else ""
    digits = re.sub(r"\D", "", run)
    if re.search(r"\+\d{1,3}[\s(/-]*\d", run) and len(digits) >= 7:
        return True
    if re.match(r"\s*\(?0\d{2,5}\)?[\s/‑-]*\d{2,}", run) and len(digits) >= 7:
        return True
    announced = c.before.removesuffix(start.group() if start else "").rstrip(" (.:").rpartition(" ")[2].lower()
    return any(stem in announced for stem in words().telephones) and not c.counts_noun


def _postcode(c: Context) -> bool:
    """``Hafenstr. 84, 15374 Müncheberg``: five digits after a house number, or that house number."""
    if not c.plain:
        return False
    code, place = r"\d{5}", rf"{_S}[A-ZÄÖÜ]"
    if re.fullmatch(code, c.numeral.text):
        return bool(re.search(rf"(?:{_STREET}){_S}\d+{_S}?[a-z]?,{_S}$|\bD-$", c.before) and re.match(place, c.after))
    return bool(re.search(rf"(?:{_STREET}){_S}$", c.before) and re.match(rf"{_S}?[a-z]?,{_S}{code}{place}", c.after))


_STREET = r"(?i:str\.|straße|weg|platz|allee|gasse|ufer|damm|ring|chaussee)"


def _rank(c: Context) -> bool:
    """``der 3. Tag``, ``zum 10. Mal``, ``1. FC``: digits with a full stop inside a sentence."""
    if c.numeral.notation not in ("plain",) or len(c.numeral.text) > 4:
        return False
    if c.before.endswith("(") and re.match(rf"\.(?:[)/,+]|{_S}[A-ZÄÖÜ])", c.after):  # "(65.)": the minute of a goal
        return True
    if re.match(r"\.[,;?!](?!\d)", c.after):  # "am 24., Weihnachten am 25."
        return True
    if re.search(r"\d\.\+$", c.before):
        return True
    match = re.match(rf"\.{_S}{{0,2}}(?:-?[„\"»(]?)([^\W\d_]+)?", c.after)
    if match is None:
        return False
    following = match.group(1)
    if following is None:
        return False
    if len(c.numeral.text) == 4:  # "am 1000. Tag"; a year ends a sentence
        return following.lower() in words().ordinal_nouns and c.word_before.lower() in words().ordinal_cues
    if c.after[1:2].isalpha():
        return True
    if following[0].islower() or following.lower() in words().ordinal_nouns:
        return True
    if c.word_before.lower() in words().ordinal_adverbs and following.lower() not in words().function_words:
        earlier = re.search(rf"([^\W\d_]+){_S}[^\W\d_]+{_S}$", c.before)
        return earlier is not None and earlier.group(1).lower() in words().ordinal_cues
    return c.word_before.lower() in words().ordinal_cues


@cache
def _abbreviated() -> re.Pattern[str]:
    return re.compile(rf"§+\s?$|\b(?:{alternatives(words().abbreviated)})\.\s?$")


def _designated(c: Context) -> bool:
    """``Artikel 5``, ``Platz 3``, ``Boeing 737``: the noun before is named by the number."""
    if c.numeral.kind != "cardinal":
        return False
    word = c.word_before.strip("(,;:").lower()
    if word == "zahl" or word in words().loose_designators:
        return not (c.counts_noun or c.has_unit)
    if word in words().designators or _abbreviated().search(c.before):
        return units.read_after(c.text, c.numeral.end) is None
    return False


_COUNTED_BEFORE = re.compile(
    rf"\d{_S}(?:[a-zäöüß]+{_S}){{0,2}}[A-ZÄÖÜ]\w+(?:,|{_S}und){_S}(?:der|die|das){_S}[A-ZÄÖÜ][\w-]+{_S}$"
)
"""``stellt 32 Abgeordnete, die Bürgerpartei 30``: the verb and the noun are left out."""


_PART_OF_ALL = re.compile(rf"(?:^|[.!?,;:–(]\s*|\bdass{_S})[Vv]on{_S}(?:[a-zäöüß]+{_S})?\d[\d.]*{_S}[^\d.,;:!?\n]*$")
"""Before ``k`` of ``von n … k``."""


_CLUB = re.compile(rf"(?:^|[^\w-])[A-ZÄÖÜ]{{2,4}}{_S}$")
_FOUNDED = re.compile(r"1[89]\d\d")
"""``TSG 1899 Hoffenheim``: the year in which a club was founded, whatever noun follows."""


def _named(c: Context) -> bool:
    """``Windows 7 kommt``: a name, then bare digits, then nothing that they could count."""
    release = re.fullmatch(r"\d{1,2}\.\d{1,2}", c.numeral.text)
    if not (release or (c.plain and len(c.numeral.text) <= 5)) or c.has_unit or c.after.startswith(("-", "‑")):
        return False
    if _CLUB.search(c.before) and _FOUNDED.fullmatch(c.numeral.text):
        return True
    word = c.word_before
    if word == "Euro" and len(c.numeral.text) == 1:  # "die Norm Euro 5"
        return not c.counts_noun and re.search(rf"\d{_S}Euro{_S}$", c.before) is None
    if c.after[:1] in (".", ",", ";") and _COUNTED_BEFORE.search(c.before):
        return False
    if _PART_OF_ALL.search(c.before) and c.word_after[:1].islower():
        return False  # "von 67 Insassen an Bord 32"
    if not word or not word[0].isupper() or currencies.is_noun(word) or word[-1] in '.,;:)“"»':
        return False
    bare = word.strip(OPENERS).lower()
    if bare in words().function_words or bare in words().value_nouns:
        return False
    if re.match(rf"{_S}?(?:bis|[-–]|oder|und|bzw){_S}?\d", c.after) or units.read_before(c.text, c.numeral.start):
        return False
    return not (c.counts_noun or c.word_after.lower() in words().part_openers)


def _noun_numeral(c: Context) -> bool:
    """``die Elf``, ``in Acht``, ``Claudia Tausend``: a capitalised number word that is a noun."""
    text = c.numeral.text
    if c.numeral.notation != "word" or c.numeral.kind != "cardinal" or not text.isalpha() or not text[0].isupper():
        return False
    if c.starts_sentence or c.has_unit:
        return False
    word = c.word_before
    if text in ("Hundert", "Tausend", "Dutzend"):
        return bool(word) and word[0].isupper() and word.isalpha() and word.lower() not in words().function_words
    if text in ("Million", "Milliarde"):
        return False
    return not c.counts_noun or word.lower() in words().before_noun_numeral


def _score(c: Context) -> bool:
    """``3:1``, ``drei zu eins``."""
    if c.numeral.kind != "cardinal" or c.numeral.scale != 1.0:
        return False
    if re.search(r"\d\s?:\s?$", c.before) or re.match(r"\s?:\s?\d", c.after):
        return True
    if _VOTES_AFTER.match(c.after) or (_VOTES_BEFORE.search(c.before) and _VOTES.match(c.after)):
        return True
    pair = rf"{_S}zu{_S}(?:null|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|\d{{1,2}})\b"
    if re.match(pair, c.after):
        return True
    return bool(
        re.search(rf"\b(?:null|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|\d{{1,2}}){_S}zu{_S}$", c.before)
    )


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words().titles)})(?!\w)")


@cache
def _cited_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words().cited_before)}){_S}[„“\"»«]?$", re.IGNORECASE)


@cache
def _cited_after() -> re.Pattern[str]:
    return re.compile(rf"[“”\"«»]?{_S}(?:{alternatives(words().cited_after)})(?!\w)")


_COUNT = r"(?:\d{1,3}|(?<!\w)[a-zäöüß]+)"
_VOTES = re.compile(rf"{_S}(?:[\w-]+{_S})?(?:\w+-)?(?:[Ss]timmen)(?!\w)")
_VOTES_AFTER = re.compile(rf"{_S}(?:zu|gegen){_S}{_COUNT}{_VOTES.pattern}")
_VOTES_BEFORE = re.compile(rf"{_COUNT}{_S}(?:zu|gegen){_S}$")
"""``mit sieben gegen fünf Stimmen``, ``mit 323 zu 145 Stimmen``: the result of a vote."""


_OPENING, _CLOSING = ("„", "“", '"', "»", "«"), ("“", "”", '"', "«", "»")


def _quoted(c: Context) -> bool:
    """``im Nachtclub „911“``: nothing but the number between quotation marks; ``die Zeitung „20 Minuten“``."""
    title = _titles().match(c.numeral.text + c.after)
    if title is not None:
        rest = (c.numeral.text + c.after)[title.end() :]
        closes = c.before.endswith(_OPENING) and rest.startswith(_CLOSING)
        return closes or bool(_cited_before().search(c.before) or _cited_after().match(rest))
    return c.before.endswith(_OPENING) and c.after.startswith(_CLOSING)


def _lettered(c: Context) -> bool:
    """``B 500``, ``A 9``, ``Maroon 5``-like codes: one or two capitals and a number."""
    return c.plain and bool(re.search(rf"(?:^|[^\w])[A-ZÄÖÜ]{{1,2}}{_S}$", c.before)) and not c.has_unit


def _list_item(c: Context) -> bool:
    """``1. Erstens`` or ``2) …`` at the start of a line."""
    return c.plain and c.starts_line and len(c.numeral.text) <= 2 and bool(re.match(r"[.)]\s", c.after))


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(alternatives(words().idioms))


def _fixed_phrase(c: Context) -> bool:
    """``unter vier Augen`` and other idioms of the lexicon."""
    window = (c.before[-20:] + c.numeral.text + c.after[:20]).lower()
    start = len(c.before[-20:])
    return any(m.start() < start + len(c.numeral.text) and m.end() > start for m in _idioms().finditer(window))


def _term(c: Context) -> bool:
    """``7-Tage-Inzidenz``, ``Fünf-Sterne-Hotel``: the number belongs to a compound that is a term."""
    if not re.match(r"[-‑]\w", c.after):
        return False
    rest = c.after[1:].lower()
    if rest.startswith(words().terms):
        return True
    noun, hyphen, _ = rest.partition("-")
    if c.numeral.scale >= 1e6 or (hyphen and noun in words().counted_parts):
        return False
    if re.match(r"\d|(?:und|bis|oder)\b", rest) or rest.startswith(("mal", "fach")):
        return False
    return not c.has_unit


@cache
def _registered() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words().registers)})[:\s]*[\w\s/.-]{{0,32}}$")


def _license(c: Context) -> bool:
    """``ISBN 3-16…``, ``Az. 5 StR 12/05``: parts of registered codes."""
    return bool(_registered().search(c.before)) and c.numeral.notation != "word"


_ADDRESS_SIGN = re.compile(r"://|www\.|\w@\w|\w\.(?:de|com|org|net|at|ch|eu|info|html?|php|pdf)\b")
_ADDRESS = re.compile(r"\S*(?:://|www\.|\w@\w|\w\.(?:de|com|org|net|at|ch|eu|info|html?|php|pdf)\b)\S*")


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the spans of URLs, e-mail addresses and file names; numbers inside them count nothing."""
    if not _ADDRESS_SIGN.search(text):
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


Excluding = Rule[Callable[[Context], bool]]

RULES: tuple[Excluding, ...] = (
    Excluding("damaged", "1\ufffd5 Euro", _damaged),
    Excluding("telephone", "Tel. 030 12345-67", _telephone),
    Excluding("postcode", "Hafenstr. 84, 15374 Müncheberg", _postcode),
    Excluding("padded", "0800", _padded),
    Excluding("list_item", "1. Erstens", _list_item),
    Excluding("date", "am 17. November", calendar.is_date),
    Excluding("clock", "um 14.30 Uhr", calendar.is_clock),
    Excluding("decade", "die 90er Jahre", calendar.is_decade),
    Excluding("year", "im Jahr 1994", calendar.is_year),
    Excluding("rank", "der 3. Tag", _rank),
    Excluding("score", "gewann 3:1", _score),
    Excluding("code", "G7", _in_code),
    Excluding("quoted", "im Nachtclub „911“", _quoted),
    Excluding("lettered", "auf der A 9", _lettered),
    Excluding("license", "ISBN 3-16-148410-0", _license),
    Excluding("designated", "Artikel 5", _designated),
    Excluding("noun_numeral", "Die Elf gewann", _noun_numeral),
    Excluding("idiom", "unter vier Augen", _fixed_phrase),
    Excluding("term", "Fünf-Sterne-Hotel", _term),
    Excluding("name", "Windows 7 kommt", _named),
)
"""What a numeral is that is no quantity; the first that applies names the reason."""

_CHAINED = frozenset(("date", "year", "rank", "designated", "name", "clock", "telephone", "license"))
_CHAIN = re.compile(rf"\.?{_S}?(?:,|und|oder|bis|sowie|statt|[-–/&]){_S}?")


def reason(
    text: str, numeral: Numeral, before: Numeral | None = None, excluded_before: str | None = None
) -> str | None:
    """Return the name of the rule that keeps ``numeral`` from being a quantity, or ``None``.

    ``before`` and ``excluded_before`` are the numeral to the left and its reason: in
    ``Artikel 5 und 6`` or ``2009 und 2010`` the second shares the reason of the first.
    """
    context = Context(text, numeral)
    for rule in RULES:
        if rule.find(context):
            return rule.name
    if before is None:
        return None
    day = excluded_before in ("date", "padded") and not context.has_unit
    if day and calendar.is_next_day(text, before, numeral):
        return "date"
    if excluded_before not in _CHAINED:
        return None
    if excluded_before == "designated" and numeral.notation == before.notation == "word":
        listed = _CHAIN.fullmatch(text, before.end, numeral.start)
        return excluded_before if listed and not context.has_unit and not context.counts_noun else None
    if not context.plain and not (numeral.text.count(".") == 1 and excluded_before in ("designated", "name")):
        return None
    joined = _CHAIN.fullmatch(text, before.end, numeral.start)
    if joined and not context.has_unit and not context.counts_noun:
        return excluded_before
    return None
