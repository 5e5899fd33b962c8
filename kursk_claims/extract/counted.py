"""What a quantity counts or measures, over the tree of its sentence.

For each kind of unit an ordered list of constructions is tried, the most certain first; where
none applies the field stays ``None`` and no guess is made.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Doc, Token

from kursk_claims.extract import units
from kursk_claims.extract.phrases import (
    full_lemma,
    genitive_after,
    head_before,
    in_prepositional_phrase,
    is_noun,
    is_unit,
    noun_after,
    phrase_text,
    segment,
    sentence,
    subject_of,
    surname,
    verb_of,
)
from kursk_claims.lexicon import load
from kursk_claims.models import Quantity, Span


class CountingLexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/counting.toml``."""

    totals: list[str]
    carriers: list[str]
    dimensional: list[str]
    time_distance_after: list[str]
    time_distance_before: list[str]
    duration_before: list[str]
    age: list[str]
    bearing_verbs: list[str]
    events: list[str]
    stand_ins: list[str]
    changes: list[str]


class _Words(Struct, frozen=True):
    totals: frozenset[str]
    carriers: frozenset[str]
    dimensional: frozenset[str]
    time_distance_after: frozenset[str]
    time_distance_before: frozenset[str]
    duration_before: frozenset[str]
    age: frozenset[str]
    bearing_verbs: frozenset[str]
    events: tuple[str, ...]
    stand_ins: frozenset[str]
    changes: tuple[str, ...]


@cache
def _words() -> _Words:
    words: CountingLexicon = load("de/counting", CountingLexicon)
    return _Words(
        totals=frozenset(words.totals),
        carriers=frozenset(words.carriers),
        dimensional=frozenset(words.dimensional),
        time_distance_after=frozenset(words.time_distance_after),
        time_distance_before=frozenset(words.time_distance_before),
        duration_before=frozenset(words.duration_before),
        age=frozenset(words.age),
        bearing_verbs=frozenset(words.bearing_verbs),
        events=tuple(words.events),
        stand_ins=frozenset(words.stand_ins),
        changes=tuple(words.changes),
    )


class Place(Struct, frozen=True):
    """A quantity in its Doc: token range of its span, and the range of its sentence."""

    doc: Doc
    quantity: Quantity
    first: int
    last: int
    low: int
    high: int

    @property
    def token(self) -> Token:
        """Last token of the span: the unit, or the number itself."""
        return self.doc[self.last]

    @property
    def analysed(self) -> bool:
        """The sentence was parsed."""
        return any(token.has_dep() for token in self.doc[self.low : self.high])

    @property
    def before(self) -> Token | None:
        """The token before the span, inside the sentence."""
        return self.doc[self.first - 1] if self.first > self.low else None

    @property
    def after(self) -> Token | None:
        """The token after the span, inside the sentence."""
        return self.doc[self.last + 1] if self.last + 1 < self.high else None


def attach_counted(doc: Doc, quantities: list[Quantity]) -> list[Quantity]:
    """Return the quantities with ``counted`` … filled in, as far as their sentences are analysed."""
    places = [_place(doc, quantity) for quantity in quantities]
    heads: Heads = []
    for place in places:
        if place is not None and place.analysed:
            heads.append((place, _sound(place, _head(place, heads))))
    _share_heads(doc, heads)
    found = {place.quantity.start: (place, head) for place, head in heads}
    return [_with_head(*found[quantity.start]) if quantity.start in found else quantity for quantity in quantities]


def _sound(place: Place, head: Token | None) -> Token | None:
    """Drop what can't be counted: pronouns, units, signs."""
    if head is None:
        return None
    if is_noun(head):
        inside = place.first <= head.i <= place.last and (place.quantity.unit == "times" or "-" in head.text)
        return None if is_unit(head) and not inside and place.quantity.unit is not None else head
    if place.quantity.unit is None or units.dimension(place.quantity.unit) in ("share", "age"):
        return None
    return head if head.pos_ in ("VERB", "AUX", "ADJ") and head.text[:1].islower() else None


_LISTED = frozenset((",", "und", "oder", "bis", "beziehungsweise", "bzw.", "sowie", "-"))


def _share_heads(doc: Doc, heads: Heads) -> None:
    """``62, 64 und 66 Jahren``: numbers that share a unit measure the same; right to left."""
    for index in range(len(heads) - 2, -1, -1):
        (left, _), (right, head) = heads[index], heads[index + 1]
        if left.low != right.low or left.quantity.unit != right.quantity.unit or left.quantity.unit is None:
            continue
        between = doc[left.last + 1 : right.first]
        if left.quantity.text[-1:].isdigit() and 0 < len(between) <= 2 and all(t.lower_ in _LISTED for t in between):
            heads[index] = (left, head)


def _with_head(place: Place, head: Token | None) -> Quantity:
    quantity = place.quantity
    if head is None:
        return quantity
    start, end = head.idx, head.idx + len(head.text)
    if start < quantity.end and end > quantity.start and "-" in head.text:
        start += head.text.rindex("-") + 1
        text = place.doc.text[start:end]
        return replace(quantity, counted=text, counted_head=text, counted_lemma=text, counted_span=Span(start, end))
    low = place.last + 1 if head.i > place.last else place.low
    return replace(
        quantity,
        counted=phrase_text(head, low) if is_noun(head) else head.text,
        counted_head=head.text,
        counted_lemma=head.lemma_ or head.text,
        counted_span=Span(start, end),
    )


def _place(doc: Doc, quantity: Quantity) -> Place | None:
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    low, high = sentence(doc[span.start])
    return Place(doc, quantity, span.start, span.end - 1, low, high)


Heads = list[tuple[Place, Token | None]]


def _head(place: Place, heads: Heads) -> Token | None:
    unit = place.quantity.unit
    joined = _compound_head(place)
    if joined is not None:
        return joined
    if unit is None:
        return _of_count(place, heads)
    if unit.startswith("age_"):
        return _of_age(place)
    dimension = units.dimension(unit)
    if dimension == "share" or dimension == "share_points":
        return _of_share(place, heads)
    if dimension == "multiple":
        return _of_multiple(place)
    if dimension == "time":
        return _of_time(place)
    return _of_measure(place, heads)


# --- counts -----------------------------------------------------------------------------------


def _of_count(place: Place, heads: Heads) -> Token | None:
    """``50.000 Soldaten``, ``zwei unserer Männer``, ``Hunderte von Panzern``, ``23 wurden verletzt``."""
    doc, at = place.doc, place.last + 1
    joined = _joined_noun(place)
    if joined is not None:
        return joined
    after = place.after
    if after is not None and after.lower_ == "davon":
        return _earlier(place, heads)
    if after is not None and after.lower_ in ("von", "der", "dieser", "unserer", "seiner", "ihrer", "aller"):
        part = genitive_after(doc, at, place.high)
        if part is not None:
            return part
    noun = noun_after(doc, at, place.high)
    if noun is not None and not _is_time_or_name(noun):
        return noun
    shared = _shared_noun(place)
    if shared is not None:
        return shared
    measured = _noun_before(place)
    if measured is not None:
        return _inside_total(measured)
    return _total_subject(place) or _earlier(place, heads)


def _joined_noun(place: Place) -> Token | None:
    """``5-köpfige Familie``: the number is the first part of an adjective."""
    token = place.token
    if token.idx + len(token.text) > place.quantity.end and is_noun(token):
        return token
    return None


def _is_time_or_name(noun: Token) -> bool:
    """A person's name after a bare number begins the next phrase."""
    return noun.ent_type_ == "PER" and noun.pos_ == "PROPN"


def _shared_noun(place: Place) -> Token | None:
    """``200 feste und 300 freie Mitarbeiter``: the noun stands after the next number."""
    doc, i = place.doc, place.last + 1
    while i < place.high and doc[i].pos_ in ("ADJ", "DET"):
        i += 1
    if i >= place.high or doc[i].lower_ not in ("und", "oder", "sowie", "bis", "beziehungsweise", "bzw.", ","):
        return None
    j = i + 1
    while j < min(place.high, i + 5) and doc[j].pos_ != "NUM" and not doc[j].like_num and not is_noun(doc[j]):
        j += 1
    if j < place.high and (doc[j].pos_ == "NUM" or doc[j].like_num):
        return noun_after(doc, j + 1, place.high)
    return None


_DIRECT = frozenset(("von", "zwischen", "über", "bis", "ab", "unter"))
"""Prepositions that join a measure to the noun right before them."""
_CHANGING = frozenset(("um", "auf"))
"""Prepositions that belong to the verb, unless a noun of change stands before them."""
_GOVERNED = frozenset(("mit", "für", "zu", "in", "bei"))
_CLOSING = frozenset("“\"«»’'")


def _noun_before(place: Place) -> Token | None:
    """The noun that a preposition joins to the figure: ``Reichweite von``, ``Kosten in Höhe von``, ``Anstieg um``."""
    i = _preposition(place)
    if i is None:
        return None
    doc = place.doc
    preposition = doc[i].lower_
    i = _over_time_phrase(doc, _over_brackets(doc, i - 1, place.low), place.low)
    if i < place.low or not is_noun(doc[i]) or is_unit(doc[i]):
        return None
    noun = doc[i]
    if preposition in _CHANGING and not _is_change(noun):
        return None
    if preposition in _GOVERNED and not _governs(noun, place):
        return None
    if noun.pos_ == "PROPN" and noun.ent_type_ in ("LOC", "PER") and verb_of(place.token) is not None:
        return None
    if preposition == "von" and _changes(place) and not _is_change(noun):
        return None
    return _over_carrier(noun, place.low)


def _preposition(place: Place) -> int | None:
    """Index of the preposition before the figure, or inside its span (``zwischen 3 und 5``)."""
    doc, i = place.doc, place.first - 1
    known = _DIRECT | _CHANGING | _GOVERNED
    while (
        i >= place.low
        and doc[i].pos_ in ("ADV", "ADJ", "PART")
        and doc[i].lower_ not in known
        and doc[i].text.islower()
    ):
        i -= 1
    if i < place.low or doc[i].lower_ not in known:
        i = place.first
        own = doc[i].lower_
        if own not in ("zwischen", "bis", "ab") and not (own in ("über", "unter") and _adjacent_governor(place)):
            return None
    while i - 1 >= place.low and doc[i].lower_ in ("zu", "bis") and doc[i - 1].lower_ in ("bis", "von"):
        i -= 1
    return i


def _adjacent_governor(place: Place) -> bool:
    """Tell whether the tree hangs the figure on the noun right before its span: ``Kredit über 5 Euro``."""
    before = place.before
    return before is not None and is_noun(before) and _governs(before, place)


def _over_brackets(doc: Doc, i: int, low: int) -> int:
    """Step left over closing quotes and a bracketed remark."""
    while i >= low and doc[i].text in _CLOSING:
        i -= 1
    if i >= low and doc[i].text == ")":
        while i >= low and doc[i].text != "(":
            i -= 1
        i -= 1
    return i


def _over_time_phrase(doc: Doc, i: int, low: int) -> int:
    """Step left over a time in a prepositional phrase: ``Gewinn im zweiten Quartal von``."""
    at = i
    if at > low and doc[at].pos_ == "NUM":
        at -= 1
    if at < low or not is_noun(doc[at]) or not is_unit(doc[at]):
        return i
    at -= 1
    while at >= low and doc[at].pos_ in ("ADJ", "DET", "NUM"):
        at -= 1
    return at - 1 if at > low and doc[at].pos_ == "ADP" else i


def _is_change(noun: Token) -> bool:
    """``Anstieg``, ``Senkung``: a noun that takes ``um`` and ``auf`` itself."""
    lowered = noun.lower_
    return lowered.endswith(("ung", "ungen")) or any(lowered.endswith(stem) for stem in _words().changes)


def _changes(place: Place) -> bool:
    """Tell whether the figure is the start of ``von X auf Y``."""
    following = place.doc[place.last + 1 : min(place.last + 6, place.high)]
    at = next((t.i for t in following if t.lower_ == "auf"), None)
    return at is not None and any(t.like_num or t.pos_ == "NUM" for t in place.doc[at + 1 : min(at + 4, place.high)])


def _over_carrier(noun: Token, low: int) -> Token | None:
    """From ``Höhe`` in ``Kosten in Höhe von`` to ``Kosten``."""
    doc = noun.doc
    if noun.lower_ not in _words().carriers:
        return _phrase_head(noun, low)
    i = noun.i - 1
    while i >= low and doc[i].pos_ in ("DET", "ADJ"):
        i -= 1
    if i >= low and doc[i].pos_ == "ADP" and doc[i].lower_ in ("in", "im", "von"):
        i = _over_brackets(doc, i - 1, low)
        if i >= low and is_noun(doc[i]):
            return _phrase_head(doc[i], low)
    return noun


def _governs(noun: Token, place: Place) -> bool:
    """Tell whether the tree hangs the figure on this noun."""
    current = place.token
    for _ in range(4):
        if current.head is noun:
            return True
        if current.head is current:
            return False
        current = current.head
    return False


def _phrase_head(noun: Token, low: int) -> Token:
    """From the last noun of ``Absatz der Automarke Borgward`` back to ``Absatz``: over names and genitives."""
    current = noun
    for _ in range(4):
        before = head_before(current, low)
        if before is None:
            return current
        current = before
    return current


def _inside_total(noun: Token) -> Token:
    """From ``Zahl`` to what it is the number of: ``Zahl der Toten``."""
    if noun.lower_ not in _words().totals:
        return noun
    return genitive_after(noun.doc, noun.i + 1, sentence(noun)[1]) or noun


def _total_subject(place: Place) -> Token | None:
    """``Die Zahl der Toten stieg auf 35``, ``Die Inzidenz liegt bei 35``."""
    verb = verb_of(place.token)
    subject = subject_of(place.doc[place.last], verb)
    if subject is None or subject.i == place.last:
        return None
    if subject.lower_ in _words().totals:
        return _inside_total(subject)
    return subject if verb is not None and full_lemma(verb) in _words().bearing_verbs else None


def _earlier(place: Place, heads: Heads) -> Token | None:
    """The noun that an elliptic number stands for: counted before, in this sentence or the one before."""
    totals = [t for t in place.doc[place.low : place.first] if t.lower_ in _words().totals]
    for total in reversed(totals):
        inside = _inside_total(total)
        if inside is not total:
            return inside
    for other, head in reversed(heads):
        if other.quantity.unit is not None or head is None or not is_noun(head):
            continue
        if other.low == place.low:
            return head
        if other.high == place.low or other.high >= place.low - 2:
            return head
        break
    article = [
        t
        for t in place.doc[place.low : place.first]
        if is_noun(t)
        and t.i > 0
        and t.doc[t.i - 1].lower_ in ("ein", "eine", "einen")
        and t.dep_.startswith(("nsubj", "obj"))
    ]
    return article[-1] if article else None


# --- shares -----------------------------------------------------------------------------------


def _of_share(place: Place, heads: Heads) -> Token | None:
    """``Prozent der X``, ``jeder dritte X``, ``um 3 Prozent gesunken``, ``Anteil von``."""
    doc, at = place.doc, place.last + 1
    if place.quantity.text.rstrip("n").endswith(("ige", "iger", "iges", "igem", "ig")) or doc[
        place.first
    ].lower_.startswith("jede"):
        return noun_after(doc, at, place.high)
    if any(t.lower_.startswith("jede") for t in doc[place.first : place.last + 1]):
        return noun_after(doc, at, place.high)
    if place.after is not None and place.after.lower_ == "davon":
        return None
    adverbial = place.before is not None and place.before.lower_ == "zur"
    whole = None if adverbial else genitive_after(doc, at, place.high)
    if whole is not None:
        return whole
    noun = None if adverbial else noun_after(doc, at, place.high)
    if noun is not None and doc[at].pos_ != "DET":
        return noun
    if adverbial:
        return _bearer(place)
    if place.quantity.unit == "fraction":
        return None
    measured = _noun_before(place)
    if measured is not None:
        return measured
    if _inherits_share(place):
        inherited = _same_unit(place, heads)
        if inherited is not None:
            return inherited
    return _changed(place)


def _changed(place: Place) -> Token | None:
    """What the verb says to change: the object of ``senkte den Preis um``, else the subject."""
    verb = verb_of(place.token)
    i = _preposition(place)
    if verb is not None and i is not None and place.doc[i].lower_ in _CHANGING:
        objects = [c for c in verb.children if c.dep_ == "obj" and is_noun(c) and not is_unit(c) and c.i != place.last]
        if objects and any(c.dep_.startswith("nsubj") for c in verb.children):
            return objects[0]
    subject = subject_of(place.token, verb)
    return subject if subject is not None and is_noun(subject) else None


def _inherits_share(place: Place) -> bool:
    """``auf Europa 40 Prozent``, ``die restlichen fünf Prozent``: a later share of the same whole."""
    before = [t.lower_ for t in place.doc[max(place.low, place.first - 3) : place.first]]
    if any(word in ("restlichen", "übrigen", "verbleibenden", "anderen", "weitere", "weiteren") for word in before):
        return True
    start, end = segment(place.token)
    if any(t.pos_ in ("VERB", "AUX") for t in place.doc[start:end]):
        return False
    own = [
        t for t in place.doc[start : place.first] if is_noun(t) and not is_unit(t) and not in_prepositional_phrase(t)
    ]
    return not any(t.morph.get("Case", []) == ["Nom"] and t.dep_ not in ("flat", "appos", "nmod") for t in own)


# --- multiples --------------------------------------------------------------------------------


def _of_multiple(place: Place) -> Token | None:
    """``verdreifacht``, ``dreimal höheres Risiko``, ``doppelt so viele Fälle``."""
    noun = noun_after(place.doc, place.last + 1, place.high)
    own = place.quantity.text.lower()
    if (
        noun is not None
        and not own.startswith("ver")
        and not own.endswith(("fache", "fachen", "doppelte", "doppelten"))
    ):
        return noun
    verb = place.token if place.token.pos_ == "VERB" else verb_of(place.token)
    subject = subject_of(place.token, verb)
    objects = [c for c in (verb.children if verb is not None else ()) if c.dep_ == "obj" and is_noun(c)]
    if place.token.pos_ == "VERB" and objects:
        return objects[0]
    return subject


# --- ages -------------------------------------------------------------------------------------


def _of_age(place: Place) -> Token | None:
    """``27-jährige Frau``, ``Bago (45)``, ``im Alter von 62``, ``Kinder unter 5 Jahren``; ``der 45-Jährige`` is ``None``."""
    doc, token = place.doc, place.token
    text = place.quantity.text
    tail = text.rpartition("-")[2].rpartition(" ")[2]
    lowered = text.lower()
    if "jährig" in lowered:
        if tail[:1] == "J" or "Jährig" in text:
            return None
        noun = noun_after(doc, place.last + 1, place.high)
        return None if noun is None else surname(noun, place.high)
    if text.endswith("-"):
        for later in doc[place.last + 1 : min(place.last + 7, place.high)]:
            if "jährig" in later.lower_:
                return noun_after(doc, later.i + 1, place.high)
    before = place.before
    if before is not None and before.text in ("(", ",") and not lowered.endswith(("jahre", "jahren")):
        i = before.i - 1
        if i >= place.low and is_noun(doc[i]):
            return doc[i]
    if place.after is not None and place.after.lower_ in (
        "alte",
        "alten",
        "alter",
        "altes",
        "junge",
        "jungen",
        "junger",
    ):
        noun = noun_after(doc, place.last + 2, place.high)
        return None if noun is None else surname(noun, place.high)
    holder = _before_age(place)
    if holder is not None:
        return holder
    return subject_of(token, verb_of(token))


def _before_age(place: Place) -> Token | None:
    """The noun before ``im Alter von`` or ``unter 18 Jahren``."""
    doc, i = place.doc, place.first - 1
    while i >= place.low and (
        doc[i].pos_ in ("ADP", "ADV", "NUM", "CCONJ", "DET", "ADJ")
        or doc[i].lower_ in _words().age
        or doc[i].text == ","
    ):
        i -= 1
    if i >= place.low and is_noun(doc[i]) and place.first - i <= 8:
        between = [t.lower_ for t in doc[i + 1 : place.last + 1]]
        if any(word in ("alter", "unter", "über", "ab", "bis", "zwischen") for word in between):
            return _phrase_head(doc[i], place.low)
    return None


# --- time -------------------------------------------------------------------------------------


def _of_time(place: Place) -> Token | None:
    """What lasted: ``100 Stunden Arbeit``, ``drei Jahre gesperrt``; a distance in time measures nothing."""
    doc = place.doc
    after, before = place.after, place.before
    if _is_adjective_unit(place):
        return noun_after(doc, place.last + 1, place.high)
    if after is not None and (after.lower_ in _words().time_distance_after or _next_clause_dates(place)):
        return None
    if _leading(place) in _words().time_distance_before:
        return None
    if (
        before is not None
        and before.lower_ == "von"
        and before.i - 1 >= place.low
        and doc[before.i - 1].lower_ == "innerhalb"
    ):
        return None
    measured = _noun_before(place)
    if measured is not None:
        return measured
    noun = noun_after(doc, place.last + 1, place.high)
    if noun is not None and after is not None and after.pos_ not in ("DET", "ADV", "PRON", "PART", "ADP"):
        return noun
    genitive = (
        genitive_after(doc, place.last + 1, place.high)
        if after is not None and after.lower_ in ("des", "der")
        else None
    )
    if genitive is not None:
        return genitive
    verb = verb_of(place.token)
    subject = subject_of(place.token, verb)
    if subject is not None and is_noun(subject) and subject.lemma_.lower().endswith(_words().events):
        return subject
    if verb is None:
        return None
    if verb.lemma_.lower() in ("dauern", "sein", "haben", "betragen"):
        return subject if subject is not None and is_noun(subject) else None
    if verb.lemma_.lower() in ("stattfinden", "statt", "finden"):
        return subject if subject is not None and is_noun(subject) else None
    return verb


def _leading(place: Place) -> str:
    """The preposition or determiner that opens the phrase: ``nach`` in ``nach weiteren 30 Minuten``."""
    doc, i = place.doc, place.first
    while i > place.low and doc[i].lower_ not in _words().time_distance_before:
        if i < place.first and not (doc[i].pos_ in ("ADJ", "ADV", "DET", "PART") and doc[i].text.islower()):
            break
        i -= 1
    return doc[i].lower_


def _next_clause_dates(place: Place) -> bool:
    """``fast ein Jahr, nachdem …``."""
    following = place.doc[place.last + 1 : min(place.last + 3, place.high)]
    return len(following) == 2 and following[0].text == "," and following[1].lower_ in ("nachdem", "bevor", "ehe")


def _is_adjective_unit(place: Place) -> bool:
    return place.quantity.text.rstrip("rsnm").endswith(("ige", "ig")) and place.token.lower_.rstrip("rsnme").endswith(
        "ig"
    )


# --- measures and money -----------------------------------------------------------------------


def _of_measure(place: Place, heads: Heads) -> Token | None:
    """The dimension named, else its bearer, else the verb: ``Reichweite von``, ``8.000 qm großes Grundstück``."""
    doc, at = place.doc, place.last + 1
    money = units.dimension(place.quantity.unit) == "money"
    measured = _noun_before(place)
    if measured is not None and not (money and _is_price(place)):
        return measured
    i = _preposition(place)
    if i is not None and doc[i].lower_ in (*_CHANGING, "bei") and not (i > place.low and doc[i - 1].lower_ == "bis"):
        subject = _changed(place)
        if subject is not None:
            return subject
    after = place.after
    if _is_away(place):
        return _bearer(place) or _same_unit(place, heads)
    if after is not None and (after.lower_ in _words().dimensional or _stem(after) in _words().dimensional):
        noun = noun_after(doc, at, place.high) if after.lower_ not in _words().dimensional else None
        if noun is not None:
            return noun
        return _bearer(place) or _same_unit(place, heads)
    if after is not None and after.lower_ == "an":
        kind = noun_after(doc, at + 1, place.high)
        if kind is not None and kind.i == at + 1:
            return kind
    noun = noun_after(doc, at, place.high)
    if noun is not None and doc[at].pos_ not in ("DET", "PRON") and noun.ent_type_ not in ("PER", "LOC"):
        return noun
    if any(t.lower_ == "davon" for t in doc[segment(place.token)[0] : place.first]):
        return _same_unit(place, heads)
    if money and _is_price(place):
        return measured or _sold(place)
    verb = verb_of(place.token)
    if verb is not None and full_lemma(verb) in _words().bearing_verbs:
        subject = subject_of(place.token, verb)
        if subject is not None and is_noun(subject):
            return subject
    return verb


def _same_unit(place: Place, heads: Heads) -> Token | None:
    """What the last quantity of the same unit measured, in this sentence or the one before."""
    for other, head in reversed(heads):
        if other.high < place.low - 1:
            break
        if other.quantity.unit == place.quantity.unit:
            return head
    return None


def _is_away(place: Place) -> bool:
    """``800 Kilometer von der Erde entfernt``."""
    doc = place.doc
    start, end = segment(place.token)
    following = doc[place.last + 1 : end]
    return (
        any(t.lower_ == "entfernt" for t in following)
        and len(following) > 0
        and following[0].lower_ in ("von", "vom", "weit", "entfernt")
    )


def _stem(token: Token) -> str:
    for ending in ("en", "er", "es", "em", "e"):
        if token.lower_.endswith(ending):
            return token.lower_.removesuffix(ending)
    return token.lower_


def _compound_head(place: Place) -> Token | None:
    """``12-Tonnen-Kran``: the token goes on after the span with its head."""
    token = place.token
    rest = place.doc.text[place.quantity.end : token.idx + len(token.text)]
    if rest.startswith("-") and len(rest) > 2 and rest[1].isupper():
        return token
    following = place.after
    if following is not None and following.text == "-" and following.i + 1 < place.high:
        after = place.doc[following.i + 1]
        return after if after.idx == following.idx + 1 and is_noun(after) else None
    return None


def _bearer(place: Place) -> Token | None:
    subject = subject_of(place.token, verb_of(place.token))
    return subject if subject is not None and is_noun(subject) else None


def _is_price(place: Place) -> bool:
    before = place.before.lower_ if place.before is not None else ""
    return before in ("für", "zum") or place.doc[place.first].lower_ == "ab" or before == "ab"


def _sold(place: Place) -> Token | None:
    """``bot die Version für 50 Euro an``: the object, else the subject of a passive."""
    verb = verb_of(place.token)
    if verb is not None:
        objects = [c for c in verb.children if c.dep_ == "obj" and is_noun(c)]
        passive = [c for c in verb.children if c.dep_ == "nsubj:pass" and is_noun(c)]
        if passive:
            return passive[0]
        if objects:
            return objects[-1]
    return _bearer(place) or verb
