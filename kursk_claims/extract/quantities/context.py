"""The words around a numeral, read once and shared by all rules that look at them."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Final

from msgspec import Struct

from kursk_claims.extract.quantities import units
from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.numerals import Numeral
from kursk_claims.lexicon import alternatives, reader

_S = f"[{SPACES}]"
_REACH = 60


class NotQuantities(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/not_quantities.toml``; see the comments there."""

    months: tuple[str, ...]
    seasons: frozenset[str]
    year_cues: frozenset[str]
    year_prepositions: frozenset[str]
    year_followers: frozenset[str]
    designators: frozenset[str]
    loose_designators: frozenset[str]
    ordinal_nouns: frozenset[str]
    ordinal_cues: frozenset[str]
    ordinal_adverbs: frozenset[str]
    idioms: tuple[str, ...]
    terms: tuple[str, ...]
    value_nouns: frozenset[str]
    function_words: frozenset[str]
    part_openers: frozenset[str]
    before_noun_numeral: frozenset[str]
    date_cues: tuple[str, ...]
    abbreviated: tuple[str, ...]
    registers: tuple[str, ...]
    titles: tuple[str, ...]
    cited_before: tuple[str, ...]
    cited_after: tuple[str, ...]
    telephones: tuple[str, ...]
    singular_verbs: frozenset[str]
    counted_parts: frozenset[str]
    auxiliaries: tuple[str, ...]
    singular_determiners: frozenset[str]


words: Final = reader("de/not_quantities", NotQuantities)


@cache
def month() -> str:
    """Pattern of a month's name or abbreviation, in any case."""
    return rf"(?i:{alternatives(words().months)})(?!\w)"


_WORD_BEFORE = re.compile(rf"([^\s\d]+){_S}{{1,2}}$")
_WORD_AFTER = re.compile(rf"{_S}{{1,2}}([^\W\d_]+(?:[-‑][^\W\d_]+)*)")
OPENERS = "„“\"'»«‚(‘´`"


class Context:
    """One numeral and the words around it."""

    def __init__(self, text: str, numeral: Numeral) -> None:
        self.text = text
        self.numeral = numeral

    @cached_property
    def before(self) -> str:
        """Text of the line before the numeral, at most ``_REACH`` characters."""
        window = self.text[max(0, self.numeral.start - _REACH) : self.numeral.start]
        return window.rpartition("\n")[2]

    @cached_property
    def after(self) -> str:
        """Text of the line after the numeral, at most ``_REACH`` characters."""
        return self.text[self.numeral.end : self.numeral.end + _REACH].partition("\n")[0]

    @cached_property
    def word_before(self) -> str:
        """The word that ends just before the numeral, as written, or empty."""
        match = _WORD_BEFORE.search(self.before)
        return match.group(1).lstrip(OPENERS) if match else ""

    @cached_property
    def word_after(self) -> str:
        """The word after the numeral and a space, or empty."""
        match = _WORD_AFTER.match(self.after)
        return match.group(1) if match else ""

    @cached_property
    def has_unit(self) -> bool:
        """A unit follows, or a currency stands before."""
        reading = units.read_after(self.text, self.numeral.end)
        return reading is not None or units.read_before(self.text, self.numeral.start) is not None

    @property
    def plain(self) -> bool:
        """Digits without any mark: a year, a code or a count."""
        return self.numeral.notation == "plain"

    @property
    def starts_line(self) -> bool:
        """Nothing but space stands before it in its line."""
        return not self.before.strip() and (self.numeral.start == 0 or len(self.before) < _REACH)

    @property
    def starts_sentence(self) -> bool:
        """Nothing, or the end of a sentence, stands before it."""
        return not self.before.strip() or self.before.rstrip(OPENERS + SPACES).endswith(
            (".", "!", "?", ":", "–", "-", "|", "“", "“")
        )

    @property
    def counts_noun(self) -> bool:
        """A noun follows, perhaps after an adjective."""
        return bool(_counted_next().match(self.after))


@cache
def _counted_next() -> re.Pattern[str]:
    """A noun, perhaps behind adjectives; an article or a finite verb before it begins another phrase."""
    closed = rf"d(?:er|ie|es|em|en)|sowie|(?:ein|sein|ihr|unser|dies|jed|kein)\w*|{alternatives(words().auxiliaries)}"
    adjective = rf"(?!(?:{closed}){_S})[a-zäöüß-]+(?:e|en|er|es|em){_S}"
    return re.compile(rf"{_S}{{1,2}}(?:{adjective}){{0,2}}[„\"»]?[A-ZÄÖÜ][^\W\d_]+(?![\w])")


_PART_OF_DAY = re.compile(r"(?:früh|vor|nach)?(?:morgen|mittag|abend|nacht)s?$")


def is_time_name(word: str) -> bool:
    """Tell whether a word names a month, a season or a part of the year."""
    known = words()
    lowered = word.lower()
    day = _PART_OF_DAY.sub("", lowered)
    return lowered in known.seasons or day in known.seasons or re.fullmatch(month(), word) is not None
