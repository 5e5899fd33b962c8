"""Clauses that leave out verb and noun: ``Die Stadt sprach von 40 Gästen, der Verein | von 60``."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.counting.phrases import is_noun
from kursk_claims.extract.counting.places import Heads, Place
from kursk_claims.extract.counting.predicates import verb_of
from kursk_claims.extract.counting.rules import Answer, settled
from kursk_claims.grammar import view_of
from kursk_claims.grammar.noun_phrases import core_end, starts_phrase
from kursk_claims.grammar.tokens import View
from kursk_claims.grammar.verbs import full_lemma
from kursk_claims.lexicon.continuing import continuing
from kursk_claims.lexicon.saying import saying

_OPENING: Final = frozenset({",", ";"})
_INDEFINITE: Final = frozenset({"ein", "eine", "einen", "einem", "einer", "den", "dem"})
"""Articles with which a clause without a verb may open another object of the verb before."""
_CLOSING: Final = frozenset({",", ";", ".", "!", "?", ")", "–", "—", ":", "“", "«", '"'})


def gapped(place: Place, heads: Heads) -> Answer:
    """What the figure of the clause before counts or measures, if this clause has only a subject and its figure.

    Both figures stand behind one preposition, or behind none. The verb must put a figure (``sprach von``, ``nannte``),
    or the noun stand behind the first figure (``folgte mit 28 Booten``). A noun before the first figure may have one
    like it in this clause (``meldet ein Plus von 3 Prozent, eine Rendite von 9``), which no article of a subject opens.
    A first subject that bears its figure (``erreicht 40 Meter, der Kran 50``) has another beside it.
    """
    if not heads or (place.after is not None and place.after.text not in _CLOSING):
        return None
    other, head = heads[-1]
    subject = gap_before(view_of(place.doc), place.first, place.low)
    if (
        head is None
        or head.dep_.startswith("nsubj")
        or subject is None
        or other.low != place.low
        or other.quantity.unit != place.quantity.unit
    ):
        return None
    start, end = subject
    between = [token.text for token in place.doc[other.last + 1 : start - 1]]
    prepositions = {token.lower_ for token in place.doc[end : place.first] if token.pos_ == "ADP"}
    if not _OPENING.isdisjoint(between) or not prepositions <= _before(other):
        return None
    verb = verb_of(other.token)
    put = verb is not None and full_lemma(verb) in continuing().naming
    behind = is_noun(head) and head.i > other.last
    if put and (behind or place.doc[start].lower_ not in _INDEFINITE):
        return settled(head)
    return settled(head) if behind and place.quantity.unit is None and prepositions - {"von"} else None


def gap_before(view: View, figure: int, low: int) -> tuple[int, int] | None:
    """The noun phrase that a clause consists of besides its figure at a token; ``None`` if it has more than that.

    Between them at most a particle (``dagegen``, ``nur``) and a preposition. ``low``: where the sentence begins.
    """
    mark = next((i for i in range(figure - 1, low, -1) if view.words[i] in _OPENING), low)
    start = mark + 1
    if mark == low or start >= figure or not starts_phrase(view, start):
        return None
    end = core_end(view, start, figure)
    rest = range(end, figure)
    filled = [i for i in rest if view.pos[i] != "ADP" and view.lower[i] not in saying().words.gap_particles]
    return (start, end) if end > start and not filled and len(rest) <= _FILLED else None


_FILLED: Final = 3
"""Words between subject and figure: ``dagegen nur von``."""


def _before(place: Place) -> set[str]:
    """Prepositions of the clause of a figure, up to the figure."""
    found: set[str] = set()
    for i in range(place.first - 1, place.low - 1, -1):
        if place.doc[i].text in _OPENING:
            break
        if place.doc[i].pos_ == "ADP":
            found.add(place.doc[i].lower_)
    return found
