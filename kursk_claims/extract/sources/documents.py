"""Whose a report, study or letter is that the text only points to: ``Dem Bericht zufolge``, ``Demnach``.

The writing was named before, with its author behind it (``ein Bericht der OECD``) or in front of it as the
one who brought it out (``Die Stiftung legte eine Studie vor``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_claims.extract.sources import lexicons
from kursk_claims.extract.sources.naming import read_tokens
from kursk_claims.extract.sources.phrases import nominal

if TYPE_CHECKING:
    from kursk_claims.extract.sources.candidates import Candidates
    from kursk_claims.extract.sources.index import Index
    from kursk_claims.extract.sources.mention import Mention

_FAR: Final = 12
"""Sentences that a writing is looked for before it is called by its bare noun again."""
_ENDINGS: Final = ("es", "en", "s", "n", "e")
_CLASSES: Final = frozenset({"document", "media_report"})


def document_named(index: Index, named: Candidates, head: str, i: int) -> tuple[int, Mention] | None:
    """Token and author of the writing called ``head`` that was named last before token ``i``, with its author.

    ``None`` if nobody is named as its author.
    """
    doc = index.doc
    stem = _stem(head)
    first = named.view.sentence_of(i) - _FAR
    for k in range(i - 1, -1, -1):
        if named.view.sentence_of(k) < first:
            break
        if doc[k].text[:1].isupper() or "-" in doc[k].text:
            same = _stem(doc[k].text.rpartition("-")[2]).endswith(stem)
            found = author(index, named, k) if same else None
            if found is not None:
                return k, found
    return None


def document_before(index: Index, named: Candidates, i: int) -> Mention | None:
    """The author of the document that the sentence before token ``i`` speaks of: what ``Demnach`` goes by."""
    sentence = named.view.sentence_of(i)
    bounds = named.view.bounds(sentence - 1)
    if bounds is None or "\n\n" in index.text[index.doc[bounds[1] - 1].idx : index.doc[i].idx]:
        return None
    for k in range(bounds[1] - 1, bounds[0] - 1, -1):
        noun = lexicons.noun_of(index.doc[k].text)
        if noun is not None and noun.cls in _CLASSES:
            return author(index, named, k)
    return None


def author(index: Index, named: Candidates, k: int) -> Mention | None:
    """Whose writing the noun at token ``k`` is: named in its own phrase, or the one who opens its sentence."""
    doc = index.doc
    start, end = named.phrase(k)
    bare = doc[k].text.lower()
    for mention in read_tokens(index, start, end):
        if mention.anaphor in {"", "definite"} and mention.name.lower() != bare and _names(index, k, end):
            return mention
    brought_out = lexicons.reference().indefinite | lexicons.reference().brought_out
    if _names(index, k, end) or not any(doc[j].lower_ in brought_out for j in range(start, k)):
        return None
    opening = next((c for c in named.in_sentence(named.view.sentence_of(k)) if c.i < k), None)
    if opening is None or opening.mention.anaphor == "pronoun" or not opens(index, named, opening.i):
        return None
    return opening.mention if opening.mention.kind != "unknown" else None


def opens(index: Index, named: Candidates, i: int) -> bool:
    """Whether the phrase of token ``i`` is the first of its sentence."""
    bounds = named.view.bounds(named.view.sentence_of(i))
    return bounds is not None and not any(nominal(index.doc[j]) for j in range(bounds[0] + 1, named.phrase(i)[0]))


def _names(index: Index, k: int, end: int) -> bool:
    """Whether more than the noun itself is named: behind it, or as the first part of a compound."""
    own = index.doc[k].text.rpartition("-")
    return any(nominal(index.doc[j]) for j in range(k + 1, end)) or bool(own[0])


def _stem(word: str) -> str:
    lower = word.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 4:
            return lower[: -len(ending)]
    return lower
