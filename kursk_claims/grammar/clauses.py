"""Cut a sentence into clauses at commas, dashes, brackets, colons and free-standing quotations.

German writes its clause boundaries down: almost every subordinate clause stands between commas,
and its first word and the place of its finite verb tell what it is. Clauses are found in one pass,
each token belongs to exactly one, so the work is linear however long a sentence is.
"""

from __future__ import annotations

from collections.abc import Container
from enum import Enum
from typing import Final, NamedTuple

from kursk_claims.grammar.marks import stands_alone
from kursk_claims.grammar.tokens import Range, View
from kursk_claims.grammar.verbs import has_zu_infinitive, is_finite
from kursk_claims.lexicon.cues import verb_forms
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.settings import MAX_JOINED_TOKENS

_BREAKS: Final = frozenset({",", ";", ":", "–", "—", "-", "(", ")", "[", "]"})


class Kind(Enum):
    """What a clause is, by its opener and its finite verb."""

    MAIN = "main"
    """Verb second, with its first position inside the clause."""
    VERB_FIRST = "verb first"
    """The finite verb opens the clause: the rest of a verb-second clause, or a question."""
    COMPLEMENT = "complement"
    """``dass``, ``ob``."""
    QUESTION = "question"
    """An indirect question or free relative: ``wie``, ``wer``, ``was`` with the verb at the end."""
    ADVERBIAL = "adverbial"
    RELATIVE = "relative"
    INFINITIVE = "infinitive"
    FRAGMENT = "fragment"
    """No verb of its own: apposition, list, rest of a clause."""
    QUOTE = "quote"
    """A free-standing quotation."""
    ASIDE = "aside"
    """In brackets."""


CLAUSAL: Final = (Kind.MAIN, Kind.VERB_FIRST)
"""Clauses that can stand alone."""


class Clause(NamedTuple):
    """``start:end`` without the mark before it (at ``start - 1`` if ``mark``)."""

    start: int
    end: int
    kind: Kind
    finite: int
    """Index of the (first) finite verb, or -1."""
    mark: str
    """The mark that opened the clause: ``,`` ``:`` ``–`` … or empty at the beginning."""
    opener: int
    """Index of the first word that is not a coordinator, quotation mark or adverb of degree."""


class Sentence(NamedTuple):
    """A sentence with all quotations that begin in it, and its clauses in order."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    quotes: tuple[int, ...]
    """Indices of the free-standing quotations."""

    def main_before(self, number: int, kinds: Container[Kind] = CLAUSAL) -> int:
        """The last clause before clause ``number`` that can stand alone, or -1."""
        return next((k for k in range(number - 1, -1, -1) if self.clauses[k].kind in kinds), -1)

    def quoted_before(self, number: int) -> bool:
        """Whether a free-standing quotation stands before clause ``number``."""
        return any(clause.kind is Kind.QUOTE for clause in self.clauses[:number])


def sentences(view: View) -> list[Sentence]:
    """The article's sentences, joined where a quotation runs over their boundary."""
    joined: list[list[int]] = []
    for a, b in view.sentences:
        if joined and (_inside_quote(view, a) or _announced(view, joined[-1], a)):
            joined[-1][1] = b
        else:
            joined.append([a, b])
    return [_sentence(view, a, b) for a, b in joined if b - a <= MAX_JOINED_TOKENS]


def _inside_quote(view: View, i: int) -> bool:
    """Whether a sentence begins inside a quotation that began before it."""
    return i < len(view) and view.quote_at[i] >= 0 and view.quotes[view.quote_at[i]].start < i


def _announced(view: View, before: list[int], start: int) -> bool:
    """``X sagte:`` with the quotation in a paragraph of its own."""
    first = next((i for i in range(start, min(start + 3, len(view))) if not view.is_space[i]), -1)
    if first < 0 or view.quote_at[first] < 0 or view.quotes[view.quote_at[first]].start != first:
        return False
    last = before[1] - 1
    while last > before[0] and view.is_space[last]:
        last -= 1
    return view.words[last] == ":" and any(view.finite[i] for i in range(before[0], last))


def _sentence(view: View, start: int, end: int) -> Sentence:
    start, end = view.trim(start, end, ())
    free: list[int] = []
    for q in range(*_quotes_between(view, start, end)):
        if _free_standing(view, q, start, end) or (free and _goes_on(view, q, free[-1], start, end)):
            free.append(q)
    return Sentence(start, end, tuple(_clauses(view, start, end, frozenset(free))), tuple(free))


def _quotes_between(view: View, start: int, end: int) -> Range:
    inside = [view.quote_at[i] for i in range(start, end) if view.quote_at[i] >= 0]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _free_standing(view: View, q: int, start: int, end: int) -> bool:
    """Whether quotation ``q`` is a speech of its own and not a part of the sentence round it."""
    quote = view.quotes[q]
    before = _word_before(view, quote.start, start)
    after = _word_after(view, quote.end, end)
    inner = [w for w in view.words[quote.start + 1 : quote.end - 1] if w.strip()]
    if not inner:
        return False
    terminated = inner[-1] in {".", "!", "?", "…", "..."}
    if before == ":" and (len(inner) > 2 or terminated):
        return True
    if before == "":
        if after in {",", "–", "-"} and len(inner) > 1:
            return terminated or _has_finite(view, quote.start, quote.end) or _verb_follows(view, quote.end, end)
        if after in {".", "!", "?", ":"}:
            return len(inner) > 2 and terminated
        if after == "":
            return len(inner) > 2
        nxt = quote.end
        closed = terminated or (inner[-1] == "," and len(inner) > 2)  # "„Wir kommen,“ sagte X": as in English
        return nxt < end and closed and (view.finite[nxt] or view.lower[nxt] in verb_forms().all)
    return (
        before == ","
        and inner[0][:1].isupper()
        and (terminated or _has_finite(view, quote.start, quote.end))
        and len(inner) > 3
    )


def _verb_follows(view: View, i: int, end: int) -> bool:
    """Whether a known verb follows the comma or dash after a quotation: ``„…“, sagte X``."""
    while i < end and (view.is_space[i] or view.words[i] in {",", "–", "-"}):
        i += 1
    return i < end and (view.words[i] == "so" or view.words[i] in verb_forms().finite)


def _goes_on(view: View, q: int, earlier: int, start: int, end: int) -> bool:
    """Whether quotation ``q`` goes on with an interrupted one: ``„…“, sagte X, „…“``."""
    quote = view.quotes[q]
    if _word_before(view, quote.start, start) not in {",", ":", "–", "-", "."} or quote.end - quote.start < 4:
        return False
    return _verb_follows(view, view.quotes[earlier].end, end)


def _has_finite(view: View, start: int, end: int) -> bool:
    return any(is_finite(view, i) for i in range(start, end))


def _word_before(view: View, i: int, start: int) -> str:
    i -= 1
    while i >= start and view.is_space[i]:
        i -= 1
    return view.words[i] if i >= start else ""


def _word_after(view: View, i: int, end: int) -> str:
    while i < end and view.is_space[i]:
        i += 1
    return view.words[i] if i < end else ""


def _clauses(view: View, start: int, end: int, free: frozenset[int]) -> list[Clause]:
    found: list[Clause] = []
    begin, mark, depth = start, "", 0
    i = start

    def close(stop: int, kind: Kind | None = None) -> None:
        if begin < stop:
            found.append(_classify(view, begin, stop, mark, kind))

    while i < end:
        word = view.words[i]
        q = view.quote_at[i]
        if q in free:
            close(i)
            begin = i
            i = min(view.quotes[q].end, end)
            close(i, Kind.QUOTE)
            begin, mark = i, ""
            continue
        if word in "([" and not depth:
            stop = _short_aside(view, i, end)
            if stop > i:
                i = stop
                continue
        if word in _BREAKS and not (word == "-" and not stands_alone(view, i)):
            close(i, Kind.ASIDE if depth else None)
            depth = max(0, depth + (word in "([") - (word in ")]"))
            begin, mark = i + 1, word
        i += 1
    close(end, Kind.ASIDE if depth else None)
    return _joined(view, found)


def _joined(view: View, clauses: list[Clause]) -> list[Clause]:
    """Put together subordinate clauses whose subject has an apposition (``wie X, Sprecher des Y, sagte``)."""
    closed = grammar()
    done: list[Clause] = []
    k = 0
    while k < len(clauses):
        clause = clauses[k]
        opener = view.lower[clause.opener]
        asks = opener in closed.interrogatives
        opens = asks or opener in closed.subordinators or clause.kind is Kind.COMPLEMENT
        if opens and clause.finite < 0 and clause.kind in (Kind.FRAGMENT, Kind.COMPLEMENT):
            j = k + 1
            while (
                j < min(k + 5, len(clauses))
                and clauses[j].mark == ","
                and clauses[j].kind in (Kind.FRAGMENT, Kind.RELATIVE)
            ):
                j += 1
            if (
                j < len(clauses)
                and clauses[j].mark == ","
                and clauses[j].finite >= 0
                and clauses[j].kind in (Kind.MAIN, Kind.VERB_FIRST)
                and _late(view, [clauses[j].finite], view.last_word(clauses[j].start, clauses[j].end))
            ):
                opened = Kind.QUESTION if asks else Kind.ADVERBIAL
                kind = Kind.COMPLEMENT if clause.kind is Kind.COMPLEMENT else opened
                done.append(Clause(clause.start, clauses[j].end, kind, clauses[j].finite, clause.mark, clause.opener))
                k = j + 1
                continue
        done.append(clause)
        k += 1
    return done


def _short_aside(view: View, i: int, end: int) -> int:
    """End of a bracket of a few words without a verb (``(CDU)``), which is part of its phrase; else ``i``."""
    for j in range(i + 1, min(i + 8, end)):
        if view.words[j] in ")]":
            return j + 1
        if is_finite(view, j) or view.words[j] in "([":
            return i
    return i


def _classify(view: View, start: int, end: int, mark: str, kind: Kind | None) -> Clause:
    closed = grammar()
    opener = start
    while opener < end - 1 and (
        view.is_space[opener] or view.lower[opener] in closed.coordinators or view.words[opener] in {"„", '"', "»", "“"}
    ):
        opener += 1
    first = view.lower[opener]
    second = view.lower[opener + 1] if opener + 1 < end else ""
    finites = [i for i in range(opener, end) if is_finite(view, i)]
    finite = finites[0] if finites else -1
    last = view.last_word(opener, end)
    if kind is None:
        if first in closed.complementizers or (second in closed.complementizers and first in closed.specifying):
            kind = Kind.COMPLEMENT
        elif first == "so" and second in closed.complementizers:
            kind = Kind.ADVERBIAL
        elif finite < 0:
            kind = Kind.INFINITIVE if has_zu_infinitive(view, opener, end) else Kind.FRAGMENT
        elif finite == opener:
            kind = Kind.VERB_FIRST
        elif first in closed.subordinators and _late(view, finites, last) and not _phrase_first(view, opener, finite):
            kind = Kind.ADVERBIAL
        elif _opens_with(view, opener, end, closed.interrogatives) and _late(view, finites, last):
            kind = Kind.QUESTION
        elif (
            mark
            and _opens_with(view, opener, end, closed.relatives)
            and _late(view, finites, last)
            and not _second(view, opener, finite, last)
        ):
            kind = Kind.RELATIVE
        elif first in closed.infinitive_openers and has_zu_infinitive(view, opener, end):
            kind = Kind.INFINITIVE
        else:
            kind = Kind.MAIN
    return Clause(start, end, kind, finite, mark, opener)


def _phrase_first(view: View, opener: int, finite: int) -> bool:
    """``Seit Mai sei die Armee …``: the word is a preposition, its noun and then the verb follow."""
    if view.lower[opener] not in {"seit", "bis", "während"} or not 2 <= finite - opener <= 4:
        return False
    return view.pos[finite - 1] in ("NOUN", "PROPN", "NUM") and view.pos[opener + 1] != "PRON"


def _late(view: View, finites: list[int], last: int) -> bool:
    """Whether the last finite verb closes the clause (a verb cluster or one extraposed phrase may follow)."""
    return finites[-1] >= last - 1 or (finites[0] == finites[-1] and _only_extraposed(view, finites[-1] + 1, last))


def _second(view: View, opener: int, finite: int, last: int) -> bool:
    """Whether ``die Grünen seien …`` is a clause with its verb in second place, not a relative clause.

    The noun phrase that the article opens ends right before the verb, and more than a coordination follows.
    """
    if finite >= last or finite - opener < 2 or view.lower[opener] in {"dessen", "deren", "denen"}:
        return False
    before, after = finite - 1, finite + 1
    if view.lower[after] in {"und", "oder", "sowie"} or is_finite(view, after):
        return False
    return view.words[before][0].isupper() or view.words[before] in {"“", "”", '"', "«", ")", "„"}


def _only_extraposed(view: View, start: int, last: int) -> bool:
    closed = grammar()
    return start <= last and (
        view.lower[start] in closed.prepositions or view.lower[start] in {"als", "wie", "und", "oder"}
    )


def _opens_with(view: View, opener: int, end: int, pronouns: frozenset[str]) -> bool:
    """Whether a pronoun opens the clause, alone or behind a preposition: ``die …``, ``mit der …``."""
    at = opener + (view.lower[opener] in grammar().prepositions and view.lower[opener] not in pronouns)
    return at < end and view.lower[at] in pronouns
