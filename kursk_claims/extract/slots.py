"""Slots: the question that a number, or a statement, answers, as far as its sentence tells.

The sentence of the number is read through its tree; what lies outside it (headline, opening, the
sentence before) is read as plain words only, so that the slot does not depend on which other
sentences were analysed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from spacy.lang.de.stop_words import STOP_WORDS
from spacy.tokens import Doc, Token

from kursk_claims.extract import framing
from kursk_claims.extract.clause import Clause, clause_of, full_verb
from kursk_claims.extract.dates import TimeMention, find_times, published_frame
from kursk_claims.extract.numerals import scan
from kursk_claims.extract.units import dimension, unit_of_word
from kursk_claims.lexicon import classes, countries
from kursk_claims.lexicon.classes import counted_event, event_class, stem, thing_class
from kursk_claims.lexicon.frames import frames, generic_stems, time_nouns
from kursk_claims.models import Article, Quantity, Slot, Span, Statement, TimeFrame

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_OPENING = 600
"""Characters of an article read as its opening: the first two or three sentences."""
_TOPIC_TERMS = 16
"""Words kept of an article's topic: enough to tell one day's stories apart, few enough to carry along."""
_TITLE_WEIGHT = 3
"""One mention in the headline counts as this many in the text."""
_LEADING = 40
"""Characters right before a number in which a phrase (``bei einem Einsatz von``) belongs to it."""
_BACK = 350
"""Characters before a sentence searched for what a bare figure (``Das waren 43 mehr``) goes on counting."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def slot_for(doc: Doc, quantity: Quantity, article: Article) -> Slot:
    """The slot of one quantity. ``doc.text`` is ``article.text``; unknown fields stay empty."""
    head = _head_token(doc, quantity)
    clause = clause_of(doc, quantity.start, quantity.end, head)
    text = article.text
    measured = dimension(quantity.unit)
    thing, thing_name, event, aspects = _what(quantity, clause, head, text)
    group = _group(clause, head, event) if quantity.unit is None else ()
    scope = framing.scope_of(text, quantity, clause, head)
    change = framing.change_of(text, quantity, clause, head)
    base = framing.base_of(text, clause, article.published) if change in ("rise", "fall", "by") else None
    modality = framing.modality_of(clause, text[max(0, quantity.start - _LEADING) : quantity.start])
    frame, said, since = _as_of(text, quantity, clause, article, event, scope, change, base, modality)
    if since and scope is None:
        scope = "total"
    return Slot(
        thing=thing,
        thing_class=thing_name,
        group=group,
        place=_place(clause, head, group, text),
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
        entities=_entities(clause.sentence),
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
        place=_place(clause, None, (), article.text),
        event=next((name for token in tokens if (name := event_class(token.text))), None),
        modality=framing.modality_of(clause) if tokens else None,
        aspects=tuple(sorted({name for token in tokens if (name := _class_of(token))})),
        setting=setting_of(article.title or "", article.text),
        topic=topic_of(article.title or "", article.text),
        as_of=mentions[0].frame if mentions else None,
        as_of_text=mentions[0].text if mentions else None,
        terms=_terms(tokens, end, end),
        entities=_entities(tokens),
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


def _class_of(token: Token) -> str | None:
    return thing_class(token.text) or event_class(token.text) or event_class(token.lemma_)


def _event_of(token: Token) -> str | None:
    if token.pos_ in ("VERB", "AUX"):
        return event_class(full_verb(token)) or event_class(token.text)
    return event_class(token.text)


def _left_out(token: Token) -> bool:
    """Whether a word is named as what does not happen: ``ohne Abzüge``, ``statt zu verhandeln``."""
    return any(child.lower_ in ("ohne", "statt", "anstatt", "anstelle") for child in token.children)


def _split_event(token: Token, clause: Clause) -> str | None:
    """Event of a verb whose particle the tree does not tie to it: ``zieht … Truppen zusammen``."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    particles = [t.lower_ for t in clause.sentence if t.i > token.i and t.lower_ in frames().particles.words]
    return next((found for particle in particles if (found := event_class(particle + token.lemma_))), None)


def _thing_of(token: Token, measured: str) -> str | None:
    found = thing_class(token.text) or (thing_class(full_verb(token)) if token.pos_ in ("VERB", "AUX") else None)
    only = classes.things()[found].only if found else None
    return found if only is None or only == measured else None


def _names_a_thing(word: str) -> bool:
    """Whether a counted head is a noun that something can be asked of: no verb, month, unit or number."""
    lower = word.lower()
    if not word[:1].isupper() or lower in time_nouns() or lower in frames().empty.words:
        return False
    if framing.names_a_change(word):
        return False
    return countries.role_of(word) != "name" and unit_of_word(lower) is None and not scan(lower)


def _what(
    quantity: Quantity, clause: Clause, head: Token | None, text: str
) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    """Thing (lemma), its class, the event class, and the other classes that the clause names."""
    measured = dimension(quantity.unit)
    nearest = [
        t for t in clause.by_distance() if not quantity.start <= t.idx < quantity.end and (t.is_alpha or "-" in t.text)
    ]
    word = quantity.counted_head
    if word and word.lower() in frames().empty.words:
        word = _counted_by_number_noun(clause, word)
    if word and not _names_a_thing(word):
        word = None
    things = [(t, c) for t in nearest if (c := _thing_of(t, measured))]
    events = [(t, c) for t in nearest if not _left_out(t) and (c := _event_of(t) or _split_event(t, clause))]
    thing, name, event = _named(quantity, word, measured)
    if name is None and event is None:
        if quantity.unit is not None:
            amounts = [(t, c) for t, c in things if classes.things()[c].measured]
            if amounts:
                name = amounts[0][1]
                thing = thing or amounts[0][0].lemma_.lower()
            elif thing is None:
                thing, name = _measured_before(text, clause, measured)
        elif word is None:
            thing, name, event = _nearest_count(things, events)
            if name is None and event is None:
                thing, name, event = _carried(text, clause)
    phrased = sorted(_phrase_events(clause))
    if event is None:
        usable = [c for t, c in events if head is None or t.i != head.i or quantity.unit is not None] + phrased
        event = usable[0] if usable else None
        stronger = [c for c in usable if event in classes.events()[c].over]
        event = stronger[0] if stronger else event
    others = {c for _, c in things} | {c for _, c in events} | set(phrased)
    return thing, name, event, tuple(sorted(others - {name, event}))


def _named(quantity: Quantity, word: str | None, measured: str) -> tuple[str | None, str | None, str | None]:
    """Thing, class and event that the counted noun itself tells."""
    if word is None:
        return None, None, None
    lemma = quantity.counted_lemma if word == quantity.counted_head else None
    thing = (lemma or word).lower()
    last = word.split("-")[-1] if countries.split_compound(word) else word
    event = counted_event(word)
    if event:
        return thing, classes.events()[event].implies, event
    name = thing_class(last)
    if name and classes.things()[name].only not in (None, measured):
        name = None
    if name and quantity.unit is not None and not classes.things()[name].measured:
        # "800 Euro für Familien" is about a payment, but "20 Prozent der Befragten" a share of these
        name = name if measured == "share" and "person" in classes.ancestors(name) else None
    if name is None and quantity.unit is None and countries.role_of(last) == "demonym":
        name = "person"
    return thing, name, None


def _nearest_count(
    things: list[tuple[Token, str]], events: list[tuple[Token, str]]
) -> tuple[str | None, str | None, str | None]:
    """What a number without a noun counts: the nearest noun of its clause that counts things."""
    counts = [(t, e) for t, _ in events if (e := counted_event(t.text))]
    if counts:
        token, event = counts[0]
        return token.lemma_.lower(), classes.events()[event].implies, event
    usable = [(t, c) for t, c in things if not classes.things()[c].measured and t.pos_ in ("NOUN", "PROPN")]
    return (usable[0][0].lemma_.lower(), usable[0][1], None) if usable else (None, None, None)


def _phrase_events(clause: Clause) -> set[str]:
    said = " ".join(token.lower_ for token in clause.tokens)
    return {name for phrase, name in classes.event_phrases() if phrase in said}


def _counted_by_number_noun(clause: Clause, word: str) -> str | None:
    """``Zahl der Todesfälle``: what the number noun counts is its genitive or ``an/von`` phrase."""
    for token in clause.tokens:
        if token.text == word:
            following = [t for t in clause.tokens if token.i < t.i <= token.i + 4 and t.pos_ in ("NOUN", "PROPN")]
            if following:
                return str(following[0].text)
    return None


def _measured_before(text: str, clause: Clause, measured: str) -> tuple[str | None, str | None]:
    """What a bare amount (``ein Minus von 3 Prozent``) goes on measuring: the last amount named before it."""
    if not clause.tokens:
        return None, None
    start = clause.tokens[0].idx
    for word in reversed(_WORD.findall(text[max(0, start - _BACK) : start])):
        name = thing_class(word)
        entry = classes.things()[name] if name else None
        if name and entry is not None and entry.measured and entry.only in (None, measured):
            return word.lower(), name
    return None, None


def _carried(text: str, clause: Clause) -> tuple[str | None, str | None, str | None]:
    """What a bare figure goes on counting: the last counted noun of the sentences just before."""
    if not clause.sentence:
        return None, None, None
    start = clause.sentence[0].idx
    for word in reversed(_WORD.findall(text[max(0, start - _BACK) : start])):
        if not word[:1].isupper():
            continue
        event = counted_event(word)
        if event:
            return word.lower(), classes.events()[event].implies, event
    return None, None, None


def _country_of(token: Token) -> str | None:
    code = countries.code_of(token.text)
    if code is None and "-" in token.text:
        parts = countries.split_compound(token.text)
        return parts[0] if parts else None
    return code


def _group(clause: Clause, head: Token | None, event: str | None) -> tuple[str, ...]:
    """Countries that say whose the counted are.

    By adjective, genitive, ``aus`` phrase, compound or inhabitants; by a possessive, whose country is
    the clause's subject (``Japan schickte 300 seiner Helfer``); and whoever sends, sends its own.
    """
    if head is None:
        return ()
    found: list[str] = []
    own = _country_of(head)
    if own:
        found.append(own)
    if head.has_dep():
        for child in head.children:
            cases = {grandchild.lower_ for grandchild in child.children if grandchild.dep_ == "case"}
            genitive = child.dep_ == "nmod" and not cases and countries.role_of(child.text) in ("name", "capital")
            if child.dep_ in ("amod", "compound", "nmod:poss") or genitive or (child.dep_ == "nmod" and "aus" in cases):
                code = _country_of(child)
                if code:
                    found.append(code)
        determiners = (child for child in head.children if child.pos_ in ("DET", "PRON"))
        possessive = any(child.lower_.startswith(("sein", "ihr")) for child in determiners)
        if not found and (possessive or event == "sent"):
            found.extend(_acting_country(clause, head))
    else:
        previous = [t for t in clause.tokens if head.i - 2 <= t.i < head.i]
        found.extend(code for t in previous if countries.role_of(t.text) == "adjective" and (code := _country_of(t)))
    return tuple(dict.fromkeys(found))


def _acting_country(clause: Clause, head: Token) -> list[str]:
    """The country that acts in a sentence: its subject, else a name that no preposition or article governs."""
    subjects = [code for t in clause.tokens if t.dep_ == "nsubj" and (code := _country_of(t))]
    if subjects:
        return subjects[:1]
    bare = [
        token
        for previous, token in zip(clause.sentence, clause.sentence[1:], strict=False)
        if countries.role_of(token.text) == "name" and previous.pos_ in ("VERB", "AUX", "ADV", "PUNCT", "SCONJ")
    ]
    nearest = min(bare, key=lambda token: (abs(token.i - head.i), token.i), default=None)
    code = _country_of(nearest) if nearest is not None else None
    return [code] if code else []


def _place(clause: Clause, head: Token | None, group: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Places that the clause names: country codes and names of towns and regions, lower case, in order."""
    skip = set()
    if head is not None:
        skip = {head.i} | ({child.i for child in head.children if child.dep_ == "amod"} if head.has_dep() else set())
    found: list[str] = []
    previous: Token | None = None
    for token in clause.tokens:
        is_country = countries.role_of(token.text) == "name"
        if token.i in skip or _is_owner(token) or not (token.ent_type_ == "LOC" or is_country):
            previous = None
            continue
        if is_country:
            found.append(str(countries.code_of(token.text)))
        elif previous is not None and previous.i == token.i - 1 and token.ent_iob_ == "I" and found:
            found[-1] = f"{found[-1]} {_name_key(token.text)}"
        else:
            found.append(_name_key(token.text))
        previous = token
    if not found and {"dort", "hier"} & {token.lower_ for token in clause.tokens} and clause.sentence:
        start = clause.sentence[0].idx
        for word in reversed(_WORD.findall(text[max(0, start - _BACK) : start])):
            if countries.role_of(word) == "name":
                found.append(str(countries.code_of(word)))
                break
    return tuple(dict.fromkeys(place for place in found if place and place not in group))


def _is_owner(token: Token) -> bool:
    """A genitive (``Italiens größte Werft``) says whose something is, not where."""
    if countries.role_of(token.text) != "name" or not token.text.endswith("s"):
        return False
    return countries.code_of(token.text[:-1]) is not None and token.text != countries.name_of(_country_of(token) or "")


def _name_key(name: str) -> str:
    """A name as it is compared: lower case, without genitive ``s`` after a vowel or soft consonant."""
    key = name.casefold().strip("\"'„“”‚‘’»«.,")
    return key[:-1] if len(key) > 4 and key.endswith("s") and key[-2] not in "asiuxzß" else key


def _entities(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Normalised names in the sentence, in order: country codes and lower-case names."""
    found = [_country_of(token) or _name_key(token.text) for token in tokens if token.ent_type_ and token.is_alpha]
    return tuple(dict.fromkeys(key for key in found if len(key) > 1))


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
    for word in _WORD.findall(f"{title}\n{text[:_OPENING]}"):
        code = countries.code_of(word)
        if code is None and "-" in word:
            parts = countries.split_compound(word)
            code = parts[0] if parts else None
        if code:
            counts[code] += 1
    return tuple(code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3])


@lru_cache(maxsize=8)
def topic_of(title: str, text: str) -> tuple[str, ...]:
    """Stems of the nouns and names that an article uses most, headline counted more, at most sixteen."""
    counts: Counter[str] = Counter()
    for source, weight in ((title, _TITLE_WEIGHT), (text, 1)):
        for word in _WORD.findall(source):
            for part in {word, *word.split("-")}:
                if part[:1].isupper() and len(part) > 3 and part.lower() not in STOP_WORDS:
                    counts[stem(part)] += weight
    ranked = sorted(
        ((key, n) for key, n in counts.items() if n > 1 and key not in _stop_stems()),
        key=lambda item: (-item[1] * min(len(item[0]), 12), item[0]),
    )
    return tuple(key for key, _ in ranked[:_TOPIC_TERMS])


def _as_of(
    text: str,
    quantity: Quantity,
    clause: Clause,
    article: Article,
    event: str | None,
    scope: str | None,
    change: str | None,
    base: str | None,
    modality: str | None,
) -> tuple[TimeFrame | None, str | None, bool]:
    """When the figure holds, the words that say so, and whether it has run up ``since`` a day."""
    published = published_frame(article.published)
    mention = _nearest_time(text, quantity, clause, article.published)
    if mention is not None:
        if mention.kind == "since":
            return published, mention.text, True
        if mention.kind == "until" and published is not None and mention.frame.end[:10] > published.end:
            return TimeFrame(start=published.start, end=mention.frame.end), mention.text, False
        if mention.kind == "until":
            return TimeFrame(start=mention.frame.end, end=mention.frame.end), mention.text, False
        return mention.frame, mention.text, False
    now = framing.now_word(text, quantity, clause)
    if now:
        return published, now, False
    is_level = base != "month" and modality is None and change not in ("rise", "fall", "by")
    if modality == "forecast" or (is_level and _runs(clause, event, scope, change)):
        # a forecast holds on the day it is printed, so that a later one is an update
        return published, None, False
    return None, None, False


def _runs(clause: Clause, event: str | None, scope: str | None, change: str | None) -> bool:
    """Whether a figure is a running count, good for the day it is printed: one of a series, or a total so far."""
    entry = classes.events().get(event or "")
    if entry is None:
        return False
    counted = entry.implies == "person"
    number_noun = any(token.lower_ in frames().empty.words for token in clause.tokens)
    return entry.series or (counted and (scope == "total" or change == "to" or number_noun))


_OWNED = re.compile(r"\d[\d.,]*\s+(?:[^\W\d]+\s+){0,4}$")
"""A figure with its noun right before a time, without a comma: the time is that figure's."""


def _nearest_time(text: str, quantity: Quantity, clause: Clause, published: str | None) -> TimeMention | None:
    """The expression of time in the number's clause that stands nearest to it, comparisons left out."""
    if not clause.tokens:
        return None
    first, last = clause.sentence[0], clause.sentence[-1]
    offset = first.idx
    mine = [(token.idx, token.idx + len(token)) for token in clause.tokens]
    best: tuple[int, int, TimeMention] | None = None
    for mention in find_times(text[offset : last.idx + len(last)], published):
        start, end = mention.start + offset, mention.end + offset
        if start < quantity.end and quantity.start < end:
            continue
        if not any(start < b and a < end for a, b in mine) or framing.is_compared(text[offset:start]):
            continue
        between = text[quantity.end : start] if start >= quantity.end else text[end : quantity.start]
        if any(char.isdigit() for char in between) or (end <= quantity.start and _OWNED.search(text[offset:start])):
            # the time belongs to the figure that stands between, or right before it
            continue
        # a time behind a comma belongs to what comes next rather than to what was said
        gap = len(between) + sum(between.count(sign) for sign in ",;–") * (60 if start >= quantity.end else 20)
        if best is None or (gap, start) < (best[0], best[1]):
            best = (gap, start, mention)
    return best[2] if best else None
