"""Slots: the question that a number, or a statement, answers, as far as its sentence tells.

The sentence of the number is read through its tree; what lies outside it (headline, opening, the
sentence before) is read as plain words only, so that the slot does not depend on which other
sentences were analysed.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from spacy.lang.de.stop_words import STOP_WORDS
from spacy.tokens import Doc, Token

from kursk_claims.extract.quantities.units import dimension
from kursk_claims.extract.quantities.words import WORD
from kursk_claims.extract.slots import classes, places, scopes, times
from kursk_claims.extract.slots.clause import Clause, clause_of
from kursk_claims.extract.slots.dates import find_times, published_frame
from kursk_claims.extract.slots.figures import ArticleView
from kursk_claims.extract.slots.signature import Signature, is_condition, is_counterfactual, signature_of
from kursk_claims.grammar.verbs import full_verb
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.classes import event_class, events, stem
from kursk_claims.lexicon.frames import generic_stems
from kursk_claims.models import EARLIER, Article, FieldProvenance, Quantity, Slot, Span, Statement

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_OPENING = 600
"""Characters of an article read as its opening: the first two or three sentences."""
_TOPIC_TERMS = 16
"""Words kept of an article's topic: enough to tell one day's stories apart, few enough to carry along."""
_TITLE_WEIGHT = 3
"""One mention in the headline counts as this many in the text."""
_LEADING = 40
"""Characters right before a number in which a phrase (``bei einem Einsatz von``) belongs to it."""


_SUFFERED = frozenset(name for name, entry in events().items() if entry.tally)
"""Events that nobody demands."""


def slot_for(doc: Doc, quantity: Quantity, article: Article, view: ArticleView | None = None) -> Slot:
    """The slot of one quantity. ``doc.text`` is ``article.text``; unknown fields stay empty.

    ``view`` holds the article's other quantities; without it the figure is read as if it were the only one.
    """
    view = view or ArticleView(doc, article, (quantity,))
    head = _head_token(doc, quantity)
    clause = clause_of(doc, quantity.start, quantity.end, head)
    text = article.text
    measured = dimension(quantity.unit)
    thing, thing_name, event, aspects = classes.what(quantity, clause, head, text)
    group = places.group(clause, head, event) if quantity.unit is None else ()
    scope = scopes.scope_of(text, quantity, clause, head)
    change = scopes.change_of(text, quantity, clause, head)
    base = scopes.base_of(text, clause, article.published) if change in ("rise", "fall", "by") else None
    modality = scopes.modality_of(clause, text[max(0, quantity.start - _LEADING) : quantity.start])
    frame, said, since = times.as_of(text, quantity, clause, article, event, scope, change, base, modality)
    if since and scope is None:
        scope = "total"
    where = places.where(clause, head, group, quantity, article)
    figure = view.figure_of(quantity)
    signature = (
        signature_of(view, figure, scope=scope, change=change, as_of=frame if said else None)
        if figure is not None
        else Signature()
    )
    if said and frame is not None and times.is_year_ahead(frame, article.published):
        # "für 2027 fehlen 3 Millionen": what is told of a year to come is of today, whatever the year
        frame, said = published_frame(article.published) if modality == "forecast" else None, None
    anchor = signature.anchored.anchor
    if not said and anchor is not None and anchor.day == EARLIER:
        frame = None  # "damals starben sieben": no count that runs until today
    bearer, measure = signature.bearer, signature.measure
    event = measure.event or event
    if scope == "part" and not signature.is_part:
        scope = None  # "sprachen davon, dass …" and what only the next segment says
    if modality == "demanded" and not _SUFFERED.isdisjoint((event, measure.name)):
        modality = None  # "das Beben forderte 35 Tote"
    if figure is not None and modality is None and is_condition(view, figure):
        modality = "assumed"
    if figure is not None and is_counterfactual(view, figure):
        modality = "counterfactual"
    return Slot(
        bearer=bearer.key if bearer else None,
        bearer_text=bearer.text if bearer else None,
        measure=measure.name,
        measure_text=measure.text,
        restrictors=signature.restrictors,
        role=signature.role,
        period=signature.period,
        anchor=anchor,
        provenance=FieldProvenance(
            bearer=bearer.provenance if bearer else "unknown",
            measure=measure.provenance,
            place=where.provenance,
            event=signature.anchored.provenance,
            as_of="said" if said else "inherited" if frame else "unknown",
        ),
        thing=thing,
        thing_class=thing_name,
        group=group,
        place=where.places,
        event=event,
        scope=scope,
        dimension=measured,
        change=change,
        base=base,
        modality=modality,
        aspects=aspects,
        setting=setting_of(article.title or "", text),
        topic=topic_of(article.title or "", text),
        as_of=frame,
        as_of_text=said,
        terms=_terms(clause.tokens, quantity.start, quantity.end),
        entities=places.entities(clause.sentence),
    )


def slot_for_statement(doc: Doc, statement: Statement, article: Article) -> Slot:
    """The slot of an attributed statement: words, names, place and time of its content."""
    tokens = tuple(
        token
        for span in statement.content
        for token in (doc.char_span(span.start, span.end, alignment_mode="expand") or ())
        if not token.is_space
    )
    clause = Clause(tokens, (), tokens, {})
    start, end = (statement.content[0].start, statement.content[-1].end) if statement.content else (0, 0)
    mentions = find_times(article.text[start:end], article.published)
    return Slot(
        group=(),
        place=places.said(clause, article.text),
        event=next((name for token in tokens if (name := event_class(token.text))), None),
        modality=scopes.modality_of(clause) if tokens else None,
        aspects=tuple(sorted({name for token in tokens if (name := classes.class_of(token))})),
        setting=setting_of(article.title or "", article.text),
        topic=topic_of(article.title or "", article.text),
        as_of=mentions[0].frame if mentions else None,
        as_of_text=mentions[0].text if mentions else None,
        terms=_terms(tokens, end, end),
        entities=places.entities(tokens),
    )


def _head_token(doc: Doc, quantity: Quantity) -> Token | None:
    span: Span | None = quantity.counted_span
    if span is None:
        return None
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None or not len(found):
        return None
    near = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    # a head carried over from the sentence before stands in another tree
    return found[-1] if near is not None and found[-1].sent.start == near[0].sent.start else None


def _terms(tokens: tuple[Token, ...], start: int, end: int) -> tuple[str, ...]:
    """Content lemmas in order, lower case, the number itself left out."""
    out: list[str] = []
    for token in tokens:
        if start <= token.idx < end or not token.text[:1].isalpha():
            continue
        if token.pos_ not in _CONTENT or token.lower_ in STOP_WORDS:
            continue
        lemma = full_verb(token) if token.pos_ == "VERB" else token.lemma_ or token.text
        out.append(lemma.lower())
    return tuple(dict.fromkeys(out))


@cache
def _stop_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in STOP_WORDS) | generic_stems()


@lru_cache(maxsize=8)
def setting_of(title: str, text: str) -> tuple[str, ...]:
    """Countries that headline and opening name by any word, the most named first, at most three."""
    counts: Counter[str] = Counter()
    for word in WORD.findall(f"{title}\n{text[:_OPENING]}"):
        code = countries.code_in(word)
        if code:
            counts[code] += 1
    return tuple(code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3])


@lru_cache(maxsize=8)
def topic_of(title: str, text: str) -> tuple[str, ...]:
    """Stems of the nouns and names that an article uses most, headline counted more, at most sixteen.

    A short article says little twice; what it says once fills the places left, long words first.
    """
    counts: Counter[str] = Counter()
    for source, weight in ((title, _TITLE_WEIGHT), (text, 1)):
        for word, mentions in Counter(WORD.findall(source)).items():
            for part in {word, *word.split("-")}:
                if part[:1].isupper() and len(part) > 3 and part.lower() not in STOP_WORDS:
                    counts[stem(part)] += weight * mentions
    ranked = sorted(
        ((key, n) for key, n in counts.items() if key not in _stop_stems()),
        key=lambda item: (item[1] == 1, -item[1] * min(len(item[0]), 12), item[0]),
    )
    return tuple(key for key, _ in ranked[:_TOPIC_TERMS])
